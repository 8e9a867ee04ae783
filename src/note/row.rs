//! A table's rows, by what they are.

use crate::note::number::{PostNo, TotalNo};

/// Which row of a table a figure is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Row {
    /// The post of that number.
    Post(PostNo),
    /// The total row.
    Grand,
    /// The partial total of that number.
    Total(TotalNo),
    /// What the table must give, stated in its head.
    Stated,
}
