//! Writing to the terminal, and writing whole files that appear at once.

use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use crate::command::outcome::Failure;
use crate::report::{Format, Style};
use crate::text::Lang;

/// What the names of files begin with that are being written.
pub(super) const UNFINISHED: &str = ".budgetnotat-";

/// How to show findings on standard output.
pub(super) fn style<'a>(format: Format, lang: Lang) -> Style<'a> {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let colour = io::stdout().is_terminal()
        && !plain
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
    Style { format, lang, colour, width: None, below: "", unverified: false }
}

/// Prints; a reader that has gone away is no fault.
pub(super) fn print(text: &str) {
    let _ = try_print(text);
}

/// Prints, and says whether there is a reader still.
pub(super) fn try_print(text: &str) -> bool {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_ok()
}

/// Writes a file whole, then renames it into place: nobody ever sees half of it.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let write = || -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
        file.write_all(bytes)?;
        readable(&file, path)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|error| Failure::io(path, &error))
}

/// Temporary files are made for their owner only; a finished one is for those that the file it
/// replaces was for, a new one for everybody, as other files are.
#[cfg(unix)]
fn readable(file: &tempfile::NamedTempFile, path: &std::path::Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let before = fs::metadata(path).map(|known| known.permissions());
    file.as_file().set_permissions(before.unwrap_or_else(|_| fs::Permissions::from_mode(0o644)))
}

#[cfg(not(unix))]
fn readable(_: &tempfile::NamedTempFile, _: &std::path::Path) -> io::Result<()> {
    Ok(())
}
