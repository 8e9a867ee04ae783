//! One line between bars, split into cells.

use std::borrow::Cow;
use std::ops::Range;

use super::table::{Cell, Separator};

/// A line's cells as they stand, before it is known which of them is a mark.
pub(super) struct Split<'t> {
    /// What is before the first bar, where the line does not begin with one.
    pub(super) before: Option<Cell<'t>>,
    /// The cells after the first bar, or all of them where the line does not begin with one.
    pub(super) cells: Vec<Cell<'t>>,
    /// The whole line, without the blanks around it.
    pub(super) range: Range<usize>,
    /// True where it has no bars: what stands between its cells is something else.
    pub(super) blanks: bool,
    /// True where that is said of the headers already.
    pub(super) told: bool,
    /// True where tabs are between its cells.
    pub(super) tabs: bool,
}

/// Splits a line at its bars; `range` is where it is in `text`. `None` where it has none.
pub(super) fn split(text: &str, range: Range<usize>) -> Option<Split<'_>> {
    let range = trimmed(text, range);
    let line = &text[range.clone()];
    let mut bars = bars(line).map(|at| range.start + at);
    let escaped = line.contains('\\');
    let cell = |range| read(text, range, escaped);
    let first = bars.next()?;
    let before = (first > range.start).then(|| cell(range.start..first));
    let mut cells = Vec::with_capacity(16);
    let mut start = first + 1;
    for bar in bars {
        cells.push(cell(start..bar));
        start = bar + 1;
    }
    // The last bar closes the line.
    if start < range.end {
        cells.push(cell(start..range.end));
    }
    Some(Split { before, cells, range, blanks: false, told: false, tabs: false })
}

/// True for a line like `|---|:--:|`.
pub(super) fn is_rule(split: &Split<'_>) -> bool {
    let cells = || split.before.iter().chain(&split.cells);
    cells().all(|cell| cell.text.bytes().all(|byte| matches!(byte, b'-' | b':')))
        && cells().any(|cell| cell.text.contains("---"))
}

/// Splits a line without bars where blanks are between words: as many as `gap`, or more.
pub(super) fn split_at_blanks<'t>(text: &'t str, range: Range<usize>, gap: &str) -> Split<'t> {
    let range = trimmed(text, range);
    let mut cells = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let end = text[start..range.end].find(gap).map_or(range.end, |gap| start + gap);
        cells.push(cell(text, start..end));
        start = end + (text[end..range.end].len() - text[end..range.end].trim_start().len());
    }
    Split { before: None, cells, range, blanks: true, told: false, tabs: false }
}

/// Splits a line without bars as the headers above it are separated.
pub(super) fn split_as(text: &str, range: Range<usize>, separator: Separator) -> Split<'_> {
    let sign = match separator {
        Separator::Blanks => return Split { told: true, ..split_at_blanks(text, range, "  ") },
        Separator::Semicolon => b';',
        Separator::Comma => b',',
    };
    let range = trimmed(text, range);
    let mut cells = Vec::new();
    let mut start = range.start;
    for at in memchr::memchr_iter(sign, text[range.clone()].as_bytes()) {
        cells.push(cell(text, start..range.start + at));
        start = range.start + at + 1;
    }
    cells.push(cell(text, start..range.end));
    Split { before: None, cells, range, blanks: true, told: true, tabs: false }
}

/// Where the bars of a line are that are no `\|`.
fn bars(line: &str) -> impl Iterator<Item = usize> {
    let bytes = line.as_bytes();
    memchr::memchr_iter(b'|', bytes).filter(|at| *at == 0 || bytes[at - 1] != b'\\')
}

/// The cell in a range of the text.
pub(super) fn cell(text: &str, range: Range<usize>) -> Cell<'_> {
    read(text, range, true)
}

/// The cell in a range, in which a bar may be `escaped`.
fn read(text: &str, range: Range<usize>, escaped: bool) -> Cell<'_> {
    let range = trimmed(text, range);
    let written = &text[range.clone()];
    let text = if escaped && written.contains('\\') {
        Cow::Owned(written.replace("\\|", "|"))
    } else {
        Cow::Borrowed(written)
    };
    Cell { text, range }
}

/// A range without the blanks at its ends; an empty one stays within it.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let bytes = text[range.clone()].as_bytes();
    let plain = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii() && *byte > b' ');
    if let [b' ', rest @ .., b' '] = bytes
        && plain(rest.first())
        && plain(rest.last())
    {
        // One blank on each side: how most cells are typed.
        return range.start + 1..range.end - 1;
    }
    let whole = &text[range.clone()];
    let inner = whole.trim_start();
    let start = range.start + (whole.len() - inner.len());
    let end = start + inner.trim_end().len();
    // A blank cell is where one would type: after one blank.
    if start == end {
        let middle = text.floor_char_boundary(range.start.midpoint(range.end));
        middle..middle
    } else {
        start..end
    }
}
