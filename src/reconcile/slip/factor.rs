//! A figure in the wrong unit, or with a point in the wrong place.

use rust_decimal::Decimal;

use super::{Family, Seen};
use crate::amount::Amount;
use crate::text;
use crate::text::Text;

/// Ten, a hundred or a thousand times too large or too small.
pub(super) static FACTOR: Family = Family { name: "factor", weight: 20, find };

fn find(seen: &Seen<'_>) -> Vec<(Amount, Text)> {
    let decimals = seen.system.figure(seen.figure).measure.decimals;
    let mut out = Vec::new();
    for factor in [10_i64, 100, 1000] {
        let times = Decimal::from(factor);
        let said = Amount::from(factor);
        if let Some(smaller) = seen.written.over(times) {
            out.push((smaller.rounded(decimals), text!(" (det er {said} gange for stort)", " (it is {said} times too large)")));
        }
        if let Some(larger) = seen.written.times(times) {
            // A figure that was rounded in the coarser unit lost digits there: the nearest that would add up has them again.
            let lost = Amount::new(times / Decimal::TWO);
            let near = seen.window.nearest(larger);
            let rounded = seen.system.figure(seen.figure).rounded;
            let close =
                near.minus(larger).is_some_and(|gap| gap.abs() <= lost.times(Decimal::new(1, decimals)).unwrap_or_default());
            let value = if rounded && close { near } else { larger };
            out.push((value, text!(" (det er {said} gange for småt)", " (it is {said} times too small)")));
        }
    }
    out
}
