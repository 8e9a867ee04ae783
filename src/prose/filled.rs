//! What `{{ … }}` is filled in with.

use crate::equation::FigureId;
use crate::note::TableNo;

/// What is printed where a figure is not known.
pub(super) const UNKNOWN: &str = "?";

/// What an expression gives.
#[derive(Clone, Debug)]
pub(crate) enum Filled {
    /// A figure as finished text.
    Figure { text: String, figures: Vec<FigureId> },
    /// A reference to a table of the note.
    TableRef { table: TableNo, small: bool },
    /// A reference to a section of the note.
    SectionRef { section: usize, small: bool },
    /// A reference to another note.
    NoteRef { id: String },
    /// The place of a table.
    Place { table: TableNo },
    /// Words of another language.
    Foreign { lang: String, text: String },
}
