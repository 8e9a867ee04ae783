//! What reading a file gathers.

use crate::diagnostic::Diagnostic;
use crate::limit;
use crate::source::{FileId, Span};
use crate::text::Text;

/// What reading a file gathers: findings, and the places that are spoken of already.
pub(crate) struct Reader {
    pub(crate) file: FileId,
    findings: Vec<Diagnostic>,
    mended: Vec<Span>,
    broken: Vec<Span>,
}

impl Reader {
    pub(crate) fn new(file: FileId, findings: Vec<Diagnostic>, mended: Vec<Span>, broken: Vec<Span>) -> Self {
        Self { file, findings, mended, broken }
    }

    /// Takes a finding, unless one speaks of that place already: one root cause, one finding.
    pub(crate) fn push(&mut self, finding: Diagnostic) {
        let place = finding.primary.span;
        let spoken_of = self.mended.iter().any(|span| span.touches(place) && span.end > span.start);
        if !spoken_of {
            self.findings.push(finding);
        }
    }

    /// Gives the finding that already speaks of a place another help: more is known of it by now.
    pub(crate) fn amend(&mut self, place: Span, help: Text) -> bool {
        let finding = self.findings.iter_mut().find(|finding| finding.primary.span == place);
        finding.map(|finding| finding.help = Some(help)).is_some()
    }

    /// Puts a finding in place of the one that already speaks of its place: what is wrong is better known by now.
    pub(crate) fn retell(&mut self, better: &Diagnostic) -> bool {
        let finding = self.findings.iter_mut().find(|finding| finding.primary.span == better.primary.span);
        finding.map(|finding| better.clone_into(finding)).is_some()
    }

    /// True where more findings are known than are shown: what another might be a slip of need not be searched for.
    pub(crate) fn is_full(&self) -> bool {
        self.findings.len() > limit::FINDINGS.most
    }

    /// True where a value is not to be trusted.
    pub(crate) fn is_broken(&self, span: Span) -> bool {
        self.broken.iter().any(|broken| broken.touches(span))
    }

    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        self.findings
    }
}
