//! Lines whose cells are parted by something else than bars, or that are two lines: read as what
//! was meant, where each cell fits its header.

use std::ops::Range;

use super::line::{self, Split};
use super::mark::Mark;
use super::sheet::{self, Holds};
use super::table::{Cell, Fault};
use super::width::fits;

/// Signs that look like the bar, and are none.
const BARS: [char; 6] = ['¦', '│', '┃', '｜', '∣', 'ǀ'];

/// The cells of a line without bars, where it has one for each header between what parts them.
pub(super) fn cells<'t>(
    text: &'t str,
    range: Range<usize>,
    header: &[Cell<'_>],
) -> Option<Vec<Cell<'t>>> {
    let written = &text[range.clone()];
    let parted = [|c: char| c == ';', |c: char| BARS.contains(&c)];
    for sign in parted.into_iter().filter(|sign| written.contains(sign)) {
        let cells = split(text, range.clone(), sign);
        if cells.len() == header.len() && fits(header, cells.iter()) {
            return Some(cells);
        }
    }
    let words = line::split_at_blanks(text, range, " ").cells;
    // Only a text has blanks within it.
    let at = header.iter().position(|head| head.text == "tekst");
    let beyond = words.len().checked_sub(header.len())?;
    if beyond > 0 && at.is_none() {
        return None;
    }
    let at = at.unwrap_or_default();
    let mut cells = Vec::with_capacity(header.len());
    cells.extend_from_slice(words.get(..at)?);
    let (first, last) = (words.get(at)?, words.get(at + beyond)?);
    cells.push(line::cell(text, first.range.start..last.range.end));
    cells.extend_from_slice(words.get(at + beyond + 1..)?);
    fits(header, cells.iter()).then_some(cells)
}

/// The parts of a range between the signs; what is outside the first and the last is none where it
/// is blank.
fn split(text: &str, range: Range<usize>, sign: fn(char) -> bool) -> Vec<Cell<'_>> {
    let mut cells = Vec::new();
    let mut start = range.start;
    for (at, found) in text[range.clone()].match_indices(sign) {
        cells.push(line::cell(text, start..range.start + at));
        start = range.start + at + found.len();
    }
    cells.push(line::cell(text, start..range.end));
    if cells.len() > 2 && cells.first().is_some_and(Cell::is_blank) {
        cells.remove(0);
    }
    if cells.len() > 2 && cells.last().is_some_and(Cell::is_blank) {
        cells.pop();
    }
    cells
}

/// Parts the cells in which a sign stands that looks like a bar.
pub(super) fn part_at_bars<'t>(text: &'t str, cells: &mut Vec<Cell<'t>>) -> bool {
    let is_bar = |c: char| BARS.contains(&c);
    let Some(at) = cells.iter().position(|cell| cell.text.contains(is_bar)) else { return false };
    let parts = split(text, cells[at].range.clone(), |c| BARS.contains(&c));
    cells.splice(at..=at, parts);
    while part_at_bars(text, cells) {}
    true
}

/// A line that is two, because the line break between them is missing: those two.
pub(super) fn two_lines<'t>(
    row: Split<'t>,
    header: &[Cell<'_>],
    marked: bool,
    faults: &mut Vec<Fault>,
) -> (Split<'t>, Option<Split<'t>>) {
    let own_mark = usize::from(marked && row.before.is_none());
    let width = header.len() + own_mark;
    if row.blanks || row.cells.len() < 2 * width || header.len() < 2 {
        return (row, None);
    }
    let is_mark = |cell: &Cell<'_>| cell.is_blank() || Mark::read(&cell.text).is_some();
    let (first, rest) = row.cells.split_at(width);
    let Some((between, second)) = rest.split_first().filter(|(cell, _)| is_mark(cell)) else {
        return (row, None);
    };
    let (Some(end), Some(start)) = (first.last(), second.first()) else { return (row, None) };
    let halves = [first.get(own_mark..), second.get(second.len().saturating_sub(header.len())..)];
    let sound = |half: &[Cell<'_>]| {
        fits(header, half.iter())
            && half
                .iter()
                .zip(header)
                .any(|(cell, head)| !cell.is_blank() && sheet::holds(&head.text) == Holds::Money)
    };
    let enough = second.len() == header.len() || own_mark == 1 && second.len() == width;
    if !enough || !halves.into_iter().flatten().all(sound) {
        return (row, None);
    }
    faults.push(Fault::NoBreak(end.range.end..start.range.start));
    let typed = if between.is_blank() { start } else { between };
    let next = Split {
        before: (!between.is_blank()).then(|| between.clone()),
        cells: second.to_vec(),
        range: typed.range.start..row.range.end,
        blanks: false,
        told: false,
        tabs: false,
    };
    let own = row.range.start..end.range.end;
    (Split { cells: first.to_vec(), range: own, ..row }, Some(next))
}
