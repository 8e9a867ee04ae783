//! What of a note's pages is not the same in two versions.

use crate::page::Page;

use super::corrected::{Corrected, Passage};
use super::tables::{self, corrected};
use super::texts;

/// What of a note's pages is not the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// Cells of tables, table by table.
    pub cells: Vec<Corrected>,
    /// Texts, in the order of the note.
    pub texts: Vec<Passage>,
}

impl Correction {
    /// What of the pages of a note is not the same.
    pub fn between(before: &Page, after: &Page) -> Self {
        Self { cells: Self::cells(before, after), texts: texts::corrected(before, after) }
    }

    /// The cells of tables that are not the same, without the texts.
    pub fn cells(before: &Page, after: &Page) -> Vec<Corrected> {
        corrected(&tables::all(before), &tables::all(after))
    }

    /// True where a reader sees no difference.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.texts.is_empty()
    }
}
