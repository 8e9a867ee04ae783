//! One finding, several formats: the terminal, one line each, JSON; and what GitHub, GitLab, SARIF
//! readers and `JUnit` readers accept.

pub mod changes;
pub mod figures;
mod fingerprint;
pub mod frames;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod place;
mod sarif;
mod short;
mod style;
mod summary;
mod table;
mod unverified;
mod written;

use std::fmt::Write as _;

use crate::rule::Checked;
use crate::source::Sources;
use crate::text::Lang;

pub use style::{Format, Style};
pub use summary::{count, summary};

/// Findings and counts in a format, ending in a line end.
pub fn render(checked: &Checked, sources: &Sources, style: Style<'_>) -> String {
    match style.format {
        Format::Human => {
            let mut out = human::render(&checked.findings, sources, style);
            out.push_str(&list(checked, sources, style));
            let _ =
                writeln!(out, "{}", summary::with_hint(checked, style.unverified).get(style.lang));
            out
        }
        Format::Short => {
            let mut out = short::render(&checked.findings, sources, style.lang);
            out.push_str(&list(checked, sources, style));
            let _ =
                writeln!(out, "{}", summary::with_hint(checked, style.unverified).get(style.lang));
            out
        }
        Format::Json => json::render(checked, sources, style.lang),
        Format::Github => github::render(checked, sources, style),
        Format::Gitlab => gitlab::render(&checked.findings, sources, style),
        Format::Sarif => sarif::render(checked, sources, style),
        Format::Junit => junit::render(checked, sources, style),
    }
}

/// The figures that are not verified, where they are asked for.
fn list(checked: &Checked, sources: &Sources, style: Style<'_>) -> String {
    if style.unverified {
        unverified::render(&checked.unverified, sources, style.lang)
    } else {
        String::new()
    }
}

/// One finding as a line of its own, with note and help below it; as the rules' pages show it.
pub fn plain(finding: &crate::diagnostic::Diagnostic, lang: Lang) -> String {
    short::plain(finding, lang)
}
