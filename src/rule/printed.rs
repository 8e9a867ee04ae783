//! What the auditor finds: a printed figure that the printed figures don't give. The fault is the
//! program's, and nothing a writer can write should cause it; what it is found in is not built.

use crate::amount::Amount;
use crate::audit::{Breach, Elsewhere, Kind};
use crate::diagnostic::{Diagnostic, Sides, rule};
use crate::note::{Note, Pack};
use crate::source::Span;
use crate::text;
use crate::text::Text;

rule!(
    PRINTED = "trykt-sum", Error;
    "Et tal ville blive trykt, som de trykte tal ikke giver.",
    "A figure would be printed that the printed figures don't give."
);

/// The most breaches that are told of one document: one fault can be seen in every row.
const MOST_REPORTED: usize = 5;

/// What is wrong with a note's page, each at the table's name.
pub fn in_note(note: &Note, breaches: &[Breach]) -> Vec<Diagnostic> {
    let place =
        |breach: &Breach| note.table(&breach.id).map_or(note.id.span, |table| table.id.span);
    breaches.iter().take(MOST_REPORTED).map(|breach| finding(place(breach), breach)).collect()
}

/// What is wrong with a pack's own pages, each at the pack's title.
pub fn in_pack(pack: &Pack, breaches: &[Breach]) -> Vec<Diagnostic> {
    breaches.iter().take(MOST_REPORTED).map(|breach| finding(pack.title.span, breach)).collect()
}

/// True where findings are of this sort: nothing that a writer could mend.
pub fn has(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.rule.name == PRINTED.name)
}

fn finding(span: Span, breach: &Breach) -> Diagnostic {
    let title = if breach.table.is_empty() { &breach.id } else { &breach.table };
    let finding = Diagnostic::new(&PRINTED, span, message(breach));
    let finding = match (read(&breach.printed), breach.gives) {
        (Some(printed), Some(gives)) => match Sides::new(printed, gives) {
            Some(sides) => {
                let difference = sides.difference.abs();
                let note = text!(
                    "»{title}«: {printed} ≠ {gives} (forskel {difference})",
                    "“{title}”: {printed} ≠ {gives} (difference {difference})"
                );
                finding.note(note).sides(sides)
            }
            None => finding,
        },
        _ => finding.note(text!("»{title}«", "“{title}”")),
    };
    finding.help(text!(
        "fejlen er programmets, ikke din: meld den, og send filen med. Dokumentet bygges ikke, før den er rettet; alt andet bygges",
        "the fault is the program's, not yours: report it, and send the file along. The document is not built until it is corrected; everything else is"
    ))
}

/// What was printed, as an amount.
fn read(text: &str) -> Option<Amount> {
    let number = text.split([' ', '\u{a0}']).next().unwrap_or_default();
    let plain = number.replace('.', "").replace(',', ".").replace(['–', '−'], "-");
    if plain.is_empty() || plain == "-" { Some(Amount::ZERO) } else { Amount::parse(&plain) }
}

/// The table, row, column and both amounts, in words.
fn message(breach: &Breach) -> Text {
    let Breach { id, row, column, .. } = breach;
    let printed = if breach.printed.is_empty() {
        Text::new("ingenting", "nothing")
    } else {
        Text::same(&breach.printed)
    };
    let Text { da, en } = printed;
    let gives = breach.gives.map(|gives| gives.danish(0)).unwrap_or_default();
    let at = text!("{row} i {column}", "{row} in {column}");
    let (at_da, at_en) = (&at.da, &at.en);
    match &breach.kind {
        Kind::Sum => text!(
            "`{id}` ville vise {da} for {at_da}, men de viste tal giver {gives}",
            "`{id}` would show {en} for {at_en}, but the figures shown give {gives}"
        ),
        Kind::Written => text!(
            "`{id}` ville vise {da} for {at_da}, men der er skrevet {gives}",
            "`{id}` would show {en} for {at_en}, but {gives} is written"
        ),
        Kind::MustGive => text!(
            "`{id}` ville vise {da} for {at_da}, men tabellen skal give {gives}",
            "`{id}` would show {en} for {at_en}, but the table must give {gives}"
        ),
        Kind::Meaningless => text!(
            "`{id}` ville vise {da} for {at_da}, hvor der ingen sum er",
            "`{id}` would show {en} for {at_en}, where there is no sum"
        ),
        Kind::Exclusive => text!(
            "`{id}` ville vise {da} for {at_da}: det lægger valg sammen, der udelukker hinanden, og siger det ikke",
            "`{id}` would show {en} for {at_en}: that adds options that exclude each other, and does not say so"
        ),
        Kind::Unreadable => text!(
            "`{id}` ville vise `{da}` for {at_da}, og det er intet tal",
            "`{id}` would show `{en}` for {at_en}, which is no figure"
        ),
        Kind::Formula => text!(
            "filen med tal ville have teksten `{da}` under {column}, hvor et regneark tager den for en formel eller en dato",
            "the file of figures would have the text `{en}` under {column}, where a spreadsheet takes it for a formula or a date"
        ),
        Kind::Words(there) => text!(
            "filen med tal ville have teksten `{da}` under {column} for {row}, men siden har `{there}`",
            "the file of figures would have the text `{en}` under {column} for {row}, but the page has `{there}`"
        ),
        Kind::Lost(words) => text!(
            "`{id}` ville blive vist uden `{words}` i rækken {row}",
            "`{id}` would be shown without `{words}` in the row {row}"
        ),
        Kind::Layout => text!(
            "`{id}` ville blive vist med andre rækker eller kolonner end notatets",
            "`{id}` would be shown with other rows or columns than the note's"
        ),
        Kind::Unit => text!(
            "`{id}` ville ikke sige, hvad tallene er talt i, eller sige noget andet",
            "`{id}` would not say what the figures are counted in, or say something else"
        ),
        Kind::Text(source) => text!(
            "teksten ville vise {da} for {{{{ {source} }}}}, men tabellen viser {gives}",
            "the text would show {en} for {{{{ {source} }}}}, but the table shows {gives}"
        ),
        Kind::Elsewhere(place) => {
            let Text { da: place_da, en: place_en } = elsewhere(place);
            text!(
                "`{id}` ville vise {da} for {at_da}, men {place_da} har {gives}",
                "`{id}` would show {en} for {at_en}, but {place_en} has {gives}"
            )
        }
    }
}

/// Where another amount stands, in words: a table by its title, or what has none.
fn elsewhere(place: &Elsewhere) -> Text {
    match place {
        Elsewhere::Table(title) if title.is_empty() => text!("en anden tabel", "another table"),
        Elsewhere::Table(title) => text!("»{title}«", "“{title}”"),
        Elsewhere::Figures => text!("den eksakte sum", "the exact sum"),
        Elsewhere::File => text!("filen med tal", "the file of figures"),
    }
}
