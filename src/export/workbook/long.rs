//! The sheet *Tal*: every figure in long form, with its weight and what that makes of it in the
//! pack's sums.

use rust_xlsxwriter::{Format, Worksheet};

use crate::amount::Amount;
use crate::export::columns::{Value, in_workbook};
use crate::export::workbook::fault::Fault;
use crate::export::workbook::places::{NAME, Places, outside};
use crate::export::workbook::sheet::{Formats, Sheet, letters};
use crate::export::workbook::weights;
use crate::export::{Export, Line};

pub(super) fn write(
    sheet: &mut Worksheet,
    export: &Export<'_>,
    places: &Places,
    formats: &Formats,
) -> Result<(), Fault> {
    let pack = export.packed.is_some();
    let outsiders = export.lines.iter().any(|line| !line.figure.outside.is_empty());
    let mut headings: Vec<(String, u8)> =
        in_workbook(pack).map(|column| (column.heading.to_owned(), width(column.key))).collect();
    if pack {
        headings.extend([
            ("Linje i Valg".to_owned(), 8),
            ("Vægt".to_owned(), 9),
            ("Talt med".to_owned(), 13),
        ]);
        if outsiders {
            headings.push(("Uden for".to_owned(), 20));
        }
    }
    let own = u16::try_from(in_workbook(pack).count()).unwrap_or_default();
    let amounts = (0..)
        .zip(in_workbook(pack))
        .filter(|(_, column)| column.is_amount)
        .map(|(column, _)| column);
    let figures: Vec<u16> = amounts.chain([own + 1, own + 2]).collect();
    let mut sheet =
        Sheet::new(sheet, NAME, &headings, 2, |column| figures.contains(&column), formats)?;
    let plain = Format::new();
    for (row, line) in (1..).zip(&export.lines) {
        for (column, of) in (0..).zip(in_workbook(pack)) {
            match (of.value)(line) {
                Value::Text(text) => sheet.text(row, column, &text, &plain)?,
                Value::Number(amount) => {
                    let format = match of.key {
                        _ if !of.is_amount => &formats.number,
                        "pakke_pris" => &formats.amount,
                        _ => formats.figure(amount, line.figure.decimals),
                    };
                    sheet.amount(row, column, amount, format)?;
                }
                Value::Nothing => {}
            }
        }
        if let (Some(packed), Some(placed)) = (export.packed, &line.placed) {
            let Some(number) = places.marks.get(&key(line)) else { continue };
            if outsiders {
                let frames = line.figure.outside.iter().map(String::as_str);
                sheet.text(row, own + 3, &outside(frames), &plain)?;
            }
            let weight = weights::weight(packed, &line.figure.note, line.figure.choice.as_deref());
            let amount = if weight.is_zero() { Amount::ZERO } else { placed.amount };
            let at = row + 1;
            let (line, its_weight) = (letters(own), letters(own + 1));
            let price = letters(own - 1);
            // A share of an amount with more decimals than its table keeps those when it is whole.
            let scale = Amount::new(placed.amount.decimal().normalize()).scale();
            let decimals = placed.decimals.max(i32::try_from(scale).unwrap_or_default());
            sheet.whole(row, own, *number, &formats.number)?;
            sheet.formula(
                row,
                own + 1,
                &weights::weight_of(&format!("{line}{at}"), places),
                weight,
                &formats.share,
            )?;
            sheet.formula(
                row,
                own + 2,
                &format!("ROUND({price}{at}*{its_weight}{at},{decimals})"),
                amount,
                &formats.amount,
            )?;
        }
    }
    sheet.finish(u32::try_from(export.lines.len()).unwrap_or(u32::MAX))
}

/// Which line to mark a figure belongs to.
fn key(line: &Line) -> (String, Option<String>) {
    (line.figure.note.clone(), line.figure.choice.clone())
}

/// The width of a column, in characters.
fn width(key: &str) -> u8 {
    match key {
        "post" | "titel" | "adresse" => 40,
        "bevilling_trykt" => 34,
        "nr" | "ui" => 5,
        "notat" | "aar" | "udvalg" => 9,
        _ => 14,
    }
}
