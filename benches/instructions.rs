//! Work that is counted in instructions rather than timed: `.ci/instructions` runs it under
//! callgrind, and holds the counts against those recorded beside this file.
//!
//! `instructions check NOTES TIMES` reads, checks and reports a round so often on one thread;
//! `instructions changed NOTES TIMES` does it once, and then changes one figure so often, each time
//! checking what has changed. The difference between two numbers of times is the work itself,
//! without the start.
#![allow(clippy::expect_used, reason = "without its notes there is nothing to count")]

mod round;

use budgetnotat::project::{Input, Project};
use budgetnotat::report::{self, Style};
use budgetnotat::rule::{self, Checker, Selection};
use budgetnotat::solved::Solved;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let [what, notes, times] = args.as_slice() else {
        println!("give: check|changed NOTES TIMES (.ci/instructions does)");
        return;
    };
    let number = |word: &String| word.parse::<usize>().expect("a number");
    let (notes, times) = (number(notes), number(times));
    let inputs: Vec<Input> = round::round(notes)
        .into_iter()
        .map(|(path, text)| Input { path, bytes: text.into_bytes() })
        .collect();
    match what.as_str() {
        "check" => (0..times).for_each(|_| check(&inputs)),
        "changed" => changed(&inputs, times),
        other => println!("unknown: {other}"),
    }
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
