//! Which findings are reported: the one place that decides it.
//!
//! A rule reports everything it sees. What of it the user is shown is decided here, in this order:
//!
//! 1. **One finding per place, while a file is read** ([`Reading`]). What was corrected in the text
//!    has been reported with its correction, so what a reader then finds there is not. Where more
//!    is known by now, the finding that is there is replaced by a better one.
//! 2. **What reading has reported** at a place is not reported again by a rule
//!    ([`drop_where_reading_reported`]).
//! 3. **The most serious** of what the rules find at one place of a note is kept, and the rest
//!    dropped ([`keep_gravest_at_each_place`]).
//! 4. **The same finding twice is one**, and all are in the order of the files
//!    ([`in_source_order`]).
//! 5. **No more than anybody reads** is reported for one file, with how many there were
//!    ([`cap_each_file`]).
//! 6. **What was asked for:** where only some files are looked at, only what is in them or points
//!    into them ([`is_about`]).
//! 7. **What stops a document:** a file that has an error ([`with_errors`]). For a page that was
//!    refused, each breach of what a page must be; or else only the first fault of its template,
//!    since those that follow say nothing more ([`refused`]).
//!
//! Before any of it, equations that fail for one reason are one cause ([`crate::reconcile::blame`])
//! and an amount in the text has one verdict ([`crate::mention`]): that is judging what is wrong,
//! and not choosing what to say of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::limit;
use crate::parse::limits;
use crate::source::{FileId, Span};
use crate::text;
use crate::text::Text;

/// What is found while one file is read.
pub(crate) struct Reading {
    findings: Vec<Diagnostic>,
    /// The places that were mended: a finding speaks of each already.
    mended: Vec<Span>,
}

impl Reading {
    /// What was found in the file's text, and the places that were mended there.
    pub(crate) fn new(findings: Vec<Diagnostic>, mended: Vec<Span>) -> Self {
        Self { findings, mended }
    }

    /// Takes a finding, unless one speaks of that place already: one root cause, one finding.
    pub(crate) fn push(&mut self, finding: Diagnostic) {
        let place = finding.primary.span;
        let spoken_of = self.mended.iter().any(|span| span.touches(place) && span.end > span.start);
        if !spoken_of {
            self.findings.push(finding);
        }
    }

    /// How many findings there are.
    pub(crate) fn count(&self) -> usize {
        self.findings.len()
    }

    /// Takes a finding, unless the same is told since there were `since` findings: then its place
    /// is pointed at there, or, where it has many already, let be.
    pub(crate) fn push_joined(&mut self, finding: Diagnostic, since: usize) {
        const MOST_LABELS: usize = 4;
        let same = |known: &&mut Diagnostic| {
            known.rule.name == finding.rule.name && known.message == finding.message
        };
        match self.findings.iter_mut().skip(since).find(same) {
            None => self.push(finding),
            Some(known) if known.labels.len() < MOST_LABELS => {
                let label =
                    Label { span: finding.primary.span, text: text!("også her", "here too") };
                known.labels.push(label);
            }
            Some(_) => {}
        }
    }

    /// Gives the finding that already speaks of a place another help: more is known of it by now.
    pub(crate) fn amend(&mut self, place: Span, help: Text, replacement: Option<String>) -> bool {
        let finding = self.findings.iter_mut().find(|finding| finding.primary.span == place);
        finding
            .map(|finding| {
                finding.help = Some(help);
                finding.replacement = replacement;
            })
            .is_some()
    }

    /// Puts a finding in place of the one that already speaks of its place: what is wrong is better
    /// known by now.
    pub(crate) fn put_better(&mut self, better: &Diagnostic) -> bool {
        self.replace(better.primary.span, better)
    }

    /// Puts a finding in place of the one that speaks of `place`: what is wrong there is only a
    /// part of what is wrong.
    pub(crate) fn replace(&mut self, place: Span, whole: &Diagnostic) -> bool {
        let finding = self.findings.iter_mut().find(|finding| finding.primary.span == place);
        finding.map(|finding| whole.clone_into(finding)).is_some()
    }

    /// True where more findings are known than are shown: what another might be a slip of need not
    /// be searched for.
    pub(crate) fn is_full(&self) -> bool {
        self.findings.len() > limit::FINDINGS.most
    }

    /// All that is told of the file; `cuts` say what of it was not read, whatever else is said
    /// there.
    pub(crate) fn finish(mut self, cuts: Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.findings.extend(cuts);
        self.findings
    }
}

/// The places that findings speak of.
pub(crate) fn places(findings: &[Diagnostic]) -> BTreeSet<Span> {
    findings.iter().map(|finding| finding.primary.span).collect()
}

/// One root cause, one finding: what reading has spoken of at a place is not reported again by a
/// rule.
pub(crate) fn drop_where_reading_reported(
    findings: &mut Vec<Diagnostic>,
    spoken_of: &BTreeSet<Span>,
) {
    findings.retain(|finding| {
        let place = finding.primary.span;
        place.end <= place.start || !spoken_of.contains(&place)
    });
}

/// One root cause, one finding: of what rules say at one place, the graver is told. A committee's
/// code that is another's appropriation needs no remark that it is of other years too.
pub(crate) fn keep_gravest_at_each_place(findings: &mut Vec<Diagnostic>) {
    let mut worst: BTreeMap<Span, Severity> = BTreeMap::new();
    for finding in findings.iter() {
        let severity = worst.entry(finding.primary.span).or_insert(finding.severity());
        *severity = finding.severity().min(*severity);
    }
    findings.retain(|finding| {
        let place = finding.primary.span;
        let worst = worst.get(&place).copied().filter(|_| place.end > place.start);
        worst.is_none_or(|worst| finding.severity() <= worst)
    });
}

/// Puts findings in source order: file, place, then rule; the same finding twice is one.
pub(crate) fn in_source_order(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| {
        (a.primary.span, a.rule.name, &a.message).cmp(&(b.primary.span, b.rule.name, &b.message))
    });
    findings.dedup_by(|a, b| {
        a.primary.span == b.primary.span && a.rule.name == b.rule.name && a.message == b.message
    });
}

/// Cuts a file's findings, and says how many there were. They stand in source order.
pub(crate) fn cap_each_file(findings: &mut Vec<Diagnostic>) {
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
        findings.push(limits::findings(all, place));
    }
    in_source_order(findings);
}

/// True where a finding is of some files: it stands in one of them, or points into it.
pub(crate) fn is_about(finding: &Diagnostic, files: impl Fn(FileId) -> bool) -> bool {
    files(finding.primary.span.file) || finding.labels.iter().any(|label| files(label.span.file))
}

/// The files that have an error.
pub(crate) fn with_errors<'f>(
    findings: impl IntoIterator<Item = &'f Diagnostic>,
) -> BTreeSet<FileId> {
    let errors = findings.into_iter().filter(|finding| finding.severity() == Severity::Error);
    errors.map(|finding| finding.primary.span.file).collect()
}

/// What is reported of a page that was refused: each breach of what a page must be, or else the
/// first fault of its template.
#[cfg(feature = "typeset")]
pub(crate) fn refused(
    breaches: Vec<Diagnostic>,
    mut faults: impl Iterator<Item = Diagnostic>,
) -> Vec<Diagnostic> {
    if breaches.is_empty() { faults.next().into_iter().collect() } else { breaches }
}
