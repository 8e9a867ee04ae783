//! What every part of a note is made of: a text with its place, and a date.

use crate::source::Spanned;

/// A text with its place.
pub type Word = Spanned<String>;

/// A date as written; the reader has seen that it exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, 1-12.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
}

impl Date {
    /// Danish text: `19. juni 2015`.
    pub fn danish(self) -> String {
        let month =
            MONTHS.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or_default();
        format!("{}. {month} {}", self.day, self.year)
    }
}

/// The months in Danish.
pub const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];
