//! `JUnit`'s XML, as test reports are shown by GitLab, Jenkins and others: a suite a file, and in
//! it a case a finding. An error or a warning is a case that failed, a remark one that passed with
//! something to say, and a note without findings is one that passed.
//!
//! No time and no date: the same notes give the same bytes.

use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::short;
use crate::report::style::Style;
use crate::rule::Checked;
use crate::source::{FileId, Sources};
use crate::text;

pub(super) fn render(checked: &Checked, sources: &Sources, style: Style<'_>) -> String {
    let mut files: BTreeMap<FileId, Vec<&Diagnostic>> =
        checked.notes.iter().map(|file| (*file, Vec::new())).collect();
    for finding in &checked.findings {
        files.entry(finding.primary.span.file).or_default().push(finding);
    }
    let mut report = Report::new(env!("CARGO_PKG_NAME"));
    for (file, findings) in files {
        report.add_test_suite(suite(file, &findings, sources, style));
    }
    // It is written to memory, which does not fail.
    let xml = report.to_string().unwrap_or_default();
    // The schema knows how many were skipped of a suite, not of them all; none ever is.
    xml.replacen(" skipped=\"0\"", "", 1)
}

fn suite(file: FileId, findings: &[&Diagnostic], sources: &Sources, style: Style<'_>) -> TestSuite {
    let path = sources
        .get(file)
        .map_or_else(String::new, |source| xml(&format!("{}{}", style.below, source.path)));
    let mut suite = TestSuite::new(&path);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let name = format!("{}: {}", finding.rule.name, finding.message.get(style.lang));
        let number = seen.entry(name.clone()).or_default();
        *number += 1;
        // Readers know a case by its name, so that no two have the same; lines are not in it, for
        // they move.
        let name = if *number == 1 { name } else { format!("{name} ({number})") };
        suite.add_test_case(case(&name, &path, finding, sources, style));
    }
    if findings.is_empty() {
        let name = text!("ingen fund", "no findings");
        let mut case = TestCase::new(name.get(style.lang), TestCaseStatus::success());
        case.set_classname(&path);
        suite.add_test_case(case);
    }
    suite
}

fn case(
    name: &str,
    path: &str,
    finding: &Diagnostic,
    sources: &Sources,
    style: Style<'_>,
) -> TestCase {
    let description =
        xml(&format!("{}{}", style.below, short::with_place(finding, sources, style.lang)));
    let mut case = match finding.severity() {
        Severity::Error | Severity::Warning => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status
                .set_type(finding.rule.name)
                .set_message(xml(finding.message.get(style.lang)))
                .set_description(description);
            TestCase::new(xml(name), status)
        }
        Severity::Remark => {
            let mut case = TestCase::new(xml(name), TestCaseStatus::success());
            case.set_system_out(description);
            case
        }
    };
    case.set_classname(path);
    case
}

/// Without the two scalars that XML can't hold and the writer leaves in.
fn xml(text: &str) -> String {
    text.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}
