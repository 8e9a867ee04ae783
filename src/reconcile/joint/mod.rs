//! All equations at once: is there any set of true figures, each within its rounding, that meets
//! them all?
//!
//! Judged alone, an equation is met by many values of its figures; what is left for a figure by its
//! row may not be left for it by its column. Equations that hang together are judged together
//! ([`model`], [`crate::reconcile::linear`]). Where they contradict each other though each holds
//! alone, the smallest set that does is a cause of its own; and of the figures that could mend a
//! cause, only those stay under suspicion that mend everything.

mod blame;
mod model;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::cancel::Cancel;
use crate::equation::{FigureId, Row, System};
use crate::note::TableNo;
use crate::reconcile::cause::{Cause, Conflict, Mend, disputed_by, rank};
use crate::reconcile::check::Check;
use crate::reconcile::linear::fraction::Fraction;
use crate::reconcile::linear::proof::{Answer, Proof};
use crate::reconcile::linear::smallest::{self, Size};
use crate::reconcile::linear::{Question, Work};
use crate::reconcile::solve::Solution;

use model::Model;

/// What judging everything at once came to, besides the causes.
#[derive(Clone, Debug, Default)]
pub struct Joint {
    /// Groups of checks that it took too long to judge together: they are judged one by one only.
    pub open: Vec<Vec<usize>>,
}

/// The most contradictions that are looked for in one group.
const MOST_CONFLICTS: usize = 12;

/// Judges all checks together where figures are rounded. Adds a cause for each contradiction, and
/// leaves of the suspects those that mend everything.
pub(super) fn judge(
    system: &System,
    solution: &Solution,
    checks: &[Check],
    causes: &mut Vec<Cause>,
    cancel: &Cancel,
) -> Joint {
    let mut joint = Joint::default();
    let groups = groups(checks);
    let asked: Vec<usize> = groups.iter().flatten().copied().collect();
    let quiet = |index: &usize| checks[*index].residual.is_zero();
    if asked.iter().all(quiet) {
        return joint;
    }
    let model = Model::new(system, solution, checks, &asked);
    let mut work = Work::of_a_note(cancel);
    for group in groups.into_iter().filter(|group| !group.iter().all(quiet)) {
        let (own, others): (Vec<Cause>, Vec<Cause>) = std::mem::take(causes)
            .into_iter()
            .partition(|cause| cause.checks.iter().any(|check| group.contains(check)));
        *causes = others;
        let mut judge =
            Judge { system, checks, model: &model, group: &group, causes: own, work: &mut work };
        let contradicted = judge.contradictions();
        judge.suspects();
        causes.extend(judge.causes);
        if !contradicted {
            joint.open.push(group);
        }
    }
    joint
}

/// Decides the checks whose difference is as good as what rounding can give, or as none: decimals
/// hold 28 digits, and a third is cut short. What is exact in fractions is taken for exact.
pub(super) fn decide(system: &System, solution: &Solution, checks: &mut [Check]) {
    // Far above what 28 digits cut off, far below what figures are written with.
    let hair = Decimal::new(1, 12);
    let close = |check: &Check| {
        let gap = check.residual.abs().minus(check.tolerance);
        gap.is_some_and(|gap| gap.abs().decimal() < hair) && !check.residual.is_zero()
    };
    let asked: Vec<usize> = (0..checks.len()).filter(|index| close(&checks[*index])).collect();
    if asked.is_empty() {
        return;
    }
    let model = Model::new(system, solution, checks, &asked);
    for index in asked {
        let check = &mut checks[index];
        check.holds = model.alone(index);
        if check.holds && check.tolerance.is_zero() {
            (check.residual, check.printed) = (Amount::ZERO, Amount::ZERO);
        }
    }
}

/// One group of checks being judged.
struct Judge<'a> {
    system: &'a System,
    checks: &'a [Check],
    model: &'a Model,
    group: &'a [usize],
    causes: Vec<Cause>,
    work: &'a mut Work,
}

impl Judge<'_> {
    /// The checks that hold alone.
    fn holding(&self) -> Vec<usize> {
        let failed: BTreeSet<usize> = self
            .causes
            .iter()
            .filter(|cause| cause.conflict.is_none())
            .flat_map(|cause| cause.checks.iter().copied())
            .collect();
        self.group.iter().copied().filter(|index| !failed.contains(index)).collect()
    }

    /// The figures that a cause leaves in doubt: nothing is held against them a second time.
    fn doubted(&self, cause: &Cause) -> BTreeSet<usize> {
        let mut out: BTreeSet<usize> =
            cause.suspects().iter().map(|suspect| suspect.figure.0).collect();
        match &cause.mend {
            Mend::Figures { .. } | Mend::MissingPost(_) => {}
            Mend::Forgotten(forgotten) => out.extend([forgotten.figure.0]),
            Mend::Column { figure, to } => out.extend([figure.0, to.0]),
            Mend::Relabel(relabel) => {
                let moved = |row: Row, table: TableNo| {
                    relabel.changes.iter().any(|(t, p, ..)| *t == table && row == Row::Post(*p))
                };
                let figures = self.system.figures.iter().enumerate();
                out.extend(
                    figures
                        .filter(|(_, figure)| moved(figure.row, figure.table))
                        .map(|(index, _)| index),
                );
            }
            Mend::OldTotal(_)
            | Mend::Outlier(_)
            | Mend::EmptyPost(..)
            | Mend::Recounted(..)
            | Mend::WrongTable(_)
            | Mend::WrongUnit(_)
            | Mend::ScaledPost(_)
            | Mend::ShiftedYears(_)
            | Mend::Lacking(_)
            | Mend::Shares(_)
            | Mend::Shifted(_)
            | Mend::None => {
                out.extend(cause.disputed.iter().map(|figure| figure.0));
            }
        }
        out
    }

    /// Finds the contradictions that no cause accounts for. False where it took too long to tell.
    fn contradictions(&mut self) -> bool {
        let mut question = Question { rows: self.holding(), free: BTreeSet::new() };
        for cause in &self.causes {
            question.free.extend(self.doubted(cause));
        }
        for _ in 0..MOST_CONFLICTS {
            let proof = match self.model.problem.answer(&question, self.work) {
                Answer::Possible => return true,
                Answer::Open => return false,
                Answer::Impossible(proof) => proof,
            };
            let found = smallest::smallest(&self.model.problem, &question, proof, self.work);
            let cause = self.cause(&found.proof, found.size, &question);
            let doubted = self.doubted(&cause);
            if doubted.is_subset(&question.free) {
                // Nothing to let go of but the equations themselves.
                question.rows.retain(|row| !cause.checks.contains(row));
            }
            question.free.extend(doubted);
            self.causes.push(cause);
        }
        true
    }

    /// A contradiction as a cause: every figure that it speaks of is a suspect at first.
    fn cause(&self, proof: &Proof, size: Size, question: &Question) -> Cause {
        let mut checks: Vec<usize> = proof.multipliers.iter().map(|(row, _)| *row).collect();
        checks.sort_by_key(|index| {
            (rank(&self.system.equations[self.checks[*index].equation].origin), *index)
        });
        let combined = proof.combined(&self.model.problem, question);
        let figures: Vec<FigureId> =
            combined.terms.keys().filter_map(|unknown| self.model.figure(*unknown)).collect();
        let suspects = blame::provisional(self.system, &figures);
        // Told in the unit of the first check: its own multiplier counts one.
        let first = proof.multipliers.iter().find(|(row, _)| checks.first() == Some(row));
        let unit = first
            .map_or(Fraction::ONE, |(row, multiplier)| multiplier.times(&self.model.scales[*row]));
        let in_unit = |amount: &Fraction| {
            amount.divided_by(&unit).and_then(|amount| amount.abs().to_decimal()).map(Amount::new)
        };
        let mend =
            if suspects.is_empty() { Mend::None } else { Mend::Figures { suspects, sure: false } };
        let conflict = Conflict {
            size,
            difference: in_unit(&combined.constant),
            tolerance: combined.high.as_ref().and_then(in_unit),
        };
        let disputed = disputed_by(self.system, self.checks, &checks, &mend);
        Cause { checks, mend, disputed, conflict: Some(conflict) }
    }

    /// Leaves of each cause's suspects those whose change mends everything, each with all that it
    /// could be.
    fn suspects(&mut self) {
        let holding = self.holding();
        for index in 0..self.causes.len() {
            let cause = &self.causes[index];
            let Mend::Figures { suspects, .. } = &cause.mend else { continue };
            let mut free = BTreeSet::new();
            for (_, other) in self.causes.iter().enumerate().filter(|(other, _)| *other != index) {
                free.extend(self.doubted(other));
            }
            let mut rows: Vec<usize> = holding.iter().chain(&cause.checks).copied().collect();
            rows.sort_unstable();
            rows.dedup();
            let left = blame::survivors(
                self.system,
                self.model,
                &Question { rows, free },
                suspects,
                self.work,
            );
            let conflict = cause.conflict.is_some();
            let checks = cause.checks.clone();
            let mend = match left {
                // What was not told stays as it was; of a contradiction nothing was known.
                None if conflict => Mend::None,
                None => continue,
                Some(left) if left.is_empty() && conflict => Mend::None,
                Some(left) if left.is_empty() => continue,
                Some(left) => Mend::Figures { sure: left.len() == 1, suspects: left },
            };
            self.causes[index].disputed = disputed_by(self.system, self.checks, &checks, &mend);
            self.causes[index].mend = mend;
        }
    }
}

/// Checks that hang together by their figures, where some are rounded.
fn groups(checks: &[Check]) -> Vec<Vec<usize>> {
    if checks.iter().all(|check| check.tolerance.is_zero()) {
        return Vec::new();
    }
    let mut uses: BTreeMap<FigureId, Vec<usize>> = BTreeMap::new();
    for (index, check) in checks.iter().enumerate() {
        for base_figure in check.base_figures.keys() {
            uses.entry(*base_figure).or_default().push(index);
        }
    }
    let mut seen = vec![false; checks.len()];
    let mut out = Vec::new();
    for start in 0..checks.len() {
        let mut group = Vec::new();
        let mut waiting = vec![start];
        while let Some(index) = waiting.pop() {
            if std::mem::replace(&mut seen[index], true) {
                continue;
            }
            group.push(index);
            // Each figure leads on once.
            waiting.extend(
                checks[index]
                    .base_figures
                    .keys()
                    .filter_map(|base_figure| uses.remove(base_figure))
                    .flatten(),
            );
        }
        group.sort_unstable();
        if group.iter().any(|index| !checks[*index].tolerance.is_zero()) {
            out.push(group);
        }
    }
    out
}
