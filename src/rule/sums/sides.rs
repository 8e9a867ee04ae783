//! Both sides of a sum, as they are told.

use crate::amount::Amount;
use crate::diagnostic::Sides;
use crate::equation::{Figure, State};

/// The most places that a finding points to.
pub(super) const MOST_LABELS: usize = 8;

/// What a figure is written as, for messages.
pub(super) fn written(figure: &Figure) -> Option<Amount> {
    match figure.state {
        State::Written(amount) => Some(amount),
        _ => None,
    }
}

/// Both sides; equal sides where the difference can't be held, which no failed equation has.
pub(super) fn sides(left: Amount, right: Amount) -> Sides {
    Sides::new(left, right).unwrap_or(Sides { left, right, difference: Amount::ZERO })
}
