//! A table's total rows, and the figures that its source prints in them.

use crate::diagnostic::Diagnostic;
use crate::key::{Section, table as k};
use crate::note::{
    Column, ColumnKey, ColumnKind, Direction, GrandTotal, Sort, Table, Total, Where,
};
use crate::parse::tree::{self, Value};
use crate::read::fields::Fields;
use crate::read::figure;
use crate::read::grid::BESIDE;
use crate::read::precision::Precision;
use crate::read::reader::Reader;
use crate::read::wrong_type::wrong_type;
use crate::source::{Span, Spanned};
use crate::table_type::TableType;
use crate::text;

/// The ids of a table's named columns: keys of its posts and totals.
pub(crate) fn column_names(columns: &[Column]) -> Vec<String> {
    let id = |column: &Column| {
        if let ColumnKey::Named(id) = &column.key { Some(id.clone()) } else { None }
    };
    columns.iter().filter_map(id).collect()
}

/// Reads the total row, or that there is none.
pub(crate) fn grand_total(
    reader: &mut Reader,
    fields: &Fields<'_>,
    table: &Table,
    kind: Option<&TableType>,
    names: &[&str],
    precision: Precision,
    line: Option<&tree::Table<'_>>,
) -> GrandTotal {
    let none = kind.is_some_and(|kind| kind.total.is_empty()) || adds_nothing_up(table);
    let node = fields.node(&k::GRAND_TOTAL);
    if let Some(line) = line {
        if let Some(node) = node {
            reader.push(twice(line, node.span));
        }
        return row(reader, line, table, names, precision);
    }
    let Some(node) = node else {
        return if none {
            GrandTotal::None
        } else {
            GrandTotal::Row { text: None, cells: Vec::new(), span: table.span }
        };
    };
    match &node.value {
        Value::Bool(false) => GrandTotal::None,
        Value::Bool(true) => GrandTotal::Row { text: None, cells: Vec::new(), span: node.span },
        Value::Table(block) => row(reader, block, table, names, precision),
        _ => {
            wrong_type(reader, &k::GRAND_TOTAL, node);
            GrandTotal::Row { text: None, cells: Vec::new(), span: node.span }
        }
    }
}

/// True for a table of per cent or index numbers: there is no total unless it is asked for.
fn adds_nothing_up(table: &Table) -> bool {
    let mut figures =
        table.columns.iter().filter(|column| column.kind == ColumnKind::Figure).peekable();
    let unit = |column: &Column| column.unit.unwrap_or(table.unit);
    figures.peek().is_some() && figures.all(|column| !column.summed && !unit(column).adds_up())
}

/// Reads the total row's label and figures.
fn row(
    reader: &mut Reader,
    block: &tree::Table<'_>,
    table: &Table,
    names: &[&str],
    precision: Precision,
) -> GrandTotal {
    let row = Fields::open(reader, block, Section::GrandTotal, names);
    let text = row.text(reader, &k::GRAND_TOTAL_TEXT);
    let (cells, _) = figure::cells(reader, &row, &table.columns, precision);
    GrandTotal::Row { text, cells, span: block.span }
}

/// Says that the total row is both a line and a key.
fn twice(line: &tree::Table<'_>, key: Span) -> Diagnostic {
    let message = text!(
        "totalrækken står både i `raekker` og under `i_alt`",
        "the total row is both in `raekker` and under `i_alt`"
    );
    Diagnostic::new(&BESIDE, key, message)
        .label(line.span, text!("linjen med ==", "the line with =="))
        .help(text!("slet det ene", "delete one of them"))
}

/// Reads a total row for a part of the posts.
pub(crate) fn total(
    reader: &mut Reader,
    block: &tree::Table<'_>,
    table: &Table,
    names: &[&str],
    precision: Precision,
) -> Total {
    let fields = Fields::open(reader, block, Section::Total, names);
    let text = fields
        .text(reader, &k::TOTAL_TEXT)
        .unwrap_or_else(|| Spanned::new(String::new(), block.span));
    let filter = fields.block(reader, &k::TOTAL_WHERE).map(|block| {
        let fields = Fields::open(reader, block, Section::Where, &[]);
        Where {
            area: fields.text(reader, &k::WHERE_AREA),
            committee: fields.text(reader, &k::WHERE_COMMITTEE),
            administration: fields.text(reader, &k::WHERE_ADMINISTRATION),
            appropriation: fields.text(reader, &k::WHERE_APPROPRIATION),
            sort: fields.word(reader, &k::WHERE_SORT, Sort::parse).map(|sort| sort.value),
            ui: fields.word(reader, &k::WHERE_UI, Direction::parse).map(|ui| ui.value),
            choice: fields.text(reader, &k::WHERE_CHOICE),
            chosen: None,
        }
    });
    let (cells, _) = figure::cells(reader, &fields, &table.columns, precision);
    Total { text, filter: filter.unwrap_or_default(), cells, span: block.span }
}
