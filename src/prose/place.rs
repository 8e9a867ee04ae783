//! From a place in a text's value back to the place in the file, over quotes, escapes and line ends.

use crate::source::Span;

/// The file's offset of byte `offset` of a text's value; `raw` is the text as written, quotes and all, at `span`.
pub(crate) fn in_file(raw: &str, span: Span, offset: usize) -> u32 {
    let at = source_offset(raw, offset);
    span.start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX)).min(span.end)
}

/// The place in the file of `start..end` of a text's value.
pub(crate) fn span(raw: &str, span: Span, start: usize, end: usize) -> Span {
    Span { file: span.file, start: in_file(raw, span, start), end: in_file(raw, span, end) }
}

fn source_offset(raw: &str, offset: usize) -> usize {
    let (open, escapes) = ["'''", "\"\"\"", "'", "\""]
        .into_iter()
        .find(|quote| raw.starts_with(quote))
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
    if !escapes || !raw.contains('\\') {
        // As written: the value is the raw text between its quotes.
        let mut plain = (at + offset).min(raw.len());
        while !raw.is_char_boundary(plain) {
            plain -= 1;
        }
        return plain;
    }
    let mut value = 0;
    while value < offset {
        let rest = raw.get(at..).unwrap_or_default();
        let Some(c) = rest.chars().next() else { break };
        if c == '\\' {
            let (written, decoded) = escape(rest);
            at += written;
            value += decoded;
        } else {
            at += c.len_utf8();
            value += c.len_utf8();
        }
    }
    // A line that is joined to the next stands for nothing: the place is after it.
    while let Some((written, 0)) = raw.get(at..).filter(|rest| rest.starts_with('\\')).map(escape) {
        at += written;
    }
    at
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
        source_offset(raw, value.find(needle).unwrap())
    }

    #[test]
    fn places_are_found_through_quotes_and_escapes() {
        assert_eq!(at("'''\nab c'''", "ab c", "c"), 7);
        assert_eq!(at("\"a\\\"b c\"", "a\"b c", "c"), 6);
        assert_eq!(at("\"\\u00e6 c\"", "æ c", "c"), 8);
        assert_eq!(at("\"\"\"\na \\\n   c\"\"\"", "a c", "c"), 11);
        assert_eq!(at("'æ c'", "æ c", "c"), 4);
        assert_eq!(source_offset("'a'", 99), 3);
    }
}
