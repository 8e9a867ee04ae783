//! What was built before: a PDF whose sources, templates, fonts and program are the same is not
//! made again; where all of that is the same for all that is asked for, nothing is even read as
//! notes, and what was found is reported again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::command::disk::plain;
use crate::command::folder::Folder;
use crate::command::outcome::Failure;
use crate::parallel;
use crate::paths;
use crate::typeset::digest_of;

/// The record's name in the folder of the PDFs.
const NAME: &str = paths::RECORD;

/// The most bytes that are read of a record or of a PDF: far more than they have.
const LARGEST: usize = 1 << 30;

/// Changes when the record means something else.
const VERSION: u32 = 2;

/// The record of a folder. It is a help, not a truth: without it, or when anything in it is not so,
/// the PDF is made again.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct BuildRecord {
    version: u32,
    /// The last run that could be repeated by what is kept of it.
    run: Option<Run>,
    /// By path from the folder, with `/`.
    pdfs: BTreeMap<String, Entry>,
    /// The digest of every file that a build has made here, PDFs and figures, by the same path.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// True where the files above are not as they were read.
    #[serde(skip)]
    changed: bool,
}

/// One PDF.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Entry {
    /// The digest of the files that its page follows from, and of the program; none for a pack.
    from: Option<String>,
    /// The digest of all that it was made of: its page and attachments.
    made_of: String,
    /// The digest of the file itself: one that was changed or cut short is made again.
    file: String,
}

impl Entry {
    /// A PDF that was just made.
    pub(super) fn new(from: Option<String>, made_of: String, pdf: &[u8]) -> Self {
        Self { from, made_of, file: digest_of(pdf) }
    }
}

/// A run that left everything built and told all that it found: the next one of the same files
/// would say the same.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Run {
    /// The digest of all that the run follows from: the program, the project's files, what was
    /// asked for and how it is shown.
    pub(super) of: String,
    /// What a run that makes nothing anew says, in Danish and in English.
    pub(super) said: (String, String),
    /// True where there were errors.
    pub(super) failed: bool,
    /// The PDFs that were to be there, by path from the folder.
    pub(super) pdfs: Vec<String>,
    /// Files of what was not built, and whether they are there from before.
    pub(super) left: Vec<(PathBuf, bool)>,
    /// The digest of all this and of what the record has of the PDFs; it is set where the record
    /// is written.
    pub(super) seal: String,
}

impl Run {
    /// What the seal is to be, where the record has all of its PDFs.
    fn sealed(&self, pdfs: &BTreeMap<String, Entry>) -> Option<String> {
        let entries: Option<Vec<&Entry>> = self.pdfs.iter().map(|name| pdfs.get(name)).collect();
        let unsealed = Self { seal: String::new(), ..self.clone() };
        let text = serde_json::to_vec(&(&unsealed, entries?)).ok()?;
        Some(digest_of(&text))
    }
}

impl BuildRecord {
    /// The record of `folder`; an empty one where there is none, or none that can be read.
    pub(super) fn read(folder: &Path) -> Self {
        let read = || serde_json::from_slice::<Self>(&plain(&folder.join(NAME), LARGEST)?).ok();
        read().filter(|kept| kept.version == VERSION).unwrap_or_default()
    }

    /// The files that builds have made here, by path from the folder.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let all: BTreeSet<&String> = self.pdfs.keys().chain(self.files.keys()).collect();
        all.into_iter().map(String::as_str)
    }

    /// True where a file is byte for byte as a build has made it.
    pub(super) fn is_as_made(&self, folder: &Path, name: &str) -> bool {
        let known = self.files.get(name).or(self.pdfs.get(name).map(|entry| &entry.file));
        known.is_some_and(|digest| {
            plain(&folder.join(name), LARGEST).is_some_and(|bytes| digest_of(&bytes) == *digest)
        })
    }

    /// Keeps that a build has made a file.
    pub(super) fn keep(&mut self, name: String, digest: &str) {
        let before = self.files.insert(name, digest.to_owned());
        self.changed |= before.as_deref() != Some(digest);
    }

    /// Forgets a file.
    pub(super) fn forget(&mut self, name: &str) {
        let known = (self.files.remove(name).is_some(), self.pdfs.remove(name).is_some());
        self.changed |= known != (false, false);
    }

    /// The last run, where it was of just this and all that it left is as it was left.
    pub(super) fn run(&self, folder: &Path, of: &str, threads: usize) -> Option<&Run> {
        let run = self.run.as_ref().filter(|run| run.of == of)?;
        let sealed = run.sealed(&self.pdfs)? == run.seal;
        let left = run.left.iter().all(|(path, there)| path.is_file() == *there);
        let same = |name: &String| self.pdfs.get(name).is_some_and(|pdf| pdf.is(folder, name));
        let same = || parallel::in_order(&run.pdfs, threads, same).into_iter().all(|same| same);
        (sealed && left && same()).then_some(run)
    }

    /// The entry of the PDF `name` in `folder`, where `was` holds of it and the file is as it was
    /// made.
    fn known(&self, folder: &Path, name: &str, was: impl Fn(&Entry) -> bool) -> Option<&Entry> {
        self.pdfs.get(name).filter(|entry| was(entry) && entry.is(folder, name))
    }

    /// True when the PDF `name` in `folder` follows from just these files, and is as it was made.
    pub(super) fn follows(&self, folder: &Path, name: &str, from: &str) -> bool {
        self.known(folder, name, |entry| entry.from.as_deref() == Some(from)).is_some()
    }

    /// The entry of the PDF `name` in `folder` where it was made of just this, though of other
    /// files, and is as it was made.
    pub(super) fn made_of(
        &self,
        folder: &Path,
        name: &str,
        made_of: &str,
        from: Option<String>,
    ) -> Option<Entry> {
        let entry = self.known(folder, name, |entry| entry.made_of == made_of)?;
        Some(Entry { from, ..entry.clone() })
    }

    /// Writes the record with what was made, and the run where it could be repeated by it; PDFs
    /// that are gone are left out.
    pub(super) fn write(
        mut self,
        folder: &Folder,
        made: Vec<(String, Option<Entry>)>,
        run: Option<Run>,
    ) -> Result<(), Failure> {
        let nothing = made.is_empty() && !self.changed;
        for (name, entry) in made {
            match entry {
                Some(entry) => drop(self.pdfs.insert(name, entry)),
                None => drop(self.pdfs.remove(&name)),
            }
        }
        self.pdfs.retain(|name, _| folder.path().join(name).is_file());
        self.files.retain(|name, _| folder.path().join(name).is_file());
        let run = run.and_then(|run| Some(Run { seal: run.sealed(&self.pdfs)?, ..run }));
        if nothing && (run.is_none() || run == self.run) {
            return Ok(());
        }
        self.run = run.or(self.run);
        self.version = VERSION;
        let text = serde_json::to_string_pretty(&self)
            .map_err(|error| Failure::io(&folder.path().join(NAME), &error.into()))?;
        folder.write(NAME, text.as_bytes())
    }
}

impl Entry {
    /// True when the file is as it was made.
    fn is(&self, folder: &Path, name: &str) -> bool {
        plain(&folder.join(name), LARGEST).is_some_and(|bytes| digest_of(&bytes) == self.file)
    }
}
