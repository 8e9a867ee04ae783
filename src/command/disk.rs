//! What is looked at on a disk: never more of a file than is read, and nothing that a link leads to
//! outside of a project.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::paths::MUNICIPALITY as MARK;

/// How many folders below `templates/` or `fonts/` are looked in.
pub(super) const DEEPEST: usize = 4;

/// The root of the project that a path lies in: the nearest folder above it with a municipality.
pub(super) fn root_of(path: &Path) -> Option<PathBuf> {
    let marked = |folder: &&Path| folder.join(MARK).is_file() && within(folder, &folder.join(MARK));
    path.ancestors().find(marked).map(Path::to_path_buf)
}

/// A folder's entries by name; hidden ones are passed over.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            out.push(entry.path());
        }
    }
    out.sort();
    Ok(out)
}

/// True for what lies within the root, links followed.
pub(super) fn within(root: &Path, path: &Path) -> bool {
    path.canonicalize().is_ok_and(|full| full.starts_with(root))
}

/// A file's first bytes, at most so many.
pub(super) fn bounded(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    use std::io::Read as _;
    let file = fs::File::open(path)?;
    // As much room as the file needs, and no more: its bytes become its text.
    let size = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let mut bytes = Vec::with_capacity(size.min(most));
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file's bytes; none where it is a link, a pipe or anything but a file.
#[cfg(feature = "typeset")]
pub(super) fn plain(path: &Path, most: usize) -> Option<Vec<u8>> {
    path.symlink_metadata().ok().filter(fs::Metadata::is_file)?;
    bounded(path, most).ok()
}
