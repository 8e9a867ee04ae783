//! Lines from a spreadsheet: cells between tabs, in quotation marks where they hold line breaks.

use std::borrow::Cow;
use std::ops::Range;

use super::line::trimmed;
use super::table::{Cell, Fault};

/// Splits the line that begins at `start` at its tabs, and gives where the next line begins: a cell
/// in quotation marks may hold line breaks.
pub(super) fn split<'t>(
    text: &'t str,
    start: usize,
    faults: &mut Vec<Fault>,
) -> (Vec<Cell<'t>>, Range<usize>, usize) {
    let mut cells = Vec::new();
    let mut at = start;
    loop {
        let rest = &text[at..];
        let quoted = rest.starts_with('"').then(|| quoted(text, at)).flatten();
        if let Some((cell, after)) = quoted {
            cells.push(cell);
            at = after;
        } else {
            let end = at + rest.find(['\t', '\n']).unwrap_or(rest.len());
            if rest.starts_with('"') && !closes(&text[at..end]) {
                faults.push(Fault::OpenQuote(trimmed(text, at..end)));
            }
            let range = trimmed(text, at..end);
            cells.push(Cell { text: Cow::Borrowed(&text[range.clone()]), range });
            at = end;
        }
        match text.as_bytes().get(at) {
            Some(b'\t') => at += 1,
            _ => break,
        }
    }
    let next = if at < text.len() { at + 1 } else { at };
    (cells, trimmed(text, start..at), next)
}

/// A cell in quotation marks at `at`, and where what follows it begins; `None` where it never ends,
/// or something else than a tab or a line end follows.
fn quoted(text: &str, at: usize) -> Option<(Cell<'_>, usize)> {
    let inner = at + 1;
    let mut from = inner;
    loop {
        let quote = from + text[from..].find('"')?;
        if text.as_bytes().get(quote + 1) == Some(&b'"') {
            from = quote + 2;
            continue;
        }
        let after = quote + 1;
        let blank = text[after..].len() - text[after..].trim_start_matches(['\r', ' ']).len();
        let end = after + blank;
        let ends = matches!(text.as_bytes().get(end), None | Some(b'\t' | b'\n'));
        let range = trimmed(text, inner..quote);
        let written = &text[range.clone()];
        let plain = !written.contains(['"', '\n']);
        let text = if plain { Cow::Borrowed(written) } else { Cow::Owned(one_line(written)) };
        return ends.then_some((Cell { text, range }, end));
    }
}

/// What a cell in quotation marks says, on one line.
fn one_line(written: &str) -> String {
    let lines: Vec<&str> = written.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join(" ").replace("\"\"", "\"")
}

/// True where what begins with a quotation mark has another one.
fn closes(written: &str) -> bool {
    written.get(1..).is_some_and(|rest| rest.contains('"'))
}
