//! TOML text to a tree: every fault is a finding, and what can be read is read.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, Rule, rule};
use crate::key::Section;
use crate::parse::document::Document;
use crate::parse::lines::Lines;
use crate::parse::pieces::{self, Open};
use crate::parse::tree;
use crate::parse::{
    conflict, duplicate, header, headless, limits, list, long_text, mend, quick, repeated,
    stray_line, unseen,
};
use crate::source::{FileId, Source, Span};
use crate::text;
use crate::text::Text;

rule!(
    LINE_ENDS = "linjeskift", Remark;
    "Filen har Windows-linjeskift.",
    "The file has Windows line ends."
);
rule!(
    BOM = "bom", Remark;
    "Filen begynder med et usynligt tegn (BOM).",
    "The file begins with an invisible mark (BOM)."
);

/// How many lines are mended before the rest is given up: bounds the time spent on bytes that are
/// no TOML at all.
const MOST_MENDS: usize = 100;

/// How many of them for a file of so many bytes: each costs another reading of it.
fn most_mends(bytes: usize) -> usize {
    ((2 << 20) / bytes.max(1)).clamp(3, MOST_MENDS)
}

/// What was mended once: what is refused again is given up.
#[derive(Default)]
struct Tried {
    lines: BTreeSet<usize>,
    /// Lines that nothing was known of.
    unreadable: BTreeSet<usize>,
    /// First lines of lists that were closed.
    lists: BTreeSet<usize>,
}

/// Reads a file, a note's, a round's or the municipality's as `root` says. Never fails.
pub(crate) fn parse(source: &Source, file: FileId, root: Section) -> Document<'_> {
    let mut document = Document::default();
    remarks(source, file, &mut document.findings);
    if let Some(resolved) = conflict::resolved(source, file, &mut document) {
        recover(&resolved, file, root, &mut document);
        limits::texts(&mut document.root, &mut document.findings);
        document.text = Some(resolved.text);
        return document;
    }
    let sound = quick::read(&source.text, file);
    if let Some(sound) = sound.filter(|sound| header::are_right(&source.text, &sound.long, root)) {
        document.root = sound.root;
    } else {
        recover(source, file, root, &mut document);
    }
    limits::texts(&mut document.root, &mut document.findings);
    document
}

/// Reads a file that is not sound, or not as plain as it could be.
fn recover(source: &Source, file: FileId, root: Section, document: &mut Document<'_>) {
    let mut lines = Lines::new(source);
    let whole = DeTable::parse_recoverable(&source.text);
    if first_fault(&whole.1).is_some() {
        unseen::mend(source, file, &mut lines, document);
        headless::mend(source, file, &mut lines, document);
        long_text::mend(source, file, &mut lines, &mut document.findings);
    }
    header::mend(source, file, root, &mut lines, document);
    let mut tried = Tried::default();
    let mut sound = Some(whole).filter(|_| lines.untouched());
    let most = most_mends(source.text.len());
    for round in 0..=most {
        let text =
            if sound.is_some() { Cow::Borrowed(&*source.text) } else { Cow::Owned(lines.text()) };
        let places = lines.places();
        let (parsed, errors) = match sound.take() {
            Some(parsed) => parsed,
            None => DeTable::parse_recoverable(&text),
        };
        if let Some((offset, message)) = first_fault(&errors).filter(|_| round < most) {
            let at = places.original(offset, false);
            if mend_line(source, file, at, &message, &mut lines, document, &mut tried) {
                continue;
            }
        }
        let twice = errors.iter().filter(|error| error.message().starts_with("duplicate key"));
        let twice: Vec<usize> =
            twice.filter_map(|error| Some(places.original(error.span()?.start, false))).collect();
        if round < most && repeated::mend(source, file, &twice, &mut lines, document) {
            continue;
        }
        let place = |range: Range<usize>| {
            Span::new(file, places.original(range.start, false)..places.original(range.end, true))
        };
        for error in errors.iter().filter(|error| structural(error.message())) {
            let span = place(error.span().unwrap_or_default());
            duplicate::report(source, span, document);
        }
        document.root = tree::table(parsed.get_ref(), tree::top(file), &place, &text);
        break;
    }
}

/// Where the first fault of syntax is, and what the parser says of it.
fn first_fault(errors: &[toml::de::Error]) -> Option<(usize, String)> {
    let syntax = errors.iter().filter(|error| !structural(error.message()));
    let first = syntax.min_by_key(|error| error.span().map_or(0, |span| span.start))?;
    Some((first.span().unwrap_or_default().start, first.message().to_owned()))
}

/// Faults of the tree's shape, not of a line.
fn structural(message: &str) -> bool {
    message.starts_with("duplicate key") || message.starts_with("cannot extend")
}

/// Mends the line at `offset`. False when nothing more can be done.
fn mend_line(
    source: &Source,
    file: FileId,
    offset: usize,
    message: &str,
    lines: &mut Lines<'_>,
    document: &mut Document<'_>,
    tried: &mut Tried,
) -> bool {
    let mut line = source.line_of(offset);
    // The parser may notice at the start of the next line; the fault is on the line before if that
    // one is not empty.
    if offset == source.line_range(line).start
        && line > 0
        && source.text[source.line_range(line)].trim().is_empty()
    {
        line -= 1;
    }
    let range = source.line_range(line);
    let text = source.text.get(range.clone()).unwrap_or_default();
    let open = pieces::open_before(lines, line).filter(|open| !tried.lists.contains(&open.line));
    let within =
        |part: &Range<usize>| Span::new(file, range.start + part.start..range.start + part.end);
    let inside = open.as_ref().filter(|open| !begins_anew(source, line, open)).map(Open::in_table);
    if let Some(open) = &open {
        let next = if inside.is_none() { line } else { line + 1 };
        if (inside.is_none() || message.starts_with("unclosed"))
            && list::close(source, file, next, open, lines, document)
        {
            tried.lists.insert(open.line);
            return true;
        }
    }
    if let Some(open) = &open
        && open.closing.starts_with("}]")
        && text.trim_start().starts_with([']', '{'])
        && list::close_entry(source, file, line, open, lines, document)
    {
        return true;
    }
    if !tried.lines.insert(line) {
        // Mended once, and still refused: give the line up.
        document.distrust(Span::new(file, range.clone()));
        document.lost.push(Span::new(file, range));
        return lines.drop_line(line);
    }
    if inside.is_none()
        && let Some(over) = stray_line::over_lines(source, file, line, lines, document)
    {
        tried.lines.extend(over);
        return true;
    }
    let mut mends = mend::line(text, inside);
    let opens = header::opens_text(text)
        .filter(|at| inside.is_none() && text.get(..*at).is_some_and(|left| left.contains('=')));
    if let Some(at) = opens {
        // The marks that begin a long text stay: what is wrong stands before them.
        mends.retain(|mend| mend.range.end <= at);
    }
    if !mends.is_empty() {
        for mend in mends {
            document.mended_by(&mend, within(&mend.range));
            lines.edit(line, mend.range, mend.replacement);
        }
        return true;
    }
    if let Some(open) = open
        && list::separate(source, file, line, &open, lines, document)
    {
        return true;
    }
    if let Some(at) = opens {
        // The text that begins here is read along, under no key of the note's.
        let span = within(&(text.len() - text.trim_start().len()..at));
        document.findings.push(stray_line::unreadable(source, line, span, message));
        document.distrust(span);
        document.lost.push(span);
        lines.edit(line, 0..at, format!("_{line} = "));
        return true;
    }
    let (span, edit) = match mend::parts(text) {
        Some((_, value)) => (within(&value), (value, "\"\"".to_owned())),
        None => (
            within(&(text.len() - text.trim_start().len()..text.trim_end().len())),
            (0..text.len(), String::new()),
        ),
    };
    // Lines of prose that lost its marks are one fault, not one each.
    let first = !(0..line)
        .rev()
        .take_while(|l| tried.unreadable.contains(l) || blank(source, *l))
        .any(|l| tried.unreadable.contains(&l));
    tried.unreadable.insert(line);
    if first {
        document.findings.push(stray_line::unreadable(source, line, span, message));
    }
    document.distrust(span);
    document.lost.push(span);
    lines.edit(line, edit.0, edit.1);
    true
}

fn blank(source: &Source, line: usize) -> bool {
    source.text.get(source.line_range(line)).is_none_or(|text| text.trim().is_empty())
}

/// True for a line that is whole by itself, so that a list before it should have ended. An inline
/// table over several lines has such lines of its own, up to the bracket that closes it.
fn begins_anew(source: &Source, line: usize, open: &Open) -> bool {
    let text = |line: usize| source.text.get(source.line_range(line)).unwrap_or_default().trim();
    let header = |line: usize| text(line).starts_with('[') && !text(line).contains([',', '"']);
    let closes = || {
        (line + 1..source.line_count())
            .take_while(|l| !header(*l))
            .any(|l| text(l).starts_with('}'))
    };
    header(line) || (pieces::keyed(text(line)) && !(open.in_table() && closes()))
}

fn remarks(source: &Source, file: FileId, findings: &mut Vec<Diagnostic>) {
    let mut remark = |rule: &'static Rule, range: Range<usize>, message: Text, help: Text| {
        findings.push(Diagnostic::new(rule, Span::new(file, range), message).help(help));
    };
    if source.text.starts_with('\u{feff}') {
        remark(
            &BOM,
            0..'\u{feff}'.len_utf8(),
            text!(
                "filen begynder med et usynligt tegn (BOM)",
                "the file begins with an invisible mark (BOM)"
            ),
            text!("gem filen som UTF-8 uden BOM", "save the file as UTF-8 without BOM"),
        );
    }
    if let Some(at) = memchr::memmem::find(source.text.as_bytes(), b"\r\n") {
        remark(
            &LINE_ENDS,
            at..at,
            text!("filen har Windows-linjeskift", "the file has Windows line ends"),
            text!(
                "gem filen med LF-linjeskift, så ændringer kan ses linje for linje",
                "save the file with LF line ends, so that changes show line by line"
            ),
        );
    }
}
