//! A note's checks as linear equations over what rounded figures can really be, in exact fractions
//! from the first step on.
//!
//! The unknown of a figure is how far it is from what is written: in halves of its last unit where
//! it is rounded, from -1 to 1; in its own unit where it is exact, and then it is 0. A figure that
//! is filled in is no unknown: what it is filled in as is put in its place, which leaves out
//! nothing. A share of a rounded figure has an unknown for its own rounding.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::equation::{Equation, FigureId, State, System};
use crate::reconcile::check::Check;
use crate::reconcile::linear::fraction::Fraction;
use crate::reconcile::linear::{Bounds, Problem, Row};
use crate::reconcile::solve::{Solution, share_slack};

/// The checks as equations: each stands at its own index.
pub(super) struct Model {
    pub(super) problem: Problem,
    /// What each equation was multiplied by to have whole coefficients.
    pub(super) scales: Vec<Fraction>,
    figures: usize,
}

/// A figure as a sum of written ones.
#[derive(Clone, Default)]
struct Sum {
    terms: BTreeMap<usize, Fraction>,
    constant: Option<Fraction>,
}

impl Sum {
    fn add(&mut self, other: &Sum, factor: &Fraction) {
        for (unknown, weight) in &other.terms {
            let sum = self.terms.entry(*unknown).or_insert(Fraction::ZERO);
            *sum = sum.plus(&weight.times(factor));
        }
        if let Some(constant) = &other.constant {
            self.constant =
                Some(self.constant.take().unwrap_or(Fraction::ZERO).plus(&constant.times(factor)));
        }
    }
}

impl Model {
    /// Those of the checks that are asked for.
    pub(super) fn new(
        system: &System,
        solution: &Solution,
        checks: &[Check],
        asked: &[usize],
    ) -> Self {
        let figures = system.figures.len();
        let exact = Bounds { low: Fraction::ZERO, high: Fraction::ZERO };
        let half = Bounds { low: Fraction::whole(-1), high: Fraction::ONE };
        let mut unknowns = vec![exact; figures];
        for (unknown, figure) in unknowns.iter_mut().zip(&system.figures) {
            if !figure.half_step().is_zero() {
                *unknown = half.clone();
            }
        }
        unknowns.extend(vec![half; figures]);
        let sums = filled_in(system, solution);
        let empty = Row { terms: Vec::new(), constant: Fraction::ZERO };
        let mut model = Self {
            problem: Problem { unknowns, rows: vec![empty; checks.len()] },
            scales: vec![Fraction::ONE; checks.len()],
            figures,
        };
        for index in asked {
            let equation = &system.equations[checks[*index].equation];
            let (row, scale) = model.row(system, solution, equation, &sums);
            model.problem.rows[*index] = row;
            model.scales[*index] = scale;
        }
        model
    }

    fn row(
        &self,
        system: &System,
        solution: &Solution,
        equation: &Equation,
        sums: &BTreeMap<FigureId, Sum>,
    ) -> (Row, Fraction) {
        let mut sum = Sum::default();
        for (weight, part) in &equation.terms {
            sum.add(&sum_of(system, sums, *part), &Fraction::decimal(*weight));
        }
        sum.terms.retain(|_, weight| !weight.is_zero());
        let mut constant = sum.constant.unwrap_or(Fraction::ZERO).negated();
        let mut terms = Vec::new();
        for (unknown, weight) in sum.terms {
            let step = if let Some(share) = unknown.checked_sub(self.figures) {
                share_step(system, solution, share)
            } else {
                let value = solution.value(FigureId(unknown)).amount().unwrap_or(Amount::ZERO);
                constant = constant.minus(&weight.times(&Fraction::decimal(value.decimal())));
                step(system, unknown)
            };
            terms.push((unknown, weight.times(&step)));
        }
        // A share that is rounded from an exact figure has its rounding in the equation itself.
        if let (Some(decimals), Some(target)) = (equation.rounding, equation.target)
            && !system.figure(target).rounded
        {
            let gives = Amount::new(constant.negated().to_decimal().unwrap_or_default());
            let target = solution.value(target).amount().unwrap_or(Amount::ZERO);
            let own = gives.plus(target).map(|given| given.rounded(decimals));
            let rounding =
                own.and_then(|own| own.minus(target)?.minus(gives)).unwrap_or(Amount::ZERO);
            constant = constant.minus(&Fraction::decimal(rounding.decimal()));
        }
        let whole = terms
            .iter()
            .map(|(_, c)| c)
            .chain([&constant])
            .fold(Fraction::ONE, |scale, c| common(&scale, c));
        let terms = terms.into_iter().map(|(unknown, c)| (unknown, c.times(&whole))).collect();
        (Row { terms, constant: constant.times(&whole) }, whole)
    }

    /// True where an equation alone can be met.
    pub(super) fn alone(&self, index: usize) -> bool {
        let row = &self.problem.rows[index];
        let most = row
            .terms
            .iter()
            .map(|(unknown, c)| c.abs().times(&self.problem.unknowns[*unknown].high));
        row.constant.abs() <= most.fold(Fraction::ZERO, |sum, most| sum.plus(&most))
    }

    /// The figure of an unknown; `None` for a share's own rounding.
    pub(super) fn figure(&self, unknown: usize) -> Option<FigureId> {
        (unknown < self.figures).then_some(FigureId(unknown))
    }
}

/// What one step of a figure's unknown is, in the figure's unit.
pub(super) fn step(system: &System, figure: usize) -> Fraction {
    let half = system.figures[figure].half_step();
    if half.is_zero() { Fraction::ONE } else { Fraction::decimal(half) }
}

fn share_step(system: &System, solution: &Solution, share: usize) -> Fraction {
    let equation = solution.definition[share].map(|index| &system.equations[index]);
    equation.map_or(Fraction::ONE, |equation| Fraction::decimal(share_slack(system, equation)))
}

/// A multiple of `scale` that makes `c` whole; `scale` itself where that would grow out of hand.
fn common(scale: &Fraction, c: &Fraction) -> Fraction {
    match c.times(scale).denominator() {
        Some(denominator) if denominator > 1 => scale.times(&Fraction::whole(denominator)),
        _ => scale.clone(),
    }
}

fn sum_of(system: &System, sums: &BTreeMap<FigureId, Sum>, figure: FigureId) -> Sum {
    if let Some(sum) = sums.get(&figure) {
        return sum.clone();
    }
    match system.figure(figure).state {
        State::Written(_) => {
            Sum { terms: BTreeMap::from([(figure.0, Fraction::ONE)]), constant: None }
        }
        _ => Sum::default(),
    }
}

/// The figures that are filled in, each as a sum of written ones.
fn filled_in(system: &System, solution: &Solution) -> BTreeMap<FigureId, Sum> {
    let mut sums: BTreeMap<FigureId, Sum> = BTreeMap::new();
    for figure in &solution.order {
        let Some(equation) = solution.definition[figure.0].map(|index| &system.equations[index])
        else {
            continue;
        };
        let mut own = Fraction::ZERO;
        let mut sum = Sum::default();
        for (weight, part) in &equation.terms {
            let weight = Fraction::decimal(*weight);
            if part == figure {
                own = own.plus(&weight);
            } else {
                sum.add(&sum_of(system, &sums, *part), &weight);
            }
        }
        let mut filled = Sum::default();
        if let Some(factor) = Fraction::whole(-1).divided_by(&own) {
            filled.add(&sum, &factor);
        }
        if equation.rounding.is_some() {
            rounded(system, solution, equation, *figure, &mut filled);
        }
        sums.insert(*figure, filled);
    }
    sums
}

/// A share's own rounding: anything up to half a unit where its table is rounded, and what it is
/// where the table is exact.
fn rounded(
    system: &System,
    solution: &Solution,
    equation: &Equation,
    figure: FigureId,
    filled: &mut Sum,
) {
    if !share_slack(system, equation).is_zero() {
        filled.terms.insert(system.figures.len() + figure.0, Fraction::ONE);
        return;
    }
    let value = |id: FigureId| {
        solution
            .value(id)
            .amount()
            .map_or(Fraction::ZERO, |value| Fraction::decimal(value.decimal()))
    };
    let unrounded = filled
        .terms
        .iter()
        .fold(filled.constant.clone().unwrap_or(Fraction::ZERO), |sum, (unknown, weight)| {
            sum.plus(&weight.times(&value(FigureId(*unknown))))
        });
    let rounding = value(figure).minus(&unrounded);
    filled.constant = Some(filled.constant.take().unwrap_or(Fraction::ZERO).plus(&rounding));
}
