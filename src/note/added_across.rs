//! The sum of each row across a table's columns: what it is of, and where it is printed.

use crate::note::column::{Column, ColumnKey, ColumnKind};
use crate::note::prices::PriceLevels;
use crate::note::table::Table;

impl Table {
    /// What the sum across is called.
    pub fn across_heading(&self) -> &str {
        self.across.text.as_ref().map_or("I alt", |word| &word.value)
    }

    /// How many of its columns are printed before the sum across.
    pub fn before_across(&self) -> usize {
        self.across.place.unwrap_or(usize::MAX).min(self.columns.len())
    }

    /// The columns that a sum across is the sum of: its years, or where it has none, the columns
    /// that it names and that are counted and added up alike.
    pub fn across_columns(&self) -> impl Iterator<Item = &Column> {
        let dated = self.periods().next().is_some();
        self.columns.iter().filter(move |column| match column.key {
            ColumnKey::Period(_) => true,
            ColumnKey::Named(_) if !dated => {
                column.kind == ColumnKind::Figure
                    && column.summed
                    && column.sum_of.is_empty()
                    && column.unit.is_none_or(|own| own == self.unit)
            }
            _ => false,
        })
    }

    /// False where what a sum across is of is not added up: then a row that is a sum has none, unless
    /// one is written.
    pub fn adds_up_across(&self) -> bool {
        self.across_columns().all(|column| self.has_sums(column))
    }

    /// True where a row that does not go on has a sum across: there are columns to add, and the
    /// table says so, or does not say and has years of money.
    pub fn adds_across(&self) -> bool {
        let said = self
            .across
            .shown
            .unwrap_or_else(|| self.unit.is_money() && self.periods().next().is_some());
        said && !self.permanent && self.across_columns().count() > 1
    }

    /// True where a sum across all of its columns means something: one price level, nothing
    /// permanent.
    pub fn sums_across(&self) -> bool {
        let permanent = self.posts.iter().any(|post| post.permanent);
        let mixed = self.prices.as_ref().is_some_and(PriceLevels::mixed);
        self.adds_across() && !permanent && !mixed
    }
}
