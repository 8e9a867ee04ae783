//! What a pack's notes were typeset to, kept beside the PDFs: a note that is the same, and has the same
//! place to lead back to, need not be typeset again when the pack is.
//!
//! Parts are a help, not a truth. Each is named by a digest of all that it is made of, and sealed with
//! one of what it holds: one that is missing, cut short or somebody else's counts as none, and only
//! costs time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::command::disk;
use crate::command::folder::Folder;
use crate::limit;
use crate::paths;
use crate::typeset::{Document, Room, digest_of, digest_of_all};

/// Changes when a part means something else.
const VERSION: &[u8] = b"1";

/// How many letters a digest has.
const DIGEST: usize = 64;

/// How many letters of a digest tell the packs of a folder apart.
const PACK: usize = 16;

/// The parts of one pack in the folder of PDFs.
pub(super) struct PackParts<'a> {
    folder: &'a Folder,
    /// What the names of the pack's parts begin with.
    prefix: String,
    /// True where what was kept may be used.
    may_read: bool,
    state: Mutex<State>,
}

struct State {
    /// Names of the parts that the pack has now.
    used: BTreeSet<String>,
    /// How many bytes each part of this and other packs has.
    kept: BTreeMap<String, u64>,
}

/// What is known of a part besides its PDF.
#[derive(Deserialize, Serialize)]
struct Known {
    pages: usize,
    rooms: Vec<Room>,
}

impl<'a> PackParts<'a> {
    /// The parts of the pack whose PDF has that name in the folder.
    pub(super) fn of(folder: &'a Folder, pack: &str, may_read: bool) -> Self {
        let state = State { used: BTreeSet::new(), kept: files(folder).into_iter().collect() };
        Self { folder, prefix: prefix(pack), may_read, state: Mutex::new(state) }
    }

    /// What was made of just this, where it is kept and whole.
    pub(super) fn get(&self, made_of: &str) -> Option<Document> {
        let name = self.name(made_of);
        let document = self.may_read.then(|| read(self.folder, &name, made_of)).flatten()?;
        self.state().used.insert(name);
        Some(document)
    }

    /// Keeps what was made of this, where there is room. What was strange of it is told by who
    /// typesets it, so it is typeset again.
    pub(super) fn put(&self, made_of: &str, document: &Document) {
        if !document.warnings.is_empty() {
            return;
        }
        let known = Known { pages: document.pages, rooms: document.rooms.clone() };
        let Ok(known) = serde_json::to_vec(&known) else { return };
        let seal = seal(made_of, &known, &document.pdf);
        let bytes = [seal.as_bytes(), b"\n", &known, b"\n", &document.pdf].concat();
        let name = self.name(made_of);
        // What can't be kept is made again.
        if self.has_room(&name, bytes.len() as u64) && write(self.folder, &name, &bytes) {
            self.state().used.insert(name);
        }
    }

    /// True where a part of that size can be kept in place of what has its name; it is counted then.
    fn has_room(&self, name: &str, size: u64) -> bool {
        let mut state = self.state();
        let others = state.kept.iter().filter(|(own, _)| *own != name).map(|(_, size)| size);
        let has_room = others.sum::<u64>().saturating_add(size) <= limit::PARTS.most as u64;
        if has_room {
            state.kept.insert(name.to_owned(), size);
        }
        has_room
    }

    /// Takes away the parts that the pack has no longer.
    pub(super) fn finish(self) {
        let used = self.state.into_inner().unwrap_or_else(PoisonError::into_inner).used;
        let old = |name: &String| name.starts_with(&self.prefix) && !used.contains(name);
        remove(self.folder, old);
    }

    fn name(&self, made_of: &str) -> String {
        format!("{}{made_of}", self.prefix)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A thread that panicked has left it whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes away the parts of packs that are no longer there; `packs` are the names of their PDFs.
pub(super) fn sweep<'p>(folder: &Folder, packs: impl Iterator<Item = &'p str>) {
    let there: Vec<String> = packs.map(prefix).collect();
    remove(folder, |name| !there.iter().any(|prefix| name.starts_with(prefix)));
}

/// What the names of a pack's parts begin with: short, and a name of a file on every system.
fn prefix(pack: &str) -> String {
    let digest = digest_of(pack.as_bytes());
    format!("{}-", digest.get(..PACK).unwrap_or_default())
}

fn seal(made_of: &str, known: &[u8], pdf: &[u8]) -> String {
    digest_of_all([VERSION, made_of.as_bytes(), known, pdf])
}

fn path(name: &str) -> String {
    format!("{}/{name}", paths::PARTS)
}

/// The folder of parts, where it is one, and no link to another.
fn own(folder: &Folder) -> Option<PathBuf> {
    let own = folder.path().join(paths::PARTS);
    own.symlink_metadata().is_ok_and(|kind| kind.is_dir()).then_some(own)
}

/// The files that are named as parts are, with their sizes.
fn files(folder: &Folder) -> Vec<(String, u64)> {
    let entries =
        own(folder).and_then(|own| fs::read_dir(own).ok()).into_iter().flatten().flatten();
    let part = |entry: fs::DirEntry| {
        let known = entry.metadata().ok().filter(fs::Metadata::is_file)?;
        let name = entry.file_name().into_string().ok()?;
        let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (pack, made_of) = name.split_once('-')?;
        let is_part = pack.len() == PACK && made_of.len() == DIGEST && hex(pack) && hex(made_of);
        is_part.then_some((name, known.len()))
    };
    entries.filter_map(part).collect()
}

/// Writes a part; false where it can't be.
fn write(folder: &Folder, name: &str, bytes: &[u8]) -> bool {
    let there = folder.path().join(paths::PARTS).symlink_metadata();
    there.map_or(true, |kind| kind.is_dir()) && folder.write(&path(name), bytes).is_ok()
}

/// Takes away those of which `old` holds. One that can't be taken away is in nobody's way.
fn remove(folder: &Folder, old: impl Fn(&String) -> bool) {
    for (name, _) in files(folder).into_iter().filter(|(name, _)| old(name)) {
        let _ = folder.remove(&path(&name));
    }
}

/// A part that is whole.
fn read(folder: &Folder, name: &str, made_of: &str) -> Option<Document> {
    let path = own(folder)?.join(name);
    let mut bytes = disk::plain(&path, limit::PARTS.most)?;
    let rest = bytes.get(DIGEST..)?.strip_prefix(b"\n")?;
    let known = rest.get(..rest.iter().position(|byte| *byte == b'\n')?)?;
    let begin = DIGEST + 1 + known.len() + 1;
    let whole = bytes.get(..DIGEST)? == seal(made_of, known, bytes.get(begin..)?).as_bytes();
    let Known { pages, rooms } = serde_json::from_slice(known).ok().filter(|_| whole)?;
    bytes.drain(..begin);
    Some(Document { pdf: bytes, pages, rooms, warnings: Vec::new() })
}
