//! What was built before: a PDF whose sources, templates, fonts and program are the same is not
//! made again.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::command::ended::Failure;
use crate::command::files;
use crate::command::folder::Folder;
use crate::paths;
use crate::typeset::digest_of;

/// The record's name in the folder of the PDFs.
const NAME: &str = paths::RECORD;

/// The most bytes that are read of a record or of a PDF: far more than they have.
const LARGEST: usize = 1 << 30;

/// A file's bytes; none where it is a link, a pipe or anything but a file.
fn plain(path: &Path, most: usize) -> Option<Vec<u8>> {
    path.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
    files::bounded(path, most).ok()
}

/// Changes when the record means something else.
const VERSION: u32 = 1;

/// The record of a folder. It is a help, not a truth: without it, or when anything in it is not so,
/// the PDF is made again.
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
        let read = || serde_json::from_slice::<Self>(&plain(&folder.join(NAME), LARGEST)?).ok();
        read().filter(|kept| kept.version == VERSION).unwrap_or_default()
    }

    /// True when the PDF `name` in `folder` was made of just this, and is as it was made.
    pub(super) fn has(&self, folder: &Path, name: &str, made_of: &str) -> bool {
        let entry = self.pdfs.get(name).filter(|entry| entry.made_of == made_of);
        entry.is_some_and(|entry| {
            plain(&folder.join(name), LARGEST).is_some_and(|bytes| digest_of(&bytes) == entry.file)
        })
    }

    /// Writes the record with what was made; PDFs that are gone are left out.
    pub(super) fn write(
        mut self,
        folder: &Folder,
        made: Vec<(String, Option<Entry>)>,
    ) -> Result<(), Failure> {
        if made.is_empty() {
            return Ok(());
        }
        for (name, entry) in made {
            match entry {
                Some(entry) => drop(self.pdfs.insert(name, entry)),
                None => drop(self.pdfs.remove(&name)),
            }
        }
        self.pdfs.retain(|name, _| folder.path().join(name).is_file());
        self.version = VERSION;
        let text = serde_json::to_string_pretty(&self)
            .map_err(|error| Failure::io(&folder.path().join(NAME), &error.into()))?;
        folder.write(NAME, text.as_bytes())
    }
}
