//! What changed, as a workbook: the lines, the sums, the frames and the notes.

use crate::amount::Amount;
use crate::export::workbook::{Cell, Fault, Lines, Plain};
use crate::text::{Lang, Text};

use super::between::Changes;
use super::frames::Use;
use super::line::Line;
use super::paper::About;
use super::presence::Presence;
use super::round::RoundChanges;
use super::texts::TextChange;
use super::view::View;

/// The workbook. Its date is the latest round's, for the same changes are to be the same file.
pub fn workbook(changes: &Changes, about: &About) -> Result<Vec<u8>, Fault> {
    let plain = Plain {
        title: "Ændringer".to_owned(),
        beside: format!("fra {} til {}", about.before, about.after),
        owner: about.municipality.clone(),
        date: about.date,
        sheets: vec![lines(changes), totals(changes), frames(changes), notes(changes)],
    };
    plain.write()
}

fn words(text: impl Into<String>) -> Cell {
    Cell::Words(text.into())
}

/// An amount, where there is one.
fn maybe(amount: Option<Amount>) -> Cell {
    amount.map_or_else(|| words(""), Cell::Amount)
}

/// Whose figures a view's are: the pack's, or nobody's in particular.
fn name(view: &View) -> &str {
    view.pack.as_deref().unwrap_or_default()
}

/// Every view with its round.
fn views(changes: &Changes) -> impl Iterator<Item = (&RoundChanges, &View)> {
    changes.rounds.iter().flat_map(|round| round.views.iter().map(move |view| (round, view)))
}

/// The sheet of lines: a line a step of a post and year. Those of packs have the pack's name.
fn lines(changes: &Changes) -> Lines {
    let columns = vec![
        ("Runde", 14),
        ("Pakke", 14),
        ("Notat", 10),
        ("Tabel", 14),
        ("Post", 32),
        ("Udvalg", 9),
        ("Udvalgets navn", 28),
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
    let all = views(changes);
    let rows =
        all.flat_map(|(round, view)| view.lines.iter().map(move |line| of_line(round, view, line)));
    Lines { name: "Linjer", columns, rows: rows.collect() }
}

fn of_line(round: &RoundChanges, view: &View, line: &Line) -> Vec<Cell> {
    vec![
        words(&round.folder),
        words(name(view)),
        words(&line.note),
        words(&line.table),
        words(&line.post),
        words(&line.committee),
        words(round.committee(&line.committee)),
        words(&line.area),
        words(line.appropriation.as_deref().unwrap_or_default()),
        words(line.choice.as_deref().unwrap_or_default()),
        Cell::Period(line.period),
        words(if line.counted { "ja" } else { "nej" }),
        Cell::Amount(line.before),
        Cell::Amount(line.after),
        Cell::Amount(line.difference()),
        words(round.unit.name()),
        words(line.cause.text().get(Lang::Da)),
    ]
}

/// The sheet of sums, also those that did not change: after minus before is what the lines add up to.
fn totals(changes: &Changes) -> Lines {
    let columns = vec![
        ("Runde", 14),
        ("Pakke", 14),
        ("Udvalg", 9),
        ("Udvalgets navn", 28),
        ("Styringsområde", 16),
        ("År", 8),
        ("Før", 12),
        ("Efter", 12),
        ("Forskel", 12),
        ("Uforklaret", 12),
        ("Enhed", 10),
    ];
    let rows = views(changes).flat_map(|(round, view)| {
        view.totals.iter().flatten().map(move |own| {
            vec![
                words(&round.folder),
                words(name(view)),
                words(&own.committee),
                words(round.committee(&own.committee)),
                words(&own.area),
                Cell::Period(own.period),
                Cell::Amount(own.before),
                Cell::Amount(own.after),
                Cell::Amount(own.difference()),
                // Nothing is claimed where a note has errors.
                if view.claimed { Cell::Amount(own.unexplained) } else { words("uafklaret") },
                words(round.unit.name()),
            ]
        })
    });
    Lines { name: "I alt", columns, rows: rows.collect() }
}

/// The sheet of frames that changed.
fn frames(changes: &Changes) -> Lines {
    let columns = vec![
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
    let rows = views(changes).flat_map(|(round, view)| {
        view.frames.iter().map(move |own| {
            let (before, after) = (own.before, own.after);
            vec![
                words(&round.folder),
                words(name(view)),
                words(&own.frame),
                Cell::Period(own.period),
                maybe(before.map(|own| own.limit)),
                maybe(after.map(|own| own.limit)),
                maybe(before.map(|own| own.used)),
                maybe(after.map(|own| own.used)),
                maybe(before.map(Use::left)),
                maybe(after.map(Use::left)),
                words(round.unit.name()),
            ]
        })
    });
    Lines { name: "Rammer", columns, rows: rows.collect() }
}

/// The sheet of notes: what became of each, and what else of it changed.
fn notes(changes: &Changes) -> Lines {
    let columns =
        vec![("Runde", 14), ("Notat", 10), ("Titel", 50), ("Hvad", 24), ("Også ændret", 60)];
    let rows = changes.rounds.iter().flat_map(|round| {
        round.notes.iter().map(move |note| {
            let what = match (&note.presence, note.unresolved) {
                (Presence::New, _) => "nyt".to_owned(),
                (Presence::Gone, _) => "slettet".to_owned(),
                (_, Some(_)) => "uafklaret".to_owned(),
                (Presence::Renamed(from), None) => format!("hed før {from}"),
                (Presence::Both, None) => "ændret".to_owned(),
            };
            let texts: Vec<Text> = note.texts.iter().map(TextChange::text).collect();
            vec![
                words(&round.folder),
                words(&note.id),
                words(&note.title),
                words(what),
                words(Text::list(&texts).da),
            ]
        })
    });
    Lines { name: "Notater", columns, rows: rows.collect() }
}
