//! The sheet *Valg*: above, what is counted in all and what is left of each frame; below, one line
//! per note and per option, to mark what is in and with what share.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, Formula, Worksheet,
};

use crate::amount::Amount;
use crate::export::Export;
use crate::export::workbook::fault::Fault;
use crate::export::workbook::frames;
use crate::export::workbook::guards::{self, Guard};
use crate::export::workbook::places::{Condition, Places};
use crate::export::workbook::printed::{self, AsPrinted, Sources};
use crate::export::workbook::sheet::{Formats, Layout, Sheet, letters};
use crate::export::workbook::weights::{Columns, NAME, YEARS, cells, weight};
use crate::note::Period;
use crate::pack::{Member, Packed};
use crate::register::Named as _;

/// The columns before those of the years, with their widths: what one reads and marks.
const COLUMNS: [(&str, u8); 9] = [
    ("Notat", 9),
    ("Valg", 7),
    ("Titel", 40),
    ("Notatets udvalg", 9),
    ("Udvalgets navn", 22),
    ("Kategori", 12),
    ("Med (1/0)", 7),
    ("Andel", 8),
    ("Kontrol", 20),
];

/// Those after them: what only formulas read.
const LAST: [(&str, u8); 3] = [("Vægt", 8), ("Linje", 7), ("Hører til linje", 8)];

const TITLE: u16 = 2;
const IN: u16 = 6;
const SHARE: u16 = 7;
const CONTROL: u16 = 8;

pub(super) fn write(
    sheet: &mut Worksheet,
    export: &Export<'_>,
    of: &Sources<'_, '_>,
    formats: &Formats,
) -> Result<(), Fault> {
    let (packed, places) = (of.packed, of.places);
    let own = |columns: &[(&str, u8)]| -> Vec<(String, u8)> {
        columns.iter().map(|(heading, width)| ((*heading).to_owned(), *width)).collect()
    };
    let mut columns = own(&COLUMNS);
    columns.extend(packed.periods.iter().map(|period| (format!("Talt med {period}"), 11)));
    columns.extend(packed.periods.iter().map(|period| (format!("Pris {period}"), 11)));
    columns.extend(own(&LAST));
    columns.extend(of.printed.iter().flat_map(|_| printed::headings(packed, " i listen")));
    let layout = Layout { headings_at: places.first.saturating_sub(2), kept: TITLE + 1 };
    let figures = |column: u16| column >= IN && column != CONTROL;
    let mut sheet = Sheet::laid_out(sheet, NAME, &columns, layout, figures, formats)?;
    let at = Columns::new(places.years);
    let guards = guards::of(packed, places);
    let mut writer =
        Writer { sheet: &mut sheet, export, packed, places, printed: of.printed, formats, at };
    writer.above(&guards)?;
    let mut guards = guards.into_iter();
    for member in &packed.members {
        for choice in std::iter::once(None).chain(member.choices.iter().map(Some)) {
            writer.line(member, choice, &guards.next().unwrap_or_default())?;
        }
    }
    let (first, last) = (places.first - 1, places.first - 1 + count(places) - 1);
    sheet.inner.add_data_validation(first, IN, last, IN, &marked()?)?;
    sheet.inner.add_data_validation(first, SHARE, last, SHARE, &share()?)?;
    sheet.warn((first, last), CONTROL, guards::FITS)?;
    // What only formulas read is not printed.
    sheet.inner.set_print_area(0, 0, last, YEARS + places.years - 1)?;
    sheet.finish(last)
}

/// How many lines there are, at least one.
fn count(places: &Places) -> u32 {
    u32::try_from(places.marks.len().max(1)).unwrap_or(u32::MAX)
}

struct Writer<'w, 's, 'a> {
    sheet: &'w mut Sheet<'s>,
    export: &'w Export<'a>,
    packed: &'w Packed<'a>,
    places: &'w Places,
    printed: Option<&'w AsPrinted<'a>>,
    formats: &'w Formats,
    at: Columns,
}

impl Writer<'_, '_, '_> {
    /// What stands above the lines, in sight while they are marked.
    fn above(&mut self, guards: &[Guard]) -> Result<(), Fault> {
        let (packed, formats) = (self.packed, self.formats);
        let words = format!("Overblik ({})", packed.unit.name());
        self.sheet.text(0, TITLE, &words, &formats.strong)?;
        for (column, period) in (YEARS..).zip(&packed.periods) {
            self.sheet.text(0, column, &period.to_string(), &formats.heading_of_figures)?;
        }
        self.sheet.text(1, TITLE, "Talt med i alt", &formats.strong)?;
        let all = packed.total(|_| true).ok_or(Fault::TooLarge)?;
        for (column, (period, sum)) in (YEARS..).zip(packed.periods.iter().zip(all)) {
            self.sheet.formula(1, column, &self.places.sum(&[], *period), sum, &formats.total)?;
        }
        let mut row = 2;
        for used in &packed.frames {
            let label = format!("Tilbage: {}", used.frame.name.value);
            self.sheet.text(row, TITLE, &label, &Format::new())?;
            for (column, period) in (YEARS..).zip(&packed.periods) {
                let Some(line) = used.lines.iter().find(|line| line.period == *period) else {
                    continue;
                };
                let formula = frames::left(packed, &used.frame.name.value, *period);
                self.sheet.formula(row, column, &formula, line.left, &formats.amount)?;
            }
            row += 1;
        }
        let wrong = guards.iter().filter(|guard| guard.is_wrong()).count();
        let says = match wrong {
            0 => FITS.to_owned(),
            1 => ONE_WRONG.to_owned(),
            more => format!("{more}{WRONG}"),
        };
        let control = cells(CONTROL, self.places);
        let wrong = format!("SUMPRODUCT((LEN({control})>0)*({control}<>\"{}\"))", guards::FITS);
        let formula =
            format!("IF({wrong}=0,\"{FITS}\",IF({wrong}=1,\"{ONE_WRONG}\",{wrong}&\"{WRONG}\"))");
        self.sheet.text(row, TITLE, "Kontrol", &Format::new())?;
        self.sheet.words_of(row, CONTROL, &formula, &says, &Format::new())
    }

    /// A note's own line, or one of an option of it.
    fn line(
        &mut self,
        member: &Member<'_>,
        choice: Option<&crate::pack::Choice<'_>>,
        guard: &Guard,
    ) -> Result<(), Fault> {
        let plain = Format::new();
        let id = &member.note.id.value;
        let own = choice.map(|choice| choice.choice.id.value.as_str());
        let number = |own: Option<&str>| {
            self.places.marks.get(&(id.clone(), own.map(str::to_owned))).copied().unwrap_or(1)
        };
        let (line, note) = (number(own), number(None));
        let row = self.places.first - 2 + line;
        let sheet = &mut *self.sheet;
        sheet.text(row, 0, id, &plain)?;
        sheet.text(row, 1, own.unwrap_or_default(), &plain)?;
        let title = choice.map_or(&member.note.title.value, |choice| &choice.choice.title.value);
        sheet.text(row, TITLE, title, if own.is_some() { &self.formats.inset } else { &plain })?;
        let committee = member.committee.as_deref().unwrap_or_default();
        let known = self.packed.municipality.committee(committee, self.packed.round.year()).any();
        sheet.text(row, 3, committee, &plain)?;
        sheet.text(row, 4, known.map_or("", |known| known.name()), &plain)?;
        sheet.text(row, 5, member.note.category.as_ref().map_or("", |word| &word.value), &plain)?;
        let counted = choice.map_or(member.counted, |choice| choice.counted);
        sheet.whole(row, IN, u32::from(counted), &self.formats.open)?;
        sheet.whole(row, SHARE, 1, &self.formats.open_share)?;
        if let Some(formula) = &guard.formula {
            sheet.words_of(row, CONTROL, formula, &guard.says, &plain)?;
        }
        sheet.whole(row, self.at.line, line, &self.formats.number)?;
        sheet.whole(row, self.at.of, note, &self.formats.number)?;
        let at = row + 1;
        let [marked, share, of] = [IN, SHARE, self.at.of].map(letters);
        let own_weight = format!("{marked}{at}*{share}{at}");
        // What holds for a note holds for its options too.
        let of_note = |column| {
            let (of_all, lines) = (cells(column, self.places), cells(self.at.line, self.places));
            format!("SUMIFS({of_all},{lines},{of}{at})")
        };
        let formula = if choice.is_none() {
            own_weight
        } else {
            format!("{own_weight}*{}*{}", of_note(IN), of_note(SHARE))
        };
        let weight = weight(self.packed, id, own);
        sheet.formula(row, self.at.weight, &formula, weight, &self.formats.share)?;
        let line = format!("${}{at}", letters(self.at.line));
        for (number, period) in (0..).zip(&self.packed.periods) {
            let price = self.price(id, own, *period)?;
            let counted = if weight.is_zero() { Amount::ZERO } else { price };
            let conditions = [Condition::Line(&line)];
            let formula = self.places.sum(&conditions, *period);
            self.sheet.formula(row, YEARS + number, &formula, counted, &self.formats.amount)?;
            let formula = self.places.price(&conditions, *period);
            let column = self.at.prices + number;
            self.sheet.formula(row, column, &formula, price, &self.formats.amount)?;
        }
        let Some(is) = self.printed else { return Ok(()) };
        let listed = |period| is.listed(id, own, period);
        printed::years(self.sheet, (row, self.at.end), self.packed, listed, &self.formats.amount)
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

/// What is said where all that is marked can be chosen together.
const FITS: &str = "Valgene passer sammen";

/// What is said of one line that does not fit.
const ONE_WRONG: &str = "1 linje passer ikke sammen med andre: se kolonnen Kontrol";

/// What is said after how many lines do not.
const WRONG: &str = " linjer passer ikke sammen med andre: se kolonnen Kontrol";

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
