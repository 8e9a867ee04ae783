//! A pack of as many notes as a large round has, built again after a change, against building it
//! anew in the same run: what each takes of the processor, and that its bytes are the same.
//!
//! `cargo bench --bench repack` (docs/benchmarks.md); `NOTATER=30` for a smaller one.
#![allow(clippy::expect_used, reason = "a bench without its notes can say nothing")]

#[allow(dead_code, reason = "what its sums are is for the tests")]
#[path = "../tests/suite/generated.rs"]
mod generated;
mod made_up;
mod measured;

use std::fs;
use std::time::Duration;

use generated::{FOLDER, PACK};
use made_up::project;

/// The notes of a large round.
const NOTES: usize = 300;
/// Each change is made so many times, and the least time counts: what else the machine did only ever
/// adds.
const TURNS: usize = 3;

fn main() {
    let named = std::env::var("NOTATER").ok();
    let notes = named.map_or(NOTES, |text| text.parse().expect("NOTATER is a number"));
    let project = project(notes);
    let folder = project.path();
    let build =
        |more: &[&str]| measured::run(folder, &[&["build", PACK, "--jobs", "1"], more].concat());
    let pdf = || fs::read(folder.join(format!("out/{FOLDER}/alle.pdf"))).expect("the pack");
    // The least of several, each after a change, and the bytes of the last.
    let least = |name: &str, change: &dyn Fn(usize)| {
        let mut taken = Duration::MAX;
        for turn in 0..TURNS {
            change(turn);
            taken = taken.min(build(&[]).processor);
        }
        (name.to_owned(), taken, pdf())
    };
    let note = |id: &str, change: &dyn Fn(&str) -> String| {
        let path = folder.join(format!("notes/{FOLDER}/{id}.toml"));
        let text = fs::read_to_string(&path).expect("a note");
        fs::write(&path, change(&text)).expect("a note");
    };
    let anew = build(&["--force"]);
    let first = pages(&pdf());
    println!("{notes} notes, {first} pages, {} MB\n", pdf().len() / 1_000_000);
    println!("| built again | processor | of anew |\n| --- | --- | --- |");
    println!("| anew | {:.2?} | 1 |", anew.processor);
    let row = |(name, taken, _): &(String, Duration, Vec<u8>)| {
        let parts = taken.as_millis() * 1_000 / anew.processor.as_millis().max(1);
        println!("| {name} | {taken:.2?} | 0.{parts:03} |");
    };
    row(&least("nothing changed", &|_| ()));
    let figure = least("one figure changed, as many pages", &|_| {
        note("KF1", &|text| generated::with_more_money(text, 50));
    });
    row(&figure);
    build(&["--force"]);
    assert!(figure.2 == pdf() && pages(&figure.2) == first, "other bytes than anew");
    let longer = least("the first note a page longer", &|_| {
        note("OK1", &|text| generated::longer(text, 7));
    });
    row(&longer);
    build(&["--force"]);
    assert!(longer.2 == pdf() && pages(&longer.2) > first, "other bytes than anew");
}

fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let count = text.split("/Type/Pages/Count ").nth(1).expect("a tree of pages");
    count.split('/').next().and_then(|count| count.parse().ok()).expect("a number")
}
