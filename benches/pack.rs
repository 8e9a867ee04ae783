//! How long a pack takes, and how much memory: a made-up round of a few notes, and of as many as a
//! large round has; checked, built anew on one thread and on all, unchanged, and with one figure
//! changed.
//!
//! `cargo bench --bench pack` (docs/benchmarks.md). What is held of a note that is done is no more
//! than its data and its PDF, which peak memory shows; and the program as it was is run beside it.
#![allow(clippy::expect_used, reason = "a bench without its notes can say nothing")]

mod measured;
#[allow(dead_code, reason = "what its sums are is for the tests")]
#[path = "../tests/suite/generated.rs"]
mod generated;
mod made_up;
mod peers;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use made_up::project;
use measured::Run;
use peers::ratio;

/// The numbers of notes.
const SIZES: [usize; 3] = [30, 100, 300];

fn main() -> ExitCode {
    let first = peers::first();
    let earlier = first.as_ref().map(|first| first.program.as_path());
    let own = Path::new(env!("CARGO_BIN_EXE_budgetnotat"));
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = threads.to_string();
    println!("| notes | what | processor | wall | peak memory | first commit | now / first |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for notes in SIZES {
        let (here, there) = (project(notes), project(notes));
        let row = |what: &str, args: &[&str]| {
            let other = earlier.map(|program| measured::of(program, there.path(), args));
            print(notes, what, measured::of(own, here.path(), args), other);
        };
        let all = format!("anew, {threads} threads");
        row("check", &["check"]);
        row("anew, one thread", &["build", generated::PACK, "--force", "--jobs", "1"]);
        row(&all, &["build", generated::PACK, "--force", "--jobs", &threads]);
        row("unchanged", &["build", generated::PACK]);
        for project in [&here, &there] {
            let note = project.path().join(format!("notes/{}/BI1.toml", generated::FOLDER));
            let text = fs::read_to_string(&note).expect("a note");
            fs::write(&note, text + "# Endnu en linje.\n").expect("a note");
        }
        row("one note changed", &["build", generated::PACK]);
    }
    if first.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// One line of the table.
fn print(notes: usize, what: &str, now: Run, first: Option<Run>) {
    let (before, against) = first.map_or((String::new(), String::new()), |first| {
        let (processor, wall) = (first.processor, first.wall);
        let said = format!("{processor:.2?}, {wall:.2?}, {} MB", first.peak / 1_000);
        (said, ratio(now.processor, first.processor))
    });
    let (processor, wall) = (now.processor, now.wall);
    let peak = now.peak / 1_000;
    println!(
        "| {notes} | {what} | {processor:.2?} | {wall:.2?} | {peak} MB | {before} | {against} |"
    );
}
