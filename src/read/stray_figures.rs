//! Figures where there can be none: they are reported, not lost in silence.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Cell, Column, ColumnKey, GrandTotal, Kind, Post, Table};
use crate::read::reader::Reader;
use crate::source::Span;
use crate::table_type::ColumnSource;
use crate::text;
use crate::text::Text;

rule!(
    NO_PLACE = "tal-uden-plads", Error;
    "Et tal står, hvor der ikke kan være et.",
    "There is a figure where there can be none."
);

/// Says which figures of a table have no place, and takes them out.
pub(crate) fn check(reader: &mut Reader, table: &mut Table) {
    let in_lines = table.in_lines;
    for post in table.posts.iter_mut().filter(|post| matches!(post.kind, Kind::Heading)) {
        heading(reader, post, in_lines);
    }
    for cells in claims(table) {
        let (stray, columns) = stray(&cells, table);
        for (span, column) in stray.into_iter().zip(columns) {
            reader.push(
                Diagnostic::new(
                    &NO_PLACE,
                    span,
                    text!(
                        "kolonnen `{column}` lægges ikke sammen, så totalen har intet tal der",
                        "the column `{column}` is not added up, so the total has no figure there"
                    ),
                )
                .help(text!(
                    "slet tallet, eller slet sum = false på kolonnen",
                    "delete the figure, or delete sum = false of the column"
                )),
            );
        }
    }
    amount(reader, table);
    across(reader, table);
    let unsummed: Vec<ColumnKey> = table
        .columns
        .iter()
        .filter(|column| !has_total(table, column))
        .map(|column| column.key.clone())
        .collect();
    let summed = |key: &ColumnKey| !unsummed.contains(key);
    let none = table.across.shown == Some(false);
    let permanent = none || table.permanent || table.posts.iter().any(|post| post.permanent);
    let keeps =
        |cell: &Cell| summed(&cell.column) && !(permanent && cell.column == ColumnKey::Across);
    if let GrandTotal::Row { cells, .. } = &mut table.grand_total {
        cells.retain(keeps);
    }
    for total in &mut table.totals {
        total.cells.retain(keeps);
    }
    for post in &mut table.posts {
        let permanent = none || table.permanent || post.permanent;
        post.cells.retain(|cell| !(permanent && cell.column == ColumnKey::Across));
    }
}

/// True for a column that totals may have a figure in: it is added up, or is of per cent or index
/// numbers, whose total is printed as it is written, and is no sum.
fn has_total(table: &Table, column: &Column) -> bool {
    column.summed || !table.unit_of(&column.key).adds_up()
}

/// The figures that the source prints in the table's totals.
fn claims(table: &Table) -> Vec<Vec<Cell>> {
    let mut out: Vec<Vec<Cell>> = table.totals.iter().map(|total| total.cells.clone()).collect();
    if let GrandTotal::Row { cells, .. } = &table.grand_total {
        out.insert(0, cells.clone());
    }
    out
}

fn heading(reader: &mut Reader, post: &mut Post, in_lines: bool) {
    let spans: Vec<Span> = post.cells.drain(..).map(|cell| cell.span).collect();
    let message = text!("der står et tal i en mellemoverskrift", "there is a figure in a heading");
    let help = if in_lines {
        text!(
            "slet tallet, eller slet # forrest på linjen",
            "delete the figure, or delete # first on the line"
        )
    } else {
        text!(
            "slet tallet, eller slet overskrift = true",
            "delete the figure, or delete overskrift = true"
        )
    };
    report_each(reader, &spans, message, help);
}

/// Places and names of the columns of totals' figures that are under columns that are not added up.
fn stray(cells: &[Cell], table: &Table) -> (Vec<Span>, Vec<String>) {
    let unsummed =
        |cell: &&Cell| table.column(&cell.column).is_some_and(|column| !has_total(table, column));
    cells.iter().filter(unsummed).map(|cell| (cell.span, cell.column.to_string())).unzip()
}

/// Printed amounts of totals, where no post has one amount. Where the table names its columns, that
/// is told of the key.
fn amount(reader: &mut Reader, table: &Table) {
    let named = table.table_type().is_none_or(|kind| kind.columns == ColumnSource::Named);
    if named || table.column(&ColumnKey::Amount).is_some() {
        return;
    }
    let cells = claims(table).into_iter().flatten();
    let spans: Vec<Span> =
        cells.filter(|cell| cell.column == ColumnKey::Amount).map(|cell| cell.span).collect();
    let message = text!(
        "ingen af tabellens poster har ét `beloeb`, så totalen har det heller ikke",
        "none of the table's posts has one `beloeb`, and so the total has none"
    );
    let help = text!(
        "skriv den trykte total under årene, eller i_alt = … for summen på tværs",
        "write the printed total under the years, or i_alt = … for the sum across"
    );
    report_each(reader, &spans, message, help);
}

/// Sums across, where the last year goes on: one finding for the table, or one for each post that
/// says so itself.
fn across(reader: &mut Reader, table: &Table) {
    let of = |cells: &[Cell]| {
        cells
            .iter()
            .filter(|cell| cell.column == ColumnKey::Across)
            .map(|cell| cell.span)
            .collect::<Vec<_>>()
    };
    let totals: Vec<Span> = claims(table).iter().flat_map(|cells| of(cells)).collect();
    let help = if table.in_lines {
        text!(
            "slet tallet under I alt; varige penge har ingen sum på tværs",
            "delete the figure below I alt; permanent money has no sum across"
        )
    } else if table.table_type().is_some_and(|kind| kind.permanent) {
        text!("slet i_alt: tabeltypen er varig", "delete i_alt: the table type is permanent")
    } else {
        text!("slet i_alt, eller slet varig = true", "delete i_alt, or delete varig = true")
    };
    if table.permanent || table.across.shown == Some(false) {
        let mut spans: Vec<Span> =
            table.posts.iter().flat_map(|post| of(&post.cells)).chain(totals).collect();
        spans.sort_unstable();
        let (message, help) = if table.permanent {
            let message = text!(
                "tabellen er varig: der er ingen sum på tværs",
                "the table is permanent: there is no sum across"
            );
            (message, help)
        } else {
            let message = text!(
                "tabellen har ingen sum på tværs, men her står en",
                "the table has no sum across, but here is one"
            );
            let help = text!(
                "slet i_alt, eller slet paa_tvaers = false",
                "delete i_alt, or delete paa_tvaers = false"
            );
            (message, help)
        };
        report_each(reader, &spans, message, help);
        return;
    }
    for post in table.posts.iter().filter(|post| post.permanent) {
        let message = text!(
            "posten er varig: der er ingen sum på tværs",
            "the post is permanent: there is no sum across"
        );
        report_each(reader, &of(&post.cells), message, help.clone());
    }
    if table.posts.iter().any(|post| post.permanent) {
        let message = text!(
            "en post er varig: totalen har ingen sum på tværs",
            "a post is permanent: the total has no sum across"
        );
        report_each(reader, &totals, message, help);
    }
}

/// One finding for figures that have no place for the same reason.
fn report_each(reader: &mut Reader, spans: &[Span], message: Text, help: Text) {
    let Some((first, rest)) = spans.split_first() else { return };
    let finding = Diagnostic::new(&NO_PLACE, *first, message).help(help);
    reader.push(
        rest.iter()
            .fold(finding, |finding, span| finding.label(*span, text!("også her", "here too"))),
    );
}
