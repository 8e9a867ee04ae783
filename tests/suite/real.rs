//! The real notes and their twins, and slips planted in them.

use std::fs;
use std::path::Path;

use crate::case::{Case, root};

/// A project on disk, as a case: `notes/` of the repository, or of a folder in `tests/projekter`.
pub(crate) fn project(folder: &str) -> Case {
    let base = root().join(folder);
    let mut case = Case::new().without("notes/budget-2020/runde.toml");
    // Schemas lie beside the notes; a project is read from the rest.
    for path in files(&base.join("notes"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
    {
        let name = path.strip_prefix(&base).unwrap().to_str().unwrap().replace('\\', "/");
        case = case.bytes(&name, fs::read(&path).unwrap());
    }
    case
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(files(&path));
        } else {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// The real notes.
pub(crate) const REAL: &str = ".";
/// Their twins with the printed totals as claims.
pub(crate) const PRINTED: &str = "tests/projekter/trykt";
/// BI8 with its printed slip.
pub(crate) const BIF: &str = "tests/projekter/bif-som-udvalg";

pub(crate) const BI8: &str = "notes/budget-2020/BI8.toml";
pub(crate) const BI25: &str = "notes/budget-2016/BI25.toml";

/// Replaces the first `old` after the first `after` in a file.
pub(crate) fn slip(case: Case, path: &str, after: &str, old: &str, new: &str) -> Case {
    case.saved(path, |bytes| {
        let text = String::from_utf8(bytes).unwrap();
        let from = text.find(after).unwrap_or_else(|| panic!("{after:?} is not in {path}"));
        let at =
            from + text[from..].find(old).unwrap_or_else(|| panic!("{old:?} is not in {path}"));
        format!("{}{new}{}", &text[..at], &text[at + old.len()..]).into_bytes()
    })
}

/// What is said of the repository's own notes.
pub(crate) const CLEAN: &str = "5 notater, 1 pakke, 25 tabeller, 271 tal, 198 kontroller: ingen fund; alle tal indgår i mindst én kontrol";
