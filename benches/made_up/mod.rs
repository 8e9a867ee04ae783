//! A made-up round on disk.

use std::fs;
use std::path::Path;

use crate::generated;

/// A made-up round of so many notes, in a folder of its own.
pub(crate) fn project(notes: usize) -> tempfile::TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let municipality =
        fs::read_to_string(root.join("notes/kommune.toml")).expect("notes/kommune.toml");
    for (path, text) in generated::round(&municipality, notes, 7).files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}
