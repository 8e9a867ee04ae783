//! A workbook of finished lines, with nothing to compute: sheets with filters, a width that every figure
//! has room in, and red for what is below 0.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::amount::Amount;
use crate::export::workbook::fault::Fault;
use crate::export::workbook::sheet::{Formats, Print, Sheet};
use crate::note::Period;

/// A workbook of finished lines.
#[derive(Clone, Debug, Default)]
pub struct Plain {
    /// Its title.
    pub title: String,
    /// What stands beside the title above each printed page.
    pub beside: String,
    /// Whose it is.
    pub owner: String,
    /// The day that it says it is of: year, month and day.
    pub date: (u16, u8, u8),
    /// The sheets in order.
    pub sheets: Vec<Lines>,
}

/// A sheet of lines.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Its name.
    pub name: &'static str,
    /// The headings of its columns, with their widths in characters.
    pub columns: Vec<(&'static str, u8)>,
    /// The lines, each with as many cells as columns.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words; nothing where they are empty.
    Words(String),
    /// A year or period.
    Period(Period),
    /// An amount.
    Amount(Amount),
}

impl Plain {
    /// The file: the same lines are the same bytes.
    pub fn write(&self) -> Result<Vec<u8>, Fault> {
        let mut book = Workbook::new();
        let (year, month, day) = self.date;
        // A spreadsheet counts days from 1900.
        let date = ExcelDateTime::from_ymd(year.max(1900), month, day)?;
        book.set_properties(
            &DocProperties::new()
                .set_title(&self.title)
                .set_author(&self.owner)
                .set_creation_datetime(&date),
        );
        let print = Print::new(&self.title, std::slice::from_ref(&self.beside), &self.owner);
        let cells = self.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
        let amounts = cells.filter_map(|cell| match cell {
            Cell::Amount(amount) => Some(*amount),
            Cell::Words(_) | Cell::Period(_) => None,
        });
        let formats = Formats::showing(amounts, 0, print);
        for lines in &self.sheets {
            lines.write(book.add_worksheet(), &formats)?;
        }
        Ok(book.save_to_buffer()?)
    }
}

impl Lines {
    fn write(
        &self,
        inner: &mut rust_xlsxwriter::Worksheet,
        formats: &Formats,
    ) -> Result<(), Fault> {
        let columns: Vec<(String, u8)> =
            self.columns.iter().map(|(heading, width)| ((*heading).to_owned(), *width)).collect();
        let is_figures = |column: u16| {
            let cells = self.rows.iter().filter_map(|row| row.get(usize::from(column)));
            cells.clone().any(|cell| matches!(cell, Cell::Amount(_)))
        };
        let mut sheet = Sheet::new(inner, self.name, &columns, 2, is_figures, formats)?;
        let mut last = 0;
        for (row, cells) in (1..).zip(&self.rows) {
            last = row;
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Words(words) => sheet.text(row, column, words, &formats.words)?,
                    Cell::Period(period) => sheet.period(row, column, *period, &formats.number)?,
                    Cell::Amount(amount) => sheet.amount(row, column, *amount, &formats.amount)?,
                }
            }
        }
        sheet.finish(last)
    }
}
