//! Linear equations over unknowns within bounds, decided exactly: there is a solution, or there is none, with a proof of either.
//!
//! The solver is never believed: what it says is held against the equations as they were given ([`proof`]), in exact fractions
//! ([`fraction`]). A fault in it could leave a question open, but not answer it wrongly.

pub mod fraction;
mod hint;
pub mod proof;
mod propagate;
pub mod simplex;
pub mod smallest;
pub mod work;

use std::collections::BTreeSet;

use fraction::Fraction;
use proof::Proof;
use simplex::Simplex;
pub use work::Work;

/// Equations over unknowns within bounds.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// What each unknown can be, both ends among it.
    pub unknowns: Vec<Bounds>,
    /// The equations.
    pub rows: Vec<Row>,
}

/// Lowest and highest value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The lowest.
    pub low: Fraction,
    /// The highest.
    pub high: Fraction,
}

/// `Σ coefficient · unknown = constant`.
#[derive(Clone, Debug)]
pub struct Row {
    /// Unknowns in rising order, each once, with coefficients that are not 0.
    pub terms: Vec<(usize, Fraction)>,
    /// What they give.
    pub constant: Fraction,
}

/// What a question is asked of: some equations, and the unknowns whose bounds don't count in it.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Indexes of the equations, in rising order.
    pub rows: Vec<usize>,
    /// The unknowns that may be anything.
    pub free: BTreeSet<usize>,
}

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

impl Problem {
    /// What an unknown can be in a question; `None` where it may be anything.
    pub fn bounds(&self, question: &Question, unknown: usize) -> Option<&Bounds> {
        self.unknowns.get(unknown).filter(|_| !question.free.contains(&unknown))
    }

    /// Answers a question. Narrowing bounds finds most contradictions, and in few equations; the simplex method finds all.
    /// `work` is what may be used, and is counted down.
    pub fn answer(&self, question: &Question, work: &mut Work) -> Answer {
        let terms: usize = question.rows.iter().filter_map(|row| self.rows.get(*row)).map(|row| row.terms.len()).sum();
        work.charge(8 * terms as u64);
        if let Some(rows) = propagate::contradiction(self, question, work) {
            let few = Question { rows, free: question.free.clone() };
            if let Answer::Impossible(proof) = Simplex::new(self, &few).answer(work) {
                return Answer::Impossible(proof);
            }
        }
        Simplex::new(self, question).answer(work)
    }
}

#[cfg(test)]
mod tests;
