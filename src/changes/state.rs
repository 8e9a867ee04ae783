//! One amount on its way from one version to the other.

use crate::amount::Amount;
use crate::note::Period;

use super::rows::Cell;

/// An amount, with where it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State<'a> {
    pub(super) place: Place<'a>,
    /// True where its note is counted.
    pub(super) note_counts: bool,
    /// True where its option is, if it has one.
    pub(super) choice_counts: bool,
    pub(super) amount: Amount,
}

/// Where an amount stands in every sum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place<'a> {
    pub(super) committee: &'a str,
    pub(super) area: &'a str,
    pub(super) appropriation: Option<&'a str>,
    pub(super) choice: Option<&'a str>,
    pub(super) outside: &'a [String],
    pub(super) period: Period,
}

/// Where a line stands: the same place, with whether it counts.
pub(super) type Key<'a> = (Place<'a>, bool);

impl<'a> Place<'a> {
    pub(super) fn of(cell: &'a Cell) -> Self {
        Self {
            committee: &cell.committee,
            area: &cell.area,
            appropriation: cell.appropriation.as_deref(),
            choice: cell.choice.as_deref(),
            outside: &cell.outside,
            period: cell.period,
        }
    }
}

impl<'a> State<'a> {
    pub(super) fn key(&self) -> Key<'a> {
        (self.place.clone(), self.note_counts && self.choice_counts)
    }

    /// The same with no money.
    pub(super) fn emptied(&self) -> Self {
        Self { amount: Amount::ZERO, ..self.clone() }
    }

    /// What going to another state takes from its place and gives to the other's.
    pub(super) fn to(&self, next: &Self) -> Vec<(Key<'a>, Amount, Amount)> {
        let (from, to) = (self.key(), next.key());
        if from == to {
            return vec![(from, self.amount, next.amount)];
        }
        vec![(from, self.amount, Amount::ZERO), (to, Amount::ZERO, next.amount)]
    }
}
