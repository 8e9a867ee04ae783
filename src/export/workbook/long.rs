//! The sheet *Tal*: every figure in long form, with its weight and what that makes of it in the pack's sums.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Worksheet};

use crate::amount::Amount;
use crate::export::columns::{Value, columns};
use crate::export::workbook::sheet::{Formats, Sheet, letters, literal};
use crate::export::workbook::{Fault, marks};
use crate::export::{Export, Line};
use crate::note::Period;

/// The sheet's name.
pub(super) const NAME: &str = "Tal";

/// Where the lines to mark are, and what formulas read of the figures.
pub(super) struct Places {
    /// The number of each note and option among the lines to mark, from 1.
    pub(super) marks: BTreeMap<(String, Option<String>), u32>,
    /// How many decimals sums are rounded to, so that no trace is left of binary numbers: those of the amounts, and four that a
    /// share of whole or hundredth per cents can bring.
    pub(super) decimals: u32,
    /// The sheet's last row.
    last: usize,
}

impl Places {
    pub(super) fn of(export: &Export<'_>) -> Self {
        let mut marks = BTreeMap::new();
        for member in export.packed.iter().flat_map(|packed| &packed.members) {
            let id = &member.note.id.value;
            let own = std::iter::once(None).chain(member.choices.iter().map(|choice| Some(choice.choice.id.value.clone())));
            for choice in own {
                let next = u32::try_from(marks.len() + 1).unwrap_or(u32::MAX);
                marks.entry((id.clone(), choice)).or_insert(next);
            }
        }
        let placed = export.lines.iter().filter_map(|line| line.placed.as_ref());
        let scale = placed.map(|placed| Amount::new(placed.amount.decimal().normalize()).scale()).max().unwrap_or_default();
        Self { marks, decimals: (scale + 4).min(12), last: export.lines.len().max(1) + 1 }
    }

    /// The cells of a column of the sheet, by its key or one of its own.
    fn cells(&self, key: &str) -> String {
        let known = columns(true).position(|column| column.key == key);
        let own = || OWN.iter().position(|own| *own == key).map(|at| at + columns(true).count());
        let column = letters(u16::try_from(known.or_else(own).unwrap_or_default()).unwrap_or_default());
        format!("{NAME}!${column}$2:${column}${}", self.last)
    }

    /// What is counted of the figures that `conditions` hold for, in a period, as a formula.
    pub(super) fn sum(&self, conditions: &[Condition<'_>], period: Period) -> String {
        self.over(COUNTED, conditions, period)
    }

    /// What figures would count if they were wholly in.
    pub(super) fn price(&self, conditions: &[Condition<'_>], period: Period) -> String {
        self.over("pakke_beloeb", conditions, period)
    }

    fn over(&self, what: &str, conditions: &[Condition<'_>], period: Period) -> String {
        let mut factors = vec![format!("({}={})", self.cells("pakke_aar"), literal(period))];
        factors.extend(conditions.iter().map(|condition| match condition {
            Condition::Line(cell) => format!("({}={cell})", self.cells(LINE)),
            Condition::Committee(cell) => format!("({}={cell})", self.cells("udvalg")),
            Condition::Root(cell) => format!("({}={cell})", self.cells("pakke_styringsomraade")),
            Condition::Areas([]) => "0".to_owned(),
            Condition::Areas(areas) => {
                let each =
                    areas.iter().map(|area| format!("({}=\"{}\")", self.cells("styringsomraade"), area.replace('"', "\"\"")));
                format!("({})", each.collect::<Vec<_>>().join("+"))
            }
        }));
        factors.push(self.cells(what));
        format!("ROUND(SUMPRODUCT({}),{})", factors.join("*"), self.decimals)
    }
}

/// What figures a sum is of. Cells are those of the sheet that the sum stands in.
pub(super) enum Condition<'c> {
    /// Those of the line to mark whose number stands in the cell.
    Line(&'c str),
    /// Those of the committee whose code stands in the cell.
    Committee(&'c str),
    /// Those of the topmost control area whose id stands in the cell.
    Root(&'c str),
    /// Those of one of these control areas.
    Areas(&'c [String]),
}

/// Columns that only this sheet has, after those of the long form.
const OWN: [&str; 3] = [LINE, "vaegt", COUNTED];
const LINE: &str = "linje";
const COUNTED: &str = "talt";

pub(super) fn write(sheet: &mut Worksheet, export: &Export<'_>, places: &Places, formats: &Formats) -> Result<(), Fault> {
    let pack = export.packed.is_some();
    let mut headings: Vec<(String, u8)> = columns(pack).map(|column| (column.heading.to_owned(), width(column.key))).collect();
    if pack {
        headings.extend([("Linje i Valg".to_owned(), 8), ("Vægt".to_owned(), 9), ("Talt med".to_owned(), 13)]);
    }
    let own = u16::try_from(columns(pack).count()).unwrap_or_default();
    let last_column = u16::try_from(headings.len() - 1).unwrap_or_default();
    let amounts = (0..).zip(columns(pack)).filter(|(_, column)| is_amount(column.key)).map(|(column, _)| column);
    let figures: Vec<u16> = amounts.chain([own + 1, own + 2]).collect();
    let mut sheet = Sheet::new(sheet, NAME, &headings, 2, |column| figures.contains(&column), formats)?;
    let plain = Format::new();
    for (row, line) in (1..).zip(&export.lines) {
        for (column, of) in (0..).zip(columns(pack)) {
            match (of.value)(line) {
                Value::Text(text) => sheet.text(row, column, &text, &plain)?,
                Value::Number(amount) => {
                    let format = if is_amount(of.key) { &formats.amount } else { &formats.number };
                    sheet.amount(row, column, amount, format)?;
                }
                Value::Nothing => {}
            }
        }
        if let (Some(packed), Some(placed)) = (export.packed, &line.placed) {
            let Some(number) = places.marks.get(&key(line)) else { continue };
            let weight = marks::weight(packed, &line.figure.note, line.figure.choice.as_deref());
            let amount = if weight.is_zero() { Amount::ZERO } else { placed.amount };
            let at = row + 1;
            let (line, its_weight) = (letters(own), letters(own + 1));
            let price = letters(own - 1);
            sheet.whole(row, own, *number, &formats.number)?;
            sheet.formula(row, own + 1, &marks::weight_of(&format!("{line}{at}"), places), weight, &formats.share)?;
            sheet.formula(row, own + 2, &format!("{price}{at}*{its_weight}{at}"), amount, &formats.amount)?;
        }
    }
    let last = u32::try_from(export.lines.len()).unwrap_or(u32::MAX);
    sheet.inner.autofilter(0, 0, last.max(1), last_column)?;
    Ok(())
}

/// Which line to mark a figure belongs to.
fn key(line: &Line) -> (String, Option<String>) {
    (line.figure.note.clone(), line.figure.choice.clone())
}

/// True for a column of amounts; other numbers are names.
fn is_amount(key: &str) -> bool {
    key.ends_with("beloeb")
}

/// The width of a column, in characters.
fn width(key: &str) -> u8 {
    match key {
        "post" | "adresse" => 40,
        "nr" | "ui" => 5,
        "notat" | "aar" | "udvalg" => 9,
        _ => 14,
    }
}
