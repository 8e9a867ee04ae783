//! A forgotten figure: a row that has one in every other year, and with one there all that fails
//! holds.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::{Figure, FigureId, Origin, Row, State, System};
use crate::note::{Cell, ColumnKey, Kind, Note, PostNo, TableNo};
use crate::reconcile::check::Check;
use crate::reconcile::window;

/// A figure that is not written, and what it would have to be.
#[derive(Clone, Copy, Debug)]
pub struct Forgotten {
    /// The figure.
    pub figure: FigureId,
    /// What would have to be typed.
    pub value: Amount,
}

/// How many times larger or smaller than its neighbours a forgotten figure may be.
const MOST_TIMES: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// The only forgotten figure that mends as many of the failed checks as any does.
pub(super) fn find(
    note: &Note,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
) -> Option<(Vec<usize>, Forgotten)> {
    let of_failed = failed.iter().flat_map(|index| checks[*index].base_figures.keys().copied());
    let absent: BTreeSet<FigureId> =
        of_failed.filter(|figure| system.figure(*figure).state == State::Absent).collect();
    let mut found: Vec<(Vec<usize>, Forgotten)> = Vec::new();
    for figure in absent {
        let known = system.figure(figure);
        let Some(row) = row(note, system, known) else { continue };
        let touched = uses.get(&figure).map_or(&[][..], Vec::as_slice);
        for (changes, mended) in window::changes(checks, failed, touched, figure) {
            let Some(window) = changes.typed(known) else { continue };
            let first = mended.first().and_then(|index| {
                let check = &checks[*index];
                check.residual.negated().divided_by(*check.base_figures.get(&figure)?)
            });
            let value = window.nearest(first.unwrap_or(window.low));
            if !value.is_zero() && is_likely(system, known, &row, value) {
                found.push((mended, Forgotten { figure, value }));
            }
        }
    }
    let most = found.iter().map(|(mended, _)| mended.len()).max()?;
    found.retain(|(mended, _)| mended.len() == most);
    if found.len() == 1 { found.pop() } else { None }
}

/// The posts without any figure that the failed checks of their tables speak of, where a table has
/// only one: what it lacks is told once.
pub(super) fn empty_posts(
    note: &Note,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
) -> Vec<(TableNo, PostNo, Vec<usize>)> {
    let mut out = Vec::new();
    for (number, table) in note.numbered_tables() {
        let mut empty = table.numbered_posts().filter(|(_, post)| {
            matches!(post.kind, Kind::Plain) && post.cells.is_empty() && !post.astray
        });
        let (Some((post, _)), None) = (empty.next(), empty.next()) else { continue };
        let figures = table
            .columns
            .iter()
            .filter_map(|column| system.find(number, Row::Post(post), &column.key));
        let of: BTreeSet<usize> = figures
            .filter_map(|figure| uses.get(&figure))
            .flatten()
            .copied()
            .filter(|index| failed.contains(index))
            .collect();
        let between = |index: &usize| {
            matches!(system.equations[checks[*index].equation].origin, Origin::SameMoney(_))
        };
        if of.len() > 1 && of.iter().all(between) {
            out.push((number, post, of.into_iter().collect()));
        }
    }
    out
}

/// The figures in the other years of an ordinary post's row, in the order of its columns, with the
/// place that is empty; `None` where it is not the only one.
fn row(note: &Note, system: &System, figure: &Figure) -> Option<Years> {
    let Row::Post(post) = figure.row else { return None };
    let table = note.table_at(figure.table)?;
    let of = table.post_at(post)?;
    let dash = of.cell(&figure.column).is_some_and(|cell| cell.no_figure);
    if dash || of.permanent || !matches!(of.kind, Kind::Plain) {
        return None;
    }
    let mut years: Vec<(ColumnKey, Amount)> = Vec::new();
    let mut place = None;
    for column in table.columns.iter() {
        // A year in which no post has anything is not one that a row lacks.
        let is_used = || {
            table.posts.iter().any(|post| {
                let cell = post.cell(&column.key).and_then(Cell::amount);
                post.counted() && cell.is_some_and(|amount| !amount.is_zero())
            })
        };
        if !matches!(column.key, ColumnKey::Period(_))
            || (column.key != figure.column && !is_used())
        {
            continue;
        }
        if column.key == figure.column {
            place = Some(years.len());
            continue;
        }
        let other = system.find(figure.table, figure.row, &column.key)?;
        years.push((column.key.clone(), system.figure(other).written()?));
    }
    Some(Years { years, place: place? }).filter(|row| !row.years.is_empty())
}

/// A row without the figure that it lacks.
struct Years {
    years: Vec<(ColumnKey, Amount)>,
    place: usize,
}

/// True for what a row could well have where it has nothing: its neighbour's figure, one of the size
/// of those on both sides, or that of a row of another table that is the same in all other years.
fn is_likely(system: &System, figure: &Figure, row: &Years, value: Amount) -> bool {
    let neighbours = [row.place.checked_sub(1), Some(row.place)].into_iter().flatten();
    let neighbours: Vec<Amount> =
        neighbours.filter_map(|at| row.years.get(at)).map(|(_, amount)| *amount).collect();
    let is_like = |other: &Amount| {
        let within = |one: Amount, other: Amount| {
            other.abs().times(MOST_TIMES).is_some_and(|most| one.abs() <= most)
        };
        other.is_negative() == value.is_negative() && within(value, *other) && within(*other, value)
    };
    neighbours.contains(&value)
        || (neighbours.len() == 2 && neighbours.iter().all(is_like))
        || stands_elsewhere(system, figure, row, value)
}

/// True where a row of another table has the same figures in all years.
fn stands_elsewhere(system: &System, figure: &Figure, row: &Years, value: Amount) -> bool {
    let has = |table: TableNo, of: Row, key: &ColumnKey, wanted: Amount| {
        let found = system.find(table, of, key).map(|found| system.figure(found));
        found.is_some_and(|found| {
            found.measure.unit == figure.measure.unit && found.written() == Some(wanted)
        })
    };
    system.figures.iter().any(|other| {
        other.table != figure.table
            && other.column == figure.column
            && matches!(other.row, Row::Post(_))
            && has(other.table, other.row, &figure.column, value)
            && row.years.iter().all(|(key, amount)| has(other.table, other.row, key, *amount))
    })
}
