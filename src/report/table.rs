//! Lines of cells under each other.

use std::fmt::Write as _;

use crate::sanitize;

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Align {
    /// Text.
    Left,
    /// Figures.
    Right,
}

/// Writes rows with each column as wide as its widest cell; columns that are empty throughout are
/// left out. The first row is the headings.
pub(in crate::report) fn write(
    out: &mut String,
    indent: usize,
    align: &[Align],
    rows: &[Vec<String>],
) {
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let is_empty =
        |at: usize| rows.iter().skip(1).filter_map(|row| row.get(at)).all(String::is_empty);
    let columns: Vec<(usize, usize, Align)> = align
        .iter()
        .enumerate()
        .filter(|(at, _)| !is_empty(*at))
        .map(|(at, align)| (at, width(at), *align))
        .collect();
    for row in rows {
        let mut line = " ".repeat(indent);
        for (number, (at, width, align)) in columns.iter().enumerate() {
            let cell = sanitize::plain(row.get(*at).cloned().unwrap_or_default());
            let gap = if number == 0 { "" } else { "  " };
            let width = *width;
            let _ = match align {
                Align::Left => write!(line, "{gap}{cell:<width$}"),
                Align::Right => write!(line, "{gap}{cell:>width$}"),
            };
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
}
