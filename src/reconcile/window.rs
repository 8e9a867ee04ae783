//! Windows: what one figure can be changed by, or to, so that equations hold.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy;

use crate::amount::Amount;
use crate::equation::{Figure, FigureId};
use crate::reconcile::check::Check;

/// From the one amount to the other, both among it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    /// The lowest.
    pub low: Amount,
    /// The highest.
    pub high: Amount,
}

impl Window {
    /// True where the amount is in it.
    pub fn has(self, amount: Amount) -> bool {
        self.low <= amount && amount <= self.high
    }

    /// What both leave; `None` where that is nothing.
    pub fn within(self, other: Self) -> Option<Self> {
        let (low, high) = (self.low.max(other.low), self.high.min(other.high));
        (low <= high).then_some(Self { low, high })
    }

    /// Moved by an amount.
    pub fn plus(self, amount: Amount) -> Option<Self> {
        Some(Self { low: self.low.plus(amount)?, high: self.high.plus(amount)? })
    }

    /// Narrowed to what can be written with so many decimals; `None` where nothing can.
    pub fn written(self, decimals: u32) -> Option<Self> {
        let to = |amount: Amount, strategy| {
            Amount::new(amount.decimal().round_dp_with_strategy(decimals, strategy).normalize())
        };
        let low = to(self.low, RoundingStrategy::ToPositiveInfinity);
        let high = to(self.high, RoundingStrategy::ToNegativeInfinity);
        (low <= high).then_some(Self { low, high })
    }

    /// The wholes of it that a figure could be typed as, each as it would be typed; `None` where
    /// there are none.
    pub fn typed(self, figure: &Figure) -> Option<Self> {
        let each = Self {
            low: self.low.divided_by(figure.times())?,
            high: self.high.divided_by(figure.times())?,
        };
        each.written(figure.measure.decimals)
    }

    /// The amount of it that is nearest to another.
    pub fn nearest(self, amount: Amount) -> Amount {
        amount.clamp(self.low, self.high)
    }

    /// True where it is one amount only.
    pub fn single(self) -> bool {
        self.low == self.high
    }
}

/// What changing a figure of weight `weight` by makes a check hold.
fn window(check: &Check, weight: Decimal) -> Option<Window> {
    let wanted = check.residual.negated();
    let one = wanted.minus(check.tolerance)?.divided_by(weight)?;
    let other = wanted.plus(check.tolerance)?.divided_by(weight)?;
    let tidy = |amount: Amount| Amount::new(amount.decimal().normalize());
    Some(Window { low: tidy(one.min(other)), high: tidy(one.max(other)) })
}

/// What a figure can be changed by to mend failed checks, breaking none of those that hold: each
/// set of checks that one change mends, with the changes that do. A set that is part of another is
/// left out.
pub(super) fn changes(
    checks: &[Check],
    failed: &BTreeSet<usize>,
    touched: &[usize],
    base_figure: FigureId,
) -> Vec<(Window, Vec<usize>)> {
    let of = |index: &usize| {
        checks[*index]
            .base_figures
            .get(&base_figure)
            .and_then(|weight| window(&checks[*index], *weight))
    };
    let mut kept: Option<Window> = None;
    for index in touched.iter().filter(|index| checks[**index].holds()) {
        if checks[*index].residual.is_zero() && checks[*index].tolerance.is_zero() {
            // Changing it at all would break what holds.
            return Vec::new();
        }
        let Some(own) = of(index) else { return Vec::new() };
        let Some(both) = kept.map_or(Some(own), |kept| kept.within(own)) else { return Vec::new() };
        kept = Some(both);
    }
    let clip = |window: Window| kept.map_or(Some(window), |kept| kept.within(window));
    let windows: Vec<(usize, Window)> = touched
        .iter()
        .filter(|index| failed.contains(index))
        .filter_map(|index| Some((*index, clip(of(index)?)?)))
        .collect();
    let mut out: Vec<(Window, Vec<usize>)> = Vec::new();
    // Where sets change is at the lower end of some window.
    for (_, Window { low, .. }) in &windows {
        let there = || windows.iter().filter(|(_, window)| window.has(*low));
        let set: Vec<usize> = there().map(|(index, _)| *index).collect();
        if let Some(all) =
            there().map(|(_, window)| *window).reduce(|a, b| a.within(b).unwrap_or(a))
        {
            out.push((all, set));
        }
    }
    out.sort();
    out.dedup();
    let sets: Vec<BTreeSet<usize>> =
        out.iter().map(|(_, set)| set.iter().copied().collect()).collect();
    let mut index = 0;
    out.retain(|_| {
        index += 1;
        let own = &sets[index - 1];
        !sets.iter().any(|other| other.len() > own.len() && own.is_subset(other))
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(low: i64, high: i64) -> Window {
        Window { low: low.into(), high: high.into() }
    }

    #[test]
    fn windows_meet_and_are_written_with_decimals() {
        assert_eq!(window(1, 5).within(window(4, 9)), Some(window(4, 5)));
        assert_eq!(window(1, 5).within(window(6, 9)), None);
        let narrow =
            Window { low: Amount::parse("1.25").unwrap(), high: Amount::parse("1.34").unwrap() };
        assert_eq!(
            narrow.written(1).map(|w| (w.low.machine(), w.high.machine())),
            Some(("1.3".into(), "1.3".into()))
        );
        assert_eq!(narrow.written(0), None);
        assert_eq!(window(1, 5).nearest(9.into()), 5.into());
    }
}
