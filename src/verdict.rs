//! What is told once: of several findings at one place the graver, of what reading has spoken of nothing more, and of one file not
//! more than anybody reads.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity, in_source_order};
use crate::limit;
use crate::parse::bound;
use crate::source::{FileId, Span};

/// Cuts a file's findings, and says how many there were. They stand in source order.
pub(super) fn few(findings: &mut Vec<Diagnostic>) {
    let mut counts: BTreeMap<FileId, usize> = BTreeMap::new();
    let mut cut: BTreeMap<FileId, Span> = BTreeMap::new();
    findings.retain(|finding| {
        let place = finding.primary.span;
        let count = counts.entry(place.file).or_default();
        *count += 1;
        if *count > limit::FINDINGS.most {
            cut.entry(place.file).or_insert(place);
        }
        *count <= limit::FINDINGS.most
    });
    for (file, place) in cut {
        let all = counts.get(&file).copied().unwrap_or_default();
        findings.push(bound::findings(all, place));
    }
    in_source_order(findings);
}

/// One root cause, one finding: of what rules say at one place, the graver is told. A committee's code that is another's
/// appropriation needs no remark that it is of other years too.
pub(super) fn gravest(findings: &mut Vec<Diagnostic>, from: usize) {
    let mut worst: BTreeMap<Span, Severity> = BTreeMap::new();
    for finding in findings.iter().skip(from) {
        let severity = worst.entry(finding.primary.span).or_insert(finding.severity());
        *severity = finding.severity().min(*severity);
    }
    let mut index = 0;
    findings.retain(|finding| {
        index += 1;
        let place = finding.primary.span;
        let worst = worst.get(&place).copied().filter(|_| index > from && place.end > place.start);
        worst.is_none_or(|worst| finding.severity() <= worst)
    });
}

/// One root cause, one finding: what reading has spoken of at a place is not told again by a rule.
pub(super) fn quiet(findings: &mut Vec<Diagnostic>, from: usize, read: &[Diagnostic]) {
    let mut index = 0;
    findings.retain(|finding| {
        index += 1;
        let place = finding.primary.span;
        index <= from || !read.iter().any(|other| other.primary.span == place && place.end > place.start)
    });
}
