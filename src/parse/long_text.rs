//! Long texts whose ''' is missing or is some other mark: where the text must have ended, judging
//! by the blocks that follow.

use std::cell::Cell;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::key::table::ROWS;
use crate::parse::faults::UNCLOSED;
use crate::parse::lines::Lines;
use crate::parse::pieces::{good_line, good_value, keyed};
use crate::source::{FileId, Source, Span};
use crate::text;

/// Marks that are typed, or made by a word processor, where ''' should stand.
pub(crate) const MARKS: [char; 11] = ['\'', '"', '`', '´', '’', '‘', '“', '”', '„', '′', '″'];

/// How many values are looked at that may be the beginning of a text: bounds the time spent on
/// bytes that are no note.
const MOST_GUESSES: usize = 200;

/// How many lines are looked at in all, some of them again and again, before the rest of the file
/// is left as it is.
const MOST_LOOKED_AT: usize = 200_000;

/// Looks for long texts that swallow the blocks after them, that never open, or that go on after
/// their end, and mends them. Called only for files that the parser refuses, so that prose may hold
/// whatever it likes.
pub(crate) fn mend<'s>(
    source: &'s Source,
    file: FileId,
    lines: &mut Lines<'s>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut texts = Texts { source, file, lines, findings, left: Cell::new(MOST_LOOKED_AT) };
    let (mut line, mut guesses) = (0, 0);
    while line < source.line_count() && texts.left.get() > 0 {
        line = match opening(texts.text(line)) {
            None => line + 1,
            Some(opening) if opening.state == State::Good => texts.good(line, &opening),
            Some(_) if guesses == MOST_GUESSES => line + 1,
            Some(opening) => {
                guesses += 1;
                texts.broken(line, &opening)
            }
        };
    }
}

/// The file whose texts are gone through.
struct Texts<'a, 's> {
    source: &'s Source,
    file: FileId,
    lines: &'a mut Lines<'s>,
    findings: &'a mut Vec<Diagnostic>,
    /// How many lines may still be looked at.
    left: Cell<usize>,
}

impl<'s> Texts<'_, 's> {
    fn text(&self, line: usize) -> &'s str {
        self.source.text.get(self.source.line_range(line)).unwrap_or_default()
    }

    fn place(&self, line: usize, part: Range<usize>) -> Span {
        let start = self.source.line_range(line).start;
        Span::new(self.file, start + part.start..start + part.end)
    }

    fn whole(&self, line: usize) -> Span {
        Span::new(self.file, self.source.line_range(line))
    }

    fn find(&self, from: usize, wanted: impl Fn(&str) -> bool) -> Option<usize> {
        let mut looked = 0;
        let found = (from..self.source.line_count()).find(|line| {
            looked += 1;
            wanted(self.text(*line))
        });
        self.left.set(self.left.get().saturating_sub(looked));
        found
    }

    /// A text that opens as it should. Gives the line to go on from.
    fn good(&mut self, line: usize, opening: &Opening<'_>) -> usize {
        let body = line + 1;
        let quote = opening.quote;
        let end = self.find(body, |text| text.contains(quote));
        // Marks that open another text can't end this one; prose may look like a block as long as
        // it ends.
        if let Some(end) = end.filter(|end| !structural(self.text(*end))) {
            if opening.is_grid() && quote != "'''" {
                self.without_escapes(line, end, opening);
            }
            return self.after_end(end, quote);
        }
        let block =
            if opening.is_grid() { self.after_grid(body) } else { self.find(body, structural) };
        self.swallows(line, opening, block)
    }

    /// The line that a table's lines must have ended before: the first that is no line of cells but
    /// begins something, with the comments above it.
    fn after_grid(&mut self, body: usize) -> Option<usize> {
        let next = self.find(body, |text| {
            !text.contains(['|', '\t']) && (structural(text) || keyed(text.trim()))
        })?;
        let above = |line: &usize| {
            let text = self.text(*line).trim();
            text.is_empty() || (text.starts_with('#') && !text.contains('|'))
        };
        let comments = (body..next).rev().take_while(above).count();
        Some(next - comments)
    }

    /// Reads a table's lines in """ as if they stood in ''', where a \ is one; the reader tells of
    /// the marks.
    fn without_escapes(&mut self, line: usize, end: usize, opening: &Opening<'_>) {
        let at = self.text(end).find(opening.quote).unwrap_or_default();
        self.lines.edit(line, opening.marks.clone(), "'''".to_owned());
        self.lines.edit(end, at..at + opening.quote.len(), "'''".to_owned());
    }

    /// A text that takes the next block along, or goes on to the end of the file.
    fn swallows(&mut self, line: usize, opening: &Opening<'_>, block: Option<usize>) -> usize {
        let (body, key, quote) = (line + 1, opening.key, opening.quote);
        let stop = block.unwrap_or_else(|| self.source.line_count().saturating_sub(1).max(body));
        let short = (body..stop).find(|l| only_marks(self.text(*l)));
        let mut finding = Diagnostic::new(
            &UNCLOSED,
            self.place(line, opening.marks.start..self.text(line).len()),
            if opening.is_grid() {
                text!(
                    "tabellens linjer efter `{key} =` slutter aldrig",
                    "the table's lines after `{key} =` never end"
                )
            } else {
                text!(
                    "teksten efter `{key} =` slutter aldrig",
                    "the text after `{key} =` never ends"
                )
            },
        )
        .help(if opening.is_grid() {
            text!(
                "skriv {quote} på en linje for sig efter den sidste linje",
                "write {quote} on a line of its own after the last line"
            )
        } else {
            text!(
                "skriv {quote} på en linje for sig efter teksten",
                "write {quote} on a line of its own after the text"
            )
        });
        if let Some(short) = short {
            let words = text!(
                "her mangler der tegn: skriv {quote}",
                "marks are missing here: write {quote}"
            );
            finding = finding.label(self.whole(short), words);
            self.lines.edit(short, 0..self.text(short).len(), quote.to_owned());
        } else {
            finding = finding.label(
                self.whole(stop),
                text!("her begynder det næste", "the next thing begins here"),
            );
            self.close_before(stop, block.is_some(), quote);
        }
        self.findings.push(finding);
        stop
    }

    fn close_before(&mut self, stop: usize, block: bool, quote: &str) {
        let closing = if block { format!("{quote}\n") } else { format!("\n{quote}\n") };
        let at = if block { 0 } else { self.text(stop).len() };
        self.lines.edit(stop, at..at, closing);
    }

    /// What stands after the marks that end a text: words that belong to it, or marks that were no
    /// end.
    fn after_end(&mut self, end: usize, quote: &str) -> usize {
        let text = self.text(end);
        let Some(at) = text.find(quote) else { return end + 1 };
        let marks_end = at
            + quote.len()
            + text.get(at + quote.len()..).map_or(0, |rest| {
                rest.len() - rest.trim_start_matches(|c| quote.starts_with(c)).len()
            });
        let rest = text.get(marks_end..).unwrap_or_default();
        let word = rest.trim();
        if word.is_empty() || word.starts_with('#') {
            return end + 1;
        }
        let next = self
            .find(end + 1, |text| structural(text) || opening(text).is_some())
            .unwrap_or(self.source.line_count());
        let real = (end + 1..next).find(|l| self.text(*l).trim() == quote);
        if let Some(real) = real {
            let finding = Diagnostic::new(
                &UNCLOSED,
                self.place(end, at..marks_end),
                text!(
                    "{quote} midt i teksten slutter den",
                    "{quote} in the middle of the text ends it"
                ),
            )
            .help(text!(
                "skriv andre tegn i teksten, fx \"",
                "write other marks in the text, e.g. \""
            ))
            .label(self.whole(real), text!("her skulle den slutte", "it should end here"));
            self.findings.push(finding);
            self.lines.edit(end, at..marks_end, "\"".to_owned());
            return real + 1;
        }
        let start = marks_end + (rest.len() - rest.trim_start().len());
        let place = self.place(end, start..start + word.len());
        let message = text!(
            "der står mere efter {quote}, som slutter teksten",
            "there is more after {quote}, which ends the text"
        );
        let finding = Diagnostic::new(&UNCLOSED, place, message);
        // A line that stands by itself, and lost the line end before it.
        if structural(word) || (keyed(word) && good_line(word)) {
            self.findings.push(finding.help(text!(
                "skriv det på en linje for sig, under {quote}",
                "write it on a line of its own, below {quote}"
            )));
            self.lines.edit(end, marks_end..marks_end, "\n".to_owned());
            return end + 1;
        }
        let finding = finding.help(text!(
            "flyt det op over {quote}, eller slet det",
            "move it up above {quote}, or delete it"
        ));
        self.findings.push(finding);
        self.lines.edit(end, marks_end..text.len(), String::new());
        end + 1
    }

    /// `tekst =`, `tekst = ''` or `tekst = ’’’`, and prose after it.
    fn broken(&mut self, line: usize, opening: &Opening<'_>) -> usize {
        let body = line + 1;
        let end = self.find(body, |text| text.contains("'''") || only_marks(text));
        let block =
            if opening.is_grid() { self.after_grid(body) } else { self.find(body, structural) };
        let mut closed = end.filter(|end| block.is_none_or(|block| *end < block));
        if opening.state == State::Bare {
            // A text on one line that lacks its quotes is another slip: here the marks that end it
            // must be seen.
            let other = self.find(body, |text| {
                self::opening(text).is_some_and(|other| other.state != State::Bare)
            });
            closed = closed.filter(|end| {
                self.text(*end).trim() == "'''" && other.is_none_or(|other| *end < other)
            });
            if closed.is_none() {
                return line + 1;
            }
        }
        let first = self.find(body, |text| !text.trim().is_empty()).map(|l| self.text(l).trim());
        let prose = opening.state == State::OtherMarks
            || first.is_some_and(|first| {
                !structural(first) && !keyed(first) && !first.starts_with(['#', '[', ']', '}'])
            });
        if closed.is_none() && !prose {
            return line + 1;
        }
        let key = opening.key;
        let message = if opening.is_grid() {
            text!(
                "tabellens linjer efter `{key} =` begynder ikke med '''",
                "the table's lines after `{key} =` do not begin with '''"
            )
        } else {
            text!(
                "teksten efter `{key} =` begynder ikke med '''",
                "the text after `{key} =` does not begin with '''"
            )
        };
        let mut finding = Diagnostic::new(
            &UNCLOSED,
            self.place(line, opening.marks.start..opening.marks.end),
            message,
        )
        .help(text!("skriv {key} = '''", "write {key} = '''"));
        self.lines.edit(line, opening.marks.clone(), opening.mended.to_owned());
        let next = match closed {
            Some(end) if self.text(end).contains("'''") => end + 1,
            Some(end) => {
                finding = finding
                    .label(self.whole(end), text!("her skal der stå '''", "''' must stand here"));
                self.lines.edit(end, 0..self.text(end).len(), "'''".to_owned());
                end + 1
            }
            None => {
                let stop =
                    block.unwrap_or_else(|| self.source.line_count().saturating_sub(1).max(body));
                finding = finding
                    .label(self.whole(stop), text!("skriv ''' før her", "write ''' before here"));
                self.close_before(stop, block.is_some(), "'''");
                stop
            }
        };
        self.findings.push(finding);
        next
    }
}

/// How the value of a key begins that takes a long text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// With ''' or """.
    Good,
    /// With three other marks.
    OtherMarks,
    /// With none, one or two marks, or a muddle of them, and nothing more on the line.
    TooFew,
    /// With the text itself: no marks before it.
    Bare,
}

struct Opening<'a> {
    key: &'a str,
    quote: &'static str,
    /// Bytes of the line where the marks stand.
    marks: Range<usize>,
    /// What should stand there.
    mended: &'static str,
    state: State,
}

impl Opening<'_> {
    /// True for a table's lines.
    fn is_grid(&self) -> bool {
        self.key == ROWS.name
    }
}

fn opening(line: &str) -> Option<Opening<'_>> {
    let Some((left, right)) = line.split_once('=') else { return without_equals(line) };
    let key = left.trim();
    let value = right.trim();
    let at = left.len() + 1 + (right.len() - right.trim_start().len());
    let at = at.min(line.len());
    let after = value.trim_start_matches(MARKS);
    let marks = value.len() - after.len();
    let count = value.get(..marks).map_or(0, |marks| marks.chars().count());
    let opens = |quote: &str| value.strip_prefix(quote).is_some_and(|rest| !rest.contains(quote));
    let only = value.chars().count() <= 5
        && value.chars().all(|c| MARKS.contains(&c) || matches!(c, '=' | ' '));
    let (quote, length, state) = if opens("'''") {
        ("'''", 3, State::Good)
    } else if opens("\"\"\"") {
        ("\"\"\"", 3, State::Good)
    } else if value.starts_with("'''") || value.starts_with("\"\"\"") {
        return None;
    } else if count == 3 && !after.contains(MARKS) {
        ("'''", marks, State::OtherMarks)
    } else if only {
        ("'''", value.len(), State::TooFew)
    } else if (value.starts_with("{{") || !value.starts_with(['[', '{', '"', '\'']))
        && !good_value(value)
    {
        ("'''", 0, State::Bare)
    } else {
        return None;
    };
    is_key(key).then_some(Opening { key, quote, marks: at..at + length, mended: "'''", state })
}

/// `tekst '''`: the text begins, and the equals sign is not there.
fn without_equals(line: &str) -> Option<Opening<'_>> {
    let (key, value) = line.trim().split_once([' ', '\t'])?;
    let at = line.find("'''")?;
    (is_key(key) && value.trim() == "'''").then(|| Opening {
        key,
        quote: "'''",
        marks: at..at + 3,
        mended: "= '''",
        state: State::TooFew,
    })
}

fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// True for a line of marks that end a text, or should have.
fn only_marks(line: &str) -> bool {
    let marks = line.trim().trim_end_matches('.');
    !marks.is_empty() && marks.chars().count() <= 4 && marks.chars().all(|c| MARKS.contains(&c))
}

/// A line that begins a block, or a key whose value opens with a quote: prose hardly looks like
/// that.
pub(super) fn structural(line: &str) -> bool {
    let trimmed = line.trim();
    let header = trimmed.starts_with('[')
        && trimmed.split('#').next().is_some_and(|h| h.trim_end().ends_with(']'))
        && trimmed
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"[]._ #".contains(&b) || b >= 0x80)
        && !trimmed.contains("](");
    let key = trimmed.split_once('=').is_some_and(|(key, value)| {
        let (key, value) = (key.trim(), value.trim());
        !key.is_empty()
            && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
            && value.starts_with(['"', '\''])
    });
    header || key
}
