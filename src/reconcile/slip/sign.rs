//! A sign that is turned.

use crate::amount::Amount;
use crate::reconcile::slip::family::{Family, Seen};
use crate::text;
use crate::text::Text;

/// A minus that is missing, or one too many.
pub(crate) static SIGN: Family = Family { name: "sign", weight: 30, find };

fn find(seen: &Seen<'_>) -> Vec<(Amount, Text)> {
    vec![(seen.written.negated(), text!(" (fortegnet er vendt)", " (the sign is turned)"))]
}
