//! What a key is, and what its value is.

use crate::key::section::Section;
use crate::text::{StaticText, Text};

/// What a key's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// A line of text, or false where there is none.
    TextOrFalse,
    /// `CommonMark` with figures and references.
    Prose,
    /// A table's lines: cells between bars.
    Lines,
    /// A name within the file: `[a-z][a-z0-9_]*`.
    Id,
    /// A note's id, as printed: `BI8`.
    NoteId,
    /// A list of notes' ids.
    NoteIds,
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
    /// A payback time: whole years, or `"aldrig"`.
    Payback,
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
            Self::TextOrFalse => {
                ("en tekst i anførselstegn, eller false", "a text in quotes, or false")
            }
            Self::Prose => ("en tekst i ''' … '''", "a text in ''' … '''"),
            Self::Lines => (
                "tabellens linjer i ''' … ''', med | mellem cellerne",
                "the table's lines in ''' … ''', with | between cells",
            ),
            Self::Id => (
                "et id i anførselstegn (små bogstaver, tal og _)",
                "an id in quotes (small letters, digits and _)",
            ),
            Self::NoteId => {
                ("et notat-id i anførselstegn, fx \"BI8\"", "a note id in quotes, e.g. \"BI8\"")
            }
            Self::NoteIds => (
                "en liste af notat-id'er, fx [\"BI8\", \"BI25\"]",
                "a list of note ids, e.g. [\"BI8\", \"BI25\"]",
            ),
            Self::OneOf(_) => {
                ("et af de faste ord i anførselstegn", "one of the fixed words in quotes")
            }
            Self::Bool => ("true eller false", "true or false"),
            Self::Integer(_) => ("et helt tal", "a whole number"),
            Self::Amount => {
                ("et tal uden anførselstegn, fx 10_000", "a number without quotes, e.g. 10_000")
            }
            Self::Date => (
                "en dato uden anførselstegn, fx 2019-09-13",
                "a date without quotes, e.g. 2019-09-13",
            ),
            Self::Year => ("et årstal, fx 2020", "a year, e.g. 2020"),
            Self::Period => (
                "et årstal eller flere, fx 2020 eller \"2016/17\"",
                "a year or several, e.g. 2020 or \"2016/17\"",
            ),
            Self::Texts => {
                ("en liste af tekster, fx [\"A\", \"B\"]", "a list of texts, e.g. [\"A\", \"B\"]")
            }
            Self::TextOrTexts => {
                ("en tekst eller en liste af tekster", "a text or a list of texts")
            }
            Self::Periods => {
                ("en liste af år, fx [2020, 2021]", "a list of years, e.g. [2020, 2021]")
            }
            Self::Payback => (
                "et antal hele år, fx 6, eller \"aldrig\"",
                "a number of whole years, e.g. 6, or \"aldrig\" (never)",
            ),
            Self::PriceLevel => (
                "et årstal, \"løbende\" eller et årstal for hvert år",
                "a year, \"løbende\" (current prices) or a year for each year",
            ),
            Self::Colour => {
                ("en farve i anførselstegn, fx \"#12395b\"", "a colour in quotes, e.g. \"#12395b\"")
            }
            Self::Blocks(_) => ("blokke med [[…]]", "blocks with [[…]]"),
            Self::Block(_) => ("en blok med […]", "a block with […]"),
            Self::List(_) => {
                ("en liste af blokke, fx [{ … }, { … }]", "a list of blocks, e.g. [{ … }, { … }]")
            }
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
    /// What it means, to stand after a colon: without its capital and full stop.
    pub fn phrase(&self) -> Text {
        let tidy = |text: &str| {
            let text = text.strip_suffix('.').unwrap_or(text);
            let mut letters = text.chars();
            letters
                .next()
                .map(|first| first.to_lowercase().chain(letters).collect::<String>())
                .unwrap_or_default()
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
    /// The round's frames.
    Frames,
    /// The document types.
    Documents,
    /// Forms of the document types.
    Editions,
    /// The table types.
    Tables,
}

/// Describes the keys of a section once: a static each, and the list of them.
macro_rules! keys {
    ($list:ident in $section:ident: $($konst:ident = $name:literal, $kind:expr $(=> $names:ident)? $(, $required:ident)?; $da:literal, $en:literal;)*) => {
        $(
            #[doc = $en]
            pub static $konst: $crate::key::kind::Key = $crate::key::kind::Key {
                name: $name,
                section: $crate::key::section::Section::$section,
                kind: $kind,
                names: keys!(of $($names)?),
                required: keys!(@ $($required)?),
                meaning: $crate::text::StaticText { da: $da, en: $en },
            };
        )*
        /// The keys of the section, in the order they are best written.
        pub static $list: &[&$crate::key::kind::Key] = &[$(&$konst),*];
    };
    (of $names:ident) => { Some($crate::key::kind::Names::$names) };
    (of) => { None };
    (@ required) => { true };
    (@) => { false };
}
pub(super) use keys;
