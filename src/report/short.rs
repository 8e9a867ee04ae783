//! A line each: `file:line:column: fejl[rule]: message`.

use std::fmt::Write as _;

use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::text::Lang;

pub(super) fn render(findings: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    let mut out = String::new();
    for finding in findings {
        let _ = writeln!(out, "{}{}", place(finding, sources), line(finding, lang));
    }
    out
}

/// A finding without the lines it points to: place, message, note and help.
pub(super) fn with_place(finding: &Diagnostic, sources: &Sources, lang: Lang) -> String {
    format!("{}{}", place(finding, sources), plain(finding, lang))
}

fn place(finding: &Diagnostic, sources: &Sources) -> String {
    let span = finding.primary.span;
    sources.get(span.file).map_or_else(String::new, |source| {
        let at = source.position(span.start as usize);
        format!("{}:{}:{}: ", source.path, at.line, at.column)
    })
}

fn line(finding: &Diagnostic, lang: Lang) -> String {
    format!("{}[{}]: {}", finding.severity().word().get(lang), finding.rule.name, finding.message.get(lang))
}

pub(super) fn plain(finding: &Diagnostic, lang: Lang) -> String {
    let mut out = line(finding, lang);
    if let Some(note) = &finding.note {
        let _ = write!(out, "\n  {}", note.get(lang));
    }
    if let Some(help) = &finding.help {
        let word = match lang {
            Lang::Da => "hjælp",
            Lang::En => "help",
        };
        let _ = write!(out, "\n  {word}: {}", help.get(lang));
    }
    out
}
