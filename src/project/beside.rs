//! The same project as it was at another time: what both have is read once.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Input, Project};
use crate::note::Note;
use crate::paths::{self, Place};
use crate::read;
use crate::source::{FileId, Source};

impl Project {
    /// The project with other files in place of some, and without others: their paths are from the
    /// root. Notes that both have are shared, each with its file's name in places. `None` where more
    /// than notes and packs differ, or a file can't be read as one: then all is read anew.
    pub(crate) fn beside(&self, differing: Vec<Input>, gone: &BTreeSet<String>) -> Option<Self> {
        let mut other = self.clone();
        for path in gone {
            match Place::of(path)? {
                Place::Note(_) | Place::Pack(..) => other.take_away(path),
                Place::Template(name) => drop(other.templates.remove(name)),
                _ => return None,
            }
        }
        for input in differing {
            match Place::of(&input.path)? {
                Place::Note(folder) => {
                    // A round that was made up of its notes would be another one.
                    other.file(&paths::round(folder))?;
                    let folder = folder.to_owned();
                    other.put_note(&folder, input)?;
                }
                Place::Pack(folder, name) => {
                    let (folder, name) = (folder.to_owned(), name.to_owned());
                    other.put_pack(&folder, &name, input)?;
                }
                Place::Template(name) => drop(other.templates.insert(name.to_owned())),
                _ => return None,
            }
        }
        Some(other)
    }

    /// The file at a path from the root.
    pub(crate) fn file(&self, path: &str) -> Option<FileId> {
        self.sources.iter().find(|(_, source)| source.path == path).map(|(file, _)| file)
    }

    /// A note or a pack is not there.
    fn take_away(&mut self, path: &str) {
        let Some(file) = self.file(path) else { return };
        self.notes.retain(|note| note.file != file);
        self.packs.retain(|pack| pack.file != file);
        self.forget(file);
        // Nothing is at that path any more.
        self.sources.put(file, Source::new(String::new(), String::new()));
    }

    /// What was said of a file no longer holds.
    fn forget(&mut self, file: FileId) {
        self.findings.retain(|finding| finding.primary.span.file != file);
    }

    fn put_note(&mut self, folder: &str, input: Input) -> Option<()> {
        if let Some(file) = self.file(&input.path) {
            return self.replace(file, &input.bytes).then_some(());
        }
        let path = input.path.clone();
        let file = self.add(input)?;
        let (note, found) = read::note(self.sources.get(file)?, file, self.rounds.get(folder)?);
        self.findings.extend(found);
        // In the order of rounds, and of paths within one.
        let before = |own: &Arc<Note>| (own.round.as_str(), self.path(own.file)) < (folder, &path);
        let place = self.notes.partition_point(before);
        self.notes.insert(place, Arc::new(note));
        Some(())
    }

    fn put_pack(&mut self, folder: &str, name: &str, input: Input) -> Option<()> {
        self.rounds.get(folder)?;
        self.take_away(&input.path);
        let path = input.path.clone();
        let file = self.add(input)?;
        let pack = self.with(file, |source| read::pack(source, file, folder, name))?;
        let place = self.packs.partition_point(|pack| self.path(pack.file) < path.as_str());
        self.packs.insert(place, pack);
        Some(())
    }
}
