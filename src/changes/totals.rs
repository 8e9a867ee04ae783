//! The sums of both versions, taken from the notes' own sums, and the equation that the lines are
//! held against: before + lines = after, by committee, control area and year.

use std::collections::BTreeMap;

use crate::amount::{Amount, Unit};
use crate::contribution::Sum;
use crate::note::Period;

use super::line::Line;

/// What is counted of a committee, a control area and a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// Code of the committee.
    pub committee: String,
    /// Id of the control area.
    pub area: String,
    /// The year or period.
    pub period: Period,
    /// What it was.
    pub before: Amount,
    /// What it is.
    pub after: Amount,
    /// What of the difference no line tells: always 0, or the program is at fault.
    pub unexplained: Amount,
}

impl Total {
    /// After minus before.
    pub fn difference(&self) -> Amount {
        self.after.minus(self.before).unwrap_or_default()
    }
}

type Key = (String, String, Period);

/// Adds up sums.
#[derive(Debug, Default)]
pub(super) struct Adding {
    sums: BTreeMap<Key, (Amount, Amount)>,
    /// True where a sum could not be held.
    overflow: bool,
}

impl Adding {
    /// Adds a sum of the earlier or the later version, stated in a unit of its own.
    pub(super) fn add(&mut self, later: bool, sum: &Sum, from: Unit, to: Unit) {
        let key = (sum.committee.clone(), sum.area.clone(), sum.period);
        let own = self.sums.entry(key).or_default();
        let place = if later { &mut own.1 } else { &mut own.0 };
        match from.convert(sum.amount, to).and_then(|amount| place.plus(amount)) {
            Some(more) => *place = more,
            None => self.overflow = true,
        }
    }

    /// The totals, each with what the counted lines leave of its difference; `None` where they can't
    /// be held.
    pub(super) fn totals(self, lines: &[Line]) -> Option<Vec<Total>> {
        let mut told: BTreeMap<Key, Amount> = BTreeMap::new();
        for line in lines.iter().filter(|line| line.counted) {
            let own =
                told.entry((line.committee.clone(), line.area.clone(), line.period)).or_default();
            *own = own.plus(line.difference())?;
        }
        let mut sums = self.sums;
        for key in told.keys() {
            sums.entry(key.clone()).or_default();
        }
        if self.overflow {
            return None;
        }
        let total = |(key, (before, after)): (Key, (Amount, Amount))| {
            let told = told.get(&key).copied().unwrap_or_default();
            let (committee, area, period) = key;
            let unexplained = after.minus(before)?.minus(told)?;
            Some(Total { committee, area, period, before, after, unexplained })
        };
        sums.into_iter().map(total).collect()
    }
}
