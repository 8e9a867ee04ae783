//! How long checking a whole round takes, against only parsing the same files as TOML in the same
//! run.
//!
//! `cargo bench --no-default-features --bench check`: medians over several runs, and the ratio
//! between them, which is the figure to quote: it hardly depends on the machine.
#![allow(clippy::expect_used, reason = "a bench without its notes can say nothing")]

mod round;
mod rounded;
mod timed;

use budgetnotat::project::{Input, Project};
use budgetnotat::report::{self, Style};
use budgetnotat::rule::{self, Selection};
use budgetnotat::solved::Solved;
use timed::median;

/// As many notes as a large round has.
const NOTES: usize = 300;

fn main() {
    let inputs: Vec<Input> = round::round(NOTES)
        .into_iter()
        .map(|(path, text)| Input { path, bytes: text.into_bytes() })
        .collect();
    let bytes: usize = inputs.iter().map(|input| input.bytes.len()).sum();
    let parse = median(|| {
        for input in &inputs {
            let text = String::from_utf8_lossy(&input.bytes);
            let (document, _) = toml::de::DeTable::parse_recoverable(&text);
            std::hint::black_box(document);
        }
    });
    let check = median(|| {
        let solved = Solved::new(Project::read(inputs.clone()));
        let checked = rule::check(&solved, &Selection::All);
        std::hint::black_box(report::render(&checked, &solved.project().sources, Style::default()));
    });
    let checked = rule::check(&Solved::new(Project::read(inputs.clone())), &Selection::All);
    assert!(
        checked.findings.is_empty(),
        "a round with findings measures the messages too: {}",
        checked.findings[0].message.en
    );
    let counts = checked.counts;
    println!(
        "{} notes, {} KB, {} figures, {} equations",
        counts.notes,
        bytes / 1000,
        counts.figures,
        counts.equations
    );
    println!("parse as TOML   {parse:>10.1?}");
    println!("check the round {check:>10.1?}");
    let ratio = check.as_micros() * 10 / parse.as_micros().max(1);
    println!("ratio           {:>9}.{}", ratio / 10, ratio % 10);
    for (words, slip) in [("right", false), ("one slip", true)] {
        let inputs = rounded::rounded(slip);
        let project = Project::read(inputs.clone());
        let checked = rule::check(&Solved::new(project.clone()), &Selection::All);
        // Solved anew each time: it is that which is measured.
        let judge = median(|| {
            std::hint::black_box(rule::check(&Solved::new(project.clone()), &Selection::All));
        });
        let (equations, findings) = (checked.counts.equations, checked.findings.len());
        println!(
            "rounded 40 x 12 with links, {words}: {equations} equations, {findings} findings {judge:>10.1?}"
        );
    }
}
