//! Notes that lie or are named so that they would not be read: each is told, so that none vanishes.

use std::path::{Path, PathBuf};

use crate::command::disk::{DEEPEST, bounded, entries, within};
use crate::project::Unread;
use crate::sanitize;

/// How much of a file is looked at to tell whether it is a note.
const HEAD: usize = 8 << 10;

/// How many names are listed of a folder.
const LISTED: usize = 3;

/// How many entries of a folder are looked at.
const MOST: usize = 10_000;

/// Endings that programs give to the copies that they leave.
const LEFT: &[&str] = &["orig", "bak", "old", "swp", "tmp", "rej", "part", "crdownload", "lock"];

/// What is wrong with the name of a file in the folder of a round, where it is a note: `BU2.TOML`,
/// `BU2.toml.txt`, `BU2.txt`.
pub(super) fn misnamed(root: &Path, file: &Path) -> Option<Unread> {
    let name = file.file_name()?.to_str()?;
    let small = name.to_lowercase();
    if is_toml(file) || small.starts_with("~$") || small.ends_with('~') {
        return None;
    }
    let (stem, ending) = small.rsplit_once('.').unwrap_or((&small, ""));
    if LEFT.contains(&ending) || !file.is_file() {
        return None;
    }
    let own = name.get(..small.find(".toml").unwrap_or(stem.len()))?;
    let sure = ending == "toml" || stem.rsplit('.').any(|part| part == "toml");
    let maybe = || matches!(ending, "txt" | "text" | "tml" | "tom" | "toml " | "");
    (sure || (maybe() && within(root, file) && is_note(file))).then(|| {
        let own = own.trim_end_matches(['.', ' ']);
        Unread::Ending(sanitize::plain(format!("{own}.toml")))
    })
}

/// A note in `notes/` itself.
pub(super) fn outside_rounds(root: &Path, file: &Path) -> Option<Unread> {
    let ours = file.is_file() && within(root, file);
    (ours && (is_toml(file) || misnamed(root, file).is_some()) && is_note(file))
        .then_some(Unread::NoRound)
}

/// The notes in a folder of that of a round, and in those below it.
pub(super) fn below(root: &Path, folder: &Path) -> Option<Unread> {
    let mut names = Vec::new();
    let mut queue = vec![(folder.to_owned(), 0)];
    let mut seen = 0;
    while let Some((current, depth)) = queue.pop() {
        if depth > DEEPEST || !within(root, &current) {
            continue;
        }
        for entry in entries(&current).unwrap_or_default() {
            seen += 1;
            if seen > MOST {
                return found(names, folder);
            }
            if entry.is_dir() {
                queue.push((entry, depth + 1));
            } else if within(root, &entry)
                && (is_toml(&entry) || misnamed(root, &entry).is_some())
                && is_note(&entry)
            {
                names.push(entry);
            }
        }
    }
    found(names, folder)
}

fn found(mut paths: Vec<PathBuf>, folder: &Path) -> Option<Unread> {
    paths.sort();
    let name = |path: &PathBuf| {
        let own = path.strip_prefix(folder).unwrap_or(path);
        sanitize::plain(own.to_string_lossy().replace('\\', "/"))
    };
    let names = paths.iter().take(LISTED).map(name).collect();
    (!paths.is_empty()).then_some(Unread::Below(names, paths.len()))
}

fn is_toml(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "toml")
}

/// True for a file that begins as a note does: with an id and a title.
fn is_note(file: &Path) -> bool {
    let Ok(bytes) = bounded(file, HEAD) else { return false };
    let text = String::from_utf8_lossy(&bytes);
    let has = |key: &str| {
        let keys = text.lines().filter_map(|line| line.split_once('='));
        let mut own = keys.map(|(name, _)| name.trim_matches(|c: char| !c.is_alphanumeric()));
        own.any(|name| name == key)
    };
    has("id") && has("titel")
}
