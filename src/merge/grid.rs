//! A table's lines: rows are paired as posts are, columns by their headers, and each cell is merged
//! by the three-way rule.

use std::collections::BTreeSet;

use super::conflict::{Conflict, join};
use super::order::{Places, order};
use super::output::{OURS, THEIRS};
use super::pairing::{Known, threes_of};
use crate::grid::{self, Holds, Mark, Sheet, SheetRow, same_cell};
use crate::key::post;
use crate::text;
use crate::text::Text;

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
    let mut result = Result::default();
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
    plain.then(|| Sheet::of(&parsed))
}

/// The columns of three versions that are the same: those of one header, and one whose header is
/// another one in the same place. Years are never called anything else.
fn columns(sheets: &[Sheet; 3]) -> Vec<Places> {
    let at = |side: usize, name: &str| sheets[side].header.iter().position(|own| own == name);
    let renamed = |side: usize, place: usize| {
        let (old, new) = (&sheets[0].header, &sheets[side].header);
        let name = new.get(place).filter(|_| old.len() == new.len())?;
        let free = at(0, name).is_none() && at(side, &old[place]).is_none();
        let words = [&old[place], name].iter().all(|name| grid::holds(name) != Holds::Money);
        (free && words).then_some(place)
    };
    let mut out: Vec<Places> = Vec::new();
    for (place, name) in sheets[0].header.iter().enumerate() {
        let of = |side| at(side, name).or_else(|| renamed(side, place));
        out.push([Some(place), of(1), of(2)]);
    }
    for side in [1, 2] {
        for (place, name) in sheets[side].header.iter().enumerate() {
            if out.iter().any(|places| places[side] == Some(place)) {
                continue;
            }
            let added = |places: &&mut Places| {
                places[0].is_none() && places[1].is_some_and(|own| sheets[1].header[own] == *name)
            };
            match out.iter_mut().find(added).filter(|_| side == 2) {
                Some(places) => places[2] = Some(place),
                None => {
                    let mut places = [None; 3];
                    places[side] = Some(place);
                    out.push(places);
                }
            }
        }
    }
    out
}

/// The columns that are in the result, in order.
fn kept(columns: &[Places]) -> Vec<Places> {
    let is_kept = |places: &Places| match places {
        [Some(_), own, other] => own.is_some() && other.is_some(),
        _ => true,
    };
    order(columns).into_iter().map(|column| columns[column]).filter(is_kept).collect()
}

/// What the rows of a version are known by: cells of columns that all three have.
fn known(
    sheets: &[Sheet; 3],
    side: usize,
    columns: &[Places],
    shared: &BTreeSet<&str>,
) -> Vec<Known> {
    // A column is called what the common version calls it.
    let called: Vec<(usize, &str)> = columns
        .iter()
        .filter_map(|places| {
            let name = &sheets[0].header[places[0]?];
            shared.contains(name.as_str()).then_some((places[side]?, name.as_str()))
        })
        .collect();
    let row = |row: &SheetRow| {
        let filled = called.iter().filter(|(place, _)| !row.cells[*place].is_empty());
        let said: Vec<(&str, &str)> =
            filled.map(|(place, name)| (*name, row.cells[*place].as_str())).collect();
        let id = said.iter().find(|(name, _)| *name == post::ID.name);
        let codes = said.iter().filter(|(name, cell)| {
            *name != post::ID.name
                && grid::holds(name) != Holds::Money
                && grid::parted(cell).is_none()
        });
        let codes: Vec<String> = codes.map(|(name, cell)| format!("{name}={cell}")).collect();
        let cell = |(name, cell): &(&str, &str)| {
            format!("{name}={}", grid::parted(cell).unwrap_or_else(|| (*cell).to_owned()))
        };
        let mut lines: Vec<String> = said.iter().map(cell).collect();
        let text = format!("{} {}", row.mark.text(), lines.join("\n"));
        lines.sort_unstable();
        Known {
            name: String::new(),
            id: id.map(|(_, id)| (*id).to_owned()),
            codes: (!codes.is_empty()).then(|| codes.join("\n")),
            lines,
            text,
        }
    };
    sheets[side].rows.iter().map(row).collect()
}

/// Three versions, and what is the same in them.
struct Merge<'m> {
    sheets: &'m [Sheet; 3],
    columns: &'m [Places],
    rows: &'m [Places],
    place: &'m Text,
}

/// The merged lines as far as they are made.
#[derive(Default)]
struct Result {
    /// All lines that are written, those of conflicts too.
    sheet: Sheet,
    /// Another header, where both sides have changed it.
    other_header: Option<Vec<String>>,
    pieces: Vec<Piece>,
    conflicts: Vec<Conflict>,
}

/// What is written, by the numbers of lines.
enum Piece {
    /// A line; with ours of that number where it is the same.
    Line(usize, Option<usize>),
    /// The lines of ours and theirs.
    Conflict(Option<usize>, Option<usize>),
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

    fn header(&self, result: &mut Result) {
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
    fn row(&self, row: Places, result: &mut Result) {
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
    fn removed(&self, row: Places, result: &mut Result) {
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
        let name = name.map_or("", String::as_str);
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

impl Result {
    fn add(&mut self, row: SheetRow) -> usize {
        self.sheet.rows.push(row);
        self.sheet.rows.len() - 1
    }

    /// The value with its quotes: ours as it is laid out where that can be kept, and what is new in
    /// the layout.
    fn written(&self, own: &str, ours: &Sheet, columns: &[Places], marks: usize) -> String {
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
                    own.iter().for_each(|number| push(line(*number)));
                    push(&middle);
                    theirs.iter().for_each(|number| push(line(*number)));
                    push(&last);
                }
            }
        }
        out + "'''"
    }
}
