//! What one of two tables about the same money says, and the other does not: a year, or that a post
//! continues after the last one.

use crate::diagnostic::{Diagnostic, rule};
use crate::key;
use crate::note::{Column, Period, Post, Table};
use crate::rule::context::Context;
use crate::source::Span;
use crate::text;
use crate::text::short;

rule!(
    ONE_SIDED_TABLE = "kun-i-den-ene", Remark;
    "Den ene af to tabeller om de samme midler har et år eller en varig post, som den anden ikke har.",
    "One of two tables about the same money has a year or a permanent post that the other has not."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let tables = &context.reconciled.note.tables;
    let mut told: Vec<Span> = Vec::new();
    for (left, right) in &context.reconciled.system.linked {
        let (a, b) = (&tables[*left], &tables[*right]);
        if a.finances.is_some() || b.finances.is_some() {
            continue;
        }
        for (one, other) in [(a, b), (b, a)] {
            let found = permanent(one, other).into_iter().chain(year(one, other));
            for finding in found {
                if !told.contains(&finding.primary.span) {
                    told.push(finding.primary.span);
                    findings.push(finding);
                }
            }
        }
    }
}

fn is_permanent(table: &Table, post: &Post) -> bool {
    table.permanent || post.permanent
}

/// A post that continues, where no post of the other table does.
fn permanent(one: &Table, other: &Table) -> Option<Diagnostic> {
    let own = one.posts.iter().find(|post| post.counted() && is_permanent(one, post))?;
    let says = other.posts.iter().any(|post| is_permanent(other, post));
    let can_say = other.table_type()?.use_of(&key::post::PERMANENT).is_some();
    let alike = one.periods().map(Period::last).max() == other.periods().map(Period::last).max();
    if says || !can_say || !alike {
        return None;
    }
    let name = own.name()?;
    let (post, id, there) = (short(&name.value), &one.id.value, &other.id.value);
    let message = text!(
        "`{post}` er varig i `{id}`, men ingen post er det i `{there}`",
        "`{post}` is permanent in `{id}`, but no post is in `{there}`"
    );
    let finding = Diagnostic::new(&ONE_SIDED_TABLE, name.span, message);
    Some(finding.label(other.id.span, text!("her er ingen varig", "none is here")).help(text!(
        "er pengene varige, så skriv varig = true på den samme post i `{there}`",
        "if the money is permanent, write varig = true on the same post in `{there}`"
    )))
}

/// A year with amounts that is no part of what the other table has.
fn year(one: &Table, other: &Table) -> Option<Diagnostic> {
    if !one.own_years && !other.own_years {
        return None;
    }
    let has = |table: &Table, column: &Column| {
        let Some(year) = column.year else { return true };
        let mut periods = table.periods().peekable();
        periods.peek().is_none()
            || periods.any(|own| own.first() <= year.last() && year.first() <= own.last())
    };
    let lacking = |column: &&Column| one.tells_money(column) && !has(other, column);
    let (column, cell) = one.columns.iter().filter(lacking).find_map(|column| {
        let mut cells = one.posts.iter().filter(|post| post.counted());
        let cell = cells.find_map(|post| {
            let cell = post.cell(&column.key)?;
            cell.amount().is_some_and(|amount| !amount.is_zero()).then_some(cell)
        })?;
        Some((column, cell))
    })?;
    let (year, id, there) = (&column.key, &one.id.value, &other.id.value);
    let message = text!(
        "`{id}` har beløb i {year}, men `{there}` har ikke {year} med",
        "`{id}` has amounts in {year}, but `{there}` does not have {year}"
    );
    let finding = Diagnostic::new(&ONE_SIDED_TABLE, cell.span, message);
    Some(finding.label(other.id.span, text!("året mangler her", "the year is missing here")).help(
        text!(
            "skriv {year} i `aar` i `{there}` også, eller slet det her",
            "write {year} in `aar` of `{there}` too, or delete it here"
        ),
    ))
}
