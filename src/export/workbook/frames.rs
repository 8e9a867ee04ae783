//! The sheet *Rammer*: each frame's limit by year, what is used of it, and what is left; and those
//! as the pack's document prints them.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Format, Worksheet};

use crate::equation::dimensions::Names;
use crate::export::workbook::fault::Fault;
use crate::export::workbook::places::Condition;
use crate::export::workbook::printed::{AS_PRINTED, Sources};
use crate::export::workbook::sheet::{Formats, Sheet, literal};
use crate::note::Period;
use crate::pack::{Packed, frame};
use crate::register::{Frame, Named as _};

/// The sheet's name.
const NAME: &str = "Rammer";

/// What is left of a frame in a year, read from the sheet: a formula. No function that takes names
/// for patterns is used.
pub(super) fn left(packed: &Packed<'_>, frame: &str, period: Period) -> String {
    let rows = packed.frames.iter().map(|used| used.lines.len()).sum::<usize>().max(1) + 1;
    let cells = |column: &str| format!("{NAME}!${column}$2:${column}${rows}");
    let (names, years, left) = (cells("A"), cells("B"), cells("E"));
    let name = frame.replace('"', "\"\"");
    format!("SUMPRODUCT(({names}=\"{name}\")*({years}={})*{left})", literal(period))
}

/// The columns, with their widths.
const COLUMNS: [(&str, u8); 8] = [
    ("Navn", 28),
    ("År", 8),
    ("Ramme", 14),
    ("Brug", 14),
    ("Tilbage", 14),
    ("Brugt", 9),
    ("Dækker", 28),
    ("Kilde", 50),
];

/// To how many decimals a frame's used share is rounded: tenths of a per cent.
const SHARE_DECIMALS: u32 = 3;

/// What a frame covers, by name: control areas, and whose.
fn covers(packed: &Packed<'_>, names: &Names<'_>, frame: &Frame) -> String {
    let mut out: Vec<&str> = Vec::new();
    for word in &frame.areas {
        let found = packed.municipality.area(&names.area(&word.value)).any();
        out.push(match found {
            _ if frame.covers_all() => "alle styringsområder",
            Some(area) => area.name(),
            None => &word.value,
        });
    }
    let areas = out.join(", ");
    let holder = |word| -> &str {
        let word: &crate::note::Word = word;
        let found = packed.municipality.committee(&word.value, names.year).any();
        found.map_or(&*word.value, |committee| committee.name())
    };
    let holders: Vec<&str> = frame.committees.iter().map(holder).collect();
    if holders.is_empty() { areas } else { format!("{areas} hos {}", holders.join(", ")) }
}

/// Those of them that are figures of money; the share after them is one too.
const FIGURES: std::ops::Range<usize> = 2..5;

pub(super) fn write(
    sheet: &mut Worksheet,
    of: &Sources<'_, '_>,
    formats: &Formats,
) -> Result<(), Fault> {
    let (packed, places) = (of.packed, of.places);
    let mut columns: Vec<(String, u8)> =
        COLUMNS.iter().map(|(heading, width)| ((*heading).to_owned(), *width)).collect();
    if of.printed.is_some() {
        columns.extend(
            COLUMNS[FIGURES]
                .iter()
                .map(|(heading, width)| (format!("{heading} {AS_PRINTED}"), *width)),
        );
    }
    let figures = |column: u16| {
        (FIGURES.start..=FIGURES.end).contains(&usize::from(column))
            || usize::from(column) >= COLUMNS.len()
    };
    let mut sheet = Sheet::new(sheet, NAME, &columns, 2, figures, formats)?;
    let names = Names::new(packed.municipality, packed.round);
    let known: BTreeSet<&str> = packed.parts().map(|part| part.sum.area.as_str()).collect();
    let holders: BTreeSet<&str> = packed.parts().map(|part| part.sum.committee.as_str()).collect();
    let plain = Format::new();
    let mut row = 1;
    for (number, used) in packed.frames.iter().enumerate() {
        let covered: Vec<String> = known
            .iter()
            .filter(|area| frame::covers_area(used.frame, &names, area))
            .map(|area| (*area).to_owned())
            .collect();
        let committees: Vec<String> = holders
            .iter()
            .filter(|committee| frame::covers_committee(used.frame, &names, committee))
            .map(|committee| (*committee).to_owned())
            .collect();
        let mut conditions = Vec::new();
        if !used.frame.covers_all() {
            conditions.push(Condition::Areas(&covered));
        }
        if !used.frame.committees.is_empty() {
            conditions.push(Condition::Committees(&committees));
        }
        if packed.parts().any(|part| frame::outside(used.frame, part.sum)) {
            conditions.push(Condition::Inside(&used.frame.name.value));
        }
        let covers = covers(packed, &names, used.frame);
        let as_printed = of.printed.and_then(|printed| printed.frames().get(number));
        for (at_line, line) in used.lines.iter().enumerate() {
            let at = row + 1;
            sheet.text(row, 0, &used.frame.name.value, &plain)?;
            sheet.period(row, 1, line.period, &plain)?;
            sheet.amount(row, 2, line.limit, &formats.amount)?;
            sheet.formula(
                row,
                3,
                &places.sum(&conditions, line.period),
                line.used,
                &formats.amount,
            )?;
            sheet.formula(
                row,
                4,
                &format!("ROUND(C{at}-D{at},{})", places.decimals),
                line.left,
                &formats.amount,
            )?;
            // Nothing is a share of a frame of 0.
            let share = Some(line.limit)
                .filter(|limit| !limit.is_zero())
                .and_then(|limit| line.used.divided_by(limit.decimal()))
                .map(|share| share.rounded(SHARE_DECIMALS));
            if let Some(share) = share {
                let formula = format!("IF(C{at}=0,\"\",ROUND(D{at}/C{at},{SHARE_DECIMALS}))");
                sheet.formula(row, 5, &formula, share, &formats.share)?;
            }
            sheet.text(row, 6, &covers, &formats.inset)?;
            sheet.text(row, 7, &used.frame.source.value, &plain)?;
            if let Some(is) = as_printed.and_then(|printed| printed.lines.get(at_line)) {
                for (column, amount) in (8..).zip([is.limit, is.used, is.left]) {
                    sheet.amount(row, column, amount, &formats.amount)?;
                }
            }
            row += 1;
        }
    }
    sheet.finish(row.max(2) - 1)
}
