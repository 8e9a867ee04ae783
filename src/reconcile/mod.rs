//! Solving and verifying a note: totals filled in, every other equation held against what is written.

pub mod blame;
pub mod keys;
pub mod odd;
pub mod payback;
pub mod profile;
pub mod relabel;
pub mod solve;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::diagnostic::Diagnostic;
use crate::equation::facts::Names;
use crate::equation::{Figure, FigureId, Row, State, System, derive, effect};
use crate::note::Note;
use crate::register::{Municipality, Round};

use blame::Cause;
use solve::Solution;

/// A note, solved and verified.
#[derive(Clone, Debug)]
pub struct Reconciled<'a> {
    /// The note with derived tables expanded.
    pub note: Cow<'a, Note>,
    /// Its figures and equations.
    pub system: System,
    /// The values of its figures.
    pub solution: Solution,
    /// The equations that could contradict something.
    pub checks: Vec<Check>,
    /// What does not add up, one entry a root cause.
    pub causes: Vec<Cause>,
    /// What is wrong with derived tables.
    pub findings: Vec<Diagnostic>,
}

/// An equation that could contradict something.
#[derive(Clone, Debug)]
pub struct Check {
    /// Its index in the system.
    pub equation: usize,
    /// What it gives: 0 where it holds.
    pub residual: Amount,
    /// The written figures in it, with their weights.
    pub leaves: BTreeMap<FigureId, Decimal>,
}

/// Solves and verifies a note.
pub fn reconcile<'a>(note: &'a Note, municipality: &Municipality, round: &Round) -> Reconciled<'a> {
    let (note, mut findings) = derive::expand(note, municipality, round);
    findings.extend(effect::findings(&note));
    let system = System::new(&note, municipality, round);
    let solution = solve::solve(&system);
    let checks = checks(&system, &solution);
    let names = Names::new(municipality, round);
    let causes = blame::causes(&note, &names, &system, &checks);
    Reconciled { note, system, solution, checks, causes, findings }
}

fn checks(system: &System, solution: &Solution) -> Vec<Check> {
    let mut out = Vec::new();
    for (index, equation) in system.equations.iter().enumerate() {
        if solution.is_used(index) {
            continue;
        }
        let Some(residual) = solution.residual(equation) else { continue };
        let leaves = solution.leaves(equation);
        let speaks = leaves.keys().any(|leaf| system.written(*leaf));
        if speaks {
            out.push(Check { equation: index, residual, leaves });
        }
    }
    out
}

impl Reconciled<'_> {
    /// The written figures that no equation could contradict.
    pub fn unverified(&self) -> BTreeSet<FigureId> {
        let mut all: BTreeSet<FigureId> = (0..self.system.figures.len())
            .map(FigureId)
            .filter(|id| matches!(self.system.figure(*id).state, State::Written(_)))
            .collect();
        for check in &self.checks {
            for leaf in check.leaves.keys() {
                all.remove(leaf);
            }
        }
        all
    }

    /// How many figures are written.
    pub fn figures(&self) -> usize {
        let written = |figure: &&Figure| match (figure.state, figure.row) {
            // A figure that stands elsewhere than where it belongs is not written here.
            (State::Broken, Row::Post(post)) => self.note.tables[figure.table].posts[post].cell(&figure.column).is_some(),
            (State::Written(_) | State::Broken, _) => true,
            (State::Absent | State::Unknown, _) => false,
        };
        self.system.figures.iter().filter(written).count()
    }

    /// The figures that take part in something that does not add up.
    pub fn disputed(&self) -> BTreeSet<FigureId> {
        let mut out = BTreeSet::new();
        for cause in &self.causes {
            out.extend(cause.disputed.iter().copied());
        }
        out
    }
}
