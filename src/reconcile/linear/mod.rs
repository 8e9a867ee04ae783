//! Linear equations over unknowns within bounds, decided exactly: there is a solution, or there is
//! none, with a proof of either.
//!
//! The solver is never believed: what it says is held against the equations as they were given
//! ([`proof`]), in exact fractions ([`fraction`]). A fault in it could leave a question open, but
//! not answer it wrongly.

pub mod fraction;
mod hint;
mod problem;
pub mod proof;
mod propagate;
mod rows;
pub mod simplex;
pub mod smallest;
pub mod work;

use simplex::Simplex;

pub use problem::{Bounds, Problem, Question, Row};
pub use proof::Answer;
pub use work::Work;

impl Problem {
    /// Answers a question. Narrowing bounds finds most contradictions, and in few equations; the
    /// simplex method finds all. `work` is what may be used, and is counted down.
    pub fn answer(&self, question: &Question, work: &mut Work) -> Answer {
        let terms: usize = question
            .rows
            .iter()
            .filter_map(|row| self.rows.get(*row))
            .map(|row| row.terms.len())
            .sum();
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
