//! The sheets *Udvalg* and *Styringsområder*: what is counted, as formulas over the figures.

use rust_xlsxwriter::{Format, Worksheet};

use crate::amount::Amount;
use crate::export::workbook::fault::Fault;
use crate::export::workbook::places::{Condition, Places};
use crate::export::workbook::sheet::{Formats, Sheet};
use crate::pack::overview::{all_areas, all_committees};
use crate::pack::{Packed, Part};
use crate::register::Named as _;

/// What stands for all committees or all control areas.
const ALL: &str = "alle";

/// A row for each committee and control area, one for the committee, and one for all.
pub(super) fn by_committee(sheet: &mut Worksheet, packed: &Packed<'_>, places: &Places, formats: &Formats) -> Result<(), Fault> {
    let mut headings = vec![("Udvalg".to_owned(), 9), ("Navn".to_owned(), 42), ("Styringsområde".to_owned(), 22)];
    headings.extend(packed.periods.iter().map(|period| (period.to_string(), 13)));
    let mut sheet = Sheet::new(sheet, "Udvalg", &headings, 3, |column| column >= 3, formats)?;
    let mut row = 1;
    let (plain, areas) = (Format::new(), all_areas(packed));
    for code in all_committees(packed) {
        let found = packed.municipality.committee(&code, packed.round.year()).any();
        let name = found.map_or(code.as_str(), |found| found.name());
        for area in &areas {
            let own = |part: &Part<'_, '_>| part.sum.committee == code && packed.root(&part.sum.area) == area;
            if !packed.parts().any(|part| own(&part)) {
                continue;
            }
            words(&mut sheet, row, &[&code, name, area], &plain)?;
            let conditions = [Condition::Committee(&format!("$A{}", row + 1)), Condition::Root(&format!("$C{}", row + 1))];
            sums(&mut sheet, row, 3, packed, own, (&conditions, places), &formats.amount)?;
            row += 1;
        }
        words(&mut sheet, row, &[&code, name, ALL], &formats.strong)?;
        let conditions = [Condition::Committee(&format!("$A{}", row + 1))];
        sums(&mut sheet, row, 3, packed, |part| part.sum.committee == code, (&conditions, places), &formats.total)?;
        row += 1;
    }
    words(&mut sheet, row, &[ALL, "I alt", ALL], &formats.strong)?;
    sums(&mut sheet, row, 3, packed, |_| true, (&[], places), &formats.total)
}

/// A row for each control area, and one for all.
pub(super) fn by_area(sheet: &mut Worksheet, packed: &Packed<'_>, places: &Places, formats: &Formats) -> Result<(), Fault> {
    let mut headings = vec![("Styringsområde".to_owned(), 22), ("Navn".to_owned(), 42)];
    headings.extend(packed.periods.iter().map(|period| (period.to_string(), 13)));
    let mut sheet = Sheet::new(sheet, "Styringsområder", &headings, 2, |column| column >= 2, formats)?;
    let mut row = 1;
    for area in all_areas(packed) {
        let found = packed.municipality.area(&area).any();
        words(&mut sheet, row, &[&area, found.map_or(area.as_str(), |found| found.name())], &Format::new())?;
        let conditions = [Condition::Root(&format!("$A{}", row + 1))];
        let own = |part: &Part<'_, '_>| packed.root(&part.sum.area) == area;
        sums(&mut sheet, row, 2, packed, own, (&conditions, places), &formats.amount)?;
        row += 1;
    }
    words(&mut sheet, row, &[ALL, "I alt"], &formats.strong)?;
    sums(&mut sheet, row, 2, packed, |_| true, (&[], places), &formats.total)
}

fn words(sheet: &mut Sheet<'_>, row: u32, words: &[&str], format: &Format) -> Result<(), Fault> {
    (0..).zip(words).try_for_each(|(column, word)| sheet.text(row, column, word, format))
}

/// A sum a year: the formula, and what the pack says.
fn sums<'a>(
    sheet: &mut Sheet<'_>,
    row: u32,
    first: u16,
    packed: &Packed<'a>,
    fits: impl Fn(&Part<'_, 'a>) -> bool,
    (conditions, places): (&[Condition<'_>], &Places),
    format: &Format,
) -> Result<(), Fault> {
    let all: Vec<Amount> = packed.total(fits).ok_or(Fault::TooLarge)?;
    for (column, (period, sum)) in (first..).zip(packed.periods.iter().zip(all)) {
        sheet.formula(row, column, &places.sum(conditions, *period), sum, format)?;
    }
    Ok(())
}
