//! A figure in the wrong unit, or with a point in the wrong place.

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::reconcile::slip::family::{Family, SuspectView};
use crate::reconcile::window::Window;
use crate::text;
use crate::text::Text;

/// Ten, a hundred or a thousand times too large or too small.
pub(super) static FACTOR: Family = Family { name: "factor", weight: 20, find };

/// What the units of amounts lie apart by. A figure that was read in the wrong one was rounded
/// there; one with a point in the wrong place has all its digits.
const UNITS: Decimal = Decimal::ONE_THOUSAND;

fn find(view: &SuspectView<'_>) -> Vec<(Amount, Text)> {
    let mut out = Vec::new();
    for factor in [10_i64, 100, 1000] {
        let times = Decimal::from(factor);
        let said = Amount::from(factor);
        if let Some(smaller) = smaller(view, times) {
            out.push((
                smaller,
                text!(" (det er {said} gange for stort)", " (it is {said} times too large)"),
            ));
        }
        if let Some(larger) = larger(view, times) {
            out.push((
                larger,
                text!(" (det er {said} gange for småt)", " (it is {said} times too small)"),
            ));
        }
    }
    out
}

/// A figure that was written so many times too large. In the finer unit it had more digits, which
/// says something only where it keeps more of them than it loses: anything becomes 0 when it is
/// made small enough.
fn smaller(view: &SuspectView<'_>, times: Decimal) -> Option<Amount> {
    let decimals = view.system.figure(view.figure).measure.decimals;
    let whole = view.written.divided_by(times)?;
    let smaller = whole.rounded(decimals);
    let keeps = || Some(smaller.abs().decimal() >= times.checked_mul(Decimal::new(1, decimals))?);
    let fits = smaller == whole || times == UNITS && keeps().unwrap_or_default();
    (fits && !smaller.is_zero()).then_some(smaller)
}

/// A figure that was written so many times too small. In a rounded table it lost digits in the
/// coarser unit: of those that it could be, the nearest to what the sums ask has them again.
fn larger(view: &SuspectView<'_>, times: Decimal) -> Option<Amount> {
    let known = view.system.figure(view.figure);
    let larger = view.written.times(times)?;
    if !known.rounded || times != UNITS {
        return Some(larger);
    }
    let lost =
        Amount::new(times.checked_mul(Decimal::new(5, known.measure.decimals.saturating_add(1)))?);
    let could = Window { low: larger.minus(lost)?, high: larger.plus(lost)? };
    Some(could.within(view.window).map_or(larger, |could| could.nearest(view.best)))
}
