//! Tables about the same money: they must agree wherever they overlap.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::amount::Unit;
use crate::equation::compared::Compared;
use crate::equation::dimensions::{self, Carried, Dimension, Dimensions, Money, Names};
use crate::equation::{Equation, FigureId, Origin, Row, System, options, rows};
use crate::note::{Column, ColumnKey, Note, Period, PriceLevels, Table, TableNo};

/// One cell of money, in the table's own terms.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'s> {
    pub(crate) dims: Cow<'s, Dimensions>,
    pub(crate) period: Option<Period>,
    pub(crate) figure: FigureId,
}

/// What of a cell is compared.
type Cell = (Option<Period>, FigureId);

/// A table's counted cells: what it tells of its money.
pub(crate) fn entries<'s>(
    system: &'s System,
    index: TableNo,
    table: &Table,
    names: &Names<'_>,
) -> Vec<Entry<'s>> {
    let mut out = Vec::new();
    for column in table.columns.iter().filter(|column| table.tells_money(column)) {
        for (_, figure) in rows::counted(system, index, table, &column.key) {
            let Row::Post(post) = system.figure(figure).row else { continue };
            let dims = names.cell(&system.dims[index][post], column);
            out.push(Entry { dims, period: column.year, figure });
        }
    }
    out
}

/// Adds the equations between tables about the same money, and between financing and expenditure.
pub(super) fn add(system: &mut System, note: &Note, names: &Names<'_>) {
    for right in note.table_numbers() {
        for left in note.table_numbers().take_while(|left| *left < right) {
            if !comparable(system, note, left, right) {
                continue;
            }
            let equations = compare(system, note, names, left, right);
            if !equations.is_empty() {
                system.linked.push((left, right));
            }
            system.equations.extend(equations);
        }
    }
    for (financing, table) in note.numbered_tables() {
        let Some(word) = &table.finances else { continue };
        let Some(expenditure) = note.table_number(&word.value) else { continue };
        finance(system, note, financing, expenditure);
    }
}

fn comparable(system: &System, note: &Note, left: TableNo, right: TableNo) -> bool {
    let (a, b) = (&note.tables[left], &note.tables[right]);
    let same = matches!((&system.money[left], &system.money[right]), (Money::Named(a), Money::Named(b)) if a == b);
    same && !a.excerpt
        && !b.excerpt
        && convertible(a, b)
        && same_prices(a, b)
        && !a.posts.is_empty()
        && !b.posts.is_empty()
}

/// True where two tables can be stated in one unit: they are in the same, or the one in the coarser
/// says that its figures are rounded. A coarser one that claims to be exact is as a rule rounded
/// all the same, and is not held against the other.
pub fn convertible(a: &Table, b: &Table) -> bool {
    let Some(finest) = finest(a, b) else { return true };
    let exact =
        |table: &Table| table.rounded || dimensions::money_units(table).all(|unit| unit == finest);
    exact(a) && exact(b)
}

/// The finest of the units of two tables' money.
pub(crate) fn finest(a: &Table, b: &Table) -> Option<Unit> {
    dimensions::money_units(a).chain(dimensions::money_units(b)).reduce(Unit::finer)
}

/// True where two tables are in the same prices in every period both have.
fn same_prices(a: &Table, b: &Table) -> bool {
    // That of all counted posts; none where they have several.
    let of = |table: &Table, period| {
        let mut all = table
            .posts
            .iter()
            .filter(|post| post.counted())
            .map(|post| table.prices_of(post, period));
        let first = all.next();
        first.filter(|first| all.all(|other| other == *first))
    };
    let whole = |table: &Table| {
        let own = table.posts.iter().filter(|post| post.counted()).find_map(|post| post.prices);
        own.map(PriceLevels::One).or_else(|| table.prices.clone()).filter(|_| !table.mixes_prices())
    };
    let mut shared =
        a.periods().filter(|period| b.periods().any(|other| other == *period)).peekable();
    if shared.peek().is_none() {
        return whole(a) == whole(b);
    }
    shared.all(|period| of(a, period) == of(b, period))
}

/// The codes of the table's own scope.
fn scope(table: &Table, dimension: Dimension, names: &Names<'_>) -> Option<String> {
    match dimension {
        Dimension::Area => table.area.as_ref().map(|word| names.area(&word.value)),
        Dimension::Committee => table.committee.as_ref().map(|word| names.committee(&word.value)),
        Dimension::Appropriation | Dimension::Choice => None,
    }
}

/// What cells are grouped by: their codes in the dimensions that are compared, in the order of
/// [`Dimension::ALL`].
type Key<'c> = [Option<&'c str>; Dimension::ALL.len()];

/// The equations between two tables: one for each code and period that either tells of.
fn compare(
    system: &System,
    note: &Note,
    names: &Names<'_>,
    left: TableNo,
    right: TableNo,
) -> Vec<Equation> {
    let (a, b) = (&note.tables[left], &note.tables[right]);
    let mut by = Vec::new();
    for dimension in Dimension::ALL {
        let carried = |index: TableNo, table| {
            dimensions::carried(table, &system.dims[index], dimension) == Carried::All
        };
        // What the register does not know is told by a rule; the tables are then compared by the
        // rest.
        let known = [left, right].iter().all(|table| {
            let mut codes = system.dims[*table].iter().filter_map(|dims| dims.get(dimension));
            codes.all(|code| names.knows(dimension, code))
        });
        if carried(left, a) && carried(right, b) && known {
            by.push(dimension);
        } else if scope(a, dimension, names) != scope(b, dimension, names) {
            // One speaks of a part that the other can't tell apart.
            return Vec::new();
        }
    }
    let (cells_a, cells_b) = (entries(system, left, a, names), entries(system, right, b, names));
    let scopes: Vec<(Dimension, String)> = by
        .iter()
        .flat_map(|dimension| [(*dimension, a), (*dimension, b)])
        .filter_map(|(dimension, table)| Some((dimension, scope(table, dimension, names)?)))
        .collect();
    let covered = |dims: &Dimensions| {
        scopes.iter().all(|(dimension, scope)| {
            dims.get(*dimension).is_some_and(|code| names.within(code, scope))
        })
    };
    let figures = told_as(cells_a.iter().chain(&cells_b), names);
    let mut groups: BTreeMap<Key<'_>, [Vec<Cell>; 2]> = BTreeMap::new();
    for (side, cells) in [&cells_a, &cells_b].into_iter().enumerate() {
        for cell in cells.iter().filter(|cell| covered(&cell.dims)) {
            let sides = groups.entry(key(&cell.dims, &by, &figures)).or_default();
            sides[side].push((cell.period, cell.figure));
        }
    }
    let overlaps = overlaps(a, b);
    // Both are stated in the finer of the two units.
    let Some(unit) = finest(a, b) else { return Vec::new() };
    let scale =
        |figure: FigureId| system.figure(figure).measure.unit.factor(unit).unwrap_or_default();
    let mut out = Vec::new();
    for (key, [cells_a, cells_b]) in &groups {
        let dims = by.iter().fold(Dimensions::default(), |dims, dimension| {
            dims.with(*dimension, key[*dimension as usize].map(str::to_owned))
        });
        for overlap in &overlaps {
            let own = cells_a.iter().filter(|(period, _)| overlap.left(*period));
            let other = cells_b.iter().filter(|(period, _)| overlap.right(*period));
            let mut terms: Vec<(Decimal, FigureId)> =
                own.map(|(_, figure)| (scale(*figure), *figure)).collect();
            let left_terms = terms.len();
            terms.extend(other.map(|(_, figure)| (-scale(*figure), *figure)));
            if terms.is_empty() {
                continue;
            }
            let compared = Compared {
                left,
                right,
                dims: dims.clone(),
                by: by.clone(),
                period: overlap.period,
                left_terms,
            };
            let origin = Origin::SameMoney(Box::new(compared));
            out.push(Equation { origin, terms, target: None, rounding: None });
        }
    }
    out
}

/// What each control area of some cells is told as: the coarser of the two tellings, for a part of
/// an area counts as the area where the other table tells only that.
fn told_as<'c>(
    cells: impl Iterator<Item = &'c Entry<'c>>,
    names: &Names<'_>,
) -> BTreeMap<&'c str, &'c str> {
    let used: BTreeSet<&str> = cells.filter_map(|cell| cell.dims.area.as_deref()).collect();
    let whole = |area: &'c str| {
        let line = names.municipality.lineage(area);
        line.into_iter().rev().find_map(|up| used.get(up).copied()).unwrap_or(area)
    };
    used.iter().map(|area| (*area, whole(area))).collect()
}

/// What a cell is grouped by.
fn key<'c>(dims: &'c Dimensions, by: &[Dimension], told: &BTreeMap<&str, &'c str>) -> Key<'c> {
    let mut key = Key::default();
    for dimension in by {
        let code = dims.get(*dimension);
        key[*dimension as usize] = match (dimension, code) {
            (Dimension::Area, Some(area)) => Some(told.get(area).copied().unwrap_or(area)),
            _ => code,
        };
    }
    key
}

/// Which cells of two tables tell of the same time.
struct Overlap {
    /// The period, or everything.
    period: Option<Period>,
    exact_left: bool,
    exact_right: bool,
}

impl Overlap {
    fn fits(&self, exact: bool, period: Option<Period>) -> bool {
        match (self.period, period) {
            (None, _) => true,
            (Some(wanted), Some(period)) if exact => period == wanted,
            // A range against all its years.
            (Some(wanted), Some(period)) => {
                wanted.first() <= period.first() && period.last() <= wanted.last()
            }
            (Some(_), None) => false,
        }
    }

    fn left(&self, period: Option<Period>) -> bool {
        self.fits(self.exact_left, period)
    }

    fn right(&self, period: Option<Period>) -> bool {
        self.fits(self.exact_right, period)
    }
}

/// The periods both tables have: the same, or a range against all its years. Where one has no
/// periods at all, everything.
fn overlaps(a: &Table, b: &Table) -> Vec<Overlap> {
    let periods = |table: &Table| -> Vec<Period> {
        let cells =
            || table.posts.iter().filter(|post| post.counted()).flat_map(|post| &post.cells);
        let written = |column: &Column| cells().any(|cell| cell.column == column.key);
        // A year that is written only as a part of a range is told by the range.
        let in_range = |period: Period| {
            table.periods().any(|range| {
                range != period && range.first() <= period.first() && period.last() <= range.last()
            })
        };
        let named = table.columns.iter().filter(|column| table.tells_money(column));
        let columns = named
            .filter(|column| column.year.is_some_and(|year| written(column) || !in_range(year)));
        columns
            .filter(|column| column.key != ColumnKey::Amount)
            .filter_map(|column| column.year)
            .collect()
    };
    let (left, right) = (periods(a), periods(b));
    if left.is_empty() || right.is_empty() {
        return vec![Overlap { period: None, exact_left: false, exact_right: false }];
    }
    let covers = |periods: &[Period], range: Period| {
        let inner =
            || periods.iter().filter(|p| range.first() <= p.first() && p.last() <= range.last());
        let years: BTreeSet<u16> = inner().flat_map(|p| p.first()..=p.last()).collect();
        !periods.contains(&range) && years.len() == usize::from(range.last() - range.first()) + 1
    };
    let mut out = Vec::new();
    let periods: BTreeSet<Period> = left.iter().chain(&right).copied().collect();
    for period in periods {
        let (in_left, in_right) = (left.contains(&period), right.contains(&period));
        if in_left && in_right {
            out.push(Overlap { period: Some(period), exact_left: true, exact_right: true });
        } else if in_left && covers(&right, period) && period.first() != period.last() {
            out.push(Overlap { period: Some(period), exact_left: true, exact_right: false });
        } else if in_right && covers(&left, period) && period.first() != period.last() {
            out.push(Overlap { period: Some(period), exact_left: false, exact_right: true });
        }
    }
    out
}

fn finance(system: &mut System, note: &Note, financing: TableNo, expenditure: TableNo) {
    let (a, b) = (&note.tables[financing], &note.tables[expenditure]);
    if !convertible(a, b) || financing == expenditure {
        return;
    }
    let Some(unit) = finest(a, b) else { return };
    // Financing and expenditure are held against each other for each choice among their options.
    let counted = [a, b].into_iter().flat_map(|table| &table.posts).filter(|post| post.counted());
    let choices = options::choices(note, counted).unwrap_or_default();
    let told = |column: &&Column| column.summed && a.counts_money(column);
    for column in rows::figure_columns(a).filter(told) {
        if b.column(&column.key).is_none() {
            continue;
        }
        let total = |system: &System, index: TableNo, table: &Table, choice: &[String]| {
            let terms = match system.find(index, Row::Grand, &column.key) {
                Some(total) => vec![(Decimal::ONE, total)],
                None => rows::counted_in(system, index, table, &column.key, choice),
            };
            let scale = table.unit_of(&column.key).factor(unit).unwrap_or_default();
            terms.into_iter().map(move |(weight, figure)| (weight * scale, figure))
        };
        for choice in &choices {
            let mut terms: Vec<(Decimal, FigureId)> = total(system, financing, a, choice).collect();
            terms.extend(total(system, expenditure, b, choice));
            let origin = Origin::Finances { financing, expenditure };
            system.equations.push(Equation { origin, terms, target: None, rounding: None });
        }
    }
    system.linked.push((financing.min(expenditure), financing.max(expenditure)));
}
