//! Notes and packs that are asked for by their names: `check BU2`.

use std::path::{Path, PathBuf};

use crate::command::disk::{entries, root_of};
use crate::command::outcome::Failure;
use crate::paths::{ELSEWHERE_FILE, FRAMES_FILE, NOTES, PACKS, ROUND_FILE};
use crate::suggest;
use crate::text;

/// The paths of what is asked for: a path that is there is itself, and a name is that of a note, a
/// pack or a round of the project around the current folder. Of several rounds that have it, all.
pub(super) fn resolved(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut out = Vec::with_capacity(paths.len());
    for path in paths {
        if path.symlink_metadata().is_ok() {
            out.push(path.clone());
            continue;
        }
        let Some(name) = path.to_str().filter(|name| !name.contains(['/', '\\'])) else {
            return Err(not_there(path, None));
        };
        let known = Path::new(".").canonicalize().ok().and_then(|here| root_of(&here));
        let known = known.map(|root| named(&root)).unwrap_or_default();
        let name = name.strip_suffix(".toml").unwrap_or(name);
        let found = |same: &dyn Fn(&str) -> bool| -> Vec<PathBuf> {
            let own = known.iter().filter(|(known, _)| same(known));
            own.map(|(_, path)| path.clone()).collect()
        };
        let exact = found(&|known| known == name);
        let all = if exact.is_empty() {
            found(&|known| known.to_lowercase() == name.to_lowercase())
        } else {
            exact
        };
        if all.is_empty() {
            let names = known.iter().map(|(known, _)| known.as_str());
            return Err(not_there(path, suggest::closest(name, names)));
        }
        out.extend(all);
    }
    Ok(out)
}

/// The notes, packs and rounds of a project by name.
fn named(root: &Path) -> Vec<(String, PathBuf)> {
    let mut out = Vec::new();
    // What can't be listed has nothing by that name.
    let listed = |folder: &Path| entries(folder).unwrap_or_default().into_iter();
    for round in listed(&root.join(NOTES)).filter(|path| path.is_dir()) {
        for folder in [round.clone(), round.join(PACKS)] {
            out.extend(listed(&folder).filter_map(|file| {
                let own = file.file_name()?.to_str()?.strip_suffix(".toml")?.to_owned();
                let name = file.file_name()?;
                let note =
                    ![ROUND_FILE, FRAMES_FILE, ELSEWHERE_FILE].iter().any(|file| name == *file);
                note.then_some((own, file))
            }));
        }
        let own = round.file_name().and_then(|name| name.to_str()).map(str::to_owned);
        out.extend(own.map(|own| (own, round)));
    }
    out.sort();
    out
}

fn not_there(path: &Path, close: Option<&str>) -> Failure {
    let path = path.display();
    Failure::new(match close {
        Some(close) => text!(
            "der er hverken en fil eller et notat {path}; mente du {close}?",
            "there is neither a file nor a note {path}; did you mean {close}?"
        ),
        None => text!(
            "der er hverken en fil eller et notat {path}",
            "there is neither a file nor a note {path}"
        ),
    })
}
