//! How long it takes to show a note again when one of its figures has changed, as a preview does it:
//! in one process, with what was worked out the last time. Medians over several runs, each with
//! another figure than the run before.
//!
//! `cargo bench --profile dev --bench changed`. With a number, `… --bench changed -- 20`, so many
//! changed notes are laid out and nothing is timed: for who counts instructions. A folder in `SKABELONER` is used in place of the
//! built-in templates: older ones can be held against them.
#![allow(clippy::expect_used, reason = "a bench without its notes can say nothing")]

mod round;
mod timed;

use std::cell::Cell;
use std::fs;
use std::path::Path;

use budgetnotat::page::Page;
use budgetnotat::project::{Input, Project};
use budgetnotat::solved::Solved;
use budgetnotat::typeset::{Engine, Overrides};
use budgetnotat::view;
use timed::median;

/// The note that changes, and the figure in it.
const NOTE: &str = "notes/budget-2020/BI8.toml";
const FIGURE: &str = "10_000";

fn main() {
    let templates = std::env::var_os("SKABELONER").map(|folder| templates(folder.as_ref(), ""));
    let overrides = Overrides { templates: templates.unwrap_or_default(), fonts: Vec::new() };
    let engine = Engine::new(overrides).expect("an engine").keep_cache(5);
    let inputs: Vec<Input> = round::round(0)
        .into_iter()
        .map(|(path, text)| Input { path, bytes: text.into_bytes() })
        .collect();
    let changed = |amount: u32| {
        let mut inputs = inputs.clone();
        let note = inputs.iter_mut().find(|input| input.path == NOTE).expect("the note");
        let text = String::from_utf8_lossy(&note.bytes).replace(FIGURE, &amount.to_string());
        note.bytes = text.into_bytes();
        inputs
    };
    let number = Cell::new(10_001);
    let next = || number.replace(number.get() + 1);
    let first = page(changed(next()));
    let layout = |page: &Page| engine.count(page).expect("its pages");
    layout(&first);
    let runs = std::env::args().find_map(|arg| arg.parse::<u32>().ok());
    if let Some(runs) = runs {
        (0..runs).for_each(|_| assert!(layout(&page(changed(next()))) > 1));
        return;
    }
    let row = |what: &str, time| println!("{what:<48} {time:>10.1?}");
    row("nothing changed: laid out again", median(|| assert!(layout(&first) > 1)));
    row("one figure changed: read, solved, a page", median(|| drop(page(changed(next())))));
    let pages: Vec<Page> = (0..100).map(|_| page(changed(next()))).collect();
    let mut pages = pages.iter().cycle();
    row(
        "one figure changed: laid out again",
        median(|| assert!(layout(pages.next().expect("a page")) > 1)),
    );
    let export = |page: &Page| engine.typeset(page, &[]).expect("a PDF").pdf;
    row(
        "one figure changed: laid out again, and its PDF",
        median(|| drop(export(pages.next().expect("a page")))),
    );
}

/// The note's page.
fn page(inputs: Vec<Input>) -> Page {
    let solved = Solved::new(Project::read(inputs));
    let mut notes = solved.project().notes.iter();
    let note = notes.find(|note| solved.project().path(note.file) == NOTE).expect("the note");
    view::page(&solved, note, false).expect("its page")
}

/// The templates below a folder, by path from there.
fn templates(folder: &Path, below: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("its files").path();
        let name = format!("{below}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            found.extend(templates(&path, &format!("{name}/")));
        } else {
            found.push((name, fs::read(&path).expect("a template")));
        }
    }
    found
}
