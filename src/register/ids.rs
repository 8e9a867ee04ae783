//! The ids of a round's notes: listed once for all that look ids up.

use std::collections::{BTreeSet, HashSet};

/// The ids of a round's notes: those of files, and those that the round knows by title only.
#[derive(Clone, Debug, Default)]
pub struct NoteIds {
    /// In the order of the round and its files.
    all: Vec<String>,
    known: HashSet<String>,
    /// What they begin with before their numbers: `BI`.
    letters: HashSet<String>,
    /// Those of notes that were withdrawn.
    withdrawn: BTreeSet<String>,
}

impl NoteIds {
    /// Lists them.
    pub fn new(all: Vec<String>) -> Self {
        let known = all.iter().cloned().collect();
        let letters = all.iter().map(|id| letters(id).to_owned()).collect();
        Self { all, known, letters, withdrawn: BTreeSet::new() }
    }

    /// The same, with those of notes that were withdrawn.
    #[must_use]
    pub fn with_withdrawn(self, withdrawn: impl IntoIterator<Item = String>) -> Self {
        Self { withdrawn: withdrawn.into_iter().collect(), ..self }
    }

    /// True where the note of this id was withdrawn.
    pub fn is_withdrawn(&self, id: &str) -> bool {
        self.withdrawn.contains(id)
    }

    /// True where a note of the round has this id.
    pub fn has(&self, id: &str) -> bool {
        self.known.contains(id)
    }

    /// True where the id of some note begins with just these capital letters.
    pub fn begin_with(&self, letters: &str) -> bool {
        self.letters.contains(letters)
    }

    /// All of them, in the order of the round and its files.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }
}

impl PartialEq for NoteIds {
    fn eq(&self, other: &Self) -> bool {
        self.all == other.all && self.withdrawn == other.withdrawn
    }
}

/// The capital letters that an id begins with.
fn letters(id: &str) -> &str {
    &id[..id.find(|c: char| !c.is_uppercase()).unwrap_or(id.len())]
}
