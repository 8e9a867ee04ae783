//! What notes are checked against: the municipality's names and codes by year, and the round's
//! years and units.

pub mod appropriation;
mod by_number;
pub mod colour;
mod ids;
pub mod lookup;
mod no_committee;
pub mod round;
pub mod theme;

use by_number::ByNumber;
use rust_decimal::Decimal;

use crate::source::{FileId, Span, Spanned};

pub use ids::NoteIds;
pub use lookup::{Found, Named};
pub use no_committee::NO_COMMITTEE;
pub use round::{Elsewhere, Frame, KnownNote, Round};
pub use theme::Theme;

/// A municipality: its committees, administrations, control areas, appropriations and districts.
#[derive(Clone, Debug, Default)]
pub struct Municipality {
    /// The file it was read from.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// The committees.
    pub committees: Vec<Committee>,
    /// The administrations.
    pub administrations: Vec<Administration>,
    /// The control areas.
    pub areas: Vec<ControlArea>,
    /// The appropriations.
    pub appropriations: Vec<Appropriation>,
    /// The districts in printed order.
    pub districts: Vec<District>,
    /// The development of prices and wages.
    pub price_factors: Vec<PriceFactor>,
    /// What its pages look like.
    pub theme: Theme,
    /// Where its appropriations are found by what they are written as.
    pub(crate) by_number: ByNumber,
}

/// First and last year that something holds, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Years {
    /// First year.
    pub from: Option<u16>,
    /// Last year.
    pub until: Option<u16>,
}

impl Years {
    /// True when `year` is among them.
    pub fn contain(self, year: u16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.until.is_none_or(|until| year <= until)
    }

    /// True when the two share a year.
    pub fn overlap(self, other: Years) -> bool {
        let before = |a: Option<u16>, b: Option<u16>| matches!((a, b), (Some(a), Some(b)) if a < b);
        !before(self.until, other.from) && !before(other.until, self.from)
    }
}

/// A political committee: it holds the money.
#[derive(Clone, Debug)]
pub struct Committee {
    /// Its abbreviation.
    pub code: Spanned<String>,
    /// Its full name.
    pub name: String,
    /// Code of the administration under it.
    pub administration: Option<Spanned<String>>,
    /// When the name holds.
    pub years: Years,
    /// Other abbreviations and names.
    pub aliases: Vec<Spanned<String>>,
    /// Codes it is confused with.
    pub confused_with: Vec<Spanned<String>>,
    /// Code of the committee that it took over from.
    pub succeeds: Option<Spanned<String>>,
}

/// The organisation under a committee: it writes notes and acts.
#[derive(Clone, Debug)]
pub struct Administration {
    /// Its abbreviation.
    pub code: Spanned<String>,
    /// Its full name.
    pub name: String,
    /// When the name holds.
    pub years: Years,
    /// Other abbreviations and names.
    pub aliases: Vec<Spanned<String>>,
    /// What the ids of its notes begin with.
    pub prefixes: Vec<Spanned<String>>,
    /// Code of the administration that it took over from.
    pub succeeds: Option<Spanned<String>>,
}

/// Service, anlæg, overførsler …
#[derive(Clone, Debug)]
pub struct ControlArea {
    /// The word in notes.
    pub id: Spanned<String>,
    /// The name as printed.
    pub name: String,
    /// The control area that it is a part of.
    pub parent: Option<Spanned<String>>,
    /// Other spellings.
    pub aliases: Vec<Spanned<String>>,
}

/// A numbered grant under a committee.
#[derive(Clone, Debug)]
pub struct Appropriation {
    /// Code of its committee.
    pub committee: Spanned<String>,
    /// Its number, `35.10`.
    pub number: Option<Spanned<String>>,
    /// Its name.
    pub name: Option<String>,
    /// Its control area.
    pub area: Option<Spanned<String>>,
    /// When it holds.
    pub years: Years,
    /// Other numbers and names.
    pub aliases: Vec<Spanned<String>>,
    /// Header of its block.
    pub span: Span,
}

impl Appropriation {
    /// `35.10 Beskæftigelse`, or what there is of it.
    pub fn title(&self) -> String {
        let parts = [self.number.as_ref().map(|n| n.value.as_str()), self.name.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// What prices of the year before are multiplied by to be those of a year.
#[derive(Clone, Debug)]
pub struct PriceFactor {
    /// The year whose prices are reached.
    pub year: u16,
    /// The factor.
    pub factor: Spanned<Decimal>,
    /// Where it is from.
    pub source: Spanned<String>,
}

/// A part of the city.
#[derive(Clone, Debug)]
pub struct District {
    /// Its name.
    pub name: Spanned<String>,
    /// Other spellings.
    pub aliases: Vec<Spanned<String>>,
}

impl Municipality {
    /// The control areas from `id` up to the topmost, `id` first. Stops at a circle.
    pub fn lineage(&self, id: &str) -> Vec<&str> {
        let mut line: Vec<&str> = Vec::new();
        let mut next = self.areas.iter().find(|area| area.id.value == id);
        while let Some(area) = next.filter(|area| !line.contains(&area.id.value.as_str())) {
            line.push(&area.id.value);
            next = area
                .parent
                .as_ref()
                .and_then(|up| self.areas.iter().find(|a| a.id.value == up.value));
        }
        line
    }
}
