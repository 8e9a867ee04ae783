//! What changed in money: for people, and for programs.

#[cfg(feature = "export")]
mod csv;
mod human;
mod json;
mod table;

use crate::text::Text;

#[cfg(feature = "export")]
pub use csv::csv;
pub use human::human;
pub use json::{Report, json};

/// What the two versions are called.
#[derive(Clone, Copy, Debug)]
pub struct Versions<'a> {
    /// The earlier one, `main (1a2b3c4d5e6f)`.
    pub before: &'a Text,
    /// The later one.
    pub after: &'a Text,
}
