//! A note's printed tables as the expressions in its text name them.

use rust_decimal::Decimal;

use crate::audit::book::Book;
use crate::audit::lines::at;
use crate::audit::prose::{Evaluated, Tables};
use crate::audit::sheet::{Place, Sheet};
use crate::audit::units;
use crate::audit::yearly::years;
use crate::note::{ColumnKey, Period};

/// The tables of a note.
pub(super) struct OfNote<'b, 'a> {
    pub(super) book: &'b Book<'a>,
    pub(super) draft: bool,
}

impl OfNote<'_, '_> {
    /// A printed figure; none where a draft marks it.
    fn value(&self, sheet: &Sheet<'_>, place: Place, column: usize) -> Option<Decimal> {
        let figure = self.book.figures.get(sheet.id(place, column)?)?;
        figure.value.filter(|_| !(self.draft && figure.cell.disputed.is_some()))
    }

    /// A printed cell; where sums across are not printed, what the row's years give.
    fn at(&self, table: usize, row: usize, key: &ColumnKey) -> Option<Evaluated> {
        let sheet = self.book.sheets.get(table)?;
        let place = if row == sheet.lines.len() { Place::Grand } else { Place::Line(row) };
        let amount = if *key == ColumnKey::Across && !sheet.has_across {
            let mut years = sheet
                .figure_columns()
                .filter(|(_, column)| matches!(column.key, ColumnKey::Period(_)));
            years.try_fold(Decimal::ZERO, |sum, (column, _)| {
                sum.checked_add(self.value(sheet, place, column)?)
            })?
        } else {
            self.value(sheet, place, sheet.column(key)?)?
        };
        let typed = sheet
            .column(key)
            .and_then(|column| sheet.written(place, column))
            .map(years)
            .filter(|years| *years > 1);
        let yearly = typed.and_then(|years| amount.checked_div(years.into()));
        let own = sheet.column(key).and_then(|column| sheet.columns.get(column));
        let unit = own.map_or(sheet.table.unit, |column| units::unit(sheet.table, column));
        Some(Evaluated { yearly, ..Evaluated::one(amount, unit) })
    }
}

impl Tables for OfNote<'_, '_> {
    fn table(&self, id: &str) -> Option<usize> {
        self.book.number_of(self.book.note.tables.iter().position(|table| table.id.value == id)?)
    }

    fn row(&self, table: usize, name: &str) -> Option<usize> {
        let sheet = self.book.sheets.get(table)?;
        if name == "i_alt" { Some(sheet.lines.len()) } else { at(sheet.table, name) }
    }

    fn cell(&self, table: usize, row: usize, column: &str) -> Option<Evaluated> {
        let key = match column {
            "i_alt" => ColumnKey::Across,
            "beloeb" => ColumnKey::Amount,
            name => Period::parse(name)
                .map_or_else(|| ColumnKey::Named(name.to_owned()), ColumnKey::Period),
        };
        self.at(table, row, &key)
    }

    fn alone(&self, table: usize, row: usize) -> Option<Evaluated> {
        let sheet = self.book.sheets.get(table)?;
        let one = sheet.column(&ColumnKey::Amount).is_some() && !sheet.has_across;
        self.at(table, row, if one { &ColumnKey::Amount } else { &ColumnKey::Across })
    }

    fn name(&self, table: usize) -> (String, String) {
        let sheet = self.book.sheets.get(table);
        sheet
            .map(|sheet| (sheet.table.id.value.clone(), sheet.printed.title.clone()))
            .unwrap_or_default()
    }
}
