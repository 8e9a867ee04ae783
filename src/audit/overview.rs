//! A table of a pack's own pages, read back: its rows by what they are called.

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::audit::breach::{Audit, Breach, Elsewhere, Kind};
use crate::audit::danish::{self, Read};
use crate::audit::prose::{Evaluated, Tables};
use crate::audit::sheet::label;
use crate::audit::words;
use crate::note::Period;
use crate::page::{Block, Table};

/// A printed table.
#[derive(Debug)]
pub(super) struct Overview<'a> {
    pub(super) table: &'a Table,
    /// The printed columns of figures, the sum across too.
    pub(super) columns: Vec<usize>,
    /// That of the sum across.
    pub(super) across: Option<usize>,
    /// What each row is called.
    labels: Vec<String>,
    /// What each cell reads as; 0 in columns without figures.
    values: Vec<Vec<Option<Decimal>>>,
}

impl<'a> Overview<'a> {
    pub(super) fn read(table: &'a Table) -> Self {
        let figures =
            table.columns.iter().enumerate().filter(|(_, column)| column.kind == "figure");
        let value = |text: &str| {
            if let Read::Figure(value) = danish::read(text) { Some(value) } else { None }
        };
        let of_row =
            |row: &crate::page::Row| {
                let cells = table.columns.iter().zip(&row.cells);
                cells
                    .map(|(column, cell)| {
                        if column.kind == "figure" {
                            value(&cell.text)
                        } else {
                            Some(Decimal::ZERO)
                        }
                    })
                    .collect()
            };
        Self {
            table,
            columns: figures.map(|(number, _)| number).collect(),
            across: table.columns.iter().position(|column| column.sum),
            labels: (0..table.rows.len()).map(|row| label(table, row)).collect(),
            values: table.rows.iter().map(of_row).collect(),
        }
    }

    /// The table's id; empty for a frame.
    pub(super) fn id(&self) -> &'a str {
        self.table.label.strip_prefix("tabel-").unwrap_or_default()
    }

    pub(super) fn value(&self, row: usize, column: usize) -> Option<Decimal> {
        self.values.get(row)?.get(column).copied().flatten()
    }

    pub(super) fn label(&self, row: usize) -> &str {
        self.labels.get(row).map_or("", String::as_str)
    }

    /// Rows of a kind.
    pub(super) fn rows(&self, kind: &str) -> impl Iterator<Item = usize> {
        self.table
            .rows
            .iter()
            .enumerate()
            .filter(move |(_, row)| row.kind == kind)
            .map(|(number, _)| number)
    }

    /// A row of a frame by its place in [`OF_FRAMES`]: its limit, its use, or what is left.
    pub(super) fn of_frame(&self, which: usize) -> Option<usize> {
        let post = |words: &str| self.rows("post").find(|row| self.label(*row) == words);
        match which {
            0 => post("Ramme"),
            1 => post("Pakkens brug"),
            _ => self.rows("total").last(),
        }
    }

    /// The period that a column is headed by; its price level may stand after it.
    pub(super) fn period(&self, column: usize) -> Option<Period> {
        let own = self.table.columns.get(column).filter(|_| Some(column) != self.across)?;
        let heading = own.header.replace('–', "-");
        Period::parse(heading.split(" (").next().unwrap_or_default())
    }

    /// The column of that heading; a period's dash may be either.
    pub(super) fn column(&self, heading: &str) -> Option<usize> {
        let plain = |text: &str| text.replace('–', "-");
        self.columns.iter().copied().find(|column| {
            self.table
                .columns
                .get(*column)
                .is_some_and(|own| !own.sum && plain(&own.header) == plain(heading))
        })
    }

    /// True where the table says why its figures are not those of others.
    pub(super) fn says_rounded(&self) -> bool {
        let said = |text: &str| text.to_lowercase().contains("afrund");
        self.table.rounding.as_deref().is_some_and(said)
            || self.table.note.as_ref().is_some_and(|blocks| said(&words::of(blocks)))
    }

    /// A breach at a cell.
    pub(super) fn breach(
        &self,
        row: usize,
        column: usize,
        kind: Kind,
        gives: Option<Decimal>,
    ) -> Breach {
        let cell = self.table.rows.get(row).and_then(|row| row.cells.get(column));
        Breach {
            kind,
            id: if self.id().is_empty() { self.table.title.clone() } else { self.id().to_owned() },
            table: self.table.title.clone(),
            row: self.label(row).to_owned(),
            column: self
                .table
                .columns
                .get(column)
                .map(|column| column.header.clone())
                .unwrap_or_default(),
            printed: cell.map(|cell| cell.text.clone()).unwrap_or_default(),
            gives: gives.map(Amount::new),
        }
    }

    /// Holds a cell against an amount; what can't be read is reported where it is read.
    pub(super) fn verify(
        &self,
        row: usize,
        column: usize,
        gives: Option<Decimal>,
        kind: Kind,
        audit: &mut Audit,
    ) {
        let (Some(is), Some(gives)) = (self.value(row, column), gives) else { return };
        audit.verified += 1;
        if is != gives {
            audit.breaches.push(self.breach(row, column, kind, Some(gives)));
        }
    }

    /// Holds a cell against an exact amount: the same, rounded, or one of its neighbours where the
    /// table says that it is rounded.
    pub(super) fn verify_exact(
        &self,
        (row, column): (usize, usize),
        exact: Decimal,
        decimals: u32,
        audit: &mut Audit,
    ) {
        let Some(is) = self.value(row, column) else { return };
        audit.verified += 1;
        let rounded = Amount::new(exact).rounded(decimals).decimal();
        let beside = self.says_rounded() && (is - exact).abs() < Decimal::new(1, decimals);
        if is != exact && is != rounded && !beside {
            let there = Kind::Elsewhere(Elsewhere::Figures);
            audit.breaches.push(self.breach(row, column, there, Some(rounded)));
        }
    }

    /// The sum of rows in a column.
    fn sum(&self, rows: impl Iterator<Item = usize>, column: usize) -> Option<Decimal> {
        rows.map(|row| self.value(row, column))
            .try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value?))
    }

    /// All that the table itself says must be: figures that can be read, sums across, subtotals,
    /// the total.
    pub(super) fn sums(&self, audit: &mut Audit) {
        let mut since = 0;
        for (row, printed) in self.table.rows.iter().enumerate() {
            for column in self.columns.iter().copied() {
                if self.value(row, column).is_none() {
                    audit.breaches.push(self.breach(row, column, Kind::Unreadable, None));
                }
            }
            if printed.kind == "heading" {
                since = row + 1;
                continue;
            }
            if let Some(across) = self.across {
                let years = self.columns.iter().filter(|column| **column != across);
                let sum = years
                    .map(|column| self.value(row, *column))
                    .try_fold(Decimal::ZERO, |sum, year| sum.checked_add(year?));
                self.verify(row, across, sum, Kind::Sum, audit);
            }
            if printed.kind == "subtotal" {
                let posts = || self.rows("post").filter(|post| (since..row).contains(post));
                self.columns.iter().for_each(|column| {
                    self.verify(row, *column, self.sum(posts(), *column), Kind::Sum, audit);
                });
                since = row + 1;
            }
            if printed.kind == "total" {
                let posts = || self.rows("post");
                self.columns.iter().for_each(|column| {
                    self.verify(row, *column, self.sum(posts(), *column), Kind::Sum, audit);
                });
            }
        }
    }

    /// Rows with parts under them that are all there is of them.
    pub(super) fn wholes(&self, audit: &mut Audit) {
        let kind = |row: usize| self.table.rows.get(row).map_or("", |row| row.kind);
        for post in self.rows("post") {
            let parts = || (post + 1..).take_while(|row| kind(*row) == "of-which");
            if parts().next().is_some() {
                self.columns.iter().for_each(|column| {
                    self.verify(post, *column, self.sum(parts(), *column), Kind::Sum, audit);
                });
            }
        }
    }
}

/// A pack's tables as its introduction names them.
pub(super) struct OfPack<'f, 'a> {
    pub(super) overviews: &'f [Overview<'a>],
    pub(super) frames: &'f [Overview<'a>],
    pub(super) unit: Unit,
    pub(super) decimals: u32,
    /// What a row of that id is called in the table of that id.
    pub(super) called: &'f dyn Fn(&str, &str) -> Option<String>,
}

/// The frames as tables: limit, use and what is left, each a row of every frame.
const OF_FRAMES: [&str; 3] = ["rammer", "brug", "rest"];

impl Tables for OfPack<'_, '_> {
    fn table(&self, id: &str) -> Option<usize> {
        let frames =
            OF_FRAMES.iter().position(|own| *own == id).map(|at| self.overviews.len() + at);
        self.overviews.iter().position(|overview| overview.id() == id).or(frames)
    }

    fn row(&self, table: usize, name: &str) -> Option<usize> {
        let Some(overview) = self.overviews.get(table) else {
            return self.frames.iter().position(|frame| {
                frame.table.columns.first().is_some_and(|stub| stub.header == name)
            });
        };
        if name == "i_alt" {
            return overview.rows("total").last();
        }
        let called = (self.called)(overview.id(), name)?;
        overview
            .rows("post")
            .chain(overview.rows("of-which"))
            .find(|row| overview.label(*row).starts_with(&called))
    }

    fn cell(&self, table: usize, row: usize, column: &str) -> Option<Evaluated> {
        let Some(overview) = self.overviews.get(table) else {
            let frame = self.frames.get(row)?;
            return Some(Evaluated::one(
                frame
                    .value(frame.of_frame(table - self.overviews.len())?, frame.column(column)?)?,
                self.unit,
            ));
        };
        if column == "i_alt" {
            self.alone(table, row)
        } else {
            Some(Evaluated::one(overview.value(row, overview.column(column)?)?, self.unit))
        }
    }

    fn alone(&self, table: usize, row: usize) -> Option<Evaluated> {
        let overview = self.overviews.get(table)?;
        Some(Evaluated::one(overview.value(row, overview.across?)?, self.unit))
    }

    /// With other decimals than the overviews have, a figure is rounded from the exact one: it lies
    /// beside theirs.
    fn tolerance(&self, value: &Evaluated) -> Decimal {
        let Some((unit, asked)) = value.unit.zip(value.decimals) else { return Decimal::ZERO };
        let digits = |unit: Unit, decimals: u32| i64::from(decimals) - i64::from(unit.exponent());
        if digits(unit, asked) == digits(self.unit, self.decimals) {
            return Decimal::ZERO;
        }
        let one = self.unit.convert(Amount::new(Decimal::new(1, self.decimals)), unit);
        let each =
            one.and_then(|one| one.decimal().checked_add(Decimal::new(5, asked.saturating_add(1))));
        each.and_then(|each| each.checked_mul(value.figures.into())).unwrap_or_default()
    }

    fn name(&self, table: usize) -> (String, String) {
        let overview = self.overviews.get(table);
        overview
            .map(|overview| (overview.id().to_owned(), overview.table.title.clone()))
            .unwrap_or_default()
    }
}

/// The blocks of a text, or none.
pub(super) fn blocks(text: Option<&Vec<Block>>) -> &[Block] {
    text.map_or(&[], Vec::as_slice)
}
