//! A table that is written in lines, `raekker = '''…'''`: each line is read as the block that it
//! stands for, so that everything that knows posts and totals knows lines.

mod beside;
mod bullets;
mod faults;
mod header;
mod kind;
mod lines;
mod near_header;
mod no_header;
mod over_lines;
mod row;
mod rows;
mod shifted;
mod target;

pub(crate) use faults::{BESIDE, COLUMN, FORM, MARK};
pub(crate) use header::column_id;
pub(crate) use kind::NO_FIGURES;
pub(crate) use row::{Row, Rows};

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::grid::{self, Cell};
use crate::key::{Section, post as p, table as k};
use crate::limit;
use crate::note::{Column, ColumnKey, ColumnKind, Marked, NoteMark, Period, mark};
use crate::parse::tree::{Node, Table, Value};
use crate::parse::{MARKS, limits};
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::read::wrong_type::wrong_type;
use crate::source::{Span, Spanned};
use crate::table_type::TableType;
use crate::text;
use beside::Beside;
use header::{Head, Known};
use lines::Lines;
use target::Target;

/// The lines of a table, as they are typed.
pub(crate) struct Typed<'t> {
    text: &'t str,
    span: Span,
    /// Where the text begins within the file.
    start: usize,
}

/// What the table has for columns before its lines are read.
#[derive(Clone, Copy)]
pub(crate) struct Columns<'c> {
    /// Those that it names; `None` where the headers do.
    pub(crate) named: Option<&'c [Column]>,
    /// Its years; `None` where the headers say them.
    pub(crate) years: Option<&'c [Period]>,
    /// What the sum across is called, where the table says.
    pub(crate) across: Option<&'c str>,
}

/// The lines of a table, where it has any; `file` is the whole text of the file.
pub(crate) fn typed<'t>(
    reader: &mut Reader,
    fields: &Fields<'_>,
    file: &'t str,
) -> Option<Typed<'t>> {
    let node = fields.node(&k::ROWS)?;
    let Value::Text(_) = &node.value else {
        wrong_type(reader, &k::ROWS, node);
        return None;
    };
    let raw = file.get(node.span.range()).unwrap_or_default();
    let (text, before) = literal(reader, node, raw);
    // As much as is read of any text: a finding says so.
    let end = text.char_indices().nth(limit::PROSE.most).map_or(text.len(), |(end, _)| end);
    let text = text.get(..end).unwrap_or_default();
    Some(Typed { text, span: node.span, start: node.span.start as usize + before })
}

/// What stands within the quotes, and how far in it begins.
fn literal<'t>(reader: &mut Reader, node: &Node<'_>, raw: &'t str) -> (&'t str, usize) {
    let within = |quote: &str| {
        let inner = raw.strip_prefix(quote)?;
        Some((inner.strip_suffix(quote).unwrap_or_else(|| without_marks(inner)), quote.len()))
    };
    if let Some(found) = within("'''") {
        return found;
    }
    let long = within("\"\"\"");
    if long.is_none() && raw.contains('\n') {
        // Of several lines, those can only be marks that were mended, and told.
        let inner = raw.trim_start_matches(MARKS);
        return (without_marks(inner), raw.len() - inner.len());
    }
    let (inner, before) = long.or_else(|| within("'")).or_else(|| within("\"")).unwrap_or((raw, 0));
    if !inner.trim().is_empty() {
        let message = if long.is_some() {
            text!(
                "tabellens linjer står i \"\"\", hvor \\ betyder noget særligt",
                "the table's lines stand in \"\"\", where \\ means something else"
            )
        } else {
            text!("tabellens linjer skal stå i '''", "the table's lines must stand in '''")
        };
        let end = node.span.start + u32::try_from(before.max(1)).unwrap_or(1);
        let place = Span { end: end.min(node.span.end), ..node.span };
        reader.push(Diagnostic::new(&FORM, place, message).help(text!(
            "skriv ''' før den første linje og efter den sidste",
            "write ''' before the first line and after the last one"
        )));
    }
    (inner, before)
}

/// Lines without the marks that should end them.
fn without_marks(lines: &str) -> &str {
    let inner = lines.trim_end().trim_end_matches(MARKS);
    // A mark at the end of a cell is the cell's own.
    let alone = inner.is_empty() || inner.ends_with(['\n', '|', ' ', '\t']);
    if alone { inner } else { lines }
}

/// Reads the lines of a table as the posts and totals that they stand for; `blocks` are the posts
/// that stand beside them.
pub(crate) fn read<'t>(
    reader: &mut Reader,
    typed: &Typed<'t>,
    kind: Option<&TableType>,
    columns: Columns<'_>,
    blocks: &[&'t Table<'t>],
) -> Rows<'t> {
    let file = reader.file;
    let place =
        |range: Range<usize>| Span::new(file, typed.start + range.start..typed.start + range.end);
    let mut grid = grid::parse(typed.text);
    let most = limit::COLUMNS.most + Section::Post.keys().len();
    if grid.header.len() > most {
        reader.push(limits::beyond(&limit::COLUMNS, grid.header.len(), typed.span));
        grid.header.truncate(most);
        grid.lines.iter_mut().for_each(|line| line.cells.truncate(most));
    }
    let known = Known { named: columns.named, years: columns.years, across: columns.across };
    if let Some(finding) = no_header::mend(&mut grid, &known, &place) {
        reader.push(finding);
        if grid.header.is_empty() {
            return Rows::default();
        }
    }
    let header_marks = take_marks(&mut grid.header);
    if grid.header.iter().all(Cell::is_blank) {
        let message = text!("tabellen har ingen linjer", "the table has no lines");
        reader.push(Diagnostic::new(&FORM, typed.span, message).help(text!(
            "skriv overskrifterne på den første linje, fx | tekst | 2027 | 2028 |",
            "write the headers on the first line, e.g. | tekst | 2027 | 2028 |"
        )));
        return Rows::default();
    }
    for fault in &grid.faults {
        reader.push(faults::finding(fault, &grid, typed.text, &place));
    }
    let header: Vec<Spanned<&Cell<'_>>> =
        grid.header.iter().map(|cell| Spanned::new(cell, place(cell.range.clone()))).collect();
    let text_type = kind.is_some_and(|kind| kind.name == "tekst");
    let figures = |number: usize| {
        let mut cells = grid.lines.iter().filter_map(|line| line.cell(number)).peekable();
        !text_type && (cells.peek().is_none() || cells.any(|cell| lines::is_figure(&cell.text)))
    };
    let heads = header::resolve(reader, &header, &known, &figures);
    over_lines::one_figure(reader, &mut grid, &heads, typed.text, &place);
    let lines = Lines::new(&heads, &grid, typed.text, kind, &place);
    let mut beside = Beside::new(reader, blocks);
    let mut rows = lines.read(reader, &grid.lines, &mut beside);
    let ids: Vec<&str> = rows
        .posts
        .iter()
        .filter_map(|row| match &row.block.get(p::ID.name)?.value {
            Value::Text(id) => Some(&**id),
            _ => None,
        })
        .collect();
    beside.finish(reader, &ids);
    let marked = heads.iter().zip(header_marks).filter_map(|(head, mark)| {
        let mark = Spanned::new(mark?, head.span);
        let at = match &head.target {
            Target::Key(key) if key_of(&head.target).is_none() => Marked::KeyHeader(key.name),
            target => Marked::Header(key_of(target)?),
        };
        Some(NoteMark { at, mark })
    });
    rows.marks = marked.collect();
    // The post's own `varig` is printed where its header stands, if that is among the figures.
    let figures = heads
        .iter()
        .position(|head| key_of(&head.target).is_some() && !head.target.is_key(&p::PERMANENT));
    let placed = heads.iter().enumerate().filter(|(number, head)| {
        !head.target.is_key(&p::PERMANENT) || figures.is_some_and(|first| first < *number)
    });
    rows.order = placed.filter_map(|(_, head)| key_of(&head.target)).collect();
    rows.columns = columns_of(heads);
    rows
}

/// Takes the marks of notes from the headers, so that these are matched without them.
fn take_marks(header: &mut [Cell<'_>]) -> Vec<Option<String>> {
    let take = |cell: &mut Cell<'_>| {
        let (text, mark) = mark::split(&cell.text)?;
        let (text, mark) = (text.to_owned(), mark.to_owned());
        cell.text = text.into();
        Some(mark)
    };
    header.iter_mut().map(take).collect()
}

/// The columns that headers make: those that the table does not name, and the post's own `varig`
/// where it stands after a figure.
fn columns_of(heads: Vec<Head>) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut figures = false;
    for head in heads {
        if figures && head.target.is_key(&p::PERMANENT) {
            let text = Some(Spanned::new("Varig?".to_owned(), head.span));
            columns.push(Column {
                key: ColumnKey::Named(p::PERMANENT.name.to_owned()),
                text,
                kind: ColumnKind::Text,
                year: None,
                ..Column::amount(head.span)
            });
        }
        figures |= key_of(&head.target).is_some() && !head.target.is_key(&p::PERMANENT);
        columns.extend(head.column);
    }
    columns
}

fn key_of(target: &Target) -> Option<ColumnKey> {
    match target {
        Target::Period(period) | Target::NearPeriod(period) | Target::Range(period, _) => {
            Some(ColumnKey::Period(*period))
        }
        Target::Named(id, _) => Some(ColumnKey::Named(id.clone())),
        Target::Key(key) if key.name == p::ACROSS.name => Some(ColumnKey::Across),
        Target::Key(key) if key.name == p::AMOUNT.name => Some(ColumnKey::Amount),
        Target::Key(key) if key.name == p::PERMANENT.name => {
            Some(ColumnKey::Named(key.name.to_owned()))
        }
        _ => None,
    }
}
