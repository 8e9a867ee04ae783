//! Annotations in GitHub Actions: workflow commands, the worst findings first, and all of them in
//! the step's log.
//!
//! GitHub shows ten errors, ten warnings and ten notices of a step, and fifty of a job, and drops
//! the others in silence. Here at most ten are given in all, so that a job has room for others'
//! too; where there are more findings, the last annotation says how many. The form and its escapes
//! are those of GitHub's page on workflow commands and of `actions/toolkit`.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::place::Place;
use crate::report::short;
use crate::report::style::Style;
use crate::report::summary::{found, summary};
use crate::rule::Checked;
use crate::source::Sources;
use crate::text;
use crate::text::Text;

/// The most annotations.
const MOST: usize = 10;

pub(super) fn render(checked: &Checked, sources: &Sources, style: Style<'_>) -> String {
    let lang = style.lang;
    let mut worst: Vec<&Diagnostic> = checked.findings.iter().collect();
    // Stable: findings of one severity stay in source order.
    worst.sort_by_key(|finding| finding.severity());
    let shown = if worst.len() > MOST { MOST - 1 } else { worst.len() };
    let mut out = String::new();
    for finding in worst.iter().take(shown) {
        annotation(&mut out, finding, sources, style);
    }
    if shown < worst.len() {
        let _ =
            writeln!(out, "::notice title=budgetnotat::{}", data(rest(checked, shown).get(lang)));
    }
    if !worst.is_empty() {
        let title = found(checked);
        let _ = writeln!(out, "::group::{}", data(title.get(lang)));
        for finding in &checked.findings {
            let _ = writeln!(
                out,
                "{}",
                harmless(&format!("{}{}", style.below, short::with_place(finding, sources, lang)))
            );
        }
        out.push_str("::endgroup::\n");
    }
    let _ = writeln!(out, "{}", summary(checked).get(lang));
    out
}

/// `::error file=…,line=…,…,title=…::…`.
fn annotation(out: &mut String, finding: &Diagnostic, sources: &Sources, style: Style<'_>) {
    let lang = style.lang;
    let command = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Remark => "notice",
    };
    let place = Place::of(finding.primary.span, sources);
    let (first, last) = (place.start.line, place.last_line());
    let file = property(&format!("{}{}", style.below, place.file));
    let _ = write!(out, "::{command} file={file},line={first},endLine={last}");
    // Columns are taken only where the place is on one line; the last one is within it.
    if place.end.line == first {
        let _ = write!(
            out,
            ",col={},endColumn={}",
            place.start.column,
            place.start.column.max(place.end.column - 1)
        );
    }
    let title =
        property(&format!("{}[{}]", finding.severity().word().get(lang), finding.rule.name));
    let _ =
        writeln!(out, ",title={title}::{}", data(&short::detail_lines(finding, lang).join("\n")));
}

/// What is said where not all findings have an annotation.
fn rest(checked: &Checked, shown: usize) -> Text {
    let Text { da, en } = found(checked);
    text!(
        "{da}; de {shown} alvorligste er vist her, og alle står i trinnets log",
        "{en}; the {shown} worst are shown here, and all are in the step's log"
    )
}

/// A command's text: one line to the runner, whatever is in it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A command's property, which also ends at `,` and `:`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Text for the log that the runner can't take for a command, though a note's words stand in it: no
/// line begins with `::`, and the older form `##[` is nowhere.
fn harmless(text: &str) -> String {
    let lines = text.split(['\n', '\r']).map(|line| line.trim_start().trim_start_matches("::"));
    lines.collect::<Vec<_>>().join("\n  ").replace("##[", "# #[")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_or_a_property_is_escaped() {
        assert_eq!(data("100 %\r\n50, 25: ja"), "100 %25%0D%0A50, 25: ja");
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
    }

    #[test]
    fn no_line_of_the_log_is_a_command() {
        assert_eq!(
            harmless("a: b\n::error::c\n  ::d\r::e ##[error]f"),
            "a: b\n  error::c\n  d\n  e # #[error]f"
        );
    }
}
