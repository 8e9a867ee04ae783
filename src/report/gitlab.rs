//! GitLab's Code Quality report: one array, in the subset of Code Climate's format that GitLab's
//! documentation names.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::fingerprint::fingerprints;
use crate::report::place::Place;
use crate::report::short;
use crate::report::style::Style;
use crate::report::written::written;
use crate::source::Sources;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn render(findings: &[Diagnostic], sources: &Sources, style: Style<'_>) -> String {
    let known_by = fingerprints(findings, sources);
    let issue = |(finding, fingerprint): (&Diagnostic, String)| {
        let place = Place::of(finding.primary.span, sources);
        Issue {
            description: description(finding, style),
            check_name: finding.rule.name,
            fingerprint,
            severity: severity(finding.severity()),
            location: Location {
                path: format!("{}{}", style.below, place.file),
                lines: Lines { begin: place.start.line, end: place.last_line() },
            },
        }
    };
    let issues: Vec<Issue> = findings.iter().zip(known_by).map(issue).collect();
    written(&issues)
}

/// All that is said, for GitLab shows nothing else of a finding; on one line, as it is shown there.
fn description(finding: &Diagnostic, style: Style<'_>) -> String {
    short::detail_lines(finding, style.lang)
        .join("; ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Of GitLab's five words, those that fit: the two gravest are left to what is dangerous.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Remark => "info",
    }
}
