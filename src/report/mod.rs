//! One finding, several faces: the terminal, a line each, JSON.

pub mod figures;
mod human;
mod json;
mod short;

use std::fmt::Write as _;

use crate::diagnostic::Severity;
use crate::rule::{Checked, Counts};
use crate::source::Sources;
use crate::text;
use crate::text::{Lang, Text};

/// How findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the lines of the file.
    #[default]
    Human,
    /// A line each.
    Short,
    /// One object.
    Json,
}

/// How to show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// The format.
    pub format: Format,
    /// The language of messages.
    pub lang: Lang,
    /// Colours for a terminal.
    pub colour: bool,
    /// The terminal's width in columns, where it is known.
    pub width: Option<usize>,
}

/// Findings and counts in a format, ending in a line end.
pub fn render(checked: &Checked, sources: &Sources, style: Style) -> String {
    match style.format {
        Format::Human => {
            let mut out = human::render(&checked.findings, sources, style);
            let _ = writeln!(out, "{}", summary(checked).get(style.lang));
            out
        }
        Format::Short => {
            let mut out = short::render(&checked.findings, sources, style.lang);
            let _ = writeln!(out, "{}", summary(checked).get(style.lang));
            out
        }
        Format::Json => json::render(checked, sources, style.lang),
    }
}

/// One finding as a line of its own, with note and help below it; as the rules' pages show it.
pub fn plain(finding: &crate::diagnostic::Diagnostic, lang: Lang) -> String {
    short::plain(finding, lang)
}

/// How many findings of a severity.
pub fn count(checked: &Checked, severity: Severity) -> usize {
    checked.findings.iter().filter(|finding| finding.severity() == severity).count()
}

/// The line that says how much was checked and what was found.
pub fn summary(checked: &Checked) -> Text {
    let Counts { notes, tables, figures, equations, unverified } = checked.counts;
    let of = |n: usize, one_da: &str, many_da: &str, one_en: &str, many_en: &str| {
        let (da, en) = if n == 1 { (one_da, one_en) } else { (many_da, many_en) };
        text!("{n} {da}", "{n} {en}")
    };
    let checked_list = [
        of(notes, "notat", "notater", "note", "notes"),
        of(tables, "tabel", "tabeller", "table", "tables"),
        of(figures, "tal", "tal", "figure", "figures"),
        of(equations, "ligning", "ligninger", "equation", "equations"),
    ];
    let unverified = if unverified == 0 {
        text!("alle tal er efterprøvet", "every figure is verified")
    } else {
        text!("{unverified} tal er ikke efterprøvet", "{unverified} figures are not verified")
    };
    let found = [
        (Severity::Error, "fejl", "fejl", "error", "errors"),
        (Severity::Warning, "advarsel", "advarsler", "warning", "warnings"),
        (Severity::Remark, "bemærkning", "bemærkninger", "remark", "remarks"),
    ];
    let found: Vec<Text> = found
        .into_iter()
        .filter_map(|(severity, one_da, many_da, one_en, many_en)| {
            let n = count(checked, severity);
            (n > 0).then(|| of(n, one_da, many_da, one_en, many_en))
        })
        .collect();
    let found = if found.is_empty() { text!("ingen fund", "no findings") } else { Text::list(&found) };
    let join = |lang: Lang| {
        let list: Vec<&str> = checked_list.iter().map(|text| text.get(lang)).collect();
        format!("{}: {}; {}", list.join(", "), found.get(lang), unverified.get(lang))
    };
    Text::new(join(Lang::Da), join(Lang::En))
}
