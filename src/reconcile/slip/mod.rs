//! Slips: what a hand does to a figure, and how to undo it. One file per family, one list.

mod copied;
mod digits;
mod factor;
mod family;
pub mod old_total;
mod part;
mod profile;
mod sign;

pub(crate) use family::SuspectView;
pub use family::{Family, Slip};
pub(crate) use sign::SIGN;

use crate::amount::Amount;

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

/// What the figure would be, and the slip, for each family that explains it, the likeliest family
/// first. Of several that a family knows, the nearest to what the sums ask.
pub(crate) fn explain(view: &SuspectView<'_>) -> Vec<(Amount, Slip)> {
    let of = |family: &&'static Family| {
        let found = (family.find)(view);
        let fitting = found
            .into_iter()
            .filter(|(value, _)| view.window.has(*value) && *value != view.written);
        let away = |value: Amount| value.minus(view.best).map(Amount::abs);
        // What is too far away to be counted comes last.
        let (value, words) =
            fitting.min_by_key(|(value, _)| (away(*value).is_none(), away(*value)))?;
        Some((value, Slip { family, words }))
    };
    FAMILIES.iter().filter_map(of).collect()
}
