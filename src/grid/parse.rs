//! From a text to its lines and cells.

use std::borrow::Cow;

use super::figure::{self, Read};
use super::goes_on::{self, Reach};
use super::line::{self, Split};
use super::loose;
use super::mark::{Mark, goes_on, is_too_many};
use super::sheet::{self, Holds};
use super::table::{Cell, Fault, Grid, Line, Separator};
use super::{tabs, width};

/// Parses a grid. Lines are separated by line feeds, with or without a carriage return; blank lines
/// and lines of dashes, as Markdown has them below its headers, say nothing.
pub fn parse(text: &str) -> Grid<'_> {
    let mut faults = Vec::new();
    let mut rows = rows(text, &mut faults).into_iter();
    let Some(mut head) = rows.next() else { return Grid { faults, ..Grid::default() } };
    let mut rows: Vec<Split<'_>> = rows.collect();
    if rows.first().is_some_and(|below| is_upper(&head, below)) {
        faults.push(Fault::UpperHeaders(head.range));
        head = rows.remove(0);
    }
    let mut header: Vec<Cell<'_>> = head.before.into_iter().chain(head.cells).collect();
    while header.last().is_some_and(Cell::is_blank) && header.len() > 1 {
        header.pop();
    }
    let marked = header.len() > 1 && header[0].is_blank() && holds_marks(&rows);
    if marked {
        header.remove(0);
    }
    header = parted(header, &rows, marked, &mut faults);
    let mut lines = Vec::with_capacity(rows.len());
    let mut counts = Vec::new();
    let mut rows = rows.into_iter().peekable();
    let mut reach = Reach::default();
    while let Some(row) = rows.next() {
        let plain = goes_on::is_plain(text, &row);
        if let Some((mark, mut cells)) = goes_on::cells(&row, header.len(), marked) {
            if !plain || reach.is_other(&row) {
                faults.push(Fault::NoCells(row.range));
                continue;
            }
            if let Some(beyond) = cells.iter().skip(header.len()).find(|cell| !cell.is_blank()) {
                faults.push(Fault::Beyond(beyond.range.clone()));
            }
            cells.truncate(header.len());
            if let Some(line) = lines.last_mut() {
                reach.add(line, cells, &row.range, header.len());
            } else {
                // A row with the wrong mark, or a header that goes on.
                let money = |head: &Cell<'_>| sheet::holds(&head.text) == Holds::Money;
                let torn = header.iter().any(money) && !cells.iter().any(is_figure);
                faults.push(Fault::NothingAbove(mark.clone()));
                let (mark, mark_range, range) = (Mark::Post, mark, row.range);
                lines.push(Line { mark, mark_range, cells, range, torn });
                reach.restart(Some(row.tabs));
            }
            continue;
        }
        let tabs = Some(row.tabs).filter(|_| plain);
        let known = faults.len();
        let (row, mut next) = loose::two_lines(row, &header, marked, &mut faults);
        let last = rows.peek().is_none();
        let mut add = |row, last| {
            lines.push(row_line(text, row, &header, (marked, last), &mut counts, &mut faults));
        };
        add(row, last && next.is_none());
        if let Some(next) = next.take() {
            add(next, last);
        }
        reach.restart(tabs.filter(|_| faults.len() == known));
    }
    if !counts.is_empty() {
        width::few_headers(&header, &mut lines, &counts, &mut faults);
    }
    unnamed(&header, &lines, &mut faults);
    faults.sort_by_key(Fault::start);
    Grid { header, marked, lines, faults }
}

/// The lines that hold cells.
fn rows<'t>(text: &'t str, faults: &mut Vec<Fault>) -> Vec<Split<'t>> {
    let mut rows: Vec<Split<'t>> = Vec::new();
    let mut at = 0;
    let mut tabbed = false;
    let mut separated = None;
    while at < text.len() {
        let end = at + text[at..].find('\n').unwrap_or(text.len() - at);
        let whole = text[at..end].trim();
        let mut next = end + 1;
        if whole.is_empty() {
            // Nothing is said.
        } else if let Some(split) =
            line::split(text, at..end).filter(|_| !(tabbed && text[at..end].contains('\t')))
        {
            if !line::is_rule(&split) {
                rows.push(split);
            }
        } else if tabbed || text[at..end].contains('\t') {
            let (cells, range, after) = tabs::split(text, at, faults);
            next = after.max(next);
            if cells.len() == 1 && cells[0].text.contains("  ") {
                rows.push(line::split_at_blanks(text, range, "  "));
            } else {
                tabbed |= rows.is_empty();
                rows.push(Split {
                    before: None,
                    cells,
                    range,
                    blanks: false,
                    told: false,
                    tabs: true,
                });
            }
        } else if let Some(separator) =
            separated.or_else(|| if rows.is_empty() { separator(&text[at..end]) } else { None })
        {
            if separated.is_none() {
                faults.push(Fault::Separated(line::trimmed(text, at..end), separator));
            }
            separated = Some(separator);
            rows.push(line::split_as(text, at..end, separator));
        } else if rows.first().is_none_or(|head| head.before.is_none() && head.cells.len() == 1) {
            // A table of one column needs no bars.
            let range = line::trimmed(text, at..end);
            let cells = vec![line::cell(text, at..end)];
            rows.push(Split {
                before: None,
                cells,
                range,
                blanks: false,
                told: false,
                tabs: false,
            });
        } else if whole.starts_with('#') {
            // A comment, or a heading without bars: no row, so that nothing is added.
            faults.push(Fault::NoCells(line::trimmed(text, at..end)));
        } else {
            rows.push(line::split_at_blanks(text, at..end, "  "));
        }
        at = next;
    }
    rows
}

/// What is between the headers of a line without bars and tabs: where it parts them in three or
/// more, and several of those are keys or years.
fn separator(line: &str) -> Option<Separator> {
    let parts =
        |sign: &'static str| line.split(sign).map(str::trim).filter(|part| !part.is_empty());
    let parted = |sign: &'static str| {
        let known = parts(sign).filter(|part| sheet::holds(part) != Holds::Either).count();
        parts(sign).count() > 2 && known > 1
    };
    let separators =
        [("  ", Separator::Blanks), (";", Separator::Semicolon), (",", Separator::Comma)];
    separators.into_iter().find(|(sign, _)| parted(sign)).map(|(_, separator)| separator)
}

/// True for a line above the headers: all that the line below says are keys and years, a key among
/// them, and fewer of its own are.
fn is_upper(head: &Split<'_>, below: &Split<'_>) -> bool {
    fn words<'s>(split: &'s Split<'_>) -> impl Iterator<Item = Holds> + 's {
        let cells = split.before.iter().chain(&split.cells).filter(|cell| !cell.is_blank());
        cells.map(|cell| sheet::holds(&cell.text))
    }
    let known = |split| words(split).filter(|holds| *holds != Holds::Either).count();
    // Most tables have figures below their headers.
    let key = below.cells.iter().any(|cell| sheet::holds(&cell.text) == Holds::Words);
    key && words(below).all(|holds| holds != Holds::Either)
        && words(below).count() > 1
        && known(head) < known(below)
}

/// True where the cells of the first column are marks rather than words.
fn holds_marks(rows: &[Split<'_>]) -> bool {
    let first = rows.iter().filter_map(|row| row.before.as_ref().or(row.cells.first()));
    let said = first.filter(|cell| !cell.is_blank());
    let (marks, words): (Vec<&Cell<'_>>, Vec<&Cell<'_>>) =
        said.partition(|cell| Mark::read(&cell.text).is_some() || goes_on(&cell.text));
    let blank = rows
        .iter()
        .filter(|row| row.before.as_ref().or(row.cells.first()).is_some_and(Cell::is_blank));
    words.len() <= marks.len() || words.len() < marks.len() + blank.count()
}

/// Headers that have blanks where a bar is missing, as the lines below show, each by itself.
fn parted<'t>(
    header: Vec<Cell<'t>>,
    rows: &[Split<'t>],
    marked: bool,
    faults: &mut Vec<Fault>,
) -> Vec<Cell<'t>> {
    let together = |cell: &Cell<'_>| {
        let mut words = cell.text.split_whitespace();
        cell.text.contains(char::is_whitespace)
            && words.all(|word| sheet::holds(word) != Holds::Either)
    };
    let filled = |row: &Split<'_>| {
        let last = row.cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |at| at + 1);
        last.saturating_sub(usize::from(marked && row.before.is_none()))
    };
    if !header.iter().any(together) || rows.iter().all(|row| filled(row) <= header.len()) {
        return header;
    }
    let mut out = Vec::with_capacity(header.len() + 1);
    for cell in header {
        if !together(&cell) {
            out.push(cell);
            continue;
        }
        faults.push(Fault::NoBar(cell.range.clone()));
        // A header that stands for something else in its text is no key.
        let Cow::Borrowed(text) = cell.text else { continue };
        let mut from = 0;
        for word in text.split_whitespace() {
            let start = from + text[from..].find(word).unwrap_or_default();
            from = start + word.len();
            let range = cell.range.start + start..cell.range.start + from;
            out.push(Cell { text: Cow::Borrowed(word), range });
        }
    }
    out
}

/// Parts cells that have blanks between them where a bar or a tab should be, in a line that has too
/// few: each ends in a figure.
fn part_joined<'t>(text: &'t str, cells: &mut Vec<Cell<'t>>, faults: &mut Vec<Fault>) {
    let mut at = 0;
    while at < cells.len() {
        let parts = joined(text, &cells[at]);
        let count = parts.len().max(1);
        if count > 1 {
            faults.push(Fault::Joined(cells[at].range.clone()));
            cells.splice(at..=at, parts);
        }
        at += count;
    }
}

fn is_figure(cell: &Cell<'_>) -> bool {
    matches!(figure::read(&cell.text), Read::Amount(_))
}

/// The cells that a cell is, where it is several: words and figures with two blanks or more between
/// them, the last of them a figure, or figures with one.
fn joined<'t>(text: &'t str, cell: &Cell<'t>) -> Vec<Cell<'t>> {
    if !cell.text.contains(' ') || is_figure(cell) {
        return Vec::new();
    }
    let parts = line::split_at_blanks(text, cell.range.clone(), "  ").cells;
    if parts.len() > 1 && parts.last().is_some_and(is_figure) {
        return parts;
    }
    let parts = line::split_at_blanks(text, cell.range.clone(), " ").cells;
    if parts.iter().all(is_figure) { parts } else { Vec::new() }
}

/// Takes the mark out of a line's cells.
fn row_line<'t>(
    text: &'t str,
    row: Split<'t>,
    header: &[Cell<'t>],
    (marked, last): (bool, bool),
    counts: &mut Vec<usize>,
    faults: &mut Vec<Fault>,
) -> Line<'t> {
    let Split { before, mut cells, range, blanks, told, .. } = row;
    let width = header.len();
    if blanks && !told {
        faults.push(Fault::NoCells(range.clone()));
    }
    let is_mark = |cell: &Cell<'_>| {
        !cell.is_blank() && (Mark::read(&cell.text).is_some() || is_too_many(&cell.text))
    };
    let is_word = |cell: &Cell<'_>| Mark::read(&cell.text).is_none() && !is_too_many(&cell.text);
    let is_sign = |cell: &Cell<'_>| {
        !cell.is_blank() && !cell.text.contains(|c: char| c.is_alphanumeric() || c == '"')
    };
    let typed = range.start..range.start;
    let mark = match before {
        Some(cell) if marked || is_mark(&cell) || cells.len() >= width && is_sign(&cell) => {
            // A mark before the first bar, and its own cell left blank.
            if marked && cells.len() > width && cells[0].is_blank() {
                cells.remove(0);
            }
            Some(cell)
        }
        Some(cell) => {
            cells.insert(0, cell);
            None
        }
        // A line without the cell for its mark is a post.
        None if marked && cells.len() <= width && cells.first().is_some_and(is_word) => None,
        None if marked && !blanks && !cells.is_empty() => Some(cells.remove(0)),
        None if cells.first().is_some_and(&is_mark) => Some(cells.remove(0)),
        None => None,
    };
    let mark_range = mark.as_ref().map_or(typed, |cell| cell.range.clone());
    let mark = mark.filter(|cell| !cell.is_blank()).map_or(Mark::Post, |cell| {
        Mark::read(&cell.text).unwrap_or_else(|| {
            faults.push(Fault::UnknownMark(cell.range));
            let total = || last && cells.iter().any(sums) || is_too_many(&cell.text);
            let meant = Mark::meant(&cell.text).filter(|mark| *mark != Mark::Total || total());
            meant.unwrap_or_default()
        })
    });
    if blanks && !told && cells.len() != width {
        let start = if mark == Mark::Post { range.start } else { mark_range.end };
        if let Some(meant) = loose::cells(text, start..range.end, header) {
            cells = meant;
        }
    }
    if !blanks && cells.len() < width && loose::part_at_bars(text, &mut cells) {
        faults.push(Fault::OtherBars(range.clone()));
    }
    if !blanks && cells.len() < width {
        part_joined(text, &mut cells, faults);
    }
    let mut torn = blanks && cells.len() != width;
    if cells.len() > width && !torn {
        if let Some(blank) = width::take_blank(header, &mut cells) {
            faults.push(Fault::BlankWithin(blank));
        } else if let Some(beyond) = cells.iter().skip(width).find(|cell| !cell.is_blank()) {
            faults.push(Fault::Beyond(beyond.range.clone()));
            counts.push(cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |at| at + 1));
            torn = true;
        }
    }
    cells.truncate(width);
    Line { mark, mark_range, cells, range, torn }
}

/// True for the words of a total row.
fn sums(cell: &Cell<'_>) -> bool {
    let words = cell.text.to_lowercase();
    ["i alt", "ialt", "total", "sum", "samlet"].iter().any(|word| words.starts_with(word))
}

/// Says which columns with something in them have no header.
fn unnamed(header: &[Cell<'_>], lines: &[Line<'_>], faults: &mut Vec<Fault>) {
    if header.iter().all(|head| !head.is_blank()) {
        return;
    }
    let mut first: Vec<Option<&Cell<'_>>> = vec![None; header.len()];
    for (number, cell) in lines.iter().flat_map(Line::filled) {
        if let Some(first) = first.get_mut(number) {
            first.get_or_insert(cell);
        }
    }
    let nameless = header.iter().zip(first).enumerate().filter(|(_, (head, _))| head.is_blank());
    for (number, (head, cell)) in nameless {
        let Some(cell) = cell else { continue };
        faults.push(if number == 0 {
            Fault::NoFirstHeader(head.range.clone())
        } else {
            Fault::NoHeader(cell.range.clone())
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let grid = parse(text);
        let row = |line: &Line<'_>| {
            let cells: Vec<&str> = line.cells.iter().map(|cell| &*cell.text).collect();
            format!("{}:{}", line.mark.text(), cells.join("/"))
        };
        let header: Vec<&str> = grid.header.iter().map(|cell| &*cell.text).collect();
        std::iter::once(header.join("/")).chain(grid.lines.iter().map(row)).collect()
    }

    #[test]
    fn lines_are_cells_between_bars() {
        let text =
            "\n|    | tekst | 2027 |\n|    | Løn   | 1.200 |\n| #  | Anlæg |\n| == | I alt | 5 |\n";
        assert_eq!(told(text), ["tekst/2027", ":Løn/1.200", "#:Anlæg", "==:I alt/5"]);
        assert_eq!(parse(text).faults, []);
    }

    #[test]
    fn outer_bars_may_be_missing_and_marks_stand_before_the_first() {
        assert_eq!(
            told("tekst | 2027\nLøn | 5\n== | I alt | 5"),
            ["tekst/2027", ":Løn/5", "==:I alt/5"]
        );
        assert_eq!(told("| tekst | 2027 |\n= | Sum | 5 |"), ["tekst/2027", "=:Sum/5"]);
        assert_eq!(told("| tekst | 2027 |\n| > | heraf | 5 |"), ["tekst/2027", ">:heraf/5"]);
        assert_eq!(
            told("|  | tekst | 2027\n | | Løn | 5\n = | Sum | 5"),
            ["tekst/2027", ":Løn/5", "=:Sum/5"]
        );
    }

    #[test]
    fn places_are_those_of_the_cells() {
        let text = "| tekst | 2027 |\r\n| A \\| B | 1.200 |\r\n";
        let grid = parse(text);
        let cells = &grid.lines[0].cells;
        assert_eq!(cells[0].text, "A | B");
        assert_eq!(&text[cells[0].range.clone()], "A \\| B");
        assert_eq!(&text[cells[1].range.clone()], "1.200");
        assert_eq!(&text[grid.lines[0].range.clone()], "| A \\| B | 1.200 |");
    }

    #[test]
    fn a_spreadsheet_gives_tabs_and_quotation_marks() {
        let text = "tekst\t2027\t2028\t\t\r\n\"Løn \"\"A\"\"\r\n og pension\"\t1.200\t5\t\t\r\nDrift\t1\r\n";
        assert_eq!(told(text), ["tekst/2027/2028", ":Løn \"A\" og pension/1.200/5", ":Drift/1"]);
        assert_eq!(parse(text).faults, []);
        let text = "\ttekst\t2027\n==\tI alt\t5";
        assert_eq!(told(text), ["tekst/2027", "==:I alt/5"]);
    }

    #[test]
    fn what_can_not_be_told_is_a_fault_at_its_place() {
        let faults = |text| parse(text).faults;
        let text = "| tekst | 2027 |\nLøn   1.200\n| Drift | 1 | 2 |";
        assert_eq!(faults(text), [Fault::NoCells(17..29), Fault::Beyond(44..45)]);
        assert_eq!(
            faults("|  | tekst | 5 |\n| x | a | 1 |\n| = | a | 1 |"),
            [Fault::UnknownMark(19..20)]
        );
        assert_eq!(faults("|  | 2027 |\n| Løn | 1 |").len(), 1);
        assert!(matches!(faults("|  | 2027 |\n| Løn | 1 |")[0], Fault::NoFirstHeader(_)));
        assert_eq!(faults("| tekst |  | 2027 |\n| Løn | x | 1 |"), [Fault::NoHeader(29..30)]);
        assert_eq!(faults("a\tb\n\"c\t1"), [Fault::OpenQuote(4..6)]);
    }

    #[test]
    fn markdown_rules_and_blank_lines_say_nothing() {
        assert_eq!(told("| tekst | 2027 |\n|---|---:|\n\n| Løn | - |"), ["tekst/2027", ":Løn/-"]);
        assert_eq!(told(""), [""]);
        assert_eq!(told("|"), [""]);
        assert_eq!(told("||\n|||"), ["", ":"]);
    }
}
