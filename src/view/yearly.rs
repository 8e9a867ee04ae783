//! Amounts that are typed by the year: printed so, and told at the column, or else at the cell.

use crate::equation::{FigureId, Row as Line};
use crate::note::{Column, ColumnKey, Period, Table, TableNo};
use crate::view::PageBuilder;

/// How an amount that may be typed by the year is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ByYear {
    /// As its whole, whatever is typed.
    Whole,
    /// Each year's, as the column says: the whole is so many times that.
    Column(u32),
    /// As it is typed; a rate says so itself.
    Cell,
}

impl PageBuilder<'_> {
    /// How each column's amounts are printed.
    pub(super) fn by_year(&self, index: TableNo, table: &Table) -> Vec<ByYear> {
        let of = |column: &Column| match column.key {
            ColumnKey::Period(Period::Range(..)) => {
                self.all_yearly(index, table, &column.key).map_or(ByYear::Cell, ByYear::Column)
            }
            _ => ByYear::Whole,
        };
        table.columns.iter().map(of).collect()
    }

    /// The years that every amount in a column is a rate over, and one of them is typed so.
    fn all_yearly(&self, index: TableNo, table: &Table, key: &ColumnKey) -> Option<u32> {
        let (system, solution) = (&self.scene.reconciled.system, &self.scene.reconciled.solution);
        let rows = table.post_numbers().map(Line::Post).chain([Line::Grand]);
        let rows = rows.chain(table.total_numbers().map(Line::Total));
        let there = |id: &FigureId| {
            !solution.is_absent(*id)
                && solution.value(*id).amount().is_none_or(|amount| !amount.is_zero())
        };
        let mut all = None;
        let mut typed = false;
        for id in rows.filter_map(|row| system.find(index, row, key)).filter(there) {
            let figure = system.figure(id);
            let rate = solution.rate(id)?;
            let shown = rate.yearly.decimal().normalize().scale() <= figure.measure.decimals;
            if !shown || all.is_some_and(|years| years != rate.years) {
                return None;
            }
            all = Some(rate.years);
            typed |= figure.years.is_some();
        }
        all.filter(|_| typed)
    }
}

/// A column's heading, with what its amounts are of: `2027–2032 årligt`.
pub(super) fn said(heading: String, column: &Column, by_year: ByYear) -> String {
    let (ByYear::Column(years), ColumnKey::Period(period)) = (by_year, &column.key) else {
        return heading;
    };
    if u32::from(period.last() - period.first()) + 1 == years {
        return format!("{heading} årligt");
    }
    format!("{heading} årligt i {years} år")
}
