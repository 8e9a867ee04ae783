//! Figures of a pack in its introduction: those that its overviews print, where they are rounded
//! there to add up.

use crate::amount::{Amount, Unit};
use crate::equation::FigureId;
use crate::note::Measure;
use crate::prose::Scene;
use crate::reconcile::Reconciled;

/// A pack's overviews as they are printed.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'a> {
    /// The overviews with their figures rounded, solved.
    pub reconciled: &'a Reconciled,
    /// What they are counted in.
    pub unit: Unit,
    /// How many decimals they have.
    pub decimals: u32,
}

impl Printed<'_> {
    /// What figures of the `exact` overviews add up to as they are printed, in `unit`, with the
    /// sign of `amount`, which is what they are exactly. `None` where it is asked for with more or
    /// fewer decimals than they are printed with: such a figure is rounded from the exact one.
    pub(super) fn amount(
        &self,
        exact: &Reconciled,
        figures: &[FigureId],
        amount: Amount,
        (unit, decimals): (Unit, Option<u32>),
    ) -> Option<Amount> {
        if unit.exponent() < self.unit.exponent() {
            // What is rounded to thousands or millions says nothing of single kroner.
            return None;
        }
        // Digits after the point, counted in kroner: below 0 where thousands or millions are not
        // told.
        let digits = |unit: Unit, decimals: u32| i64::from(decimals) - i64::from(unit.exponent());
        let as_printed =
            decimals.is_none_or(|asked| digits(unit, asked) == digits(self.unit, self.decimals));
        if !as_printed {
            return None;
        }
        let shown = |id: &FigureId| {
            let figure = exact.system.figure(*id);
            let own = self.reconciled.system.find(figure.table, figure.row, &figure.column)?;
            self.reconciled.solution.value(own).amount()
        };
        let sum = figures.iter().try_fold(Amount::ZERO, |sum, id| sum.plus(shown(id)?))?;
        // A filter may have taken the sign off.
        let sum = if sum.is_negative() && !amount.is_negative() { sum.negated() } else { sum };
        self.unit.convert(sum, unit)
    }
}

/// An amount in a unit: as the page's tables print it, where they do. `None` where it can't be
/// held.
pub(super) fn in_unit(
    scene: &Scene<'_>,
    amount: Amount,
    measure: Measure,
    figures: &[FigureId],
    as_what: (Unit, Option<u32>),
) -> Option<Amount> {
    let printed = scene
        .printed
        .as_ref()
        .and_then(|printed| printed.amount(scene.reconciled, figures, amount, as_what));
    printed.or_else(|| measure.unit.convert(amount, as_what.0))
}
