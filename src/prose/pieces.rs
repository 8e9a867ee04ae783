//! Where `{{ … }}` stands in prose, and the text with a mark in place of each.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, rule};
use crate::prose::faults::CODE;
use crate::prose::typed;
use crate::source::Span;
use crate::text;

rule!(UNCLOSED = "tekst-klammer", Error; "{{ mangler sine }}.", "{{ lacks its }}.");

/// One `{{ … }}`.
pub(super) struct Piece {
    /// From `{{` to `}}`.
    pub(super) range: Range<usize>,
    /// Where the expression begins.
    pub(super) inner: usize,
    /// The expression.
    pub(super) source: String,
}

/// Stands for a piece in the text that is parsed as `CommonMark`: open, the piece's number, close.
/// Both are private-use characters, and taken out of the caseworker's own text.
pub(super) const OPEN: char = '\u{e000}';
pub(super) const CLOSE: char = '\u{e001}';

/// Finds the pieces, and what looks like other template code.
pub(super) fn find(
    text: &str,
    place: &dyn Fn(usize, usize) -> Span,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(brace) = memchr::memchr(b'{', &text.as_bytes()[at..]) {
        let start = at + brace;
        let rest = &text[start..];
        if rest.starts_with("{%") || rest.starts_with("{#") {
            let mark = &rest[..2];
            let close = if mark == "{%" { "%}" } else { "#}" };
            // On one line, as expressions are: what is never closed costs no more than its line.
            let near = within(rest);
            let line = near.find('\n').unwrap_or(near.len());
            let end = near[..line].find(close).map_or(start + line, |length| start + length + 2);
            findings.push(
                Diagnostic::new(
                    &CODE,
                    place(start, end),
                    text!("`{mark}` kan ikke stå i teksten", "`{mark}` can't stand in the text"),
                )
                .help(text!(
                    "kun {{{{ … }}}} er virksomt, og kun med tal og henvisninger; slet resten",
                    "only {{{{ … }}}} is active, and only with figures and references; delete the rest"
                )),
            );
            at = end;
            continue;
        }
        if !rest.starts_with("{{") {
            at = start + 1;
            continue;
        }
        // An expression stands on one line: a missing }} then costs no more than its line.
        let near = within(rest);
        let line = near.find('\n').unwrap_or(near.len());
        let Some(length) = near[..line].find("}}") else {
            findings.push(
                Diagnostic::new(
                    &UNCLOSED,
                    place(start, start + 2),
                    text!("`{{{{` har ingen `}}}}` på linjen", "`{{{{` has no `}}}}` on its line"),
                )
                .help(text!("skriv }}}} efter udtrykket", "write }}}} after the expression")),
            );
            at = start + line;
            continue;
        };
        let inner = &rest[2..length];
        let lead = inner.len() - inner.trim_start().len();
        pieces.push(Piece {
            range: start..start + length + 2,
            inner: start + 2 + lead,
            source: inner.trim().to_owned(),
        });
        at = start + length + 2;
    }
    pieces
}

/// As much of a text as an expression can be: a mark that is never closed is not searched for to
/// the text's end.
fn within(rest: &str) -> &str {
    const LONGEST: usize = 1_000;
    let mut end = rest.len().min(LONGEST);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    &rest[..end]
}

/// The text that is parsed as `CommonMark`, and the way back from it.
pub(super) struct Prepared {
    pub(super) text: String,
    /// What stands between `{{` and `}}`, by the piece's number.
    pub(super) expressions: Vec<String>,
    /// Offsets in `text` with the offset in the prose's value, ascending.
    map: Vec<(usize, usize)>,
}

impl Prepared {
    /// The offset in the prose's value.
    pub(super) fn original(&self, offset: usize) -> usize {
        let index = self.map.partition_point(|(at, _)| *at <= offset).saturating_sub(1);
        self.map.get(index).map_or(offset, |(at, original)| original + offset.saturating_sub(*at))
    }
}

/// Puts a mark in place of each piece, and makes lines what they are meant as.
pub(super) fn prepare(value: &str, pieces: &[Piece]) -> Prepared {
    let expressions = pieces.iter().map(|piece| piece.source.clone()).collect();
    let text = String::with_capacity(value.len());
    let mut prepared = Prepared { text, expressions, map: vec![(0, 0)] };
    let mut at = 0;
    for (number, piece) in pieces.iter().enumerate() {
        prepared.plain(value, at..piece.range.start);
        prepared.text.push(OPEN);
        prepared.text.push_str(&number.to_string());
        prepared.text.push(CLOSE);
        at = piece.range.end;
        prepared.map.push((prepared.text.len(), at));
    }
    prepared.plain(value, at..value.len());
    prepared
}

impl Prepared {
    /// Takes over a stretch of the prose's value that has no pieces: as it is, but for how lines
    /// begin, products, the two marks, and carriage returns before a line feed.
    fn plain(&mut self, value: &str, stretch: Range<usize>) {
        // The first byte of both marks; only few other characters begin with it.
        const MARK: u8 = 0xee;
        let bytes = value.as_bytes();
        let mut at = stretch.start;
        let mut line_start = at == 0 || bytes[at - 1] == b'\n';
        while at < stretch.end {
            if line_start && let Some(opening) = typed::opening(value, at) {
                if opening.breaks && self.text.ends_with('\n') {
                    self.text.insert(self.text.len() - 1, '\\');
                }
                self.text.push_str(&value[at..at + opening.keep]);
                self.text.push_str(opening.put);
                at += opening.keep + opening.skip;
                self.map.push((self.text.len(), at));
            }
            let rest = &value[at..stretch.end];
            let Some(next) = memchr::memchr3(b'\n', b'\r', MARK, rest.as_bytes()) else {
                self.stretch(rest, at);
                return;
            };
            self.stretch(&rest[..next], at);
            at += next;
            let Some(c) = rest[next..].chars().next() else { return };
            line_start = c == '\n';
            at += c.len_utf8();
            match c {
                OPEN | CLOSE => self.text.push('\u{fffd}'),
                '\r' if rest[next..].starts_with("\r\n") => {
                    self.map.push((self.text.len(), at));
                }
                c => self.text.push(c),
            }
        }
    }

    /// Takes over text within a line, which begins at `at` of the prose's value.
    fn stretch(&mut self, text: &str, at: usize) {
        let mut from = 0;
        for star in typed::products(text) {
            self.text.push_str(&text[from..star]);
            self.text.push('\\');
            self.map.push((self.text.len(), at + star));
            from = star;
        }
        self.text.push_str(&text[from..]);
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::prose::typed::date_point;

    /// What [`prepare`] gives, made character by character.
    fn by_character(value: &str, pieces: &[Piece]) -> (String, Vec<(usize, usize)>) {
        let (mut text, mut map, mut at) = (String::new(), vec![(0, 0)], 0);
        while let Some(c) = value[at..].chars().next() {
            if let Some(number) = pieces.iter().position(|piece| piece.range.start == at) {
                let _ = write!(text, "{OPEN}{number}{CLOSE}");
                at = pieces[number].range.end;
                map.push((text.len(), at));
                continue;
            }
            let begins = at == 0 || value[..at].ends_with('\n');
            if let Some(point) = date_point(&value[at..]).filter(|_| begins) {
                text.push_str(&value[at..at + point]);
                text.push('\\');
                at += point;
                map.push((text.len(), at));
                text.push('.');
                at += 1;
                continue;
            }
            at += c.len_utf8();
            match c {
                OPEN | CLOSE => text.push('\u{fffd}'),
                '\r' if value[at..].starts_with('\n') => map.push((text.len(), at)),
                c => text.push(c),
            }
        }
        (text, map)
    }

    #[test]
    fn lines_are_made_what_they_are_meant_as() {
        let text = |value: &str| {
            let pieces = find(value, &|_, _| Span::default(), &mut Vec::new());
            prepare(value, &pieces).text
        };
        for (value, expected) in [
            ("•\tEt\n\u{f0b7} To\n\to\n", "- Et\n- To\n\to\n"),
            ("o\tEt\n–\tTo\noprettes", "- Et\n- To\noprettes"),
            ("+ 3,0 mio. kr.\n- 2,0 mio. kr.\n", "\\+ 3,0 mio. kr.\\\n\\- 2,0 mio. kr.\n"),
            ("- 2,0 mio. kr.\n+ 3,0 mio. kr.", "\\- 2,0 mio. kr.\\\n\\+ 3,0 mio. kr."),
            ("- 2,0 mio. kr.\n- 3,0 mio. kr.", "- 2,0 mio. kr.\n- 3,0 mio. kr."),
            ("+ et punkt", "+ et punkt"),
            ("2*3*4 og *a*", "2\\*3\\*4 og *a*"),
            ("• ", "• "),
        ] {
            assert_eq!(text(value), expected, "{value}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whole_stretches_are_prepared_as_single_characters_are(
            value in "([1-9aæ. \r\n\u{e000}\u{e001}\u{ef00}]|1\\. maj|\n12\\. juni|\\{\\{ a \\}\\}|\r\n){0,30}"
        ) {
            let pieces = find(&value, &|_, _| Span::default(), &mut Vec::new());
            let prepared = prepare(&value, &pieces);
            proptest::prop_assert_eq!((prepared.text, prepared.map), by_character(&value, &pieces));
        }
    }
}
