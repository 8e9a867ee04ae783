//! The parts of files that have keys.

use crate::paths::{ELSEWHERE_FILE, FRAMES_FILE, MUNICIPALITY_FILE, ROUND_FILE};

/// Which part of which file a key stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// `kommune.toml`.
    Municipality,
    /// `[[udvalg]]` there.
    Committee,
    /// `[[forvaltning]]` there.
    Administration,
    /// `[[styringsomraade]]` there.
    ControlArea,
    /// `[[bevilling]]` there.
    Appropriation,
    /// `[[bydel]]` there.
    District,
    /// `[[prisfaktor]]` there.
    PriceFactor,
    /// `[tema]` there.
    Theme,
    /// `[tema.farver]` there.
    Colours,
    /// `runde.toml`.
    Round,
    /// `[[note]]` there.
    KnownNote,
    /// `[[aftale]]` there.
    Agreement,
    /// `rammer.toml`.
    Frames,
    /// `[[ramme]]` there, or in `runde.toml`.
    Frame,
    /// `andetsteds.toml`.
    Elsewhere,
    /// `pakker/<navn>.toml`.
    Pack,
    /// `[[valg]]` there.
    Pick,
    /// A note.
    Note,
    /// `[sted]`.
    Place,
    /// `[eksekveringsparat]`.
    Readiness,
    /// `[[afsnit]]`.
    Paragraphs,
    /// `[[valgmulighed]]`.
    Choice,
    /// `[[tabel]]`.
    Table,
    /// `[tabel.tilbagebetaling]`.
    Payback,
    /// `kolonner = [{ … }]`.
    Column,
    /// `[tabel.paa_tvaers]`.
    Across,
    /// `[tabel.i_alt]`.
    GrandTotal,
    /// `[[tabel.total]]`.
    Total,
    /// `hvor = { … }` of a total.
    Where,
    /// `[[tabel.post]]`.
    Post,
    /// `andel = { … }`.
    Share,
    /// `2027-2032 = { … }`.
    Range,
    /// `[[afstemning]]`.
    Declared,
    /// `[[eksterne_tal]]`.
    External,
}

impl Section {
    /// True where the columns of the table are keys too: a figure for each year or named column.
    pub fn takes_columns(self) -> bool {
        matches!(self, Self::GrandTotal | Self::Total | Self::Post | Self::Frame)
    }

    /// How a caseworker opens it.
    pub fn opening(self) -> &'static str {
        match self {
            Self::Municipality => MUNICIPALITY_FILE,
            Self::Committee => "[[udvalg]]",
            Self::Administration => "[[forvaltning]]",
            Self::ControlArea => "[[styringsomraade]]",
            Self::Appropriation => "[[bevilling]]",
            Self::District => "[[bydel]]",
            Self::PriceFactor => "[[prisfaktor]]",
            Self::Theme => "[tema]",
            Self::Colours => "[tema.farver]",
            Self::Round => ROUND_FILE,
            Self::KnownNote => "[[note]]",
            Self::Agreement => "[[aftale]]",
            Self::Frames => FRAMES_FILE,
            Self::Frame => "[[ramme]]",
            Self::Elsewhere => ELSEWHERE_FILE,
            Self::Pack => "pakken",
            Self::Pick => "[[valg]]",
            Self::Note => "notatets hoved",
            Self::Place => "[sted]",
            Self::Readiness => "[eksekveringsparat]",
            Self::Paragraphs => "[[afsnit]]",
            Self::Choice => "[[valgmulighed]]",
            Self::Declared => "[[afstemning]]",
            Self::External => "[[eksterne_tal]]",
            Self::Table => "[[tabel]]",
            Self::Payback => "[tabel.tilbagebetaling]",
            Self::Column => "kolonner",
            Self::Across => "[tabel.paa_tvaers]",
            Self::GrandTotal => "[tabel.i_alt]",
            Self::Total => "[[tabel.total]]",
            Self::Where => "hvor",
            Self::Post => "[[tabel.post]]",
            Self::Share => "andel",
            Self::Range => "et interval af år",
        }
    }

    /// Every section.
    pub const ALL: &'static [Section] = &[
        Self::Municipality,
        Self::Committee,
        Self::Administration,
        Self::ControlArea,
        Self::Appropriation,
        Self::District,
        Self::PriceFactor,
        Self::Theme,
        Self::Colours,
        Self::Round,
        Self::KnownNote,
        Self::Agreement,
        Self::Frames,
        Self::Frame,
        Self::Elsewhere,
        Self::Pack,
        Self::Pick,
        Self::Note,
        Self::Place,
        Self::Readiness,
        Self::Paragraphs,
        Self::Choice,
        Self::Declared,
        Self::Table,
        Self::Payback,
        Self::Column,
        Self::Across,
        Self::GrandTotal,
        Self::Total,
        Self::Where,
        Self::Post,
        Self::Share,
        Self::Range,
        Self::External,
    ];
}
