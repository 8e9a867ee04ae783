//! A line each: `file:line:column: fejl[rule]: message`.

use std::fmt::Write as _;

use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::text::Lang;

pub(super) fn render(findings: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    let mut out = String::new();
    for finding in findings {
        let place = finding.primary.span;
        if let Some(source) = sources.get(place.file) {
            let at = source.position(place.start as usize);
            let _ = write!(out, "{}:{}:{}: ", source.path, at.line, at.column);
        }
        let _ = writeln!(out, "{}", line(finding, lang));
    }
    out
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
