//! One finding, several faces: the terminal, a line each, JSON; and what GitHub, GitLab, SARIF readers and `JUnit` readers take.

mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod place;
mod sarif;
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
    /// Annotations in GitHub Actions.
    Github,
    /// GitLab's Code Quality report.
    Gitlab,
    /// SARIF 2.1.0.
    Sarif,
    /// Test cases in XML.
    Junit,
}

impl Format {
    /// True for the formats that end in a line for people, whatever was found.
    pub fn is_read_by_people(self) -> bool {
        matches!(self, Self::Human | Self::Short | Self::Github)
    }
}

/// How to show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style<'a> {
    /// The format.
    pub format: Format,
    /// The language of messages.
    pub lang: Lang,
    /// Colours for a terminal.
    pub colour: bool,
    /// The terminal's width in columns, where it is known.
    pub width: Option<usize>,
    /// The way from the top of the repository to the project's root, with `/` at its end; empty where they are the same. What a
    /// repository's host is to find is named from there; all else is named from the project's root.
    pub below: &'a str,
}

/// Findings and counts in a format, ending in a line end.
pub fn render(checked: &Checked, sources: &Sources, style: Style<'_>) -> String {
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
        Format::Github => github::render(checked, sources, style),
        Format::Gitlab => gitlab::render(&checked.findings, sources, style),
        Format::Sarif => sarif::render(checked, sources, style),
        Format::Junit => junit::render(checked, sources, style),
    }
}

/// One JSON value as it is printed.
fn written(value: &impl serde::Serialize) -> String {
    // Texts and numbers only: nothing here can fail to be written.
    let mut out = serde_json::to_string_pretty(value).unwrap_or_default();
    out.push('\n');
    out
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
    let Counts { notes, packs, tables, figures, equations, unverified, rounded, largest } = checked.counts;
    let mut checked_list = vec![
        of(notes, "notat", "notater", "note", "notes"),
        of(tables, "tabel", "tabeller", "table", "tables"),
        of(figures, "tal", "tal", "figure", "figures"),
        of(equations, "ligning", "ligninger", "equation", "equations"),
    ];
    if packs > 0 {
        checked_list.insert(1, of(packs, "pakke", "pakker", "pack", "packs"));
    }
    let unverified = if unverified == 0 {
        text!("alle tal er efterprøvet", "every figure is verified")
    } else {
        text!("{unverified} tal er ikke efterprøvet", "{unverified} figures are not verified")
    };
    let found = found(checked);
    let rounded = largest.map(|gap| {
        let (sums, sums_en) = if rounded == 1 { ("sum", "sum differs") } else { ("summer", "sums differ") };
        let (most, unit) = (gap.amount, gap.unit.short());
        text!(
            "{rounded} {sums} afviger inden for afrunding, størst {most} {unit}",
            "{rounded} {sums_en} within rounding, at most {most} {unit}"
        )
    });
    let join = |lang: Lang| {
        let list: Vec<&str> = checked_list.iter().map(|text| text.get(lang)).collect();
        let mut line = format!("{}: {}; {}", list.join(", "), found.get(lang), unverified.get(lang));
        if let Some(rounded) = &rounded {
            let _ = write!(line, "; {}", rounded.get(lang));
        }
        line
    };
    Text::new(join(Lang::Da), join(Lang::En))
}

/// How much was found: `2 fejl og 1 advarsel`.
fn found(checked: &Checked) -> Text {
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
    if found.is_empty() { text!("ingen fund", "no findings") } else { Text::list(&found) }
}

/// A number of something.
fn of(n: usize, one_da: &str, many_da: &str, one_en: &str, many_en: &str) -> Text {
    let (da, en) = if n == 1 { (one_da, one_en) } else { (many_da, many_en) };
    text!("{n} {da}", "{n} {en}")
}
