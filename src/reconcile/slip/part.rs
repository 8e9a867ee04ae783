//! A sum that leaves a part out, or has one in it twice.

use crate::amount::Amount;
use crate::equation::{Origin, Row};
use crate::note::{ColumnKey, Note, TableNo};
use crate::reconcile::slip::family::{Family, SuspectView};
use crate::text;
use crate::text::{Text, short};

/// A sum without one of its parts.
pub(super) static LEFT_OUT: Family = Family { name: "part-left-out", weight: 12, find: left_out };
/// A sum with one of its parts twice.
pub(super) static COUNTED_TWICE: Family =
    Family { name: "part-counted-twice", weight: 10, find: counted_twice };

fn left_out(view: &SuspectView<'_>) -> Vec<(Amount, Text)> {
    let with = |(part, name): &(Amount, String)| {
        let said = view.danish(*part);
        let words =
            text!(" (`{name}`, {said}, er ikke talt med)", " (`{name}`, {said}, is not counted)");
        Some((view.written.plus(*part)?, words))
    };
    parts(view).iter().filter_map(with).collect()
}

fn counted_twice(view: &SuspectView<'_>) -> Vec<(Amount, Text)> {
    let without = |(part, name): &(Amount, String)| {
        let said = view.danish(*part);
        let words = text!(
            " (`{name}`, {said}, er talt med to gange)",
            " (`{name}`, {said}, is counted twice)"
        );
        Some((view.written.minus(*part)?, words))
    };
    parts(view).iter().filter_map(without).collect()
}

/// The parts of the sums that the figure is written as, each with what it brings, as it would be
/// typed there, and its name.
fn parts(view: &SuspectView<'_>) -> Vec<(Amount, String)> {
    let mut out = Vec::new();
    for check in view.mended {
        let equation = &view.system.equations[view.checks[*check].equation];
        let Some(((own, target), parts)) = equation.terms.split_last() else { continue };
        let sums = matches!(
            equation.origin,
            Origin::Row | Origin::Column | Origin::Subtotal | Origin::ColumnSum | Origin::Gathered
        );
        if *target != view.figure || !sums || parts.len() < 2 {
            continue;
        }
        for (weight, part) in parts {
            let brings = view
                .solution
                .value(*part)
                .amount()
                .and_then(|value| value.times(*weight)?.divided_by(-*own));
            let brings = brings.and_then(|whole| view.system.figure(view.figure).typed_as(whole));
            let known = view.system.figure(*part);
            let name = if equation.origin == Origin::Row || equation.origin == Origin::ColumnSum {
                column(view.note, known.table, &known.column)
            } else {
                name(view.note, known.table, known.row)
            };
            out.extend(brings.filter(|brings| !brings.is_zero()).map(|brings| (brings, name)));
        }
    }
    out
}

/// What a row is called.
pub(super) fn name(note: &Note, table: TableNo, row: Row) -> String {
    let named = match row {
        Row::Post(post) => {
            note.table_at(table).and_then(|table| table.post_at(post)).and_then(|post| post.name())
        }
        Row::Total(total) => {
            note.table_at(table).and_then(|table| table.total_at(total)).map(|total| &total.text)
        }
        Row::Grand | Row::Stated => None,
    };
    named.map_or_else(|| "I alt".to_owned(), |word| short(&word.value))
}

fn column(note: &Note, table: TableNo, key: &ColumnKey) -> String {
    let text = note
        .table_at(table)
        .and_then(|table| table.column(key))
        .and_then(|column| column.text.as_ref());
    text.map_or_else(|| key.to_string(), |word| word.value.clone())
}
