//! The runner: every rule on every selected note and pack, and what is told of what they found.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::equation::facts::Names;
use crate::note::Note;
use crate::pack::{SolvedPack, members, selected};
use crate::project::{Project, Selection};
use crate::register::Round;
use crate::rule::checked::{Amounts, Checked, Counts, Gap, Unverified};
use crate::rule::checks::CHECKS;
use crate::rule::context::{Context, Seen, scene};
use crate::rule::{ids, left, located, pack, register, theme};
use crate::solved::{Solved, SolvedNote};
use crate::source::FileId;
use crate::verdict::{few, gravest, in_source_order, quiet, with_errors};

/// Checks the selected notes and packs of a project. Pure; sees the notes that others refer to. The
/// register and the rounds of the selected notes are checked with them, and the notes of a selected
/// pack.
pub fn check(solved: &Solved, selection: &Selection) -> Checked {
    Checker::default().check(solved, selection).0
}

/// What checking notes gave, kept for the next time: a note is checked again where it was solved
/// anew or the round has other ids.
#[derive(Debug, Default)]
pub struct Checker {
    kept: HashMap<FileId, Kept>,
    /// True where there is no next time: solved notes are let go of as soon as they are checked.
    once: bool,
}

/// What checking one note gave, and what it was checked against.
#[derive(Debug)]
struct Kept {
    solved: Arc<SolvedNote>,
    known: Arc<[String]>,
    checked: CheckedNote,
}

/// What the rules found in one note, whatever else is in the project, and how much was checked.
#[derive(Clone, Debug, Default)]
struct CheckedNote {
    findings: Vec<Diagnostic>,
    counts: Counts,
    amounts: Amounts,
    unverified: Vec<Unverified>,
}

impl Checker {
    /// One that keeps nothing, for who checks once and reads no solved note afterwards.
    pub fn once() -> Self {
        Self { once: true, ..Self::default() }
    }

    /// Checks as [`check`] does, and gives the selected packs as they were solved for it. What is
    /// kept of a municipality or round that has changed since is of notes that were solved anew.
    pub fn check<'s>(
        &mut self,
        solved: &'s Solved,
        selection: &Selection,
    ) -> (Checked, Vec<SolvedPack<'s>>) {
        let project = solved.project();
        let mut checked = Checked::default();
        let mut shown = vec![project.municipality.file];
        register::check(project, &mut checked.findings);
        theme::check(project, &mut checked.findings);
        let members = members_of(project, selection);
        let twice = ids::Twice::new(project);
        for (place, note) in project.notes.iter().enumerate() {
            let asked = selection.has(project.path(note.file)) || members.contains(&place);
            let Some(round) = project.round(note).filter(|_| asked) else { continue };
            let own = if self.once { solved.passing(place) } else { solved.at(place).cloned() };
            let Some(own) = own else { continue };
            if members.contains(&place) {
                solved.contribute(place, &own);
            }
            shown.extend([note.file, round.file]);
            let found = self.note(solved, &own, note, round);
            let before = checked.findings.len();
            twice.check(note, &mut checked.findings);
            checked.findings.extend(found.findings.iter().cloned());
            quiet(&mut checked.findings, before, &project.findings);
            gravest(&mut checked.findings, before);
            checked.counts.add(found.counts);
            checked.amounts.add(found.amounts);
            checked.unverified.extend(found.unverified.iter().cloned());
            checked.notes.push(note.file);
        }
        let packs = selected(solved, selection);
        for own in &packs {
            let packed = &own.packed;
            shown.extend([packed.pack.file, packed.round.file]);
            let errors = with_errors(checked.findings.iter().chain(&project.findings));
            let notes = solved.known(&packed.pack.round);
            let context = pack::Context { project, solved: own, packed, notes, errors: &errors };
            let before = checked.findings.len();
            pack::check(&context, &mut checked.counts, &mut checked.findings);
            quiet(&mut checked.findings, before, &project.findings);
        }
        let rounds = project.rounds.values().filter(|round| shown.contains(&round.file));
        rounds.for_each(|round| pack::declared(project, round, &mut checked.findings));
        // What is asked for is shown, though it has no notes, or could not be read as one.
        shown.extend(
            project
                .sources
                .iter()
                .filter(|(_, source)| selection.has(&source.path))
                .map(|(file, _)| file),
        );
        let read =
            project.findings.iter().filter(|finding| shown.contains(&finding.primary.span.file));
        checked.lost = read
            .clone()
            .any(|finding| finding.severity() == Severity::Error && finding.replacement.is_none());
        checked.findings.extend(read.cloned());
        in_source_order(&mut checked.findings);
        few(&mut checked.findings);
        checked.addresses = located::addresses(project, &checked.findings);
        (checked, packs)
    }

    /// What the rules find in one note: as before where it is the same.
    fn note(
        &mut self,
        solved: &Solved,
        own: &Arc<SolvedNote>,
        note: &Note,
        round: &Round,
    ) -> Cow<'_, CheckedNote> {
        let known = solved.known_shared(&note.round);
        if self.once {
            return Cow::Owned(check_note(solved.project(), own, note, round, &known));
        }
        let same = |kept: &Kept| Arc::ptr_eq(&kept.known, &known) || kept.known == known;
        let holds = |kept: &Kept| Arc::ptr_eq(&kept.solved, own) && same(kept);
        if !self.kept.get(&note.file).is_some_and(holds) {
            let checked = check_note(solved.project(), own, note, round, &known);
            self.kept.insert(note.file, Kept { solved: Arc::clone(own), known, checked });
        }
        Cow::Borrowed(&self.kept[&note.file].checked)
    }
}

fn check_note(
    project: &Project,
    own: &SolvedNote,
    note: &Note,
    round: &Round,
    known: &[String],
) -> CheckedNote {
    let reconciled = &own.reconciled;
    let names = Names::new(&project.municipality, round);
    let seen = Seen::new(&scene(project, reconciled, known), &names);
    let context = Context { project, round, note, names, reconciled, notes: known, seen: &seen };
    let mut findings = Vec::new();
    for check in CHECKS {
        check(&context, &mut findings);
    }
    findings.extend(reconciled.findings.iter().cloned());
    let unverified = left::unverified(&context);
    let mut counts = Counts {
        notes: 1,
        tables: note.tables.len(),
        figures: reconciled.figures(),
        equations: reconciled.checks.len(),
        unverified: unverified.len(),
        ..Counts::default()
    };
    for check in reconciled.checks.iter().filter(|check| check.within_rounding()) {
        let gap = Gap { amount: check.printed.abs(), unit: reconciled.unit(check) };
        counts.rounded += 1;
        counts.largest = Some(counts.largest.map_or(gap, |largest| largest.larger(gap)));
    }
    CheckedNote { findings, counts, amounts: seen.amounts(), unverified }
}

/// The notes of the selected packs, by their place among the project's.
fn members_of(project: &Project, selection: &Selection) -> BTreeSet<usize> {
    let packs = project.packs.iter().filter(|pack| selection.has(project.path(pack.file)));
    let known = packs.filter_map(|pack| Some((pack, project.rounds.get(&pack.round)?)));
    known.flat_map(|(pack, round)| members(project, pack, round)).collect()
}
