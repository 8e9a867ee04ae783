//! A project, solved: each note is reconciled once, at its first use, and everything else reads
//! that.
//!
//! A solved note is owned and never changes. It depends on the note's own text, the municipality
//! and the round, and on nothing else, so that another note can be replaced beside it
//! ([`Solved::replace`]).

mod beside;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use crate::cancel::{Cancel, Cancelled};
use crate::contribution::{Contribution, contribution};
use crate::equation::dimensions::Names;
use crate::note::Note;
use crate::parallel;
use crate::project::{Project, Selection};
use crate::reconcile::{Reconciled, reconcile, reconcile_until};
use crate::register::{NoteIds, Round};
use crate::source::FileId;

/// A note with its figures: filled in, verified, and what does not add up.
#[derive(Debug)]
pub struct SolvedNote {
    /// Its figures, equations and causes.
    pub reconciled: Reconciled,
}

/// A project with its notes solved as they are asked for.
#[derive(Debug)]
pub struct Solved {
    project: Project,
    /// Ids of each round's notes, by the round's folder: those of files, and those that the round
    /// knows by title only.
    known: BTreeMap<String, Arc<NoteIds>>,
    /// Those of a round that is not the project's.
    none: NoteIds,
    /// Where a file's note is among the project's.
    places: HashMap<FileId, usize>,
    /// How many notes are solved at once.
    threads: usize,
    /// The notes, as the project has them.
    notes: Vec<OnceLock<Arc<SolvedNote>>>,
    /// What each of them gives to a pack's sums, where a pack has asked.
    contributions: Vec<OnceLock<Arc<Contribution>>>,
}

impl Solved {
    /// A project whose notes are solved when they are first asked for.
    pub fn new(project: Project) -> Self {
        let known = known(&project);
        let places =
            project.notes.iter().enumerate().map(|(place, note)| (note.file, place)).collect();
        let notes = project.notes.iter().map(|_| OnceLock::new()).collect();
        let contributions = project.notes.iter().map(|_| OnceLock::new()).collect();
        let none = NoteIds::default();
        Self { project, known, none, places, threads: 1, notes, contributions }
    }

    /// The same, solving and checking on so many threads.
    #[must_use]
    pub fn on_threads(self, threads: usize) -> Self {
        Self { threads, ..self }
    }

    /// How many threads it is solved and checked on.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// The project as it was read.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The project as it was read, without what was worked out of it.
    pub fn into_project(self) -> Project {
        self.project
    }

    /// Ids of the notes of a round, by its folder: those of files, and those that the round knows
    /// by title only.
    pub fn known(&self, round: &str) -> &NoteIds {
        self.known.get(round).map_or(&self.none, AsRef::as_ref)
    }

    /// The same, to be kept: one list for all who keep it.
    pub fn known_shared(&self, round: &str) -> Arc<NoteIds> {
        self.known.get(round).cloned().unwrap_or_default()
    }

    /// The note at a place among the project's; `None` where there is none, or its round is not
    /// known.
    pub fn at(&self, place: usize) -> Option<&Arc<SolvedNote>> {
        let note = self.project.notes.get(place)?;
        let round = self.project.round(note)?;
        let solve = || {
            Arc::new(SolvedNote { reconciled: reconcile(note, &self.project.municipality, round) })
        };
        Some(self.notes.get(place)?.get_or_init(solve))
    }

    /// The note at a place, for one who asks once and keeps nothing: figures and equations take
    /// more room than the note.
    pub fn solve_without_keeping(&self, place: usize) -> Option<Arc<SolvedNote>> {
        if let Some(kept) = self.notes.get(place)?.get() {
            return Some(Arc::clone(kept));
        }
        let note = self.project.notes.get(place)?;
        Some(Arc::new(SolvedNote {
            reconciled: reconcile(note, &self.project.municipality, self.project.round(note)?),
        }))
    }

    /// A note of the project, solved; `None` where it is not the project's, or its round is not
    /// known.
    pub fn of(&self, note: &Note) -> Option<&Arc<SolvedNote>> {
        self.at(*self.places.get(&note.file)?)
    }

    /// What the note at a place gives to a pack's sums.
    pub fn contribution(&self, place: usize) -> Option<&Contribution> {
        match self.contributions.get(place)?.get() {
            Some(known) => Some(known),
            None => self.contribute(place, self.at(place)?),
        }
    }

    /// What the note at a place gives to a pack's sums, taken of the note while it is at hand.
    pub fn contribute(&self, place: usize, solved: &SolvedNote) -> Option<&Contribution> {
        let round = self.round_at(place)?;
        let names = Names::new(&self.project.municipality, round);
        Some(
            self.contributions
                .get(place)?
                .get_or_init(|| Arc::new(contribution(&solved.reconciled, &names, round)))
                .as_ref(),
        )
    }

    fn round_at(&self, place: usize) -> Option<&Round> {
        self.project.round(self.project.notes.get(place)?)
    }

    /// Solves the selected notes now, unless it is cancelled: then those that were done are kept,
    /// and the one that was not is not.
    pub fn solve(&self, selection: &Selection, cancel: &Cancel) -> Result<(), Cancelled> {
        let slots = self.notes.iter().zip(&self.project.notes);
        let asked: Vec<(&OnceLock<Arc<SolvedNote>>, &Arc<Note>)> = slots
            .filter(|(slot, note)| {
                slot.get().is_none() && selection.has(self.project.path(note.file))
            })
            .collect();
        let solve = |(slot, note): &(&OnceLock<Arc<SolvedNote>>, &Arc<Note>)| {
            let Some(round) = self.project.round(note) else { return Ok(()) };
            let reconciled = reconcile_until(note, &self.project.municipality, round, cancel)?;
            // Somebody else may have been first, with the same.
            let _ = slot.set(Arc::new(SolvedNote { reconciled }));
            Ok(())
        };
        let threads = parallel::worth(asked.len(), self.threads);
        parallel::in_order(&asked, threads, solve).into_iter().collect()
    }

    /// Puts another text in place of a note's. The other notes stay as they are solved; ids are
    /// listed anew where this one's changed. `false` where the file is no note's, and nothing was
    /// done: what others depend on is read anew as a whole.
    pub fn replace(&mut self, file: FileId, bytes: &[u8]) -> bool {
        let Some(place) = self.places.get(&file).copied() else { return false };
        let listed = |note: &Arc<Note>| (note.id.value.clone(), note.withdrawn());
        let before = self.project.notes.get(place).map(listed);
        if !self.project.replace(file, bytes) {
            return false;
        }
        if let (Some(slot), Some(contribution)) =
            (self.notes.get_mut(place), self.contributions.get_mut(place))
        {
            (*slot, *contribution) = (OnceLock::new(), OnceLock::new());
        }
        if before != self.project.notes.get(place).map(listed) {
            self.known = known(&self.project);
        }
        true
    }
}

/// Ids of each round's notes, by file and by title only, and which of them were withdrawn.
fn known(project: &Project) -> BTreeMap<String, Arc<NoteIds>> {
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (folder, round) in &project.rounds {
        known
            .entry(folder.clone())
            .or_default()
            .extend(round.known.iter().map(|note| note.id.value.clone()));
    }
    for note in project.notes.iter().filter(|note| !note.id.value.is_empty()) {
        known.entry(note.round.clone()).or_default().push(note.id.value.clone());
    }
    for (folder, round) in &project.rounds {
        let own = known.entry(folder.clone()).or_default();
        let here: BTreeSet<String> = own.iter().cloned().collect();
        let elsewhere = round.elsewhere.notes.iter().map(|id| &id.value);
        own.extend(elsewhere.filter(|id| !here.contains(*id)).cloned());
    }
    let listed = known.into_iter().map(|(round, ids)| {
        let withdrawn = project.notes_of(&round).filter(|(_, note)| note.withdrawn());
        let withdrawn: Vec<String> = withdrawn.map(|(_, note)| note.id.value.clone()).collect();
        (round, Arc::new(NoteIds::new(ids).with_withdrawn(withdrawn)))
    });
    listed.collect()
}
