//! What is not the same: a cell of a table, a passage of text.

use crate::amount::Amount;

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
    /// The longest of its own words, without the heading that it stands under: where it is found on a page.
    pub mark: String,
    /// The column, by its header.
    pub column: String,
    /// What stood; none where there was no such cell.
    pub stood: Option<String>,
    /// What shall stand; none where there is no such cell any more.
    pub shall: Option<String>,
    /// True for a sum: it follows from others.
    pub follows: bool,
    /// True for words, and for figures in another unit than before: there is no difference between them.
    pub words: bool,
}

impl Corrected {
    /// What shall stand minus what stood, where both are figures or nothing.
    pub fn difference(&self) -> Option<Amount> {
        if self.words {
            return None;
        }
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
