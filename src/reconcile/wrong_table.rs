//! A post that stands in the wrong one of two tables about the same money: moved to the other, all
//! that it breaks holds.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::compared::Compared;
use crate::equation::dimensions::{Dimension, Names};
use crate::equation::{FigureId, Origin, Row, System, same_money};
use crate::note::{Column, Kind, Note, Period, PostNo, TableNo};
use crate::reconcile::check::Check;

/// A post in the wrong table.
#[derive(Clone, Debug)]
pub struct WrongTable {
    /// The table that it stands in.
    pub from: TableNo,
    /// The post.
    pub post: PostNo,
    /// The table that lacks it.
    pub to: TableNo,
    /// What tells that it is another table's: a code that it lacks and the table's other posts have,
    /// or the other way round.
    pub by: Dimension,
    /// The failed checks that moving it mends.
    pub checks: Vec<usize>,
}

/// A post that another table about the same money has nothing for.
#[derive(Clone, Debug)]
pub struct Lacking {
    /// The table that has it.
    pub from: TableNo,
    /// The post.
    pub post: PostNo,
    /// The table that lacks it.
    pub to: TableNo,
    /// The failed checks that hold once it has it.
    pub checks: Vec<usize>,
}

/// The only post whose amounts are what another table lacks, in two years or more.
pub(super) fn lacking(
    note: &Note,
    names: &Names<'_>,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
) -> Option<Lacking> {
    only(candidates(note, system, checks, failed).filter_map(|(from, post, to)| {
        let added = Moved { note, names, system, checks, uses, from, post, to, stays: true };
        let checks = added.mended(failed)?;
        (checks.len() > 1).then_some(Lacking { from, post, to, checks })
    }))
}

/// Plain posts of the tables that failed checks compare, each with the other table.
fn candidates(
    note: &Note,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
) -> impl Iterator<Item = (TableNo, PostNo, TableNo)> {
    pairs(system, checks, failed).into_iter().flat_map(|(from, to)| {
        let posts = note.tables[from].numbered_posts();
        let plain = posts.filter(|(_, post)| matches!(post.kind, Kind::Plain));
        plain.map(move |(post, _)| (from, post, to))
    })
}

/// The one that is found, where there is only one.
fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    found.next().filter(|_| found.next().is_none())
}

/// The tables that failed checks compare, either way round.
fn pairs(
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
) -> BTreeSet<(TableNo, TableNo)> {
    let mut pairs = BTreeSet::new();
    for index in failed {
        if let Origin::SameMoney(compared) = &system.equations[checks[*index].equation].origin {
            pairs.extend([(compared.left, compared.right), (compared.right, compared.left)]);
        }
    }
    pairs
}

/// The only post that is another table's by its codes, and by its amounts too.
pub(super) fn find(
    note: &Note,
    names: &Names<'_>,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
) -> Option<WrongTable> {
    only(candidates(note, system, checks, failed).filter_map(|(from, post, to)| {
        let by = is_another_tables(note, system, (from, post), to)?;
        let moved = Moved { note, names, system, checks, uses, from, post, to, stays: false };
        let checks = moved.mended(failed)?;
        (!checks.is_empty()).then_some(WrongTable { from, post, to, by, checks })
    }))
}

/// The sort of code in which a post differs from all others of its table, and not from the posts of
/// the other.
fn is_another_tables(
    note: &Note,
    system: &System,
    (from, post): (TableNo, PostNo),
    to: TableNo,
) -> Option<Dimension> {
    let sorts = [Dimension::Appropriation, Dimension::Committee, Dimension::Area];
    sorts.into_iter().find(|sort| {
        let has = |table: TableNo, post: PostNo| {
            system.dims[table].at(post).is_some_and(|dims| dims.get(*sort).is_some())
        };
        let own = has(from, post);
        let differ = |table: TableNo, wanted: bool| {
            let mut others = note.tables[table]
                .numbered_posts()
                .filter(|(number, of)| of.counted() && (table, *number) != (from, post))
                .peekable();
            others.peek().is_some() && others.all(|(number, _)| has(table, number) == wanted)
        };
        differ(from, !own) && differ(to, own)
    })
}

struct Moved<'a> {
    note: &'a Note,
    names: &'a Names<'a>,
    system: &'a System,
    checks: &'a [Check],
    uses: &'a BTreeMap<FigureId, Vec<usize>>,
    from: TableNo,
    post: PostNo,
    to: TableNo,
    /// True where it stands in both.
    stays: bool,
}

impl Moved<'_> {
    /// The failed checks that hold once the post is moved; `None` where one fails then, or is told of
    /// already.
    fn mended(&self, failed: &BTreeSet<usize>) -> Option<Vec<usize>> {
        let table = &self.note.tables[self.from];
        let mut after: BTreeMap<usize, Amount> = BTreeMap::new();
        let mut amounts: Vec<(&Column, Amount)> = Vec::new();
        for column in table.columns.iter() {
            let figure = self.system.find(self.from, Row::Post(self.post), &column.key);
            let Some(figure) = figure else { continue };
            let Some(written) = self.system.figure(figure).written() else { continue };
            if table.tells_money(column) {
                amounts.push((column, written));
            }
            let used = self.uses.get(&figure).filter(|_| !self.stays);
            for index in used.into_iter().flatten() {
                let check = &self.checks[*index];
                let weight = check.base_figures.get(&figure)?;
                let before = *after.entry(*index).or_insert(check.residual);
                after.insert(*index, before.minus(written.times(*weight)?)?);
            }
        }
        for (index, check) in self.checks.iter().enumerate() {
            let Origin::SameMoney(compared) = &self.system.equations[check.equation].origin else {
                continue;
            };
            let sign = match (compared.left == self.to, compared.right == self.to) {
                (true, _) => Decimal::ONE,
                (_, true) => Decimal::NEGATIVE_ONE,
                _ => continue,
            };
            if !self.is_about(compared) {
                continue;
            }
            let finest = same_money::finest(
                &self.note.tables[compared.left],
                &self.note.tables[compared.right],
            )?;
            for (column, amount) in &amounts {
                if !within(column, compared.period) {
                    continue;
                }
                let factor = table.unit_of(&column.key).factor(finest)?;
                let before = *after.entry(index).or_insert(check.residual);
                after.insert(index, before.plus(amount.times(factor.checked_mul(sign)?)?)?);
            }
        }
        let holds = |(index, left): (&usize, &Amount)| left.abs() <= self.checks[*index].tolerance;
        if !after.iter().all(holds) {
            return None;
        }
        let mended = after.into_keys().filter(|index| !self.checks[*index].holds());
        let mended: Vec<usize> = mended.collect();
        mended.iter().all(|index| failed.contains(index)).then_some(mended)
    }

    /// True where tables are compared on the post's codes.
    fn is_about(&self, compared: &Compared) -> bool {
        let Some(own) = self.system.dims[self.from].at(self.post) else { return false };
        compared.by.iter().all(|sort| match (sort, own.get(*sort), compared.dims.get(*sort)) {
            (Dimension::Area, Some(own), Some(told)) => self.names.within(own, told),
            (_, own, told) => own == told,
        })
    }
}

/// True for a column of a period, or of any where none is said.
fn within(column: &Column, period: Option<Period>) -> bool {
    let Some(period) = period else { return true };
    column.year.is_some_and(|own| period.first() <= own.first() && own.last() <= period.last())
}
