//! What both sides have changed, in words.

use crate::key::{Section, post};
use crate::lossless::Block;
use crate::text;
use crate::text::{Lang, Text};

/// The most letters that are told of a value.
const LONGEST: usize = 60;

/// One thing that both sides have changed, each in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Where: table, post and year.
    pub place: Text,
    /// What the common version has; `None` where it has nothing there. All three are `None` where
    /// lines are all that is known.
    pub base: Option<String>,
    /// What ours has.
    pub ours: Option<String>,
    /// What theirs has.
    pub theirs: Option<String>,
}

impl Conflict {
    /// The place and the three values.
    pub fn message(&self) -> Text {
        if [&self.base, &self.ours, &self.theirs].iter().all(|value| value.is_none()) {
            return self.place.clone();
        }
        let value = |value: &Option<String>, none: (&'static str, &'static str)| match value {
            None => Text::new(none.0, none.1),
            Some(value) if value.contains('\n') => {
                Text::new("en tekst på flere linjer", "a text of several lines")
            }
            Some(value) if value.chars().count() > LONGEST => {
                Text::same(format_args!("{} …", value.chars().take(LONGEST).collect::<String>()))
            }
            Some(value) => Text::same(value),
        };
        let base = value(&self.base, ("ikke skrevet", "not written"));
        let gone = if self.base.is_some() {
            ("slettet", "deleted")
        } else {
            ("ikke skrevet", "not written")
        };
        let (ours, theirs) = (value(&self.ours, gone), value(&self.theirs, gone));
        let in_lang =
            |lang: Lang| (self.place.get(lang), base.get(lang), ours.get(lang), theirs.get(lang));
        let (place_da, base_da, ours_da, theirs_da) = in_lang(Lang::Da);
        let (place_en, base_en, ours_en, theirs_en) = in_lang(Lang::En);
        text!(
            "{place_da}: før {base_da}, vores {ours_da}, deres {theirs_da}",
            "{place_en}: before {base_en}, ours {ours_en}, theirs {theirs_en}"
        )
    }
}

/// The key that a block of a section is known by.
pub(super) fn known_by(section: Option<Section>) -> &'static str {
    match section {
        Some(Section::Paragraphs) => "overskrift",
        Some(Section::Committee | Section::Administration) => "kode",
        Some(Section::District | Section::Agreement) => "navn",
        Some(Section::Declared | Section::Total) => "tekst",
        _ => "id",
    }
}

/// A place within a block: that of the block, and what the block is called.
pub(super) fn within(place: &Text, block: &Block) -> Text {
    let Some(header) = &block.header else { return place.clone() };
    let names = [
        known_by(block.section),
        post::TEXT.name,
        post::AGREEMENT.name,
        "nummer",
        post::APPROPRIATION.name,
        post::COMMITTEE.name,
    ];
    let own = names.iter().find_map(|name| block.text(name)).filter(|_| header.double);
    let own = own
        .map(|own| format!(" {}", own.chars().take(LONGEST).collect::<String>()))
        .unwrap_or_default();
    let name = block.name();
    let english = match block.section {
        Some(Section::Table) => "table",
        Some(Section::Paragraphs) => "section",
        _ => name,
    };
    join(place, &text!("{name}{own}", "{english}{own}"))
}

/// A place, and the key within it.
pub(super) fn join(place: &Text, key: &Text) -> Text {
    if place.is_empty() {
        return key.clone();
    }
    let (da, en) = (&place.da, &place.en);
    let (key_da, key_en) = (&key.da, &key.en);
    text!("{da}, {key_da}", "{en}, {key_en}")
}
