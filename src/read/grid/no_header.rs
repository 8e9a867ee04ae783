//! A table whose line of headers is missing: its first line has figures and codes for headers. It is
//! read below those that its cells tell of.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::diagnostic::Diagnostic;
use crate::grid::figure::{self, Read};
use crate::grid::{Cell, Fault, Grid, Holds, Line, Mark, holds};
use crate::read::grid::faults::FORM;
use crate::read::grid::header::Known;
use crate::source::Span;
use crate::text;

/// Words that are control areas in every municipality.
const AREAS: [&str; 2] = ["service", "anlaeg"];

/// Says that the headers are missing, where they are, and writes those that are meant above the
/// lines; without headers where that is not known.
pub(super) fn mend(
    grid: &mut Grid<'_>,
    known: &Known<'_>,
    place: &dyn Fn(std::ops::Range<usize>) -> Span,
) -> Option<Diagnostic> {
    if !is_missing(grid, known) {
        return None;
    }
    let (first, last) = (grid.header.first()?, grid.header.last()?);
    let range = first.range.start..last.range.end;
    let message =
        text!("tabellen mangler sin overskriftslinje", "the table lacks its line of headers");
    let finding = Diagnostic::new(&FORM, place(range.clone()), message);
    let Some(headers) = meant(grid, known) else {
        *grid = Grid::default();
        return Some(finding.help(text!(
            "skriv overskrifterne på en linje over den første, fx | tekst | 2027 | 2028 |",
            "write the headers on a line above the first, e.g. | tekst | 2027 | 2028 |"
        )));
    };
    let listed = format!("|{} {} |", if grid.marked { "  |" } else { "" }, headers.join(" | "));
    let typed = grid.header.iter().map(|cell| cell.range.clone());
    let header = headers.into_iter().zip(typed);
    let header = header.map(|(name, range)| Cell { text: Cow::Owned(name), range }).collect();
    let cells = std::mem::replace(&mut grid.header, header);
    let mark_range = range.start..range.start;
    grid.lines.insert(0, Line { mark: Mark::Post, mark_range, cells, range, torn: false });
    grid.faults.retain(|fault| !matches!(fault, Fault::NoFirstHeader(_) | Fault::NoHeader(_)));
    Some(finding.help(text!(
        "skriv over den første linje: {listed}",
        "write above the first line: {listed}"
    )))
}

/// True where the first line is no line of headers: no cell is a key, a year or one of the table's
/// columns, and the last ones are figures above figures.
fn is_missing(grid: &Grid<'_>, known: &Known<'_>) -> bool {
    let figures = run(grid);
    let Some(last) = figures.checked_sub(1).and(grid.header.last()) else { return false };
    if grid.header.iter().any(|cell| holds(&cell.text) != Holds::Either) || last.is_blank() {
        return false;
    }
    let named = known.named.unwrap_or_default();
    let is_own = |cell: &Cell<'_>| {
        known.across == Some(&cell.text)
            || named.iter().any(|column| {
                column.key.is(&cell.text)
                    || column.text.as_ref().is_some_and(|word| word.value == cell.text)
            })
    };
    if grid.header.iter().any(is_own) {
        return false;
    }
    let own = grid.header.iter().skip(grid.header.len() - figures);
    // Numbers of quarters, of classes, of answers are headers.
    let large = own.clone().filter_map(amount).any(|amount| amount.danish(0).contains('.'));
    let below = (grid.header.len() - figures..grid.header.len()).all(|number| {
        grid.lines.iter().filter_map(|line| line.cell(number)).all(|cell| amount(cell).is_some())
    });
    let years = known.years.unwrap_or_default().len();
    large && below && (figures > 1 || years == 1)
}

/// How many of the first line's last cells are figures.
fn run(grid: &Grid<'_>) -> usize {
    grid.header.iter().rev().take_while(|cell| amount(cell).is_some()).count()
}

fn amount(cell: &Cell<'_>) -> Option<Amount> {
    match figure::read(&cell.text) {
        Read::Amount(amount) => Some(amount),
        _ => None,
    }
}

/// The headers that the cells tell of, where they tell all of them.
fn meant(grid: &Grid<'_>, known: &Known<'_>) -> Option<Vec<String>> {
    let mut years: Vec<String> = known.years?.iter().map(ToString::to_string).collect();
    if years.is_empty() {
        return None;
    }
    let figures = run(grid);
    let own: Vec<Amount> =
        grid.header.iter().skip(grid.header.len() - figures).filter_map(amount).collect();
    if let Some((across, each)) = own.split_last()
        && each.len() == years.len()
        && each.iter().try_fold(Amount::ZERO, |sum, one| sum.plus(*one)) == Some(*across)
    {
        years.push("I alt".to_owned());
    }
    let words = grid.header.len().checked_sub(years.len()).filter(|_| figures >= years.len())?;
    let mut headers: Vec<String> = Vec::with_capacity(grid.header.len());
    for number in 0..words {
        headers.push(word(grid, number)?.to_owned());
    }
    let distinct: BTreeSet<&str> = headers.iter().map(String::as_str).collect();
    if distinct.len() < headers.len() {
        return None;
    }
    headers.extend(years);
    Some(headers)
}

/// The key that the cells of a column are values of.
fn word(grid: &Grid<'_>, number: usize) -> Option<&'static str> {
    let column = |number: usize| {
        let posts = grid.lines.iter().filter(|line| line.mark == Mark::Post);
        let cells = posts.filter_map(move |line| line.cell(number));
        grid.header.get(number).into_iter().chain(cells).map(|cell| &*cell.text)
    };
    let all = |number: usize, is: &dyn Fn(&str) -> bool| {
        grid.header.get(number).is_some_and(|cell| !cell.is_blank()) && column(number).all(is)
    };
    let is_id = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    let is_code = |text: &str| text.chars().count() < 6 && text.chars().all(char::is_uppercase);
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let is_text =
        |number: usize| !all(number, &is_id) && !all(number, &is_code) && !all(number, &is_number);
    if all(number, &|text| matches!(text, "U" | "I")) {
        return Some("ui");
    }
    if all(number, &is_code) {
        return Some("udvalg");
    }
    if all(number, &is_number) {
        return Some("bevilling");
    }
    if column(number).any(|text| AREAS.contains(&text)) && all(number, &is_id) {
        return Some("styringsomraade");
    }
    if all(number, &is_id) {
        return (number == 0 && is_text(1)).then_some("id");
    }
    grid.header.get(number).filter(|cell| !cell.is_blank()).map(|_| "tekst")
}
