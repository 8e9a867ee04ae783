//! A correction sheet (*rettelsesblad*): what stood in print in one version of a note, what shall
//! stand, and what follows from it.
//!
//! It is made of the two versions' pages, so that it says what a reader sees: a figure that is
//! typed otherwise and printed the same is no correction. What `tables` finds, put into the old pages'
//! tables, gives the new ones' figures.

mod paper;
mod tables;
mod texts;

use crate::amount::Amount;
use crate::page::Page;

pub use paper::{About, paper};
pub use tables::corrected;

/// What of a note's pages is not the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// Cells of tables, table by table.
    pub cells: Vec<Corrected>,
    /// Texts, in the order of the note.
    pub texts: Vec<Passage>,
}

/// A cell that is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The table's label, `tabel-oekonomi`.
    pub label: String,
    /// What the table is called in print, `Tabel 2 – Udgifter`: in the old pages where it is there.
    pub table: String,
    /// What its figures are counted in, where that is told.
    pub unit: Option<String>,
    /// The row, by its words.
    pub row: String,
    /// The column, by its header.
    pub column: String,
    /// What stood; none where there was no such cell.
    pub stood: Option<String>,
    /// What shall stand; none where there is no such cell any more.
    pub shall: Option<String>,
    /// True for a sum: it follows from others.
    pub follows: bool,
}

impl Corrected {
    /// What shall stand minus what stood, where both are figures or nothing.
    pub fn difference(&self) -> Option<Amount> {
        let read = |text: &Option<String>| match text.as_deref() {
            None | Some("") => Some(Amount::ZERO),
            Some(text) => Amount::of_danish(text),
        };
        read(&self.shall)?.minus(read(&self.stood)?)
    }
}

/// A text that is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands: the section's heading, `Titel`.
    pub place: String,
    /// What stood; none where it is new.
    pub stood: Option<String>,
    /// What shall stand; none where it is taken out.
    pub shall: Option<String>,
}

impl Correction {
    /// What of the pages of a note is not the same.
    pub fn between(before: &Page, after: &Page) -> Self {
        Self {
            cells: corrected(&tables::all(before), &tables::all(after)),
            texts: texts::corrected(before, after),
        }
    }

    /// True where a reader sees no difference.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.texts.is_empty()
    }
}
