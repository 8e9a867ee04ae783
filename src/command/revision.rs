//! A project as it was in a commit: the files that would have been read there.

use std::path::Path;

use crate::command::git::{Entry, Repository};
use crate::command::outcome::Failure;
use crate::command::{disk, files};
use crate::limit;
use crate::paths::{FONTS, NOTES, Place, TEMPLATES};
use crate::project::Input;
use crate::text::Text;

/// A project's files as they were in a commit.
#[derive(Debug)]
pub(super) struct Revision {
    /// `origin/main (1a2b3c4d5e6f)`.
    pub(super) name: Text,
    /// The municipality, rounds, frames, notes and packs; of templates the names.
    pub(super) inputs: Vec<Input>,
    /// Its templates and pictures, where they are read, by path from `templates/`.
    pub(super) templates: Vec<(String, Vec<u8>)>,
    /// Its fonts, where they are read.
    pub(super) fonts: Vec<Vec<u8>>,
}

/// Whether what only typesetting needs is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assets {
    /// It is.
    #[cfg(feature = "typeset")]
    Read,
    /// Only the names of templates are.
    Named,
}

impl Revision {
    /// Reads a commit's files.
    pub(super) fn read(
        repository: &Repository,
        revision: &str,
        assets: Assets,
    ) -> Result<Self, Failure> {
        let commit = repository.commit(revision)?;
        let listed = repository.files(&commit, &[NOTES, TEMPLATES, FONTS])?;
        let sorted = listed.iter().filter_map(|entry| Some((entry, Sort::of(&entry.path)?)));
        let named = |sort: &Sort| assets == Assets::Named && !matches!(sort, Sort::Note);
        let (unread, wanted): (Vec<_>, Vec<_>) = sorted.partition(|(_, sort)| named(sort));
        let name = Text::same(format!("{revision} ({})", commit.short()));
        let mut out = Self { name, inputs: Vec::new(), templates: Vec::new(), fonts: Vec::new() };
        // The project itself knows only the names, as it does of those on disk.
        let known = |entry: &Entry| Input { path: entry.path.clone(), bytes: Vec::new() };
        let templates = unread.iter().filter(|(_, sort)| matches!(sort, Sort::Template));
        out.inputs.extend(templates.map(|(entry, _)| known(entry)));
        let asked: Vec<_> = wanted.iter().map(|(entry, sort)| (*entry, sort.most())).collect();
        for ((entry, sort), bytes) in wanted.iter().zip(repository.contents(&asked)?) {
            match sort {
                Sort::Note => out.inputs.push(Input { path: entry.path.clone(), bytes }),
                Sort::Template => {
                    out.inputs.push(known(entry));
                    let Some(Place::Template(name)) = Place::of(&entry.path) else { continue };
                    out.templates.push((name.to_owned(), bytes));
                }
                Sort::Font => out.fonts.push(bytes),
            }
        }
        Ok(out)
    }
}

/// What a file of a commit is to the project: the same as `files` reads of a folder.
#[derive(Clone, Copy)]
enum Sort {
    Note,
    Template,
    Font,
}

impl Sort {
    fn of(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').collect();
        if parts.iter().any(|part| part.starts_with('.')) {
            return None;
        }
        let asset =
            |endings| parts.len() <= disk::DEEPEST + 2 && files::ends(Path::new(path), endings);
        match Place::of(path)? {
            Place::Municipality | Place::Round(_) | Place::Frames(_) | Place::Elsewhere(_) => {
                Some(Self::Note)
            }
            Place::Note(_) | Place::Pack(..) => Path::new(path)
                .extension()
                .is_some_and(|ending| ending == "toml")
                .then_some(Self::Note),
            Place::Template(_) => asset(files::TEMPLATES).then_some(Self::Template),
            Place::Font => asset(files::FONTS).then_some(Self::Font),
        }
    }

    /// The most bytes that are read of it. One byte more than a note may have tells that it is too
    /// large.
    fn most(self) -> usize {
        match self {
            Self::Note => limit::FILE.most + 1,
            Self::Template | Self::Font => limit::ASSET.most,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_folder_would_give_is_taken_of_a_commit() {
        for path in [
            "notes/kommune.toml",
            "notes/b/runde.toml",
            "notes/b/A.toml",
            "notes/b/pakker/P.toml",
            "templates/a/b/c/d/e.typ",
            "fonts/F.OTF",
        ] {
            assert!(Sort::of(path).is_some(), "{path}");
        }
        for path in [
            "notes/A.toml",
            "notes/b/c/A.toml",
            "notes/.b/A.toml",
            "notes/b/.A.toml",
            "notes/b/A.md",
            "templates/a/b/c/d/e/f.typ",
            "templates/a.md",
            "fonts",
            "README.md",
        ] {
            assert!(Sort::of(path).is_none(), "{path}");
        }
    }
}
