//! A grid to be written: bars between cells, columns of figures under each other.
//!
//! A line depends on the others as little as can be: only figures are put under each other, and in
//! a width that holds most of them, so that a figure that gets a digit more changes its own line
//! alone.

use std::borrow::Cow;

use super::figure::{self, Read};
use super::mark::{GOES_ON, Mark, goes_on};
use super::table::{Cell, Grid, Line};
use crate::key::{Kind, Section, post};
use crate::note::{Period, mark};

/// The least width of a cell in a column of figures.
const FIGURE: usize = 8;

/// The most columns and cells, blank ones too, of a grid that is written: far above any table.
const MOST_COLUMNS: usize = 1_000;
const MOST_CELLS: usize = 1 << 18;

/// The width of the cells that hold marks.
const MARK: usize = 2;

/// A grid's headers and rows as texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The headers.
    pub header: Vec<String>,
    /// The other lines.
    pub rows: Vec<SheetRow>,
}

/// One line below the headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// What kind of row it is.
    pub mark: Mark,
    /// A text for each header, blank ones too.
    pub cells: Vec<String>,
}

/// How a column is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// As it stands.
    Words,
    /// To the right.
    Figures,
    /// To the right, with a point between thousands: it is sure to hold figures.
    Money,
}

impl Sheet {
    /// A parsed grid, a cell for each header in every line; `None` where those would be more than
    /// any table has.
    pub fn of(grid: &Grid<'_>) -> Option<Self> {
        let columns = grid.header.len();
        if columns > MOST_COLUMNS {
            return None;
        }
        let more = |cell: &Cell<'_>| match &cell.text {
            Cow::Owned(text) => text.matches('\n').count(),
            Cow::Borrowed(_) => 0,
        };
        let more = |line: &Line<'_>| line.cells.iter().map(more).max().unwrap_or_default();
        let lines: usize = grid.lines.iter().map(|line| more(line) + 1).sum();
        if columns.saturating_mul(lines) > MOST_CELLS {
            return None;
        }
        let header: Vec<String> = grid.header.iter().map(|cell| cell.text.to_string()).collect();
        let rows = grid.lines.iter().map(|line| {
            let cell =
                |number| line.cell(number).map_or(String::new(), |cell| cell.text.to_string());
            SheetRow { mark: line.mark, cells: (0..header.len()).map(cell).collect() }
        });
        Some(Self { rows: rows.collect(), header })
    }

    /// Its lines, each with its end; with a column of marks where any line has one.
    pub fn text(&self) -> String {
        self.lines().iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// Its lines, the headers first, without their ends; a row with cells that go on over several is
    /// all of them.
    pub fn lines(&self) -> Vec<String> {
        let styles: Vec<Style> = (0..self.header.len()).map(|number| self.style(number)).collect();
        let marked = self.is_marked();
        let mut out = Vec::with_capacity(self.rows.len() + 1);
        let cells = self.header.iter().map(String::as_str);
        out.push(line(marked.then_some(""), cells, &styles, false));
        out.extend(self.rows.iter().map(|row| row_lines(marked, row, &styles)));
        out
    }

    /// True where a line has a mark or goes on over several, or begins with a word that would be
    /// taken for a mark.
    pub fn is_marked(&self) -> bool {
        let is_one = |text: &str| !text.is_empty() && Mark::read(text).is_some() || goes_on(text);
        let like_one = |row: &SheetRow| row.cells.first().is_some_and(|cell| is_one(cell));
        let is_long = |row: &SheetRow| row.cells.iter().any(|cell| cell.contains('\n'));
        self.rows.iter().any(|row| row.mark != Mark::Post || like_one(row) || is_long(row))
    }

    /// How the column of that number is written: its header says it, or else what most of its cells
    /// are, so that one of another sort changes nothing.
    fn style(&self, number: usize) -> Style {
        let header = self.header.get(number).map_or("", String::as_str);
        match holds(unmarked(header)) {
            Holds::Money => return Style::Money,
            Holds::Words => return Style::Words,
            Holds::Either => {}
        }
        let (mut figures, mut words) = (0_usize, 0_usize);
        for cell in self.rows.iter().filter_map(|row| row.cells.get(number)) {
            match figure::read(unmarked(cell)) {
                Read::Amount(_) | Read::Either { .. } => figures += 1,
                Read::Unreadable if !cell.is_empty() => words += 1,
                Read::NoFigure | Read::Unreadable => {}
            }
        }
        if figures > words { Style::Figures } else { Style::Words }
    }
}

/// What the cells below a header are, as far as that can be told without its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Figures, whatever stands there.
    Money,
    /// Words: a key of a post.
    Words,
    /// What its table says, or else what they are.
    Either,
}

/// What the cells below a header are.
pub fn holds(header: &str) -> Holds {
    if matches!(header, "I alt" | "i_alt") || header == post::AMOUNT.name {
        return Holds::Money;
    }
    let plain = header.replace(['–', '—', '−'], "-");
    let range = plain.split_once(' ').is_some_and(|(range, word)| {
        Period::parse(range).is_some() && matches!(word.trim(), "sum" | "årligt" | "aarligt")
    });
    if range || Period::parse(&plain).is_some() {
        return Holds::Money;
    }
    let key = Section::Post.keys().iter().find(|key| key.name == header);
    match key.map(|key| key.kind) {
        Some(Kind::Amount) => Holds::Money,
        Some(_) => Holds::Words,
        None => Holds::Either,
    }
}

/// A row's lines: more than one where a cell goes on over them.
fn row_lines(marked: bool, row: &SheetRow, styles: &[Style]) -> String {
    let mut cells: Vec<_> = row.cells.iter().map(|cell| cell.split('\n')).collect();
    let more = |cell: &String| cell.matches('\n').count();
    let more = row.cells.iter().map(more).max().unwrap_or_default();
    let mut out = String::new();
    for number in 0..=more {
        let mark = if number == 0 { row.mark.text() } else { GOES_ON };
        let own = cells.iter_mut().map(|lines| lines.next().unwrap_or_default());
        if number > 0 {
            out.push('\n');
        }
        out.push_str(&line(marked.then_some(mark), own, styles, true));
    }
    out
}

/// A line; `mark` where marks have a column.
fn line<'c>(
    mark: Option<&str>,
    cells: impl Iterator<Item = &'c str>,
    styles: &[Style],
    row: bool,
) -> String {
    let mut out = String::new();
    if let Some(mark) = mark {
        out.push_str("| ");
        pad(mark, MARK, false, &mut out);
        out.push(' ');
    }
    for (cell, style) in cells.zip(styles) {
        let cell = if *style == Style::Money && row { parted(cell) } else { None }
            .unwrap_or_else(|| cell.to_owned());
        out.push_str("| ");
        pad(
            &cell.replace('|', "\\|"),
            if *style == Style::Words { 0 } else { FIGURE },
            true,
            &mut out,
        );
        out.push(' ');
    }
    out.push('|');
    out
}

/// Adds a text in a width, to its right or left.
fn pad(text: &str, width: usize, right: bool, out: &mut String) {
    let blanks = width.saturating_sub(text.chars().count());
    if right {
        out.extend(std::iter::repeat_n(' ', blanks));
    }
    out.push_str(text);
    if !right {
        out.extend(std::iter::repeat_n(' ', blanks));
    }
}

/// A text without the mark of a note that it ends with.
fn unmarked(text: &str) -> &str {
    mark::split(text).map_or(text, |(text, _)| text)
}

/// A figure with a point between its thousands and without a needless plus; its minus, brackets and
/// decimals stay as they are typed. `None` where it is no plain figure.
pub fn parted(text: &str) -> Option<String> {
    if let Some((figure, mark)) = mark::split(text) {
        return Some(parted(figure)? + text.get(figure.len()..).unwrap_or(mark));
    }
    let Read::Amount(amount) = figure::read(text) else { return None };
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = text.split_at(start);
    let end = rest.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (figure, after) = rest.split_at(end);
    let (whole, decimals) = figure.split_at(figure.find(',').unwrap_or(figure.len()));
    let digits: Vec<char> = whole.chars().filter(char::is_ascii_digit).collect();
    if digits.len() > 1 && digits.first() == Some(&'0') {
        return None;
    }
    let mut out = before.replace('+', "").trim().to_owned();
    for (at, digit) in digits.iter().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(*digit);
    }
    out.push_str(decimals);
    out.push_str(after.trim());
    (figure::read(&out) == Read::Amount(amount)).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn tidy(text: &str) -> String {
        Sheet::of(&parse(text)).unwrap().text()
    }

    #[test]
    fn only_figures_stand_under_each_other() {
        let text = "|tekst|ui | 2027 | I alt\n> | Løn, en lang post | U | 1200\n|Drift|\n";
        assert_eq!(
            tidy(text),
            "|    | tekst | ui |     2027 |    I alt |\n\
             | >  | Løn, en lang post | U |    1.200 |          |\n\
             |    | Drift |  |          |          |\n"
        );
        assert_eq!(tidy(&tidy(text)), tidy(text));
        let long = "| tekst | 2027 |\n| A | 123.456.789 |\n| B | 1 |\n";
        assert_eq!(tidy(long), "| tekst |     2027 |\n| A | 123.456.789 |\n| B |        1 |\n");
    }

    #[test]
    fn a_column_with_a_name_of_its_own_holds_what_most_of_its_cells_are() {
        let text =
            "| tekst | Antal | Bemærkning |\n| A | 1200 | 5 |\n| B | ? | ny |\n| C | 7 | |\n";
        assert_eq!(
            tidy(text),
            "| tekst |    Antal | Bemærkning |\n| A |     1200 | 5 |\n| B |        ? | ny |\n| C |        7 |  |\n"
        );
    }

    #[test]
    fn figures_get_points_and_keep_their_signs() {
        for (text, written) in [
            ("10000", "10.000"),
            ("10_000", "10.000"),
            ("1 200", "1.200"),
            ("−1200,50", "−1.200,50"),
            ("(1200)", "(1.200)"),
            ("+7", "7"),
            ("- 5", "-5"),
            ("0", "0"),
            ("71300,5*", "71.300,5*"),
            ("1200 [^1]", "1.200 [^1]"),
        ] {
            assert_eq!(parted(text).as_deref(), Some(written), "{text}");
        }
        for text in ["12.5", "-", "x", "", "0012"] {
            assert_eq!(parted(text), None, "{text}");
        }
    }

    #[test]
    fn cells_from_a_spreadsheet_get_bars() {
        let text = "tekst\t2027\n\"Løn \"\"A\"\"\nog pension | tillæg\"\t1.200\t\n";
        assert_eq!(
            tidy(text),
            "| tekst |     2027 |\n| Løn \"A\" og pension \\| tillæg |    1.200 |\n"
        );
    }
}
