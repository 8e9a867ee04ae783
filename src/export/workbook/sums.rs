//! The sheets *Udvalg* and *Styringsområder*: what is counted, as formulas over the figures, and
//! beside it what the pack's document prints.

use rust_xlsxwriter::{Format, Worksheet};

use crate::amount::Amount;
use crate::export::workbook::fault::Fault;
use crate::export::workbook::places::Condition;
use crate::export::workbook::printed::{self, AsPrinted, Sources};
use crate::export::workbook::sheet::{Formats, Sheet};
use crate::note::Period;
use crate::pack::overview::{all_areas, all_committees};
use crate::pack::{Packed, Part};
use crate::register::Named as _;

/// What stands for all committees or all control areas.
const ALL: &str = "alle";

/// A row for each committee and control area, one for the committee, and one for all.
pub(super) fn by_committee(
    sheet: &mut Worksheet,
    of: &Sources<'_, '_>,
    formats: &Formats,
) -> Result<(), Fault> {
    let packed = of.packed;
    let words = [("Udvalg", 9), ("Navn", 42), ("Styringsområde", 16), ("Områdets navn", 30)];
    let mut sheet = open(sheet, "Udvalg", &words, of, formats)?;
    let mut row = 1;
    let (plain, areas) = (Format::new(), all_areas(packed));
    for code in all_committees(packed) {
        let found = packed.municipality.committee(&code, packed.round.year()).any();
        let name = found.map_or(code.as_str(), |found| found.name());
        for area in &areas {
            let own = |part: &Part<'_, '_>| {
                part.sum.committee == code && packed.root(&part.sum.area) == area
            };
            if !packed.parts().any(|part| own(&part)) {
                continue;
            }
            write_words(&mut sheet, row, &[&code, name, area, area_name(packed, area)], &plain)?;
            let conditions = [
                Condition::Committee(&format!("$A{}", row + 1)),
                Condition::Root(&format!("$C{}", row + 1)),
            ];
            sums(&mut sheet, (row, 4), of, own, &conditions, &formats.amount)?;
            as_printed(
                &mut sheet,
                (row, 4),
                of,
                |is, period| is.committee(&code, Some(area), period),
                &formats.amount,
            )?;
            row += 1;
        }
        write_words(&mut sheet, row, &[&code, name, ALL, "I alt"], &formats.strong)?;
        let conditions = [Condition::Committee(&format!("$A{}", row + 1))];
        sums(
            &mut sheet,
            (row, 4),
            of,
            |part| part.sum.committee == code,
            &conditions,
            &formats.total,
        )?;
        as_printed(
            &mut sheet,
            (row, 4),
            of,
            |is, period| is.committee(&code, None, period),
            &formats.total,
        )?;
        row += 1;
    }
    write_words(&mut sheet, row, &[ALL, "I alt", ALL, "I alt"], &formats.strong)?;
    sums(&mut sheet, (row, 4), of, |_| true, &[], &formats.total)?;
    as_printed(&mut sheet, (row, 4), of, AsPrinted::committees, &formats.total)?;
    sheet.finish(row)
}

/// What a control area is called.
fn area_name<'p>(packed: &'p Packed<'_>, area: &'p str) -> &'p str {
    packed.municipality.area(area).any().map_or(area, |found| found.name())
}

/// A row for each control area, and one for all.
pub(super) fn by_area(
    sheet: &mut Worksheet,
    of: &Sources<'_, '_>,
    formats: &Formats,
) -> Result<(), Fault> {
    let packed = of.packed;
    let words = [("Styringsområde", 22), ("Navn", 42)];
    let mut sheet = open(sheet, "Styringsområder", &words, of, formats)?;
    let mut row = 1;
    for area in all_areas(packed) {
        write_words(&mut sheet, row, &[&area, area_name(packed, &area)], &Format::new())?;
        let conditions = [Condition::Root(&format!("$A{}", row + 1))];
        let own = |part: &Part<'_, '_>| packed.root(&part.sum.area) == area;
        sums(&mut sheet, (row, 2), of, own, &conditions, &formats.amount)?;
        as_printed(&mut sheet, (row, 2), of, |is, period| is.area(&area, period), &formats.amount)?;
        row += 1;
    }
    write_words(&mut sheet, row, &[ALL, "I alt"], &formats.strong)?;
    sums(&mut sheet, (row, 2), of, |_| true, &[], &formats.total)?;
    as_printed(&mut sheet, (row, 2), of, AsPrinted::areas, &formats.total)?;
    sheet.finish(row)
}

/// A sheet with its headings: of words, of the sums by year, and of the years as they are printed
/// where the pack's document rounds them.
fn open<'s>(
    sheet: &'s mut Worksheet,
    name: &str,
    words: &[(&str, u8)],
    of: &Sources<'_, '_>,
    formats: &'s Formats,
) -> Result<Sheet<'s>, Fault> {
    let mut headings: Vec<(String, u8)> =
        words.iter().map(|(heading, width)| ((*heading).to_owned(), *width)).collect();
    let kept = u16::try_from(headings.len()).unwrap_or_default();
    headings.extend(of.packed.periods.iter().map(|period| (period.to_string(), 13)));
    headings.extend(of.printed.iter().flat_map(|_| printed::headings(of.packed, "")));
    Sheet::new(sheet, name, &headings, kept, |column| column >= kept, formats)
}

fn write_words(
    sheet: &mut Sheet<'_>,
    row: u32,
    words: &[&str],
    format: &Format,
) -> Result<(), Fault> {
    (0..).zip(words).try_for_each(|(column, word)| sheet.text(row, column, word, format))
}

/// A sum a year, from a column on: the formula, and what the pack says.
fn sums<'a>(
    sheet: &mut Sheet<'_>,
    (row, first): (u32, u16),
    of: &Sources<'_, 'a>,
    fits: impl Fn(&Part<'_, 'a>) -> bool,
    conditions: &[Condition<'_>],
    format: &Format,
) -> Result<(), Fault> {
    let all: Vec<Amount> = of.packed.total(fits).ok_or(Fault::TooLarge)?;
    for (column, (period, sum)) in (first..).zip(of.packed.periods.iter().zip(all)) {
        sheet.formula(row, column, &of.places.sum(conditions, *period), sum, format)?;
    }
    Ok(())
}

/// What the pack's document prints of a row, after the sums that begin in that column.
fn as_printed<'a>(
    sheet: &mut Sheet<'_>,
    (row, first): (u32, u16),
    of: &Sources<'_, 'a>,
    figure: impl Fn(&AsPrinted<'a>, Period) -> Option<Amount>,
    format: &Format,
) -> Result<(), Fault> {
    let Some(is) = of.printed else { return Ok(()) };
    let after = first + u16::try_from(of.packed.periods.len()).unwrap_or_default();
    printed::years(sheet, (row, after), of.packed, |period| figure(is, period), format)
}
