//! A table's rows, by what they are.

/// Which row of a table a figure is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Row {
    /// The post of that index.
    Post(usize),
    /// The total row.
    Grand,
    /// The partial total of that index.
    Total(usize),
    /// What the table must give, stated in its head.
    Stated,
}
