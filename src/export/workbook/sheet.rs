//! What all sheets share: a heading for each column that stays in sight, widths, formats, and cells
//! that know what they show.

use std::cell::RefCell;
use std::collections::BTreeMap;

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, Format,
    FormatAlign, FormatBorder, Formula, Worksheet,
};

use crate::amount::Amount;
use crate::audit::Handed;
use crate::export::Export;
use crate::export::columns::{Value, period};
use crate::export::workbook::fault::Fault;
use crate::export::workbook::number::number;
use crate::note::{Date, Period};

/// How cells look.
pub(super) struct Formats {
    pub(super) heading: Format,
    /// The heading of figures, over their last digit.
    pub(super) heading_of_figures: Format,
    /// A number that is a name: of a line, of a post.
    pub(super) number: Format,
    /// An amount in the pack's unit.
    pub(super) amount: Format,
    /// A figure of a note, by how many decimals it has.
    by_decimals: Vec<Format>,
    /// How many decimals amounts in the pack's unit are shown with.
    decimals: u32,
    /// Words below others.
    pub(super) inset: Format,
    /// Words as they are.
    pub(super) words: Format,
    /// An amount below 0.
    negative: Format,
    /// What can't stand as it is.
    wrong: Format,
    /// What stands on each printed page.
    print: Print,
    /// An amount of a total row.
    pub(super) total: Format,
    /// Words of a total row.
    pub(super) strong: Format,
    /// A cell that is to be filled in.
    pub(super) open: Format,
    /// A share that is to be filled in.
    pub(super) open_share: Format,
    pub(super) share: Format,
    pub(super) wrapped: Format,
    /// What sheets were given, cell by cell.
    pub(super) handed: RefCell<Vec<Handed>>,
}

/// How a share is shown.
const SHARE: &str = "0.0%";

/// How an amount with so many decimals is shown: all of them, so that digits stand below each
/// other. The unit is told in words elsewhere, for programs take letters in a format for those of a
/// date; a minus is made red by a rule of the sheet, for the same reason.
fn amount(decimals: usize) -> String {
    if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals)) }
}

/// The most decimals that figures of a note are shown with: those of a typed amount.
const MOST: usize = 12;

impl Formats {
    /// Figures have the decimals that the pack's overviews have, and more where amounts do: what is
    /// shown is not rounded.
    pub(super) fn new(export: &Export<'_>) -> Self {
        let decimals = export.packed.map_or(0, |packed| packed.decimals);
        let placed = export.lines.iter().filter_map(|line| line.placed.as_ref());
        Self::showing(placed.map(|placed| placed.amount), decimals, Print::of(export))
    }

    /// Formats that show all decimals of these amounts, and at least so many.
    pub(super) fn showing(
        amounts: impl Iterator<Item = Amount>,
        decimals: u32,
        print: Print,
    ) -> Self {
        let scale = |amount: Amount| Amount::new(amount.decimal().normalize()).scale() as usize;
        let most = amounts.map(scale).max().unwrap_or_default();
        let decimals = (decimals as usize).max(most).min(MOST);
        let by_decimals = (0..=MOST).map(|own| Format::new().set_num_format(amount(own)));
        let by_decimals: Vec<Format> = by_decimals.collect();
        let amount = amount(decimals);
        let open = Format::new()
            .set_background_color(Color::RGB(0xff_f7_d6))
            .set_border(FormatBorder::Thin);
        let strong = Format::new().set_bold().set_border_top(FormatBorder::Thin);
        let heading = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Bottom)
            .set_background_color(Color::RGB(0xe7_ec_f2))
            .set_border_bottom(FormatBorder::Medium);
        Self {
            heading_of_figures: heading.clone().set_align(FormatAlign::Right),
            heading,
            number: Format::new().set_align(FormatAlign::Center),
            total: strong.clone().set_num_format(&amount),
            strong,
            amount: Format::new().set_num_format(&amount),
            by_decimals,
            decimals: u32::try_from(decimals).unwrap_or_default(),
            inset: Format::new().set_indent(1),
            words: Format::new(),
            negative: Format::new().set_font_color(Color::RGB(0xb0_00_20)),
            wrong: Format::new()
                .set_font_color(Color::RGB(0x007a_0016))
                .set_background_color(Color::RGB(0xfb_e3_e4)),
            print,
            open_share: open.clone().set_num_format(SHARE),
            open,
            share: Format::new().set_num_format(SHARE),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            handed: RefCell::default(),
        }
    }

    /// How a figure of a note is shown: with the decimals of its table, and more where it has them.
    pub(super) fn figure(&self, amount: Amount, decimals: u32) -> &Format {
        let own = Amount::new(amount.decimal().normalize()).scale().max(decimals) as usize;
        self.by_decimals.get(own.min(MOST)).unwrap_or(&self.amount)
    }
}

/// What stands above and below each printed page.
pub(super) struct Print {
    header: String,
    footer: String,
}

impl Print {
    fn of(export: &Export<'_>) -> Self {
        let mut right = vec![export.round.title.clone()];
        right.extend(export.date.map(Date::danish));
        right.extend(export.version.clone());
        right.extend(export.draft.then(|| "UDKAST".to_owned()));
        Self::new(&export.title, &right, export.municipality)
    }

    /// The title and what is said beside it above, whose it is below.
    pub(super) fn new(title: &str, beside: &[String], owner: &str) -> Self {
        // A single ampersand begins an instruction.
        let plain = |text: &str| text.replace('&', "&&");
        let beside = beside.iter().filter(|part| !part.is_empty()).map(|part| plain(part));
        Self {
            header: format!("&L{}&R{}", plain(title), beside.collect::<Vec<_>>().join(", ")),
            footer: format!("&L{} – &A&RSide &P af &N", plain(owner)),
        }
    }
}

/// Where a sheet's headings are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// Their row, from 0; what is above them stays in sight too.
    pub(super) headings_at: u32,
    /// How many columns stay in sight.
    pub(super) kept: u16,
}

/// A sheet that is being written, its headings first.
pub(super) struct Sheet<'s> {
    pub(super) inner: &'s mut Worksheet,
    name: String,
    formats: &'s Formats,
    headings_at: u32,
    /// How wide each column has to be, in characters.
    widths: BTreeMap<u16, u16>,
    /// The columns of figures.
    figures: Vec<u16>,
}

impl<'s> Sheet<'s> {
    /// A sheet with its headings and the widths of their columns, in characters; those of `figures`
    /// stand over the last digit. The first `kept` columns stay in sight too.
    pub(super) fn new(
        inner: &'s mut Worksheet,
        name: &str,
        columns: &[(String, u8)],
        kept: u16,
        figures: impl Fn(u16) -> bool,
        formats: &'s Formats,
    ) -> Result<Self, Fault> {
        let layout = Layout { headings_at: 0, kept };
        Self::laid_out(inner, name, columns, layout, figures, formats)
    }

    /// The same, with rows above the headings.
    pub(super) fn laid_out(
        inner: &'s mut Worksheet,
        name: &str,
        columns: &[(String, u8)],
        layout: Layout,
        figures: impl Fn(u16) -> bool,
        formats: &'s Formats,
    ) -> Result<Self, Fault> {
        inner.set_name(name)?;
        let all = 0..u16::try_from(columns.len()).unwrap_or(u16::MAX);
        let mut sheet = Self {
            inner,
            name: name.to_owned(),
            formats,
            headings_at: layout.headings_at,
            widths: BTreeMap::new(),
            figures: all.filter(|column| figures(*column)).collect(),
        };
        for (column, (heading, width)) in (0..).zip(columns) {
            let format = if sheet.figures.contains(&column) {
                &formats.heading_of_figures
            } else {
                &formats.heading
            };
            sheet.text(layout.headings_at, column, heading, format)?;
            sheet.widths.insert(column, u16::from(*width));
        }
        sheet.inner.set_freeze_panes(layout.headings_at + 1, layout.kept)?;
        sheet.inner.set_repeat_rows(layout.headings_at, layout.headings_at)?;
        sheet.inner.set_header(&formats.print.header).set_footer(&formats.print.footer);
        sheet.inner.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        Ok(sheet)
    }

    /// What is done when the last row is written: filters over the lines, a width that every figure
    /// has room in, and red for what is below 0.
    pub(super) fn finish(self, last: u32) -> Result<(), Fault> {
        let columns = self.widths.len();
        let end = u16::try_from(columns.saturating_sub(1)).unwrap_or_default();
        let last = last.max(self.headings_at + 1);
        self.inner.autofilter(self.headings_at, 0, last, end)?;
        for (column, width) in &self.widths {
            self.inner.set_column_width(*column, *width)?;
        }
        for column in self.figures {
            let below = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::LessThan(0))
                .set_format(&self.formats.negative);
            self.inner.add_conditional_format(0, column, last, column, &below)?;
        }
        Ok(())
    }

    /// The same for a sheet of words alone: nothing to filter.
    pub(super) fn finish_text(self) -> Result<(), Fault> {
        for (column, width) in &self.widths {
            self.inner.set_column_width(*column, *width)?;
        }
        Ok(())
    }

    /// Shows cells of a column that say anything but what is right as what can't stand so.
    pub(super) fn warn(
        &mut self,
        (first, last): (u32, u32),
        column: u16,
        right: &str,
    ) -> Result<(), Fault> {
        let cell = format!("{}{}", letters(column), first + 1);
        let rule = Formula::new(format!("AND(LEN({cell})>0,{cell}<>\"{right}\")"));
        let words = ConditionalFormatFormula::new().set_rule(rule).set_format(&self.formats.wrong);
        self.inner.add_conditional_format(first, column, last, column, &words)?;
        Ok(())
    }

    /// Makes room for an amount as it is shown, with a minus and a blank at either end.
    fn room(&mut self, column: u16, amount: Amount) {
        let decimals = self.formats.decimals.max(amount.scale());
        let needed = amount.danish(decimals).chars().count() + 2;
        let needed = u16::try_from(needed).unwrap_or(u16::MAX);
        if let Some(width) = self.widths.get_mut(&column) {
            *width = needed.max(*width);
        }
    }

    /// Keeps what a cell is given, for whoever holds it against the pages.
    fn keep(&self, row: u32, column: u16, text: String) {
        self.formats.handed.borrow_mut().push(Handed {
            sheet: self.name.clone(),
            row,
            column,
            text,
        });
    }

    /// Words; an empty text leaves the cell empty.
    pub(super) fn text(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), Fault> {
        if !text.is_empty() {
            self.keep(row, column, text.to_owned());
            self.inner.write_string_with_format(row, column, text, format)?;
        }
        Ok(())
    }

    pub(super) fn amount(
        &mut self,
        row: u32,
        column: u16,
        amount: Amount,
        format: &Format,
    ) -> Result<(), Fault> {
        self.keep(row, column, amount.machine());
        self.room(column, amount);
        self.inner.write_number_with_format(row, column, number(amount)?, format)?;
        Ok(())
    }

    /// A whole number: a line, a year, a mark.
    pub(super) fn whole(
        &mut self,
        row: u32,
        column: u16,
        value: u32,
        format: &Format,
    ) -> Result<(), Fault> {
        self.keep(row, column, value.to_string());
        self.inner.write_number_with_format(row, column, value, format)?;
        Ok(())
    }

    /// A formula with what it gives as the file is written.
    pub(super) fn formula(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        gives: Amount,
        format: &Format,
    ) -> Result<(), Fault> {
        // What a cell can't hold is refused in the result of a formula too.
        number(gives)?;
        self.keep(row, column, gives.machine());
        self.room(column, gives);
        self.inner.write_formula_with_format(
            row,
            column,
            Formula::new(text).set_result(gives.machine()),
            format,
        )?;
        Ok(())
    }

    /// A formula that gives words, with those it gives as the file is written.
    pub(super) fn words_of(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        gives: &str,
        format: &Format,
    ) -> Result<(), Fault> {
        if !gives.is_empty() {
            self.keep(row, column, gives.to_owned());
        }
        let formula = Formula::new(text).set_result(gives);
        self.inner.write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }

    /// A year or period.
    pub(super) fn period(
        &mut self,
        row: u32,
        column: u16,
        of: Period,
        format: &Format,
    ) -> Result<(), Fault> {
        match period(of) {
            Value::Number(year) => self.amount(row, column, year, format),
            Value::Text(text) => self.text(row, column, &text, format),
            Value::Nothing => Ok(()),
        }
    }
}

/// Excel's number for that paper.
const A4: u8 = 9;

/// A column's letters.
pub(super) fn letters(column: u16) -> String {
    column_number_to_name(column)
}

/// A period in a formula: a year is a number there, a longer one words.
pub(super) fn literal(period: Period) -> String {
    match period {
        Period::Year(year) => year.to_string(),
        longer => format!("\"{longer}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_format_has_a_letter_that_could_be_one_of_a_date() {
        let amounts = (0..=MOST).map(amount);
        for format in amounts.chain([SHARE.to_owned()]) {
            assert!(
                !format.chars().any(char::is_alphabetic) && !format.contains(['"', '[', '/', ':']),
                "{format}"
            );
        }
        assert_eq!([amount(0), amount(1), amount(2)], ["#,##0", "#,##0.0", "#,##0.00"]);
    }

    #[test]
    fn formats_are_set_nowhere_else() {
        let own = include_str!("sheet.rs");
        let set =
            own.split("mod tests").next().unwrap_or_default().matches("set_num_format(").count();
        assert_eq!(set, 5, "each of the amounts' formats and of the share's");
        for other in [
            include_str!("about.rs"),
            include_str!("frames.rs"),
            include_str!("guards.rs"),
            include_str!("long.rs"),
            include_str!("marks.rs"),
            include_str!("sums.rs"),
            include_str!("mod.rs"),
            include_str!("printed.rs"),
            include_str!("weights.rs"),
        ] {
            assert!(!other.contains("set_num_format"), "{other}");
        }
    }
}
