//! Solving and verifying a note: totals filled in, every other equation held against what is written.

pub mod blame;
pub mod chance;
mod evidence;
pub mod joint;
pub mod keys;
pub mod linear;
pub mod odd;
pub mod payback;
pub mod relabel;
pub mod slip;
pub mod solve;
pub mod suspect;
pub(crate) mod waits;
pub mod window;
pub mod years;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::diagnostic::Diagnostic;
use crate::equation::facts::Names;
use crate::equation::{Figure, FigureId, Row, State, System, derive, effect};
use crate::note::Note;
use crate::register::{Municipality, Round};

use blame::Cause;
use joint::Joint;
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
    /// What adds up within rounding, and hardly by chance.
    pub unlikely: Vec<Cause>,
    /// What judging all equations at once came to, besides.
    pub joint: Joint,
    /// What is wrong with derived tables.
    pub findings: Vec<Diagnostic>,
}

/// An equation that could contradict something.
#[derive(Clone, Debug)]
pub struct Check {
    /// Its index in the system.
    pub equation: usize,
    /// What it gives, by the figures as they are written: 0 where it holds exactly.
    pub residual: Amount,
    /// How far from 0 the rounding of its figures can bring it: 0 where they are exact.
    pub reach: Amount,
    /// True where it holds; decided in exact fractions where the two are as good as equal.
    pub met: bool,
    /// The written figures in it, with their weights.
    pub leaves: BTreeMap<FigureId, Decimal>,
}

impl Check {
    /// True where it holds: exactly, or within what rounding can give.
    pub fn holds(&self) -> bool {
        self.met
    }

    /// True where it holds only because figures are rounded.
    pub fn within_rounding(&self) -> bool {
        !self.residual.is_zero() && self.holds()
    }
}

/// Solves and verifies a note.
pub fn reconcile<'a>(note: &'a Note, municipality: &Municipality, round: &Round) -> Reconciled<'a> {
    let (note, mut findings) = derive::expand(note, municipality, round);
    findings.extend(effect::findings(&note));
    let system = System::new(&note, municipality, round);
    let solution = solve::solve(&system);
    let checks = checks(&system, &solution);
    let names = Names::new(municipality, round);
    let mut causes = blame::causes(&note, &names, &system, &checks);
    let joint = joint::judge(&system, &solution, &checks, &mut causes);
    let mut unlikely = chance::unlikely(&system, &checks, &causes);
    for causes in [&mut causes, &mut unlikely] {
        suspect::rank(&note, &system, &solution, &checks, causes);
    }
    Reconciled { note, system, solution, checks, causes, unlikely, joint, findings }
}

fn checks(system: &System, solution: &Solution) -> Vec<Check> {
    let mut out = Vec::new();
    let rounded = system.rounded();
    for (index, equation) in system.equations.iter().enumerate() {
        if solution.is_used(index) {
            continue;
        }
        let judged = if rounded {
            solution.rounded_residual(system, equation)
        } else {
            solution.residual(equation).map(|residual| (residual, Amount::ZERO))
        };
        let Some((residual, reach)) = judged else { continue };
        let leaves = solution.leaves(equation);
        let speaks = leaves.keys().any(|leaf| system.written(*leaf));
        if speaks {
            let met = residual.abs() <= reach;
            out.push(Check { equation: index, residual, reach, met, leaves });
        }
    }
    joint::decide(system, solution, &mut out);
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

    /// What a check's two sides are counted in: the finest unit of its figures.
    pub fn unit(&self, check: &Check) -> Unit {
        let units =
            self.system.equations[check.equation].terms.iter().map(|(_, figure)| self.system.figure(*figure).measure.unit);
        units.reduce(Unit::finer).unwrap_or_default()
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
