//! The sheet *Rammer*: each frame's limit by year, what is used of it, and what is left.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Format, Worksheet};

use crate::equation::facts::Names;
use crate::export::workbook::fault::Fault;
use crate::export::workbook::places::{Condition, Places};
use crate::export::workbook::sheet::{Formats, Sheet};
use crate::pack::{Packed, frame};

/// The columns, with their widths.
const COLUMNS: [(&str, u8); 7] =
    [("Navn", 28), ("År", 8), ("Ramme", 14), ("Brug", 14), ("Tilbage", 14), ("Dækker", 28), ("Kilde", 50)];

pub(super) fn write(sheet: &mut Worksheet, packed: &Packed<'_>, places: &Places, formats: &Formats) -> Result<(), Fault> {
    let columns = COLUMNS.map(|(heading, width)| (heading.to_owned(), width));
    let mut sheet = Sheet::new(sheet, "Rammer", &columns, 2, |column| (2..5).contains(&column), formats)?;
    let names = Names::new(packed.municipality, packed.round);
    let known: BTreeSet<&str> = packed.parts().map(|part| part.sum.area.as_str()).collect();
    let plain = Format::new();
    let mut row = 1;
    for used in &packed.frames {
        let covered: Vec<String> =
            known.iter().filter(|area| frame::covers(used.frame, &names, area)).map(|area| (*area).to_owned()).collect();
        let conditions = if used.frame.covers_all() { Vec::new() } else { vec![Condition::Areas(&covered)] };
        let areas = used.frame.areas.iter().map(|word| word.value.as_str()).collect::<Vec<_>>().join(", ");
        for line in &used.lines {
            let at = row + 1;
            sheet.text(row, 0, &used.frame.name.value, &plain)?;
            sheet.period(row, 1, line.period, &plain)?;
            sheet.amount(row, 2, line.limit, &formats.amount)?;
            sheet.formula(row, 3, &places.sum(&conditions, line.period), line.used, &formats.amount)?;
            sheet.formula(row, 4, &format!("ROUND(C{at}-D{at},{})", places.decimals), line.left, &formats.amount)?;
            sheet.text(row, 5, &areas, &plain)?;
            sheet.text(row, 6, &used.frame.source.value, &plain)?;
            row += 1;
        }
    }
    Ok(())
}
