//! What can be wrong with a table that is written in lines.

use crate::diagnostic::{Diagnostic, rule};
use crate::grid::{Cell, Fault, Grid, Mark, Separator};
use crate::note::Period;
use crate::source::Span;
use crate::text;
use crate::text::Text;

rule!(
    FORM = "raekker-form", Error;
    "Tabellens linjer kan ikke deles op i celler.",
    "The table's lines can't be divided into cells."
);
rule!(
    COLUMN = "raekker-kolonne", Error;
    "En overskrift over tabellens linjer er ingen kolonne, eller står der to gange.",
    "A header above the table's lines is no column, or stands there twice."
);
rule!(
    MARK = "raekker-maerke", Error;
    "En linje i tabellen mangler det mærke, der siger, hvad den er.",
    "A line of the table lacks the mark that says what it is."
);
rule!(
    BESIDE = "raekker-post", Error;
    "En [[tabel.post]] ved siden af `raekker` hører ikke til en linje, eller siger det samme som den.",
    "A [[tabel.post]] beside `raekker` belongs to no line, or says what the line says."
);

/// The marks, as a help lists them.
pub(super) fn marks() -> Text {
    text!(
        "mærkerne er # mellemoverskrift, = delsum, == total, > heraf og … fortsat fra linjen ovenover; uden mærke er linjen en post",
        "the marks are # heading, = subtotal, == total, > of which and … for a line that goes on with the one above; without a mark the line is a post"
    )
}

/// Says what could not be told of the lines.
pub(super) fn finding(
    fault: &Fault,
    grid: &Grid<'_>,
    text: &str,
    place: &dyn Fn(std::ops::Range<usize>) -> Span,
) -> Diagnostic {
    match fault {
        Fault::NoCells(range) => no_cells(&text[range.clone()], grid, range, place(range.clone())),
        Fault::NoBar(range) => {
            let names: Vec<&str> = text[range.clone()].split_whitespace().collect();
            let mended = names.join(" | ");
            let message = text!(
                "der mangler en | mellem overskrifterne",
                "a | is missing between the headers"
            );
            Diagnostic::new(&FORM, place(range.clone()), message)
                .help(text!("skriv {mended}", "write {mended}"))
        }
        Fault::OtherBars(range) => {
            let line = &text[range.clone()];
            let sign = line.chars().find(|c| !c.is_ascii() && !c.is_alphabetic()).unwrap_or('¦');
            let message = text!(
                "her står {sign}, hvor der skal stå | mellem cellerne",
                "{sign} stands here, where a | must stand between the cells"
            );
            let finding = Diagnostic::new(&FORM, place(range.clone()), message);
            match mended(grid, range) {
                Some(mended) => finding.help(text!("skriv {mended}", "write {mended}")),
                None => finding.help(text!("skriv | mellem cellerne", "write | between the cells")),
            }
        }
        Fault::NoBreak(range) => {
            let message = text!(
                "her mangler et linjeskift: to af tabellens linjer står på samme linje",
                "a line break is missing here: two of the table's lines stand on one line"
            );
            let finding = Diagnostic::new(&FORM, place(range.clone()), message);
            let next = grid.lines.iter().find(|line| line.range.start >= range.start);
            match next.and_then(|line| mended(grid, &line.range)) {
                Some(next) => finding.help(text!(
                    "skriv på en linje for sig: {next}",
                    "write on a line of its own: {next}"
                )),
                None => finding.help(text!("tryk Enter mellem dem", "press Enter between them")),
            }
        }
        Fault::Joined(range) => {
            let written = &text[range.clone()];
            let (before, last) = written.rsplit_once(char::is_whitespace).unwrap_or(("", written));
            let before = before.trim_end();
            let message = text!(
                "der mangler en | mellem {before} og {last}",
                "there is no | between {before} and {last}"
            );
            Diagnostic::new(&FORM, place(range.clone()), message).help(text!(
                "skriv {before} | {last}; i en linje fra Excel en tabulator",
                "write {before} | {last}; in a line from a spreadsheet a tab"
            ))
        }
        Fault::Separated(range, separator) => {
            separated(&text[range.clone()], *separator, grid, place(range.clone()))
        }
        Fault::UpperHeaders(range) => {
            let message = text!(
                "tabellen har to linjer med overskrifter",
                "the table has two lines of headers"
            );
            Diagnostic::new(&FORM, place(range.clone()), message).help(text!(
                "slet den første; en overskrift over flere kolonner er gruppe = \"…\" på hver af dem i kolonner",
                "delete the first; a header above several columns is gruppe = \"…\" on each of them in kolonner"
            ))
        }
        Fault::BlankWithin(range) => blank_within(range, grid, place),
        Fault::FewHeaders(range, cells) => few_headers(grid, *cells, place(range.clone())),
        Fault::Beyond(range) => {
            let count = grid.header.len();
            let message = text!(
                "linjen har flere celler, end der er overskrifter til ({count})",
                "the line has more cells than there are headers ({count})"
            );
            Diagnostic::new(&FORM, place(range.clone()), message).help(text!(
                "slet cellen, eller skriv en overskrift over den; er en lodret streg en del af teksten, skrives den \\|",
                "delete the cell, or write a header above it; a bar that is part of the text is written \\|"
            ))
        }
        Fault::UnknownMark(range) => {
            let mark = &text[range.clone()];
            let message = text!("`{mark}` er ikke et mærke", "`{mark}` is not a mark");
            let read = grid.lines.iter().find(|line| line.mark_range == *range);
            let meant =
                Mark::meant(mark).filter(|_| read.is_none_or(|line| line.mark != Mark::Post));
            let help = match meant.map(Mark::text) {
                Some(meant) => text!("mente du {meant}?", "did you mean {meant}?"),
                None => marks(),
            };
            Diagnostic::new(&MARK, place(range.clone()), message).help(help)
        }
        Fault::NothingAbove(range) => nothing_above(&text[range.clone()], place(range.clone())),
        Fault::NoFirstHeader(range) => {
            let message =
                text!("den første kolonne har ingen overskrift", "the first column has no header");
            Diagnostic::new(&COLUMN, place(range.clone()), message).help(text!(
                "skriv tekst, udvalg eller en anden nøgle over den",
                "write tekst, udvalg or another key above it"
            ))
        }
        Fault::NoHeader(range) => {
            let message = text!(
                "cellen står i en kolonne uden overskrift",
                "the cell stands in a column without a header"
            );
            Diagnostic::new(&COLUMN, place(range.clone()), message)
                .help(text!("skriv en overskrift over kolonnen", "write a header above the column"))
        }
        Fault::OpenQuote(range) => {
            let message = text!(
                "cellen begynder med et anførselstegn, der ikke slutter",
                "the cell begins with a quotation mark that never ends"
            );
            Diagnostic::new(&FORM, place(range.clone()), message).help(text!(
                "slet anførselstegnet, eller skriv det andet",
                "delete the mark, or write the other one"
            ))
        }
    }
}

/// A line as it is meant, where it is known which cells it has.
fn mended(grid: &Grid<'_>, range: &std::ops::Range<usize>) -> Option<String> {
    let line = grid.lines.iter().find(|line| line.range == *range)?;
    if line.torn || line.cells.len() != grid.header.len() {
        return None;
    }
    let mark = line.mark.text();
    let cell =
        |cell: &Cell<'_>| if cell.is_blank() { "| ".into() } else { format!("| {} ", cell.text) };
    let cells: String = line.cells.iter().map(cell).collect::<String>() + "|";
    Some(match (grid.marked, mark) {
        (true, "") => format!("| {cells}"),
        (true, _) => format!("| {mark} {cells}"),
        (false, "") => cells,
        (false, _) => format!("{mark} {cells}"),
    })
}

/// A line that goes on with the one above it, which is the headers'.
fn nothing_above(mark: &str, span: Span) -> Diagnostic {
    let message = text!(
        "{mark} fortsætter linjen ovenover, men der er ingen række ovenover",
        "{mark} goes on with the line above, but there is no row above"
    );
    Diagnostic::new(&MARK, span, message).help(text!(
        "er linjen en række for sig, så slet {mark}; en lang overskrift skrives på én linje",
        "if the line is a row of its own, delete {mark}; a long header is written on one line"
    ))
}

/// A line without bars: a comment, or cells with blanks between them.
fn no_cells(line: &str, grid: &Grid<'_>, range: &std::ops::Range<usize>, span: Span) -> Diagnostic {
    if line.starts_with('#') {
        let heading = line.trim_start_matches(['#', ' ']).trim_end();
        let message = text!(
            "en kommentar kan ikke stå mellem tabellens linjer",
            "a comment can't stand among the table's lines"
        );
        return Diagnostic::new(&FORM, span, message).help(text!(
            "flyt den op over raekker; er det en mellemoverskrift, så skriv # | {heading} |",
            "move it up above raekker; if it is a heading, write # | {heading} |"
        ));
    }
    let message =
        text!("linjen har ingen | mellem cellerne", "the line has no | between its cells");
    let finding = Diagnostic::new(&FORM, span, message);
    if let Some(mended) = mended(grid, range) {
        return finding.help(text!("skriv {mended}", "write {mended}"));
    }
    finding.help(text!("skriv | mellem cellerne", "write | between the cells"))
}

/// Headers without bars: the table is from a program that parts cells by something else.
fn separated(line: &str, separator: Separator, grid: &Grid<'_>, span: Span) -> Diagnostic {
    let (what, what_en) = match separator {
        Separator::Blanks => ("mellemrum", "blanks"),
        Separator::Semicolon => ("semikolon", "semicolons"),
        Separator::Comma => ("komma", "commas"),
    };
    let message = text!(
        "tabellens celler er adskilt af {what}, og der skal stå | mellem dem",
        "the table's cells are separated by {what_en}, and there must be a | between them"
    );
    let names: Vec<&str> = grid.header.iter().map(|cell| &*cell.text).collect();
    let mended = format!("| {} |", names.join(" | "));
    let finding = Diagnostic::new(&FORM, span, message);
    if line.contains('|') {
        return finding;
    }
    finding.help(text!(
        "skriv {mended}, og de andre linjer på samme måde, eller kopiér tabellen ind fra Excel",
        "write {mended}, and the other lines in the same way, or paste the table from the spreadsheet"
    ))
}

/// A blank cell that shifts what follows it in its line.
fn blank_within(
    range: &std::ops::Range<usize>,
    grid: &Grid<'_>,
    place: &dyn Fn(std::ops::Range<usize>) -> Span,
) -> Diagnostic {
    let cells = grid.lines.iter().flat_map(|line| &line.cells);
    let before = cells.clone().rfind(|cell| cell.range.end <= range.start && !cell.is_blank());
    let after = cells.clone().find(|cell| cell.range.start >= range.end && !cell.is_blank());
    let message = text!(
        "linjen har en tom celle for meget, så det, der følger, står under forkerte overskrifter",
        "the line has a blank cell too many, so what follows it stands below the wrong headers"
    );
    let finding = Diagnostic::new(&FORM, place(range.clone()), message);
    match (before, after) {
        (Some(before), Some(after)) => {
            let (before, after) = (&before.text, &after.text);
            finding.help(text!(
                "slet en | mellem {before} og {after}",
                "delete a | between {before} and {after}"
            ))
        }
        _ => finding.help(text!("slet en |", "delete a |")),
    }
}

/// Headers that are fewer than the cells below; a year that is left out among them is offered.
fn few_headers(grid: &Grid<'_>, cells: usize, span: Span) -> Diagnostic {
    let headers = grid.header.len();
    let message = text!(
        "der er {headers} overskrifter, men linjerne har {cells} celler",
        "there are {headers} headers, but the lines have {cells} cells"
    );
    let years: Vec<u16> = grid
        .header
        .iter()
        .filter_map(|cell| match Period::parse(&cell.text) {
            Some(Period::Year(year)) => Some(year),
            _ => None,
        })
        .collect();
    let mut gaps = years.windows(2).filter_map(|pair| match pair {
        [a, b] if a.checked_add(2) == Some(*b) => Some((*a, a + 1, *b)),
        _ => None,
    });
    let finding = Diagnostic::new(&FORM, span, message);
    match (gaps.next(), gaps.next()) {
        (Some((a, year, b)), None) if cells == headers + 1 => {
            finding.help(text!("mangler {year} mellem {a} og {b}?", "is {year} missing between {a} and {b}?"))
        }
        _ => finding.help(text!(
            "skriv de overskrifter, der mangler; er en lodret streg en del af teksten, skrives den \\|",
            "write the headers that are missing; a bar that is part of the text is written \\|"
        )),
    }
}
