//! What a header is the header of.

use crate::key::Key;
use crate::note::{ColumnKind, Period};

/// What the cells below a header are.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// The value of a post's key.
    Key(&'static Key),
    /// The figure of a period.
    Period(Period),
    /// That, by a header that is nearly it.
    NearPeriod(Period),
    /// All of a range, or what it is each year.
    Range(Period, &'static Key),
    /// A named column.
    Named(String, ColumnKind),
    /// Nothing that is known: a finding says so.
    Unknown,
}

impl Target {
    /// True for that key of a post.
    pub(super) fn is_key(&self, key: &Key) -> bool {
        matches!(self, Self::Key(own) if own.name == key.name)
    }

    /// True where both are the same column.
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Key(key), other) => other.is_key(key),
            (
                Self::Period(a) | Self::NearPeriod(a) | Self::Range(a, _),
                Self::Period(b) | Self::NearPeriod(b) | Self::Range(b, _),
            ) => a == b,
            (Self::Named(a, _), Self::Named(b, _)) => a == b,
            _ => false,
        }
    }
}
