//! Figures for other programs, compared with the page: the same cell must be the same amount in
//! both.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::audit::book::Book;
use crate::audit::breach::{Audit, Breach, Elsewhere, Kind, in_file};
use crate::audit::names::Register;
use crate::audit::sheet::{Place, Sheet, breach};
use crate::audit::words::Found;
use crate::note::{ColumnKind, Note};
use crate::page::Page;
use crate::register::{Municipality, Round};

/// A figure of a note as a file tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Id of its note.
    pub note: String,
    /// Id of its table.
    pub table: String,
    /// The number of its post in the table, from 1.
    pub number: usize,
    /// What its post is called.
    pub post: String,
    /// Its appropriation; none where that is not reported.
    pub appropriation: Option<String>,
    /// The key of its column.
    pub column: String,
    /// The amount as the file has it, `-1234.5`.
    pub amount: String,
}

/// Holds the figures of a file against a note's page: each is what its cell says, and each cell of
/// a post that says something is among them.
pub fn exported(
    note: &Note,
    municipality: &Municipality,
    round: &Round,
    page: &Page,
    figures: &[Exported],
) -> Audit {
    let mut audit = Audit::default();
    let found = Found::of(page);
    let register = Register { municipality, year: round.year() };
    let book = Book::read(note, register, round, &found.tables, page.draft, &mut Audit::default());
    let mut found: HashSet<usize> = HashSet::new();
    for figure in figures.iter().filter(|figure| figure.note == note.id.value) {
        let sheet = note
            .tables
            .iter()
            .position(|table| table.id.value == figure.table)
            .and_then(|table| book.sheet_of(table));
        let Some(sheet) = sheet else { continue };
        let column =
            sheet.columns.iter().position(|column| column.key.to_string() == figure.column);
        let Some(id) = column
            .and_then(|column| sheet.id(Place::Line(figure.number.saturating_sub(1)), column))
        else {
            continue;
        };
        found.insert(id);
        audit.breaches.extend(words(sheet, figure));
        let printed = &book.figures[id];
        let amount = Decimal::from_str_exact(&figure.amount).ok();
        audit.verified += 1;
        if printed.value.is_some() && printed.value != amount {
            audit.breaches.push(breach(
                &book.sheets,
                printed,
                Kind::Elsewhere(Elsewhere::File),
                amount,
            ));
        }
    }
    for sheet in (0..note.tables.len()).filter_map(|table| book.sheet_of(table)) {
        for line in 0..sheet.lines.len() {
            let figures = sheet
                .columns
                .iter()
                .enumerate()
                .filter(|(_, column)| column.kind == ColumnKind::Figure);
            let cells = figures.filter_map(|(column, _)| sheet.id(Place::Line(line), column));
            let lost = |id: &usize| !found.contains(id) && !book.zero(*id);
            audit.breaches.extend(cells.filter(lost).map(|id| absent(&book, id)));
        }
    }
    audit
}

/// What a file calls a post, and its appropriation, held against the note and the printed row:
/// number and name, with all its points.
fn words(sheet: &Sheet<'_>, figure: &Exported) -> Option<Breach> {
    let line = sheet.lines.get(figure.number.checked_sub(1)?)?;
    let name = line.post.map(|post| post.name().map_or("", |word| word.value.as_str()));
    if let Some(name) = name.filter(|name| *name != figure.post) {
        return Some(in_file(Kind::Words(name.to_owned()), &figure.note, "post", &figure.post));
    }
    let column = sheet.printed.columns.iter().position(|column| column.header == "Bevilling")?;
    let printed = &sheet.row_of(Place::Line(figure.number - 1))?.cells.get(column)?.text;
    let own = figure.appropriation.as_deref().unwrap_or_default();
    let begins = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let same =
        printed.strip_prefix(own).is_some_and(begins) || printed.ends_with(&format!(" {own}"));
    (!same).then(|| in_file(Kind::Words(printed.clone()), &figure.note, "bevilling", own))
}

/// A cell that the file lacks.
fn absent(book: &Book<'_>, id: usize) -> Breach {
    breach(&book.sheets, &book.figures[id], Kind::Elsewhere(Elsewhere::File), Some(Decimal::ZERO))
}
