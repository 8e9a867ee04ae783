//! Typst's diagnostics as data.

use std::fmt;

use typst::diag::SourceDiagnostic;
use typst::syntax::{DiagSpan, DiagSpanKind, FileId, Span};
use typst::{World, WorldExt};

use crate::rule::page::Breach;
use crate::text::Lang;

/// Where the fault lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// In a template, or in what it makes of the page.
    Template,
    /// The finished pages can't become a PDF that conforms to PDF/UA-1 and PDF/A-3a.
    Conformance,
    /// The finished pages would conform, and could not be read aloud as they are meant.
    Accessible(Breach),
    /// In a font file of the project.
    Font,
    /// In the program or the machine.
    Internal,
}

/// Why a page could not be typeset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypesetError {
    /// The template's file, `templates/budgetnotat.typ`; empty where no place is known.
    pub template: String,
    /// The line, from 1; 0 where no place is known.
    pub line: usize,
    /// The column, from 1, in Unicode scalars; 0 where no place is known.
    pub column: usize,
    /// What is wrong, in Typst's words.
    pub message: String,
    /// What to do, where Typst has advice.
    pub hint: Option<String>,
    /// Where the fault lies.
    pub kind: Fault,
}

impl TypesetError {
    /// An error that has no place in a template.
    pub(super) fn unplaced(kind: Fault, message: impl Into<String>) -> Self {
        Self {
            template: String::new(),
            line: 0,
            column: 0,
            message: message.into(),
            hint: None,
            kind,
        }
    }

    /// Typst's diagnostic; its place is the first known one of the diagnostic itself and the calls
    /// that led to it.
    pub(super) fn from_typst(
        world: &dyn World,
        diagnostic: &SourceDiagnostic,
        kind: Fault,
    ) -> Self {
        let calls = diagnostic.trace.iter().map(|call| DiagSpan::from(call.span));
        let place =
            std::iter::once(diagnostic.span).chain(calls).find_map(|span| place(world, span));
        let (template, line, column) = place.unwrap_or_default();
        let hints: Vec<_> = diagnostic.hints.iter().map(|hint| hint.v.as_str()).collect();
        Self {
            template,
            line,
            column,
            message: diagnostic.message.to_string(),
            hint: (!hints.is_empty()).then(|| hints.join("; ")),
            kind,
        }
    }

    /// What Typst lets through, at its place, with the words it was found at.
    pub(super) fn breach(world: &dyn World, breach: Breach, span: Span, words: &str) -> Self {
        let (template, line, column) = place(world, DiagSpan::from(span)).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let hint = (!words.is_empty()).then_some(words);
        Self {
            template,
            line,
            column,
            message: breach.message().get(Lang::En).to_owned(),
            hint,
            kind: Fault::Accessible(breach),
        }
    }
}

/// File, line and column of a span.
fn place(world: &dyn World, span: DiagSpan) -> Option<(String, usize, usize)> {
    let id: FileId = match span.get() {
        DiagSpanKind::Detached => return None,
        DiagSpanKind::Number { id, .. } | DiagSpanKind::Range { id, .. } => id,
    };
    let start = world.range(span)?.start;
    let bytes = world.file(id).ok()?;
    let before = String::from_utf8_lossy(bytes.get(..start)?);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    Some((id.get().vpath().get_without_slash().to_owned(), line, column))
}

impl fmt::Display for TypesetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.template.is_empty() {
            write!(f, "{}:{}:{}: ", self.template, self.line, self.column)?;
        }
        f.write_str(&self.message)?;
        self.hint.iter().try_for_each(|hint| write!(f, " ({hint})"))
    }
}

impl std::error::Error for TypesetError {}
