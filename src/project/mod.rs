//! A project: the municipality, its rounds and their notes, read from files that were handed over.

mod beside;
mod unread;

pub(crate) use unread::NOT_READ;
pub use unread::Unread;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, rule};
use crate::limit;
use crate::note::{Note, Pack};
use crate::parallel;
use crate::parse;
use crate::paths::Place;
use crate::read;
use crate::register::{Municipality, Round};
use crate::sanitize;
use crate::source::{FileId, Source, Sources, Span};
use crate::text;

rule!(
    NO_ROUND = "runde-mangler", Error;
    "Mappen har ingen runde.toml.",
    "The folder has no runde.toml."
);

/// A file as found on disk: its path from the project root with `/`, and its bytes.
#[derive(Clone, Debug)]
pub struct Input {
    /// Path from the project root, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

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
                asked.is_empty()
                    || path == asked
                    || path.strip_prefix(asked.as_str()).is_some_and(|rest| rest.starts_with('/'))
            }),
        }
    }
}

/// What was read of a project.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// The files.
    pub sources: Sources,
    /// The municipality.
    pub municipality: Municipality,
    /// The rounds, by folder name.
    pub rounds: BTreeMap<String, Round>,
    /// The notes, by path.
    pub notes: Vec<Arc<Note>>,
    /// The packs, by path.
    pub packs: Vec<Pack>,
    /// The project's own templates and pictures, by path from `templates/`. What is in them is not
    /// read here.
    pub templates: BTreeSet<String>,
    /// What reading found.
    pub findings: Vec<Diagnostic>,
}

impl Project {
    /// Reads a project from its files; of those in `templates/` the names. Total: what can't be
    /// read is a finding. Paths of another shape are passed over.
    pub fn read(inputs: Vec<Input>) -> Self {
        Self::read_on(inputs, 1)
    }

    /// Reads a project from its files, its notes on at most so many threads: what is read, and its
    /// order, does not depend on how many they are.
    pub fn read_on(mut inputs: Vec<Input>, threads: usize) -> Self {
        inputs.sort_by(|a, b| a.path.cmp(&b.path));
        let mut project = Self::default();
        let mut notes: BTreeMap<String, Vec<FileId>> = BTreeMap::new();
        let mut packs: Vec<(String, String, FileId)> = Vec::new();
        let mut rounds: BTreeMap<String, FileId> = BTreeMap::new();
        let mut frames: BTreeMap<String, FileId> = BTreeMap::new();
        let mut elsewhere: Vec<(String, FileId)> = Vec::new();
        let mut municipality = None;
        let mut untold: BTreeSet<String> = BTreeSet::new();
        for input in inputs {
            let path = input.path.clone();
            let place = Place::of(&path);
            if let Some(Place::Template(name)) = place {
                project.templates.insert(name.to_owned());
                continue;
            }
            let Some(file) = project.add(input) else {
                // That the folder has none would be wrong.
                if let Some(Place::Round(folder)) = place {
                    untold.insert(folder.to_owned());
                }
                continue;
            };
            match place {
                Some(Place::Municipality) => municipality = Some(file),
                Some(Place::Round(folder)) => drop(rounds.insert(folder.to_owned(), file)),
                Some(Place::Pack(folder, name)) => {
                    packs.push((folder.to_owned(), name.to_owned(), file));
                    notes.entry(folder.to_owned()).or_default();
                }
                Some(Place::Frames(folder)) => {
                    frames.insert(folder.to_owned(), file);
                    notes.entry(folder.to_owned()).or_default();
                }
                Some(Place::Elsewhere(folder)) => elsewhere.push((folder.to_owned(), file)),
                Some(Place::Note(folder)) => notes.entry(folder.to_owned()).or_default().push(file),
                Some(Place::Template(_) | Place::Font) | None => {}
            }
        }
        if let Some(municipality) = municipality
            .and_then(|file| project.with(file, |source| read::municipality(source, file)))
        {
            project.municipality = municipality;
        }
        for (folder, file) in &rounds {
            let round = project.with(*file, |source| read::round(source, *file, folder));
            project.rounds.extend(round.map(|round| (folder.clone(), round)));
        }
        for (folder, file) in elsewhere {
            let own = project.with(file, |source| read::elsewhere(source, file));
            if let Some((round, own)) = project.rounds.get_mut(&folder).zip(own) {
                round.elsewhere = own;
            }
        }
        for (folder, files) in notes {
            if !project.rounds.contains_key(&folder) {
                let own =
                    packs.iter().filter(|(round, ..)| *round == folder).map(|(.., file)| *file);
                let shown = files.first().copied().or(own.min());
                let shown = shown.or(frames.get(&folder).copied());
                let shown = shown.filter(|_| !untold.contains(&folder));
                project.assume_round(&folder, &files, shown);
            }
            project.read_notes(&folder, &files, threads);
        }
        for (folder, file) in frames {
            project.read_frames(&folder, file);
        }
        for (folder, name, file) in packs {
            let pack = project.with(file, |source| read::pack(source, file, &folder, &name));
            project.packs.extend(pack);
        }
        project
    }

    /// A file's path from the project's root; empty where it is not the project's.
    pub fn path(&self, file: FileId) -> &str {
        self.sources.get(file).map_or("", |source| &source.path)
    }

    /// Reads other bytes in place of a note's file. `false` where it is no note's, too large or another
    /// program's: nothing is done then.
    pub(crate) fn replace(&mut self, file: FileId, bytes: &[u8]) -> bool {
        let Some(place) = self.notes.iter().position(|note| note.file == file) else {
            return false;
        };
        let Some(round) = self.notes.get(place).and_then(|note| self.rounds.get(&note.round))
        else {
            return false;
        };
        if bytes.len() > limit::FILE.most || parse::OtherFile::of(bytes).is_some() {
            return false;
        }
        let decoded = parse::decode(bytes.to_vec(), file);
        let source = Source::new(self.path(file), decoded.text).stored_as(decoded.bytes);
        let (note, found) = read::note(&source, file, round);
        self.sources.put(file, source);
        self.notes[place] = Arc::new(note);
        // What is said of the file itself, that its round is missing, still holds.
        self.findings.retain(|finding| {
            finding.primary.span.file != file || finding.rule.name == NO_ROUND.name
        });
        self.findings.extend(decoded.finding);
        self.findings.extend(found);
        true
    }

    /// The round that a note belongs to.
    pub fn round(&self, note: &Note) -> Option<&Round> {
        self.rounds.get(&note.round)
    }

    /// Says of a file or folder, by its path from the root, that it is there and why it is not
    /// read.
    pub fn not_read(&mut self, path: String, why: &Unread) {
        let path = sanitize::plain(path);
        let finding = |file| why.finding(&path, Span::new(file, 0..0));
        let file = self.sources.add(Source::new(path.clone(), String::new()));
        self.findings.push(finding(file));
    }

    /// The notes of a round, by their place among all notes.
    pub fn notes_of<'p>(&'p self, round: &'p str) -> impl Iterator<Item = (usize, &'p Note)> {
        self.notes.iter().map(Arc::as_ref).enumerate().filter(move |(_, note)| note.round == round)
    }

    /// Adds a file. `None` where it is too large to be read, or another program's: a finding says so,
    /// and that is all that is said of it.
    fn add(&mut self, input: Input) -> Option<FileId> {
        let id = FileId(u32::try_from(self.sources.count()).unwrap_or(u32::MAX));
        if input.bytes.len() > limit::FILE.most {
            self.findings.push(parse::limits::file(Span::new(id, 0..0)));
            self.sources.add(Source::new(input.path, String::new()));
            return None;
        }
        if let Some(kind) = parse::OtherFile::of(&input.bytes) {
            let finding = Unread::OtherFile(kind).finding(&input.path, Span::new(id, 0..0));
            self.findings.push(finding);
            self.sources.add(Source::new(input.path, String::new()));
            return None;
        }
        let decoded = parse::decode(input.bytes, id);
        self.findings.extend(decoded.finding);
        let source = Source::new(input.path, decoded.text).stored_as(decoded.bytes);
        Some(self.sources.add(source))
    }

    /// Reads a file that was added.
    fn with<T>(
        &mut self,
        file: FileId,
        read: impl FnOnce(&Source) -> (T, Vec<Diagnostic>),
    ) -> Option<T> {
        let (value, findings) = read(self.sources.get(file)?);
        self.findings.extend(findings);
        Some(value)
    }

    /// Reads the notes of a round.
    fn read_notes(&mut self, folder: &str, files: &[FileId], threads: usize) {
        let Some(round) = self.rounds.get(folder) else { return };
        let usual = read::Usual::of(round);
        let threads = parallel::worth(files.len(), threads);
        let read = parallel::in_order(files, threads, |file| {
            let source = self.sources.get(*file)?;
            let (note, findings) = read::note_of(source, *file, round, &usual);
            Some((Arc::new(note), findings))
        });
        for (note, findings) in read.into_iter().flatten() {
            self.findings.extend(findings);
            self.notes.push(note);
        }
    }

    /// Reads the frames of a round.
    fn read_frames(&mut self, folder: &str, file: FileId) {
        let Some((source, round)) = self.sources.get(file).zip(self.rounds.get_mut(folder)) else {
            return;
        };
        let (frames, findings) = read::frames(source, file, round);
        round.frames.extend(frames);
        round.frames_file = Some(file);
        self.findings.extend(findings);
    }

    /// A round for a folder without one, told at a file that is in it.
    fn assume_round(&mut self, folder: &str, files: &[FileId], shown: Option<FileId>) {
        let sources: Vec<_> =
            files.iter().filter_map(|file| Some((*file, self.sources.get(*file)?))).collect();
        let round = read::assumed_round(&sources, folder);
        self.rounds.insert(folder.to_owned(), round);
        if let Some(file) = shown {
            self.findings.push(
                Diagnostic::new(
                    &NO_ROUND,
                    Span::new(file, 0..0),
                    text!(
                        "mappen notes/{folder}/ har ingen runde.toml",
                        "the folder notes/{folder}/ has no runde.toml"
                    ),
                )
                .help(text!(
                    "læg en runde.toml i mappen med titel, dato, aar, prisniveau og enhed",
                    "put a runde.toml in the folder with titel, dato, aar, prisniveau and enhed"
                )),
            );
        }
    }
}
