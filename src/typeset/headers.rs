//! A table's headers: a row of column headers at its top, and for every figure a header of its
//! column and of its row.

use typst::foundations::StyleChain;
use typst::layout::resolve::CellGrid;
use typst::model::TableCell;
use typst::pdf::{TableCellKind, TableHeaderScope};

use crate::rule::page::Breach;

/// A cell as it stands at one place of a table; one that spans places stands at all of them.
struct Cell<'a> {
    kind: TableCellKind,
    body: &'a TableCell,
    /// True at the place where the cell begins.
    begins: bool,
}

impl Cell<'_> {
    fn heads(&self, direction: fn(&TableHeaderScope) -> bool) -> bool {
        matches!(&self.kind, TableCellKind::Header(_, scope) if direction(scope))
    }

    fn words(&self) -> String {
        self.body.body.plain_text().to_string()
    }
}

/// What is wrong with a table's headers, with the words that it is wrong at.
pub(super) fn check(grid: &CellGrid) -> Option<(Breach, String)> {
    let (width, height) = (grid.non_gutter_column_count(), grid.non_gutter_row_count());
    let rows: Vec<Vec<Option<Cell<'_>>>> =
        (0..height).map(|y| (0..width).map(|x| cell(grid, x, y)).collect()).collect();
    let first = rows.first()?;
    let headed = |cell: &Option<Cell<'_>>| {
        cell.as_ref().is_some_and(|cell| cell.heads(TableHeaderScope::refers_to_column))
    };
    if !first.iter().all(headed) {
        let words = first.iter().flatten().map(Cell::words).find(|words| !words.trim().is_empty());
        return Some((Breach::HeaderRow, words.unwrap_or_default()));
    }
    for (y, row) in rows.iter().enumerate() {
        // What stands before the row's header numbers or names the row itself.
        let from = row.iter().position(|cell| {
            cell.as_ref().is_some_and(|cell| cell.heads(TableHeaderScope::refers_to_row))
        });
        for (x, cell) in row.iter().enumerate() {
            let Some(cell) =
                cell.as_ref().filter(|cell| cell.begins && cell.kind == TableCellKind::Data)
            else {
                continue;
            };
            let named = x == 0 || from.is_some();
            let below = rows[..y].iter().any(|row| headed(&row[x]));
            if !(named && below) && is_figure(&cell.words()) {
                return Some((Breach::FigureHeaders, cell.words()));
            }
        }
    }
    None
}

/// The cell at a place, and what it is there.
fn cell(grid: &CellGrid, x: usize, y: usize) -> Option<Cell<'_>> {
    // Gutters are tracks of their own.
    let track = |index: usize| if grid.has_gutter { 2 * index } else { index };
    let (across, down) = (track(x), track(y));
    let origin = grid.parent_cell_position(across, down)?;
    let body = grid.cell(origin.x, origin.y)?.body.to_packed::<TableCell>()?;
    let kind = body.kind.get(StyleChain::default()).unwrap_or_else(|| row_kind(grid, origin.y));
    Some(Cell { kind, body, begins: (origin.x, origin.y) == (across, down) })
}

/// What the cells of a row are where they don't say it themselves.
fn row_kind(grid: &CellGrid, row: usize) -> TableCellKind {
    let header = grid.headers.iter().find(|header| header.range.contains(&row));
    header.map_or(TableCellKind::Data, |header| {
        TableCellKind::Header(header.level, TableHeaderScope::Column)
    })
}

/// Words that may stand with a figure.
const UNITS: &[&str] = &[
    "kr.",
    "kr",
    "mio.",
    "mia.",
    "pct.",
    "pct",
    "%",
    "stk.",
    "stk",
    "årsværk",
    "timer",
    "m²",
    "årligt",
];

/// True for `1.200`, `-7,5`, `1.000 kr.`, `25 pct.`; a draft's words after the figure stand on a
/// line of their own.
fn is_figure(words: &str) -> bool {
    let mut line = words.trim().lines().next().unwrap_or_default().trim();
    while let Some(rest) = UNITS.iter().find_map(|unit| line.strip_suffix(unit)) {
        line = rest.trim_end();
    }
    line.contains(|c: char| c.is_ascii_digit())
        && line.chars().all(|c| {
            c.is_ascii_digit()
                || c.is_whitespace()
                || matches!(c, '.' | ',' | '-' | '−' | '–' | '+')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_from_words() {
        for figure in [
            "1.200",
            "-7,5",
            "−3",
            "1.000 kr.",
            "2,5\u{a0}mio.\u{a0}kr.",
            "25 pct.",
            "1.533\u{a0}årligt",
            "12.000\nstemmer ikke",
            "35.10",
        ] {
            assert!(is_figure(figure), "{figure}");
        }
        for words in ["", "–", "X", "I 2020", "3 medarbejdere", "kr.", "BI8"] {
            assert!(!is_figure(words), "{words}");
        }
    }
}
