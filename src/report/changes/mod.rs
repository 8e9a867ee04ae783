//! What changed in money: for people, and for programs.

#[cfg(feature = "export")]
mod csv;
mod human;
mod json;
mod versions;

#[cfg(feature = "export")]
pub use csv::csv;
pub use human::human;
pub use json::{Report, json};

pub use versions::Versions;
