//! Whether two grids say the same.

use super::figure::{self, Read};
use super::parse::parse;
use super::sheet::Sheet;
use crate::note::mark;

/// True where both texts have the same headers, marks and cells, however they are laid out; a
/// figure is the same with and without points.
pub fn same(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (one, other) = (parse(one), parse(other));
    if !(one.faults.is_empty() && other.faults.is_empty()) {
        return false;
    }
    let (Some(one), Some(other)) = (Sheet::of(&one), Sheet::of(&other)) else { return false };
    one.header == other.header
        && one.rows.len() == other.rows.len()
        && one.rows.iter().zip(&other.rows).all(|(one, other)| {
            let cells = one.cells.iter().zip(&other.cells);
            one.mark == other.mark && cells.into_iter().all(|(one, other)| same_cell(one, other))
        })
}

/// True where both cells say the same.
pub fn same_cell(one: &str, other: &str) -> bool {
    let marked = (mark::split(one), mark::split(other));
    if let (Some((one, mark)), Some((other, same))) = marked {
        return mark == same && same_cell(one, other);
    }
    one == other
        || matches!(
            (figure::read(one), figure::read(other)),
            (Read::Amount(one), Read::Amount(other)) if one == other && one.scale() == other.scale()
        )
}
