//! What changed, as a workbook: the lines, the sums, the frames and the notes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::export::workbook::Fault;
use crate::export::workbook::sheet::{Formats, Print, Sheet};
use crate::text::{Lang, Text};

use super::between::Changes;
use super::line::Line;
use super::paper::About;
use super::presence::Presence;
use super::round::RoundChanges;
use super::texts::TextChange;
use super::view::View;

/// The workbook. Its date is the latest round's, for the same changes are to be the same file.
pub fn workbook(changes: &Changes, about: &About) -> Result<Vec<u8>, Fault> {
    let title = "Ændringer";
    let mut book = Workbook::new();
    let (year, month, day) = about.date;
    let date = ExcelDateTime::from_ymd(year.max(1900), month, day)?;
    book.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_author(&about.municipality)
            .set_creation_datetime(&date),
    );
    let between = format!("fra {} til {}", about.before, about.after);
    let print = Print::new(title, &[between], &about.municipality);
    let amounts = changes
        .rounds
        .iter()
        .flat_map(|round| &round.views)
        .flat_map(|view| view.lines.iter().flat_map(|line| [line.before, line.after]));
    let formats = Formats::showing(amounts, 0, print);
    lines(book.add_worksheet(), changes, &formats)?;
    totals(book.add_worksheet(), changes, &formats)?;
    frames(book.add_worksheet(), changes, &formats)?;
    notes(book.add_worksheet(), changes, &formats)?;
    Ok(book.save_to_buffer()?)
}

type Columns<'c> = &'c [(&'c str, u8)];

/// A sheet with its headings, and the columns of figures after so many others.
fn begun<'s>(
    inner: &'s mut rust_xlsxwriter::Worksheet,
    name: &str,
    columns: Columns<'_>,
    figures: std::ops::Range<u16>,
    formats: &'s Formats,
) -> Result<Sheet<'s>, Fault> {
    let columns: Vec<(String, u8)> =
        columns.iter().map(|(heading, width)| ((*heading).to_owned(), *width)).collect();
    Sheet::new(inner, name, &columns, 2, |column| figures.contains(&column), formats)
}

/// Whose figures a view's are.
fn name(view: &View) -> &str {
    view.pack.as_deref().unwrap_or_default()
}

/// Every view with its round.
fn views(changes: &Changes) -> impl Iterator<Item = (&RoundChanges, &View)> {
    changes.rounds.iter().flat_map(|round| round.views.iter().map(move |view| (round, view)))
}

/// The sheet of lines: a line a step of a post and year. Those of packs have the pack's name.
fn lines(
    inner: &mut rust_xlsxwriter::Worksheet,
    changes: &Changes,
    formats: &Formats,
) -> Result<(), Fault> {
    let columns = [
        ("Runde", 14),
        ("Pakke", 14),
        ("Notat", 10),
        ("Tabel", 14),
        ("Post", 32),
        ("Udvalg", 9),
        ("Styringsområde", 16),
        ("Bevilling", 12),
        ("Valg", 8),
        ("År", 8),
        ("Talt med", 9),
        ("Før", 12),
        ("Efter", 12),
        ("Forskel", 12),
        ("Enhed", 10),
        ("Årsag", 28),
    ];
    let mut sheet = begun(inner, "Linjer", &columns, 11..14, formats)?;
    let mut row = 0;
    for (round, view) in views(changes) {
        for line in &view.lines {
            row += 1;
            of_line(&mut sheet, row, (round, view, line), formats)?;
        }
    }
    sheet.finish(row)
}

fn of_line(
    sheet: &mut Sheet<'_>,
    row: u32,
    (round, view, line): (&RoundChanges, &View, &Line),
    formats: &Formats,
) -> Result<(), Fault> {
    let texts = [
        round.folder.as_str(),
        name(view),
        &line.note,
        &line.table,
        &line.post,
        &line.committee,
        &line.area,
        line.appropriation.as_deref().unwrap_or_default(),
        line.choice.as_deref().unwrap_or_default(),
    ];
    for (column, text) in (0..).zip(texts) {
        sheet.text(row, column, text, &formats.words)?;
    }
    sheet.period(row, 9, line.period, &formats.number)?;
    sheet.text(row, 10, if line.counted { "ja" } else { "nej" }, &formats.words)?;
    for (column, amount) in (11..).zip([line.before, line.after, line.difference()]) {
        sheet.amount(row, column, amount, &formats.amount)?;
    }
    sheet.text(row, 14, round.unit.name(), &formats.words)?;
    sheet.text(row, 15, line.cause.text().get(Lang::Da), &formats.words)
}

/// The sheet of sums, also those that did not change: after minus before is what the lines add up to.
fn totals(
    inner: &mut rust_xlsxwriter::Worksheet,
    changes: &Changes,
    formats: &Formats,
) -> Result<(), Fault> {
    let columns = [
        ("Runde", 14),
        ("Pakke", 14),
        ("Udvalg", 9),
        ("Styringsområde", 16),
        ("År", 8),
        ("Før", 12),
        ("Efter", 12),
        ("Forskel", 12),
        ("Uforklaret", 12),
        ("Enhed", 10),
    ];
    let mut sheet = begun(inner, "I alt", &columns, 5..9, formats)?;
    let mut row = 0;
    for (round, view) in views(changes) {
        for own in view.totals.iter().flatten() {
            row += 1;
            let texts = [round.folder.as_str(), name(view), &own.committee, &own.area];
            for (column, text) in (0..).zip(texts) {
                sheet.text(row, column, text, &formats.words)?;
            }
            sheet.period(row, 4, own.period, &formats.number)?;
            let amounts = [own.before, own.after, own.difference()];
            for (column, amount) in (5..).zip(amounts) {
                sheet.amount(row, column, amount, &formats.amount)?;
            }
            // Nothing is claimed where a note has errors.
            if view.claimed {
                sheet.amount(row, 8, own.unexplained, &formats.amount)?;
            } else {
                sheet.text(row, 8, "uafklaret", &formats.words)?;
            }
            sheet.text(row, 9, round.unit.name(), &formats.words)?;
        }
    }
    sheet.finish(row)
}

/// The sheet of frames that changed.
fn frames(
    inner: &mut rust_xlsxwriter::Worksheet,
    changes: &Changes,
    formats: &Formats,
) -> Result<(), Fault> {
    let columns = [
        ("Runde", 14),
        ("Pakke", 14),
        ("Ramme", 28),
        ("År", 8),
        ("Ramme før", 12),
        ("Ramme efter", 12),
        ("Brugt før", 12),
        ("Brugt efter", 12),
        ("Tilbage før", 12),
        ("Tilbage efter", 12),
        ("Enhed", 10),
    ];
    let mut sheet = begun(inner, "Rammer", &columns, 4..10, formats)?;
    let mut row = 0;
    for (round, view) in views(changes) {
        for own in &view.frames {
            row += 1;
            for (column, text) in (0..).zip([round.folder.as_str(), name(view), &own.frame]) {
                sheet.text(row, column, text, &formats.words)?;
            }
            sheet.period(row, 3, own.period, &formats.number)?;
            let (before, after) = (own.before, own.after);
            let amounts = [
                before.map(|own| own.limit),
                after.map(|own| own.limit),
                before.map(|own| own.used),
                after.map(|own| own.used),
                before.map(super::frames::Use::left),
                after.map(super::frames::Use::left),
            ];
            for (column, amount) in (4..).zip(amounts) {
                if let Some(amount) = amount {
                    sheet.amount(row, column, amount, &formats.amount)?;
                }
            }
            sheet.text(row, 10, round.unit.name(), &formats.words)?;
        }
    }
    sheet.finish(row)
}

/// The sheet of notes: what became of each, and which of its texts changed.
fn notes(
    inner: &mut rust_xlsxwriter::Worksheet,
    changes: &Changes,
    formats: &Formats,
) -> Result<(), Fault> {
    let columns = [("Runde", 14), ("Notat", 10), ("Titel", 50), ("Hvad", 24), ("Tekst ændret", 60)];
    let mut sheet = begun(inner, "Notater", &columns, 0..0, formats)?;
    let mut row = 0;
    for round in &changes.rounds {
        for note in &round.notes {
            row += 1;
            let what = match (&note.presence, note.unresolved) {
                (Presence::New, _) => "nyt".to_owned(),
                (Presence::Gone, _) => "slettet".to_owned(),
                (_, Some(_)) => "uafklaret".to_owned(),
                (Presence::Renamed(from), None) => format!("hed før {from}"),
                (Presence::Both, None) => "ændret".to_owned(),
            };
            let texts: Vec<Text> = note.texts.iter().map(TextChange::text).collect();
            let texts = Text::list(&texts);
            let cells = [&round.folder, &note.id, &note.title, &what, &texts.da];
            for (column, text) in (0..).zip(cells) {
                sheet.text(row, column, text, &formats.words)?;
            }
        }
    }
    sheet.finish(row)
}
