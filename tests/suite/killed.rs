//! `build` killed at any moment: every file in `out/` is the old or the new one, whole, and the
//! next build makes everything right.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::desk::{BI8, Desk, said};
use crate::real::files;

/// At how many moments it is killed.
const MOMENTS: u32 = 24;

/// The finished files in `out/`, and how many are unfinished.
fn outputs(desk: &Desk) -> (BTreeMap<String, Vec<u8>>, usize) {
    let out = desk.path("out");
    let all: Vec<_> = if out.is_dir() { files(&out) } else { Vec::new() };
    // What is kept of packs is nobody's output.
    let parts = out.join(".pakkedele");
    let name = |path: &Path| path.strip_prefix(&out).unwrap().to_string_lossy().into_owned();
    let unfinished =
        |path: &Path| path.file_name().unwrap().to_string_lossy().starts_with(".budgetnotat-");
    let finished = all
        .iter()
        .filter(|path| !unfinished(path) && !path.starts_with(&parts))
        .map(|path| (name(path), fs::read(path).unwrap()));
    (finished.collect(), all.iter().filter(|path| unfinished(path)).count())
}

/// When a build is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// After so many parts in a thousand of the time that a build takes.
    After(u32),
    /// In the middle of writing a file, as soon as it has more than so many blocks: the system's
    /// own limit does it.
    Writing(u32),
}

/// Builds, and kills it at a moment. True where it did not come to its end.
fn killed(desk: &Desk, moment: Moment, whole: Duration) -> bool {
    let limit = if let Moment::Writing(blocks) = moment {
        format!("ulimit -c 0; ulimit -f {blocks}; ")
    } else {
        String::new()
    };
    let mut build = Command::new("sh")
        .args([
            "-c",
            &format!("{limit}exec \"$0\" build --force --jobs 2"),
            env!("CARGO_BIN_EXE_budgetnotat"),
        ])
        .current_dir(desk.path("."))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    if let Moment::After(part) = moment {
        thread::sleep(whole * part / 1_000);
        build.kill().unwrap();
    }
    build.wait().unwrap().signal().is_some()
}

#[test]
fn a_build_that_is_killed_leaves_old_files_or_new_ones_and_the_next_one_makes_all_right() {
    let desk = Desk::new(".");
    assert_eq!(desk.run(&["build"]).status.code(), Some(0));
    let (old, _) = outputs(&desk);
    // All notes change: their municipality does.
    let desk = desk.slip(
        "notes/kommune.toml",
        "navn = \"Københavns Kommune\"",
        "navn = \"Københavns Kommune (2)\"",
    );
    let begun = Instant::now();
    assert_eq!(desk.run(&["build", "--force"]).status.code(), Some(0));
    let whole = begun.elapsed();
    let (new, _) = outputs(&desk);
    let record = ".budgetnotat.json";
    assert!(
        old.len() == 7 && old.keys().eq(new.keys()) && old.contains_key(record),
        "{:?}",
        old.keys()
    );
    assert!(old.iter().all(|(name, bytes)| bytes != &new[name]));
    let (mut middles, mut debris) = (0, 0);
    for moment in 0..MOMENTS {
        for (name, bytes) in &old {
            fs::write(desk.path("out").join(name), bytes).unwrap();
        }
        let at = if moment % 2 == 0 {
            Moment::After(moment * 1_000 / MOMENTS)
        } else {
            Moment::Writing(moment * 7)
        };
        middles += u32::from(killed(&desk, at, whole));
        let (left, unfinished) = outputs(&desk);
        debris += unfinished;
        assert!(left.keys().eq(old.keys()), "{:?}", left.keys());
        for (name, bytes) in &left {
            // The record is of both notes, either, or none of them: whatever it says is held
            // against the files.
            let known =
                name == record && serde_json::from_slice::<serde_json::Value>(bytes).is_ok();
            assert!(
                known || *bytes == old[name] || *bytes == new[name],
                "{name} is half after {at:?}"
            );
        }
        let output = desk.run(&["build"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert_eq!(outputs(&desk), (new.clone(), 0), "after {at:?}");
    }
    // A busy machine makes some of the moments late; those of writing are never.
    assert!(
        middles >= MOMENTS / 2 && debris >= 6,
        "{middles} of {MOMENTS} were in the middle, {debris} files were unfinished"
    );
}

#[test]
fn what_a_killed_build_left_is_cleared_away_and_nothing_else() {
    let desk = Desk::new(".");
    fs::create_dir_all(desk.path("out/budget-2020/egen")).unwrap();
    for name in [
        "out/.budgetnotat-Ab12Cd",
        "out/budget-2020/.budgetnotat-xyz",
        "out/budget-2020/egen/.budgetnotat-dyb",
        "out/egen.txt",
    ] {
        fs::write(desk.path(name), "x").unwrap();
    }
    assert_eq!(desk.run(&["build", BI8]).status.code(), Some(0));
    assert!(
        !desk.path("out/.budgetnotat-Ab12Cd").exists()
            && !desk.path("out/budget-2020/.budgetnotat-xyz").exists()
    );
    assert!(
        desk.path("out/egen.txt").exists()
            && desk.path("out/budget-2020/egen/.budgetnotat-dyb").exists()
    );
}

#[test]
fn two_builds_at_once_do_not_write_over_each_other() {
    let desk = Desk::new(".");
    fs::create_dir_all(desk.path("out")).unwrap();
    let held = fs::File::open(desk.path("out")).unwrap();
    held.try_lock().unwrap();
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("en anden kørsel skriver i"), "{words}");
    drop(held);
    assert_eq!(desk.run(&["build", BI8]).status.code(), Some(0));
}

#[test]
fn a_template_that_goes_on_for_ever_ends_with_2_and_a_sentence_and_the_old_files() {
    let desk = Desk::new(".");
    desk.run(&["build"]);
    let (old, _) = outputs(&desk);
    fs::create_dir_all(desk.path("templates")).unwrap();
    let loops = "#let budgetnotat(page) = { for a in range(9999) { for b in range(9999) { for c in range(9999) { } } } }\n";
    fs::write(desk.path("templates/budgetnotat.typ"), loops).unwrap();
    let output = desk.run(&["build", "--timeout", "1"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(
        words.contains("er ikke sat efter 1 sekunder") && words.contains("notes/budget-20"),
        "{words}"
    );
    assert_eq!(outputs(&desk), (old, 0));
    assert_eq!(desk.run(&["build", "--timeout", "0"]).status.code(), Some(2));
}
