//! The two sides that are compared, read.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::side::Side;
use crate::command::by_name;
use crate::command::files;
use crate::command::folder::Folder;
use crate::command::git::Repository;
use crate::command::outcome::Failure;
use crate::paths;
use crate::rule::Selection;

/// A project as it was and as it is, and what of it is asked for.
pub(in crate::command) struct Sides {
    /// The folder of the project.
    pub(in crate::command) root: PathBuf,
    pub(in crate::command) selection: Selection,
    pub(in crate::command) base: Side,
    pub(in crate::command) head: Side,
}

impl Sides {
    /// Reads both: `base` in git, and `head` there or in the folder as it is.
    pub(in crate::command) fn open(
        wanted: &[PathBuf],
        base: &str,
        head: Option<&str>,
    ) -> Result<Self, Failure> {
        // What is no name in the folder may be a note that is deleted.
        let named = |path: &PathBuf| {
            by_name::resolved(std::slice::from_ref(path)).unwrap_or_else(|_| vec![path.clone()])
        };
        let wanted: Vec<PathBuf> = wanted.iter().flat_map(named).collect();
        let (root, selection) = files::locate(&wanted, canonical)?;
        let repository = Repository::of(&root)?;
        let base = Side::committed(&repository, base, &selection)?;
        let head = match head {
            Some(revision) => Side::committed(&repository, revision, &selection)?,
            None => Side::working(&root, &selection)?,
        };
        Ok(Self { root, selection, base, head })
    }

    /// The selected notes of either side, by path.
    pub(in crate::command) fn paths(&self) -> BTreeSet<&str> {
        let all = [&self.base, &self.head];
        all.into_iter().flat_map(|side| side.notes(&self.selection).into_keys()).collect()
    }

    /// The folder of outputs that is asked for, or the project's own, held.
    pub(in crate::command) fn out(&self, asked: Option<&Path>) -> Result<Folder, Failure> {
        let own = || self.root.join(paths::OUT);
        let within = asked.is_none().then_some(self.root.as_path());
        Folder::lock(asked.map_or_else(own, Path::to_path_buf), within)
    }
}

/// A path in full, also where it is no more: a note that is deleted can be asked for.
fn canonical(path: &Path) -> Result<PathBuf, Failure> {
    let fault = |error: &io::Error| Failure::io(path, error);
    let mut at = std::path::absolute(path).map_err(|error| fault(&error))?;
    let mut gone = Vec::new();
    loop {
        match at.canonicalize() {
            Ok(full) => return Ok(gone.iter().rev().fold(full, |full, name| full.join(name))),
            Err(error) => {
                let name = at.file_name().filter(|_| error.kind() == io::ErrorKind::NotFound);
                gone.push(name.ok_or_else(|| fault(&error))?.to_owned());
                at.pop();
            }
        }
    }
}
