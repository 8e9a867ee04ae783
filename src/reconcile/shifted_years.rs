//! Figures that all stand a year too early or too late: moved by one, what they break holds.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::equation::{Figure, FigureId, Row};
use crate::note::{ColumnKey, Kind, Period, PostNo, Table, TableNo};
use crate::reconcile::mended::Checked;

/// A post, or a table, whose figures stand a year from where they should.
#[derive(Clone, Debug)]
pub struct ShiftedYears {
    /// The table.
    pub table: TableNo,
    /// The post; `None` where it is all of them.
    pub post: Option<PostNo>,
    /// True where they stand too early.
    pub early: bool,
    /// The first and the last year that they stand under.
    pub years: (u16, u16),
    /// The first of the figures.
    pub figure: FigureId,
    /// Another table, where moving its figures the other way would do as well.
    pub or: Option<TableNo>,
    /// The failed checks that hold once they are moved.
    pub checks: Vec<usize>,
}

/// The most posts that are looked at, one by one.
const MOST_POSTS: usize = 400;

/// The only shift that mends what fails between two tables; of two tables that could be shifted
/// against each other, it is the later one.
pub(super) fn find(checked: &Checked<'_>) -> Option<ShiftedYears> {
    let tables = checked.compared();
    let of = |table: TableNo, post: Option<PostNo>| {
        [true, false].into_iter().filter_map(move |early| shifted(checked, (table, post), early))
    };
    // All posts of a table: the simpler slip, for it is one.
    let mut whole = tables.iter().rev().flat_map(|table| of(*table, None));
    if let Some(first) = whole.next() {
        let or = whole.map(|other| other.table).find(|table| *table != first.table);
        return Some(ShiftedYears { or, ..first });
    }
    let posts = checked.posts(&tables, MOST_POSTS);
    let found = posts.flat_map(|(table, post)| of(table, Some(post)));
    let found: Vec<ShiftedYears> = found.collect();
    let last = found.iter().map(|one| one.table).max()?;
    let or = found.iter().map(|one| one.table).find(|table| *table != last);
    let mut found = found.into_iter().filter(|one| one.table == last);
    let only = found.next().filter(|_| found.next().is_none())?;
    Some(ShiftedYears { or, ..only })
}

/// The years of a table, where they come one after the other.
fn years(table: &Table) -> Option<Vec<u16>> {
    let mut years: Vec<u16> = Vec::new();
    for column in table.columns.iter() {
        match column.key {
            ColumnKey::Period(Period::Year(year)) => {
                if years.last().is_some_and(|last| last.checked_add(1) != Some(year)) {
                    return None;
                }
                years.push(year);
            }
            ColumnKey::Period(_) => return None,
            _ => {}
        }
    }
    Some(years).filter(|years| years.len() > 2)
}

/// The figures of a table or of one post of it, a year later or earlier, where all that they are in
/// holds then.
fn shifted(
    checked: &Checked<'_>,
    (number, post): (TableNo, Option<PostNo>),
    early: bool,
) -> Option<ShiftedYears> {
    let (table, system) = (&checked.note.tables[number], checked.system);
    let years = years(table)?;
    let mut changes: BTreeMap<FigureId, Amount> = BTreeMap::new();
    let (mut first, mut last, mut figure) = (u16::MAX, 0, None);
    for (own, of) in table.numbered_posts() {
        if post.is_some_and(|post| post != own) {
            continue;
        }
        // What is computed from others moves with them.
        if !matches!(of.kind, Kind::Plain) {
            post?;
            continue;
        }
        let figures: Vec<Option<FigureId>> = years
            .iter()
            .map(|year| {
                let key = ColumnKey::Period(Period::Year(*year));
                system.find(number, Row::Post(own), &key)
            })
            .collect();
        let written = |at: usize| {
            let known = figures.get(at).copied().flatten().map(|id| system.figure(id));
            known.and_then(Figure::written).unwrap_or_default()
        };
        for (at, year) in years.iter().enumerate() {
            let old = written(at);
            if !old.is_zero() {
                (first, last) = (first.min(*year), last.max(*year));
                figure = figure.or(figures.get(at).copied().flatten());
                // What would fall out of the table is not moved.
                let edge = if early { years.len().saturating_sub(1) } else { 0 };
                if at == edge {
                    return None;
                }
            }
            let from = if early { at.checked_sub(1) } else { at.checked_add(1) };
            let change = from.map(written).unwrap_or_default().minus(old)?;
            if !change.is_zero() {
                changes.insert(figures.get(at).copied().flatten()?, change);
            }
        }
    }
    // One figure in the wrong column is told as that.
    if last <= first {
        return None;
    }
    let checks = checked.mended(&changes)?;
    let years = (first, last);
    Some(ShiftedYears { table: number, post, early, years, figure: figure?, or: None, checks })
}
