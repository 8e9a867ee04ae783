//! What a change does to the frames.

use std::collections::BTreeMap;

use crate::amount::{Amount, Unit};
use crate::note::Period;
use crate::pack::Packed;

/// A frame's year, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameChange {
    /// The frame's name.
    pub frame: String,
    /// The year.
    pub period: Period,
    /// Limit and use before; none where there was no such frame.
    pub before: Option<Use>,
    /// Limit and use after; none where there is no such frame.
    pub after: Option<Use>,
}

/// A limit and what is used of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The limit.
    pub limit: Amount,
    /// What is used.
    pub used: Amount,
}

impl Use {
    /// limit − used: below 0 where it is exceeded.
    pub fn left(self) -> Amount {
        self.limit.minus(self.used).unwrap_or_default()
    }
}

/// The frames' years that are not the same, in the order of the later version.
pub(super) fn changed(
    before: Option<&Packed<'_>>,
    after: Option<&Packed<'_>>,
    unit: Unit,
) -> Vec<FrameChange> {
    let of = |packed: Option<&Packed<'_>>| -> Vec<((String, Period), Use)> {
        let Some(packed) = packed else { return Vec::new() };
        let stated = |amount| packed.unit.convert(amount, unit);
        let years = packed.frames.iter().flat_map(|used| {
            used.lines.iter().filter_map(|line| {
                let own = Use { limit: stated(line.limit)?, used: stated(line.used)? };
                Some(((used.frame.name.value.clone(), line.period), own))
            })
        });
        years.collect()
    };
    let (old, new) = (of(before), of(after));
    let known: BTreeMap<&(String, Period), Use> =
        old.iter().map(|(key, own)| (key, *own)).collect();
    let mut out: Vec<FrameChange> = Vec::new();
    for (key, after) in &new {
        let before = known.get(key).copied();
        out.push(FrameChange { frame: key.0.clone(), period: key.1, before, after: Some(*after) });
    }
    let gone = old.iter().filter(|(key, _)| new.iter().all(|(other, _)| other != key));
    out.extend(gone.map(|(key, own)| FrameChange {
        frame: key.0.clone(),
        period: key.1,
        before: Some(*own),
        after: None,
    }));
    out.retain(|own| own.before != own.after);
    out
}
