//! What the figures of a typed table are counted in, as the auditor sees it, and which of them can
//! be added up.

use rust_decimal::Decimal;

use crate::amount::Unit;
use crate::note::{Column, ColumnKey, ColumnKind, Table};

/// What a column's figures are counted in.
pub(super) fn unit(table: &Table, column: &Column) -> Unit {
    column.unit.unwrap_or(table.unit)
}

/// False for per cent and index numbers that are not said to be added up.
pub(super) fn adds_up(table: &Table, column: &Column) -> bool {
    column.summed || !matches!(unit(table, column), Unit::PerCent | Unit::Index)
}

/// True for a column beside years, or beside one amount, that is neither.
pub(super) fn beside(columns: &[Column], column: &Column) -> bool {
    matches!(column.key, ColumnKey::Named(_))
        && columns.iter().any(|other| !matches!(other.key, ColumnKey::Named(_)))
}

/// True where a column of a table is kroner that the table's money is made of.
pub(super) fn tells_money(table: &Table, columns: &[Column], column: &Column) -> bool {
    let money = matches!(
        unit(table, column),
        Unit::Kr | Unit::ThousandKr | Unit::MillionKr | Unit::BillionKr
    );
    let figures = column.kind == ColumnKind::Figure;
    money && figures && column.summed && column.sum_of.is_empty() && !beside(columns, column)
}

/// True where a table has figures, and none of them is kroner.
pub(super) fn no_money(table: &Table) -> bool {
    let figures = table.columns.iter().filter(|column| column.kind == ColumnKind::Figure);
    let mut units = figures.map(|column| unit(table, column)).peekable();
    units.peek().is_some() && units.all(|unit| !unit.is_money())
}

/// The columns that a sum across is the sum of, by number: the years, or without any, the table's
/// own columns in its own unit.
pub(super) fn added_across(table: &Table, columns: &[Column]) -> Vec<usize> {
    let year = |column: &Column| matches!(column.key, ColumnKey::Period(_));
    let dated = columns.iter().any(year);
    let own = |column: &Column| {
        matches!(column.key, ColumnKey::Named(_))
            && column.kind == ColumnKind::Figure
            && column.summed
            && column.sum_of.is_empty()
            && unit(table, column) == table.unit
    };
    let counts = |column: &Column| if dated { year(column) } else { own(column) };
    (0..columns.len()).filter(|number| counts(&columns[*number])).collect()
}

/// What one of a unit is in another; none where one is no money.
pub(super) fn factor(from: Unit, to: Unit) -> Option<Decimal> {
    let thousands = |unit| match unit {
        Unit::Kr => Some(0),
        Unit::ThousandKr => Some(1),
        Unit::MillionKr => Some(2),
        Unit::BillionKr => Some(3),
        _ => None,
    };
    if from == to {
        return Some(Decimal::ONE);
    }
    let (from, to): (u32, u32) = (thousands(from)?, thousands(to)?);
    let mut factor = Decimal::ONE;
    for _ in 0..from.abs_diff(to) {
        factor = if from > to {
            factor.checked_mul(Decimal::ONE_THOUSAND)?
        } else {
            factor.checked_div(Decimal::ONE_THOUSAND)?
        };
    }
    Some(factor)
}
