//! How fast checking is: a whole round against only parsing the same files as TOML, one note, a
//! rounded table; how it grows with the number of notes, in time and memory; and against the
//! program as it was, and hledger.
//!
//! `docs/benchmarks.md` says how to run it. The ratios are the figures to quote, each of two
//! things measured in this one run: they hardly depend on the machine.
#![allow(clippy::expect_used, reason = "a bench without its notes can say nothing")]

mod measured;
mod peers;
mod round;
mod rounded;
mod timed;

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use budgetnotat::project::{Input, Project};
use budgetnotat::report::{self, Style};
use budgetnotat::rule::{self, Selection};
use budgetnotat::solved::Solved;
use measured::{Run, best};
use peers::{First, ratio, time};
use timed::median;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// As many notes as a large round has.
const NOTES: usize = 300;
/// How often the program is run: the least is what it needs, for what else the machine did only
/// ever adds.
const RUNS: usize = 5;

fn main() -> ExitCode {
    let first = peers::first();
    let all = [in_process(first.as_ref()), growth(first.as_ref()), hledger()];
    if first.is_some() && all.iter().all(|had| *had) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The files of a round as they are read.
fn inputs(notes: usize) -> Vec<Input> {
    let file = |(path, text): (String, String)| Input { path, bytes: text.into_bytes() };
    round::round(notes).into_iter().map(file).collect()
}

/// Reads, checks and reports, on so many threads.
fn check(inputs: &[Input], threads: usize) {
    let project = Project::read_on(inputs.to_vec(), threads);
    let solved = Solved::new(project).on_threads(threads);
    let checked = rule::check(&solved, &Selection::All);
    std::hint::black_box(report::render(&checked, &solved.project().sources, Style::default()));
}

/// The library's own work, without the program's start and the reading of files. False where a
/// peer is missing.
fn in_process(first: Option<&First>) -> bool {
    let round = inputs(NOTES);
    let bytes: usize = round.iter().map(|input| input.bytes.len()).sum();
    let checked = rule::check(&Solved::new(Project::read(round.clone())), &Selection::All);
    assert!(
        checked.findings.is_empty(),
        "a round with findings measures the messages too: {}",
        checked.findings[0].message.en
    );
    let counts = checked.counts;
    println!(
        "{} notes, {} KB, {} figures, {} equations\n",
        counts.notes,
        bytes / 1000,
        counts.figures,
        counts.equations
    );
    let earlier = first.and_then(|first| first.bench("check"));
    let told = |line: &str| earlier.as_deref().and_then(|output| time(output, line));
    let parse = median(|| {
        for input in &round {
            let text = String::from_utf8_lossy(&input.bytes);
            std::hint::black_box(toml::de::DeTable::parse_recoverable(&text));
        }
    });
    let one = median(|| check(&round, 1));
    let two = median(|| check(&round, 2));
    let few = inputs(0);
    let referring = median(|| check(&few, 1));
    let alone: Vec<Input> = few
        .into_iter()
        .filter(|input| !input.path.ends_with("BI25.toml") && !input.path.ends_with("BI39.toml"))
        .collect();
    let note = median(|| check(&alone, 1));
    let judge = |slip: bool| {
        let project = Project::read(rounded::rounded(slip));
        // Solved anew each time: it is that which is measured.
        median(|| {
            std::hint::black_box(rule::check(&Solved::new(project.clone()), &Selection::All));
        })
    };
    let (right, slip) = (judge(false), judge(true));
    let first_parse = told("parse as TOML");
    println!("| in process | first commit | now | first / now |");
    println!("| --- | --- | --- | --- |");
    row("parsing as TOML (`DeTable`)", first_parse, parse);
    row("the round, one thread", told("check the round"), one);
    row("the round, two threads (wall)", None, two);
    row("one note with municipality and round", None, note);
    row("the same, and the notes that it refers to", None, referring);
    row("rounded 40 × 12, right", told("rounded 40 x 12 with links, right"), right);
    row("rounded 40 × 12, one slip", told("rounded 40 x 12 with links, one slip"), slip);
    println!();
    if let Some(parse) = first_parse {
        println!("one thread / the first commit's parser   {}  (target 3.00)", ratio(one, parse));
        println!("two threads / the first commit's parser  {}  (target 1.70)", ratio(two, parse));
    }
    println!("one thread / the parser of this build    {}  (target 4.50)", ratio(one, parse));
    println!();
    earlier.is_some()
}

/// One line of a table: a time as it was, and as it is.
fn row(what: &str, first: Option<Duration>, now: Duration) {
    let (before, gain) = first.map_or((String::new(), String::new()), |first| {
        (format!("{first:.1?}"), ratio(first, now))
    });
    println!("| {what} | {before} | {now:.2?} | {gain} |");
}

/// The program on ever more notes: processor time and peak memory of one thread.
fn growth(first: Option<&First>) -> bool {
    println!(
        "| the program, one thread | processor | a note | peak memory | first commit | gain |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    let own = Path::new(env!("CARGO_BIN_EXE_budgetnotat"));
    let mut peaks = Vec::new();
    for notes in [NOTES, 3_000, 9_990, 30_000] {
        let folder = round::written(notes);
        let runs = if notes > 3_000 { 2 } else { RUNS };
        let now = best(runs, own, folder.path(), &["check", "--jobs", "1"], &|| ());
        let before = first
            .filter(|_| notes < 10_000)
            .map(|first| best(runs, &first.program, folder.path(), &["check"], &|| ()));
        let shown = |run: &Run| format!("{:.2?}, {} MB", run.processor, run.peak / 1_000);
        println!(
            "| {notes} notes | {:.2?} | {:.0?} | {} MB | {} | {} |",
            now.processor,
            now.processor / u32::try_from(notes).unwrap_or(1),
            now.peak / 1_000,
            before.as_ref().map_or(String::new(), shown),
            before.map_or(String::new(), |before| ratio(before.processor, now.processor)),
        );
        peaks.push((notes, now.peak, before.map_or(0, |before| before.peak)));
    }
    if let [_, (few, low, first_low), (many, high, first_high), ..] = peaks[..] {
        let slope = |low: u64, high: u64| high.saturating_sub(low) / (many - few) as u64;
        println!(
            "\nmemory a further note, {few} to {many}: {} KB (first commit {} KB; target 25)\n",
            slope(low, high),
            slope(first_low, first_high)
        );
    }
    first.is_some()
}

/// hledger on as many postings as a round has figures; both with their start, on one thread.
fn hledger() -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Path::new("hledger");
    if std::process::Command::new(program).arg("--version").output().is_err() {
        println!("peer missing: hledger is not installed");
        return false;
    }
    let own = Path::new(env!("CARGO_BIN_EXE_budgetnotat"));
    println!("| processor time a figure | budgetnotat | hledger check | hledger / budgetnotat |");
    println!("| --- | --- | --- | --- |");
    for (notes, figures) in [(300, 4_240_u32), (3_000, 42_040)] {
        let round = round::written(notes);
        let journal = folder.path().join("journal");
        fs::write(&journal, peers::journal(figures as usize)).expect("a journal");
        let args = ["-f", "journal", "check"];
        let theirs = best(RUNS, program, folder.path(), &args, &|| ()).processor;
        let ours = best(RUNS, own, round.path(), &["check", "--jobs", "1"], &|| ()).processor;
        println!(
            "| {figures} | {:.1?} | {:.1?} | {} |",
            ours / figures,
            theirs / figures,
            ratio(theirs, ours)
        );
    }
    true
}
