//! The sheet *Om*: what the workbook is of, and how it is used.

use rust_xlsxwriter::Worksheet;

use crate::export::workbook::fault::Fault;
use crate::export::workbook::sheet::{Formats, Sheet};
use crate::export::{Export, price_level};
use crate::note::PriceLevels;

/// What is said of columns of figures as they are printed.
const AS_PRINTED: &str = "Tallene, som de står i pakkens dokument: afrundet, så summerne går op. De er fra, da filen blev lavet, og følger \
                          ikke Valg. Summerne uden \"som trykt\" er nøjagtige og følger Valg. I listen har et notat også de valgmuligheder \
                          med, der er talt med, og de står for sig under det.";

/// How many letters a line of an explanation has, how high it is, and the most of them.
const LETTERS: u16 = 90;
const LINE: u16 = 15;
const MOST_LINES: u16 = 26;

/// With `printed`, some columns are as the pack's document prints them.
pub(super) fn write(
    sheet: &mut Worksheet,
    export: &Export<'_>,
    printed: bool,
    formats: &Formats,
) -> Result<(), Fault> {
    let columns = [("Emne".to_owned(), 22), ("Forklaring".to_owned(), 100)];
    let mut sheet = Sheet::new(sheet, "Om", &columns, 1, |_| false, formats)?;
    for (row, (subject, text)) in (1..).zip(subjects(export, printed)) {
        sheet.text(row, 0, subject, &formats.wrapped)?;
        sheet.text(row, 1, &text, &formats.wrapped)?;
        // Not every program makes room for wrapped text by itself.
        let lines = text.chars().count() / usize::from(LETTERS) + 1;
        let height = u16::try_from(lines).unwrap_or(u16::MAX).min(MOST_LINES) * LINE;
        sheet.inner.set_row_height(row, height)?;
    }
    sheet.finish_text()
}

fn subjects(export: &Export<'_>, printed: bool) -> Vec<(&'static str, String)> {
    let mut out = vec![("Titel", export.title.clone()), ("Runde", export.round.title.clone())];
    if export.draft {
        out.push((
            "UDKAST",
            "Bygget som udkast: er der fejl i notaterne, kan tal og summer være forkerte."
                .to_owned(),
        ));
    }
    if let Some(packed) = export.packed {
        out.push(("Enhed", packed.unit.name().to_owned()));
        if let Some(PriceLevels::One(level)) = &packed.round.prices {
            out.push(("Prisniveau", price_level(*level)));
        }
        out.extend([
            ("Valg", "En linje for hvert notat og hver valgmulighed, og øverst, hvad der er talt med, og hvad der er tilbage af rammerne. Ret de gule felter: Med er 1 eller 0, Andel er fra 0 til 100 %. Er et notat ikke med, er dets valgmuligheder det heller ikke, og et notats andel gælder også dem. Vægten er det, beløbene ganges med: hvert beløb i hvert år ganges og afrundes for sig, som i tabellen, det står i (halve væk fra 0), og summerne er af de afrundede. Kontrol siger, hvad der ikke passer sammen: muligheder og notater, der udelukker hinanden, og notater, hvis forudsætning ikke er med."),
            ("Udvalg, Styringsområder", "Det, der er talt med, efter udvalg, styringsområde og år. Summerne er formler og følger Valg."),
            ("Rammer", "Rundens rammer, brugen af dem og det, der er tilbage. Minus er over rammen."),
            ("Tal", "Hvert tal i notaterne. Pakkens pris er det, tallet tæller i pakken, når notatet og valgmuligheden er helt med, i pakkens enhed og rundens priser; den er tom, hvor beløbet tages fra en anden tabel i notatet. Talt med er det, der er talt med nu, og følger Valg."),
        ].map(|(subject, text)| (subject, text.to_owned())));
        if printed {
            out.push(("Som trykt", AS_PRINTED.to_owned()));
        }
    } else {
        out.push(("Tal", "Hvert tal i notatet.".to_owned()));
    }
    out
}
