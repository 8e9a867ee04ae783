//! What a table's figures are counted in, column by column, and how exactly.

use crate::amount::Unit;
use crate::note::column::{Column, ColumnKey, ColumnKind};
use crate::note::table::Table;

/// What a figure is counted in, and how exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The unit.
    pub unit: Unit,
    /// Decimals.
    pub decimals: u32,
}

impl Table {
    /// What the figures of a column are counted in: its own unit, or the table's.
    pub fn unit_of(&self, key: &ColumnKey) -> Unit {
        self.column(key).and_then(|column| column.unit).unwrap_or(self.unit)
    }

    /// The unit of a column's figures, and their decimals.
    pub fn measure(&self, key: &ColumnKey) -> Measure {
        let column = self.column(key);
        Measure {
            unit: column.and_then(|column| column.unit).unwrap_or(self.unit),
            decimals: column.and_then(|column| column.decimals).unwrap_or(self.decimals),
        }
    }

    /// True where a column of figures is counted in kroner, however many at a time.
    pub fn counts_money(&self, column: &Column) -> bool {
        column.kind == ColumnKind::Figure && column.unit.unwrap_or(self.unit).is_money()
    }

    /// True where it has figures, and none of them is money.
    pub fn is_without_money(&self) -> bool {
        let mut figures =
            self.columns.iter().filter(|column| column.kind == ColumnKind::Figure).peekable();
        figures.peek().is_some() && figures.all(|column| !self.counts_money(column))
    }

    /// What the total row is called where the table does not say: by its type, where it is of money.
    pub fn total_label(&self) -> &'static str {
        let kind = self.table_type().filter(|_| !self.is_without_money());
        kind.map_or("I alt", |kind| kind.total)
    }

    /// True for a column that the table names beside its years or its one amount: it is shown, and
    /// tells of none of the money that these do.
    pub fn is_beside(&self, column: &Column) -> bool {
        let named = |column: &Column| matches!(column.key, ColumnKey::Named(_));
        named(column) && !self.columns.iter().all(named)
    }

    /// True where a column tells of the table's money: it is counted in kroner, it is added up, is
    /// itself no sum of others, and stands beside no years.
    pub fn tells_money(&self, column: &Column) -> bool {
        self.counts_money(column)
            && column.summed
            && column.sum_of.is_empty()
            && !self.is_beside(column)
    }

    /// False for per cent and index numbers that nobody asks to add up: no row of them is a sum.
    pub fn has_sums(&self, column: &Column) -> bool {
        column.summed || column.unit.unwrap_or(self.unit).adds_up()
    }
}
