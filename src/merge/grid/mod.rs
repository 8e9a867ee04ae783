//! A table's lines: rows are paired as posts are, columns by their headers, and each cell is merged
//! by the three-way rule.

mod columns;
mod draft;

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::conflict::{Conflict, join};
use super::order::{Places, order};
use super::pairing::threes_of;
use crate::grid::{self, Mark, Sheet, SheetRow, same_cell};
use crate::key::post;
use crate::text;
use crate::text::Text;
use columns::{columns, kept, known};
use draft::{Draft, Piece};

/// What comes of three versions of a table's lines.
pub(super) struct MergedLines {
    /// The value with its quotes, lines that conflict marked.
    pub(super) value: String,
    /// Each cell that both sides have changed.
    pub(super) conflicts: Vec<Conflict>,
}

/// Merges three values with their quotes. `None` where they can't be merged by cells: a version has
/// lines that can't be told, or one side has removed a column that the other has written in.
pub(super) fn merge(
    [base, ours, theirs]: [&str; 3],
    place: &Text,
    marks: usize,
) -> Option<MergedLines> {
    let own = inner(ours)?;
    let sheets = [sheet(inner(base)?)?, sheet(own)?, sheet(inner(theirs)?)?];
    let columns = columns(&sheets);
    let shared: BTreeSet<&str> = columns
        .iter()
        .filter(|places| places.iter().all(Option::is_some))
        .filter_map(|places| Some(sheets[0].header[places[0]?].as_str()))
        .collect();
    let known = [0, 1, 2].map(|side| known(&sheets, side, &columns, &shared));
    let rows = threes_of(&known[0], &known[1], &known[2]).ok()?;
    let merge = Merge { sheets: &sheets, columns: &columns, rows: &rows, place };
    if merge.loses_a_column() {
        return None;
    }
    let mut result = Draft::default();
    merge.header(&mut result);
    for row in order(&rows) {
        merge.row(rows[row], &mut result);
    }
    let value = result.written(own, &sheets[1], &kept(&columns), marks);
    let merged = MergedLines { value, conflicts: result.conflicts };
    // What can't be, for it would be a fault of ours.
    let sound = || inner(&merged.value).and_then(sheet).is_some();
    (!merged.conflicts.is_empty() || sound()).then_some(merged)
}

/// What stands within the quotes.
fn inner(value: &str) -> Option<&str> {
    value.strip_prefix("'''")?.strip_suffix("'''")
}

/// The cells of lines that can be told, with no header twice.
fn sheet(text: &str) -> Option<Sheet> {
    let parsed = grid::parse(text);
    let headers: BTreeSet<&str> = parsed.header.iter().map(|cell| &*cell.text).collect();
    let plain = parsed.faults.is_empty()
        && headers.len() == parsed.header.len()
        && !parsed.header.iter().all(grid::Cell::is_blank);
    if plain { Sheet::of(&parsed) } else { None }
}

/// Three versions, and what is the same in them.
struct Merge<'m> {
    sheets: &'m [Sheet; 3],
    columns: &'m [Places],
    rows: &'m [Places],
    place: &'m Text,
}

impl Merge<'_> {
    fn cell(&self, side: usize, row: Option<usize>, column: &Places) -> &str {
        let cell = |row: usize, column: usize| self.sheets[side].rows.get(row)?.cells.get(column);
        row.zip(column[side]).and_then(|(row, column)| cell(row, column)).map_or("", String::as_str)
    }

    fn mark(&self, side: usize, row: Option<usize>) -> Mark {
        let row = row.and_then(|row| self.sheets[side].rows.get(row));
        row.map_or(Mark::Post, |row| row.mark)
    }

    /// True where one side has removed a column in which the other has written something.
    fn loses_a_column(&self) -> bool {
        let lost = self.columns.iter().filter(|places| places[0].is_some());
        lost.into_iter().any(|column| {
            [(1, 2), (2, 1)].iter().any(|(gone, side)| {
                let written = |row: &Places| {
                    row[*side].is_some()
                        && !same_cell(
                            self.cell(*side, row[*side], column),
                            self.cell(0, row[0], column),
                        )
                };
                let name = |side: usize| column[side].map(|at| &self.sheets[side].header[at]);
                column[*gone].is_none()
                    && column[*side].is_some()
                    && (name(*side) != name(0) || self.rows.iter().any(written))
            })
        })
    }

    fn header(&self, result: &mut Draft) {
        let mut other = Vec::new();
        for column in kept(self.columns) {
            let name = |side: usize| column[side].map(|at| self.sheets[side].header[at].clone());
            match (name(0), name(1), name(2)) {
                (base, Some(own), Some(theirs)) => {
                    let merged = three(base.as_deref(), &own, &theirs);
                    if merged.is_none() {
                        result.conflicts.push(self.conflict(
                            &text!("overskriften", "the header"),
                            [base.as_deref(), Some(&own), Some(&theirs)],
                        ));
                    }
                    let (own, theirs) = merged.unwrap_or((own, theirs));
                    result.sheet.header.push(own);
                    other.push(theirs);
                }
                (_, own, theirs) => {
                    let one = own.or(theirs).unwrap_or_default();
                    result.sheet.header.push(one.clone());
                    other.push(one);
                }
            }
        }
        result.other_header = Some(other).filter(|_| !result.conflicts.is_empty());
    }

    fn conflict(&self, what: &Text, [base, ours, theirs]: [Option<&str>; 3]) -> Conflict {
        let value = |value: Option<&str>| value.filter(|text| !text.is_empty()).map(str::to_owned);
        Conflict {
            place: join(self.place, what),
            base: value(base),
            ours: value(ours),
            theirs: value(theirs),
        }
    }

    /// A row in three versions.
    fn row(&self, row: Places, result: &mut Draft) {
        let columns = kept(self.columns);
        let cells = |side: usize| {
            let cells = columns.iter().map(|column| self.cell(side, row[side], column).to_owned());
            SheetRow { mark: self.mark(side, row[side]), cells: cells.collect() }
        };
        let name = || self.name(row);
        match row {
            [_, Some(_), Some(_)] => {
                let (mut own, mut theirs) = (cells(1), cells(2));
                let mut conflicts = Vec::new();
                let was = row[0].map(|_| self.mark(0, row[0]));
                match three(was.map(Mark::text), own.mark.text(), theirs.mark.text()) {
                    Some((mark, _)) => {
                        let mark = Mark::read(&mark).unwrap_or_default();
                        (own.mark, theirs.mark) = (mark, mark);
                    }
                    None => conflicts.push(self.conflict(
                        &join(&name(), &text!("mærket", "the mark")),
                        [was.map(Mark::text), Some(own.mark.text()), Some(theirs.mark.text())],
                    )),
                }
                for (number, column) in columns.iter().enumerate() {
                    let was = self.cell(0, row[0], column);
                    let (mine, others) = (&own.cells[number], &theirs.cells[number]);
                    if let Some((mine, others)) = three(Some(was), mine, others) {
                        own.cells[number] = mine;
                        theirs.cells[number] = others;
                        continue;
                    }
                    let header = Text::same(&result.sheet.header[number]);
                    conflicts.push(
                        self.conflict(
                            &join(&name(), &header),
                            [Some(was), Some(mine), Some(others)],
                        ),
                    );
                }
                if conflicts.is_empty() {
                    let same = row[1].filter(|_| own == cells(1));
                    let line = result.add(own);
                    result.pieces.push(Piece::Line(line, same));
                } else {
                    let (own, theirs) = (result.add(own), result.add(theirs));
                    result.pieces.push(Piece::Conflict(Some(own), Some(theirs)));
                    result.conflicts.append(&mut conflicts);
                }
            }
            [None, Some(_), None] => {
                let line = result.add(cells(1));
                result.pieces.push(Piece::Line(line, row[1]));
            }
            [None, None, Some(_)] => {
                let line = result.add(cells(2));
                result.pieces.push(Piece::Line(line, None));
            }
            [Some(_), Some(_), None] if self.changed(1, row) => {
                let line = result.add(cells(1));
                result.pieces.push(Piece::Conflict(Some(line), None));
                self.removed(row, result);
            }
            [Some(_), None, Some(_)] if self.changed(2, row) => {
                let line = result.add(cells(2));
                result.pieces.push(Piece::Conflict(None, Some(line)));
                self.removed(row, result);
            }
            _ => {}
        }
    }

    /// Says that one side has removed a row that the other has changed.
    fn removed(&self, row: Places, result: &mut Draft) {
        let line = |side: usize| {
            let row = self.sheets[side].rows.get(row[side]?)?;
            let cells: Vec<&str> =
                row.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            Some(cells.join(" | "))
        };
        let [base, ours, theirs] = [line(0), line(1), line(2)];
        result.conflicts.push(
            self.conflict(&self.name(row), [base.as_deref(), ours.as_deref(), theirs.as_deref()]),
        );
    }

    /// True where a side has another mark or cell than the common version.
    fn changed(&self, side: usize, row: Places) -> bool {
        self.mark(side, row[side]) != self.mark(0, row[0])
            || self.columns.iter().any(|column| {
                column[side].is_some()
                    && !same_cell(self.cell(side, row[side], column), self.cell(0, row[0], column))
            })
    }

    /// What a row is called in messages: its id, its text, or its first word.
    fn name(&self, row: Places) -> Text {
        let side = [1, 2, 0].into_iter().find(|side| row[*side].is_some()).unwrap_or(0);
        let sheet = &self.sheets[side];
        let cells = row[side].and_then(|row| sheet.rows.get(row)).map(|row| &row.cells);
        let of = |name: &str| {
            let at = sheet.header.iter().position(|header| header == name)?;
            cells?.get(at).filter(|cell| !cell.is_empty())
        };
        let any = || cells?.iter().find(|cell| !cell.is_empty());
        let name = of(post::ID.name).or_else(|| of(post::TEXT.name)).or_else(any);
        let name = grid::one_line(&Cow::Owned(name.cloned().unwrap_or_default()));
        text!("linjen {name}", "line {name}")
    }
}

/// The rule of three: the merged value for both sides, each as it is written there; `None` where
/// both have changed it in different ways.
fn three(base: Option<&str>, ours: &str, theirs: &str) -> Option<(String, String)> {
    let both = |value: &str| Some((value.to_owned(), value.to_owned()));
    if same_cell(ours, theirs) || base.is_some_and(|base| same_cell(base, theirs)) {
        return both(ours);
    }
    if base.is_some_and(|base| same_cell(base, ours)) {
        return both(theirs);
    }
    None
}
