//! Every key of the format, described once: the reader, "mente du", the schema and the
//! documentation come from here.

mod kind;
pub mod municipality;
pub mod note;
pub mod pack;
pub mod post;
pub mod round;
mod section;
pub mod table;

pub use kind::{Key, Kind, Names};
pub use section::Section;

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
            Self::Frames => round::FRAMES_FILE,
            Self::Frame => round::FRAME,
            Self::Elsewhere => round::ELSEWHERE,
            Self::Pack => pack::PACK,
            Self::Pick => pack::PICK,
            Self::Note => note::NOTE,
            Self::Place => note::PLACE_KEYS,
            Self::Readiness => note::READINESS_KEYS,
            Self::Paragraphs => note::PARAGRAPHS,
            Self::Choice => note::CHOICE,
            Self::Declared => note::DECLARED_KEYS,
            Self::External => note::EXTERNAL_KEYS,
            Self::Table => table::TABLE,
            Self::Payback => table::PAYBACK_KEYS,
            Self::Column => table::COLUMN,
            Self::Across => table::ACROSS_KEYS,
            Self::GrandTotal => table::GRAND_TOTAL_KEYS,
            Self::Total => table::TOTAL,
            Self::Where => table::WHERE,
            Self::Post => post::POST,
            Self::Share => post::SHARE_KEYS,
            Self::Range => post::RANGE,
        }
    }

    /// True for the name of a key that belongs here.
    pub fn has(self, name: &str) -> bool {
        self.keys().iter().any(|key| key.name == name)
    }
}

impl Key {
    /// True for texts that say nothing when they are empty: those that a block can't do without,
    /// and reasons.
    pub fn needs_words(&self) -> bool {
        let own = [&table::ALONE, &table::TITLE].iter().any(|own| std::ptr::eq(*own, self));
        (self.required || own)
            && !matches!(self.kind, Kind::OneOf(_))
            && self.section != Section::Readiness
    }
}

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
