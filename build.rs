//! Tells the program what it is made of: a digest of its sources, templates and fonts, and of the
//! exact versions of everything that it is built with. What one program made, another is not to take
//! for its own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// What the program is made of.
const PARTS: [&str; 5] = ["src", "templates", "fonts", "Cargo.toml", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut digest = Sha256::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        add(&mut digest, Path::new(part))?;
    }
    let digest = digest.finalize();
    let hex = digest.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    println!("cargo::rustc-env=PROGRAM_DIGEST={hex}");
    stand_at_one_address();
    Ok(())
}

/// In a release for Linux with glibc, has the program stand at one address: its loader has nothing
/// to adjust at each start, where it would write to every page that holds an address of its own.
/// The tables that Typst brings along fill hundreds of those.
fn stand_at_one_address() {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if is("PROFILE", "release")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
    {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Adds a file, or a folder's files in the order of their names.
fn add(digest: &mut Sha256, path: &Path) -> io::Result<()> {
    if path.is_dir() {
        let entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
        let mut entries = entries.collect::<io::Result<Vec<PathBuf>>>()?;
        entries.sort();
        return entries.iter().try_for_each(|entry| add(digest, entry));
    }
    let bytes = fs::read(path)?;
    let name = path.components().map(|part| part.as_os_str().to_string_lossy());
    let name = name.collect::<Vec<_>>().join("/");
    digest.update(format!("{name} {}\n", bytes.len()));
    digest.update(bytes);
    Ok(())
}
