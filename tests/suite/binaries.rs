//! What is kept in the repository is text that can be read in a review; what is not stands here,
//! each with why.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::case::root;

/// Files that are no text: their folder, their names, and why they are here.
const LISTED: &[(&str, &[&str], &str)] = &[
    (
        "fonts",
        &[
            "SourceCodePro-Regular.otf",
            "SourceSans3-Bold.otf",
            "SourceSans3-BoldIt.otf",
            "SourceSans3-It.otf",
            "SourceSans3-Regular.otf",
            "SourceSans3-Semibold.otf",
            "SourceSans3-SemiboldIt.otf",
        ],
        "the fonts that pages are set in, under the SIL Open Font License",
    ),
    (
        "tests/projekter/vestby/fonts",
        &["Karla-Bold.otf", "Karla-BoldItalic.otf", "Karla-Italic.otf", "Karla-Regular.otf"],
        "a municipality's own font in the tests' project, under the SIL Open Font License",
    ),
];

/// True for what reads as text: UTF-8 without a NUL.
fn is_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0)
}

/// Every listed file by its path.
fn listed() -> Vec<String> {
    let paths = LISTED
        .iter()
        .flat_map(|(folder, names, _)| names.iter().map(move |name| format!("{folder}/{name}")));
    paths.collect()
}

/// The files that git keeps of a folder, with what they hold; `None` where it is no repository, as
/// in a copy that was unpacked.
fn kept(folder: &Path) -> Option<Vec<(String, Vec<u8>)>> {
    if !folder.join(".git").exists() {
        return None;
    }
    let output = Command::new("git").args(["ls-files", "-z"]).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let paths = String::from_utf8(output.stdout).expect("paths in UTF-8");
    let paths = paths.split_terminator('\0').map(str::to_owned);
    // What is deleted and not yet committed is passed over.
    Some(paths.filter_map(|path| Some((path.clone(), fs::read(folder.join(path)).ok()?))).collect())
}

#[test]
fn what_is_no_text_is_listed() {
    let Some(files) = kept(&root()) else { return };
    assert!(files.len() > 100);
    let listed = listed();
    let others = files.iter().filter(|(path, bytes)| !is_text(bytes) && !listed.contains(path));
    let others: Vec<&str> = others.map(|(path, _)| path.as_str()).collect();
    assert!(others.is_empty(), "no text, and not in LISTED with a reason: {others:?}");
}

#[test]
fn what_is_listed_is_there_and_no_text() {
    assert!(LISTED.iter().all(|(_, _, reason)| !reason.is_empty()));
    for path in listed() {
        let bytes = fs::read(root().join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(!is_text(&bytes), "{path} is text: take it off the list");
    }
}

#[test]
fn packages_and_latin_1_are_no_text() {
    assert!(is_text("Økonomi\u{c}\n".as_bytes()) && is_text(b""));
    for bytes in [&b"PK\x03\x04\0\0"[..], b"\x89PNG", b"\xd8konomi", b"a\0b"] {
        assert!(!is_text(bytes), "{bytes:?}");
    }
}
