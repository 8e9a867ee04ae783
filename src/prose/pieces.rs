//! Where `{{ … }}` stands in prose, and the text with a mark in place of each.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Label, rule};
use crate::expression::Expression;
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

/// Where the first [`OPEN`] is. Few texts have a byte that it begins with.
pub(super) fn opening(text: &str) -> Option<usize> {
    memchr::memchr(0xee, text.as_bytes())?;
    text.find(OPEN)
}

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
            if let Some((piece, finding)) = in_single(rest, start, place) {
                at = piece.range.end;
                findings.push(finding);
                pieces.push(piece);
            }
            continue;
        }
        // An expression stands on one line: a missing }} then costs no more than its line.
        let near = within(rest);
        let line = near.find('\n').unwrap_or(near.len());
        let near = &near[..line];
        // The next expression does not close this one.
        let until = near[2..].find("{{").map_or(line, |next| next + 2);
        let Some(length) = near[..until].find("}}") else {
            let (piece, finding) = unclosed(&near[..until], start, place);
            findings.push(finding);
            at = piece.range.end.max(start + 2);
            pieces.push(piece);
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
    unopened(text, &pieces, place, findings);
    pieces
}

/// Where the expression may begin that nothing opens: the longest that ends there.
fn unopened_help(before: &str, finding: Diagnostic) -> Diagnostic {
    /// How many words are tried: an expression has few.
    const MOST_WORDS: usize = 12;
    let starts = before.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]).take(MOST_WORDS);
    let own = |from: usize| before.get(from..).unwrap_or_default().trim();
    let fetches = |source: &&str| {
        (source.contains('[') || source.contains('(')) && Expression::parse(source).is_some()
    };
    match starts.map(own).filter(fetches).last() {
        Some(source) => finding.help(text!(
            "skriv {{{{ foran: {{{{ {source} }}}}",
            "write {{{{ before it: {{{{ {source} }}}}"
        )),
        None => finding.help(text!(
            "skriv {{{{ foran udtrykket, eller slet }}}}",
            "write {{{{ before the expression, or delete }}}}"
        )),
    }
}

/// Says of each `}}` that nothing opens.
fn unopened(
    text: &str,
    pieces: &[Piece],
    place: &dyn Fn(usize, usize) -> Span,
    findings: &mut Vec<Diagnostic>,
) {
    // Most texts have none, and to make ready for a search costs more than to look.
    if memchr::memchr(b'}', text.as_bytes()).is_none() {
        return;
    }
    for at in memchr::memmem::find_iter(text.as_bytes(), b"}}") {
        if pieces.iter().any(|piece| piece.range.start <= at && at < piece.range.end) {
            continue;
        }
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let line =
            pieces.iter().map(|p| p.range.end).filter(|end| *end <= at).fold(line, usize::max);
        let before = &text[line..at];
        let message =
            text!("`}}}}` har ingen `{{{{` på linjen", "`}}}}` has no `{{{{` on its line");
        findings
            .push(unopened_help(before, Diagnostic::new(&UNCLOSED, place(at, at + 2), message)));
    }
}

/// An expression that is not closed: as much of the line as can be one, and what is said of it.
fn unclosed(line: &str, start: usize, place: &dyn Fn(usize, usize) -> Span) -> (Piece, Diagnostic) {
    let inner = &line[2..];
    let lead = inner.len() - inner.trim_start().len();
    let single = inner.find('}');
    let end = single.map_or_else(|| expression_at(inner), |at| inner[..at].trim_end().len());
    let source = inner[..end].trim().to_owned();
    let last = source.rsplit([' ', '|']).next().unwrap_or_default().to_owned();
    let piece = |until: usize| Piece {
        range: start..start + 2 + until,
        inner: start + 2 + lead,
        source: source.clone(),
    };
    if let Some(single) = single {
        let at = start + 2 + single;
        let finding = Diagnostic::new(
            &UNCLOSED,
            place(at, at + 1),
            text!("`{{{{` er kun lukket med én `}}`", "`{{{{` is closed with one `}}` only"),
        )
        .help(text!("skriv }}}} efter {last}", "write }}}} after {last}"));
        return (piece(single + 1), Diagnostic { replacement: Some("}}".to_owned()), ..finding });
    }
    let whole = Diagnostic::new(
        &UNCLOSED,
        place(start, start + 2),
        text!("`{{{{` har ingen `}}}}` på linjen", "`{{{{` has no `}}}}` on its line"),
    );
    let finding = if source.is_empty() {
        whole.help(text!(
            "slet {{{{, eller skriv }}}} efter udtrykket",
            "delete {{{{, or write }}}} after the expression"
        ))
    } else {
        let whole = whole.help(text!("skriv {{{{ {source} }}}}", "write {{{{ {source} }}}}"));
        Diagnostic {
            primary: Label { span: place(start, start + 2 + end), ..whole.primary },
            replacement: Some(format!("{{{{ {source} }}}}")),
            ..whole
        }
    };
    (piece(end), finding)
}

/// `{ tabel("oekonomi") }`: an expression in single braces, and what is said of it.
fn in_single(
    rest: &str,
    start: usize,
    place: &dyn Fn(usize, usize) -> Span,
) -> Option<(Piece, Diagnostic)> {
    let near = within(rest);
    let line = near.find('\n').unwrap_or(near.len());
    let close = near[..line].find('}')?;
    let source = near[1..close].trim();
    let called = ["tabel(", "ref(", "sum("].iter().any(|name| source.starts_with(name));
    let fetched = source.find('[').is_some_and(|at| source[..at].contains('.'));
    if !(called || fetched) || Expression::parse(source).is_none() {
        return None;
    }
    let end = close + if near[close..].starts_with("}}") { 2 } else { 1 };
    let lead = near[1..].len() - near[1..].trim_start().len();
    let span = place(start, start + end);
    let message =
        text!("udtrykket mangler dobbelte klammer", "the expression lacks its double braces");
    let mended = format!("{{{{ {source} }}}}");
    let help = text!("skriv {mended}", "write {mended}");
    let finding = Diagnostic::new(&UNCLOSED, span, message).help(help);
    let piece =
        Piece { range: start..start + end, inner: start + 1 + lead, source: source.to_owned() };
    Some((piece, Diagnostic { replacement: Some(mended), ..finding }))
}

/// How much of a line that begins with an expression is one: the longest part that can be read.
fn expression_at(inner: &str) -> usize {
    /// How many words are tried: an expression has few.
    const MOST_WORDS: usize = 16;
    let from = inner.len() - inner.trim_start().len();
    let ends = inner[from..].match_indices([' ', '.', ',', ';']).map(|(at, _)| from + at);
    let ends = ends.chain([inner.len()]).take(MOST_WORDS);
    ends.filter(|end| Expression::parse(inner[..*end].trim()).is_some())
        .last()
        .map_or(from, |end| inner[..end].trim_end().len())
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
