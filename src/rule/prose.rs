//! A note's prose: what can't be filled in, and tables that are placed twice or not at all.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, rule};
use crate::document::document_type;
use crate::note::TableNo;
use crate::prose;
use crate::rule::context::Context;
use crate::source::Span;
use crate::text;

rule!(
    NOT_PLACED = "tabel-ikke-placeret", Error;
    "En tabel står ikke i teksten.",
    "A table is not placed in the text."
);
rule!(
    PLACED_TWICE = "tabel-to-gange", Error;
    "En tabel står to steder i teksten.",
    "A table is placed twice in the text."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let note = &context.reconciled.note;
    let mut placed: BTreeMap<TableNo, Vec<Span>> = BTreeMap::new();
    let mut meant: Vec<&str> = Vec::new();
    for text in context.prose.texts() {
        findings.extend(text.findings.iter().cloned());
        if text.holds_tables {
            meant.extend(text.findings.iter().filter_map(|finding| finding.replacement.as_deref()));
            for (table, span) in &text.placed {
                // A table that is the sum of others shows them too.
                for shown in note
                    .table_numbers()
                    .filter(|shown| shown == table || note.shown_in(*shown) == *table)
                {
                    placed.entry(shown).or_default().push(*span);
                }
            }
        } else {
            findings.extend(text.placed.iter().map(|(_, span)| prose::placed_wrongly(*span)));
        }
    }
    for label in context.note.labels() {
        findings.extend(prose::inactive(&context.project.sources, label));
    }
    let edition = document_type(&note.kind.value, &context.project.templates)
        .and_then(|kind| kind.edition(note.edition.as_ref().map(|e| e.value.as_str())));
    for (index, table) in note.numbered_tables() {
        let by_form = edition.is_some_and(|edition| edition.places.contains(&table.kind.value));
        let id = &table.id.value;
        match placed.get(&index).map_or(&[][..], Vec::as_slice) {
            // A place whose name is a slip of this table's, and a second table of the same id, have
            // findings of their own. What stands in another table is missing with that one.
            [] if note.shown_in(index) != index => {}
            [] if meant.contains(&format!("\"{id}\"").as_str()) => {}
            [] if by_form
                || id.is_empty()
                || note.table(id).is_some_and(|first| first.span != table.span) => {}
            [] => findings.push(
                Diagnostic::new(
                    &NOT_PLACED,
                    table.id.span,
                    text!(
                        "tabellen `{id}` står ikke i teksten",
                        "the table `{id}` is not placed in the text"
                    ),
                )
                .help(text!(
                    "skriv {{{{ tabel(\"{id}\") }}}} på en linje for sig i et afsnit",
                    "write {{{{ tabel(\"{id}\") }}}} on a line of its own in a section"
                )),
            ),
            [_] if !by_form => {}
            [first, rest @ ..] => {
                let (again, first) = if by_form { (*first, table.span) } else { (rest[0], *first) };
                let help = if by_form {
                    text!(
                        "slet den her: formen sætter selv tabellen ind",
                        "delete it here: the form places the table itself"
                    )
                } else {
                    text!("slet den ene", "delete one of them")
                };
                findings.push(
                    Diagnostic::new(
                        &PLACED_TWICE,
                        again,
                        text!("tabellen `{id}` står to gange", "the table `{id}` is placed twice"),
                    )
                    .label(first, text!("også her", "here too"))
                    .help(help),
                );
            }
        }
    }
}
