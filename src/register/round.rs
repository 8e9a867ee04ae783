//! A round: one negotiation, and what all its notes share.

use crate::amount::Unit;
use crate::note::{Date, Period, PriceLevels, Word};
use crate::source::{FileId, Spanned};

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
    /// Columns of tables of past grants.
    pub past_years: Vec<Spanned<Period>>,
    /// Past agreements in printed order.
    pub agreements: Vec<Word>,
    /// Notes known by id and title only.
    pub known: Vec<KnownNote>,
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
    /// The budget year: the first of its years. Names and codes are those of that year.
    pub fn year(&self) -> u16 {
        self.years.iter().map(|period| period.value.first()).min().unwrap_or_default()
    }
}
