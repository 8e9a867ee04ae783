//! How long a large rounded paper takes to judge.

use budgetnotat::project::Project;
use budgetnotat::rule::{self, Selection};
use budgetnotat::solved::Solved;

use crate::papers::slip::{self, Slip};
use crate::papers::{Plan, Print, Random, Shape};
use crate::timed::median;

/// Prints the times of a paper of 40 activities and 12 years in three linked tables, all its sums
/// written, beside that of only parsing its text as TOML in the same run.
pub(crate) fn print() {
    println!("\n### Time\n");
    println!(
        "| 40 activities × 12 years, linked, mio. kr. | figures | sums | parse as TOML | read and check | ratio |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    let mut random = Random::new(0, 0);
    let plan = Plan { shape: Shape::LinkedCross, print: Print::Millions, parts: 40, years: 12 };
    let untouched = plan.paper(&mut random);
    let off = slip::plant(&untouched, Slip::Off, &mut random).map(|(paper, _)| paper);
    let swapped = slip::plant(&untouched, Slip::Swapped, &mut random).map(|(paper, _)| paper);
    for (name, paper) in
        [("untouched", Some(untouched)), ("off by 1 to 7", off), ("digits swapped", swapped)]
    {
        let Some(paper) = paper else { continue };
        let note = paper.note();
        let parse = median(|| {
            for input in &note.inputs {
                let text = String::from_utf8_lossy(&input.bytes);
                std::hint::black_box(toml::de::DeTable::parse_recoverable(&text));
            }
        });
        let check = median(|| {
            let project = Solved::new(Project::read(note.inputs.clone()));
            std::hint::black_box(rule::check(&project, &Selection::All));
        });
        let ratio = check.as_nanos() * 10 / parse.as_nanos().max(1);
        let (figures, sums) = (paper.figures.len(), paper.sums.len());
        println!(
            "| {name} | {figures} | {sums} | {parse:.1?} | {check:.1?} | {},{} |",
            ratio / 10,
            ratio % 10
        );
    }
}
