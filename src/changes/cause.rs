//! What a difference is due to.

use crate::text;
use crate::text::Text;

/// The steps from one version to the other, in the order they are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Came in or went out.
    InOut,
    /// The option it belongs to, and which options are counted.
    Option,
    /// Committee, control area, appropriation, and the frames it does not count in.
    Code,
    /// Price level and price factors.
    Prices,
    /// The figure itself.
    Amount,
    /// How many decimals it has.
    Rounding,
    /// No step: a version has errors.
    Unresolved,
}

/// What a difference is due to, in the order of the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The note is new.
    NoteNew,
    /// The note is gone.
    NoteGone,
    /// The note was withdrawn.
    Withdrawn,
    /// It was withdrawn and is no longer.
    Resumed,
    /// The pack is new.
    PackNew,
    /// The pack is gone.
    PackGone,
    /// The pack has the note now.
    Entered,
    /// The pack has it no longer.
    Left,
    /// The pack shows the note and counts it now.
    CountedNow,
    /// The pack counts it no longer.
    CountedNoMore,
    /// The post is new.
    PostNew,
    /// The post is gone.
    PostGone,
    /// The money is taken from another table of the note.
    OtherTable,
    /// Another option, or other options are counted.
    Option,
    /// Another code.
    Code,
    /// The municipality's file or the round's says otherwise of the same note.
    Register,
    /// Other price factors, or another price level of the round.
    PriceFactor,
    /// Another price level.
    PriceLevel,
    /// Another amount.
    Amount,
    /// Amounts that were moved between the years of a post: together they are what they were.
    Moved,
    /// More decimals, or fewer.
    Rounding,
    /// A version of the note has errors.
    Unresolved,
}

impl Cause {
    /// Every cause, in the order of their steps.
    pub const ALL: [Self; 22] = [
        Self::NoteNew,
        Self::NoteGone,
        Self::Withdrawn,
        Self::Resumed,
        Self::PackNew,
        Self::PackGone,
        Self::Entered,
        Self::Left,
        Self::CountedNow,
        Self::CountedNoMore,
        Self::PostNew,
        Self::PostGone,
        Self::OtherTable,
        Self::Option,
        Self::Code,
        Self::Register,
        Self::PriceFactor,
        Self::PriceLevel,
        Self::Amount,
        Self::Moved,
        Self::Rounding,
        Self::Unresolved,
    ];

    /// Its step. What the register or a round changed is among the codes, whatever it changed.
    pub fn step(self) -> Step {
        match self {
            Self::NoteNew
            | Self::NoteGone
            | Self::Withdrawn
            | Self::Resumed
            | Self::PackNew
            | Self::PackGone
            | Self::Entered
            | Self::Left
            | Self::CountedNow
            | Self::CountedNoMore
            | Self::PostNew
            | Self::PostGone
            | Self::OtherTable => Step::InOut,
            Self::Option => Step::Option,
            Self::Code | Self::Register => Step::Code,
            Self::PriceLevel | Self::PriceFactor => Step::Prices,
            Self::Amount | Self::Moved => Step::Amount,
            Self::Rounding => Step::Rounding,
            Self::Unresolved => Step::Unresolved,
        }
    }

    /// Its name in data, as keys of the format are written.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoteNew => "nyt-notat",
            Self::NoteGone => "notat-udgaaet",
            Self::Withdrawn => "trukket",
            Self::Resumed => "genoptaget",
            Self::PackNew => "ny-pakke",
            Self::PackGone => "pakke-udgaaet",
            Self::Entered => "ind-i-pakken",
            Self::Left => "ud-af-pakken",
            Self::CountedNow => "taelles-nu",
            Self::CountedNoMore => "taelles-ikke-mere",
            Self::PostNew => "ny-post",
            Self::PostGone => "post-udgaaet",
            Self::OtherTable => "anden-tabel",
            Self::Option => "valg",
            Self::Code => "kode",
            Self::Register => "register",
            Self::PriceLevel => "prisniveau",
            Self::PriceFactor => "prisfaktor",
            Self::Amount => "beloeb",
            Self::Moved => "flyttet",
            Self::Rounding => "afrunding",
            Self::Unresolved => "uafklaret",
        }
    }

    /// What it is called.
    pub fn text(self) -> Text {
        match self {
            Self::NoteNew => text!("nyt notat", "new note"),
            Self::NoteGone => text!("notatet udgår", "the note is gone"),
            Self::Withdrawn => text!("notatet er trukket", "the note is withdrawn"),
            Self::Resumed => text!("ikke længere trukket", "no longer withdrawn"),
            Self::PackNew => text!("ny pakke", "new pack"),
            Self::PackGone => text!("pakken udgår", "the pack is gone"),
            Self::Entered => text!("kommet med i pakken", "entered the pack"),
            Self::Left => text!("ude af pakken", "left the pack"),
            Self::CountedNow => text!("tælles nu med", "is now counted"),
            Self::CountedNoMore => text!("tælles ikke længere med", "is no longer counted"),
            Self::PostNew => text!("ny post", "new post"),
            Self::PostGone => text!("posten udgår", "the post is gone"),
            Self::OtherTable => text!(
                "tages nu fra en anden tabel i notatet",
                "is now taken from another table of the note"
            ),
            Self::Option => text!("andet valg", "another choice"),
            Self::Code => text!("anden kontering", "other codes"),
            Self::Register => text!(
                "kommunens eller rundens oplysninger er ændret",
                "the municipality's or the round's facts changed"
            ),
            Self::PriceLevel => text!("andet prisniveau", "another price level"),
            Self::PriceFactor => text!("andre prisfaktorer", "other price factors"),
            Self::Amount => text!("ændret beløb", "changed amount"),
            Self::Moved => text!("flyttet mellem år", "moved between years"),
            Self::Rounding => text!("anden afrunding", "other rounding"),
            Self::Unresolved => text!("uafklaret", "unresolved"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_cause_has_a_name_of_its_own_and_they_stand_in_the_order_of_their_steps() {
        let names: BTreeSet<&str> = Cause::ALL.iter().map(|cause| cause.name()).collect();
        assert_eq!(names.len(), Cause::ALL.len());
        assert!(names.iter().all(|name| name.is_ascii()), "{names:?}");
        assert!(Cause::ALL.windows(2).all(|pair| pair[0].step() <= pair[1].step()));
    }
}
