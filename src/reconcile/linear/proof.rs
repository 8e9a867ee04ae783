//! Proofs that need no faith in the solver: each is checked against the equations as they were
//! given.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::fraction::Fraction;
use crate::reconcile::linear::problem::{Problem, Question};

/// The answer.
#[derive(Clone, Debug)]
pub enum Answer {
    /// There is a solution.
    Possible,
    /// There is none.
    Impossible(Proof),
    /// It took too long to tell.
    Open,
}

/// A proof that equations contradict each other (a Farkas certificate): added together with these
/// multipliers they give one equation that no values within the bounds can meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Equations by index, with multipliers that are not 0.
    pub multipliers: Vec<(usize, Fraction)>,
}

/// The one equation that a proof adds up to.
#[derive(Clone, Debug)]
pub struct Combined {
    /// Its unknowns, with coefficients that are not 0.
    pub terms: BTreeMap<usize, Fraction>,
    /// What they would have to give.
    pub constant: Fraction,
    /// The least that they can give; `None` where that has no end.
    pub low: Option<Fraction>,
    /// The most that they can give.
    pub high: Option<Fraction>,
}

impl Proof {
    /// The equation that it adds up to.
    pub fn combined(&self, problem: &Problem, question: &Question) -> Combined {
        let mut terms: BTreeMap<usize, Fraction> = BTreeMap::new();
        let mut constant = Fraction::ZERO;
        for (row, multiplier) in &self.multipliers {
            let Some(row) = problem.rows.get(*row) else { continue };
            constant = constant.plus(&row.constant.times(multiplier));
            for (unknown, coefficient) in &row.terms {
                let sum = terms.entry(*unknown).or_insert(Fraction::ZERO);
                *sum = sum.plus(&coefficient.times(multiplier));
            }
        }
        terms.retain(|_, coefficient| !coefficient.is_zero());
        let mut low = Some(Fraction::ZERO);
        let mut high = Some(Fraction::ZERO);
        for (unknown, coefficient) in &terms {
            let ends = problem.bounds(question, *unknown).map(|bounds| {
                let (one, other) = (bounds.low.times(coefficient), bounds.high.times(coefficient));
                if one <= other { (one, other) } else { (other, one) }
            });
            low = low.zip(ends.as_ref()).map(|(sum, (least, _))| sum.plus(least));
            high = high.zip(ends.as_ref()).map(|(sum, (_, most))| sum.plus(most));
        }
        Combined { terms, constant, low, high }
    }

    /// True where it proves what it says: it is of the question's equations, and what they add up
    /// to can't be met.
    pub fn holds(&self, problem: &Problem, question: &Question) -> bool {
        self.multipliers.iter().all(|(row, _)| question.rows.binary_search(row).is_ok())
            && self.combined(problem, question).impossible()
    }
}

impl Combined {
    /// True where no values within the bounds meet it.
    pub fn impossible(&self) -> bool {
        self.low.as_ref().is_some_and(|low| *low > self.constant)
            || self.high.as_ref().is_some_and(|high| *high < self.constant)
    }
}

/// True where values meet every equation of a question, within its bounds; `value` gives them.
pub fn is_solution(
    problem: &Problem,
    question: &Question,
    value: impl Fn(usize) -> Fraction,
) -> bool {
    question.rows.iter().filter_map(|row| problem.rows.get(*row)).all(|row| {
        let mut rest = row.constant.clone();
        let mut within = true;
        for (unknown, coefficient) in &row.terms {
            let value = value(*unknown);
            within &= problem
                .bounds(question, *unknown)
                .is_none_or(|bounds| bounds.low <= value && value <= bounds.high);
            rest = rest.minus(&coefficient.times(&value));
        }
        within && rest.sign() == Ordering::Equal
    })
}
