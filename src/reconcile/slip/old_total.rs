//! An old total left in place: right over the years, with the profile of before.

use std::collections::{BTreeMap, BTreeSet};

use super::Family;
use crate::amount::Amount;
use crate::equation::{FigureId, Origin, Row, State, System};
use crate::note::ColumnKey;
use crate::reconcile::Check;
use crate::text;
use crate::text::Text;

/// Found over several figures at once, and not by looking at one.
pub static OLD_TOTAL: Family = Family { name: "old-total", weight: 15, find: |_| Vec::new() };

/// A total row whose years are wrong and whose sum across is right.
#[derive(Clone, Debug)]
pub struct OldTotal {
    /// The failed checks.
    pub checks: Vec<usize>,
    /// The row's figures that are wrong, each with what its posts give.
    pub figures: Vec<(FigureId, Amount)>,
}

/// What happened, to stand after what a figure would have to be.
pub fn words() -> Text {
    text!(" (en gammel total, der er rigtig over årene)", " (an old total that is right over the years)")
}

/// The total rows that are right over the years and wrong in two or more of them.
pub(crate) fn find(system: &System, checks: &[Check], failed: &BTreeSet<usize>) -> Vec<OldTotal> {
    let mut rows: BTreeMap<(usize, Row), Vec<(usize, FigureId)>> = BTreeMap::new();
    for index in failed {
        let equation = &system.equations[checks[*index].equation];
        let Some((_, target)) = equation.terms.last() else { continue };
        let figure = system.figure(*target);
        let year = matches!(figure.column, ColumnKey::Period(_)) && matches!(figure.state, State::Written(_));
        if matches!(equation.origin, Origin::Column | Origin::Subtotal) && year {
            rows.entry((figure.table, figure.row)).or_default().push((*index, *target));
        }
    }
    rows.into_iter().filter_map(|((table, row), wrong)| old(system, checks, table, row, &wrong)).collect()
}

fn old(system: &System, checks: &[Check], table: usize, row: Row, wrong: &[(usize, FigureId)]) -> Option<OldTotal> {
    let across = system.find(table, row, &ColumnKey::Across).filter(|figure| system.written(*figure))?;
    // What says that the sum across is right: its own checks, of which there must be one.
    let own = checks.iter().filter(|check| system.equations[check.equation].terms.last().is_some_and(|(_, f)| *f == across));
    let (some, right) = own.fold((false, true), |(_, right): (bool, bool), check| (true, right && check.holds()));
    // The years' differences cancel each other.
    let mut sum = Amount::ZERO;
    let mut reach = Amount::ZERO;
    let mut figures = Vec::new();
    for (index, target) in wrong {
        let check = &checks[*index];
        let State::Written(written) = system.figure(*target).state else { return None };
        let change = check.leaves.get(target).and_then(|weight| check.residual.negated().over(*weight))?;
        sum = sum.plus(change)?;
        reach = reach.plus(check.reach)?;
        figures.push((*target, Amount::new(written.plus(change)?.decimal().normalize())));
    }
    let cancels = wrong.len() >= 2 && sum.abs() <= reach;
    (some && right && cancels).then(|| OldTotal { checks: wrong.iter().map(|(index, _)| *index).collect(), figures })
}
