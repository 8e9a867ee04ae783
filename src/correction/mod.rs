//! A correction sheet (*rettelsesblad*): what stood in print in one version of a note, what shall
//! stand, and what follows from it.
//!
//! It is made of the two versions' pages, so that it says what a reader sees: a figure that is
//! typed otherwise and printed the same is no correction. What `tables` finds, put into the old pages'
//! tables, gives the new ones' figures.

mod between;
mod corrected;
mod paper;
mod tables;
mod texts;

pub use between::Correction;
pub use corrected::{Corrected, Passage};
pub use paper::{About, paper};
pub use tables::corrected;
