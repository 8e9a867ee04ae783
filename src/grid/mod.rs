//! A table written as a paper prints it: one line per row, cells between bars, or between tabs as a
//! spreadsheet gives them.
//!
//! [`parse`] never fails and looks nothing up: it says where each cell is, what kind of row each
//! line is, and what could not be told. What the headers mean is worked out where the table's
//! columns are known; what a figure cell says, by [`figure::read`].

pub mod figure;
mod goes_on;
mod line;
mod loose;
mod mark;
mod parse;
mod same;
mod sheet;
mod table;
mod tabs;
mod width;

pub use goes_on::{lines_of, one_line};
pub use mark::Mark;
pub use parse::parse;
pub use same::{same, same_cell};
pub use sheet::{Holds, Sheet, SheetRow, holds, parted};
pub use table::{Cell, Fault, Grid, Line, Separator};
