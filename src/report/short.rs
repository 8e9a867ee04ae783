//! One line per finding: `file:line:column: fejl[rule]: message`; its mend below it, indented.

use std::fmt::Write as _;

use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::text::Lang;

pub(super) fn render(findings: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    let mut out = String::new();
    for finding in findings {
        let _ = writeln!(out, "{}{}", place(finding, sources), line(finding, lang));
        if let Some(text) = &finding.help {
            let _ = writeln!(out, "  {}: {}", help(lang), text.get(lang));
        }
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
    format!("{}{}", head(finding, lang), finding.message.get(lang))
}

/// The word before a mend.
fn help(lang: Lang) -> &'static str {
    match lang {
        Lang::Da => "hjælp",
        Lang::En => "help",
    }
}

/// `fejl[rule]: `.
fn head(finding: &Diagnostic, lang: Lang) -> String {
    format!("{}[{}]: ", finding.severity().word().get(lang), finding.rule.name)
}

/// What is said of a finding, a line each: message, note and help.
pub(super) fn detail_lines(finding: &Diagnostic, lang: Lang) -> Vec<String> {
    let help = help(lang);
    let mut lines = vec![finding.message.get(lang).to_owned()];
    lines.extend(finding.note.as_ref().map(|note| note.get(lang).to_owned()));
    lines.extend(finding.help.as_ref().map(|text| format!("{help}: {}", text.get(lang))));
    lines
}

pub(super) fn plain(finding: &Diagnostic, lang: Lang) -> String {
    format!("{}{}", head(finding, lang), detail_lines(finding, lang).join("\n  "))
}
