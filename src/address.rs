//! A figure's address: `round/note/table/post/column` in the note's own words, never an index.
//!
//! Reordering a note, or adding to it, changes no address of what was there: each follows from what
//! its own round, note, table, post and column say of themselves. `docs/json.md` describes the form
//! for those who read it elsewhere.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::key::{post, table};
use crate::note::{
    ColumnKey, GrandTotal, Note, Numbered, Post, PostNo, Row, Table, TableNo, TotalNo, Word,
};
use crate::source::Span;

/// Names of rows that no post has for its own.
const TOTAL_ROW: &str = table::GRAND_TOTAL.name;
const STATED_ROW: &str = table::MUST_GIVE.name;
/// Stands for what says nothing of itself.
const NOTHING: &str = "=";

/// The addresses of a note's figures. Of a table that is derived whole, those of the note with its
/// rows filled in.
#[derive(Clone, Debug)]
pub struct Addresses<'n> {
    note: &'n Note,
    /// `round/note`.
    head: String,
    tables: Numbered<TableNo, Names>,
}

/// What a table and its rows are called.
#[derive(Clone, Debug)]
struct Names {
    table: String,
    posts: Numbered<PostNo, String>,
    totals: Numbered<TotalNo, String>,
}

impl<'n> Addresses<'n> {
    /// Those of a note.
    pub fn new(note: &'n Note) -> Self {
        let tables: Vec<String> = apart(note.tables.iter().map(|table| word(&table.id.value)));
        let names = |(table, name): (&Table, String)| Names {
            table: name,
            posts: apart(table.posts.iter().map(self::post)),
            totals: apart(
                table.totals.iter().map(|total| keyed(table::TOTALS.name, &total.text.value)),
            ),
        };
        Self { note, head: head(note), tables: note.tables.iter().zip(tables).map(names).collect() }
    }

    /// The address of a table's figure, by the table's number, row and column; `None` where there
    /// is no such row.
    pub fn of(&self, table: TableNo, row: Row, column: &ColumnKey) -> Option<String> {
        self.row(table, row).map(|row| in_column(&row, column))
    }

    /// What the addresses of a row's figures begin with, for [`in_column`]:
    /// `round/note/table/post`.
    pub fn row(&self, table: TableNo, row: Row) -> Option<String> {
        let names = self.tables.at(table)?;
        let row = match row {
            Row::Post(post) => names.posts.at(post)?,
            Row::Total(total) => names.totals.at(total)?,
            Row::Grand => TOTAL_ROW,
            Row::Stated => STATED_ROW,
        };
        Some(format!("{}/{}/{row}", self.head, names.table))
    }

    /// The table's number, row and column of an address; `None` where the note has no such row or
    /// column.
    pub fn find(&self, address: &str) -> Option<(TableNo, Row, ColumnKey)> {
        let mut parts = address.strip_prefix(self.head.as_str())?.strip_prefix('/')?.split('/');
        let (table, row, column) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let (number, names) = self.tables.numbered().find(|(_, names)| names.table == table)?;
        let table = self.note.table_at(number)?;
        let row = match row {
            row if row == TOTAL_ROW => Row::Grand,
            row if row == STATED_ROW => Row::Stated,
            _ => names
                .posts
                .number_of(row)
                .map(Row::Post)
                .or_else(|| names.totals.number_of(row).map(Row::Total))?,
        };
        let across = [ColumnKey::Across];
        let mut keys = table.columns.iter().map(|own| &own.key).chain(&across);
        let key = keys.find(|key| word(&key.to_string()) == column)?;
        Some((number, row, key.clone()))
    }

    /// The place and the address of each figure that is written.
    pub fn written(&self) -> impl Iterator<Item = (Span, String)> {
        self.note.numbered_tables().flat_map(move |(index, table)| {
            let stated =
                table.must_give.iter().map(|stated| (Row::Stated, &ColumnKey::Across, stated.span));
            let cells = written_cells(table).chain(stated);
            cells.filter_map(move |(row, column, span)| Some((span, self.of(index, row, column)?)))
        })
    }
}

/// The address of the figure in a column of a row.
pub fn in_column(row: &str, column: &ColumnKey) -> String {
    format!("{row}/{}", word(&column.to_string()))
}

/// The note, table, row and column that an address leads to among `notes`.
pub fn find<'n>(
    notes: &'n [Arc<Note>],
    address: &str,
) -> Option<(&'n Note, TableNo, Row, ColumnKey)> {
    let of =
        |note: &&Note| address.strip_prefix(&head(note)).is_some_and(|rest| rest.starts_with('/'));
    notes.iter().map(AsRef::as_ref).filter(of).find_map(|note| {
        let (table, row, column) = Addresses::new(note).find(address)?;
        Some((note, table, row, column))
    })
}

fn written_cells(table: &Table) -> impl Iterator<Item = (Row, &ColumnKey, Span)> {
    let grand = match &table.grand_total {
        GrandTotal::Row { cells, .. } => cells.as_slice(),
        GrandTotal::None => &[],
    };
    let posts =
        table.numbered_posts().map(|(index, post)| (Row::Post(index), post.cells.as_slice()));
    let totals =
        table.numbered_totals().map(|(index, total)| (Row::Total(index), total.cells.as_slice()));
    let rows = posts.chain([(Row::Grand, grand)]).chain(totals);
    rows.flat_map(|(row, cells)| cells.iter().map(move |cell| (row, &cell.column, cell.span)))
}

fn head(note: &Note) -> String {
    format!("{}/{}", word(&note.round), word(&note.id.value))
}

/// A post's name: its id, or else all that it says of what its money is for.
fn post(of: &Post) -> String {
    let id = of.id.as_ref().map(|id| id.value.as_str()).filter(|id| !id.is_empty());
    if let Some(id) = id {
        return if [TOTAL_ROW, STATED_ROW].contains(&id) {
            keyed(post::ID.name, id)
        } else {
            escaped(id)
        };
    }
    let text = |word: &'_ Option<Word>| word.as_ref().map(|word| word.value.clone());
    let first = [
        (&post::TEXT, text(&of.text)),
        (&post::AGREEMENT, text(&of.agreement)),
        (&post::COMMITTEE, text(&of.committee)),
    ];
    let last = [
        (&post::APPROPRIATION, text(&of.appropriation)),
        (&post::AREA, text(&of.area)),
        (&post::UI, of.ui.as_ref().map(|ui| ui.value.word().to_owned())),
        (&post::SORT, of.sort.map(|sort| sort.word().to_owned())),
        (&post::AT_POINT, text(&of.at_point)),
        (&post::CHOICE, text(&of.choice)),
    ];
    let one =
        |(key, word): (&crate::key::Key, Option<String>)| word.map(|word| keyed(key.name, &word));
    let administrations =
        of.administrations.iter().map(|word| keyed(post::ADMINISTRATION.name, &word.value));
    let parts: Vec<String> = first
        .into_iter()
        .filter_map(one)
        .chain(administrations)
        .chain(last.into_iter().filter_map(one))
        .collect();
    if parts.is_empty() { NOTHING.to_owned() } else { parts.join(";") }
}

fn keyed(key: &str, text: &str) -> String {
    format!("{key}={}", escaped(text))
}

/// A name that something has; the mark where it has none.
fn word(text: &str) -> String {
    if text.is_empty() { NOTHING.to_owned() } else { escaped(text) }
}

/// A text without what the form itself is written with, and without what can't be seen: such a
/// character is `%` and two digits for each of its bytes in UTF-8, as in the addresses of the web
/// (RFC 3986).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if marks(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn marks(c: char) -> bool {
    matches!(c, '%' | '/' | ';' | '=' | '~')
        || c.is_control()
        || (c.is_whitespace() && c != ' ')
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Tells names that are alike apart: the second is `name~2`, in the order of the note.
fn apart<L: FromIterator<String>>(names: impl Iterator<Item = String>) -> L {
    let mut seen: HashMap<String, usize> = HashMap::new();
    names
        .map(|name| {
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            if *count == 1 { name } else { format!("{name}~{count}") }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_form_is_written_with_is_escaped() {
        assert_eq!(escaped("Drift og vedligehold, æøå"), "Drift og vedligehold, æøå");
        assert_eq!(escaped("2016/17"), "2016%2F17");
        assert_eq!(escaped("50 % = a;b~c\n"), "50 %25 %3D a%3Bb%7Ec%0A");
        assert_eq!(escaped("a\u{a0}b\u{200b}"), "a%C2%A0b%E2%80%8B");
    }

    #[test]
    fn names_that_are_alike_are_numbered_from_the_second() {
        let names = ["a", "b", "a", "a"].map(str::to_owned);
        assert_eq!(apart::<Vec<String>>(names.into_iter()), ["a", "b", "a~2", "a~3"]);
    }
}
