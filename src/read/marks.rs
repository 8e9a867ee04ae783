//! Marks of notes in a table, and what is said of them under it.

use crate::grid::figure::{self, Read};
use crate::note::{Cell, GrandTotal, Marked, MarkedNote, NoteMark, Prose, Row, Table, Word, mark};
use crate::parse::tree::{Node, Value};
use crate::read::reader::Reader;
use crate::source::{Span, Spanned};

/// Takes the mark from the end of a word, and its place.
pub(crate) fn take(word: &mut Word, at: Marked) -> Option<NoteMark> {
    let (text, own) = mark::split(&word.value)?;
    let (text, own) = (text.to_owned(), own.to_owned());
    let found = NoteMark { at, mark: Spanned::new(own, word.span) };
    word.value = text;
    Some(found)
}

/// A figure that has a mark, without it: in a table's lines, or in quotes.
pub(crate) fn figure<'s>(reader: &mut Reader, node: &Node<'s>) -> Option<Node<'s>> {
    let (Value::Printed(text) | Value::Text(text)) = &node.value else { return None };
    let (figure, own) = mark::split(text)?;
    let quoted = matches!(node.value, Value::Text(_));
    let read = figure::read(figure);
    if read == Read::Unreadable || (quoted && matches!(read, Read::Either { .. })) {
        return None;
    }
    reader.mark(node.span, Spanned::new(own.to_owned(), node.span));
    Some(Spanned::new(Value::Printed(figure.to_owned().into()), node.span))
}

/// Gives the table the marks of its figures, each with its row and column.
pub(crate) fn place(reader: &mut Reader, table: &mut Table) {
    let marks = reader.take_marks();
    if marks.is_empty() {
        return;
    }
    let posts = table.numbered_posts().map(|(number, post)| (Row::Post(number), &post.cells));
    let totals = table.numbered_totals().map(|(number, total)| (Row::Total(number), &total.cells));
    let grand = match &table.grand_total {
        GrandTotal::Row { cells, .. } => Some((Row::Grand, cells)),
        GrandTotal::None => None,
    };
    let rows: Vec<(Row, &Vec<Cell>)> = posts.chain(totals).chain(grand).collect();
    let mut found = Vec::new();
    for (span, mark) in marks {
        let cell = rows.iter().find_map(|(row, cells)| {
            let cell = cells.iter().find(|cell| cell.span == span)?;
            Some(Marked::Figure(*row, cell.column.clone()))
        });
        found.extend(cell.map(|at| NoteMark { at, mark }));
    }
    table.marks.extend(found);
    table.marks.sort_by_key(|mark| mark.mark.span);
}

/// Parts the text under a table: what stands before the first note, and the notes.
pub(crate) fn notes(reader: &Reader, text: Option<Prose>) -> (Option<Prose>, Vec<MarkedNote>) {
    let Some(text) = text else { return (None, Vec::new()) };
    let part = |start: usize, end: usize| {
        let trimmed = text.value[start..end].trim();
        let start =
            start + (text.value[start..end].len() - text.value[start..end].trim_start().len());
        let range = start..start + trimmed.len();
        let span = text
            .value
            .start_in(&reader.file_text())
            .map_or(text.span, |at| Span::new(text.span.file, at + range.start..at + range.end));
        Spanned::new(text.value.part(range), span)
    };
    let mut starts: Vec<(usize, Option<(String, usize)>)> = Vec::new();
    let (mut at, mut after_blank) = (0, false);
    for line in text.value.split_inclusive('\n') {
        let plain = line.trim_start();
        let indent = line.len() - plain.len();
        if let Some((own, end)) = mark::leading(plain) {
            starts.push((at, Some((own.to_owned(), at + indent + end))));
        } else if after_blank
            && !plain.is_empty()
            && starts.last().is_some_and(|(_, own)| own.is_some())
        {
            starts.push((at, None));
        }
        after_blank = plain.is_empty();
        at += line.len();
    }
    let Some((first, _)) = starts.first() else { return (Some(text), Vec::new()) };
    let before = part(0, *first);
    let mut notes = Vec::new();
    for (number, (start, own)) in starts.iter().enumerate() {
        let end = starts.get(number + 1).map_or(text.value.len(), |(next, _)| *next);
        let said = part(own.as_ref().map_or(*start, |(_, start)| *start), end);
        let mark = own.as_ref().map(|(own, _)| Spanned::new(own.clone(), part(*start, end).span));
        notes.push(MarkedNote { mark, text: said });
    }
    ((!before.value.is_empty()).then_some(before), notes)
}
