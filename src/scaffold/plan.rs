//! A note to be made: what is asked for, and where its money can be told a second time.

use crate::amount::Unit;
use crate::document::Edition;
use crate::register::{Administration, Appropriation, Committee, ControlArea, Municipality, Round};

/// Ids of the allocations of a new case.
pub(super) const ALLOCATIONS: &[&str] = &["fordeling_varige", "fordeling_investering"];

/// Id of the overview.
pub(super) const OVERVIEW: &str = "konsekvenser";

/// A note to be made. Its figures are 0 and its codes the municipality's first that hold in the
/// round's year, so that it checks from the beginning; comments say what belongs where.
#[derive(Debug)]
pub struct NewNote<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Name of its document type.
    pub kind: &'a str,
    /// The type's newest form.
    pub edition: &'a Edition,
    /// The administration that writes it.
    pub administration: &'a Administration,
    /// Where its codes are from.
    pub municipality: &'a Municipality,
    /// Where its years and unit are from.
    pub round: &'a Round,
}

/// Where the money of a new note is told a second time, as far as the municipality's file goes.
pub(super) enum Second<'a> {
    /// By appropriation.
    Appropriations(&'a Committee, &'a Appropriation),
    /// By committee.
    Allocation(&'a Committee, &'a ControlArea),
    /// Nowhere.
    None,
}

impl NewNote<'_> {
    /// How the money can be told a second time: by an appropriation of the administration's own
    /// committee, of any committee, or by committee alone.
    pub(super) fn second(&self) -> Second<'_> {
        let (m, year) = (self.municipality, self.round.year());
        let own = m.committee_of(&self.administration.code.value, year);
        let committees = || {
            own.into_iter()
                .chain(m.committees.iter().filter(|committee| committee.years.contain(year)))
        };
        let of = |committee: &Committee| {
            let holds = |a: &&Appropriation| {
                a.years.contain(year) && a.committee.value == committee.code.value
            };
            m.appropriations.iter().filter(holds).find(|a| a.number.is_some() || a.name.is_some())
        };
        if let Some((committee, appropriation)) =
            committees().find_map(|committee| Some((committee, of(committee)?)))
        {
            return Second::Appropriations(committee, appropriation);
        }
        match (committees().next(), m.areas.first()) {
            (Some(committee), Some(area)) => Second::Allocation(committee, area),
            _ => Second::None,
        }
    }
}

/// How figures are written in a unit.
pub(super) fn example(unit: Unit) -> &'static str {
    match unit {
        Unit::Kr => "1.500.000 er 1,5 mio. kr.",
        Unit::ThousandKr => "1.500 er 1,5 mio. kr.",
        Unit::MillionKr => "1,5 er 1,5 mio. kr.",
        Unit::BillionKr => "0,5 er 500 mio. kr.",
        _ => "",
    }
    .trim_end_matches('.')
}
