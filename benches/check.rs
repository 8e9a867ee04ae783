//! How long checking a whole round takes, against only parsing the same files as TOML in the same run.
//!
//! `cargo bench --no-default-features --bench check`: medians over several runs, and the ratio between them, which is the
//! figure to quote: it hardly depends on the machine.
#![allow(clippy::expect_used, reason = "a bench without its notes can say nothing")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use budgetnotat::project::{Input, Project};
use budgetnotat::report::{self, Style};
use budgetnotat::rule::{self, Selection};

/// As many notes as a large round has.
const NOTES: usize = 300;
const RUNS: usize = 15;

fn main() {
    let inputs = round();
    let bytes: usize = inputs.iter().map(|input| input.bytes.len()).sum();
    let parse = median(|| {
        for input in &inputs {
            let text = String::from_utf8_lossy(&input.bytes);
            let (document, _) = toml::de::DeTable::parse_recoverable(&text);
            std::hint::black_box(document);
        }
    });
    let check = median(|| {
        let project = Project::read(inputs.clone());
        let checked = rule::check(&project, &Selection::All);
        std::hint::black_box(report::render(&checked, &project.sources, Style::default()));
    });
    let project = Project::read(inputs.clone());
    let counts = rule::check(&project, &Selection::All).counts;
    println!("{} notes, {} KB, {} figures, {} equations", counts.notes, bytes / 1000, counts.figures, counts.equations);
    println!("parse as TOML   {parse:>10.1?}");
    println!("check the round {check:>10.1?}");
    let ratio = check.as_micros() * 10 / parse.as_micros().max(1);
    println!("ratio           {:>9}.{}", ratio / 10, ratio % 10);
}

/// A round of notes like BI8, each with its own id and figures.
fn round() -> Vec<Input> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read(root.join(path)).expect(path);
    let note = String::from_utf8(read("notes/budget-2020/BI8.toml")).expect("UTF-8");
    let mut inputs = vec![
        Input { path: "notes/kommune.toml".into(), bytes: read("notes/kommune.toml") },
        Input { path: "notes/budget-2020/runde.toml".into(), bytes: read("notes/budget-2020/runde.toml") },
    ];
    for number in 100..100 + NOTES {
        let mut path = String::new();
        let _ = write!(path, "notes/budget-2020/BI{number}.toml");
        let own = note.replace("id = \"BI8\"", &format!("id = \"BI{number}\"")).replace("10_000", &format!("{number}_000"));
        inputs.push(Input { path, bytes: own.into_bytes() });
    }
    inputs
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}
