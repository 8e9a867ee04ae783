//! The lines of what changed as comma-separated values (RFC 4180): a line a step of a post and year.

use csv::{Terminator, WriterBuilder};

use crate::amount::Amount;
use crate::changes::Changes;
use crate::export::csv::Dialect;
use crate::export::guard;

const COLUMNS: [&str; 18] = [
    "runde",
    "pakke",
    "notat",
    "tabel",
    "post",
    "udvalg",
    "styringsomraade",
    "bevilling",
    "valg",
    "aar",
    "talt_med",
    "foer",
    "efter",
    "forskel",
    "enhed",
    "aarsag",
    "afklaret",
    "adresse",
];

/// The steps, of rounds and of packs; the latter have the pack's name. Texts that a spreadsheet would
/// take for something else are guarded.
pub fn csv(changes: &Changes) -> Result<String, csv::Error> {
    let mut writer =
        WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::<u8>::new());
    writer.write_record(COLUMNS)?;
    for round in &changes.rounds {
        for (view, line) in
            round.views.iter().flat_map(|view| view.lines.iter().map(move |line| (view, line)))
        {
            let resolved = line.cause != crate::changes::Cause::Unresolved;
            let texts = [
                round.folder.as_str(),
                view.pack.as_deref().unwrap_or_default(),
                &line.note,
                &line.table,
                &line.post,
                &line.committee,
                &line.area,
                line.appropriation.as_deref().unwrap_or_default(),
                line.choice.as_deref().unwrap_or_default(),
                &line.period.to_string(),
                yes(line.counted),
            ]
            .map(|text| guard::guarded(text, Dialect::Comma).into_owned());
            let amounts = [line.before, line.after, line.difference()].map(Amount::machine);
            let last = [round.unit.name(), line.cause.name(), yes(resolved), line.address.as_str()]
                .map(|text| guard::guarded(text, Dialect::Comma).into_owned());
            writer.write_record(texts.iter().chain(&amounts).chain(&last))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn yes(is: bool) -> &'static str {
    if is { "ja" } else { "nej" }
}
