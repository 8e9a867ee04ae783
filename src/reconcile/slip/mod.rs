//! Slips: what a hand does to a figure, and how it would be undone. One file a family, one list.

mod copied;
mod digits;
mod factor;
pub mod old_total;
mod part;
mod profile;
mod sign;

pub(crate) use sign::SIGN;

use crate::amount::Amount;
use crate::equation::{FigureId, System};
use crate::note::Note;
use crate::reconcile::Check;
use crate::reconcile::solve::Solution;
use crate::reconcile::window::Window;
use crate::text::Text;

/// A family of slips.
#[derive(Debug)]
pub struct Family {
    /// Its name in machine-readable output.
    pub name: &'static str,
    /// How much more likely one of it is than a figure that is wrong by accident, where that counts 1. What can be seen by
    /// accident (an inserted digit, a neighbour that is alike) counts less than what hardly can (a sign).
    pub weight: u32,
    /// What the figure would be if it is such a slip, and that it is, in words that follow the figure.
    find: fn(&Seen<'_>) -> Vec<(Amount, Text)>,
}

/// Every family, the likeliest first.
pub static FAMILIES: &[&Family] = &[
    &sign::SIGN,
    &digits::SWAPPED,
    &factor::FACTOR,
    &digits::DOUBLED,
    &part::LEFT_OUT,
    &profile::LIKE_NEIGHBOUR,
    &part::COUNTED_TWICE,
    &digits::DROPPED,
    &copied::COPIED,
];

/// A slip that explains a figure.
#[derive(Clone, Debug)]
pub struct Slip {
    /// Its family.
    pub family: &'static Family,
    /// What happened, to stand after what the figure would have to be.
    pub words: Text,
}

/// A figure under suspicion, and all that can be seen of it.
pub(crate) struct Seen<'a> {
    pub(crate) note: &'a Note,
    pub(crate) system: &'a System,
    pub(crate) solution: &'a Solution,
    pub(crate) checks: &'a [Check],
    /// The failed checks that it would mend.
    pub(crate) mended: &'a [usize],
    pub(crate) figure: FigureId,
    /// What is typed.
    pub(crate) written: Amount,
    /// What it could have been typed as for everything to add up.
    pub(crate) window: Window,
    /// What of that makes the sums agree best.
    pub(crate) best: Amount,
}

impl Seen<'_> {
    /// An amount as its table writes it.
    fn danish(&self, amount: Amount) -> String {
        amount.danish(self.system.figure(self.figure).measure.decimals)
    }
}

/// What the figure would be, and the slip, for each family that explains it, the likeliest family first. Of several that a family
/// knows, the nearest to what the sums ask.
pub(crate) fn explain(seen: &Seen<'_>) -> Vec<(Amount, Slip)> {
    let of = |family: &&'static Family| {
        let found = (family.find)(seen);
        let fitting = found.into_iter().filter(|(value, _)| seen.window.has(*value) && *value != seen.written);
        let away = |value: Amount| value.minus(seen.best).map(Amount::abs);
        // What is too far away to be counted comes last.
        let (value, words) = fitting.min_by_key(|(value, _)| (away(*value).is_none(), away(*value)))?;
        Some((value, Slip { family, words }))
    };
    FAMILIES.iter().filter_map(of).collect()
}
