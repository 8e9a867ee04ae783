//! A key or header that is written twice: both places.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::parse::conflict::mark_between;
use crate::parse::document::Document;
use crate::parse::faults::DUPLICATE_KEY;
use crate::source::{Source, Span};
use crate::text;

/// Says that what stands at `span` stands there a second time.
pub(crate) fn report(source: &Source, span: Span, document: &mut Document<'_>) {
    let name = unquoted(source.slice(span)).to_owned();
    let finding = Diagnostic::new(
        &DUPLICATE_KEY,
        span,
        text!("`{name}` står her anden gang", "`{name}` is written here a second time"),
    )
    .help(text!(
        "slet den ene, eller ret den, der skulle hedde noget andet",
        "delete one of them, or rename the one that should be called something else"
    ));
    let finding = match first_place(source, span) {
        Some(first) => {
            document.broken.push(Span::new(
                span.file,
                source.line_range(source.line_of(first.start as usize)),
            ));
            if mark_between(&document.findings, first, span) {
                return;
            }
            finding.label(first, text!("første gang", "first time"))
        }
        None => finding,
    };
    document.findings.push(finding);
}

fn unquoted(name: &str) -> &str {
    name.trim().trim_matches(['"', '\''])
}

/// Where the key or header that stands a second time at `span` stood first.
pub(super) fn first_place(source: &Source, span: Span) -> Option<Span> {
    let line = source.line_of(span.start as usize);
    let range = source.line_range(line);
    let own = source.text.get(range.clone())?;
    let before = source.text.get(range.start..(span.start as usize).max(range.start))?;
    let place = |range: Range<usize>| Span::new(span.file, range);
    if !before.trim().is_empty() && !own.trim_start().starts_with('[') {
        let found = within(before, unquoted(source.slice(span)))?;
        return Some(place(range.start + found.start..range.start + found.end));
    }
    let (name, header) = opening(own)?;
    for other in (0..line).rev() {
        let range = source.line_range(other);
        let candidate = source.text.get(range.clone())?;
        if opening(candidate).is_some_and(|known| known == (name, header)) {
            let start = range.start + (candidate.len() - candidate.trim_start().len());
            let length = candidate
                .trim_start()
                .find(if header { '#' } else { '=' })
                .unwrap_or(candidate.trim_start().len());
            let written = candidate.trim_start().get(..length)?.trim_end();
            return Some(place(start..start + written.len()));
        }
        if !header && candidate.trim_start().starts_with('[') {
            return None;
        }
    }
    None
}

/// The header or the unquoted key that a line begins with, and whether it is a header.
fn opening(line: &str) -> Option<(&str, bool)> {
    let trimmed = line.trim_start();
    if trimmed.starts_with('[') {
        return Some((trimmed.split('#').next()?.trim_end(), true));
    }
    trimmed.split_once('=').map(|(key, _)| (unquoted(key), false))
}

/// The place of the key `name` in the part of a line before its second time: twice in one inline
/// table.
fn within(before: &str, name: &str) -> Option<Range<usize>> {
    let starts = before.rmatch_indices(name).map(|(at, _)| at);
    let mut keys = starts.filter(|at| {
        let left = before.get(..*at).unwrap_or_default().trim_end_matches(['"', '\'']);
        let right =
            before.get(at + name.len()..).unwrap_or_default().trim_start_matches(['"', '\'']);
        right.trim_start().starts_with('=') && left.trim_end().ends_with(['{', ','])
    });
    keys.next().filter(|_| !name.is_empty()).map(|at| at..at + name.len())
}
