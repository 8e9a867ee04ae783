//! A section's text whose `tekst = '''` is missing: prose under a header, read as the text that it
//! is.

use crate::diagnostic::Diagnostic;
use crate::key::note as k;
use crate::parse::document::Document;
use crate::parse::faults::UNCLOSED;
use crate::parse::header::after;
use crate::parse::lines::Lines;
use crate::parse::long_text::structural;
use crate::parse::pieces::keyed;
use crate::source::{FileId, Source, Span};
use crate::text;

/// The header of the blocks that have such a text.
const HEADER: &str = "[[afsnit]]";

/// Reads prose under a section's header as its text: one finding each.
pub(super) fn mend(
    source: &Source,
    file: FileId,
    lines: &mut Lines<'_>,
    document: &mut Document<'_>,
) {
    let count = source.line_count();
    let text = |line: usize| source.text.get(source.line_range(line)).unwrap_or_default();
    let mut open = None;
    let mut line = 0;
    while line < count {
        let outside = open.is_none();
        open = after(text(line), open);
        line += 1;
        if !outside || text(line - 1).trim() != HEADER {
            continue;
        }
        let Some(first) = first_of_prose(line, count, text) else { continue };
        let end = (first..count).find(|l| is_header(text(*l))).unwrap_or(count);
        let own = text(first).trim();
        let marked = own == "'''" || own == "\"\"\"";
        let closing = (first + usize::from(marked)..end).find(|l| {
            let own = text(*l).trim();
            own == "'''" || own == "\"\"\""
        });
        let span = Span::new(file, source.line_range(first));
        document.findings.push(finding(span, marked, closing.is_none()));
        document.mended.push(span);
        if marked {
            lines.edit(first, 0..text(first).len(), format!("{} = '''", k::TEXT.name));
        } else {
            lines.edit(first, 0..0, format!("{} = '''\n", k::TEXT.name));
        }
        line = if let Some(closing) = closing {
            lines.edit(closing, 0..text(closing).len(), "'''".to_owned());
            closing + 1
        } else {
            let last = end.saturating_sub(1).max(first);
            let at = text(last).len();
            lines.edit(last, at..at, "\n'''".to_owned());
            end
        };
        open = None;
    }
}

/// The first line under a header that is prose, where the block has no text of its own before it.
fn first_of_prose<'t>(from: usize, count: usize, text: impl Fn(usize) -> &'t str) -> Option<usize> {
    for line in from..count {
        let own = text(line).trim();
        if own.is_empty() || own.starts_with('#') {
            continue;
        }
        if is_header(own) {
            return None;
        }
        if keyed(own) {
            let key = own.split('=').next().unwrap_or_default().trim();
            if key == k::TEXT.name || own.contains("'''") || own.contains("\"\"\"") {
                return None;
            }
            continue;
        }
        let marks = own == "'''" || own == "\"\"\"";
        let words = own.split_whitespace().count();
        // A key that lacks its sign or its quote is another slip.
        let prose = words >= 3
            && !own.split_whitespace().nth(1).is_some_and(|w| w.starts_with(['"', '\'', '=', ':']));
        return (marks || prose || own.starts_with("{{")).then_some(line);
    }
    None
}

fn is_header(line: &str) -> bool {
    let own = line.trim();
    own.starts_with('[') && structural(own)
}

fn finding(span: Span, marked: bool, unclosed: bool) -> Diagnostic {
    let key = k::TEXT.name;
    let finding = Diagnostic::new(
        &UNCLOSED,
        span,
        if marked {
            text!(
                "der mangler `{key} =` foran afsnittets tekst",
                "`{key} =` is missing before the section's text"
            )
        } else {
            text!(
                "der mangler `{key} = '''` over afsnittets tekst",
                "`{key} = '''` is missing above the section's text"
            )
        },
    );
    if marked {
        let mended = format!("{key} = '''");
        let help = text!("skriv {mended}", "write {mended}");
        return Diagnostic { replacement: Some(mended), ..finding.help(help) };
    }
    finding.help(if unclosed {
        text!(
            "skriv {key} = ''' på en linje for sig over teksten, og ''' på en linje for sig under den",
            "write {key} = ''' on a line of its own above the text, and ''' on a line of its own below it"
        )
    } else {
        text!(
            "skriv {key} = ''' på en linje for sig over teksten",
            "write {key} = ''' on a line of its own above the text"
        )
    })
}
