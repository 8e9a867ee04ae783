//! A table whose figures are typed in another unit than it says: all that it is held against is the
//! same number of times larger or smaller.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::equation::System;
use crate::note::{Note, Table, TableNo};
use crate::reconcile::check::Check;

/// A table typed in another unit than it says.
#[derive(Clone, Debug)]
pub struct WrongUnit {
    /// The table.
    pub table: TableNo,
    /// The unit that its figures are typed in.
    pub typed: Unit,
    /// A table that it then agrees with.
    pub other: TableNo,
    /// The failed checks that hold in that unit.
    pub checks: Vec<usize>,
}

/// The table that is typed in another unit than it says, where there is one. Of two that lie a
/// thousand apart it is the one that says a unit of its own where the round has another, and else
/// the one with the larger figures.
pub(super) fn find(
    note: &Note,
    usual: Unit,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
) -> Option<WrongUnit> {
    let mut found: Vec<WrongUnit> = Vec::new();
    for (number, table) in note.tables.iter().enumerate().map(|(at, table)| (TableNo(at), table)) {
        if !can_be(table) {
            continue;
        }
        let units = Unit::ALL.into_iter().map(|(_, unit)| unit);
        let others = units.filter(|unit| unit.is_money() && *unit != table.unit);
        found.extend(
            others.filter_map(|typed| mended(system, checks, failed, (number, table.unit), typed)),
        );
    }
    found.into_iter().min_by_key(|wrong| {
        let table = &note.tables[wrong.table];
        let larger = wrong.typed.exponent() < table.unit.exponent();
        (
            std::cmp::Reverse(wrong.checks.len()),
            table.own_unit.is_none(),
            table.own_unit.is_some() && wrong.typed != usual,
            !larger,
            wrong.table,
        )
    })
}

/// True for a table of money in one unit.
fn can_be(table: &Table) -> bool {
    table.unit.is_money()
        && table.derived_from.is_none()
        && table.sum_of.is_empty()
        && table.columns.iter().all(|column| column.unit.is_none())
}

/// A table in another unit, where all that holds it against other tables holds then.
fn mended(
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    (number, said): (TableNo, Unit),
    typed: Unit,
) -> Option<WrongUnit> {
    let factor = typed.factor(said)?;
    let mut mends = Vec::new();
    let (mut other, mut figures) = (None, BTreeSet::new());
    for (index, check) in checks.iter().enumerate() {
        let mut after = check.residual;
        let mut could = Decimal::ZERO;
        let (mut has, mut others) = (false, None);
        for (id, weight) in &check.base_figures {
            let figure = system.figure(*id);
            let mut half = figure.half_step().checked_mul(weight.abs())?;
            if figure.table == number {
                let written = figure.written().unwrap_or_default();
                has |= !written.is_zero();
                let whole = written.times(*weight)?;
                after = after.plus(whole.times(factor)?)?.minus(whole)?;
                half = half.checked_mul(factor)?;
                figures.extend(failed.contains(&index).then_some(*id));
            } else if figure.written().is_some_and(|amount| !amount.is_zero()) {
                others = Some(figure.table);
            }
            could = could.checked_add(half)?;
        }
        // What a table adds up by itself is the same in any unit.
        if !has || others.is_none() {
            continue;
        }
        if after.abs() > Amount::new(could) {
            return None;
        }
        if failed.contains(&index) {
            mends.push(index);
            other = other.or(others);
        }
    }
    // One figure that is off by a thousand is that figure's own slip.
    let other = other.filter(|_| figures.len() > 1)?;
    Some(WrongUnit { table: number, typed, other, checks: mends })
}
