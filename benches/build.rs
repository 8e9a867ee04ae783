//! How long building takes, and how much memory: one note, a few, a hundred; on one thread and on
//! all; anew, unchanged, and with one note changed; and against the program as it was.
//!
//! `cargo bench --bench build` (docs/benchmarks.md); with `--profile dev` it shares its build of
//! Typst with everything else. The ratios are the figures to quote: they hardly depend on the
//! machine.
#![allow(clippy::expect_used, reason = "a bench without its notes can say nothing")]

mod measured;
mod peers;
mod round;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use measured::{Run, best};
use peers::ratio;

/// The numbers of notes that are made anew.
const SIZES: [usize; 3] = [1, 11, 100];
/// As many notes as a large round has.
const ROUND: usize = 300;
/// Each figure is the best of so many runs: what else the machine did only ever adds.
const RUNS: usize = 3;

fn main() -> ExitCode {
    let first = peers::first();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = threads.to_string();
    println!("| notes | what | processor | wall | peak memory | first commit | now / first |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let own = Path::new(env!("CARGO_BIN_EXE_budgetnotat"));
    let earlier = first.as_ref().map(|first| first.program.as_path());
    let row = |notes: usize, what: &str, folder: &Path, args: &[&str], before: &dyn Fn(&Path)| {
        // The other program's output would be made anew by this one, and the other way round.
        let other = earlier.map(|program| {
            run_once(program, folder, args, before);
            best(RUNS, program, folder, args, &|| before(folder))
        });
        run_once(own, folder, args, before);
        let now = best(RUNS, own, folder, args, &|| before(folder));
        print(notes, what, now, other);
        (now, other)
    };
    let clean = |folder: &Path| drop(fs::remove_dir_all(folder.join("out")));
    let mut further = Vec::new();
    for notes in SIZES {
        let project = round::written(notes);
        let folder = project.path();
        let one = ["build", "--jobs", "1"];
        further.push((notes, row(notes, "anew, one thread", folder, &one, &clean)));
        row(
            notes,
            &format!("anew, {threads} threads"),
            folder,
            &["build", "--jobs", &threads],
            &clean,
        );
    }
    let project = round::written(ROUND);
    let folder = project.path();
    row(ROUND, &format!("unchanged, {threads} threads"), folder, &["build"], &|_| ());
    row(ROUND, "one changed", folder, &["build"], &|folder| {
        let path = folder.join("notes/budget-2020/BI100.toml");
        let text = fs::read_to_string(&path).expect("a note");
        fs::write(&path, text + "# Endnu en linje.\n").expect("a note");
    });
    // What a note costs besides the start: between the fewest and the most.
    if let [(few, (low, first_low)), .., (many, (high, first_high))] = further[..] {
        let a_note = |low: Run, high: Run| {
            high.processor.saturating_sub(low.processor) / u32::try_from(many - few).unwrap_or(1)
        };
        let now = a_note(low, high);
        let before = first_low.zip(first_high).map(|(low, high)| a_note(low, high));
        let against = before.map_or(String::new(), |before| {
            format!("; first commit {before:.1?}: {} of it (target 0.55)", ratio(now, before))
        });
        println!("\na further note: {now:.1?} of processor time{against}");
    }
    if first.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs a program so that what is measured next is not its first run.
fn run_once(program: &Path, folder: &Path, args: &[&str], before: &dyn Fn(&Path)) {
    before(folder);
    measured::of(program, folder, args);
}

/// One line of the table.
fn print(notes: usize, what: &str, now: Run, first: Option<Run>) {
    let time = |time: Duration| format!("{time:.2?}");
    let (before, against) = first.map_or((String::new(), String::new()), |first| {
        let said =
            format!("{}, {}, {} MB", time(first.processor), time(first.wall), first.peak / 1_000);
        (said, ratio(now.processor, first.processor))
    });
    println!(
        "| {notes} | {what} | {} | {} | {} MB | {before} | {against} |",
        time(now.processor),
        time(now.wall),
        now.peak / 1_000
    );
}
