//! What a table's rows are read from, wherever they are written.

use std::borrow::Cow;

use crate::note::{Column, ColumnKey, Lacks, NoteMark, PostNo};
use crate::parse::tree::Table;
use crate::source::Span;

/// One post, wherever it is written.
pub(crate) struct Row<'t> {
    /// What it says.
    pub(crate) block: Cow<'t, Table<'t>>,
    /// The post above that its mark says it is a part of.
    pub(crate) above: Option<PostNo>,
    /// Where the mark is.
    pub(crate) at_mark: Span,
    /// True where it has a figure below a header that is no column.
    pub(crate) astray: bool,
    /// Where it has fewer cells than there are headers.
    pub(crate) lacks: Option<Lacks>,
}

impl<'t> Row<'t> {
    /// A post that is a block of its own.
    pub(crate) fn block(block: &'t Table<'t>) -> Self {
        Self {
            block: Cow::Borrowed(block),
            above: None,
            at_mark: block.span,
            astray: false,
            lacks: None,
        }
    }
}

/// What the lines of a table stand for.
#[derive(Default)]
pub(crate) struct Rows<'t> {
    /// The posts.
    pub(crate) posts: Vec<Row<'t>>,
    /// The total row.
    pub(crate) grand_total: Option<Table<'t>>,
    /// Totals of some of the posts.
    pub(crate) totals: Vec<Table<'t>>,
    /// The columns that the headers name, where the table names none.
    pub(crate) columns: Vec<Column>,
    /// Marks of notes at headers.
    pub(crate) marks: Vec<NoteMark>,
    /// The columns in the order of the headers, the sum across too.
    pub(crate) order: Vec<ColumnKey>,
}
