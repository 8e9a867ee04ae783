//! Lists and inline tables in pieces: what stands between their commas, and which brackets stand
//! open.

use std::ops::Range;

use toml::de::DeTable;

use crate::parse::lines::Lines;
use crate::parse::quotes::CURLY;

/// How far back a list is looked for: longer ones are not typed by hand.
const MOST_LINES: usize = 400;

/// True for a value that TOML takes as it is.
pub(crate) fn good_value(raw: &str) -> bool {
    good_line(&format!("x = {raw}"))
}

/// True for a line that TOML takes by itself.
pub(crate) fn good_line(line: &str) -> bool {
    DeTable::parse(line).is_ok()
}

/// Walks a text's characters that stand outside quotes, straight or curly.
fn outside_quotes(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    let mut escaped = false;
    text.char_indices().filter(move |(_, c)| {
        let skip = quote.is_some();
        match quote {
            Some('“') if CURLY.contains(c) => quote = None,
            Some(open) if *c == open && !escaped => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(*c),
            None if CURLY.contains(c) && !matches!(c, '’' | '´') => quote = Some('“'),
            _ => {}
        }
        escaped = *c == '\\' && !escaped && quote == Some('"');
        !skip && quote.is_none()
    })
}

/// The pieces between the commas of a list or inline table, trimmed, as byte ranges; ends at a
/// bracket that closes it. In an inline table a piece has its key: a comma without one after it
/// stands within a value, `{ sum = 1,5 }`.
pub(crate) fn pieces(inner: &str, table: bool) -> Vec<Range<usize>> {
    let mut depth = 0_usize;
    let mut cuts = Vec::new();
    let mut end = inner.len();
    for (at, c) in outside_quotes(inner) {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' | '#' if depth == 0 => {
                end = at;
                break;
            }
            ']' | '}' => depth -= 1,
            ',' if depth == 0 => cuts.push(at),
            _ => {}
        }
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for cut in cuts.into_iter().chain([end]) {
        let piece = from..cut.max(from);
        from = cut + 1;
        let own = inner.get(piece.clone()).unwrap_or_default();
        let keyed = outside_quotes(own).any(|(_, c)| c == '=');
        match out.last_mut().filter(|_| table && !keyed && !own.trim().is_empty()) {
            Some(last) => last.end = piece.end,
            None => out.push(piece),
        }
    }
    out.into_iter().map(|piece| trimmed(inner, piece)).filter(|piece| !piece.is_empty()).collect()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let own = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (own.len() - own.trim_start().len());
    start..start + own.trim().len()
}

/// Values that stand after each other with nothing but blanks between them: `"Valby" "Indre By"`.
pub(crate) fn adjacent(raw: &str) -> Vec<&str> {
    let mut cuts: Vec<usize> = Vec::new();
    let mut depth = 0_usize;
    for (at, c) in outside_quotes(raw) {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            c if c.is_whitespace() && depth == 0 => cuts.push(at),
            _ => {}
        }
    }
    let mut out = Vec::new();
    let mut from = 0;
    for cut in cuts.into_iter().chain([raw.len()]) {
        let part = raw.get(from..cut).unwrap_or_default().trim();
        if !part.is_empty() {
            out.push(part);
        }
        from = cut;
    }
    if out.len() > 1 && out.iter().all(|part| good_value(part)) { out } else { Vec::new() }
}

/// The brackets that a list or inline table still needs, the innermost first; an open quote before
/// them.
pub(crate) fn closers(raw: &str) -> String {
    let mut open = Vec::new();
    let mut quote = None;
    for c in raw.chars() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '[') => open.push(']'),
            (None, '{') => open.push('}'),
            (None, ']' | '}') => drop(open.pop()),
            _ => {}
        }
    }
    let mut closing: String = quote.into_iter().collect();
    closing.extend(open.into_iter().rev());
    closing
}

/// A list or inline table that stands open where a line begins.
pub(crate) struct Open {
    /// The line where it begins.
    pub(crate) line: usize,
    /// The brackets that close it, the innermost first.
    pub(crate) closing: String,
}

impl Open {
    /// True where the line stands in an inline table, and not in a list.
    pub(crate) fn in_table(&self) -> bool {
        self.closing.starts_with('}')
    }
}

/// The list that a line stands in, when it began on a line before.
pub(crate) fn open_before(lines: &Lines<'_>, line: usize) -> Option<Open> {
    let text = |line: usize| lines.line(line);
    let start = (line.saturating_sub(MOST_LINES)..line).rev().find(|l| begins(&text(*l)))?;
    if text(start).trim_start().starts_with('[') {
        return None;
    }
    // A bracket in a long text, or in a table's lines, opens nothing.
    let is_odd = |line: usize| text(line).matches("'''").count() % 2 == 1;
    let first = if is_odd(start) { (start + 1..line).find(|l| is_odd(*l))? + 1 } else { start };
    let mut open: Vec<char> = Vec::new();
    for line in first..line {
        // A quote never spans lines, so that one that is missing does not hide what follows.
        for (_, c) in outside_quotes(&text(line)).take_while(|(_, c)| *c != '#') {
            match c {
                '[' => open.push(']'),
                '{' => open.push('}'),
                // A bracket of the other sort that was not closed before is closed along.
                ']' | '}' => {
                    open.truncate(open.iter().rposition(|own| *own == c).unwrap_or(open.len()));
                }
                _ => {}
            }
        }
    }
    let closing: String = open.into_iter().rev().collect();
    (!closing.is_empty()).then_some(Open { line: start, closing })
}

/// True for a line that begins something by itself: a header, or `key = …`.
fn begins(line: &str) -> bool {
    let trimmed = line.trim();
    let header =
        trimmed.starts_with('[') && trimmed.ends_with(']') && !trimmed.contains([',', '"', '{']);
    header || keyed(trimmed)
}

/// True for `key = …` with a key as it is typed.
pub(crate) fn keyed(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| {
        let key = key.trim().trim_matches('"');
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '/'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(inner: &str, table: bool) -> Vec<&str> {
        pieces(inner, table).into_iter().map(|piece| &inner[piece]).collect()
    }

    #[test]
    fn pieces_are_cut_at_outer_commas() {
        assert_eq!(cut(" sum = 1,5 ", true), ["sum = 1,5"]);
        assert_eq!(cut(" af = \"a, b\", pct = 12,5 }", true), ["af = \"a, b\"", "pct = 12,5"]);
        assert_eq!(cut("Valby, \"Indre By\"", false), ["Valby", "\"Indre By\""]);
        assert_eq!(
            cut("{ id = \"b\", tekst = ”B, C” },", false),
            ["{ id = \"b\", tekst = ”B, C” }"]
        );
        assert_eq!(cut("\"a\" ] # b, c", false), ["\"a\""]);
    }

    #[test]
    fn values_side_by_side_lack_a_comma() {
        assert_eq!(adjacent("\"Valby\" \"Indre By\""), ["\"Valby\"", "\"Indre By\""]);
        assert_eq!(adjacent("2020 2021"), ["2020", "2021"]);
        assert!(adjacent("Indre By").is_empty());
        assert!(adjacent("\"a\"").is_empty());
    }

    #[test]
    fn a_list_over_several_lines_stands_open() {
        let source =
            crate::source::Source::new("a", "a = 1\nb = [\n  { c = \"]\" },\n  2,\n]\nc = 3\n");
        let lines = Lines::new(&source);
        let open = |line: usize| open_before(&lines, line).map(|open| (open.line, open.closing));
        assert_eq!(open(1), None);
        assert_eq!(open(3), Some((1, "]".into())));
        assert_eq!(open(5), None);
    }
}
