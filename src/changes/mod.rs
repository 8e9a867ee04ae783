//! What changed in money between two versions of a project: each difference with its cause, by a
//! fixed ladder whose steps add up to it.
//!
//! A version is a [`Side`]. Notes are paired by round and id ([`pairs`]), their posts by their
//! addresses ([`matching`]), and each pair of posts is taken from the one version to the other in
//! steps ([`ladder`]): in or out, option, code, price level, amount, rounding. What a step gives is
//! the money after it minus the money before it, so that all steps together are the difference. The
//! totals they are held against ([`totals`]) are taken from the notes' sums, not from the steps.
//!
//! | file | what |
//! |---|---|
//! | `side.rs` | [`Side`]: a version, and which of its files have errors |
//! | `pairs.rs` | rounds, packs and notes of both versions, also renamed ones |
//! | `view.rs` | what is added up: a round, or a pack |
//! | `rows.rs`, `matching.rs` | a note's money post by post; which posts of two versions are one |
//! | `state.rs`, `ladder.rs`, `cause.rs` | the steps, and what each is due to |
//! | `totals.rs`, `frames.rs` | the sums of both versions, and the frames |
//! | `paper.rs`, `workbook.rs` | all of it as a page, and as a workbook |
//! | `texts.rs`, `other.rs` | what changed besides: texts, and figures that are not asked for |

pub mod cause;
pub mod frames;
mod ladder;
mod matching;
pub mod other;
mod pairs;
pub mod paper;
mod rows;
mod side;
mod state;
pub mod texts;
pub mod totals;
mod view;
#[cfg(feature = "export")]
pub mod workbook;

use crate::amount::{Amount, Unit};
use crate::note::Period;
use crate::project::Selection;

pub use cause::{Cause, Step};
pub use frames::FrameChange;
pub use other::OtherFigure;
pub use side::Side;
pub use texts::TextChange;
pub use totals::Total;
pub use view::View;

/// What changed between two versions of a project, round by round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The rounds that either version has, in the order of their folders.
    pub rounds: Vec<RoundChanges>,
}

/// What changed in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundChanges {
    /// Name of its folder, in the later version where both have it.
    pub folder: String,
    /// Its title.
    pub title: String,
    /// Which versions have it.
    pub presence: Presence,
    /// What all its amounts are counted in: the later version's unit.
    pub unit: Unit,
    /// The round as a whole, then its packs.
    pub views: Vec<View>,
    /// The notes that differ, in the order of their ids.
    pub notes: Vec<NoteChange>,
}

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
    /// Figures that changed and are no money that is asked for.
    pub others: Vec<OtherFigure>,
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

/// One step's difference of one post's money of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl Changes {
    /// What changed between two versions, in the selected notes and packs; of the totals, those of
    /// the selected notes.
    pub fn between(before: &Side<'_>, after: &Side<'_>, selection: &Selection) -> Self {
        let rounds = pairs::rounds(before, after);
        Self {
            rounds: rounds
                .iter()
                .filter_map(|pair| pairs::changes(before, after, pair, selection))
                .collect(),
        }
    }

    /// True where nothing differs.
    pub fn is_empty(&self) -> bool {
        self.rounds.iter().all(RoundChanges::is_empty)
    }
}

impl RoundChanges {
    /// True where nothing differs.
    pub fn is_empty(&self) -> bool {
        self.presence == Presence::Both
            && self.notes.is_empty()
            && self.views.iter().all(View::is_empty)
    }

    /// The note of an id.
    pub fn note(&self, id: &str) -> Option<&NoteChange> {
        self.notes.iter().find(|note| note.id == id)
    }
}
