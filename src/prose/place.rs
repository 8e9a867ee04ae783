//! From a place in a text's value back to the place in the file, over quotes, escapes and line
//! ends.

use crate::grid::lines_of;
use crate::source::Span;

/// The way back from a text's value to the text as written. Made once a text; each place is then
/// found at once.
pub(crate) struct Map<'a> {
    raw: &'a str,
    span: Span,
    /// After each escape: the offset in the value, and the one in the text as written.
    steps: Vec<(usize, usize)>,
}

impl<'a> Map<'a> {
    /// The map of a text; `raw` is the text as written, quotes and all, at `span`. A cell of a table's
    /// lines has no quotes, and `\\|` is all that is escaped in it.
    pub(crate) fn new(raw: &'a str, span: Span) -> Self {
        let (open, escapes) = ["'''", "\"\"\"", "'", "\""]
            .into_iter()
            .find(|quote| {
                raw.starts_with(quote) && raw.ends_with(quote) && raw.len() >= 2 * quote.len()
            })
            .map_or((0, false), |quote| (quote.len(), quote.starts_with('"')));
        let mut at = open;
        if open == 3 {
            // A line end right after the opening is not part of the value.
            at += match &raw.as_bytes()[open.min(raw.len())..] {
                [b'\r', b'\n', ..] => 2,
                [b'\n', ..] => 1,
                _ => 0,
            };
        }
        let mut steps = vec![(0, at)];
        let lines = if open == 0 { lines_of(raw) } else { Vec::new() };
        if !lines.is_empty() {
            steps.clear();
            for (value, line) in lines {
                steps.push((value, line.start));
                let bars = raw.get(line.clone()).unwrap_or_default().match_indices("\\|");
                steps.extend(
                    bars.enumerate()
                        .map(|(bars, (at, _))| (value + at - bars, line.start + at + 1)),
                );
            }
        } else if open == 0 {
            for (bars, (at, _)) in raw.match_indices("\\|").enumerate() {
                steps.push((at - bars, at + 1));
            }
        }
        let mut value = 0;
        while escapes && let Some(next) = raw.get(at..).and_then(|rest| rest.find('\\')) {
            value += next;
            at += next;
            let (written, decoded) = escape(&raw[at..]);
            value += decoded;
            at += written;
            steps.push((value, at));
        }
        Self { raw, span, steps }
    }

    /// The place in the file of `start..end` of the text's value.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let in_file = |offset: usize| {
            let at = u32::try_from(self.offset(offset)).unwrap_or(u32::MAX);
            self.span.start.saturating_add(at).min(self.span.end)
        };
        Span { file: self.span.file, start: in_file(start), end: in_file(end) }
    }

    /// The offset in the text as written, on a character's first byte. Where lines are joined, the
    /// one after them.
    fn offset(&self, offset: usize) -> usize {
        let step = self.steps.partition_point(|(value, _)| *value <= offset).saturating_sub(1);
        let (value, at) = self.steps.get(step).copied().unwrap_or_default();
        let mut at = (at + offset.saturating_sub(value)).min(self.raw.len());
        while !self.raw.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// How many bytes an escape is written with, and how many it stands for.
fn escape(rest: &str) -> (usize, usize) {
    let hex = |digits: usize| {
        let code = rest.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        code.map_or((2, 1), |code| (2 + digits, char::from_u32(code).map_or(1, char::len_utf8)))
    };
    match rest.as_bytes().get(1) {
        Some(b'u') => hex(4),
        Some(b'U') => hex(8),
        Some(b'x') => hex(2),
        Some(b'\n' | b'\r' | b' ' | b'\t') => {
            let blank = rest[1..].len() - rest[1..].trim_start().len();
            (1 + blank, 0)
        }
        _ => (1 + rest[1..].chars().next().map_or(0, char::len_utf8), 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(raw: &str, value: &str, needle: &str) -> usize {
        Map::new(raw, Span::default()).offset(value.find(needle).unwrap())
    }

    #[test]
    fn places_are_found_through_quotes_and_escapes() {
        assert_eq!(at("'''\nab c'''", "ab c", "c"), 7);
        assert_eq!(at("\"a\\\"b c\"", "a\"b c", "c"), 6);
        assert_eq!(at("\"\\u00e6 c\"", "æ c", "c"), 8);
        assert_eq!(at("\"\"\"\na \\\n   c\"\"\"", "a c", "c"), 11);
        assert_eq!(at("'æ c'", "æ c", "c"), 4);
        assert_eq!(at("a \\| b \\| c", "a | b | c", "c"), 10);
        assert_eq!(at("\"a\" b", "\"a\" b", "b"), 4);
        assert_eq!(Map::new("'a'", Span::default()).offset(99), 3);
    }
}
