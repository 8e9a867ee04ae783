//! A round: one negotiation, and what all its notes share.

use crate::amount::Unit;
use crate::note::{Attached, Cell, Date, Period, PriceLevels, Word};
use crate::source::{FileId, Span, Spanned};

/// One negotiation: "Budget 2020".
#[derive(Clone, Debug)]
pub struct Round {
    /// Name of its folder.
    pub folder: String,
    /// Its `runde.toml`.
    pub file: FileId,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: Option<Date>,
    /// The years that money is asked for.
    pub years: Vec<Spanned<Period>>,
    /// The price level.
    pub prices: Option<PriceLevels>,
    /// What figures are counted in.
    pub unit: Unit,
    /// True where figures are each rounded by itself, unless a table says otherwise.
    pub rounded: bool,
    /// What of its files is attached to PDFs, where a note does not say otherwise; none where the
    /// round does not say.
    pub attached: Option<Attached>,
    /// Columns of tables of past grants.
    pub past_years: Vec<Spanned<Period>>,
    /// Past agreements in printed order.
    pub agreements: Vec<Word>,
    /// Notes known by id and title only.
    pub known: Vec<KnownNote>,
    /// What its packs are held against.
    pub frames: Vec<Frame>,
    /// Its `rammer.toml`, where it has one.
    pub frames_file: Option<FileId>,
    /// What exists of it and is not here.
    pub elsewhere: Elsewhere,
}

/// What exists in a round and is not here: only what others call it is known.
#[derive(Clone, Debug, Default)]
pub struct Elsewhere {
    /// The ids of notes.
    pub notes: Vec<Word>,
    /// The names of frames.
    pub frames: Vec<Word>,
}

/// A limit of what can be spent: per year, of some control areas.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its name.
    pub name: Word,
    /// The control areas that it covers as written; `alle` is all.
    pub areas: Vec<Word>,
    /// The committees whose money it covers, as written; all where there are none.
    pub committees: Vec<Word>,
    /// Where it is from.
    pub source: Word,
    /// What it is counted in.
    pub unit: Unit,
    /// The limit of each year that it has one in.
    pub limits: Vec<Cell>,
    /// Header of its block.
    pub span: Span,
}

impl Frame {
    /// True where it covers all money.
    pub fn covers_all(&self) -> bool {
        self.areas.iter().any(|word| word.value == Self::ALL)
    }

    /// The word for all control areas.
    pub const ALL: &'static str = "alle";
}

/// A note known by id and title only.
#[derive(Clone, Debug)]
pub struct KnownNote {
    /// Its id.
    pub id: Word,
    /// Its title.
    pub title: Word,
}

impl Round {
    /// The names of its frames, also of those that are not here.
    pub fn frame_names(&self) -> impl Iterator<Item = &str> {
        let here = self.frames.iter().map(|frame| &frame.name);
        here.chain(&self.elsewhere.frames).map(|name| name.value.as_str())
    }

    /// The budget year: the first of its years. Names and codes are those of that year.
    pub fn year(&self) -> u16 {
        self.years.iter().map(|period| period.value.first()).min().unwrap_or_default()
    }

    /// The day that a document of the round is of: its own, else the round's, else the first of the
    /// budget year. Programs count days from 1900.
    pub fn day(&self, own: Option<Date>) -> Date {
        own.or(self.date).unwrap_or_else(|| Date::new_year(self.year().max(1900)))
    }
}
