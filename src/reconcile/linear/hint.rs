//! A starting point: values that nearly satisfy the equations, so that the simplex method has
//! little left to do.
//!
//! Each equation in turn pulls its unknowns towards what it asks for, all by as much (Kaczmarz'
//! method), and the bounds hold them back. What comes out is a guess, in 256ths: nothing is decided
//! by it, so it may be as rough as it likes.

use super::fraction::Fraction;

/// Steps of a whole in which is calculated.
const STEPS: i128 = 1 << 16;
/// Steps of a whole that a guess is stated in: few enough to keep fractions small.
const TOLD: i128 = 1 << 8;
const ROUNDS: usize = 24;

/// An equation in whole numbers.
struct Pull {
    terms: Vec<(usize, i128)>,
    constant: i128,
    /// The sum of the coefficients' squares.
    weight: i128,
}

/// Guesses for `count` unknowns, `bounds` giving their ends where they have any. `None` where
/// numbers are too large to be worth it, or not whole.
pub(super) fn guess<'r>(
    count: usize,
    rows: impl Iterator<Item = (&'r [(usize, Fraction)], &'r Fraction)>,
    bounds: impl Fn(usize) -> Option<(Fraction, Fraction)>,
) -> Option<Vec<Fraction>> {
    let mut pulls = Vec::new();
    for (terms, constant) in rows {
        let terms: Vec<(usize, i128)> =
            terms.iter().map(|(v, c)| Some((*v, whole(c)?))).collect::<Option<_>>()?;
        let weight = terms.iter().map(|(_, c)| c * c).sum();
        if weight > 0 {
            pulls.push(Pull { terms, constant: whole(constant)? * STEPS, weight });
        }
    }
    let ends: Vec<Option<(i128, i128)>> = (0..count)
        .map(|v| match bounds(v) {
            Some((low, high)) => Some(Some((whole(&low)? * STEPS, whole(&high)? * STEPS))),
            None => Some(None),
        })
        .collect::<Option<_>>()?;
    let mut at = vec![0_i128; count];
    for _ in 0..ROUNDS {
        let mut off = 0;
        for pull in &pulls {
            // One without bounds may go anywhere: too far is not worth it.
            let taken =
                |rest: i128, (v, c): &(usize, i128)| rest.checked_sub(c.checked_mul(at[*v])?);
            let rest = pull.terms.iter().try_fold(pull.constant, taken)?;
            off = off.max(rest.checked_abs()?);
            for (v, c) in &pull.terms {
                let moved = at[*v].checked_add(c.checked_mul(rest)? / pull.weight)?;
                at[*v] = ends[*v].map_or(moved, |(low, high)| moved.clamp(low, high));
            }
        }
        if off <= STEPS / TOLD {
            break;
        }
    }
    at.into_iter().map(|steps| Fraction::ratio(steps / (STEPS / TOLD), TOLD)).collect()
}

/// A whole number that is far from the end of its word.
fn whole(value: &Fraction) -> Option<i128> {
    const MOST: i128 = 1 << 40;
    value.floor().filter(|floor| floor.abs() < MOST && value.denominator() == Some(1))
}
