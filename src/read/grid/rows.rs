//! From lines to the blocks that they stand for: a post, a total row, a heading each.

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::grid::{Cell, Line, Mark};
use crate::key::{Kind, Section, post as p, table as k};
use crate::note::{ColumnKind, Lacks, PostNo};
use crate::parse::tree::{Table, Value};
use crate::read::faults::MISPLACED_KEY;
use crate::read::grid::beside::Beside;
use crate::read::grid::bullets;
use crate::read::grid::faults::MARK;
use crate::read::grid::lines::{Lines, is_figure, name};
use crate::read::grid::row::{Row, Rows};
use crate::read::grid::shifted::{Placed, is_id};
use crate::read::grid::target::Target;
use crate::read::reader::Reader;
use crate::source::{Span, Spanned};
use crate::text;

impl<'t> Lines<'_, 't> {
    /// Reads the lines; what stands beside them in blocks is added.
    pub(super) fn read(
        &self,
        reader: &mut Reader,
        lines: &[Line<'t>],
        beside: &mut Beside<'t>,
    ) -> Rows<'t> {
        let mut rows = Rows::default();
        let mut above = None;
        let parts = bullets::parts(self, lines);
        let last = lines.iter().rposition(|line| line.filled().next().is_some());
        for (number, line) in lines.iter().enumerate() {
            if line.filled().next().is_none() && line.mark == Mark::Post {
                continue;
            }
            let is_part = parts.contains(&number);
            let mark = self.mark(reader, line, beside, Some(number) == last, is_part);
            if mark == Mark::Total {
                self.total(reader, line, &mut rows);
                continue;
            }
            let placed = self.placed(reader, line, lines);
            let row = self.row(reader, (line, placed), mark, above, beside);
            if mark == Mark::Post {
                above = Some(PostNo(rows.posts.len()));
            }
            rows.posts.push(row);
        }
        rows
    }

    /// The block that a line stands for, with what a block beside it adds.
    fn row(
        &self,
        reader: &mut Reader,
        (line, placed): (&Line<'t>, Placed),
        mark: Mark,
        above: Option<PostNo>,
        beside: &mut Beside<'t>,
    ) -> Row<'t> {
        let span =
            line.filled().next().map_or(self.span(&line.range), |(_, cell)| self.span(&cell.range));
        let mut block = Table { entries: Vec::with_capacity(line.cells.len() + 1), span };
        let at_mark = self.span(&line.mark_range);
        let kind = match mark {
            Mark::Heading => Some(&p::HEADING),
            Mark::Subtotal => Some(&p::SUBTOTAL),
            _ => None,
        };
        // A heading's or subtotal's words are its text, whatever column they stand in.
        let label = kind.and_then(|_| self.label(line)).map(|(number, _)| number);
        let torn = placed != Placed::Sound;
        let mut astray = torn;
        let filled = line.filled().filter(|_| !torn);
        for (number, cell) in filled {
            if label == Some(number) {
                block.entries.push(self.entry(&p::TEXT, number, self.words(cell)));
            } else if let Some(entry) = self.value(number, cell) {
                block.entries.push(entry);
            } else {
                astray |= is_figure(&cell.text);
            }
        }
        if let Placed::Shifted(at) = placed {
            // Its words and codes; what it has of figures is held against nothing.
            let shifted =
                line.filled().map(|(number, cell)| (number + usize::from(number >= at), cell));
            let words = shifted.filter(|(number, _)| !self.is_figure(*number));
            block.entries.extend(words.filter_map(|(number, cell)| self.value(number, cell)));
        }
        if placed == Placed::Torn
            && let Some(cell) = line.cells.first()
        {
            if self.known.id == Some(0) {
                // Of a line whose cells can't be told, the first word is all that may be an id.
                let own = self.text.get(cell.range.clone()).unwrap_or_default();
                let parts =
                    |c: char| c.is_whitespace() || !(c.is_alphanumeric() || "_-".contains(c));
                let id = own.split(parts).next().unwrap_or_default();
                if is_id(id) {
                    let id = Value::Text(Cow::Borrowed(id));
                    let node = Spanned::new(id, self.span(&cell.range));
                    block.entries.push(self.entry(&p::ID, 0, node));
                }
            } else {
                block.entries.push(self.entry(&p::TEXT, 0, self.words(cell)));
            }
        }
        let id = block.get(p::ID.name).and_then(|node| match &node.value {
            Value::Text(id) => Some(id.to_string()),
            _ => None,
        });
        let added = id.and_then(|id| beside.take(reader, &id, &mut block));
        let summed = added.is_some_and(|added| added.says_sum);
        block.entries.extend(
            kind.filter(|_| !summed)
                .map(|key| (name(key.name, at_mark), Spanned::new(Value::Bool(true), at_mark))),
        );
        let above = (mark == Mark::OfWhich).then(|| {
            if above.is_none() {
                let message = text!(
                    "> betyder en del af posten ovenover, men der står ingen post ovenover",
                    "> means a part of the post above, but there is no post above"
                );
                reader.push(Diagnostic::new(&MARK, at_mark, message).help(text!(
                    "slet >, eller flyt linjen ned under den post, den er en del af",
                    "delete >, or move the line down below the post that it is a part of"
                )));
            }
            above
        });
        let lacks = self.lacks(line).filter(|_| !torn);
        Row { block: Cow::Owned(block), above: above.flatten(), at_mark, astray, lacks }
    }

    /// The cells of a line that are fewer than the headers.
    fn lacks(&self, line: &Line<'t>) -> Option<Lacks> {
        let of = |count: usize| u16::try_from(count).ok();
        let (cells, headers) = (of(line.cells.len())?, of(self.heads.len())?);
        (cells < headers).then_some(Lacks { cells, headers })
    }

    /// A total row: of all posts, or of those with the codes that the line has.
    fn total(&self, reader: &mut Reader, line: &Line<'t>, rows: &mut Rows<'t>) {
        let at_mark = self.span(&line.mark_range);
        let mut block = Table { entries: Vec::new(), span: at_mark };
        let mut codes = Table { entries: Vec::new(), span: at_mark };
        let label = self.label(line).map(|(number, _)| number);
        let filled = line.filled().filter(|(number, _)| !line.torn || label == Some(*number));
        for (number, cell) in filled {
            if label == Some(number) {
                block.entries.push(self.entry(&k::TOTAL_TEXT, number, self.words(cell)));
                continue;
            }
            match self.target(number) {
                Target::Key(key) if key.kind != Kind::Amount => {
                    let known = Section::Where.has(key.name);
                    if known {
                        codes.entries.extend(self.value(number, cell));
                    } else {
                        self.not_of_a_total(reader, cell);
                    }
                }
                Target::Named(_, kind) if *kind != ColumnKind::Figure => {
                    self.not_of_a_total(reader, cell);
                }
                _ => block.entries.extend(self.value(number, cell)),
            }
        }
        if codes.entries.is_empty() {
            if let Some(first) = &rows.grand_total {
                let message = text!("tabellen har to totalrækker", "the table has two total rows");
                reader.push(Diagnostic::new(&MARK, at_mark, message)
                    .label(first.span, text!("den første", "the first"))
                    .help(text!(
                        "skriv = for en delsum; en total af nogle af posterne har deres kode i sin celle, fx service under styringsomraade",
                        "write = for a subtotal; a total of some of the posts has their code in its cell, e.g. service below styringsomraade"
                    )));
                return;
            }
            rows.grand_total = Some(block);
            return;
        }
        let span =
            codes.entries.iter().map(|(_, node)| node.span).reduce(Span::to).unwrap_or(at_mark);
        let codes = Spanned::new(Value::Table(codes), span);
        block.entries.push((name(k::TOTAL_WHERE.name, span), codes));
        rows.totals.push(block);
    }

    fn not_of_a_total(&self, reader: &mut Reader, cell: &Cell<'t>) {
        let text = &cell.text;
        let message = text!(
            "\"{text}\" står på en totalrække, hvor det ikke trykkes",
            "\"{text}\" stands on a total row, where it is not printed"
        );
        reader.push(Diagnostic::new(&MISPLACED_KEY, self.span(&cell.range), message).help(text!(
            "slet det, eller flyt det til tabellens note",
            "delete it, or move it to the table's note"
        )));
    }
}
