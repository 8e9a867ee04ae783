//! A table that says another unit than its figures are typed in: figure for figure it has what another
//! table about the same money has in its own unit. Tables in two units are compared only where the
//! coarser says that it is rounded, so no sum tells of it.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, Sides};
use crate::equation::dimensions::Money;
use crate::equation::same_money;
use crate::note::{Period, Table, TableNo};
use crate::rule::context::Context;
use crate::rule::sums::wrong_unit;
use crate::text;

/// A table in another unit than it says, and the table that has the same figures.
#[derive(Clone, Copy)]
pub(super) struct OtherUnit {
    pub(super) table: TableNo,
    pub(super) other: TableNo,
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for found in find(context) {
        findings.extend(finding(context, found));
    }
}

/// The tables that are typed in another unit than they say.
pub(super) fn find(context: &Context<'_>) -> Vec<OtherUnit> {
    let (note, money) = (&context.reconciled.note, &context.reconciled.system.money);
    let mut out: Vec<OtherUnit> = Vec::new();
    let own = |table: &Table| {
        table.unit.is_money()
            && table.derived_from.is_none()
            && table.sum_of.is_empty()
            && !table.excerpt
            && table.columns.iter().all(|column| column.unit.is_none())
    };
    for (right, table) in note.numbered_tables().filter(|(_, table)| own(table)) {
        for (left, other) in
            note.numbered_tables().filter(|(left, other)| *left < right && own(other))
        {
            let same = matches!(
                (money.at(left), money.at(right)),
                (Some(Money::Named(a)), Some(Money::Named(b))) if a == b
            );
            let told = |number: TableNo| out.iter().any(|known| known.table == number);
            if !same || same_money::convertible(table, other) || told(left) || told(right) {
                continue;
            }
            if typed_alike(context, left, right) {
                let usual = context.round.unit;
                // What says nothing has the round's unit.
                let first = other.own_unit.is_some() && table.unit == usual;
                let (table, other) = if first { (left, right) } else { (right, left) };
                out.push(OtherUnit { table, other });
            }
        }
    }
    out
}

/// True for two tables whose figures come to the same in every period, as they are typed.
fn typed_alike(context: &Context<'_>, left: TableNo, right: TableNo) -> bool {
    let (Some(one), Some(other)) = (sums(context, left), sums(context, right)) else {
        return false;
    };
    // One amount may be the same by chance.
    one.len() > 1 && one == other
}

/// What a table's figures come to in each period that has any, as they are typed.
fn sums(context: &Context<'_>, number: TableNo) -> Option<BTreeMap<Option<Period>, Amount>> {
    let (system, solution) = (&context.reconciled.system, &context.reconciled.solution);
    let table = context.reconciled.note.table_at(number)?;
    let mut sums: BTreeMap<Option<Period>, Amount> = BTreeMap::new();
    for entry in same_money::entries(system, number, table, &context.names) {
        let amount = solution.value(entry.figure).amount()?;
        let sum = sums.entry(entry.period).or_default();
        *sum = sum.plus(amount)?;
    }
    sums.retain(|_, sum| !sum.is_zero());
    Some(sums)
}

fn finding(context: &Context<'_>, found: OtherUnit) -> Option<Diagnostic> {
    let note = &context.reconciled.note;
    let (table, other) = (note.table_at(found.table)?, note.table_at(found.other)?);
    let finding = wrong_unit::told(context, (found.table, found.other), other.unit);
    let help = wrong_unit::help(context, found.table, other.unit);
    // What a figure of them is in the two units.
    let (_, sum) = sums(context, found.table)?.into_iter().next()?;
    let finest = same_money::finest(table, other)?;
    let sides = Sides::new(table.unit.convert(sum, finest)?, other.unit.convert(sum, finest)?)?;
    let (id, other_id) = (&table.id.value, &other.id.value);
    let (left, right, difference) = (sides.left, sides.right, sides.difference.abs());
    let unit = finest.short();
    Some(finding.sides(sides).help(help).note(text!(
        "{id} {left} {unit} ≠ {other_id} {right} {unit} (forskel {difference} {unit})",
        "{id} {left} {unit} ≠ {other_id} {right} {unit} (difference {difference} {unit})"
    )))
}
