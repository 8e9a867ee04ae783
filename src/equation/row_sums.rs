//! The equations of a row: its sum across, and columns that are the sum of others.

use rust_decimal::Decimal;

use crate::equation::dimensions::figure_columns;
use crate::equation::{Equation, FigureId, Origin, Row, System};
use crate::note::{Column, ColumnKey, Table, TableNo};

/// What some parts, at most so many, give less the total.
pub(super) fn sum(
    most: usize,
    parts: impl Iterator<Item = FigureId>,
    total: FigureId,
) -> Vec<(Decimal, FigureId)> {
    let mut terms = Vec::with_capacity(most + 1);
    terms.extend(parts.map(|part| (Decimal::ONE, part)));
    terms.push((Decimal::NEGATIVE_ONE, total));
    terms
}

/// The years of a row against its sum across. With `fills_in`, the sum across is filled in by it;
/// else it verifies.
pub(super) fn row_sum(
    system: &mut System,
    index: TableNo,
    table: &Table,
    row: Row,
    fills_in: bool,
) {
    // A total of what is not added up is no sum of its years either.
    if !matches!(row, Row::Post(_)) && !table.adds_up_across() {
        return;
    }
    let Some(total) = system.find(index, row, &ColumnKey::Across) else { return };
    let years = table.across_columns();
    // What a printed sum across has from a year whose sum is not printed, the row doesn't say.
    let left_out = |key: &ColumnKey| {
        table.written(row, key).is_some_and(|cell| cell.no_figure)
            && system.find(index, row, key).is_none()
    };
    let told = system.written(total) || !fills_in;
    if told && table.columns.iter().any(|column| left_out(&column.key)) {
        return;
    }
    let parts = years.filter_map(|column| system.find(index, row, &column.key));
    let terms = sum(table.columns.len(), parts, total);
    let target = fills_in.then_some(total);
    system.equations.push(Equation { origin: Origin::Row, terms, target, rounding: None });
}

/// Columns that are the sum of others.
pub(super) fn column_sums(system: &mut System, index: TableNo, table: &Table, row: Row) {
    // A total of what is not added up is no sum of its neighbours either.
    let is_sum = |column: &&Column| {
        !column.sum_of.is_empty() && (column.summed || matches!(row, Row::Post(_)))
    };
    for column in figure_columns(table).filter(is_sum) {
        let Some(target) = system.find(index, row, &column.key) else { continue };
        // What a term counts in the column's unit; a finding says which can't be stated in it.
        let factor = |name: &str| {
            let key = ColumnKey::Named(name.to_owned());
            table.column(&key)?;
            table.unit_of(&key).factor(table.unit_of(&column.key))
        };
        if !column.sum_of.iter().all(|term| factor(&term.value.name).is_some()) {
            system.void(target);
            continue;
        }
        let mut terms = Vec::new();
        for term in &column.sum_of {
            if let Some(figure) =
                system.find(index, row, &ColumnKey::Named(term.value.name.clone()))
            {
                let factor = factor(&term.value.name).unwrap_or(Decimal::ONE);
                terms.push((term.value.weight.checked_mul(factor).unwrap_or_default(), figure));
            }
        }
        if terms.len() < column.sum_of.len() {
            // A column that is not summed has no total: the sum of the posts says what this one is.
            continue;
        }
        terms.push((Decimal::NEGATIVE_ONE, target));
        // A total of such a column is told by its posts; across the columns it is verified.
        let target = matches!(row, Row::Post(_)).then_some(target);
        system.equations.push(Equation {
            origin: Origin::ColumnSum,
            terms,
            target,
            rounding: None,
        });
    }
}
