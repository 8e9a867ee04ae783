//! The order in which keys are written: that of their descriptions, with the table's columns after
//! them.

use crate::key::{Section, post};
use crate::note::Period;

/// Where a key stands in its block: keys of the same rank keep the order of the file.
pub(super) fn rank(section: Option<Section>, name: &str) -> (usize, Option<Period>) {
    let Some(section) = section else { return (0, None) };
    let keys = section.keys();
    let known = keys.iter().position(|key| key.name == name);
    let columns = section.takes_columns();
    match known {
        // The sum across is written where it is printed: after the figures that it is the sum of.
        Some(_) if columns && name == post::ACROSS.name => (keys.len() + 1, None),
        Some(at) => (at, None),
        None => (keys.len(), columns.then(|| Period::parse(name)).flatten()),
    }
}
