//! Prose: figures and references filled in, `CommonMark` to a tree of nodes. It is data, never a program.

mod expression;
mod filter;
mod footnotes;
mod foreign;
mod markdown;
pub(crate) mod passage;
mod pieces;
mod place;
mod reference;
mod tree;

pub(crate) use expression::{EXPRESSION, NO_FIGURE};
pub(crate) use footnotes::FOOTNOTE;
pub(crate) use foreign::NO_LANGUAGE;
pub(crate) use markdown::{DEPTH, IMAGE, LINK};
pub(crate) use pieces::{CODE, UNCLOSED};
pub(crate) use reference::NO_REFERENCE;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::FigureId;
use crate::note::Prose;
use crate::page::Block;
use crate::prose::expression::Filled;
use crate::prose::passage::{Flat, Passages};
use crate::prose::pieces::Prepared;
use crate::reconcile::Reconciled;
use crate::source::{Sources, Span};
use crate::text;

rule!(PLACED_WRONGLY = "tabel-plads", Error; "En tabel står et sted, hvor der ikke er plads til den.", "A table stands where there is no room for it.");

/// What is read beyond plain `CommonMark`.
const OPTIONS: pulldown_cmark::Options = pulldown_cmark::Options::ENABLE_TABLES.union(pulldown_cmark::Options::ENABLE_FOOTNOTES);

/// The words that mark a figure as disputed, where it is.
pub type Dispute<'a> = &'a dyn Fn(FigureId) -> Option<String>;

/// What prose is filled in from.
#[expect(missing_debug_implementations, reason = "holds a function")]
pub struct Scene<'a> {
    /// The files, to point into.
    pub sources: &'a Sources,
    /// The note, solved.
    pub reconciled: &'a Reconciled<'a>,
    /// Ids of the round's other notes.
    pub notes: &'a [String],
    /// The number of each table, by its index; `None` where it has none.
    pub numbers: &'a [Option<usize>],
    /// True where sections have numbers.
    pub numbered: bool,
    /// Words that mark a figure as disputed; `None` where the page is no draft.
    pub disputed: Option<Dispute<'a>>,
}

impl<'a> Scene<'a> {
    /// A scene in which neither tables nor sections have numbers, and no figure is marked.
    pub fn plain(sources: &'a Sources, reconciled: &'a Reconciled<'a>, notes: &'a [String]) -> Self {
        Self { sources, reconciled, notes, numbers: &[], numbered: false, disputed: None }
    }
}

/// Prose, read: its blocks, where tables stand, and what is wrong.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// The blocks; a table's place is an empty table whose `label` is its id.
    pub blocks: Vec<Block>,
    /// Index of each table placed, with the place.
    pub placed: Vec<(usize, Span)>,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
}

/// Reads prose. `name` keeps its footnotes apart from other texts'. Total: what can't be filled in is a finding.
pub fn read(scene: &Scene<'_>, prose: &Prose, name: &str) -> Read {
    let map = place::Map::new(scene.sources.slice(prose.span), prose.span);
    let to_file = |start: usize, end: usize| map.span(start, end);
    let mut read = Read::default();
    let (prepared, filled) = prepare(scene, prose, &to_file, &mut read);
    markdown::read(scene, &prepared, &filled, name, &to_file, &mut |_, _| (), &mut read);
    read
}

/// Reads prose and its passages, in one parse.
pub(crate) fn read_passages<'a>(scene: &Scene<'a>, prose: &Prose) -> Passages<'a> {
    let map = place::Map::new(scene.sources.slice(prose.span), prose.span);
    let to_file = |start: usize, end: usize| map.span(start, end);
    let mut read = Read::default();
    let (prepared, filled) = prepare(scene, prose, &to_file, &mut read);
    let mut flat = Flat::new(&prepared, &filled);
    markdown::read(scene, &prepared, &filled, "", &to_file, &mut |event, range| flat.event(event, range), &mut read);
    Passages::new(flat, map, read)
}

/// Fills in what prose has between `{{` and `}}`, by its number, and makes the rest ready to be parsed.
fn prepare(
    scene: &Scene<'_>,
    prose: &Prose,
    to_file: &dyn Fn(usize, usize) -> Span,
    read: &mut Read,
) -> (Prepared, BTreeMap<usize, Filled>) {
    let pieces = pieces::find(&prose.value, to_file, &mut read.findings);
    let mut filled = BTreeMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        let within = |start: usize, end: usize| to_file(piece.inner + start, piece.inner + end);
        match expression::evaluate(scene, &piece.source, &within) {
            Ok(value) => {
                if let Filled::Place { table } = value {
                    read.placed.push((table, to_file(piece.range.start, piece.range.end)));
                }
                filled.insert(index, value);
            }
            Err(finding) => read.findings.push(*finding),
        }
    }
    (pieces::prepare(&prose.value, &pieces), filled)
}

/// What is wrong with a text that is no prose: `{{ … }}` and its like are not filled in there.
pub fn inactive(sources: &Sources, text: &Prose) -> Vec<Diagnostic> {
    let map = place::Map::new(sources.slice(text.span), text.span);
    let to_file = |start: usize, end: usize| map.span(start, end);
    let mut findings = Vec::new();
    for piece in pieces::find(&text.value, &to_file, &mut findings) {
        let span = to_file(piece.range.start, piece.range.end);
        findings.push(
            Diagnostic::new(&CODE, span, text!("her udfyldes {{{{ … }}}} ikke", "{{{{ … }}}} is not filled in here"))
                .help(text!("skriv det ud, eller flyt det til et afsnits tekst", "write it out, or move it to a section's text")),
        );
    }
    findings
}

/// The place in the file of `start..end` of a text's value, over quotes and escapes.
pub fn place_in(sources: &Sources, text: &Prose, start: usize, end: usize) -> Span {
    place::Map::new(sources.slice(text.span), text.span).span(start, end)
}

/// The label that a section is referred to by on the page.
pub fn section_label(id: &str) -> String {
    format!("afsnit-{id}")
}

/// The label that a table is referred to by on the page.
pub fn table_label(id: &str) -> String {
    format!("tabel-{id}")
}

/// A finding for a table's place inside a heading, cell or footnote.
pub(crate) fn placed_wrongly(span: Span) -> Diagnostic {
    Diagnostic::new(&PLACED_WRONGLY, span, text!("her kan der ikke stå en tabel", "a table can't stand here")).help(text!(
        "sæt {{{{ tabel(…) }}}} på en linje for sig mellem to afsnit",
        "put {{{{ tabel(…) }}}} on a line of its own between two paragraphs"
    ))
}
