//! The folder that output is written to: by one run at a time, and never outside it.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::command::disk;
use crate::command::outcome::Failure;
use crate::command::terminal::{UNFINISHED, write_whole};
use crate::text;

/// A folder of outputs, held by one run at a time: what is unfinished in it then belongs to nobody.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// The files that were written and were not there before.
    new: Mutex<BTreeSet<PathBuf>>,
    /// Lets go of the folder when it is closed, by the system where the program is killed.
    locked: Option<File>,
}

impl Folder {
    /// Makes the folder where it is missing, holds it, and clears away what a run that was killed
    /// left unfinished. A folder `within` a project must not lead out of it.
    pub(super) fn lock(path: PathBuf, within: Option<&Path>) -> Result<Self, Failure> {
        fs::create_dir_all(&path).map_err(|error| Failure::io(&path, &error))?;
        if within.is_some_and(|root| !disk::within(root, &path)) {
            let shown = path.display();
            return Err(Failure::new(text!(
                "{shown} er et link ud af projektet: slet det, eller vælg en mappe med --out",
                "{shown} is a link out of the project: delete it, or choose a folder with --out"
            )));
        }
        // Systems that can't hold a folder say so; there, nothing is cleared away either.
        let locked = File::open(&path).ok().map(|folder| (folder.try_lock(), folder));
        let locked = match locked {
            Some((Err(TryLockError::WouldBlock), _)) => {
                let shown = path.display();
                return Err(Failure::new(text!(
                    "en anden kørsel skriver i {shown}: vent, til den er færdig",
                    "another run is writing to {shown}: wait until it has finished"
                )));
            }
            Some((Ok(()), folder)) => Some(folder),
            Some((Err(TryLockError::Error(_)), _)) | None => None,
        };
        let folder = Self { path, new: Mutex::default(), locked };
        if folder.locked.is_some() {
            folder.clear();
        }
        Ok(folder)
    }

    /// Writes a file of the folder or of a folder in it, whole.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.path.join(name);
        let inner = path.parent().unwrap_or(&self.path);
        fs::create_dir_all(inner).map_err(|error| Failure::io(inner, &error))?;
        let base = self.path.canonicalize().map_err(|error| Failure::io(&self.path, &error))?;
        if !disk::within(&base, inner) {
            let (inner, base) = (inner.display(), self.path.display());
            return Err(Failure::new(text!(
                "{inner} er et link ud af {base}",
                "{inner} is a link out of {base}"
            )));
        }
        if !path.exists() {
            self.new.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
        }
        write_whole(&path, bytes)
    }

    /// True where a file was not there before it was written.
    pub(super) fn is_new(&self, path: &Path) -> bool {
        self.new.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
    }

    /// Removes a file of the folder or of a folder in it, and that folder where it is empty then.
    pub(super) fn remove(&self, name: &str) -> std::io::Result<()> {
        let path = self.path.join(name);
        let inner = path.parent().unwrap_or(&self.path);
        let base = self.path.canonicalize()?;
        if !disk::within(&base, inner) {
            return Err(std::io::ErrorKind::NotFound.into());
        }
        fs::remove_file(&path)?;
        if inner != self.path {
            // One that still holds something stays.
            let _ = fs::remove_dir(inner);
        }
        Ok(())
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Takes away unfinished files, of the folder and of those in it.
    fn clear(&self) {
        let listed = |folder: &Path| {
            fs::read_dir(folder).into_iter().flatten().flatten().collect::<Vec<_>>()
        };
        let is = |entry: &fs::DirEntry, wanted: fn(&fs::FileType) -> bool| {
            entry.file_type().is_ok_and(|kind| wanted(&kind))
        };
        let inner = listed(&self.path).into_iter().filter(|entry| is(entry, fs::FileType::is_dir));
        for folder in inner.map(|entry| entry.path()).chain([self.path.clone()]) {
            for entry in listed(&folder) {
                if is(&entry, fs::FileType::is_file)
                    && entry.file_name().to_string_lossy().starts_with(UNFINISHED)
                {
                    // What can't be taken away harms nobody: it is hidden, and in nobody's way.
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
    }
}
