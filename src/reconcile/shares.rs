//! Equations that fail only because shares are rounded one by one: a share taken line by line on
//! one side, and of the sum on the other. No figure that is written is wrong then.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::{Discriminant, discriminant};

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::{Equation, FigureId, Origin, Row, System};
use crate::note::TableNo;
use crate::reconcile::cause::RoundedShares;
use crate::reconcile::check::Check;
use crate::reconcile::solve::Solution;

/// Checks that tell of the same shares: what sort of sum they are of, and the shares' rows.
type Same = (Discriminant<Origin>, BTreeSet<(TableNo, Row)>);

/// The failed checks that the rounding of shares accounts for, those of the same shares together.
pub(super) fn find(
    system: &System,
    solution: &Solution,
    checks: &[Check],
    failed: &BTreeSet<usize>,
) -> Vec<(Vec<usize>, RoundedShares)> {
    let mut out: Vec<(Same, Vec<usize>, RoundedShares)> = Vec::new();
    for index in failed {
        let check = &checks[*index];
        let equation = &system.equations[check.equation];
        let weights = shares_in(system, solution, equation);
        let Some(shares) = account(system, solution, check, &weights) else { continue };
        let rows = weights
            .keys()
            .map(|share| (system.figure(*share).table, system.figure(*share).row))
            .collect();
        let same = (discriminant(&equation.origin), rows);
        match out.iter_mut().find(|(known, ..)| *known == same) {
            Some((_, checks, _)) => checks.push(*index),
            None => out.push((same, vec![*index], shares)),
        }
    }
    out.into_iter().map(|(_, checks, shares)| (checks, shares)).collect()
}

/// The shares whose rounding accounts for what a check is off by: unrounded they meet it exactly;
/// or they meet it to what rounding the figure on the other side could give, where that is written
/// and the shares are several.
fn account(
    system: &System,
    solution: &Solution,
    check: &Check,
    weights: &BTreeMap<FigureId, Decimal>,
) -> Option<RoundedShares> {
    let equation = &system.equations[check.equation];
    if equation.origin == Origin::Share || weights.is_empty() {
        return None;
    }
    let unrounded =
        check.base_figures.iter().try_fold(Amount::ZERO, |sum, (base_figure, weight)| {
            sum.plus(solution.value(*base_figure).amount()?.times(*weight)?)
        })?;
    let (mut figures, mut tolerance, mut largest) = (Vec::new(), Amount::ZERO, Decimal::ZERO);
    for (share, weight) in weights {
        if !rounded(system, solution, *share)? {
            continue;
        }
        let half = Decimal::new(5, system.figure(*share).measure.decimals.saturating_add(1))
            .checked_mul(weight.abs())?;
        tolerance = tolerance.plus(Amount::new(half))?;
        largest = largest.max(half);
        figures.push(*share);
    }
    let between = matches!(equation.origin, Origin::SameMoney(_) | Origin::Finances { .. });
    let near = between && figures.len() > 1 && unrounded.abs().decimal() <= largest;
    let accounted =
        !figures.is_empty() && check.residual.abs() <= tolerance && (unrounded.is_zero() || near);
    accounted.then_some(RoundedShares { figures, tolerance })
}

/// True where rounding changed a share that is filled in.
fn rounded(system: &System, solution: &Solution, share: FigureId) -> Option<bool> {
    let equation = &system.equations[solution.definition.get(share.0).copied()??];
    let parts = equation.terms.iter().filter(|(_, part)| Some(*part) != equation.target);
    let mut exact = Amount::ZERO;
    for (weight, part) in parts {
        exact = exact.plus(solution.value(*part).amount()?.times(*weight)?)?;
    }
    Some(exact != solution.value(share).amount()?)
}

/// The shares that an equation's figures are made of, those that are filled in, each with its
/// weight there.
fn shares_in(
    system: &System,
    solution: &Solution,
    equation: &Equation,
) -> BTreeMap<FigureId, Decimal> {
    let mut weights: BTreeMap<FigureId, Decimal> = BTreeMap::new();
    let add = |weights: &mut BTreeMap<FigureId, Decimal>, figure: FigureId, weight: Decimal| {
        let sum = weights.entry(figure).or_default();
        *sum = sum.checked_add(weight).unwrap_or(Decimal::MAX);
    };
    for (weight, figure) in &equation.terms {
        add(&mut weights, *figure, *weight);
    }
    let mut shares = BTreeMap::new();
    // What was filled in last is made of what was filled in before it.
    for figure in solution.order.iter().rev() {
        let Some(weight) = weights.remove(figure).filter(|weight| !weight.is_zero()) else {
            continue;
        };
        let Some(definition) = solution.definition[figure.0].map(|index| &system.equations[index])
        else {
            continue;
        };
        // One that takes the rest of other shares is made of those, and rounds nothing itself.
        if definition.origin == Origin::Share && definition.terms.len() == 2 {
            shares.insert(*figure, weight);
            continue;
        }
        let own: Decimal = definition
            .terms
            .iter()
            .filter(|(_, part)| part == figure)
            .map(|(weight, _)| *weight)
            .sum();
        for (part_weight, part) in definition.terms.iter().filter(|(_, part)| part != figure) {
            let part_weight =
                part_weight.checked_div(-own).and_then(|scaled| scaled.checked_mul(weight));
            add(&mut weights, *part, part_weight.unwrap_or_default());
        }
    }
    shares
}
