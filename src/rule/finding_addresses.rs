//! The addresses of the figures that findings point to.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::Addresses;
use crate::diagnostic::Diagnostic;
use crate::project::Project;
use crate::source::Span;

/// The address of each written figure that a finding stands at, points to or suspects.
pub(super) fn addresses(project: &Project, findings: &[Diagnostic]) -> BTreeMap<Span, String> {
    let places = |finding: &Diagnostic| {
        let labels = finding.labels.iter().map(|label| label.span);
        let suspects = finding.suspects.iter().map(|suspect| suspect.span);
        labels.chain(suspects).chain([finding.primary.span]).collect::<Vec<_>>()
    };
    let wanted: BTreeSet<Span> = findings.iter().flat_map(places).collect();
    let files: BTreeSet<_> = wanted.iter().map(|span| span.file).collect();
    let mut out = BTreeMap::new();
    for note in project.notes.iter().filter(|note| files.contains(&note.file)) {
        out.extend(Addresses::new(note).written().filter(|(span, _)| wanted.contains(span)));
    }
    out
}
