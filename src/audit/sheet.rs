//! A printed table read back: which line of the typed note each of its rows is, and what stands in
//! each of its cells.

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::audit::breach::{Audit, Breach, Kind};
use crate::audit::laid::Laid;
use crate::audit::lines::{self, Line};
use crate::audit::names::Register;
use crate::audit::options::TotalRow;
use crate::audit::{units, yearly};
use crate::note::{self, Column, ColumnKey, ColumnKind, GrandTotal, Table};
use crate::page;

/// A row that has figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A post, or a line that is gathered.
    Line(usize),
    /// A total of a part of the posts, or of one choice among options.
    Total(usize),
    /// The total row.
    Grand,
}

/// A printed figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure<'a> {
    /// Its cell.
    pub(super) cell: &'a page::Cell,
    /// What it reads as; none for `?` and what is no figure.
    pub(super) value: Option<Decimal>,
    /// True where the note has it: it was not filled in.
    pub(super) written: bool,
    /// True for a sum in whose place the note says that there is no figure.
    pub(super) left_out: bool,
    /// How far what it stands for can be from it: half a unit of its last decimal, where it was
    /// written rounded.
    pub(super) half_step: Decimal,
    /// Its sheet, printed row and printed column.
    pub(super) at: (usize, usize, usize),
}

/// A printed table, or the part of one that is a table of the note.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    /// The table as typed.
    pub(super) table: &'a Table,
    /// Its columns: those of the table that it is derived from, where it has none of its own.
    pub(super) columns: &'a [Column],
    /// Its lines.
    pub(super) lines: Vec<Line<'a>>,
    /// Its total rows, but for that of the whole.
    pub(super) totals: Vec<TotalRow<'a>>,
    /// True where it has a total row of the whole.
    pub(super) grand: bool,
    /// The table as printed.
    pub(super) printed: &'a page::Table,
    /// True where a column of sums across is printed.
    pub(super) has_across: bool,
    /// Where its columns stand among the printed ones.
    laid_out: Laid,
    /// What each printed row is.
    pub(super) rows: Rows,
    /// Which figure stands where: by row, then by column, the sum across last.
    ids: Vec<Option<usize>>,
}

/// Printed rows, each with what it is of the typed table; none for one without figures of the note.
pub(super) type Rows = Vec<(usize, Option<Place>)>;

impl<'a> Sheet<'a> {
    /// Reads printed rows.
    #[expect(clippy::too_many_arguments, reason = "what one sheet is read from")]
    pub(super) fn read(
        number: usize,
        table: &'a Table,
        columns: &'a [Column],
        lines: Vec<Line<'a>>,
        (totals, grand): (Vec<TotalRow<'a>>, bool),
        printed: &'a page::Table,
        rows: &Rows,
        laid_out: Laid,
        figures: &mut Vec<Figure<'a>>,
    ) -> Self {
        let width = columns.len() + 1;
        let has_across = laid_out.across.is_some();
        let height = lines.len() + totals.len() + 1;
        let ids = vec![None; width * height];
        let mut sheet = Self {
            table,
            columns,
            lines,
            totals,
            grand,
            printed,
            has_across,
            laid_out,
            rows: rows.clone(),
            ids,
        };
        for (row, place) in rows {
            let (Some(place), Some(cells)) = (place, printed.rows.get(*row)) else { continue };
            if matches!(place, Place::Line(line) if sheet.lines.get(*line).is_some_and(|line| line.kind() == "heading"))
            {
                continue;
            }
            for column in 0..width {
                let figures_of =
                    columns.get(column).is_none_or(|column| column.kind == ColumnKind::Figure);
                if !figures_of || (column == columns.len() && !has_across) {
                    continue;
                }
                let at = laid_out.across().filter(|_| column == columns.len());
                let printed_at = at.unwrap_or_else(|| laid_out.at(column));
                let Some(cell) = cells.cells.get(printed_at) else { continue };
                let typed = sheet.written(*place, column);
                let header = printed.columns.get(printed_at).map_or("", |column| &column.header);
                let key = columns.get(column).map_or(&ColumnKey::Across, |column| &column.key);
                let value = yearly::whole(&cell.text, header, key, typed);
                let half_step = typed
                    .map_or(Decimal::ZERO, |typed| sheet.half_step(column, yearly::years(typed)));
                let at = (number, *row, printed_at);
                let Some(slot) = sheet.slot(*place, column) else { continue };
                if let Some(id) = sheet.ids.get_mut(slot) {
                    *id = Some(figures.len());
                }
                let is_sum = match *place {
                    Place::Line(line) => {
                        let post = sheet.lines.get(line).and_then(|line| line.post);
                        let of = columns.get(column).is_some_and(|of| !of.sum_of.is_empty());
                        column == columns.len() || of || post.is_some_and(note::Post::derived)
                    }
                    Place::Total(_) | Place::Grand => true,
                };
                let left_out = is_sum && typed.is_some_and(|typed| typed.no_figure);
                let written = typed.is_some();
                figures.push(Figure { cell, value, written, left_out, half_step, at });
            }
        }
        sheet
    }

    /// The printed row of a place.
    pub(super) fn row_of(&self, place: Place) -> Option<&'a page::Row> {
        let (row, _) = self.rows.iter().find(|(_, own)| *own == Some(place))?;
        self.printed.rows.get(*row)
    }

    /// What stands for the sum across among its columns.
    pub(super) fn across(&self) -> usize {
        self.columns.len()
    }

    /// The columns that hold figures.
    pub(super) fn figure_columns(&self) -> impl Iterator<Item = (usize, &'a Column)> {
        self.columns.iter().enumerate().filter(|(_, column)| column.kind == ColumnKind::Figure)
    }

    /// The column of that key, the sum across too.
    pub(super) fn column(&self, key: &ColumnKey) -> Option<usize> {
        if *key == ColumnKey::Across {
            return Some(self.across());
        }
        self.columns.iter().position(|column| column.key == *key)
    }

    /// The printed column of one of its columns.
    pub(super) fn printed_column(&self, column: usize) -> Option<&'a page::Column> {
        self.printed.columns.get(self.laid_out.at(column))
    }

    /// The figure that stands there.
    pub(super) fn id(&self, place: Place, column: usize) -> Option<usize> {
        self.ids.get(self.slot(place, column)?).copied().flatten()
    }

    fn slot(&self, place: Place, column: usize) -> Option<usize> {
        let row = match place {
            Place::Line(line) => line,
            Place::Total(total) => self.lines.len() + total,
            Place::Grand => self.lines.len() + self.totals.len(),
        };
        (column <= self.columns.len()).then_some(row * (self.columns.len() + 1) + column)
    }

    /// The figure that the note has there.
    pub(super) fn written(&self, place: Place, column: usize) -> Option<&'a note::Cell> {
        let key = self.columns.get(column).map_or(&ColumnKey::Across, |column| &column.key);
        let of = |cells: &'a [note::Cell]| cells.iter().find(|cell| cell.column == *key);
        match place {
            Place::Line(line) => self.lines.get(line)?.post.and_then(|post| of(&post.cells)),
            Place::Total(total) => self.totals.get(total).and_then(|total| of(total.cells)),
            Place::Grand => match &self.table.grand_total {
                GrandTotal::Row { cells, .. } => of(cells),
                GrandTotal::None => None,
            },
        }
    }

    /// Half a unit of the last decimal, as often as the figure counts; 0 where the table's figures
    /// are exact.
    pub(super) fn half_step(&self, column: usize, times: u32) -> Decimal {
        if !self.table.rounded {
            return Decimal::ZERO;
        }
        let decimals = self
            .columns
            .get(column)
            .and_then(|column| column.decimals)
            .unwrap_or(self.table.decimals);
        Decimal::new(5, decimals.saturating_add(1)).checked_mul(times.into()).unwrap_or_default()
    }

    /// True where it is said under the table that its sums differ from its figures by rounding.
    pub(super) fn says_rounded(&self) -> bool {
        let said = |blocks: &Vec<page::Block>| {
            super::words::of(blocks).to_lowercase().contains("afrunding")
        };
        self.printed.rounding.as_ref().is_some_and(|text| text.to_lowercase().contains("afrunding"))
            || self.printed.note.as_ref().is_some_and(said)
            || self.printed.notes.iter().any(|note| said(&note.blocks))
    }

    /// True where a printed row is what makes the table give what it must.
    pub(super) fn is_rest(&self, row: usize) -> bool {
        let rest = |line: &Line<'_>| {
            line.post.is_some_and(|post| matches!(post.kind, note::Kind::Rest(_)))
        };
        self.rows
            .iter()
            .any(|(at, place)| *at == row && matches!(place, Some(Place::Line(line)) if self.lines.get(*line).is_some_and(rest)))
    }

    /// True where a total says that it adds options which exclude each other.
    pub(super) fn says_options(&self, place: Place) -> bool {
        let printed = self
            .rows
            .iter()
            .filter(|(_, own)| *own == Some(place))
            .map(|(row, _)| label(self.printed, *row));
        printed.into_iter().any(|label| label.contains("udelukker hinanden"))
    }

    /// The lines that a total counts; `None` where that can't be told.
    pub(super) fn counted(&self, register: &Register<'_>, place: Place) -> Option<Vec<usize>> {
        let Place::Total(total) = place else { return lines::counted(register, &self.lines, None) };
        let total = self.totals.get(total)?;
        let all = lines::counted(register, &self.lines, total.filter)?;
        let chosen =
            |line: &usize| match (&total.chosen, self.lines.get(*line).and_then(Line::choice)) {
                (Some(chosen), Some(own)) => chosen.contains(own),
                _ => true,
            };
        Some(all.into_iter().filter(chosen).collect())
    }

    /// True where a written figure has its place on the page: totals have none of columns that are
    /// left out of them.
    pub(super) fn prints(&self, place: Place, column: usize) -> bool {
        let summed = self
            .columns
            .get(column)
            .is_none_or(|column| column.summed || !units::adds_up(self.table, column));
        let sums_across =
            column < self.across() || !matches!(place, Place::Total(_)) || self.table.sums_across();
        matches!(place, Place::Line(_)) || (summed && sums_across)
    }

    /// The total rows that there are, the total row last.
    pub(super) fn totals(&self) -> impl Iterator<Item = Place> {
        (0..self.totals.len()).map(Place::Total).chain(self.grand.then_some(Place::Grand))
    }
}

/// What a written figure is worth: all years of a yearly amount.
pub(super) fn whole(typed: &note::Cell) -> Option<Decimal> {
    let value = typed.value?;
    match value.rate() {
        // Multiplied here, and not taken as it was multiplied before.
        Some(rate) => rate.yearly.decimal().checked_mul(rate.years.into()),
        None => Some(value.amount().decimal()),
    }
}

/// A breach at a printed figure.
pub(super) fn breach(
    sheets: &[Sheet<'_>],
    figure: &Figure<'_>,
    kind: Kind,
    gives: Option<Decimal>,
) -> Breach {
    let (sheet, row, column) = figure.at;
    let sheet = sheets.get(sheet);
    let printed = sheet.map(|sheet| sheet.printed);
    Breach {
        kind,
        id: sheet.map(|sheet| sheet.table.id.value.clone()).unwrap_or_default(),
        table: printed.map(|table| table.title.clone()).unwrap_or_default(),
        row: printed.map(|table| label(table, row)).unwrap_or_default(),
        column: printed
            .and_then(|table| table.columns.get(column))
            .map(|column| column.header.clone())
            .unwrap_or_default(),
        printed: figure.cell.text.clone(),
        gives: gives.map(Amount::new),
    }
}

/// What a printed row is called: the first words in it, or its number where it has none.
pub(super) fn label(table: &page::Table, row: usize) -> String {
    let words = |cell: &page::Cell| {
        cell.blocks.as_ref().map_or_else(|| cell.text.clone(), |blocks| super::words::of(blocks))
    };
    let cells = table.rows.get(row).map(|row| &row.cells[..]).unwrap_or_default();
    let mut labels = table
        .columns
        .iter()
        .zip(cells)
        .filter(|(column, _)| column.kind != "figure")
        .map(|(_, cell)| words(cell));
    labels.find(|words| !words.is_empty()).unwrap_or_else(|| format!("({})", row + 1))
}

/// That a printed table is not laid out as the note has it.
pub(super) fn laid_out(audit: &mut Audit, table: &Table, printed: &page::Table) {
    audit.breaches.push(Breach {
        kind: Kind::Layout,
        id: table.id.value.clone(),
        table: printed.title.clone(),
        row: String::new(),
        column: String::new(),
        printed: String::new(),
        gives: None,
    });
}
