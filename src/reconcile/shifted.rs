//! A line of a table that lacks a cell: with one more where it is missing, what follows it stands
//! below its own headers, and everything that fails holds.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::{FigureId, Origin, Row, State, System};
use crate::note::{ColumnKey, ColumnKind, Note, PostNo, Table, TableNo};
use crate::reconcile::check::Check;

/// A line, and where its cell is missing.
#[derive(Clone, Debug)]
pub struct Shifted {
    /// Its table.
    pub table: TableNo,
    /// Its post.
    pub post: PostNo,
    /// The column without a cell, where one alone explains what fails.
    pub column: Option<ColumnKey>,
    /// What would have to stand there, where a sum says it; 0 for a blank cell.
    pub value: Option<Amount>,
    /// The figures that stand below the wrong headers, in their order.
    pub figures: Vec<FigureId>,
    /// The failed checks that it explains.
    pub checks: Vec<usize>,
}

/// The lines whose missing cell explains failed checks, each check by one line.
pub(super) fn find(
    note: &Note,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
) -> Vec<Shifted> {
    let mut found: Vec<Shifted> = Vec::new();
    for (number, table) in note.numbered_tables() {
        for (post, of) in table.numbered_posts() {
            if of.lacks.is_some()
                && let Some(line) = Line::of(system, table, number, post)
            {
                found.extend(line.shifted(system, checks, failed, uses));
            }
        }
    }
    found.sort_by_key(|shifted| std::cmp::Reverse(shifted.checks.len()));
    let mut taken = BTreeSet::new();
    found.retain(|shifted| {
        let free = shifted.checks.iter().all(|check| !taken.contains(check));
        if free {
            taken.extend(shifted.checks.iter().copied());
        }
        free
    });
    found
}

/// The figures of a line, in the order of its headers.
struct Line {
    table: TableNo,
    post: PostNo,
    /// Each with what is typed; `None` where nothing is.
    cells: Vec<(ColumnKey, FigureId, Option<Amount>)>,
}

/// A line with a cell more.
struct Attempt {
    /// The number of the cell that is missing.
    at: usize,
    /// What would have to stand there, where that is said.
    value: Option<Amount>,
    /// The figures of the whole line after that.
    after: Vec<Option<Amount>>,
    mended: Vec<usize>,
}

impl Line {
    fn of(system: &System, table: &Table, number: TableNo, post: PostNo) -> Option<Self> {
        let mut keys: Vec<ColumnKey> = table
            .columns
            .iter()
            .filter(|column| column.kind == ColumnKind::Figure)
            .map(|column| column.key.clone())
            .collect();
        if system.find(number, Row::Post(post), &ColumnKey::Across).is_some() {
            let place = table.across.place.unwrap_or(keys.len()).min(keys.len());
            keys.insert(place, ColumnKey::Across);
        }
        let mut cells = Vec::with_capacity(keys.len());
        for key in keys {
            let id = system.find(number, Row::Post(post), &key)?;
            let figure = system.figure(id);
            // A rate is another amount in another column.
            if figure.years.is_some() || figure.state == State::Broken {
                return None;
            }
            cells.push((key, id, figure.written()));
        }
        let last = cells.last().is_some_and(|(_, _, typed)| typed.is_none());
        last.then_some(Self { table: number, post, cells })
    }

    /// The place of a cell that explains what fails, where there is one.
    fn shifted(
        &self,
        system: &System,
        checks: &[Check],
        failed: &BTreeSet<usize>,
        uses: &BTreeMap<FigureId, Vec<usize>>,
    ) -> Option<Shifted> {
        let last = self.cells.iter().rposition(|(_, _, typed)| typed.is_some())?;
        let all = (0..=last).filter(|at| self.cells.get(*at).is_some_and(|cell| cell.2.is_some()));
        let mut attempts: Vec<Attempt> =
            all.filter_map(|at| self.attempt(system, checks, failed, uses, at, last)).collect();
        let most = attempts.iter().map(|attempt| attempt.mended.len()).max()?;
        attempts.retain(|attempt| attempt.mended.len() == most);
        let mut attempts = attempts.into_iter();
        let first = attempts.next()?;
        // Of two that come to the same line, either will do.
        let alone = attempts.all(|other| other.after == first.after);
        let figures = self.cells.get(first.at..=last)?;
        Some(Shifted {
            table: self.table,
            post: self.post,
            column: self.cells.get(first.at).filter(|_| alone).map(|cell| cell.0.clone()),
            value: first.value,
            figures: figures.iter().filter(|cell| cell.2.is_some()).map(|cell| cell.1).collect(),
            checks: first.mended,
        })
    }

    /// What comes of a cell more at a place; `None` where something would not hold.
    fn attempt(
        &self,
        system: &System,
        checks: &[Check],
        failed: &BTreeSet<usize>,
        uses: &BTreeMap<FigureId, Vec<usize>>,
        at: usize,
        last: usize,
    ) -> Option<Attempt> {
        let mut after: Vec<Option<Amount>> = self.cells.iter().map(|cell| cell.2).collect();
        after.get(last + 1)?;
        after.remove(last + 1);
        after.insert(at, None);
        let changed = self.cells.get(at..=last + 1)?;
        let touched: BTreeSet<usize> =
            changed.iter().filter_map(|(_, id, _)| uses.get(id)).flatten().copied().collect();
        let mended: Vec<usize> =
            touched.iter().copied().filter(|index| failed.contains(index)).collect();
        let mut equations = Vec::with_capacity(touched.len() + 1);
        for index in &touched {
            let check = checks.get(*index)?;
            let mut sum = check.residual;
            let mut weight = Decimal::ZERO;
            for ((number, cell), new) in self.cells.iter().enumerate().zip(&after) {
                let Some(own) = check.base_figures.get(&cell.1) else { continue };
                let change = new.unwrap_or_default().minus(cell.2.unwrap_or_default())?;
                sum = sum.plus(change.times(*own)?)?;
                if number == at {
                    weight = *own;
                }
            }
            equations.push((sum, weight, check.tolerance, failed.contains(index)));
        }
        equations.extend(self.across(system, &after, at));
        let value = match equations.iter().find(|(_, weight, ..)| !weight.is_zero()) {
            Some((sum, weight, ..)) => Some(sum.negated().divided_by(*weight)?),
            None => None,
        };
        let decimals = self.cells.get(at).map(|cell| system.figure(cell.1).measure.decimals)?;
        if value.is_some_and(|value| value.decimal().normalize().scale() > decimals) {
            return None;
        }
        let value = value.map(|value| Amount::new(value.decimal().normalize()));
        // What the missing figure alone makes hold proves nothing of where it is missing.
        let mut proofs = 0;
        for (sum, weight, tolerance, fails) in equations {
            let whole = sum.plus(value.unwrap_or_default().times(weight)?)?;
            if whole.abs() > tolerance {
                return None;
            }
            proofs += usize::from(fails && weight.is_zero());
        }
        if let Some(own) = after.get_mut(at) {
            *own = value;
        }
        (mended.len() > 1 && proofs > 0).then_some(Attempt { at, value, after, mended })
    }

    /// That the sum across is that of its row, where one stands in its column only now.
    fn across(
        &self,
        system: &System,
        after: &[Option<Amount>],
        at: usize,
    ) -> Option<(Amount, Decimal, Amount, bool)> {
        let place = self.cells.iter().position(|cell| cell.0 == ColumnKey::Across)?;
        let (_, id, typed) = self.cells.get(place)?;
        if typed.is_some() || after.get(place).copied().flatten().is_none() {
            return None;
        }
        let is_row = |origin: &Origin| matches!(origin, Origin::Row);
        let equation = system
            .equations
            .iter()
            .find(|equation| is_row(&equation.origin) && equation.target == Some(*id))?;
        let (mut sum, mut own) = (Amount::ZERO, Decimal::ZERO);
        for (weight, figure) in &equation.terms {
            let number = self.cells.iter().position(|cell| cell.1 == *figure)?;
            let amount = after.get(number).copied().flatten().unwrap_or_default();
            sum = sum.plus(amount.times(*weight)?)?;
            if number == at {
                own = *weight;
            }
        }
        Some((sum, own, Amount::ZERO, false))
    }
}
