//! What all sums together say of a suspect in a rounded table: how well they agree once it is
//! changed.
//!
//! A sum's difference, squared and held against its variance ([`crate::reconcile::chance`]), is
//! about 1 where only rounding is at work. Half of what a change takes off their total is the
//! logarithm of how much likelier it makes the table. Exact sums say nothing here: a change either
//! mends them or does not. Nor does a sum whose total is filled in from other sums, where those are
//! counted already: it is they once more, and would make a unit's rounding look like a certainty.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::{Equation, FigureId, Origin, System};
use crate::reconcile::check::Check;

/// A check's weight of evidence on a figure.
struct Pull {
    /// The figure's weight in it.
    weight: Decimal,
    /// What it is off by.
    residual: Decimal,
    /// Its variance.
    variance: Decimal,
}

/// The rounded checks that each figure is in.
pub(super) struct Evidence {
    pulls: BTreeMap<FigureId, Vec<Pull>>,
}

impl Evidence {
    /// What the checks say of these figures.
    pub(super) fn new(
        system: &System,
        checks: &[Check],
        figures: impl Iterator<Item = FigureId>,
    ) -> Self {
        let mut pulls: BTreeMap<FigureId, Vec<Pull>> =
            figures.map(|figure| (figure, Vec::new())).collect();
        if pulls.is_empty() {
            return Self { pulls };
        }
        let repeats = |check: &Check| {
            let Equation { origin, terms, .. } = &system.equations[check.equation];
            let sum = matches!(
                origin,
                Origin::Row
                    | Origin::Column
                    | Origin::Subtotal
                    | Origin::ColumnSum
                    | Origin::Gathered
            );
            sum && terms.last().is_some_and(|(_, total)| !system.written(*total))
        };
        let own = checks.iter().filter(|check| !check.tolerance.is_zero() && !repeats(check));
        let counted: BTreeSet<FigureId> =
            own.flat_map(|check| check.base_figures.keys().copied()).collect();
        let again = |check: &Check| {
            repeats(check)
                && check.base_figures.keys().all(|base_figure| counted.contains(base_figure))
        };
        for check in checks.iter().filter(|check| !check.tolerance.is_zero() && !again(check)) {
            let Some(variance) = variance(system, check).filter(|variance| !variance.is_zero())
            else {
                continue;
            };
            for (base_figure, weight) in &check.base_figures {
                if let Some(pulls) = pulls.get_mut(base_figure) {
                    pulls.push(Pull {
                        weight: *weight,
                        residual: check.residual.decimal(),
                        variance,
                    });
                }
            }
        }
        Self { pulls }
    }

    /// What a figure would best be changed by. `None` where nothing is said, or it can't be held.
    pub(super) fn change(&self, figure: FigureId) -> Option<Amount> {
        let (mut asked, mut all) = (Decimal::ZERO, Decimal::ZERO);
        for Pull { weight, residual, variance } in self.pulls.get(&figure)? {
            asked = asked.checked_sub(weight.checked_mul(*residual)?.checked_div(*variance)?)?;
            all = all.checked_add(weight.checked_mul(*weight)?.checked_div(*variance)?)?;
        }
        asked.checked_div(all).map(Amount::new)
    }

    /// How much less the sums are off, in variances, when a figure is changed by so much.
    pub(super) fn gain(&self, figure: FigureId, change: Amount) -> Option<Decimal> {
        self.pulls.get(&figure)?.iter().try_fold(
            Decimal::ZERO,
            |gain, Pull { weight, residual, variance }| {
                let after = residual.checked_add(weight.checked_mul(change.decimal())?)?;
                let less =
                    residual.checked_mul(*residual)?.checked_sub(after.checked_mul(after)?)?;
                gain.checked_add(less.checked_div(*variance)?)
            },
        )
    }
}

fn variance(system: &System, check: &Check) -> Option<Decimal> {
    let mut squares = Decimal::ZERO;
    for (base_figure, weight) in &check.base_figures {
        let unit = system
            .figure(*base_figure)
            .half_step()
            .checked_mul(Decimal::TWO)?
            .checked_mul(*weight)?;
        squares = squares.checked_add(unit.checked_mul(unit)?)?;
    }
    squares.checked_div(Decimal::from(12))
}
