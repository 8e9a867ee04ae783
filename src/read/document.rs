//! TOML text to a tree: every fault is a finding, and what can be read is read.

use std::ops::Range;

use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, Rule, rule};
use crate::read::lines::Lines;
use crate::read::long;
use crate::read::mend::{self, SYNTAX};
use crate::read::tree::{self, Table};
use crate::source::{FileId, Source, Span};
use crate::text;
use crate::text::Text;

rule!(DUPLICATE_KEY = "dobbelt-noegle", Error; "Den samme nøgle står to gange.", "The same key stands twice.");
rule!(LINE_ENDS = "linjeskift", Remark; "Filen har Windows-linjeskift.", "The file has Windows line ends.");
rule!(BOM = "bom", Remark; "Filen begynder med et usynligt tegn (BOM).", "The file begins with an invisible mark (BOM).");

/// How many lines are mended before the rest is given up: bounds the time spent on bytes that are no TOML at all.
const MOST_MENDS: usize = 100;

/// A file's tree and what is known of its faults.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) root: Table,
    pub(crate) findings: Vec<Diagnostic>,
    /// Places that a finding already speaks of.
    pub(crate) mended: Vec<Span>,
    /// Places whose value is not to be trusted.
    pub(crate) broken: Vec<Span>,
}

/// Reads a file. Never fails.
pub(crate) fn parse(source: &Source, file: FileId) -> Document {
    let mut document = Document { root: Table::default(), findings: Vec::new(), mended: Vec::new(), broken: Vec::new() };
    remarks(source, file, &mut document.findings);
    let mut lines = Lines::new(source);
    let mut text = source.text.clone();
    for round in 0..=MOST_MENDS {
        let (parsed, errors) = DeTable::parse_recoverable(&text);
        let mut syntax: Vec<_> = errors.iter().filter(|error| !structural(error.message())).collect();
        syntax.sort_by_key(|error| error.span().map_or(0, |span| span.start));
        let first = syntax.first().map(|error| (error.span().unwrap_or_default().start, error.message().to_owned()));
        if let Some((offset, message)) = first.filter(|_| round < MOST_MENDS) {
            if round == 0 {
                let before = document.findings.len();
                long::mend(source, file, &mut lines, &mut document.findings);
                if document.findings.len() > before {
                    text = lines.text();
                    continue;
                }
            }
            let at = lines.original(offset, false);
            if mend_line(source, file, at, &message, &mut lines, &mut document) {
                text = lines.text();
                continue;
            }
        }
        let untouched = lines.untouched();
        let place = |range: Range<usize>| {
            if untouched {
                Span::new(file, range)
            } else {
                Span::new(file, lines.original(range.start, false)..lines.original(range.end, true))
            }
        };
        for error in errors.iter().filter(|error| structural(error.message())) {
            let span = place(error.span().unwrap_or_default());
            document.duplicate(source, span, error.message());
        }
        document.root = tree::table(parsed.get_ref(), tree::top(file), &place, &text);
        break;
    }
    document
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
    document: &mut Document,
) -> bool {
    let mut line = source.line_of(offset);
    // The parser may notice at the start of the next line; the fault is on the line before if that one is not empty.
    if offset == source.line_range(line).start && line > 0 && source.text[source.line_range(line)].trim().is_empty() {
        line -= 1;
    }
    let range = source.line_range(line);
    let text = &source.text[range.clone()];
    if lines.edited(line) {
        // Mended once, and still refused: give the line up.
        let whole = Span::new(file, range.clone());
        document.mended.push(whole);
        document.broken.push(whole);
        let already_empty = lines.text().lines().nth(line).is_some_and(|l| l.trim().is_empty());
        lines.edit(line, 0..text.len(), String::new());
        return !already_empty;
    }
    let within = |part: Range<usize>| Span::new(file, range.start + part.start..range.start + part.end);
    if let Some(mend) = mend::line(text) {
        let span = within(mend.range.clone());
        document.findings.push(Diagnostic {
            replacement: Some(mend.replacement.clone()),
            ..Diagnostic::new(mend.rule, span, mend.message).help(mend.help)
        });
        document.mended.push(span);
        if !mend.sure {
            document.broken.push(span);
        }
        lines.edit(line, mend.range, mend.replacement);
        return true;
    }
    let (span, edit) = match mend::parts(text) {
        Some((_, value)) => (within(value.clone()), (value, "\"\"".to_owned())),
        None => (within(text.len() - text.trim_start().len()..text.trim_end().len()), (0..text.len(), String::new())),
    };
    document.findings.push(unreadable(span, text.trim(), message));
    document.mended.push(span);
    document.broken.push(span);
    lines.edit(line, edit.0, edit.1);
    true
}

fn unreadable(span: Span, line: &str, message: &str) -> Diagnostic {
    let message_da = if line.is_empty() { "der mangler noget her" } else { "linjen kan ikke læses" };
    let message_en = if line.is_empty() { "something is missing here" } else { "the line can't be read" };
    let help = if line.contains('=') || line.starts_with('[') {
        text!(
            "en linje er `nøgle = værdi`; tekst står i anførselstegn, tal uden",
            "a line is `key = value`; texts stand in quotes, numbers without"
        )
    } else {
        text!(
            "står linjen i en tekst? En lang tekst begynder og slutter med '''. En kommentar begynder med #",
            "is the line part of a text? A long text begins and ends with '''. A comment begins with #"
        )
    };
    Diagnostic::new(&SYNTAX, span, Text::new(message_da, message_en))
        .help(help)
        .note(Text::new(format!("TOML: {message}"), format!("TOML: {message}")))
}

impl Document {
    fn duplicate(&mut self, source: &Source, span: Span, message: &str) {
        let name = source.slice(span).trim().to_owned();
        let finding =
            Diagnostic::new(&DUPLICATE_KEY, span, text!("`{name}` står her anden gang", "`{name}` stands here a second time"))
                .help(text!(
                    "slet den ene, eller ret den, der skulle hedde noget andet",
                    "delete one of them, or rename the one that should be called something else"
                ));
        let first = first_place(source, span);
        let finding = match first {
            Some(first) => {
                self.broken.push(Span::new(span.file, source.line_range(source.line_of(first.start as usize))));
                finding.label(first, text!("første gang", "first time"))
            }
            None => finding.note(Text::same(format!("TOML: {message}"))),
        };
        self.findings.push(finding);
    }
}

/// Where the key or header that stands a second time at `span` stood first: the nearest line before that begins alike,
/// within the same block for a key and the same parent for a header.
fn first_place(source: &Source, span: Span) -> Option<Span> {
    let line = source.line_of(span.start as usize);
    let text = |line: usize| source.text[source.line_range(line)].trim_start();
    let own = text(line);
    let header = own.starts_with('[');
    let name = if header { own.split('#').next()?.trim_end() } else { own.split('=').next()?.trim_end() };
    for before in (0..line).rev() {
        let candidate = text(before);
        let same = if header {
            candidate.split('#').next().map(str::trim_end) == Some(name)
        } else {
            candidate.split('=').next().map(str::trim_end) == Some(name) && candidate.contains('=')
        };
        if same {
            let range = source.line_range(before);
            let start = range.start + (range.len() - source.text[range.clone()].trim_start().len());
            return Some(Span::new(span.file, start..start + name.len()));
        }
        if !header && candidate.starts_with('[') {
            return None;
        }
    }
    None
}

fn remarks(source: &Source, file: FileId, findings: &mut Vec<Diagnostic>) {
    let mut remark = |rule: &'static Rule, range: Range<usize>, message: Text, help: Text| {
        findings.push(Diagnostic::new(rule, Span::new(file, range), message).help(help));
    };
    if source.text.starts_with('\u{feff}') {
        remark(
            &BOM,
            0..'\u{feff}'.len_utf8(),
            text!("filen begynder med et usynligt tegn (BOM)", "the file begins with an invisible mark (BOM)"),
            text!("gem filen som UTF-8 uden BOM", "save the file as UTF-8 without BOM"),
        );
    }
    if let Some(at) = source.text.find("\r\n") {
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
