//! Lists over several lines whose end, or the comma between two of their lines, went missing.

use crate::diagnostic::Diagnostic;
use crate::parse::document::Document;
use crate::parse::faults::SYNTAX;
use crate::parse::keys::without_comment;
use crate::parse::lines::Lines;
use crate::parse::pieces::Open;
use crate::source::{FileId, Source, Span};
use crate::text;

/// Ends a list that stands open at `line`, where something else begins. False where it has no line
/// to end on.
pub(crate) fn close(
    source: &Source,
    file: FileId,
    line: usize,
    open: &Open,
    lines: &mut Lines<'_>,
    document: &mut Document<'_>,
) -> bool {
    let Some(last) = last_line(source, line, open) else { return false };
    let (closing, first) = (&open.closing, place(source, file, open.line));
    let finding = if last == open.line {
        Diagnostic::new(
            &SYNTAX,
            first,
            text!("der mangler {closing} til sidst", "{closing} is missing at the end"),
        )
        .help(text!(
            "skriv {closing} til sidst på linjen",
            "write {closing} at the end of the line"
        ))
    } else {
        Diagnostic::new(
            &SYNTAX,
            first,
            text!("listen her slutter aldrig", "the list here never ends"),
        )
        .help(text!(
            "skriv {closing} efter listens sidste linje",
            "write {closing} after the last line of the list"
        ))
        .label(
            place(source, file, last),
            text!("skriv {closing} efter denne linje", "write {closing} after this line"),
        )
    };
    document.findings.push(finding);
    let end = written(source, last).len();
    lines.edit(last, end..end, open.closing.clone());
    true
}

/// Puts the comma that the line before `line` lacks, in a list that is open there. False where it
/// has one.
pub(crate) fn separate(
    source: &Source,
    file: FileId,
    line: usize,
    open: &Open,
    lines: &mut Lines<'_>,
    document: &mut Document<'_>,
) -> bool {
    let Some(before) =
        last_line(source, line, open).filter(|l| !written(source, *l).ends_with([',', '[', '{']))
    else {
        return false;
    };
    document.findings.push(
        Diagnostic::new(
            &SYNTAX,
            place(source, file, before),
            text!("der mangler et komma efter linjen", "a comma is missing after the line"),
        )
        .help(text!("skriv et komma til sidst på linjen", "write a comma at the end of the line")),
    );
    let end = written(source, before).len();
    lines.edit(before, end..end, ",".to_owned());
    true
}

/// Ends the block `{ … }` of the line before `line`, where the list goes on. False where there is
/// no such line.
pub(crate) fn close_entry(
    source: &Source,
    file: FileId,
    line: usize,
    open: &Open,
    lines: &mut Lines<'_>,
    document: &mut Document<'_>,
) -> bool {
    let Some(before) = last_line(source, line, open).filter(|l| written(source, *l).contains('{'))
    else {
        return false;
    };
    let message = text!("der mangler }} til sidst", "}} is missing at the end");
    let help = text!("skriv }} til sidst, før kommaet", "write }} at the end, before the comma");
    document
        .findings
        .push(Diagnostic::new(&SYNTAX, place(source, file, before), message).help(help));
    let end = written(source, before).trim_end_matches([',', ' ']).len();
    lines.edit(before, end..end, " }".to_owned());
    true
}

/// A line up to its comment.
fn written(source: &Source, line: usize) -> &str {
    without_comment(source.text.get(source.line_range(line)).unwrap_or_default()).trim_end()
}

/// The last line of a list before `line` that holds anything.
fn last_line(source: &Source, line: usize, open: &Open) -> Option<usize> {
    (open.line..line).rev().find(|l| !written(source, *l).trim().is_empty())
}

fn place(source: &Source, file: FileId, line: usize) -> Span {
    let (start, text) = (source.line_range(line).start, written(source, line));
    Span::new(file, start + (text.len() - text.trim_start().len())..start + text.len())
}
