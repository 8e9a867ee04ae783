//! What two versions are called.

use crate::text::Text;

/// What the two versions are called.
#[derive(Clone, Copy, Debug)]
pub struct Versions<'a> {
    /// The earlier one, `main (1a2b3c4d5e6f)`.
    pub before: &'a Text,
    /// The later one.
    pub after: &'a Text,
}
