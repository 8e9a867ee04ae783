//! What changed in a note besides its money.

use super::other::OtherFigure;
use super::presence::{Presence, Unresolved};
use super::texts::TextChange;

/// What changed in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteChange {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Path of its file from the root, in the later version where both have it.
    pub path: String,
    /// Which versions have it.
    pub presence: Presence,
    /// Why its money can't be told; none where neither version has errors.
    pub unresolved: Option<Unresolved>,
    /// Id of a note of the other version that has the same title, where it has no other pair.
    pub like: Option<String>,
    /// What changed in its texts.
    pub texts: Vec<TextChange>,
    /// Figures that changed and are in no sum: that are not asked for, or tell of the same money in
    /// another table without following the lines.
    pub others: Vec<OtherFigure>,
    /// True where its pages say something else besides.
    pub printed: bool,
}
