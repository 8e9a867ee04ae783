//! What is asked: equations over unknowns within bounds.

use std::collections::BTreeSet;

use super::fraction::Fraction;

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

impl Problem {
    /// What an unknown can be in a question; `None` where it may be anything.
    pub fn bounds(&self, question: &Question, unknown: usize) -> Option<&Bounds> {
        self.unknowns.get(unknown).filter(|_| !question.free.contains(&unknown))
    }
}
