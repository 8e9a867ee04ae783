//! Cells that go on over several lines: a line whose mark is `…` adds to the cells above it.

use std::borrow::Cow;
use std::ops::Range;

use super::line::{self, Split};
use super::mark;
use super::table::{Cell, Line};
use super::tabs;

/// How far the cells of the last line reach, counted in lines from its own.
#[derive(Default)]
pub(super) struct Reach {
    /// The last line that was added.
    lines: usize,
    /// For each cell, the line of its last words.
    cells: Vec<usize>,
    /// What is between the cells of the row's own line, where it can be told for sure where they are:
    /// tabs, or bars.
    tabs: Option<bool>,
}

impl Reach {
    /// Begins anew at a row's own line, with tabs between its cells or with bars; `None` where it is
    /// not sure where they are.
    pub(super) fn restart(&mut self, tabs: Option<bool>) {
        self.lines = 0;
        self.cells.clear();
        self.tabs = tabs;
    }

    /// True where what is between the cells of the row's own line is something else.
    pub(super) fn is_other(&self, row: &Split<'_>) -> bool {
        self.tabs.is_some_and(|tabs| tabs != row.tabs)
    }

    /// Adds the cells of a line to those above it. A blank cell is a blank line within a text, as
    /// long as something follows it.
    pub(super) fn add<'t>(
        &mut self,
        line: &mut Line<'t>,
        cells: Vec<Cell<'t>>,
        range: &Range<usize>,
        width: usize,
    ) {
        self.lines += 1;
        let end = line.range.end;
        line.range.end = range.end;
        for (number, cell) in cells.into_iter().enumerate().take(width) {
            if cell.is_blank() || line.torn || self.tabs.is_none() {
                continue;
            }
            while line.cells.len() <= number {
                line.cells.push(Cell { text: Cow::Borrowed(""), range: end..end });
            }
            if self.cells.len() <= number {
                self.cells.resize(number + 1, 0);
            }
            let (Some(above), Some(reach)) =
                (line.cells.get_mut(number), self.cells.get_mut(number))
            else {
                continue;
            };
            if above.is_blank() {
                *above = cell;
            } else {
                let text = above.text.to_mut();
                text.extend(std::iter::repeat_n('\n', self.lines - *reach));
                text.push_str(&cell.text);
                above.range.end = cell.range.end;
            }
            *reach = self.lines;
        }
    }
}

/// The place of the mark and the cells of a line that goes on; `None` for another one. In a table
/// without a column of marks the word is a cell's own where the line has no cell too many.
pub(super) fn cells<'t>(
    row: &Split<'t>,
    width: usize,
    marked: bool,
) -> Option<(Range<usize>, Vec<Cell<'t>>)> {
    if row.blanks {
        return None;
    }
    let goes_on = |cell: &&Cell<'_>| mark::goes_on(&cell.text);
    if let Some(before) = row.before.as_ref().filter(goes_on) {
        if !marked && row.cells.len() < width {
            return None;
        }
        // A mark before the first bar, and its own cell left blank.
        let blank =
            marked && row.cells.len() > width && row.cells.first().is_some_and(Cell::is_blank);
        return Some((before.range.clone(), row.cells.get(usize::from(blank)..)?.to_vec()));
    }
    let (first, rest) = row.cells.split_first()?;
    let own = row.before.is_none() && goes_on(&first) && (marked || rest.len() >= width);
    own.then(|| (first.range.clone(), rest.to_vec()))
}

/// True for a line whose cells can be told from it alone, by what stands between them: one with
/// bars, or one with tabs and without anything that means something else between bars.
pub(super) fn is_plain(text: &str, row: &Split<'_>) -> bool {
    let written = &text[row.range.clone()];
    !(row.blanks || row.tabs && written.contains(['|', '\\', '"', '\n']))
}

/// Where the words of a cell stand that goes on over lines: `written` is the text from its first
/// word to its last, with what stands between. For each of its lines that says something, how far
/// in the cell's text it begins, and where it is. Empty for a text that is no such cell.
pub fn lines_of(written: &str) -> Vec<(usize, Range<usize>)> {
    let Some(first) = written.find('\n') else { return Vec::new() };
    let mut all: Vec<Vec<Cell<'_>>> = Vec::new();
    let mut at = first + 1;
    let mut tabs = false;
    while at < written.len() {
        let end = at + written[at..].find('\n').unwrap_or(written.len() - at);
        let split = if written[at..end].trim().is_empty() {
            None
        } else if let Some(split) = line::split(written, at..end) {
            Some(split).filter(|split| !line::is_rule(split))
        } else if written[at..end].contains('\t') {
            let (cells, range, _) = tabs::split(written, at, &mut Vec::new());
            tabs = true;
            Some(Split { before: None, cells, range, blanks: false, told: false, tabs })
        } else {
            None
        };
        if let Some(split) = split {
            let Some((_, cells)) = cells(&split, 0, true) else { return Vec::new() };
            all.push(cells);
        }
        at = end + 1;
    }
    // The last of them ends with the cell.
    let Some(number) = all.last().and_then(|cells| cells.len().checked_sub(1)) else {
        return Vec::new();
    };
    let own = if tabs {
        line::cell(written, 0..written[..first].find('\t').unwrap_or(first))
    } else {
        let bars = line::split(written, 0..first).and_then(|split| split.before);
        bars.unwrap_or_else(|| line::cell(written, 0..first))
    };
    let mut length = own.text.len();
    let mut out = vec![(0, own.range)];
    for mut cells in all {
        length += 1;
        if number < cells.len() {
            let cell = cells.swap_remove(number);
            if !cell.is_blank() {
                out.push((length, cell.range));
                length += cell.text.len();
            }
        }
    }
    out
}

/// The words of a cell that goes on over lines, with blanks between them.
pub fn one_line<'t>(text: &Cow<'t, str>) -> Cow<'t, str> {
    match text {
        Cow::Owned(text) if text.contains('\n') => {
            let lines: Vec<&str> = text.split('\n').filter(|line| !line.is_empty()).collect();
            Cow::Owned(lines.join(" "))
        }
        text => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::Fault;
    use super::super::{Sheet, parse};
    use super::*;

    const TEXT: &str = "|    | område | mål | 2027 |\r\n\
        |    | Børn  | Mål: | 5 |\r\n\
        | …  |       |      |\r\n\
        | …  |       | - a \\| b | 7 |\r\n\
        | ... | og unge | - c |\r\n\
        | == | I alt |  | 12 |\r\n";

    #[test]
    fn a_line_with_points_goes_on_with_the_cells_above() {
        let grid = parse(TEXT);
        assert_eq!(grid.faults, []);
        assert_eq!(grid.lines.len(), 2);
        let cells: Vec<&str> = grid.lines[0].cells.iter().map(|cell| &*cell.text).collect();
        assert_eq!(cells, ["Børn\n\n\nog unge", "Mål:\n\n- a | b\n- c", "5\n\n7"]);
        assert_eq!(grid.lines[1].cells[2].text, "12");
        let written = &TEXT[grid.lines[0].range.clone()];
        assert!(written.starts_with("|    | Børn") && written.ends_with("| - c |"), "{written}");
    }

    #[test]
    fn each_line_of_a_cell_has_its_place() {
        let grid = parse(TEXT);
        for cell in &grid.lines[0].cells {
            let written = &TEXT[cell.range.clone()];
            let lines = lines_of(written);
            let said: Vec<&str> = cell.text.split('\n').filter(|line| !line.is_empty()).collect();
            assert_eq!(lines.len(), said.len(), "{lines:?}");
            for ((at, range), line) in lines.into_iter().zip(said) {
                assert!(cell.text[at..].starts_with(line));
                assert_eq!(written[range].replace("\\|", "|"), line);
            }
        }
        assert_eq!(lines_of("Løn \"A\"\nog pension"), []);
        assert_eq!(lines_of("Løn"), []);
    }

    #[test]
    fn it_is_written_as_it_is_read() {
        let sheet = Sheet::of(&parse(TEXT)).unwrap();
        let text = sheet.text();
        assert_eq!(Sheet::of(&parse(&text)).unwrap(), sheet, "{text}");
        assert!(text.contains("\n| …  | og unge | - c |          |\n"), "{text}");
        assert!(super::super::same(TEXT, &text));
    }

    #[test]
    fn it_needs_a_line_above_and_a_column_of_marks_or_a_cell_more() {
        let text = "| område | mål |\n| … | a |\n| Børn | b |\n… | og unge | c |\n";
        let grid = parse(text);
        let cells: Vec<&str> =
            grid.lines.iter().flat_map(|line| &line.cells).map(|cell| &*cell.text).collect();
        assert_eq!(cells, ["…", "a", "Børn\nog unge", "b\nc"]);
        let text = "|  | område | mål |\n| … | a | b |\n|  | Børn | b |\n";
        let grid = parse(text);
        assert_eq!(
            grid.faults,
            [Fault::NothingAbove(text.find('…').unwrap()..text.find('…').unwrap() + 3)]
        );
        assert_eq!(grid.lines.len(), 2);
        let beyond = parse("|  | område | mål |\n|  | Børn | b |\n| … | a | b | c |\n");
        assert!(matches!(beyond.faults[..], [Fault::Beyond(_)]));
    }
}
