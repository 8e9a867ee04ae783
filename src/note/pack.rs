//! A pack as it was typed: which notes go to the negotiation together, and how they are laid out.

use crate::amount::Unit;
use crate::note::post::Prose;
use crate::note::version::Version;
use crate::note::word::{Date, Word};
use crate::source::{FileId, Spanned};

/// A pack.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its file.
    pub file: FileId,
    /// Folder name of its round.
    pub round: String,
    /// The file's name without its ending: with the round, the pack's key.
    pub name: String,
    /// Its title.
    pub title: Word,
    /// Its date.
    pub date: Option<Spanned<Date>>,
    /// Which version it is, and when it was last revised.
    pub version: Version,
    /// The introduction.
    pub introduction: Option<Prose>,
    /// Which notes.
    pub wanted: Wanted,
    /// Notes that are shown and not counted.
    pub uncounted: Vec<Word>,
    /// The options that are counted, where the pack picks.
    pub picks: Vec<Pick>,
    /// What holds of the other options; none where the pack does not say.
    pub unpicked: Option<Unpicked>,
    /// What the notes are grouped by.
    pub grouping: Grouping,
    /// Their order within a group.
    pub order: Order,
    /// What the overviews are counted in; the round's unit where `None`.
    pub unit: Option<Unit>,
    /// How many decimals the overviews have; the unit's own where `None`.
    pub decimals: Option<u32>,
    /// Its parts.
    pub parts: Parts,
}

/// Which notes of the round a pack has: all where nothing is asked for; else those by id, and those
/// that are all of the rest.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// By id.
    pub notes: Vec<Word>,
    /// Of these administrations.
    pub administrations: Vec<Word>,
    /// Of the administrations under these committees.
    pub committees: Vec<Word>,
    /// Of these categories.
    pub categories: Vec<Word>,
    /// With money of these control areas.
    pub areas: Vec<Word>,
    /// Not these.
    pub except: Vec<Word>,
}

/// The options of one note that a pack counts.
#[derive(Clone, Debug)]
pub struct Pick {
    /// The note.
    pub note: Word,
    /// The options; none of them where it is empty.
    pub choices: Vec<Word>,
}

/// What holds of the options that a pack does not pick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpicked {
    /// None of them is counted.
    None,
    /// The note's own default is.
    Default,
}

/// What the notes of a pack are grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// The committee over the administration that writes the note.
    #[default]
    Committee,
    /// The administration that writes it.
    Administration,
    /// Its category.
    Category,
    /// Not grouped.
    None,
}

/// The order of notes within a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By id, numbers as numbers: BI8 before BI25.
    #[default]
    Id,
    /// By title.
    Title,
    /// The dearest first.
    Amount,
    /// As the pack lists them by id; others after them.
    Listed,
}

/// The parts of a pack's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a part that a pack has or has not")]
pub struct Parts {
    /// Contents with page numbers.
    pub contents: bool,
    /// Overviews by committee, control area and category.
    pub overviews: bool,
    /// Charts beside the overviews and frames.
    pub charts: bool,
    /// The list of notes.
    pub list: bool,
    /// The frames.
    pub frames: bool,
    /// The notes themselves.
    pub notes: bool,
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            contents: true,
            overviews: true,
            charts: true,
            list: true,
            frames: true,
            notes: true,
        }
    }
}
