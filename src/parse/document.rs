//! A file's tree and what is known of its faults.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::parse::faults::{Mend, Sure};
use crate::parse::tree::Table;
use crate::source::Span;

/// A file's tree and what is known of its faults.
#[derive(Debug, Default)]
pub(crate) struct Document<'s> {
    pub(crate) root: Table<'s>,
    pub(crate) findings: Vec<Diagnostic>,
    /// Places that a finding already speaks of.
    pub(crate) mended: Vec<Span>,
    /// Places whose value is not to be trusted.
    pub(crate) broken: Vec<Span>,
    /// Lines that are not read at all: what they say is missing where they stand.
    pub(crate) lost: Vec<Span>,
    /// The text that is read, where it is not the file's own: as long, and in the same places.
    pub(crate) text: Option<Arc<str>>,
}

impl Document<'_> {
    /// Says what a mend says, and keeps what is known of its place.
    pub(super) fn mended_by(&mut self, mend: &Mend, span: Span) {
        self.findings.push(Diagnostic {
            replacement: (mend.sure != Sure::No).then(|| mend.replacement.clone()),
            ..Diagnostic::new(mend.rule, span, mend.message.clone()).help(mend.help.clone())
        });
        self.mended.push(span);
        if mend.sure != Sure::Yes {
            self.broken.push(span);
        }
    }

    /// What stands at a place is spoken of, and not to be trusted.
    pub(crate) fn distrust(&mut self, span: Span) {
        self.mended.push(span);
        self.broken.push(span);
    }
}
