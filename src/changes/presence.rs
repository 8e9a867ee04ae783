//! Which versions have something, and in which of them it can't be trusted.

/// Which of two versions have something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Both, under one name.
    Both,
    /// The later one alone.
    New,
    /// The earlier one alone.
    Gone,
    /// Both; in the earlier one it was called this.
    Renamed(String),
}

/// Why a note's differences have no cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// The earlier version has errors.
    Before,
    /// The later one has.
    After,
    /// Both have.
    Both,
}
