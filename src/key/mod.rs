//! Every key of the format, described once: the reader, "mente du", the schema and the documentation come from here.

pub mod municipality;
pub mod note;
pub mod pack;
pub mod post;
pub mod round;
pub mod table;

use crate::text::{StaticText, Text};

/// What a key's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// `CommonMark` with figures and references.
    Prose,
    /// A name within the file: `[a-z][a-z0-9_]*`.
    Id,
    /// A note's id, as printed: `BI8`.
    NoteId,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// True or false.
    Bool,
    /// A whole number from 0 to this one.
    Integer(u32),
    /// Exact money or another exact figure.
    Amount,
    /// A date, `2019-09-13`.
    Date,
    /// A year, `2020`.
    Year,
    /// A period: `2020`, `"2016/17"` or `"2027-2032"`.
    Period,
    /// A list of texts.
    Texts,
    /// A text or a list of texts.
    TextOrTexts,
    /// A list of periods: years, `"2016/17"`, `"2027-2032"`.
    Periods,
    /// A price level: a year, `"løbende"`, or a block by year.
    PriceLevel,
    /// Blocks of a section, `[[navn]]`.
    Blocks(Section),
    /// A colour, `"#12395b"`.
    Colour,
    /// One block of a section, `[navn]` or `{ … }`.
    Block(Section),
    /// Blocks or inline tables in a list.
    List(Section),
    /// False, or a block.
    FalseOr(Section),
}

impl Kind {
    /// What is expected, in words.
    pub fn words(self) -> StaticText {
        let (da, en) = match self {
            Self::Text => ("en tekst i anførselstegn", "a text in quotes"),
            Self::Prose => ("en tekst i ''' … '''", "a text in ''' … '''"),
            Self::Id => ("et id i anførselstegn (små bogstaver, tal og _)", "an id in quotes (small letters, digits and _)"),
            Self::NoteId => ("et notat-id i anførselstegn, fx \"BI8\"", "a note id in quotes, e.g. \"BI8\""),
            Self::OneOf(_) => ("et af de faste ord i anførselstegn", "one of the fixed words in quotes"),
            Self::Bool => ("true eller false", "true or false"),
            Self::Integer(_) => ("et helt tal", "a whole number"),
            Self::Amount => ("et tal uden anførselstegn, fx 10_000", "a number without quotes, e.g. 10_000"),
            Self::Date => ("en dato uden anførselstegn, fx 2019-09-13", "a date without quotes, e.g. 2019-09-13"),
            Self::Year => ("et årstal, fx 2020", "a year, e.g. 2020"),
            Self::Period => ("et årstal eller flere, fx 2020 eller \"2016/17\"", "a year or several, e.g. 2020 or \"2016/17\""),
            Self::Texts => ("en liste af tekster, fx [\"A\", \"B\"]", "a list of texts, e.g. [\"A\", \"B\"]"),
            Self::TextOrTexts => ("en tekst eller en liste af tekster", "a text or a list of texts"),
            Self::Periods => ("en liste af år, fx [2020, 2021]", "a list of years, e.g. [2020, 2021]"),
            Self::PriceLevel => (
                "et årstal, \"løbende\" eller et årstal for hvert år",
                "a year, \"løbende\" (current prices) or a year for each year",
            ),
            Self::Colour => ("en farve i anførselstegn, fx \"#12395b\"", "a colour in quotes, e.g. \"#12395b\""),
            Self::Blocks(_) => ("blokke med [[…]]", "blocks with [[…]]"),
            Self::Block(_) => ("en blok med […]", "a block with […]"),
            Self::List(_) => ("en liste af blokke, fx [{ … }, { … }]", "a list of blocks, e.g. [{ … }, { … }]"),
            Self::FalseOr(_) => ("false eller en blok", "false or a block"),
        };
        StaticText { da, en }
    }
}

/// One key: its name, where it belongs and what it means.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The name in the file.
    pub name: &'static str,
    /// The section it belongs to.
    pub section: Section,
    /// What its value is.
    pub kind: Kind,
    /// The list that its value is looked up in, where it is a name or a code.
    pub names: Option<Names>,
    /// True when the section can't do without it.
    pub required: bool,
    /// What it means.
    pub meaning: StaticText,
}

impl Key {
    /// True for texts that say nothing when they are empty: those that a block can't do without, and reasons.
    pub fn needs_words(&self) -> bool {
        let own = [&table::ALONE, &table::TITLE].iter().any(|own| std::ptr::eq(*own, self));
        (self.required || own) && !matches!(self.kind, Kind::OneOf(_)) && self.section != Section::Readiness
    }

    /// What it means, to stand after a colon: without its capital and full stop.
    pub fn phrase(&self) -> Text {
        let tidy = |text: &str| {
            let text = text.strip_suffix('.').unwrap_or(text);
            let mut letters = text.chars();
            letters.next().map(|first| first.to_lowercase().chain(letters).collect::<String>()).unwrap_or_default()
        };
        Text::new(tidy(self.meaning.da), tidy(self.meaning.en))
    }
}

/// A list that a key's value is looked up in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// The municipality's committees.
    Committees,
    /// Its administrations.
    Administrations,
    /// Its control areas.
    Areas,
    /// Its appropriations.
    Appropriations,
    /// Its districts.
    Districts,
    /// The round's past agreements.
    Agreements,
    /// The document types.
    Documents,
    /// Forms of the document types.
    Editions,
    /// The table types.
    Tables,
    /// What a post can be.
    Sorts,
}

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
    /// `[[ramme]]` there.
    Frame,
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
    /// `kolonner = [{ … }]`.
    Column,
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
}

impl Section {
    /// The keys that belong here, besides years and the table's own columns.
    pub fn keys(self) -> &'static [&'static Key] {
        match self {
            Self::Municipality => municipality::MUNICIPALITY,
            Self::Committee => municipality::COMMITTEE,
            Self::Administration => municipality::ADMINISTRATION,
            Self::ControlArea => municipality::CONTROL_AREA,
            Self::Appropriation => municipality::APPROPRIATION,
            Self::District => municipality::DISTRICT,
            Self::PriceFactor => municipality::PRICE_FACTOR,
            Self::Theme => municipality::THEME_KEYS,
            Self::Colours => municipality::COLOUR_KEYS,
            Self::Round => round::ROUND,
            Self::KnownNote => round::KNOWN_NOTE,
            Self::Agreement => round::AGREEMENT,
            Self::Frame => round::FRAME,
            Self::Pack => pack::PACK,
            Self::Pick => pack::PICK,
            Self::Note => note::NOTE,
            Self::Place => note::PLACE_KEYS,
            Self::Readiness => note::READINESS_KEYS,
            Self::Paragraphs => note::PARAGRAPHS,
            Self::Choice => note::CHOICE,
            Self::Declared => note::DECLARED_KEYS,
            Self::Table => table::TABLE,
            Self::Column => table::COLUMN,
            Self::GrandTotal => table::GRAND_TOTAL_KEYS,
            Self::Total => table::TOTAL,
            Self::Where => table::WHERE,
            Self::Post => post::POST,
            Self::Share => post::SHARE_KEYS,
            Self::Range => post::RANGE,
        }
    }

    /// True where the columns of the table are keys too: a figure for each year or named column.
    pub fn takes_columns(self) -> bool {
        matches!(self, Self::GrandTotal | Self::Total | Self::Post | Self::Frame)
    }

    /// How a caseworker opens it.
    pub fn opening(self) -> &'static str {
        match self {
            Self::Municipality => "kommune.toml",
            Self::Committee => "[[udvalg]]",
            Self::Administration => "[[forvaltning]]",
            Self::ControlArea => "[[styringsomraade]]",
            Self::Appropriation => "[[bevilling]]",
            Self::District => "[[bydel]]",
            Self::PriceFactor => "[[prisfaktor]]",
            Self::Theme => "[tema]",
            Self::Colours => "[tema.farver]",
            Self::Round => "runde.toml",
            Self::KnownNote => "[[note]]",
            Self::Agreement => "[[aftale]]",
            Self::Frame => "[[ramme]]",
            Self::Pack => "pakken",
            Self::Pick => "[[valg]]",
            Self::Note => "notatets hoved",
            Self::Place => "[sted]",
            Self::Readiness => "[eksekveringsparat]",
            Self::Paragraphs => "[[afsnit]]",
            Self::Choice => "[[valgmulighed]]",
            Self::Declared => "[[afstemning]]",
            Self::Table => "[[tabel]]",
            Self::Column => "kolonner",
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
        Self::Frame,
        Self::Pack,
        Self::Pick,
        Self::Note,
        Self::Place,
        Self::Readiness,
        Self::Paragraphs,
        Self::Choice,
        Self::Declared,
        Self::Table,
        Self::Column,
        Self::GrandTotal,
        Self::Total,
        Self::Where,
        Self::Post,
        Self::Share,
        Self::Range,
    ];
}

/// Describes the keys of a section once: a static each, and the list of them.
macro_rules! keys {
    ($list:ident in $section:ident: $($konst:ident = $name:literal, $kind:expr $(=> $names:ident)? $(, $required:ident)?; $da:literal, $en:literal;)*) => {
        $(
            #[doc = $en]
            pub static $konst: $crate::key::Key = $crate::key::Key {
                name: $name,
                section: $crate::key::Section::$section,
                kind: $kind,
                names: keys!(of $($names)?),
                required: keys!(@ $($required)?),
                meaning: $crate::text::StaticText { da: $da, en: $en },
            };
        )*
        /// The keys of the section, in the order they are best written.
        pub static $list: &[&$crate::key::Key] = &[$(&$konst),*];
    };
    (of $names:ident) => { Some($crate::key::Names::$names) };
    (of) => { None };
    (@ required) => { true };
    (@) => { false };
}
pub(crate) use keys;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_unique_within_a_section_and_stand_where_they_say() {
        for section in Section::ALL {
            let mut seen = HashSet::new();
            for key in section.keys() {
                assert_eq!(key.section, *section, "{}", key.name);
                assert!(seen.insert(key.name), "{} twice in {section:?}", key.name);
                assert!(!key.meaning.da.is_empty() && !key.meaning.en.is_empty());
            }
        }
    }
}
