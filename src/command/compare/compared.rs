//! What became of a note or a pack.

use super::change::Change;
use crate::correction::Corrected;
use crate::text;
use crate::text::Text;

/// What became of a note or a pack.
pub(super) struct Compared {
    pub(super) change: Change,
    /// True where it could only be typeset as a draft.
    pub(super) draft: bool,
    /// The cells of tables that are not the same.
    pub(super) cells: Vec<Corrected>,
}

impl Compared {
    pub(super) fn new(change: Change, draft: bool) -> Self {
        Self { change, draft, cells: Vec::new() }
    }
}

/// Why something can't be told, where it is the earlier side that has the fault.
pub(super) fn earlier(why: Text) -> Text {
    let Text { da, en } = why;
    text!("før ændringen: {da}", "before the change: {en}")
}
