//! Where the lines to mark stand on the sheet *Valg*, and what each of them weighs.

use crate::amount::Amount;
use crate::export::workbook::places::Places;
use crate::export::workbook::sheet::letters;
use crate::pack::Packed;

/// The sheet's name.
pub(super) const NAME: &str = "Valg";

/// The first of its columns of years: those before it are read and marked.
pub(super) const YEARS: u16 = 9;

/// What a note's money, or an option's, is counted with as the pack is: 1 or 0.
pub(super) fn weight(packed: &Packed<'_>, note: &str, choice: Option<&str>) -> Amount {
    let member = packed.members.iter().find(|member| member.note.id.value == note);
    let counted = member.is_some_and(|member| member.counted && member.counts(choice));
    Amount::from(i64::from(counted))
}

/// The weight of the line whose number stands in a cell, as a formula.
pub(super) fn weight_of(cell: &str, places: &Places) -> String {
    let of = Columns::new(places.years);
    let column = |column: u16| cells(column, places);
    format!("SUMIFS({NAME}!{},{NAME}!{},{cell})", column(of.weight), column(of.line))
}

/// The columns after the years, whose place depends on how many those are.
pub(super) struct Columns {
    pub(super) prices: u16,
    pub(super) weight: u16,
    pub(super) line: u16,
    pub(super) of: u16,
    pub(super) end: u16,
}

impl Columns {
    pub(super) fn new(years: u16) -> Self {
        let weight = YEARS + 2 * years;
        Self { prices: YEARS + years, weight, line: weight + 1, of: weight + 2, end: weight + 3 }
    }
}

/// The cells of a column.
pub(super) fn cells(column: u16, places: &Places) -> String {
    let column = letters(column);
    let first = places.first;
    let count = u32::try_from(places.marks.len().max(1)).unwrap_or(u32::MAX);
    format!("${column}${first}:${column}${}", first.saturating_add(count - 1))
}
