//! Long texts whose ''' went missing: where the text must have ended, seen from the blocks that follow.

use crate::diagnostic::Diagnostic;
use crate::read::lines::Lines;
use crate::read::mend::UNCLOSED;
use crate::source::{FileId, Source, Span};
use crate::text;

/// Looks for long texts that swallow the blocks after them, or never open, and mends them. Called only for files that the
/// parser refuses, so that prose may hold whatever it likes.
pub(crate) fn mend(source: &Source, file: FileId, lines: &mut Lines<'_>, findings: &mut Vec<Diagnostic>) {
    let text = |line: usize| &source.text[source.line_range(line)];
    let whole = |line: usize| Span::new(file, source.line_range(line));
    let mut line = 0;
    while line < source.line_count() {
        let Some(opening) = opening(text(line)) else {
            line += 1;
            continue;
        };
        let body = line + 1;
        let end = (body..source.line_count()).find(|l| text(*l).contains(opening.quote));
        let block = (body..source.line_count()).find(|l| structural(text(*l)));
        let swallows = match (end, block) {
            (Some(end), Some(block)) => block < end || (block == end && structural(text(block))),
            (None, _) => true,
            (Some(_), None) => false,
        };
        let key = opening.key;
        if swallows && !opening.broken {
            let stop = block.unwrap_or_else(|| source.line_count().saturating_sub(1).max(body));
            let short = (body..stop).find(|l| matches!(text(*l).trim(), "''" | "'" | "\"\"" | "\"" | "``" | "'''."));
            let quote = opening.quote;
            let mut finding = Diagnostic::new(
                &UNCLOSED,
                Span::new(file, source.line_range(line).start + opening.at..source.line_range(line).end),
                text!("teksten efter `{key} =` slutter aldrig", "the text after `{key} =` never ends"),
            )
            .help(text!("skriv {quote} på en linje for sig efter teksten", "write {quote} on a line of its own after the text"));
            if let Some(short) = short {
                let words = text!("her mangler der tegn: skriv {quote}", "marks are missing here: write {quote}");
                finding = finding.label(whole(short), words);
                lines.edit(short, 0..text(short).len(), quote.to_owned());
            } else {
                finding = finding.label(whole(stop), text!("her begynder det næste", "the next thing begins here"));
                let closing = if block.is_some() { format!("{quote}\n") } else { format!("\n{quote}\n") };
                let at = if block.is_some() { 0 } else { text(stop).len() };
                lines.edit(stop, at..at, closing);
            }
            findings.push(finding);
            line = stop;
        } else if opening.broken {
            // `tekst =`, `tekst = ''` or `tekst = '`, and prose after it that closes before the next block.
            if end.is_some_and(|end| block.is_none_or(|block| end < block)) {
                let range = opening.at..text(line).len();
                findings.push(
                    Diagnostic::new(
                        &UNCLOSED,
                        Span::new(file, source.line_range(line).start + range.start..source.line_range(line).end),
                        text!(
                            "teksten efter `{key} =` begynder ikke med '''",
                            "the text after `{key} =` does not begin with '''"
                        ),
                    )
                    .help(text!("skriv {key} = '''", "write {key} = '''")),
                );
                lines.edit(line, range, "'''".to_owned());
                line = end.unwrap_or(line);
            }
            line += 1;
        } else {
            line = end.unwrap_or(line);
            line += 1;
        }
    }
}

struct Opening<'a> {
    key: &'a str,
    quote: &'static str,
    /// Byte of the line where the value begins.
    at: usize,
    /// True where the three marks are not all there.
    broken: bool,
}

fn opening(line: &str) -> Option<Opening<'_>> {
    let (left, right) = line.split_once('=')?;
    let key = left.trim();
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let value = right.trim();
    let at = left.len() + 1 + (right.len() - right.trim_start().len());
    let is = |quote: &'static str| value.starts_with(quote) && !value[3..].contains(quote);
    let (quote, broken) = if is("'''") {
        ("'''", false)
    } else if is("\"\"\"") {
        ("\"\"\"", false)
    } else if matches!(value, "" | "''" | "'" | "\"\"" | "\"") {
        ("'''", true)
    } else {
        return None;
    };
    is_key.then_some(Opening { key, quote, at: at.min(line.len()), broken })
}

/// A line that begins a block, or a key whose value opens with a quote: prose hardly looks like that.
fn structural(line: &str) -> bool {
    let trimmed = line.trim();
    let header = trimmed.starts_with('[')
        && trimmed.split('#').next().is_some_and(|h| h.trim_end().ends_with(']'))
        && trimmed.bytes().all(|b| b.is_ascii_alphanumeric() || b"[]._ #".contains(&b) || b >= 0x80)
        && !trimmed.contains("](");
    let key = trimmed.split_once('=').is_some_and(|(key, value)| {
        let (key, value) = (key.trim(), value.trim());
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') && value.starts_with(['"', '\''])
    });
    header || key
}
