//! One of two versions of a project.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::note::{Note, Pack};
use crate::paths::Place;
use crate::register::{Municipality, Round};
use crate::solved::Solved;
use crate::source::FileId;
use crate::verdict::with_errors;

/// A version of a project, solved, with which of its files have errors.
#[derive(Debug)]
pub struct Side<'s> {
    pub(super) solved: &'s Solved,
    errors: BTreeSet<FileId>,
}

impl<'s> Side<'s> {
    /// A version, and what was found in it.
    pub fn new(solved: &'s Solved, findings: &[Diagnostic]) -> Self {
        Self { solved, errors: with_errors(findings) }
    }

    pub(super) fn round(&self, folder: &str) -> Option<&'s Round> {
        self.solved.project().rounds.get(folder)
    }

    pub(super) fn municipality(&self) -> &'s Municipality {
        &self.solved.project().municipality
    }

    /// True where what a note says of its money is not to be trusted: it has an error, or what it
    /// is read by has.
    pub(super) fn disputes(&self, note: &Note) -> bool {
        self.disputes_round(&note.round) || self.errors.contains(&note.file)
    }

    /// True where the municipality's file or the round's has an error.
    pub(super) fn disputes_round(&self, folder: &str) -> bool {
        !self.disputed_files(folder).is_empty()
    }

    /// Which of the municipality's file and the round's have an error, by name. A round without a file
    /// of its own is told at one of its notes.
    pub(super) fn disputed_files(&self, folder: &str) -> Vec<String> {
        let project = self.solved.project();
        let round = self.round(folder).map(|round| round.file);
        let files = [Some(project.municipality.file), round].into_iter().flatten();
        let wrong = files.filter(|file| self.errors.contains(file)).map(|file| self.path(file));
        wrong
            .filter(|path| matches!(Place::of(path), Some(Place::Municipality | Place::Round(_))))
            .map(|path| path.rsplit('/').next().unwrap_or(path).to_owned())
            .collect()
    }

    /// True where a pack's own file has an error.
    pub(super) fn disputes_pack(&self, pack: &Pack) -> bool {
        self.errors.contains(&pack.file)
    }

    /// A file's path from the root.
    pub(super) fn path(&self, file: FileId) -> &'s str {
        self.solved.project().path(file)
    }

    /// A file's text.
    pub(super) fn text(&self, file: FileId) -> &'s str {
        self.solved.project().sources.get(file).map_or("", |source| &source.text)
    }
}
