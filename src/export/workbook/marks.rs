//! The sheet *Valg*: one line per note and per option, to mark what is in and with what share.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, Formula, Worksheet,
};

use crate::amount::Amount;
use crate::export::Export;
use crate::export::workbook::fault::Fault;
use crate::export::workbook::places::{Condition, Places};
use crate::export::workbook::printed::{self, AsPrinted, Sources};
use crate::export::workbook::sheet::{Formats, Sheet, letters};
use crate::note::Period;
use crate::pack::{Member, Packed};

/// The sheet's name.
const NAME: &str = "Valg";

/// The columns, with their widths.
const COLUMNS: [(&str, u8); 11] = [
    ("Linje", 7),
    ("Hører til linje", 8),
    ("Notat", 9),
    ("Titel", 50),
    ("Valgmulighed", 14),
    ("Valgmulighedens titel", 34),
    ("Udvalg", 9),
    ("Kategori", 18),
    ("Med (1/0)", 7),
    ("Andel", 8),
    ("Vægt", 8),
];

/// Columns that formulas read: by place among [`COLUMNS`].
const LINE: u16 = 0;
const OF: u16 = 1;
const IN: u16 = 8;
const SHARE: u16 = 9;
const WEIGHT: u16 = 10;

/// What a note's money, or an option's, is counted with as the pack is: 1 or 0.
pub(super) fn weight(packed: &Packed<'_>, note: &str, choice: Option<&str>) -> Amount {
    let member = packed.members.iter().find(|member| member.note.id.value == note);
    let counted = member.is_some_and(|member| member.counted && member.counts(choice));
    Amount::from(i64::from(counted))
}

/// The weight of the line whose number stands in a cell, as a formula.
pub(super) fn weight_of(cell: &str, places: &Places) -> String {
    let column = |column: u16| cells(column, places);
    format!("SUMIFS({NAME}!{},{NAME}!{},{cell})", column(WEIGHT), column(LINE))
}

/// The cells of a column.
fn cells(column: u16, places: &Places) -> String {
    let column = letters(column);
    format!("${column}$2:${column}${}", places.marks.len().max(1) + 1)
}

pub(super) fn write(
    sheet: &mut Worksheet,
    export: &Export<'_>,
    of: &Sources<'_, '_>,
    formats: &Formats,
) -> Result<(), Fault> {
    let (packed, places) = (of.packed, of.places);
    let mut columns: Vec<(String, u8)> =
        COLUMNS.iter().map(|(heading, width)| ((*heading).to_owned(), *width)).collect();
    columns.extend(packed.periods.iter().map(|period| (format!("Pris {period}"), 12)));
    columns.extend(packed.periods.iter().map(|period| (format!("Talt med {period}"), 12)));
    columns.extend(of.printed.iter().flat_map(|_| printed::headings(packed, " i listen")));
    let mut sheet = Sheet::new(sheet, NAME, &columns, 3, |column| column >= IN, formats)?;
    let mut writer =
        Writer { sheet: &mut sheet, export, packed, places, printed: of.printed, formats };
    let mut row = 1;
    for member in &packed.members {
        let note = row;
        writer.line(row, note, member, None)?;
        row += 1;
        for choice in &member.choices {
            writer.line(row, note, member, Some(choice))?;
            row += 1;
        }
    }
    let last = row.max(2) - 1;
    sheet.inner.add_data_validation(1, IN, last, IN, &marked()?)?;
    sheet.inner.add_data_validation(1, SHARE, last, SHARE, &share()?)?;
    Ok(())
}

struct Writer<'w, 's, 'a> {
    sheet: &'w mut Sheet<'s>,
    export: &'w Export<'a>,
    packed: &'w Packed<'a>,
    places: &'w Places,
    printed: Option<&'w AsPrinted<'a>>,
    formats: &'w Formats,
}

impl Writer<'_, '_, '_> {
    /// A note's own line, or one of an option of it.
    fn line(
        &mut self,
        row: u32,
        note: u32,
        member: &Member<'_>,
        choice: Option<&crate::pack::Choice<'_>>,
    ) -> Result<(), Fault> {
        let plain = Format::new();
        let id = &member.note.id.value;
        let own = choice.map(|choice| choice.choice.id.value.as_str());
        let sheet = &mut *self.sheet;
        sheet.whole(row, LINE, row, &self.formats.number)?;
        sheet.whole(row, OF, note, &self.formats.number)?;
        sheet.text(row, 2, id, &plain)?;
        sheet.text(row, 3, &member.note.title.value, &plain)?;
        sheet.text(row, 4, own.unwrap_or_default(), &plain)?;
        sheet.text(row, 5, choice.map_or("", |choice| &choice.choice.title.value), &plain)?;
        sheet.text(row, 6, member.committee.as_deref().unwrap_or_default(), &plain)?;
        sheet.text(row, 7, member.note.category.as_ref().map_or("", |word| &word.value), &plain)?;
        let counted = choice.map_or(member.counted, |choice| choice.counted);
        sheet.whole(row, IN, u32::from(counted), &self.formats.open)?;
        sheet.whole(row, SHARE, 1, &self.formats.open_share)?;
        let at = row + 1;
        let [marked, share, of] = [IN, SHARE, OF].map(letters);
        let own_weight = format!("{marked}{at}*{share}{at}");
        // What holds for a note holds for its options too.
        let of_note = |column| {
            format!("SUMIFS({},{},{of}{at})", cells(column, self.places), cells(LINE, self.places))
        };
        let formula = if choice.is_none() {
            own_weight
        } else {
            format!("{own_weight}*{}*{}", of_note(IN), of_note(SHARE))
        };
        let weight = weight(self.packed, id, own);
        sheet.formula(row, WEIGHT, &formula, weight, &self.formats.share)?;
        let first = WEIGHT + 1;
        let years = u16::try_from(self.packed.periods.len()).unwrap_or_default();
        let line = format!("${}{at}", letters(LINE));
        for (column, period) in (first..).zip(&self.packed.periods) {
            let price = self.price(id, own, *period)?;
            let counted = if weight.is_zero() { Amount::ZERO } else { price };
            let (price_at, weight_at) = (letters(column), letters(WEIGHT));
            let formula = self.places.price(&[Condition::Line(&line)], *period);
            self.sheet.formula(row, column, &formula, price, &self.formats.amount)?;
            let formula = format!("{price_at}{at}*${weight_at}{at}");
            self.sheet.formula(row, column + years, &formula, counted, &self.formats.amount)?;
        }
        let Some(is) = self.printed else { return Ok(()) };
        let listed = |period| is.listed(id, own, period);
        printed::years(
            self.sheet,
            (row, first + 2 * years),
            self.packed,
            listed,
            &self.formats.amount,
        )
    }

    /// What a note without its options, or an option, would count if it were wholly in.
    fn price(&self, note: &str, choice: Option<&str>, period: Period) -> Result<Amount, Fault> {
        let lines = self
            .export
            .lines
            .iter()
            .filter(|line| line.figure.note == note && line.figure.choice.as_deref() == choice);
        let placed =
            lines.filter_map(|line| line.placed.as_ref()).filter(|placed| placed.period == period);
        placed
            .map(|placed| placed.amount)
            .try_fold(Amount::ZERO, Amount::plus)
            .ok_or(Fault::TooLarge)
    }
}

/// 1 or 0, to be chosen from a list.
fn marked() -> Result<DataValidation, Fault> {
    let rule = DataValidation::new().allow_list_strings(&["1", "0"])?.ignore_blank(false);
    let rule = rule
        .set_input_title("Med?")?
        .set_input_message("1: notatet eller valgmuligheden tælles med. 0: det tælles ikke.")?;
    let rule = rule
        .set_error_title("1 eller 0")?
        .set_error_message("Skriv 1, hvis det er med, og 0, hvis det ikke er.")?;
    Ok(rule.set_error_style(DataValidationErrorStyle::Stop))
}

/// 0 to 100 per cent.
fn share() -> Result<DataValidation, Fault> {
    let between = DataValidationRule::Between(Formula::new("0"), Formula::new("1"));
    let rule = DataValidation::new().allow_decimal_number_formula(between).ignore_blank(false);
    let rule = rule.set_input_title("Andel")?.set_input_message(
        "Hvor meget der er med, i procent. Et notats andel gælder også dets valgmuligheder.",
    )?;
    let rule = rule
        .set_error_title("0 til 100 %")?
        .set_error_message("Skriv en andel fra 0 til 100 %.")?;
    Ok(rule.set_error_style(DataValidationErrorStyle::Stop))
}
