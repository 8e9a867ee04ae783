//! A pack's figures as its document prints them, beside the sums that follow marks.

use rust_xlsxwriter::Format;

use crate::amount::Amount;
use crate::export::workbook::fault::Fault;
use crate::export::workbook::places::Places;
use crate::export::workbook::sheet::Sheet;
use crate::note::Period;
use crate::pack::overview::{BY_AREA, BY_COMMITTEE, BY_NOTE, areas, overview};
use crate::pack::printed::Printed;
use crate::pack::{FrameUse, Packed};

/// What stands in the heading of a column of figures as they are printed.
pub(super) const AS_PRINTED: &str = "som trykt";

/// What the sheets of a pack's sums are made of.
pub(super) struct Sources<'w, 'a> {
    pub(super) packed: &'w Packed<'a>,
    pub(super) places: &'w Places,
    /// The pack's figures as its document prints them, where it rounds them.
    pub(super) printed: Option<&'w AsPrinted<'a>>,
}

/// A pack's rounded figures.
pub(super) struct AsPrinted<'a> {
    printed: Printed<'a>,
    /// True where the overview by committee tells its control areas apart.
    by_area_too: bool,
}

impl<'a> AsPrinted<'a> {
    /// Those of a pack; `None` where its document prints its figures as they are.
    pub(super) fn of(packed: &Packed<'a>) -> Option<Self> {
        let printed = Printed::of(packed, &overview(packed))?;
        Some(Self { printed, by_area_too: areas(packed).len() > 1 })
    }

    /// A committee's figure, or that of one of its control areas. Like the others, `None` where the
    /// document has no such row.
    pub(super) fn committee(
        &self,
        code: &str,
        area: Option<&str>,
        period: Period,
    ) -> Option<Amount> {
        match area.filter(|_| self.by_area_too) {
            Some(area) => self.printed.figure(BY_COMMITTEE, &format!("{code}_{area}"), period),
            None => self.printed.figure(BY_COMMITTEE, code, period),
        }
    }

    /// That of all committees.
    pub(super) fn committees(&self, period: Period) -> Option<Amount> {
        self.printed.total_of(BY_COMMITTEE, period)
    }

    /// That of a control area.
    pub(super) fn area(&self, area: &str, period: Period) -> Option<Amount> {
        self.printed.figure(BY_AREA, area, period)
    }

    /// That of all control areas.
    pub(super) fn areas(&self, period: Period) -> Option<Amount> {
        self.printed.total_of(BY_AREA, period)
    }

    /// That of a note or of one of its options, as the list of notes has it.
    pub(super) fn listed(
        &self,
        note: &str,
        choice: Option<&str>,
        period: Period,
    ) -> Option<Amount> {
        let own = |choice: &str| format!("{note}_{choice}");
        self.printed.figure(BY_NOTE, &choice.map_or_else(|| note.to_owned(), own), period)
    }

    /// The frames, in the order of the pack's.
    pub(super) fn frames(&self) -> &[FrameUse<'a>] {
        &self.printed.frames
    }
}

/// The headings of a pack's years as they are printed.
pub(super) fn headings<'p>(
    packed: &'p Packed<'_>,
    where_printed: &'p str,
) -> impl Iterator<Item = (String, u8)> + 'p {
    packed.periods.iter().map(move |period| (format!("{period} {AS_PRINTED}{where_printed}"), 13))
}

/// A row's figures by year, from a column on; a cell stays empty where the document has no figure.
pub(super) fn years(
    sheet: &mut Sheet<'_>,
    (row, first): (u32, u16),
    packed: &Packed<'_>,
    of: impl Fn(Period) -> Option<Amount>,
    format: &Format,
) -> Result<(), Fault> {
    for (column, period) in (first..).zip(&packed.periods) {
        if let Some(amount) = of(*period) {
            sheet.amount(row, column, amount, format)?;
        }
    }
    Ok(())
}
