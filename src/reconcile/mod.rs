//! Solving and verifying a note: totals are filled in, and every other equation is checked against
//! what is written.

pub mod base_figures;
pub mod blame;
pub mod cause;
pub mod chance;
mod check;
mod evidence;
pub mod forgotten;
pub mod joint;
pub mod keys;
pub mod linear;
mod mended;
pub mod outlier;
pub mod payback;
pub mod recounted;
pub mod relabel;
pub mod scaled_post;
pub mod shares;
pub mod shifted;
pub mod shifted_years;
pub mod slip;
pub mod solve;
pub mod suspect;
pub(crate) mod unsolved;
mod uses;
pub mod window;
pub mod wrong_table;
pub mod wrong_unit;
pub mod years;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::amount::{Amount, Unit};
use crate::cancel::{Cancel, Cancelled};
use crate::diagnostic::Diagnostic;
use crate::equation::dimensions::Names;
use crate::equation::{Figure, FigureId, Row, State, System, derive, effect, per_choice};
use crate::note::{Cell, GrandTotal, Note};
use crate::register::{Municipality, Round};

use base_figures::BaseFigures;
use cause::Cause;
use joint::Joint;
use solve::Solution;

pub use check::Check;

/// A note, solved and verified.
#[derive(Clone, Debug)]
pub struct Reconciled {
    /// The note with derived tables expanded.
    pub note: Arc<Note>,
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

/// Solves and verifies a note.
pub fn reconcile(note: &Arc<Note>, municipality: &Municipality, round: &Round) -> Reconciled {
    Solving::new(note, municipality, round).judged(&Cancel::default())
}

/// Solves and verifies a note, unless that is cancelled on the way.
pub fn reconcile_until(
    note: &Arc<Note>,
    municipality: &Municipality,
    round: &Round,
    cancel: &Cancel,
) -> Result<Reconciled, Cancelled> {
    cancel.check()?;
    let reconciled = Solving::new(note, municipality, round).judged(cancel);
    // What was given up on the way is not what it would have been.
    cancel.check().map(|()| reconciled)
}

/// A note whose figures are filled in and whose equations are held; why some fail is not yet known.
struct Solving<'m> {
    names: Names<'m>,
    /// What the round's figures are counted in.
    usual: Unit,
    note: Arc<Note>,
    system: System,
    solution: Solution,
    checks: Vec<Check>,
    findings: Vec<Diagnostic>,
}

impl<'m> Solving<'m> {
    fn new(note: &Arc<Note>, municipality: &'m Municipality, round: &Round) -> Self {
        let (note, mut findings) = derive::expand(note, municipality, round);
        findings.extend(effect::findings(&note));
        let note = per_choice::totals_per_choice(note, &Names::new(municipality, round));
        let system = System::new(&note, municipality, round);
        let solution = solve::solve(&system);
        let checks = checks(&system, &solution);
        Self {
            names: Names::new(municipality, round),
            usual: round.unit,
            note,
            system,
            solution,
            checks,
            findings,
        }
    }

    /// Traces what fails to its causes. Once cancelled, only what is cheap is done.
    fn judged(self, cancel: &Cancel) -> Reconciled {
        let Self { names, usual, note, system, solution, checks, findings } = self;
        let mut causes = if cancel.is_cancelled() {
            Vec::new()
        } else {
            blame::causes(&note, (&names, usual), &system, &solution, &checks)
        };
        let joint = joint::judge(&system, &solution, &checks, &mut causes, cancel);
        let mut unlikely = if cancel.is_cancelled() {
            Vec::new()
        } else {
            chance::unlikely(&system, &checks, &causes)
        };
        for causes in [&mut causes, &mut unlikely] {
            if !cancel.is_cancelled() {
                suspect::rank(&note, &system, &solution, &checks, causes);
            }
        }
        Reconciled { note, system, solution, checks, causes, unlikely, joint, findings }
    }
}

fn checks(system: &System, solution: &Solution) -> Vec<Check> {
    let mut out = Vec::new();
    let rounded = system.rounded();
    for (index, equation) in system.equations.iter().enumerate() {
        if solution.is_used(index) {
            continue;
        }
        let Some(printed) = solution.residual(equation) else { continue };
        let judged = if rounded {
            solution.rounded_residual(system, equation)
        } else {
            Some((printed, Amount::ZERO))
        };
        let Some((residual, tolerance)) = judged else { continue };
        let base_figures = solution.base_figures(equation);
        let speaks = base_figures.keys().any(|base_figure| system.written(*base_figure));
        if speaks {
            let holds = residual.abs() <= tolerance;
            out.push(Check { equation: index, residual, printed, tolerance, holds, base_figures });
        }
    }
    joint::decide(system, solution, &mut out);
    out
}

impl Reconciled {
    /// The written figures that no equation could contradict.
    pub fn unverified(&self) -> BTreeSet<FigureId> {
        let mut held = vec![false; self.system.figures.len()];
        for base_figure in self.checks.iter().flat_map(|check| check.base_figures.keys()) {
            held[base_figure.0] = true;
        }
        let written = |id: &FigureId| matches!(self.system.figure(*id).state, State::Written(_));
        let all = (0..self.system.figures.len()).map(FigureId);
        all.filter(written).filter(|id| !held[id.0]).collect()
    }

    /// Those of them that an equation could contradict, if only what is in it could be told.
    pub fn blocked(&self) -> BTreeSet<FigureId> {
        let mut system = self.system.clone();
        let untold = system.figures.iter_mut().filter(|figure| figure.state == State::Broken);
        if untold.map(|figure| figure.state = State::Written(Amount::ZERO)).count() == 0 {
            return BTreeSet::new();
        }
        // What it would be does not matter: only which figures would be held against which.
        let solution = solve::solve(&system);
        let checks =
            system.equations.iter().enumerate().filter(|(index, _)| !solution.is_used(*index));
        let held: Vec<BaseFigures> =
            checks.map(|(_, equation)| solution.base_figures(equation)).collect();
        let held: BTreeSet<FigureId> = held.iter().flat_map(BaseFigures::keys).copied().collect();
        self.unverified().intersection(&held).copied().collect()
    }

    /// What a check's two sides are counted in: the finest unit of its figures.
    pub fn unit(&self, check: &Check) -> Unit {
        let units = self.system.equations[check.equation]
            .terms
            .iter()
            .map(|(_, figure)| self.system.figure(*figure).measure.unit);
        units.reduce(Unit::finer).unwrap_or_default()
    }

    /// The figures that are written and can't be read (a finding says so).
    pub fn unread(&self) -> BTreeSet<FigureId> {
        let all = (0..self.system.figures.len()).map(FigureId);
        all.filter(|id| {
            self.system.figure(*id).state == State::Broken && self.typed(self.system.figure(*id))
        })
        .collect()
    }

    /// How many figures are written.
    pub fn figures(&self) -> usize {
        self.system.figures.iter().filter(|figure| self.typed(figure)).count()
    }

    /// True for a figure that is written where it belongs, readable or not.
    fn typed(&self, figure: &Figure) -> bool {
        let cell = |cells: &[Cell]| cells.iter().any(|cell| cell.column == figure.column);
        let table = &self.note.tables[figure.table];
        match (figure.state, figure.row) {
            // What can't be determined because of another figure is not written here.
            (State::Broken, Row::Post(post)) => cell(&table.posts[post].cells),
            (State::Broken, Row::Total(total)) => cell(&table.totals[total].cells),
            (State::Broken, Row::Grand) => {
                matches!(&table.grand_total, GrandTotal::Row { cells, .. } if cell(cells))
            }
            (State::Written(_), _) | (State::Broken, Row::Stated) => true,
            (State::Absent | State::Unknown, _) => false,
        }
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
