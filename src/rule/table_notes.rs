//! Marks of notes in tables: each has its note under a table, and each named note its mark.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, rule};
use crate::rule::context::Context;
use crate::text;

rule!(
    NO_NOTE = "tabelnote", Warning;
    "Et notemærke i en tabel har ingen note, eller en note har intet mærke.",
    "The mark of a note in a table has no note, or a note has no mark."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let tables = &context.note.tables;
    let notes = || tables.iter().flat_map(|table| &table.notes);
    let said: HashSet<&str> =
        notes().filter_map(|note| note.mark.as_ref()).map(|mark| &*mark.value).collect();
    let used: HashSet<&str> =
        tables.iter().flat_map(|table| &table.marks).map(|mark| &*mark.mark.value).collect();
    for table in tables {
        let mut told = HashSet::new();
        for mark in table.marks.iter().map(|mark| &mark.mark) {
            let own = &mark.value;
            if said.contains(own.as_str()) || !told.insert(own) {
                continue;
            }
            let line =
                if own.starts_with("[^") { format!("{own}: …") } else { format!("{own} …") };
            let message = text!(
                "mærket {own} har ingen note under tabellen",
                "the mark {own} has no note under the table"
            );
            findings.push(Diagnostic::new(&NO_NOTE, mark.span, message).help(text!(
                "skriv noten på en linje for sig i tabellens note: {line}",
                "write the note on a line of its own in the table's note: {line}"
            )));
        }
        let named = table.notes.iter().filter_map(|note| note.mark.as_ref());
        for mark in named.filter(|mark| mark.value.starts_with("[^")) {
            let own = &mark.value;
            if used.contains(own.as_str()) {
                continue;
            }
            let message = text!(
                "noten {own} bruges ikke i en tabel",
                "the note {own} is not used in a table"
            );
            findings.push(Diagnostic::new(&NO_NOTE, mark.span, message).help(text!(
                "skriv {own} efter det tal eller den tekst, den hører til, eller slet noten",
                "write {own} after the figure or text that it belongs to, or delete the note"
            )));
        }
    }
}
