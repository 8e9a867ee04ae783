//! What all sheets share: a heading for each column that stays in sight, widths, formats, and cells
//! that know what they show.

use std::cell::RefCell;

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula, Worksheet};

use crate::amount::Amount;
use crate::audit::Handed;
use crate::export::Export;
use crate::export::columns::{Value, period};
use crate::export::workbook::fault::Fault;
use crate::export::workbook::number::number;
use crate::note::Period;

/// How cells look.
pub(super) struct Formats {
    pub(super) heading: Format,
    /// The heading of figures, over their last digit.
    pub(super) heading_of_figures: Format,
    /// A number that is a name: of a line, of a post.
    pub(super) number: Format,
    /// An amount in the pack's unit.
    pub(super) amount: Format,
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
const SHARE: &str = "0.##%";

/// How an amount is shown: so many decimals always, and more up to `most` where it has them. The
/// unit is told in words elsewhere, for programs take letters in a format for those of a date.
fn amount(decimals: usize, most: usize) -> String {
    // A format of optional decimals alone would leave a point after whole numbers.
    let fixed = if most > decimals { decimals.max(1) } else { decimals };
    let (fixed, more) = ("0".repeat(fixed), "#".repeat(most.saturating_sub(fixed)));
    if fixed.is_empty() { "#,##0".to_owned() } else { format!("#,##0.{fixed}{more}") }
}

impl Formats {
    /// Figures have the decimals that the pack's overviews have, and more where amounts do: what is
    /// shown is not rounded. Those of a share can have more still, which are not shown.
    pub(super) fn new(export: &Export<'_>) -> Self {
        let decimals = export.packed.map_or(0, |packed| packed.decimals) as usize;
        let placed = export.lines.iter().filter_map(|line| line.placed.as_ref());
        let scale = |amount: Amount| Amount::new(amount.decimal().normalize()).scale() as usize;
        let most = placed.map(|placed| scale(placed.amount)).max().unwrap_or_default();
        let amount = amount(decimals, most);
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
            open_share: open.clone().set_num_format(SHARE),
            open,
            share: Format::new().set_num_format(SHARE),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            handed: RefCell::default(),
        }
    }
}

/// A sheet that is being written, its headings first.
pub(super) struct Sheet<'s> {
    pub(super) inner: &'s mut Worksheet,
    name: String,
    handed: &'s RefCell<Vec<Handed>>,
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
        inner.set_name(name)?;
        let mut sheet = Self { inner, name: name.to_owned(), handed: &formats.handed };
        for (column, (heading, width)) in (0..).zip(columns) {
            let format =
                if figures(column) { &formats.heading_of_figures } else { &formats.heading };
            sheet.text(0, column, heading, format)?;
            sheet.inner.set_column_width(column, *width)?;
        }
        sheet.inner.set_freeze_panes(1, kept)?;
        sheet.inner.set_repeat_rows(0, 0)?;
        sheet.inner.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        Ok(sheet)
    }

    /// Keeps what a cell is given, for whoever holds it against the pages.
    fn keep(&self, row: u32, column: u16, text: String) {
        self.handed.borrow_mut().push(Handed { sheet: self.name.clone(), row, column, text });
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
        self.inner.write_formula_with_format(
            row,
            column,
            Formula::new(text).set_result(gives.machine()),
            format,
        )?;
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
        let amounts = (0..7).flat_map(|decimals| (0..9).map(move |most| amount(decimals, most)));
        for format in amounts.chain([SHARE.to_owned()]) {
            assert!(
                !format.chars().any(char::is_alphabetic) && !format.contains(['"', '[', '/', ':']),
                "{format}"
            );
        }
        assert_eq!([amount(0, 0), amount(1, 1), amount(0, 2)], ["#,##0", "#,##0.0", "#,##0.0#"]);
    }

    #[test]
    fn formats_are_set_nowhere_else() {
        let own = include_str!("sheet.rs");
        let set =
            own.split("mod tests").next().unwrap_or_default().matches("set_num_format(").count();
        assert_eq!(set, 4, "each of the amount's formats and of the share's");
        for other in [
            include_str!("about.rs"),
            include_str!("frames.rs"),
            include_str!("long.rs"),
            include_str!("marks.rs"),
            include_str!("sums.rs"),
            include_str!("mod.rs"),
            include_str!("printed.rs"),
        ] {
            assert!(!other.contains("set_num_format"), "{other}");
        }
    }
}
