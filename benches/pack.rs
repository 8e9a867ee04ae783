//! How long a pack takes, and how much memory: a made-up round of a few notes, and of as many as a
//! large round has; checked, built anew on one thread and on all, unchanged, and with one figure
//! changed.
//!
//! `cargo bench --profile dev --bench pack`: that profile shares its build of Typst with everything
//! else. Peak memory is what to look at: what is held of a note that is done is no more than its
//! data and its PDF.
#![allow(clippy::expect_used, reason = "a bench without its notes can say nothing")]

mod measured;
#[allow(dead_code, reason = "what its sums are is for the tests")]
#[path = "../tests/suite/generated.rs"]
mod generated;

use std::fs;
use std::path::Path;

use measured::run;

/// The numbers of notes.
const SIZES: [usize; 3] = [30, 100, 300];

fn main() {
    let threads =
        std::thread::available_parallelism().map_or(1, std::num::NonZero::get).to_string();
    println!("notes  what                     time   peak memory");
    for notes in SIZES {
        let project = project(notes);
        let folder = project.path();
        let row = |what: &str, args: &[&str]| {
            let (time, peak) = run(folder, args);
            println!("{notes:>5}  {what:<20} {:>7} ms  {peak:>8} KB", time.as_millis());
        };
        row("check", &["check"]);
        row("anew, one thread", &["build", generated::PACK, "--force", "--jobs", "1"]);
        row(
            &format!("anew, {threads} threads"),
            &["build", generated::PACK, "--force", "--jobs", &threads],
        );
        row("unchanged", &["build", generated::PACK]);
        let note = folder.join(format!("notes/{}/BI1.toml", generated::FOLDER));
        let text = fs::read_to_string(&note).expect("a note");
        fs::write(&note, text + "# Endnu en linje.\n").expect("a note");
        row("one note changed", &["build", generated::PACK]);
        let pdf = folder.join(format!("out/{}/alle.pdf", generated::FOLDER));
        println!("       {} KB", fs::metadata(pdf).expect("the pack").len() / 1_000);
    }
}

/// A made-up round on disk.
fn project(notes: usize) -> tempfile::TempDir {
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
