//! Which notes are checked, and which are known.

use std::collections::BTreeMap;

use crate::project::Project;

/// Which notes to check.
#[derive(Clone, Debug, Default)]
pub enum Selection {
    /// Every note of the project.
    #[default]
    All,
    /// Files and folders, by path from the project root.
    Paths(Vec<String>),
}

impl Selection {
    /// True when a file is asked for, itself or by a folder.
    pub fn has(&self, path: &str) -> bool {
        match self {
            Self::All => true,
            Self::Paths(paths) => paths.iter().any(|asked| {
                asked.is_empty() || path == asked || path.strip_prefix(asked.as_str()).is_some_and(|rest| rest.starts_with('/'))
            }),
        }
    }
}

/// Ids of each round's notes, by file and by title only.
pub fn known_notes(project: &Project) -> BTreeMap<String, Vec<String>> {
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (folder, round) in &project.rounds {
        known.entry(folder.clone()).or_default().extend(round.known.iter().map(|note| note.id.value.clone()));
    }
    for note in project.notes.iter().filter(|note| !note.id.value.is_empty()) {
        known.entry(note.round.clone()).or_default().push(note.id.value.clone());
    }
    known
}
