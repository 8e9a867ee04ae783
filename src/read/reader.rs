//! What reading a file gathers.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::note::Word;
use crate::source::{FileId, SharedText, Span};
use crate::text::Text;
use crate::verdict::Reading;

/// What reading a file gathers: what is reported of it, and the values that are not to be trusted.
pub(crate) struct Reader {
    pub(crate) file: FileId,
    /// The file's text, which long texts are parts of.
    source: Arc<str>,
    findings: Reading,
    untrusted: Untrusted,
    /// True where a key stands in a block below its own.
    pub(crate) strays: bool,
    /// Marks of notes at figures, each with the place of its figure.
    marks: Vec<(Span, Word)>,
    /// How many findings there were where the table began that is read.
    table: usize,
}

/// What of a file is not to be trusted.
pub(crate) struct Untrusted {
    /// Places whose value is not.
    pub(crate) broken: Vec<Span>,
    /// Lines that are not read at all.
    pub(crate) lost: Vec<Span>,
}

impl Reader {
    pub(crate) fn new(
        file: FileId,
        source: &Arc<str>,
        findings: Reading,
        untrusted: Untrusted,
        strays: bool,
    ) -> Self {
        Self {
            file,
            source: Arc::clone(source),
            findings,
            untrusted,
            strays,
            marks: Vec::new(),
            table: 0,
        }
    }

    /// The file's text.
    pub(crate) fn file_text(&self) -> Arc<str> {
        Arc::clone(&self.source)
    }

    /// What is written at a place.
    pub(crate) fn written(&self, place: Span) -> &str {
        self.source.get(place.range()).unwrap_or_default()
    }

    /// A long text, shared with the file where it stands there.
    pub(crate) fn shared(&self, text: &str) -> SharedText {
        SharedText::of(&self.source, text)
    }

    /// Says what is wrong, unless its place is spoken of already.
    pub(crate) fn push(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Says what is wrong; where the same was said before of this table, its place is pointed at
    /// there.
    pub(crate) fn push_joined(&mut self, finding: Diagnostic) {
        self.findings.push_joined(finding, self.table);
    }

    /// A table begins: what is wrong in it is not joined with what is wrong before it.
    pub(crate) fn begin_table(&mut self) {
        self.table = self.findings.count();
    }

    /// Gives the finding that already speaks of a place another help: more is known of it by now.
    pub(crate) fn amend(&mut self, place: Span, help: Text, replacement: Option<String>) -> bool {
        self.findings.amend(place, help, replacement)
    }

    /// Puts a finding in place of the one that already speaks of its place: what is wrong is better
    /// known by now.
    pub(crate) fn put_better(&mut self, better: &Diagnostic) -> bool {
        self.findings.put_better(better)
    }

    /// Puts a finding in place of the one that speaks of a part of what is wrong.
    pub(crate) fn replace(&mut self, place: Span, whole: &Diagnostic) -> bool {
        self.findings.replace(place, whole)
    }

    /// Keeps the mark of a figure, until its row is known.
    pub(crate) fn mark(&mut self, figure: Span, mark: Word) {
        self.marks.push((figure, mark));
    }

    /// The marks of figures that were read since they were last taken.
    pub(crate) fn take_marks(&mut self) -> Vec<(Span, Word)> {
        std::mem::take(&mut self.marks)
    }

    /// True where more findings are known than are shown.
    pub(crate) fn is_full(&self) -> bool {
        self.findings.is_full()
    }

    /// True where a value is not to be trusted.
    pub(crate) fn is_broken(&self, span: Span) -> bool {
        self.untrusted.broken.iter().any(|broken| broken.touches(span))
    }

    /// True where a line that is not read stands in the block whose header is at `header`.
    pub(crate) fn lacks_line(&self, header: Span) -> bool {
        self.untrusted.lost.iter().any(|lost| {
            let between = self.source.get(header.end as usize..lost.start as usize);
            between.is_some_and(|between| !between.contains("\n["))
        })
    }

    /// All that is told of the file; `cuts` say what of it was not read.
    pub(crate) fn finish(self, cuts: Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.findings.finish(cuts)
    }
}
