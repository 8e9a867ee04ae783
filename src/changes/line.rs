//! One step's difference of one post's money of a year.

use crate::amount::Amount;
use crate::note::Period;

use super::cause::Cause;

/// One step's difference of one post's money of a year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Id of the note, in the later version where both have it.
    pub note: String,
    /// Id of the table.
    pub table: String,
    /// What the post is called.
    pub post: String,
    /// The post's address, `round/note/table/post`: in the later version where both have it.
    pub address: String,
    /// Code of the committee.
    pub committee: String,
    /// Id of the control area.
    pub area: String,
    /// The appropriation, where it is told.
    pub appropriation: Option<String>,
    /// The option, where the money belongs to one.
    pub choice: Option<String>,
    /// The year or period.
    pub period: Period,
    /// True where the money counts, or counted; false for options that are not chosen.
    pub counted: bool,
    /// What it was before the step.
    pub before: Amount,
    /// What it is after it.
    pub after: Amount,
    /// What it is due to.
    pub cause: Cause,
}

impl Line {
    /// True for a line that repeats another for who reads them all: that a withdrawn note's money is
    /// still typed, or was, and does not count.
    pub fn mirrors(&self) -> bool {
        !self.counted && matches!(self.cause, Cause::Withdrawn | Cause::Resumed)
    }

    /// After minus before. Both are bounded, so that it can be held.
    pub fn difference(&self) -> Amount {
        self.after.minus(self.before).unwrap_or_default()
    }
}
