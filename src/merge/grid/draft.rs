//! Merged lines on their way to a text.

use crate::grid::{self, Sheet, SheetRow};
use crate::merge::conflict::Conflict;
use crate::merge::order::Places;
use crate::merge::output::{OURS, THEIRS};

/// The merged lines as far as they are made.
#[derive(Default)]
pub(super) struct Draft {
    /// All lines that are written, those of conflicts too.
    pub(super) sheet: Sheet,
    /// Another header, where both sides have changed it.
    pub(super) other_header: Option<Vec<String>>,
    pub(super) pieces: Vec<Piece>,
    pub(super) conflicts: Vec<Conflict>,
}

/// What is written, by the numbers of lines.
pub(super) enum Piece {
    /// A line; with ours of that number where it is the same.
    Line(usize, Option<usize>),
    /// The lines of ours and theirs.
    Conflict(Option<usize>, Option<usize>),
}

impl Draft {
    pub(super) fn add(&mut self, row: SheetRow) -> usize {
        self.sheet.rows.push(row);
        self.sheet.rows.len() - 1
    }

    /// The value with its quotes: ours as it is laid out where that can be kept, and what is new in
    /// the layout.
    pub(super) fn written(
        &self,
        own: &str,
        ours: &Sheet,
        columns: &[Places],
        marks: usize,
    ) -> String {
        let parsed = grid::parse(own);
        let as_ours = parsed.lines.iter().all(|line| own[line.range.clone()].starts_with('|'))
            && parsed.marked == self.sheet.is_marked()
            && self.other_header.is_none()
            && self.sheet.header == ours.header
            && columns.iter().enumerate().all(|(at, places)| places[1] == Some(at));
        let raw = |number: usize| {
            let line = parsed.lines.get(number)?;
            let start = own[..line.range.start].rfind('\n').map_or(0, |at| at + 1);
            let end = own[line.range.end..].find('\n').map_or(own.len(), |at| line.range.end + at);
            Some(own[start..end].trim_end())
        };
        let lines = self.sheet.lines();
        let line = |number: usize| lines.get(number + 1).map_or("", String::as_str);
        let mut out = String::from("'''\n");
        let mut push = |line: &str| {
            out.push_str(line);
            out.push('\n');
        };
        let mark = |sign: &str, name: &str| format!("{}{name}", sign.repeat(marks));
        let (first, last) = (mark("<", &format!(" {OURS}")), mark(">", &format!(" {THEIRS}")));
        let middle = mark("=", "");
        let header = || {
            let end = own.find('|').and_then(|at| own[at..].find('\n').map(|end| at + end))?;
            own.get(..end).map(str::trim)
        };
        match &self.other_header {
            Some(other) => {
                let other = Sheet { header: other.clone(), rows: self.sheet.rows.clone() }.lines();
                push(&first);
                push(&lines[0]);
                push(&middle);
                push(&other[0]);
                push(&last);
            }
            None => push(header().filter(|_| as_ours).unwrap_or(&lines[0])),
        }
        for piece in &self.pieces {
            match piece {
                Piece::Line(number, same) => {
                    let kept = same.filter(|_| as_ours).and_then(raw);
                    push(kept.unwrap_or_else(|| line(*number)));
                }
                Piece::Conflict(own, theirs) => {
                    push(&first);
                    if let Some(own) = own {
                        push(line(*own));
                    }
                    push(&middle);
                    if let Some(theirs) = theirs {
                        push(line(*theirs));
                    }
                    push(&last);
                }
            }
        }
        out + "'''"
    }
}
