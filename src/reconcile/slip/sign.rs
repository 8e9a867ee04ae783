//! A reversed sign.

use crate::amount::Amount;
use crate::reconcile::slip::family::{Family, SuspectView};
use crate::text;
use crate::text::Text;

/// A minus that is missing, or one too many.
pub(crate) static SIGN: Family = Family { name: "sign", weight: 30, find };

fn find(view: &SuspectView<'_>) -> Vec<(Amount, Text)> {
    vec![(view.written.negated(), text!(" (fortegnet er vendt)", " (the sign is turned)"))]
}
