//! Values as TOML has them and as cells have them.

use std::collections::BTreeSet;

use toml_edit::Value;

use crate::grid::figure::{self, Read};
use crate::grid::parted;
use crate::lossless::Entry;
use crate::note::mark;
use crate::read::column_id;

/// A figure of TOML as a cell has it: `10_000.5` is `10.000,5`. `None` where it is no plain one.
pub(super) fn cell_of_figure(written: &str) -> Option<String> {
    let plain = written.replace('_', "");
    let digits = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !(all_digits(whole) && all_digits(decimals)) {
        return None;
    }
    let cell = plain.replace('.', ",");
    parted(&cell).or_else(|| matches!(figure::read(&cell), Read::Amount(_)).then_some(cell))
}

/// A cell's figure as TOML has it: `1.200,5` is `1200.5`, a dash is `"-"`, and one with the mark of
/// a note stands in quotes. `None` where it is no figure.
pub(super) fn figure_of_cell(cell: &str) -> Option<String> {
    if is_marked_figure(cell) {
        return Some(quoted(cell));
    }
    match figure::read(cell) {
        Read::NoFigure => Some("\"-\"".to_owned()),
        Read::Amount(_) => {
            let negative = cell.starts_with(|c: char| !c.is_ascii_digit() && c != '+');
            let digits: String = cell
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == ',')
                .map(|c| if c == ',' { '.' } else { c })
                .collect();
            let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
            let whole = whole.trim_start_matches('0');
            let whole = if whole.is_empty() { "0" } else { whole };
            let sign = if negative { "-" } else { "" };
            let point = if decimals.is_empty() { "" } else { "." };
            Some(format!("{sign}{whole}{point}{decimals}"))
        }
        Read::Either { .. } | Read::Unreadable => None,
    }
}

/// True for a figure, or a dash, with the mark of a note: `71,3*`.
pub(super) fn is_marked_figure(text: &str) -> bool {
    can_be_cell(text)
        && mark::split(text).is_some_and(|(figure, _)| {
            matches!(figure::read(figure), Read::Amount(_) | Read::NoFigure)
        })
}

/// A value's own text within its line.
pub(super) fn written<'e>(entry: &'e Entry, value: &Value) -> &'e str {
    let Some(span) = value.span() else { return "" };
    let within = |at: usize| at.saturating_sub(entry.offset);
    entry.text.get(within(span.start)..within(span.end)).unwrap_or_default()
}

/// A text that can be a cell: on one line, without blanks around it.
pub(super) fn can_be_cell(text: &str) -> bool {
    !text.is_empty()
        && text.trim() == text
        && !text.contains("'''")
        && !text.chars().any(char::is_control)
}

/// A text as a cell has it, which goes on over lines where the text has several. `None` where blanks
/// at the ends of its lines would be lost.
pub(super) fn cell_of_text(text: &str) -> Option<String> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let mut lines = text.split('\n');
    let whole = text.trim() == text && !text.is_empty();
    let fits = whole && lines.all(|line| line.is_empty() || can_be_cell(line));
    fits.then(|| text.to_owned())
}

/// A text of one line or more as TOML has it.
pub(super) fn quoted_lines(text: &str) -> String {
    if text.contains('\n') { format!("'''\n{text}\n'''") } else { quoted(text) }
}

/// A text as TOML has it.
pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string().trim().to_owned()
}

/// An id for a row that is called so, other than those that are taken.
pub(super) fn fresh_id(name: &str, taken: &BTreeSet<String>) -> String {
    /// As long as an id is typed.
    const LONGEST: usize = 32;
    let own: String = column_id(name).chars().take(LONGEST).collect();
    let own = own.trim_end_matches('_');
    let own = if matches!(own, "k" | "i_alt" | "post" | "total") { "raekke" } else { own };
    let numbered = (2..).map(|number| format!("{own}_{number}"));
    std::iter::once(own.to_owned())
        .chain(numbered)
        .find(|id| !taken.contains(id))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_the_same_in_both_forms() {
        for (toml, cell) in [
            ("10_000", "10.000"),
            ("-1200.50", "-1.200,50"),
            ("0", "0"),
            ("0.5", "0,5"),
            ("1234567", "1.234.567"),
        ] {
            assert_eq!(cell_of_figure(toml).as_deref(), Some(cell));
            assert_eq!(figure_of_cell(cell), Some(toml.replace('_', "")));
        }
        assert_eq!(figure_of_cell("(1 200)").as_deref(), Some("-1200"));
        assert_eq!(figure_of_cell("− 5").as_deref(), Some("-5"));
        assert_eq!(figure_of_cell("+7").as_deref(), Some("7"));
        assert_eq!(figure_of_cell("–").as_deref(), Some("\"-\""));
        assert_eq!(figure_of_cell("1.200*").as_deref(), Some("\"1.200*\""));
        assert!(
            is_marked_figure("71,3 [^1]") && !is_marked_figure("71,3") && !is_marked_figure("x*")
        );
        for text in ["1e3", "0x10", "inf", "1.", "\"5\""] {
            assert_eq!(cell_of_figure(text), None, "{text}");
        }
        for text in ["12.5", "x", ""] {
            assert_eq!(figure_of_cell(text), None, "{text}");
        }
    }

    #[test]
    fn an_id_is_made_of_the_text_and_is_not_taken() {
        let taken = BTreeSet::from(["loen_og_drift".to_owned()]);
        assert_eq!(fresh_id("Løn og drift", &taken), "loen_og_drift_2");
        assert_eq!(fresh_id("2027", &taken), "k_2027");
        assert_eq!(fresh_id("I alt", &taken), "raekke");
        assert_eq!(fresh_id("–", &taken), "raekke");
    }
}
