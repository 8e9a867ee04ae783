//! How many slips are found in papers like the real ones, how many alarms are false, and how often
//! the right figure is blamed, beside exact sums and single intervals on the same papers.
//!
//! `cargo bench --no-default-features --bench detection` prints the tables that stand in
//! `docs/detection.md`. After `--`: `--papers N` for other numbers, `--seed N` for other papers,
//! `--paper N` to see one, `--export FOLDER` for XBRL.
#![allow(clippy::expect_used, clippy::panic, reason = "a bench that can't go on says why")]

mod count;
mod judge;
mod papers;
mod print;
mod rivals;
mod speed;
#[path = "../timed/mod.rs"]
mod timed;
mod xbrl;

use std::path::PathBuf;

use count::{Job, Results};

/// Papers of each sort with each slip; ten times as many untouched.
const PAPERS: u64 = 60;
const SEED: u64 = 20_250_601;

fn main() {
    let (mut papers, mut seed) = (PAPERS, SEED);
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let mut one = None;
    let mut export = None;
    while let Some(argument) = arguments.next() {
        let value = arguments.next().unwrap_or_else(|| panic!("{argument} needs a value"));
        let number = || value.parse().unwrap_or_else(|_| panic!("{argument} takes a number"));
        match argument.as_str() {
            "--papers" => papers = number(),
            "--seed" => seed = number(),
            "--paper" => one = Some(number()),
            "--export" => export = Some(PathBuf::from(&value)),
            _ => panic!("unknown: {argument}"),
        }
    }
    let jobs = Job::all(papers);
    if let Some(number) = one {
        let job = jobs
            .iter()
            .find(|job| job.number == number)
            .unwrap_or_else(|| panic!("no paper {number}"));
        print::paper(*job, seed);
    } else if let Some(folder) = export {
        xbrl::export(&folder, &jobs, seed)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    } else {
        let results = Results::of(&jobs, seed);
        print::tables(&results, papers, seed);
        speed::print();
    }
}
