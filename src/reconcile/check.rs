//! An equation that could contradict something, and what it gives.

use crate::amount::Amount;
use crate::reconcile::base_figures::BaseFigures;

/// An equation that could contradict something.
#[derive(Clone, Debug)]
pub struct Check {
    /// Its index in the system.
    pub equation: usize,
    /// What it gives, by the figures as they are written: 0 where it holds exactly.
    pub residual: Amount,
    /// What it gives by the figures as they are printed, shares rounded: what a reader sees that it
    /// is off by.
    pub printed: Amount,
    /// How far from 0 the rounding of its figures can bring it: 0 where they are exact.
    pub tolerance: Amount,
    /// True where it holds; decided in exact fractions where the two are as good as equal.
    pub holds: bool,
    /// The written figures in it, with their weights.
    pub base_figures: BaseFigures,
}

impl Check {
    /// True where it holds: exactly, or within what rounding can give.
    pub fn holds(&self) -> bool {
        self.holds
    }

    /// True where it holds only because figures are rounded: what is printed does not add up to the
    /// last digit.
    pub fn within_rounding(&self) -> bool {
        !self.printed.is_zero() && self.holds()
    }
}
