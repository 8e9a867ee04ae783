//! What a table says of its sum across: whether there is one, what it is called, and where it is
//! printed.

use crate::note::word::Word;

/// What a table says of its sum across.
#[derive(Clone, Debug, Default)]
pub struct Across {
    /// Whether there is one, where the table says: else there is where years of money are added up.
    pub shown: Option<bool>,
    /// What it is called.
    pub text: Option<Word>,
    /// How many of the table's columns stand before it; all of them where nothing is said.
    pub place: Option<usize>,
}
