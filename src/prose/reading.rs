//! Prose from text to blocks, or to passages.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::note::{Note, Prose, Word};
use crate::prose::faults::{CODE, withdrawn};
use crate::prose::filled::Filled;
use crate::prose::passage::{Flat, Passages};
use crate::prose::pieces::Prepared;
use crate::prose::scene::{Read, Scene};
use crate::prose::{expression, markdown, pieces, place, repair};
use crate::source::{Sources, Span, Spanned};
use crate::text;

/// Reads prose. `name` keeps its footnotes apart from other texts'. Total: what can't be filled in
/// is a finding.
pub fn read(scene: &Scene<'_>, prose: &Prose, name: &str) -> Read {
    let map = place::Map::new(scene.sources.slice(prose.span), prose.span);
    let to_file = |start: usize, end: usize| map.span(start, end);
    let mut read = Read::default();
    let (prepared, filled) = prepare(scene, prose, &to_file, &mut read);
    markdown::read(scene, &prepared, &filled, Some(name), &to_file, |_, _| (), &mut read);
    read
}

/// Reads prose's passages and what is wrong with it, in one parse.
pub(crate) fn read_passages<'a>(scene: &Scene<'a>, prose: &Prose) -> Passages<'a> {
    let map = place::Map::new(scene.sources.slice(prose.span), prose.span);
    let to_file = |start: usize, end: usize| map.span(start, end);
    let mut read = Read::default();
    let (prepared, filled) = prepare(scene, prose, &to_file, &mut read);
    let mut flat = Flat::new(&prepared, &filled);
    markdown::read(
        scene,
        &prepared,
        &filled,
        None,
        &to_file,
        |event, range| flat.event(event, range),
        &mut read,
    );
    Passages::new(flat, map, read)
}

/// The texts of a note in the order that they are printed, with what is printed of its tables after
/// them.
pub(crate) fn texts<'a>(scene: &Scene<'a>) -> Vec<Passages<'a>> {
    let note: &Note = &scene.reconciled.note;
    let holding = |text: &Prose| {
        let mut read = read_passages(scene, text);
        read.holds_tables = true;
        read
    };
    let mut out = vec![Passages::of_label(scene.sources, &note.title)];
    out.extend(note.summary.iter().map(holding));
    for section in &note.sections {
        out.push(Passages::of_label(scene.sources, &section.heading));
        out.push(holding(&section.text));
    }
    for table in &note.tables {
        let labels =
            table.title.iter().chain(table.posts.iter().filter_map(|post| post.text.as_ref()));
        out.extend(labels.map(|label| Passages::of_label(scene.sources, label)));
        let cells = table.posts.iter().flat_map(|post| post.words.iter().map(|(_, text)| text));
        let notes = table.note.iter().chain(table.notes.iter().map(|note| &note.text));
        out.extend(cells.chain(notes).map(|text| read_passages(scene, text)));
    }
    out
}

/// Fills in what prose has between `{{` and `}}`, by its number, and makes the rest ready to be
/// parsed.
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
                if let Filled::NoteRef { id } = &value
                    && scene.notes.is_withdrawn(id)
                    && !scene.reconciled.note.withdrawn()
                {
                    read.findings.push(withdrawn(to_file(piece.range.start, piece.range.end), id));
                }
                if let Filled::Place { table } = value {
                    read.placed.push((table, to_file(piece.range.start, piece.range.end)));
                }
                filled.insert(index, value);
            }
            Err(finding) => match repair::meant(scene, &piece.source, &finding, &within) {
                Some((better, value)) => {
                    if let Filled::Place { table } = value {
                        read.placed.push((table, to_file(piece.range.start, piece.range.end)));
                    }
                    filled.insert(index, value);
                    read.findings.push(better);
                }
                None => read.findings.push(*finding),
            },
        }
    }
    (pieces::prepare(&prose.value, &pieces), filled)
}

/// What is wrong with a text that is no prose: `{{ … }}` and its like are not filled in there.
pub fn inactive(sources: &Sources, text: &Word) -> Vec<Diagnostic> {
    if !text.value.contains('{') {
        return Vec::new();
    }
    let map = place::Map::new(sources.slice(text.span), text.span);
    let to_file = |start: usize, end: usize| map.span(start, end);
    let mut findings = Vec::new();
    for piece in pieces::find(&text.value, &to_file, &mut findings) {
        let span = to_file(piece.range.start, piece.range.end);
        findings.push(
            Diagnostic::new(
                &CODE,
                span,
                text!("her udfyldes {{{{ … }}}} ikke", "{{{{ … }}}} is not filled in here"),
            )
            .help(text!(
                "skriv det ud, eller flyt det til et afsnits tekst",
                "write it out, or move it to a section's text"
            )),
        );
    }
    findings
}

/// The place in the file of `start..end` of a text's value, over quotes and escapes.
pub fn place_in<T>(sources: &Sources, text: &Spanned<T>, start: usize, end: usize) -> Span {
    place::Map::new(sources.slice(text.span), text.span).span(start, end)
}
