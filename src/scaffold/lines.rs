//! A new table's lines, as a paper prints them: one row whose figures are 0.

use std::fmt::Write as _;

use crate::grid::{Mark, Sheet, SheetRow};
use crate::register::Round;

/// `raekker` with one line of these keys, each with its value, and a 0 for each of the round's
/// periods. A range holds all of its years.
pub(super) fn raekker(words: &[(&str, &str)], round: &Round) -> String {
    let period = |period: String| {
        if period.contains('-') { format!("{period} sum") } else { period }
    };
    let periods = round.years.iter().map(|year| period(year.value.to_string()));
    let header: Vec<String> =
        words.iter().map(|(key, _)| (*key).to_owned()).chain(periods).collect();
    let mut cells: Vec<String> = words.iter().map(|(_, value)| (*value).to_owned()).collect();
    cells.resize(header.len(), "0".to_owned());
    let sheet = Sheet { header, rows: vec![SheetRow { mark: Mark::Post, cells }] };
    let mut out = String::new();
    let _ = write!(out, "raekker = '''\n{}'''\n", sheet.text());
    out
}
