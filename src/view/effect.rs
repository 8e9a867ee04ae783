//! A business case's overview as a page sees it: the tables that are added, their sum and the
//! payback times in one table.

use crate::equation::{Row as Line, options};
use crate::key::post as p;
use crate::note::{GrandTotal, Kind, Marked, Payback, Table as TypedTable, TableNo};
use crate::page::{Block, Cell, Column, Row, Table};
use crate::prose;
use crate::reconcile::payback::{self, Basis, Fault};
use crate::table_type::{Printed, TableType};
use crate::view::PageBuilder;
use crate::view::heading::{heading, unit};
use crate::view::table::{alt, over_options};
use crate::view::yearly::ByYear;

/// What is printed before the figures of every row.
const PRINTED: &[Printed] = &[Printed::Text, Printed::AreaOrScope];

impl PageBuilder<'_> {
    /// The table of that number with its parts in it.
    pub(super) fn effect(&self, index: TableNo, parts: &[TableNo]) -> Table {
        let table = &self.note.tables[index];
        let kind = table.table_type();
        let id = &table.id.value;
        let printed: Vec<TableNo> = std::iter::once(index).chain(parts.iter().copied()).collect();
        let mut rows = Vec::new();
        for part in parts {
            rows.extend(self.part(*part));
        }
        if let GrandTotal::Row { text, .. } = &table.grand_total {
            let label =
                text.as_ref().map_or(kind.map_or("I alt", |kind| kind.total), |word| &word.value);
            let label = over_options(label, parts.iter().any(|part| self.adds_options(*part)));
            rows.push(Row { kind: "total", cells: self.effect_cells(index, Line::Grand, &label) });
        }
        rows.extend(Basis::BOTH.iter().filter_map(|basis| self.payback(index, *basis)));
        let mut columns = effect_columns(table);
        let places = std::iter::once(Marked::KeyHeader(p::TEXT.name))
            .chain([Marked::KeyHeader(p::AREA.name)])
            .chain(table.columns.iter().map(|column| Marked::Header(column.key.clone())));
        for (column, at) in columns.iter_mut().zip(places) {
            // The headers of all of them are printed once.
            column.mark = printed.iter().find_map(|own| self.mark(&self.note.tables[*own], &at));
        }
        Table {
            label: prose::table_label(id),
            number: self.scene.number(index).map(str::to_owned),
            title: table.caption().to_owned(),
            unit: unit(table, kind),
            alt: alt(table, &columns),
            columns,
            rows,
            mark: self.mark(table, &Marked::Title).map(Box::new),
            notes: printed.iter().flat_map(|table| self.notes(*table)).collect(),
            rounding: self.rounding(&printed, table),
            note: self.note_of(&printed),
        }
    }

    /// What is said under the tables that are printed as one.
    fn note_of(&self, tables: &[TableNo]) -> Option<Vec<Block>> {
        let tables = tables.iter().map(|index| &self.note.tables[*index]);
        let notes = tables.filter_map(|table| Some((&table.id.value, table.note.as_ref()?)));
        let blocks: Vec<Block> = notes
            .flat_map(|(id, text)| prose::read(self.scene, text, &format!("note-{id}")).blocks)
            .collect();
        (!blocks.is_empty()).then_some(blocks)
    }

    /// One of the tables that are added: its title, its rows and its total.
    fn part(&self, index: TableNo) -> Vec<Row> {
        let table = &self.note.tables[index];
        let kind = table.table_type();
        let columns = table.columns.len() + PRINTED.len();
        let mut cells = vec![Cell::default(); columns];
        if let Some(first) = cells.first_mut() {
            first.text = title(table, kind);
            first.mark = self.mark(table, &Marked::Title).map(Box::new);
        }
        let mut rows = vec![Row { kind: "heading", cells }];
        for (number, post) in table.numbered_posts() {
            let kind = match post.kind {
                Kind::Heading => "heading",
                Kind::Subtotal(_) => "subtotal",
                Kind::OfWhich(_) => "of-which",
                Kind::Plain | Kind::Share(_) | Kind::Rest(_) | Kind::Gathered { .. } => "post",
            };
            let mut cells: Vec<Cell> =
                PRINTED.iter().map(|column| self.label(index, table, number, *column)).collect();
            if let Some(first) = cells.first_mut() {
                first.mark = self.mark(table, &Marked::Label(Line::Post(number))).map(Box::new);
            }
            cells.extend(table.columns.iter().map(|column| {
                self.figure(index, table, Line::Post(number), &column.key, ByYear::Whole)
            }));
            rows.push(Row { kind, cells });
        }
        for (number, total) in table.numbered_totals() {
            rows.push(Row {
                kind: "subtotal",
                cells: self.effect_cells(index, Line::Total(number), &total.text.value),
            });
        }
        if let GrandTotal::Row { text, .. } = &table.grand_total {
            let label =
                text.as_ref().map_or(kind.map_or("I alt", |kind| kind.total), |word| &word.value);
            let label = over_options(label, self.adds_options(index));
            rows.push(Row {
                kind: "subtotal",
                cells: self.effect_cells(index, Line::Grand, &label),
            });
        }
        rows
    }

    /// True where a table's total adds options that exclude each other.
    fn adds_options(&self, index: TableNo) -> bool {
        options::clash(
            self.note,
            self.note.tables[index].posts.iter().filter(|post| post.counted()),
        )
        .is_some()
    }

    fn effect_cells(&self, index: TableNo, row: Line, label: &str) -> Vec<Cell> {
        let table = &self.note.tables[index];
        let mark = self.mark(table, &Marked::Label(row)).map(Box::new);
        let mut cells = vec![Cell { text: label.to_owned(), mark, ..Cell::default() }];
        cells.extend(std::iter::repeat_n(Cell::default(), PRINTED.len().saturating_sub(1)));
        cells.extend(
            table
                .columns
                .iter()
                .map(|column| self.figure(index, table, row, &column.key, ByYear::Whole)),
        );
        cells
    }

    /// A payback time, told once for the whole table; none where its savings can't be told apart
    /// and none is printed.
    fn payback(&self, index: TableNo, basis: Basis) -> Option<Row> {
        let table = &self.note.tables[index];
        let claim = match basis {
            Basis::Service => &table.payback.service,
            Basis::All => &table.payback.all,
        };
        let worked_out = payback::of(self.scene.reconciled, &self.names(), index, basis);
        if worked_out == Some(Err(Fault::NoArea)) && claim.is_none() {
            return None;
        }
        let given = worked_out.and_then(Result::ok);
        let shown = claim.as_ref().map(|claim| claim.value).or(given);
        let wrong = claim.is_some() && shown != given;
        let text = match shown {
            Some(Payback::After(0)) => "under 1 år".to_owned(),
            Some(Payback::After(years)) => format!("{years} år"),
            Some(Payback::Never) => "tilbagebetales ikke".to_owned(),
            None => "?".to_owned(),
        };
        let words = if shown.is_none() { "kan ikke regnes ud" } else { "stemmer ikke" };
        let disputed =
            self.scene.disputed.filter(|_| wrong || shown.is_none()).map(|_| words.to_owned());
        let mut cells = vec![Cell::default(); table.columns.len() + PRINTED.len()];
        if let Some(label) = cells.first_mut() {
            basis.label().clone_into(&mut label.text);
        }
        if let Some(value) = cells.get_mut(PRINTED.len()) {
            *value = Cell { text, disputed, ..Cell::default() };
        }
        Some(Row { kind: "fact", cells })
    }
}

/// What a table that is added is called among the others; its type's title where it has none.
fn title(table: &TypedTable, kind: Option<&TableType>) -> String {
    let own = Some(table.caption()).filter(|own| !own.is_empty());
    own.or(kind.and_then(|kind| kind.title)).unwrap_or_default().to_owned()
}

fn effect_columns(table: &TypedTable) -> Vec<Column> {
    let own = table.table_type().map_or("", |kind| kind.stub);
    let stub = table.stub.as_ref().map_or(own, |word| &word.value).to_owned();
    let text = |header: String, kind| Column { header, kind, group: None, ..Column::default() };
    let mut columns = vec![text(stub, "text"), text("Styringsområde".to_owned(), "code")];
    columns.extend(
        table.columns.iter().map(|column| text(heading(table, column, ByYear::Whole), "figure")),
    );
    columns
}
