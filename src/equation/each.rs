//! What a declared relation is held for each of.

use crate::note::{ColumnKey, Period, PostNo, TableNo};

/// What a declared relation is held for, in one equation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Each {
    /// For the whole.
    Once,
    /// For a year.
    Period(Period),
    /// For a code.
    Code(String),
    /// For a year and a code.
    Both(Period, String),
    /// For a row, told by that of the first term.
    Row {
        /// Its table.
        table: TableNo,
        /// Its post.
        post: PostNo,
        /// The column, where the terms name none.
        column: Option<ColumnKey>,
    },
}
