//! Both sides of a sum, as they are told.

use crate::amount::Amount;
use crate::diagnostic::Sides;
use crate::equation::Figure;
use crate::rule::sums::words;
use crate::text::Text;

/// The most places that a finding points to.
pub(super) const MOST_LABELS: usize = 8;

/// What is typed as a figure, for messages.
pub(super) fn typed(figure: &Figure) -> Option<Text> {
    figure.typed().map(|amount| words::typed(figure, amount))
}

/// Both sides; equal sides where the difference can't be held, which no failed equation has.
pub(super) fn sides(left: Amount, right: Amount) -> Sides {
    Sides::new(left, right).unwrap_or(Sides { left, right, difference: Amount::ZERO })
}
