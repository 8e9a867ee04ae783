//! What was built before: a PDF whose sources, templates, fonts and program are the same is not made again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::command::{Failure, output};
use crate::typeset::digest_of;

/// The record's name in the folder of the PDFs.
const NAME: &str = ".budgetnotat.json";

/// Changes when the record means something else.
const VERSION: u32 = 1;

/// The record of a folder. It is a help, not a truth: without it, or when anything in it is not so, the PDF is made again.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Kept {
    version: u32,
    /// By path from the folder, with `/`.
    pdfs: BTreeMap<String, Entry>,
}

/// One PDF.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Entry {
    /// The digest of all that it was made of.
    made_of: String,
    /// The digest of the file itself: one that was changed or cut short is made again.
    file: String,
}

impl Entry {
    /// A PDF that was just made.
    pub(super) fn new(made_of: String, pdf: &[u8]) -> Self {
        Self { made_of, file: digest_of(pdf) }
    }
}

impl Kept {
    /// The record of `folder`; an empty one where there is none, or none that can be read.
    pub(super) fn read(folder: &Path) -> Self {
        let read = || serde_json::from_slice::<Self>(&fs::read(folder.join(NAME)).ok()?).ok();
        read().filter(|kept| kept.version == VERSION).unwrap_or_default()
    }

    /// True when the PDF `name` in `folder` was made of just this, and is as it was made.
    pub(super) fn has(&self, folder: &Path, name: &str, made_of: &str) -> bool {
        let entry = self.pdfs.get(name).filter(|entry| entry.made_of == made_of);
        entry.is_some_and(|entry| fs::read(folder.join(name)).is_ok_and(|bytes| digest_of(&bytes) == entry.file))
    }

    /// Writes the record with what was made; PDFs that are gone are left out.
    pub(super) fn write(mut self, folder: &Path, made: Vec<(String, Option<Entry>)>) -> Result<(), Failure> {
        if made.is_empty() {
            return Ok(());
        }
        for (name, entry) in made {
            match entry {
                Some(entry) => drop(self.pdfs.insert(name, entry)),
                None => drop(self.pdfs.remove(&name)),
            }
        }
        self.pdfs.retain(|name, _| folder.join(name).is_file());
        self.version = VERSION;
        let path: PathBuf = folder.join(NAME);
        let text = serde_json::to_string_pretty(&self).map_err(|error| Failure::io(&path, &error.into()))?;
        output::write_whole(&path, text.as_bytes())
    }
}
