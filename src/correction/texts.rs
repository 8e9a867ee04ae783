//! The texts of two versions' pages, passage by passage.

use std::fmt::Write as _;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::page::{Block, Head, Inline, Page, Table};

use super::corrected::Passage;
use super::tables;

/// The texts that are not the same: those of the head and the sections, then those of the tables.
pub(super) fn corrected(before: &Page, after: &Page) -> Vec<Passage> {
    let all = |page: &Page| {
        let mut out = head(&page.head);
        out.extend(headings(page));
        out.extend(passages(page));
        out
    };
    let mut out = Vec::new();
    differences(&all(before), &all(after), &mut out);
    let (old, new) = (tables::all(before), tables::all(after));
    for (old, new) in tables::pairs(&old, &new) {
        // One that only one of them has is told by its cells.
        if let Some((old, new)) = old.zip(new) {
            let place = tables::name(old);
            differences(&table_texts(&place, old), &table_texts(&place, new), &mut out);
        }
    }
    out
}

/// A text with where it stands.
type Placed = (String, String);

/// What is not the same in two lists of texts.
fn differences(old: &[Placed], new: &[Placed], out: &mut Vec<Passage>) {
    let ops = capture_diff_slices(Algorithm::Myers, old, new);
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let mut left: Vec<&Placed> = old.get(op.old_range()).unwrap_or_default().iter().collect();
        for (place, text) in new.get(op.new_range()).unwrap_or_default() {
            // One passage of the same place became another.
            let other = left.iter().position(|(other, _)| other == place);
            out.push(Passage {
                place: place.clone(),
                stood: other.map(|at| left.remove(at).1.clone()),
                shall: Some(text.clone()),
            });
        }
        out.extend(left.into_iter().map(|(place, text)| Passage {
            place: place.clone(),
            stood: Some(text.clone()),
            shall: None,
        }));
    }
}

/// What stands at the top, by what it is. The version is what tells the two papers apart.
fn head(head: &Head) -> Vec<(String, String)> {
    let others = head.other_administrations.join(", ");
    let fields = [
        ("Nummer", Some(head.id.clone())),
        ("Titel", Some(head.title.clone())),
        ("Forhandling", Some(head.round.clone())),
        ("Medvirkende forvaltninger", Some(others).filter(|text| !text.is_empty())),
        ("Kategori", head.category.clone()),
        ("Dato", head.date.clone()),
        ("Forvaltning", head.administration.clone()),
        ("Status", head.status.clone()),
    ];
    let known = fields.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?)));
    known.collect()
}

/// The sections' headings.
fn headings(page: &Page) -> Vec<(String, String)> {
    page.sections.iter().map(|own| ("Overskrift".to_owned(), own.heading.clone())).collect()
}

/// The texts of a note's pages, each with where it stands.
fn passages(page: &Page) -> Vec<(String, String)> {
    let mut out = Vec::new();
    if let Some(blocks) = &page.summary {
        within("Resumé", blocks, &mut out);
    }
    for section in &page.sections {
        let place = match &section.number {
            Some(number) => format!("{number} {}", section.heading),
            None => section.heading.clone(),
        };
        within(&place, &section.blocks, &mut out);
    }
    if let Some(place) = &page.place {
        tell("Bydel og adresse", &place.words, &mut out);
        let rest = [&place.address, &place.cadastre];
        rest.into_iter().flatten().for_each(|text| tell("Bydel og adresse", text, &mut out));
    }
    if let Some(own) = &page.readiness {
        let answer = |text: &Option<String>| text.clone().unwrap_or_default();
        tell("Eksekveringsparat: udvalgsbehandlet", &answer(&own.treated), &mut out);
        tell("Eksekveringsparat: kan igangsættes", &answer(&own.can_start), &mut out);
    }
    out
}

/// What is said above and under a table: what it is called, its unit and price level, its headers, and the
/// texts below it.
fn table_texts(name: &str, table: &Table) -> Vec<Placed> {
    let mut out = Vec::new();
    tell(&format!("{name}: titel"), &tables::name(table), &mut out);
    tell(&format!("{name}: enhed"), table.unit.as_deref().unwrap_or_default(), &mut out);
    let headers = table.columns.iter().map(|column| column.header.trim());
    let headers = headers.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" | ");
    tell(&format!("{name}: overskrifter"), &headers, &mut out);
    let below = format!("{name}: tekst under tabellen");
    if let Some(blocks) = &table.note {
        within(&below, blocks, &mut out);
    }
    for note in &table.notes {
        within(&below, &note.blocks, &mut out);
    }
    tell(&below, table.rounding.as_deref().unwrap_or_default(), &mut out);
    out
}

fn within(place: &str, blocks: &[Block], out: &mut Vec<(String, String)>) {
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                tell(place, &plain(content), out);
            }
            Block::Code { text } => tell(place, text, out),
            Block::Grid { header, rows, .. } => {
                for row in std::iter::once(header).chain(rows) {
                    let cells: Vec<String> = row.iter().map(|cell| plain(cell)).collect();
                    tell(place, &cells.join(" | "), out);
                }
            }
            Block::Bullets { items } | Block::Numbered { items, .. } => {
                for item in items {
                    within(place, item, out);
                }
            }
            Block::Quote { blocks } => within(place, blocks, out),
            Block::Rule | Block::Table { .. } => {}
        }
    }
}

/// Adds a text, its blanks as they are read.
fn tell(place: &str, text: &str, out: &mut Vec<(String, String)>) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() {
        out.push((place.to_owned(), text));
    }
}

/// The words of a text, as they are read.
pub(super) fn plain(content: &[Inline]) -> String {
    let mut out = String::new();
    for piece in content {
        match piece {
            Inline::Text { text }
            | Inline::Code { text }
            | Inline::Ref { text, .. }
            | Inline::Figure { text, .. }
            | Inline::Foreign { text, .. } => out.push_str(text),
            Inline::Emph { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => {
                out.push_str(&plain(content));
            }
            Inline::Break => out.push(' '),
            Inline::Footnote { blocks, .. } => {
                let mut notes = Vec::new();
                within("", blocks, &mut notes);
                let notes: Vec<String> = notes.into_iter().map(|(_, text)| text).collect();
                let _ = write!(out, " (fodnote: {})", notes.join(" "));
            }
            Inline::FootnoteAgain { .. } => {}
        }
    }
    out
}
