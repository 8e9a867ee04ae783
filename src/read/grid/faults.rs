//! What can be wrong with a table that is written in lines.

use crate::diagnostic::{Diagnostic, rule};
use crate::grid::{Fault, Grid};
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
        "mærkerne er # mellemoverskrift, = delsum, == total og > heraf; uden mærke er linjen en post",
        "the marks are # heading, = subtotal, == total and > of which; without a mark the line is a post"
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
        Fault::NoCells(range) => {
            no_cells(&text[range.clone()], grid.header.len(), place(range.clone()))
        }
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
            Diagnostic::new(&MARK, place(range.clone()), message).help(marks())
        }
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

/// A line without bars: a comment, or cells with blanks between them.
fn no_cells(line: &str, headers: usize, span: Span) -> Diagnostic {
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
    let cells: Vec<&str> =
        line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let message =
        text!("linjen har ingen | mellem cellerne", "the line has no | between its cells");
    let finding = Diagnostic::new(&FORM, span, message);
    if cells.len() == headers {
        let mended = format!("| {} |", cells.join(" | "));
        return finding.help(text!("skriv {mended}", "write {mended}"));
    }
    finding.help(text!("skriv | mellem cellerne", "write | between the cells"))
}
