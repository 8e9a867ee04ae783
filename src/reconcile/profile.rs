//! A total row that is right over the years and wrong in each: an old profile that was left in place.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::equation::{FigureId, Origin, Row, State, System, rows};
use crate::note::{ColumnKey, Note};
use crate::reconcile::Check;

/// A written total row with another row's years.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Indexes of the failed checks that its figures together would mend.
    pub checks: Vec<usize>,
    /// Each figure with what it would have to be, in the order of its columns.
    pub figures: Vec<(FigureId, Amount)>,
    /// What the row gives over all its years, as it is and as it should be.
    pub sum: Amount,
}

/// The rows of which two or more years fail, by amounts that give 0 together, and whose years written otherwise would mend all
/// that speaks of them.
pub(super) fn find(
    note: &Note,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
) -> Vec<Profile> {
    let mut rows: BTreeMap<(usize, Row), Vec<(usize, FigureId)>> = BTreeMap::new();
    for index in failed {
        let equation = &system.equations[checks[*index].equation];
        let total = matches!(equation.origin, Origin::Column | Origin::Subtotal | Origin::Effect | Origin::Gathered);
        let Some(target) = equation.target.filter(|target| total && system.written(*target)) else { continue };
        let figure = system.figure(target);
        if matches!(figure.column, ColumnKey::Period(_)) {
            rows.entry((figure.table, figure.row)).or_default().push((*index, target));
        }
    }
    rows.into_iter().filter_map(|((table, row), failing)| profile(note, system, checks, uses, table, row, &failing)).collect()
}

fn profile(
    note: &Note,
    system: &System,
    checks: &[Check],
    uses: &BTreeMap<FigureId, Vec<usize>>,
    table: usize,
    row: Row,
    failing: &[(usize, FigureId)],
) -> Option<Profile> {
    let mut changes: BTreeMap<FigureId, Amount> = BTreeMap::new();
    let mut gap = Amount::ZERO;
    for (index, figure) in failing {
        let check = &checks[*index];
        gap = gap.plus(check.residual)?;
        changes.insert(*figure, check.residual.negated().over(*check.leaves.get(figure)?)?);
    }
    if failing.len() < 2 || !gap.is_zero() {
        return None;
    }
    // Everything that speaks of the row must hold once all its figures are changed.
    let touched: BTreeSet<usize> = changes.keys().filter_map(|figure| uses.get(figure)).flatten().copied().collect();
    for index in &touched {
        let check = &checks[*index];
        let mut residual = check.residual;
        for (figure, change) in &changes {
            residual = residual.plus(change.times(check.leaves.get(figure).copied().unwrap_or_default())?)?;
        }
        if !residual.is_zero() {
            return None;
        }
    }
    let mended = failing.iter().map(|(_, figure)| {
        let State::Written(written) = system.figure(*figure).state else { return None };
        Some((*figure, written.plus(*changes.get(figure)?)?))
    });
    let figures: Vec<(FigureId, Amount)> = mended.collect::<Option<_>>()?;
    let of = &note.tables[table];
    let mut years = rows::figure_columns(of).filter(|column| matches!(column.key, ColumnKey::Period(_)));
    let sum = years.try_fold(Amount::ZERO, |sum, column| {
        let figure = system.find(table, row, &column.key).map(|figure| system.figure(figure).state);
        match figure {
            Some(State::Written(amount)) => sum.plus(amount.times(rows::times(of, row, &column.key))?),
            _ => None,
        }
    })?;
    Some(Profile { checks: touched.into_iter().filter(|index| !checks[*index].residual.is_zero()).collect(), figures, sum })
}
