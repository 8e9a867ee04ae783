//! A project that is checked again and again: a note whose file is unchanged is neither read,
//! solved nor checked again.

use std::path::PathBuf;

use crate::command::files::{self, Gathered};
use crate::command::outcome::Failure;
use crate::project::{Input, Selection};
use crate::rule::Checker;
use crate::solved::Solved;

/// What is kept from one check to the next.
#[derive(Debug, Default)]
pub(super) struct Session {
    read: Option<Read>,
    /// True where there is no next time.
    once: bool,
    /// What checking the notes gave.
    pub(super) checker: Checker,
}

/// A project as it was read.
#[derive(Debug)]
struct Read {
    root: PathBuf,
    gathered: Gathered,
    solved: Solved,
}

/// A project found on disk.
#[derive(Debug)]
pub(super) struct Opened<'s> {
    pub(super) root: PathBuf,
    pub(super) selection: Selection,
    pub(super) solved: &'s Solved,
    pub(super) checker: &'s mut Checker,
}

impl Session {
    /// One that opens once.
    pub(super) fn once() -> Self {
        Self { once: true, checker: Checker::once(), ..Self::default() }
    }

    /// Finds the project that `paths` lie in and reads what has changed since the last time. The
    /// files themselves are read each time: it is their bytes that tell. What is read anew is read on
    /// at most so many threads.
    pub(super) fn open(
        &mut self,
        paths: &[PathBuf],
        threads: usize,
    ) -> Result<Opened<'_>, Failure> {
        let (root, selection, gathered) = files::find(paths)?;
        let before = self.read.take().filter(|read| read.root == root);
        let solved = match before {
            Some(Read { gathered: old, solved, .. }) => updated(solved, &old, &gathered),
            None => None,
        };
        // Who opens once needs no files to compare with.
        let kept = if self.once { Gathered::default() } else { gathered.clone() };
        let solved = solved.unwrap_or_else(|| Solved::new(gathered.project(threads)));
        let solved = solved.on_threads(threads);
        let Read { solved, .. } =
            self.read.insert(Read { root: root.clone(), gathered: kept, solved });
        Ok(Opened { root, selection, solved, checker: &mut self.checker })
    }
}

/// The project with the notes that have changed put in place; `None` where more than notes has
/// changed.
fn updated(mut solved: Solved, old: &Gathered, new: &Gathered) -> Option<Solved> {
    let same_files =
        old.inputs.iter().map(|input| &input.path).eq(new.inputs.iter().map(|input| &input.path));
    if !same_files || old.unread != new.unread {
        return None;
    }
    let changed = old.inputs.iter().zip(&new.inputs).filter(|(old, new)| old.bytes != new.bytes);
    for (_, Input { path, bytes }) in changed {
        let file = solved
            .project()
            .sources
            .iter()
            .find(|(_, source)| source.path == *path)
            .map(|(file, _)| file)?;
        if !solved.replace(file, bytes) {
            return None;
        }
    }
    Some(solved)
}
