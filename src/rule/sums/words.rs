//! What rows, columns and codes are called in messages.

use crate::equation::facts::{Dimension, Dims};
use crate::equation::{Figure, Row};
use crate::note::{ColumnKey, GrandTotal, Table};
use crate::register::Named;
use crate::rule::Context;
use crate::tabletype::table_type;
use crate::text;
use crate::text::Text;

/// A row's own words: its text or its total's label.
pub(super) fn row(context: &Context<'_>, figure: &Figure) -> String {
    let table = &context.reconciled.note.tables[figure.table];
    match figure.row {
        Row::Post(post) => table.posts.get(post).and_then(|post| post.name()).map_or_else(|| "posten".to_owned(), |word| short(&word.value)),
        Row::Grand | Row::Stated => total(table),
        Row::Total(index) => table.totals.get(index).map_or_else(String::new, |total| short(&total.text.value)),
    }
}

/// The total row's label.
pub(super) fn total(table: &Table) -> String {
    let own = match &table.grand_total {
        GrandTotal::Row { text: Some(text), .. } => Some(text.value.clone()),
        _ => None,
    };
    own.unwrap_or_else(|| table_type(&table.kind.value).map_or("I alt", |kind| kind.total).to_owned())
}

/// Long texts are cut after some words: the place shows the rest.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 48;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{cut} …")
}

/// "i 2020", "på tværs", "under Service".
pub(super) fn column(table: &Table, key: &ColumnKey) -> Text {
    match key {
        ColumnKey::Period(period) => text!("i {period}", "in {period}"),
        ColumnKey::Across => text!("på tværs", "across"),
        ColumnKey::Amount => text!("i beløb", "in amount"),
        ColumnKey::Named(id) => {
            let heading = table.column(key).and_then(|column| column.text.as_ref()).map_or(id, |text| &text.value);
            text!("under {heading}", "under {heading}")
        }
    }
}

/// What two tables are compared on: "service", "Socialudvalget (SUD)", or nothing where it is the whole.
pub(super) fn dims(context: &Context<'_>, dims: &Dims, by: &[Dimension]) -> Option<String> {
    let words: Vec<String> = by.iter().filter_map(|dimension| Some(code(context, *dimension, dims.get(*dimension)?))).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// A code in the reader's words.
pub(super) fn code(context: &Context<'_>, dimension: Dimension, code: &str) -> String {
    let municipality = &context.project.municipality;
    match dimension {
        Dimension::Area => municipality.area(code).any().map_or(code, Named::name).to_owned(),
        Dimension::Committee => code.to_owned(),
        Dimension::Appropriation => {
            let found = municipality.appropriations(code, context.names.year);
            let number = found.first().and_then(|a| a.number.as_ref()).map_or(code, |number| &number.value);
            format!("bevilling {number}")
        }
        Dimension::Choice => format!("valg {code}"),
    }
}
