//! A business case's total effect: the tables that it is the sum of, year by year.

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::derive;
use crate::equation::dimensions::{self, is_sum_of_tables};
use crate::note::{ColumnKey, Note, Table, TableNo, Word};
use crate::table_type::TableKind;
use crate::text;

rule!(
    BAD_PART = "paavirkning-tabel", Error;
    "En påvirkning lægger noget sammen, der ikke kan lægges sammen.",
    "An effect adds up what can't be added."
);

/// The tables that a table is the sum of; `None` where one of them is no part of a sum: a finding
/// says so.
pub(crate) fn parts(note: &Note, index: TableNo) -> Option<Vec<TableNo>> {
    let table =
        note.table_at(index).filter(|table| is_sum_of_tables(table) && !table.sum_of.is_empty())?;
    table
        .sum_of
        .iter()
        .enumerate()
        .map(|(number, word)| part(note, table, number, word).ok())
        .collect()
}

/// What is wrong with the tables that others are the sum of.
pub(crate) fn findings(note: &Note) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for table in note.tables.iter().filter(|table| is_sum_of_tables(table)) {
        let parts =
            table.sum_of.iter().enumerate().map(|(number, word)| part(note, table, number, word));
        out.extend(parts.filter_map(|part| part.err().map(|finding| *finding)));
        let own = table
            .posts
            .first()
            .map(|post| post.span)
            .or_else(|| table.totals.first().map(|total| total.span));
        if let Some(span) = own {
            let id = &table.id.value;
            out.push(
                Diagnostic::new(
                    &BAD_PART,
                    span,
                    text!(
                        "`{id}` er en sum af tabeller og har ingen egne poster",
                        "`{id}` is a sum of tables and has no posts of its own"
                    ),
                )
                .help(text!(
                    "flyt posten til en af de tabeller, der lægges sammen",
                    "move the post to one of the tables that are added"
                )),
            );
        }
    }
    out
}

/// The table that a word names as a part of `table`.
fn part(
    note: &Note,
    table: &Table,
    number: usize,
    word: &Word,
) -> Result<TableNo, Box<Diagnostic>> {
    let name = &word.value;
    let Some(index) = note.table_number(name) else {
        return Err(Box::new(derive::unknown_table(note, word)));
    };
    let other = &note.tables[index];
    let bad = |message, help| {
        Err(Box::new(
            Diagnostic::new(&BAD_PART, word.span, message)
                .label(other.id.span, text!("den står her", "it is here"))
                .help(help),
        ))
    };
    if let Some(first) = table.sum_of[..number].iter().find(|first| first.value == *name) {
        return Err(Box::new(
            Diagnostic::new(
                &BAD_PART,
                word.span,
                text!("`{name}` lægges til to gange", "`{name}` is added twice"),
            )
            .label(first.span, text!("første gang", "first time"))
            .help(text!("slet den ene", "delete one of them")),
        ));
    }
    let added = [TableKind::Permanent, TableKind::Investment];
    if !added.contains(&other.kind.value) {
        let (kind, [permanent, investment]) =
            (other.kind.value.word(), added.each_ref().map(TableKind::word));
        return bad(
            text!(
                "`{name}` er af typen {kind} og kan ikke lægges til en påvirkning",
                "`{name}` is of the type {kind} and can't be added to an effect"
            ),
            text!(
                "tag den ud, eller giv den typen {permanent} eller {investment}",
                "take it out, or give it the type {permanent} or {investment}"
            ),
        );
    }
    if other.unit != table.unit {
        let (own, theirs) = (table.unit.name(), other.unit.name());
        return bad(
            text!(
                "`{name}` er i {theirs}, summen i {own}",
                "`{name}` is in {theirs}, the sum in {own}"
            ),
            text!("giv tabellerne samme enhed", "give the tables the same unit"),
        );
    }
    let periods = |table: &Table| -> Vec<ColumnKey> {
        dimensions::figure_columns(table).map(|column| column.key.clone()).collect()
    };
    if periods(other) != periods(table) {
        return bad(
            text!(
                "`{name}` har ikke de samme år som summen",
                "`{name}` does not have the sum's years"
            ),
            text!("giv tabellerne de samme år", "give the tables the same years"),
        );
    }
    if other.prices != table.prices || other.mixes_prices() {
        return bad(
            text!(
                "`{name}` er i et andet prisniveau end summen",
                "`{name}` is in another price level than the sum"
            ),
            text!("giv tabellerne samme prisniveau", "give the tables the same price level"),
        );
    }
    Ok(index)
}
