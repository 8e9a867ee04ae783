//! What prose is filled in from, and what comes of it.

use crate::diagnostic::Diagnostic;
use crate::equation::FigureId;
use crate::note::{Numbered, TableNo};
use crate::page::Block;
use crate::prose::printed::Printed;
use crate::reconcile::Reconciled;
use crate::register::NoteIds;
use crate::source::{Sources, Span};

/// The words that mark a figure as disputed, where it is.
pub type Dispute<'a> = &'a dyn Fn(FigureId) -> Option<String>;

/// What prose is filled in from.
#[expect(missing_debug_implementations, reason = "holds a function")]
pub struct Scene<'a> {
    /// The files, to point into.
    pub sources: &'a Sources,
    /// The note, solved.
    pub reconciled: &'a Reconciled,
    /// Ids of the round's other notes.
    pub notes: &'a NoteIds,
    /// The number that each table is printed with; `None` where no table has any.
    pub numbers: Option<&'a Numbered<TableNo, Option<String>>>,
    /// True where sections have numbers.
    pub numbered: bool,
    /// Words that mark a figure as disputed; `None` where the page is no draft.
    pub disputed: Option<Dispute<'a>>,
    /// The figures as the page's tables print them, where those are rounded to add up.
    pub printed: Option<Printed<'a>>,
}

impl<'a> Scene<'a> {
    /// A scene in which neither tables nor sections have numbers, and no figure is marked.
    pub fn plain(sources: &'a Sources, reconciled: &'a Reconciled, notes: &'a NoteIds) -> Self {
        Self {
            sources,
            reconciled,
            notes,
            numbers: None,
            numbered: false,
            disputed: None,
            printed: None,
        }
    }

    /// The number that a table is printed with, where it has one.
    pub fn number(&self, table: TableNo) -> Option<&'a str> {
        self.numbers?.at(table)?.as_deref()
    }
}

/// Prose, read: its blocks, where tables stand, and what is wrong.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// The blocks; a table's place is an empty table whose `label` is its id.
    pub blocks: Vec<Block>,
    /// Each table placed, with the place.
    pub placed: Vec<(TableNo, Span)>,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
}
