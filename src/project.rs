//! A project: the municipality, its rounds and their notes, read from files that were handed over.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Note, Pack};
use crate::read;
use crate::register::{Municipality, Round};
use crate::source::{FileId, Source, Sources, Span};
use crate::text;

rule!(NO_ROUND = "runde-mangler", Error; "Mappen har ingen runde.toml.", "The folder has no runde.toml.");
rule!(TOO_LARGE = "for-stor-fil", Error; "Filen er for stor til at være et notat.", "The file is too large to be a note.");

/// The folder of a round's packs.
pub const PACKS: &str = "pakker";

/// The most bytes a file is read with: far above any note, and a bound on time and memory.
pub const LARGEST_FILE: usize = 1 << 20;

/// The most tables, and the most posts, that a note is read with: a page could not hold them, and time stays bounded.
const MOST_TABLES: usize = 200;
const MOST_POSTS: usize = 5_000;

/// Cuts a note that no paper could be, and says so.
fn bound(note: &mut Note) -> Option<Diagnostic> {
    let (tables, posts) = (note.tables.len(), note.tables.iter().map(|table| table.posts.len()).sum::<usize>());
    let totals = note.tables.iter().map(|table| table.totals.len()).max().unwrap_or(0);
    if tables <= MOST_TABLES && posts <= MOST_POSTS && totals <= MOST_TABLES {
        return None;
    }
    note.tables.truncate(MOST_TABLES);
    let mut room = MOST_POSTS;
    for table in &mut note.tables {
        table.posts.truncate(room);
        table.totals.truncate(MOST_TABLES);
        room -= table.posts.len();
    }
    let finding = Diagnostic::new(
        &TOO_LARGE,
        note.id.span,
        text!(
            "notatet har {tables} tabeller og {posts} poster; der læses højst {MOST_TABLES} tabeller og {MOST_POSTS} poster",
            "the note has {tables} tables and {posts} posts; at most {MOST_TABLES} tables and {MOST_POSTS} posts are read"
        ),
    );
    Some(finding.help(text!("del det i flere notater", "divide it into several notes")))
}

/// The most entries of one sort that a register is read with.
const MOST_ENTRIES: usize = 1_000;

/// Cuts a register that no municipality has, and says so.
fn bound_register(municipality: &mut Municipality) -> Option<Diagnostic> {
    let m = municipality;
    let most = [m.committees.len(), m.administrations.len(), m.areas.len(), m.appropriations.len(), m.districts.len()];
    let most = most.into_iter().max().filter(|most| *most > MOST_ENTRIES)?;
    m.committees.truncate(MOST_ENTRIES);
    m.administrations.truncate(MOST_ENTRIES);
    m.areas.truncate(MOST_ENTRIES);
    m.appropriations.truncate(MOST_ENTRIES);
    m.districts.truncate(MOST_ENTRIES);
    let finding = Diagnostic::new(
        &TOO_LARGE,
        Span::new(m.file, 0..0),
        text!(
            "filen har {most} blokke af én slags; der læses højst {MOST_ENTRIES}",
            "the file has {most} blocks of one sort; at most {MOST_ENTRIES} are read"
        ),
    );
    Some(finding.help(text!("slet dem, der ikke bruges", "delete those that are not used")))
}

/// A file as found on disk: its path from the project root with `/`, and its bytes.
#[derive(Clone, Debug)]
pub struct Input {
    /// Path from the project root, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
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
    pub notes: Vec<Note>,
    /// The packs, by path.
    pub packs: Vec<Pack>,
    /// The project's own templates and pictures, by path from `templates/`. What is in them is not read here.
    pub templates: BTreeSet<String>,
    /// What reading found.
    pub findings: Vec<Diagnostic>,
}

impl Project {
    /// Reads a project from its files; of those in `templates/` the names. Total: what can't be read is a finding. Paths of
    /// another shape are passed over.
    pub fn read(mut inputs: Vec<Input>) -> Self {
        inputs.sort_by(|a, b| a.path.cmp(&b.path));
        let mut project = Self::default();
        let mut notes: BTreeMap<String, Vec<FileId>> = BTreeMap::new();
        let mut packs: Vec<(String, String, FileId)> = Vec::new();
        let mut rounds: BTreeMap<String, FileId> = BTreeMap::new();
        let mut municipality = None;
        for input in inputs {
            if let Some(name) = input.path.strip_prefix("templates/") {
                project.templates.insert(name.to_owned());
                continue;
            }
            let parts: Vec<String> = input.path.split('/').map(str::to_owned).collect();
            let Some(file) = project.add(input) else { continue };
            match parts.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["notes", "kommune.toml"] => municipality = Some(file),
                ["notes", folder, "runde.toml"] => drop(rounds.insert(folder.to_owned(), file)),
                ["notes", folder, PACKS, name] => {
                    let name = name.strip_suffix(".toml").unwrap_or(name);
                    packs.push((folder.to_owned(), name.to_owned(), file));
                    notes.entry(folder.to_owned()).or_default();
                }
                ["notes", folder, _] => notes.entry(folder.to_owned()).or_default().push(file),
                _ => {}
            }
        }
        if let Some(file) = municipality {
            project.municipality = project.with(file, |source| read::municipality(source, file));
            let cut = bound_register(&mut project.municipality);
            project.findings.extend(cut);
        }
        for (folder, file) in &rounds {
            let round = project.with(*file, |source| read::round(source, *file, folder));
            project.rounds.insert(folder.clone(), round);
        }
        for (folder, files) in notes {
            if !project.rounds.contains_key(&folder) {
                let own = packs.iter().filter(|(round, ..)| *round == folder).map(|(.., file)| *file);
                let shown = files.first().copied().or(own.min());
                project.assume_round(&folder, &files, shown);
            }
            for file in files {
                let Some(round) = project.rounds.get(&folder).cloned() else { continue };
                let mut note = project.with(file, |source| read::note(source, file, &round));
                project.findings.extend(bound(&mut note));
                project.notes.push(note);
            }
        }
        for (folder, name, file) in packs {
            let pack = project.with(file, |source| read::pack(source, file, &folder, &name));
            project.packs.push(pack);
        }
        project
    }

    /// The round that a note belongs to.
    pub fn round(&self, note: &Note) -> Option<&Round> {
        self.rounds.get(&note.round)
    }

    /// The notes of a round, by their place among all notes.
    pub fn notes_of<'p>(&'p self, round: &'p str) -> impl Iterator<Item = (usize, &'p Note)> {
        self.notes.iter().enumerate().filter(move |(_, note)| note.round == round)
    }

    /// Adds a file. `None` where it is too large to be read: a finding says so, and that is all that is said of it.
    fn add(&mut self, input: Input) -> Option<FileId> {
        let id = FileId(u32::try_from(self.sources.iter().count()).unwrap_or(u32::MAX));
        if input.bytes.len() > LARGEST_FILE {
            let most = LARGEST_FILE >> 20;
            let finding = Diagnostic::new(
                &TOO_LARGE,
                Span::new(id, 0..0),
                text!("filen er over {most} MB og er ikke læst", "the file is above {most} MB and was not read"),
            );
            let help = text!("er det et notat? Flyt andre filer ud af notes/", "is it a note? Move other files out of notes/");
            self.findings.push(finding.help(help));
            self.sources.add(Source::new(input.path, String::new()));
            return None;
        }
        let (text, finding) = read::decode(&input.bytes, id);
        self.findings.extend(finding);
        Some(self.sources.add(Source::new(input.path, text)))
    }

    fn with<T>(&mut self, file: FileId, read: impl FnOnce(&Source) -> (T, Vec<Diagnostic>)) -> T {
        let empty = Source::new("", "");
        let (value, findings) = read(self.sources.get(file).unwrap_or(&empty));
        self.findings.extend(findings);
        value
    }

    /// A round for a folder without one, told at a file that is in it.
    fn assume_round(&mut self, folder: &str, files: &[FileId], shown: Option<FileId>) {
        let sources: Vec<_> = files.iter().filter_map(|file| Some((*file, self.sources.get(*file)?))).collect();
        let round = read::assumed_round(&sources, folder);
        self.rounds.insert(folder.to_owned(), round);
        if let Some(file) = shown {
            self.findings.push(
                Diagnostic::new(
                    &NO_ROUND,
                    Span::new(file, 0..0),
                    text!("mappen notes/{folder}/ har ingen runde.toml", "the folder notes/{folder}/ has no runde.toml"),
                )
                .help(text!(
                    "læg en runde.toml i mappen med titel, dato, aar, prisniveau og enhed",
                    "put a runde.toml in the folder with titel, dato, aar, prisniveau and enhed"
                )),
            );
        }
    }
}
