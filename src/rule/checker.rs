//! The runner: every rule on every selected note and pack, and what is reported of what they found.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::equation::dimensions::Names;
use crate::note::Note;
use crate::pack::{SolvedPack, members, selected};
use crate::parallel;
use crate::parse;
use crate::project::{Project, Selection};
use crate::read::MISSING_KEY;
use crate::register::{NoteIds, Round};
use crate::rule::checked::{Amounts, Checked, Counts, Gap, Unverified};
use crate::rule::checks::CHECKS;
use crate::rule::context::{Context, NoteProse, scene};
use crate::rule::{
    finding_addresses, ids, other_rounds, pack, recounted, register, theme, unverified_figures,
};
use crate::solved::{Solved, SolvedNote};
use crate::source::{FileId, Span};
use crate::verdict::{
    cap_each_file, drop_where_reading_reported, in_source_order, keep_gravest_at_each_place,
    places, with_errors,
};

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
    known: Arc<NoteIds>,
    checked: CheckedNote,
}

/// What the rules found in one note, whatever else is in the project, and how much was checked.
#[derive(Clone, Debug, Default)]
struct CheckedNote {
    findings: Vec<Diagnostic>,
    counts: Counts,
    amounts: Amounts,
    unverified: Vec<Unverified>,
    /// The headers of posts that findings say should not stand there.
    misplaced: Vec<Span>,
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
        let mut shown = BTreeSet::from([project.municipality.file]);
        let mut misplaced = BTreeSet::new();
        let spoken_of = places(&project.findings);
        let conflicts: Vec<Span> =
            project.findings.iter().filter_map(parse::conflict::stretch).collect();
        register::check(project, &mut checked.findings);
        theme::check(project, &mut checked.findings);
        let members = members_of(project, selection);
        let asked: Vec<Asked<'_>> = asked(project, selection, &members).collect();
        let threads = parallel::worth(asked.len(), solved.threads());
        let found = parallel::in_order(&asked, threads, |asked| self.look(solved, asked));
        let twice = ids::Twice::new(project);
        for (Asked { note, round, .. }, found) in asked.into_iter().zip(found) {
            let Some(found) = found.and_then(|found| self.keep(note.file, found)) else { continue };
            shown.extend([note.file, round.file]);
            let mut findings = Vec::new();
            twice.check(note, &mut findings);
            findings.extend(found.findings);
            other_rounds::look_up(project, note, &mut findings);
            drop_where_reading_reported(&mut findings, &spoken_of);
            findings.retain(|finding| {
                !conflicts.iter().any(|conflict| conflict.contains(finding.primary.span))
            });
            keep_gravest_at_each_place(&mut findings);
            checked.findings.append(&mut findings);
            checked.counts.add(found.counts);
            checked.amounts.add(found.amounts);
            checked.unverified.extend(found.unverified);
            checked.notes.push(note.file);
            misplaced.extend(found.misplaced);
        }
        let packs = selected(solved, selection);
        let mut errors = with_errors(checked.findings.iter().chain(&project.findings));
        for own in &packs {
            let packed = &own.packed;
            shown.extend([packed.pack.file, packed.round.file]);
            shown.extend(packed.round.frames_file);
            let notes = solved.known(&packed.pack.round);
            let context = pack::Context { project, solved: own, packed, notes, errors: &errors };
            let mut findings = Vec::new();
            pack::check(&context, &mut checked.counts, &mut findings);
            drop_where_reading_reported(&mut findings, &spoken_of);
            errors.append(&mut with_errors(&findings));
            checked.findings.append(&mut findings);
        }
        let rounds = project.rounds.values().filter(|round| {
            let asked = |file| shown.contains(&file) || selection.has(project.path(file));
            round.frames_file.map_or(shown.contains(&round.file), asked)
        });
        rounds.for_each(|round| pack::declared(project, round, &mut checked.findings));
        // What is asked for is shown, though it has no notes, or could not be read as one.
        shown.extend(
            project
                .sources
                .iter()
                .filter(|(_, source)| selection.has(&source.path))
                .map(|(file, _)| file),
        );
        let read = project.findings.iter().filter(|finding| {
            let follows =
                finding.rule.name == MISSING_KEY.name && misplaced.contains(&finding.primary.span);
            shown.contains(&finding.primary.span.file) && !follows
        });
        checked.lost = read
            .clone()
            .any(|finding| finding.severity() == Severity::Error && finding.replacement.is_none());
        checked.findings.extend(read.cloned());
        in_source_order(&mut checked.findings);
        cap_each_file(&mut checked.findings);
        checked.addresses = finding_addresses::addresses(project, &checked.findings);
        (checked, packs)
    }

    /// Looks at one note; `None` where it can't be solved.
    fn look(&self, solved: &Solved, asked: &Asked<'_>) -> Option<Found> {
        let Asked { place, note, round, member } = *asked;
        let own = if self.once {
            solved.solve_without_keeping(place)?
        } else {
            Arc::clone(solved.at(place)?)
        };
        if member {
            solved.contribute(place, &own);
        }
        let known = solved.known_shared(&note.round);
        let holds = |kept: &Kept| Arc::ptr_eq(&kept.solved, &own) && same(&kept.known, &known);
        if self.kept.get(&note.file).is_some_and(holds) {
            return Some(Found::AsBefore);
        }
        let checked = check_note(solved.project(), &own, note, round, &known);
        Some(if self.once {
            Found::Once(checked)
        } else {
            Found::New(Kept { solved: own, known, checked })
        })
    }

    /// What was found in a note, kept where there is a next time.
    fn keep(&mut self, file: FileId, found: Found) -> Option<CheckedNote> {
        match found {
            Found::Once(checked) => Some(checked),
            Found::AsBefore => self.kept.get(&file).map(|kept| kept.checked.clone()),
            Found::New(kept) => {
                let checked = kept.checked.clone();
                self.kept.insert(file, kept);
                Some(checked)
            }
        }
    }
}

/// What looking at one note came to.
enum Found {
    /// What the rules found, to be told and forgotten.
    Once(CheckedNote),
    /// The same as the last time.
    AsBefore,
    /// What the rules found, to be kept.
    New(Kept),
}

/// A note that is to be checked.
struct Asked<'p> {
    /// Where it is among the project's.
    place: usize,
    note: &'p Note,
    round: &'p Round,
    /// True where a selected pack has it.
    member: bool,
}

/// The notes to be checked: those selected, and those of selected packs.
fn asked<'p>(
    project: &'p Project,
    selection: &Selection,
    members: &BTreeSet<usize>,
) -> impl Iterator<Item = Asked<'p>> {
    project.notes.iter().enumerate().filter_map(|(place, note)| {
        let member = members.contains(&place);
        let asked = member || selection.has(project.path(note.file));
        let round = project.round(note).filter(|_| asked)?;
        Some(Asked { place, note, round, member })
    })
}

/// True for the same ids.
fn same(one: &Arc<NoteIds>, other: &Arc<NoteIds>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

fn check_note(
    project: &Project,
    own: &SolvedNote,
    note: &Note,
    round: &Round,
    known: &NoteIds,
) -> CheckedNote {
    let reconciled = &own.reconciled;
    let names = Names::new(&project.municipality, round);
    let prose = NoteProse::new(&scene(project, reconciled, known), names);
    let context = Context { project, round, note, names, reconciled, notes: known, prose: &prose };
    let mut findings = Vec::new();
    for check in CHECKS {
        check(&context, &mut findings);
    }
    findings.extend(reconciled.findings.iter().cloned());
    let unverified = unverified_figures::unverified(&context);
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
    let misplaced = recounted::misplaced(&context);
    CheckedNote { findings, counts, amounts: prose.amounts(), unverified, misplaced }
}

/// The notes of the selected packs, by their place among the project's.
fn members_of(project: &Project, selection: &Selection) -> BTreeSet<usize> {
    let packs = project.packs.iter().filter(|pack| selection.has(project.path(pack.file)));
    let known = packs.filter_map(|pack| Some((pack, project.rounds.get(&pack.round)?)));
    known.flat_map(|(pack, round)| members(project, pack, round)).collect()
}
