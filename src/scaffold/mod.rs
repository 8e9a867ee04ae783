//! What a caseworker begins with: the text of a new round, and of a new note that already checks.

mod case;
mod lines;
mod note;
mod plan;
mod round;

pub use plan::NewNote;
pub use round::{NewRound, budget_year};

/// A text as TOML writes it, in quotes.
pub(crate) fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
