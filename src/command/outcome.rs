//! How a command ended, or why it could not run.

use crate::sanitize;
use crate::text;
use crate::text::{Lang, Text};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Clean,
    Findings,
}

/// Why a command could not run.
#[derive(Debug)]
pub(super) struct Failure(Text);

impl Failure {
    pub(super) fn new(text: Text) -> Self {
        Self(sanitize::text(text))
    }

    /// The same, with what else is to be said.
    pub(super) fn besides(self, more: &Text) -> Self {
        let (Text { da, en }, Text { da: more_da, en: more_en }) = (self.0, more);
        Self(text!("{da}; {more_da}", "{en}; {more_en}"))
    }

    /// The sentence that is printed.
    pub(super) fn message(&self, lang: Lang) -> String {
        format!("budgetnotat: {}", self.0.get(lang))
    }

    pub(super) fn io(path: &std::path::Path, error: &std::io::Error) -> Self {
        let path = path.display();
        Self::new(text!("{path}: {error}", "{path}: {error}"))
    }
}
