//! What `budgetnotat changes` costs of a `check` of one version: ten notes of three hundred that
//! differ, and all of them; and none.
//!
//! `cargo bench --bench changes` (docs/benchmarks.md). Processor time, git's included, each the best of
//! several runs in one run of the bench.
#![allow(clippy::expect_used, reason = "a bench without its notes can say nothing")]

mod measured;
mod round;

use std::fs;
use std::path::Path;
use std::process::Command;

use measured::best;

/// As many notes as a large round has.
const ROUND: usize = 300;
/// Each figure is the best of so many runs: what else the machine did only ever adds.
const RUNS: usize = 7;

fn main() {
    let project = round::written(ROUND);
    let folder = project.path();
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "round"]);
    let program = Path::new(env!("CARGO_BIN_EXE_budgetnotat"));
    let run = |args: &[&str]| best(RUNS, program, folder, args, &|| ());
    let check = run(&["check"]);
    println!("| what | processor | wall | peak memory | of a check | target |");
    println!("| --- | --- | --- | --- | --- | --- |");
    let row = |what: &str, args: &[&str], target: &str| {
        let own = run(args);
        let ratio = own.processor.as_secs_f64() / check.processor.as_secs_f64();
        let mb = own.peak / 1_024;
        println!(
            "| {what} | {:.0?} | {:.0?} | {mb} MB | {ratio:.2} | {target} |",
            own.processor, own.wall
        );
    };
    row("check", &["check"], "");
    row("changes, none differ", &["changes", "HEAD"], "");
    change(folder, 10);
    row("changes, 10 differ", &["changes", "HEAD"], "1.5");
    change(folder, ROUND);
    row("changes, all differ", &["changes", "HEAD"], "2.3");
}

/// Gives so many notes another amount, everywhere they state it.
fn change(folder: &Path, notes: usize) {
    for number in 100..100 + notes {
        let path = folder.join(format!("notes/budget-2020/BI{number}.toml"));
        let text = fs::read_to_string(&path).expect("a note");
        let changed = text.replace(&format!("{number}_000"), &format!("{number}_100"));
        fs::write(&path, changed).expect("a note");
    }
}

fn git(folder: &Path, args: &[&str]) {
    let own = ["-c", "user.name=Bench", "-c", "user.email=bench@example.dk"];
    let ended = Command::new("git").args(own).args(args).current_dir(folder).status();
    assert!(ended.expect("git").success(), "{args:?}");
}
