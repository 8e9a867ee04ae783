//! Which printed figures must give which.

use rust_decimal::Decimal;

/// A printed figure that is the weighted sum of others.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// The sum.
    pub(super) target: usize,
    /// What it is the sum of.
    pub(super) terms: Vec<(Decimal, usize)>,
    /// Decimals that a share is rounded to; none for what is an exact sum.
    pub(super) share: Option<u32>,
    /// Along the rows or along the columns: a corner is the sum of both.
    pub(super) way: Way,
}

/// The direction of a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Of rows.
    Down,
    /// Of columns.
    Across,
}

impl Relation {
    /// A sum of rows.
    pub(super) fn down(target: usize, terms: Vec<(Decimal, usize)>) -> Self {
        Self { target, terms, share: None, way: Way::Down }
    }

    /// A sum of columns.
    pub(super) fn across(target: usize, terms: Vec<(Decimal, usize)>) -> Self {
        Self { target, terms, share: None, way: Way::Across }
    }
}
