//! Keys that all stand a second time: the header of a block is missing above them, and they are read
//! as below it.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::parse::conflict::mark_between;
use crate::parse::document::Document;
use crate::parse::duplicate::first_place;
use crate::parse::faults::DUPLICATE_KEY;
use crate::parse::keys::looks_like_period;
use crate::parse::lines::Lines;
use crate::parse::pieces::keyed;
use crate::source::{FileId, Source, Span};
use crate::text;

/// How many keys that stand twice are a block of their own.
const LEAST: usize = 3;

/// Writes the first header that is missing above keys that stand twice at `offsets`. False where
/// none is.
pub(super) fn mend(
    source: &Source,
    file: FileId,
    offsets: &[usize],
    lines: &mut Lines<'_>,
    document: &mut Document<'_>,
) -> bool {
    let text = |line: usize| source.text.get(source.line_range(line)).unwrap_or_default();
    let twice: BTreeSet<usize> = offsets.iter().map(|at| source.line_of(*at)).collect();
    for line in twice.iter().copied() {
        let Some(top) = (0..line).rev().find(|above| text(*above).trim_start().starts_with('['))
        else {
            continue;
        };
        let header = text(top).split('#').next().unwrap_or_default().trim();
        if !header.starts_with("[[") {
            continue;
        }
        // Keys without a blank line between them are one block.
        let first = (top + 1..line).rev().take_while(|above| keyed(text(*above))).last();
        let first = first.filter(|first| *first > top + 1).unwrap_or(line);
        let own: Vec<usize> = (first..source.line_count())
            .take_while(|below| !text(*below).trim_start().starts_with('['))
            .filter(|below| keyed(text(*below)))
            .collect();
        let Some(missing) = missing(header, own.iter().map(|line| key(text(*line)))) else {
            if own.iter().filter(|line| twice.contains(line)).count() < LEAST {
                continue;
            }
            say(source, file, first, line, header, lines, document);
            return true;
        };
        say(source, file, first, line, missing, lines, document);
        return true;
    }
    false
}

/// The header that keys of another block than the one above tell of.
fn missing<'k>(header: &str, mut keys: impl Iterator<Item = &'k str>) -> Option<&'static str> {
    match header {
        "[[tabel.post]]" | "[[tabel.total]]" | "[[tabel.kolonne]]" => {
            keys.any(|key| key == "type").then_some("[[tabel]]")
        }
        "[[tabel]]" => {
            let of_post = |key: &str| key == "tekst" || looks_like_period(key);
            let mut types = 0;
            let found = keys.filter(|key| {
                types += usize::from(*key == "type");
                of_post(key)
            });
            (found.count() > 1 && types == 0).then_some("[[tabel.post]]")
        }
        _ => None,
    }
}

fn key(line: &str) -> &str {
    line.split('=').next().unwrap_or_default().trim().trim_matches('"')
}

fn say(
    source: &Source,
    file: FileId,
    first: usize,
    twice: usize,
    header: &str,
    lines: &mut Lines<'_>,
    document: &mut Document<'_>,
) {
    let number = first + 1;
    let span = Span::new(file, source.line_range(first));
    lines.edit(first, 0..0, format!("{header}\n"));
    let earlier = first_place(source, Span::new(file, source.line_range(twice)));
    if earlier.is_some_and(|earlier| mark_between(&document.findings, earlier, span)) {
        return;
    }
    let finding = Diagnostic::new(
        &DUPLICATE_KEY,
        span,
        text!(
            "her begynder nøglerne forfra: der mangler {header} over linje {number}",
            "the keys begin again here: {header} is missing above line {number}"
        ),
    )
    .help(text!(
        "skriv {header} på en linje for sig over linje {number}",
        "write {header} on a line of its own above line {number}"
    ));
    document.findings.push(match earlier {
        Some(earlier) => finding.label(earlier, text!("første gang", "first time")),
        None => finding,
    });
}
