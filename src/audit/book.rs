//! A note's printed tables together: each read back, and found by the table of the note that it is.

use rust_decimal::Decimal;

use crate::audit::breach::Audit;
use crate::audit::laid::Laid;
use crate::audit::lines::{Line, lines, source, sums_others};
use crate::audit::names::Register;
use crate::audit::options::{self, TotalRow};
use crate::audit::sheet::{Figure, Place, Rows, Sheet, label, laid_out};
use crate::note::{Column, ColumnKind, Note, Table};
use crate::page;
use crate::register::Round;
use crate::table_type::ColumnSource;

/// What stands before a table's id in the name that it is referred to by.
const LABEL: &str = "tabel-";

/// All printed tables of a note.
#[derive(Debug)]
pub(super) struct Book<'a> {
    pub(super) note: &'a Note,
    pub(super) register: Register<'a>,
    pub(super) sheets: Vec<Sheet<'a>>,
    pub(super) figures: Vec<Figure<'a>>,
    /// Of each table of the note, the first sheet that prints it.
    of_table: Vec<Option<usize>>,
}

impl<'a> Book<'a> {
    /// Reads printed tables back. What is not laid out as the note has it is a breach, but in a
    /// draft: there a finding of the note may be why.
    pub(super) fn read(
        note: &'a Note,
        register: Register<'a>,
        round: &Round,
        printed: &[&'a page::Table],
        draft: bool,
        audit: &mut Audit,
    ) -> Self {
        let of_table = vec![None; note.tables.len()];
        let mut book = Self { note, register, sheets: Vec::new(), figures: Vec::new(), of_table };
        for table in printed {
            let id = table.label.strip_prefix(LABEL).unwrap_or_default();
            let Some(index) = note.tables.iter().position(|known| known.id.value == id) else {
                continue;
            };
            if book.table(index, round, table).is_none() && !draft {
                laid_out(audit, &note.tables[index], table);
            }
        }
        book
    }

    /// The sheet of a table of the note.
    pub(super) fn sheet_of(&self, table: usize) -> Option<&Sheet<'a>> {
        self.sheets.get(self.number_of(table)?)
    }

    /// The number of that sheet.
    pub(super) fn number_of(&self, table: usize) -> Option<usize> {
        self.of_table.get(table).copied().flatten()
    }

    /// The tables that one is the sum of, by index.
    pub(super) fn parts_of(&self, table: &Table) -> Option<Vec<usize>> {
        let at = |id: &str| self.note.tables.iter().position(|other| other.id.value == id);
        (sums_others(table) && !table.sum_of.is_empty())
            .then(|| table.sum_of.iter().filter_map(|word| at(&word.value)).collect())
    }

    /// True where a figure reads as 0, or can't be read.
    pub(super) fn zero(&self, figure: usize) -> bool {
        self.figures.get(figure).and_then(|figure| figure.value).is_none_or(|value| value.is_zero())
    }

    /// The value of a figure.
    pub(super) fn value(&self, figure: usize) -> Option<Decimal> {
        self.figures.get(figure)?.value
    }

    fn table(&mut self, index: usize, round: &Round, printed: &'a page::Table) -> Option<()> {
        let note = self.note;
        let table = &note.tables[index];
        if let Some(parts) = self.parts_of(table) {
            return self.effect(index, &parts, printed);
        }
        let lines = lines(&self.register, note, table)?;
        let columns: &[Column] = match source(note, table) {
            Some((_, source)) if !table.own_years => &source.columns,
            _ => &table.columns,
        };
        let laid_out = Laid::of(table, columns, printed)?;
        let totals = options::totals(&self.register, note, table, &lines);
        let rows = rows(table, &lines, &totals, round, printed)?;
        self.sheet(index, columns, (lines, totals), printed, &rows, laid_out)
    }

    /// A table that is the sum of others, with those in it.
    fn effect(&mut self, index: usize, parts: &[usize], printed: &'a page::Table) -> Option<()> {
        let note = self.note;
        let table = &note.tables[index];
        let first = printed.columns.len().checked_sub(table.columns.len())?;
        let mut next = 0;
        let mut read = Vec::new();
        for part in parts {
            let of = &note.tables[*part];
            let lines = lines(&self.register, note, of)?;
            let mut expected = vec![("heading", None)];
            expected.extend(
                lines
                    .iter()
                    .enumerate()
                    .map(|(number, line)| (line.kind(), Some(Place::Line(number)))),
            );
            let totals = options::totals(&self.register, note, of, &lines);
            expected
                .extend((0..totals.0.len()).map(|total| ("subtotal", Some(Place::Total(total)))));
            expected.extend(totals.1.then_some(("subtotal", Some(Place::Grand))));
            let rows = fitted(&expected, printed, next)?;
            next += rows.len();
            read.push((*part, (lines, totals), rows));
        }
        let totals = options::totals(&self.register, note, table, &[]);
        let own: Vec<_> = totals.1.then_some(("total", Some(Place::Grand))).into_iter().collect();
        let own = fitted(&own, printed, next)?;
        let rest = printed.rows.get(next + own.len()..)?;
        if rest.iter().any(|row| row.kind != "fact") {
            return None;
        }
        for (part, of, rows) in read {
            let laid_out = Laid { first, across: None };
            self.sheet(part, &note.tables[part].columns, of, printed, &rows, laid_out)?;
        }
        let laid_out = Laid { first, across: None };
        self.sheet(index, &table.columns, (Vec::new(), totals), printed, &own, laid_out)
    }

    fn sheet(
        &mut self,
        index: usize,
        columns: &'a [Column],
        (lines, totals): (Vec<Line<'a>>, (Vec<TotalRow<'a>>, bool)),
        printed: &'a page::Table,
        rows: &Rows,
        laid_out: Laid,
    ) -> Option<()> {
        let fits = |(number, column): (usize, &Column)| {
            let kind = printed.columns.get(laid_out.at(number))?.kind;
            ((kind == "figure") == (column.kind == ColumnKind::Figure)).then_some(())
        };
        columns.iter().enumerate().try_for_each(fits)?;
        let table = &self.note.tables[index];
        let number = self.sheets.len();
        let sheet = Sheet::read(
            number,
            table,
            columns,
            lines,
            totals,
            printed,
            rows,
            laid_out,
            &mut self.figures,
        );
        self.sheets.push(sheet);
        if let Some(known) = self.of_table.get_mut(index) {
            known.get_or_insert(number);
        }
        Some(())
    }
}

/// Which printed row is which: past agreements of the round first, where the type prints them;
/// posts, totals, the total row.
fn rows(
    table: &Table,
    lines: &[Line<'_>],
    (totals, grand): &(Vec<TotalRow<'_>>, bool),
    round: &Round,
    printed: &page::Table,
) -> Option<Rows> {
    let mut expected: Vec<(&'static str, Option<Place>)> = Vec::new();
    let past = table.table_type().is_some_and(|kind| kind.columns == ColumnSource::PastYears);
    let agreement = |line: &Line<'_>| {
        line.post.and_then(|post| post.agreement.as_ref()).map(|word| word.value.clone())
    };
    if past {
        for known in &round.agreements {
            let own = |line: &usize| agreement(&lines[*line]).as_ref() == Some(&known.value);
            let rows =
                (0..lines.len()).filter(own).map(|own| (lines[own].kind(), Some(Place::Line(own))));
            let before = expected.len();
            expected.extend(rows);
            if expected.len() == before {
                expected.push(("post", None));
            }
        }
    }
    for (number, line) in lines.iter().enumerate() {
        let listed = agreement(line)
            .is_some_and(|own| round.agreements.iter().any(|known| known.value == own));
        if !(past && listed) {
            expected.push((line.kind(), Some(Place::Line(number))));
        }
    }
    expected.extend((0..totals.len()).map(|total| ("total", Some(Place::Total(total)))));
    expected.extend(grand.then_some(("total", Some(Place::Grand))));
    let rows = fitted(&expected, printed, 0).filter(|rows| rows.len() == printed.rows.len())?;
    // A total for one choice says which.
    let says = |(row, place): &(usize, Option<Place>)| match place {
        Some(Place::Total(total)) => {
            totals[*total].label.as_ref().is_none_or(|own| *own == label(printed, *row))
        }
        _ => true,
    };
    rows.iter().all(says).then_some(rows)
}

/// The expected rows with their places on the page, from one of them; `None` where those there are
/// of other kinds.
fn fitted(
    expected: &[(&'static str, Option<Place>)],
    printed: &page::Table,
    from: usize,
) -> Option<Rows> {
    let there = printed.rows.get(from..from + expected.len())?;
    let fits = there.iter().zip(expected).all(|(row, (kind, _))| row.kind == *kind);
    fits.then(|| {
        expected.iter().enumerate().map(|(number, (_, place))| (from + number, *place)).collect()
    })
}
