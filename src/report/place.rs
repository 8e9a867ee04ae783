//! Where a finding points, as machines count: lines and columns from 1 in Unicode scalars.

use crate::source::{Position, Sources, Span};

/// A place in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// Path from the project's root, with `/`.
    pub(super) file: &'a str,
    /// Its first character.
    pub(super) start: Position,
    /// The place after its last character.
    pub(super) end: Position,
}

impl<'a> Place<'a> {
    pub(super) fn of(span: Span, sources: &'a Sources) -> Self {
        let source = sources.get(span.file);
        let at = |offset: u32| {
            source
                .map_or(Position { line: 1, column: 1 }, |source| source.position(offset as usize))
        };
        Self {
            file: source.map_or("", |source| &source.path),
            start: at(span.start),
            end: at(span.end),
        }
    }

    /// The last line that it has a character on: a place that ends with its line's end does not
    /// reach into the next.
    pub(super) fn last_line(&self) -> usize {
        if self.end.column == 1 && self.end.line > self.start.line {
            self.end.line - 1
        } else {
            self.end.line
        }
    }
}
