//! A large round to measure with.

use std::fs;
use std::path::Path;

/// A round of notes like BI8, each with its own id and figures: paths from the project's root, and
/// texts.
pub(crate) fn round(notes: usize) -> Vec<(String, String)> {
    let read = |path: &str| {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
    };
    let note = read("notes/budget-2020/BI8.toml");
    // BI8 and those that it refers to are with it, so that nothing is found.
    let shared = [
        "kommune.toml",
        "budget-2020/runde.toml",
        "budget-2020/BI8.toml",
        "budget-2020/BI25.toml",
        "budget-2020/BI39.toml",
    ];
    let shared = shared.map(|name| format!("notes/{name}"));
    let mut files: Vec<_> = shared.into_iter().map(|path| (path.clone(), read(&path))).collect();
    files.extend((100..100 + notes).map(|number| {
        let own = note
            .replace("id = \"BI8\"", &format!("id = \"BI{number}\""))
            .replace("10_000", &format!("{number}_000"));
        (format!("notes/budget-2020/BI{number}.toml"), own)
    }));
    files
}

/// Writes it down in a folder of its own.
#[allow(dead_code, reason = "not every bench runs the program")]
pub(crate) fn written(notes: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in round(notes) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("its folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}
