//! What chance alone would make of rounding: differences that rounding could give, and hardly ever
//! does.
//!
//! Each rounded figure is off by an error that is spread evenly over its unit, and those of the
//! parts of a sum are independent: together they have the variance `Σ (weight · unit)² / 12`. The
//! last one, the total's, follows from the others and adds half its unit at most. Beyond that half
//! and [`SIGMAS`] times the root of the variance is less than one sum in fifteen thousand
//! (`docs/rounding.md` has the figures); below eight figures not even all errors at their largest
//! reach so far.

use rust_decimal::Decimal;

use std::collections::BTreeSet;

use crate::equation::{FigureId, System};
use crate::reconcile::cause::{Cause, Mend, Suspect, disputed_by};
use crate::reconcile::check::Check;
use crate::reconcile::evidence::Evidence;
use crate::reconcile::window::Window;

/// How many standard deviations a difference must be to be more than chance would give.
pub const SIGMAS: u32 = 4;

/// The checks that hold within rounding, and of which chance would hardly ever give the difference;
/// those that one figure could be the reason for together. What takes part in one of the causes is
/// told there.
pub(super) fn unlikely(system: &System, checks: &[Check], causes: &[Cause]) -> Vec<Cause> {
    let caused: BTreeSet<usize> =
        causes.iter().flat_map(|cause| cause.checks.iter().copied()).collect();
    let suspected: BTreeSet<FigureId> =
        causes.iter().flat_map(Cause::suspects).map(|suspect| suspect.figure).collect();
    let free = |index: &usize| {
        let check = &checks[*index];
        !caused.contains(index)
            && is_unlikely(system, check)
            && !check.base_figures.keys().any(|base_figure| suspected.contains(base_figure))
    };
    let mut waiting: BTreeSet<usize> = (0..checks.len()).filter(free).collect();
    let base_figures = waiting
        .iter()
        .flat_map(|index| checks[*index].base_figures.keys().copied())
        .collect::<BTreeSet<_>>();
    let evidence = Evidence::new(system, checks, base_figures.into_iter());
    let mut out = Vec::new();
    while let Some(first) = waiting.first().copied() {
        let likeliest = checks[first].base_figures.keys().max_by_key(|base_figure| {
            let gain = evidence
                .change(**base_figure)
                .and_then(|change| evidence.gain(**base_figure, change));
            (gain, std::cmp::Reverse(**base_figure))
        });
        let group: Vec<usize> = waiting
            .iter()
            .copied()
            .filter(|index| {
                *index == first
                    || likeliest.is_some_and(|base_figure| {
                        checks[*index].base_figures.contains_key(base_figure)
                    })
            })
            .collect();
        waiting.retain(|index| !group.contains(index));
        let all = |base_figure: &&FigureId| {
            group.iter().all(|index| checks[*index].base_figures.contains_key(base_figure))
        };
        let suspects: Vec<Suspect> = checks[first]
            .base_figures
            .keys()
            .filter(all)
            .filter_map(|base_figure| suspect(system, &evidence, *base_figure))
            .collect();
        let mend =
            if suspects.is_empty() { Mend::None } else { Mend::Figures { suspects, sure: false } };
        let disputed = disputed_by(system, checks, &group, &mend);
        out.push(Cause { checks: group, mend, disputed, conflict: None });
    }
    out
}

/// A figure with what the sums would have it be.
fn suspect(system: &System, evidence: &Evidence, base_figure: FigureId) -> Option<Suspect> {
    let figure = system.figure(base_figure);
    let best = figure.written()?.plus(evidence.change(base_figure)?)?.divided_by(figure.times())?;
    let value = best.rounded(figure.measure.decimals);
    (Some(value) != figure.typed())
        .then(|| Suspect::new(base_figure, Window { low: value, high: value }, value))
}

/// True where a check holds within rounding, and chance would hardly ever give so much.
fn is_unlikely(system: &System, check: &Check) -> bool {
    check.holds() && beyond(system, check).unwrap_or(false)
}

/// `None` where it can't be held.
fn beyond(system: &System, check: &Check) -> Option<bool> {
    let mut largest = Decimal::ZERO;
    let mut squares = Decimal::ZERO;
    for (base_figure, weight) in &check.base_figures {
        let half = system.figure(*base_figure).half_step().checked_mul(weight.abs())?;
        let unit = half.checked_mul(Decimal::TWO)?;
        squares = squares.checked_add(unit.checked_mul(unit)?)?;
        largest = largest.max(half);
    }
    // The coarsest figure is taken for the total.
    let total = largest.checked_mul(Decimal::TWO)?;
    squares = squares.checked_sub(total.checked_mul(total)?)?;
    let left = check.residual.abs().decimal().checked_sub(largest)?;
    let threshold = squares.checked_mul(Decimal::from(SIGMAS * SIGMAS))?;
    Some(
        left > Decimal::ZERO
            && left.checked_mul(left)?.checked_mul(Decimal::from(12))? >= threshold,
    )
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;
    use num_rational::BigRational;

    /// The chance that `n` errors, each evenly spread over one unit around 0, sum to 4 standard
    /// deviations or more to either side, exactly: the Irwin-Hall distribution. Its root is not
    /// rational, so the next lower thousandth stands in: the chance told is a little too large.
    fn chance(n: u32) -> BigRational {
        let whole = |n: i128| BigRational::from_integer(BigInt::from(n));
        // The largest k/1000 with (k/1000)² ≤ 16 n / 12.
        let k = (1..100_000)
            .rev()
            .find(|k: &i128| 12 * k * k <= 16 * 1_000_000 * i128::from(n))
            .unwrap();
        // P(S ≤ x) for the sum of n errors from 0 to 1, at x = n/2 - k/1000.
        let x = whole(i128::from(n)) / whole(2) - whole(k) / whole(1000);
        let mut sum = whole(0);
        let mut binomial = whole(1);
        let mut factorial = whole(1);
        for i in 0..=n {
            let left = &x - whole(i128::from(i));
            if left < whole(0) {
                break;
            }
            let power = (0..n).fold(whole(1), |power, _| power * &left);
            sum += if i % 2 == 0 { &binomial * power } else { -(&binomial * power) };
            binomial = binomial * whole(i128::from(n - i)) / whole(i128::from(i) + 1);
        }
        for i in 1..=n {
            factorial *= whole(i128::from(i));
        }
        whole(2) * sum / factorial
    }

    #[test]
    fn four_deviations_are_rarer_than_one_in_fifteen_thousand() {
        let rare = BigRational::new(BigInt::from(1), BigInt::from(15_000));
        for n in 1..=60 {
            assert!(chance(n) < rare, "{n}: {}", chance(n));
        }
        // Five errors can't reach so far. (Neither can six or seven and their total's, in whole
        // units.)
        assert_eq!(chance(5), BigRational::from_integer(BigInt::from(0)));
        assert!(chance(6) > BigRational::from_integer(BigInt::from(0)));
    }
}
