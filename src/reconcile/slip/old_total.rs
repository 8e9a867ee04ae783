//! An old total left in place: right over the years, with the profile of before; or from before a
//! post was changed, in a year and in the sum across alike.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::equation::{FigureId, Origin, Row, System, rows};
use crate::note::{ColumnKey, Note, TableNo};
use crate::reconcile::check::Check;

/// Its name in machine-readable output. No [`super::Family`]: it is found over several figures at
/// once, not by looking at one.
pub const NAME: &str = "old-total";

/// A written total row with another row's years.
#[derive(Clone, Debug)]
pub struct OldTotal {
    /// Indexes of the failed checks that its figures together would mend.
    pub checks: Vec<usize>,
    /// The figures that are wrong, each with what it would have to be, in the order of their
    /// columns.
    pub figures: Vec<(FigureId, Amount)>,
    /// What the row gives over all its years, as it is and as it should be; `None` where its sum
    /// across is old too.
    pub sum: Option<Amount>,
}

/// What one year of a row is wrong by.
struct Change {
    by: Amount,
    /// How far from that it could be, by what the posts round.
    slack: Amount,
}

/// The total rows that are wrong in two or more years and right over them, or wrong in their sum
/// across as in their years; and that written otherwise would mend all that speaks of them.
pub(crate) fn find(
    note: &Note,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
) -> Vec<OldTotal> {
    let mut rows: BTreeMap<(TableNo, Row), Vec<(usize, FigureId)>> = BTreeMap::new();
    for index in failed {
        let equation = &system.equations[checks[*index].equation];
        let total = matches!(
            equation.origin,
            Origin::Column | Origin::Subtotal | Origin::Effect | Origin::Gathered
        );
        let Some(target) = equation.target.filter(|target| total && system.written(*target)) else {
            continue;
        };
        let figure = system.figure(target);
        if matches!(figure.column, ColumnKey::Period(_) | ColumnKey::Across) {
            rows.entry((figure.table, figure.row)).or_default().push((*index, target));
        }
    }
    let several = rows.into_iter().filter(|(_, wrong)| wrong.len() >= 2);
    several
        .filter_map(|((table, row), wrong)| {
            if wrong.iter().any(|(_, figure)| system.figure(*figure).column == ColumnKey::Across) {
                return agree(checks, uses, &wrong)
                    .then(|| mended(system, checks, uses, &wrong, None))?;
            }
            let sum = right_over_the_years(note, system, checks, (table, row), &wrong)?;
            mended(system, checks, uses, &wrong, Some(sum))
        })
        .collect()
}

/// What a row gives over its years, where it is sure to be right: the years' differences cancel
/// each other, and a sum across is written and holds, or there is none and every year is written.
fn right_over_the_years(
    note: &Note,
    system: &System,
    checks: &[Check],
    (table, row): (TableNo, Row),
    wrong: &[(usize, FigureId)],
) -> Option<Amount> {
    let mut gap = Amount::ZERO;
    let mut tolerance = Amount::ZERO;
    for (index, _) in wrong {
        gap = gap.plus(checks[*index].residual)?;
        tolerance = tolerance.plus(checks[*index].tolerance)?;
    }
    let across = system.find(table, row, &ColumnKey::Across);
    if let Some((figure, sum)) = across.and_then(|figure| Some((figure, written(system, figure)?)))
    {
        let within = |check: &&Check| {
            system.equations[check.equation].terms.last().is_some_and(|(_, last)| *last == figure)
        };
        let mut own = checks.iter().filter(within).peekable();
        if own.peek().is_some() {
            return (own.all(Check::holds) && gap.abs() <= tolerance).then_some(sum);
        }
    }
    let of = &note.tables[table];
    let mut years =
        rows::figure_columns(of).filter(|column| matches!(column.key, ColumnKey::Period(_)));
    let sum = years.try_fold(Amount::ZERO, |sum, column| {
        sum.plus(written(system, system.find(table, row, &column.key)?)?)
    })?;
    gap.is_zero().then_some(sum)
}

/// True where a sum that holds has all these figures of a row in it, so that they agree with each
/// other, and no other figure is in all the sums that fail: it could not be the reason alone.
fn agree(
    checks: &[Check],
    uses: &BTreeMap<FigureId, Vec<usize>>,
    wrong: &[(usize, FigureId)],
) -> bool {
    let together = |check: &Check| {
        check.holds() && wrong.iter().all(|(_, figure)| check.base_figures.contains_key(figure))
    };
    let Some(((first, _), others)) = wrong.split_first() else { return false };
    // What another sum confirms is not the reason.
    let confirmed = |figure: &FigureId| {
        uses.get(figure).is_some_and(|own| own.iter().any(|index| checks[*index].holds()))
    };
    let common = |base_figure: &FigureId| {
        others.iter().all(|(index, _)| checks[*index].base_figures.contains_key(base_figure))
            && !confirmed(base_figure)
    };
    checks.iter().any(together) && !checks[*first].base_figures.keys().any(common)
}

/// The row with its years as its parts give them, where all that speaks of it then holds.
fn mended(
    system: &System,
    checks: &[Check],
    uses: &BTreeMap<FigureId, Vec<usize>>,
    wrong: &[(usize, FigureId)],
    sum: Option<Amount>,
) -> Option<OldTotal> {
    let mut changes: BTreeMap<FigureId, Change> = BTreeMap::new();
    let mut figures = Vec::new();
    for (index, figure) in wrong {
        let check = &checks[*index];
        let weight = *check.base_figures.get(figure)?;
        let (by, slack) = (
            check.residual.negated().divided_by(weight)?,
            check.tolerance.divided_by(weight)?.abs(),
        );
        figures.push((
            *figure,
            Amount::new(written(system, *figure)?.plus(by)?.decimal().normalize()),
        ));
        changes.insert(*figure, Change { by, slack });
    }
    let touched: BTreeSet<usize> =
        changes.keys().filter_map(|figure| uses.get(figure)).flatten().copied().collect();
    for index in &touched {
        let check = &checks[*index];
        let (mut residual, mut tolerance) = (check.residual, check.tolerance);
        for (figure, change) in &changes {
            let weight = check.base_figures.get(figure).copied().unwrap_or_default();
            residual = residual.plus(change.by.times(weight)?)?;
            tolerance = tolerance.plus(change.slack.times(weight.abs())?)?;
        }
        if residual.abs() > tolerance {
            return None;
        }
    }
    Some(OldTotal {
        checks: touched.into_iter().filter(|index| !checks[*index].holds()).collect(),
        figures,
        sum,
    })
}

fn written(system: &System, figure: FigureId) -> Option<Amount> {
    system.figure(figure).written()
}
