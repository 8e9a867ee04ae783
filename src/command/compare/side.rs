//! One of the two sides that are compared: a project as it was in a commit, or as it is in the working tree.

use std::collections::BTreeMap;
use std::path::Path;

use crate::command::git::{Entry, Repository};
use crate::command::{Failure, build, files, pdf};
use crate::diagnostic::Diagnostic;
use crate::limit;
use crate::note::Note;
use crate::page::Page;
use crate::project::{Input, PACKS, Project};
use crate::reconcile::reconcile;
use crate::rule::{self, Selection};
use crate::text;
use crate::text::Text;
use crate::typeset::{Engine, Overrides, Picture};
use crate::view;

/// A side's files, read and checked.
pub(super) struct Side {
    /// `origin/main (1a2b3c4d5e6f)`, `arbejdsmappen`.
    pub(super) name: Text,
    pub(super) project: Project,
    overrides: Overrides,
    engine: Engine,
    findings: Vec<Diagnostic>,
    known: BTreeMap<String, Vec<String>>,
}

/// A note's file on one side.
#[derive(Clone, Copy)]
pub(super) enum File<'a> {
    /// There is none.
    Missing,
    /// It could not be read as a note.
    Unread,
    /// The note.
    Note(&'a Note),
}

impl<'a> File<'a> {
    /// The note, where there is one.
    pub(super) fn note(self) -> Option<&'a Note> {
        if let Self::Note(note) = self { Some(note) } else { None }
    }
}

impl Side {
    /// The project as it is on disk.
    pub(super) fn working(root: &Path, selection: &Selection) -> Result<Self, Failure> {
        let templates = files::templates(root)?;
        let fonts = files::fonts(root)?;
        let name = text!("arbejdsmappen", "the working tree");
        Self::new(name, files::inputs(root)?, Overrides { templates, fonts }, selection)
    }

    /// The project as it was in a commit, of the files that would have been read there.
    pub(super) fn committed(repository: &Repository, revision: &str, selection: &Selection) -> Result<Self, Failure> {
        let commit = repository.commit(revision)?;
        let listed = repository.files(&commit, &["notes", "templates", "fonts"])?;
        let wanted: Vec<(&Entry, Sort)> = listed.iter().filter_map(|entry| Some((entry, Sort::of(&entry.path)?))).collect();
        let asked: Vec<_> = wanted.iter().map(|(entry, sort)| (*entry, sort.most())).collect();
        let mut inputs = Vec::new();
        let mut overrides = Overrides::default();
        for ((entry, sort), bytes) in wanted.iter().zip(repository.contents(&asked)?) {
            match sort {
                Sort::Note => inputs.push(Input { path: entry.path.clone(), bytes }),
                Sort::Template => {
                    // The project itself knows only the names, as it does of those on disk.
                    inputs.push(Input { path: entry.path.clone(), bytes: Vec::new() });
                    let name = entry.path.trim_start_matches("templates/").to_owned();
                    overrides.templates.push((name, bytes));
                }
                Sort::Font => overrides.fonts.push(bytes),
            }
        }
        Self::new(Text::same(format!("{revision} ({})", commit.short())), inputs, overrides, selection)
    }

    fn new(name: Text, inputs: Vec<Input>, overrides: Overrides, selection: &Selection) -> Result<Self, Failure> {
        let project = Project::read(inputs);
        let findings = rule::check(&project, selection).findings;
        let known = rule::known_notes(&project);
        let engine = Engine::new(overrides.clone()).map_err(|error| {
            let Text { da, en } = &name;
            Failure::new(text!("{da}: {error}", "{en}: {error}"))
        })?;
        Ok(Self { name, project, overrides, engine, findings, known })
    }

    /// True where both sides typeset with the same templates and fonts.
    pub(super) fn typesets_as(&self, other: &Self) -> bool {
        self.overrides.templates == other.overrides.templates && self.overrides.fonts == other.overrides.fonts
    }

    /// The selected files that are notes or should have been, by path.
    pub(super) fn notes(&self, selection: &Selection) -> BTreeMap<&str, File<'_>> {
        let sources = self.project.sources.iter().map(|(file, source)| (file, source.path.as_str()));
        let asked = sources.filter(|(_, path)| is_note(path) && selection.has(path));
        let read = |file| self.project.notes.iter().find(|note| note.file == file).map_or(File::Unread, File::Note);
        asked.map(|(file, path)| (path, read(file))).collect()
    }

    /// What was said of a file that could not be read as a note.
    pub(super) fn said_of(&self, path: &str) -> Text {
        let about =
            |finding: &&Diagnostic| self.project.sources.get(finding.primary.span.file).is_some_and(|source| source.path == path);
        self.project.findings.iter().find(about).map(|finding| finding.message.clone()).unwrap_or_default()
    }

    /// True where a note can only be a draft.
    pub(super) fn has_error(&self, note: &Note) -> bool {
        build::has_error(&self.project, note, &self.findings)
    }

    /// What the templates are given of a note.
    pub(super) fn page(&self, note: &Note, draft: bool) -> Option<Page> {
        let round = self.project.round(note)?;
        let others = self.known.get(&note.round).map_or(&[][..], Vec::as_slice);
        let reconciled = reconcile(note, &self.project.municipality, round);
        Some(view::page(&self.project, round, &reconciled, others, draft))
    }

    /// Why a note's page is not to be typeset: what it would print does not add up.
    pub(super) fn audited(&self, note: &Note, page: &Page) -> Option<Text> {
        let round = self.project.round(note)?;
        pdf::audited(&self.project, note, round, page).into_iter().next().map(|finding| finding.message)
    }

    /// A note's finished pages.
    pub(super) fn pictures(&self, page: &Page) -> Result<Vec<Picture>, Text> {
        self.engine.pages(page).map_err(|errors| errors.first().map(Text::same).unwrap_or_default())
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
        let asset = |endings| parts.len() <= files::DEEPEST + 2 && files::ends(Path::new(path), endings);
        let toml = |file: &str| Path::new(file).extension().is_some_and(|ending| ending == "toml");
        match parts[..] {
            ["notes", "kommune.toml"] => Some(Self::Note),
            ["notes", _, file] | ["notes", _, PACKS, file] => toml(file).then_some(Self::Note),
            ["templates", _, ..] => asset(files::TEMPLATES).then_some(Self::Template),
            ["fonts", _, ..] => asset(files::FONTS).then_some(Self::Font),
            _ => None,
        }
    }

    /// The most bytes that are read of it. One byte more than a note may have tells that it is too large.
    fn most(self) -> usize {
        match self {
            Self::Note => limit::FILE.most + 1,
            Self::Template | Self::Font => limit::ASSET.most,
        }
    }
}

fn is_note(path: &str) -> bool {
    matches!(path.split('/').collect::<Vec<_>>()[..], ["notes", _, file] if file != "runde.toml")
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
