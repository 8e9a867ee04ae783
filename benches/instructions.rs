//! Work that is counted in instructions rather than timed: `.ci/instructions` runs it under
//! callgrind, and holds the counts against those recorded beside this file.
//!
//! `instructions check NOTES TIMES` reads, checks and reports a round so often on one thread;
//! `instructions changed NOTES TIMES` does it once, and then changes one figure so often, each time
//! checking what has changed; `instructions rounded SLIPS TIMES` checks a large rounded note so
//! often, with one slip or none. The difference between two numbers of times is the work itself,
//! without the start.
#![allow(clippy::expect_used, reason = "without its notes there is nothing to count")]

mod round;
mod rounded;

use budgetnotat::project::{Input, Project};
use budgetnotat::report::{self, Style};
use budgetnotat::rule::{self, Checker, Selection};
use budgetnotat::solved::Solved;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let [what, number, times] = args.as_slice() else {
        println!("give: check|changed|rounded NUMBER TIMES (.ci/instructions does)");
        return;
    };
    let parsed = |word: &String| word.parse::<usize>().expect("a number");
    let (number, times) = (parsed(number), parsed(times));
    match what.as_str() {
        "check" => {
            let inputs = inputs(number);
            (0..times).for_each(|_| check(&inputs));
        }
        "changed" => changed(&inputs(number), times),
        "rounded" => rounded(number > 0, times),
        other => println!("unknown: {other}"),
    }
}

/// The files of a round as they are read.
fn inputs(notes: usize) -> Vec<Input> {
    let file = |(path, text): (String, String)| Input { path, bytes: text.into_bytes() };
    round::round(notes).into_iter().map(file).collect()
}

fn check(inputs: &[Input]) {
    let solved = Solved::new(Project::read_on(inputs.to_vec(), 1));
    let checked = rule::check(&solved, &Selection::All);
    assert!(checked.findings.is_empty(), "{}", checked.findings[0].message.en);
    std::hint::black_box(report::render(&checked, &solved.project().sources, Style::default()));
}

fn changed(inputs: &[Input], times: usize) {
    let mut solved = Solved::new(Project::read_on(inputs.to_vec(), 1));
    let mut checker = Checker::default();
    checker.check(&solved, &Selection::All);
    let last = inputs.last().expect("a note");
    let text = String::from_utf8_lossy(&last.bytes).into_owned();
    let file = solved
        .project()
        .sources
        .iter()
        .find_map(|(file, source)| (source.path == last.path).then_some(file))
        .expect("its file");
    for time in 0..times {
        // Each other time it has a slip, which is found and told.
        let own =
            if time % 2 == 0 { text.replacen("2021 = 600", "2021 = 700", 1) } else { text.clone() };
        assert!(solved.replace(file, own.as_bytes()), "a note is put in its place");
        let (checked, _) = checker.check(&solved, &Selection::All);
        assert_eq!(checked.findings.is_empty(), time % 2 == 1);
        std::hint::black_box(report::render(&checked, &solved.project().sources, Style::default()));
    }
}

fn rounded(slip: bool, times: usize) {
    let project = Project::read(rounded::rounded(slip));
    for _ in 0..times {
        // Solved anew each time: it is that which is counted.
        let checked = rule::check(&Solved::new(project.clone()), &Selection::All);
        assert_eq!(checked.findings.is_empty(), !slip);
    }
}
