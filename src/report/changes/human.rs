//! What changed in money, as tables: note by note, then sums, causes, frames and packs.

use std::fmt::Write as _;

use crate::amount::{Amount, Unit};
use crate::changes::{Cause, Changes, Line, NoteChange, OtherFigure, Presence, RoundChanges};
use crate::changes::{FrameChange, TextChange, Total, Unresolved, View};
use crate::sanitize;
use crate::text;
use crate::text::{Lang, Text, short};

use super::versions::Versions;
use crate::report::table::{self, Align};

use Align::{Left, Right};

/// All that changed.
pub fn human(changes: &Changes, versions: &Versions<'_>, lang: Lang) -> String {
    let mut out = String::new();
    let (before, after) = (versions.before.get(lang), versions.after.get(lang));
    let head = text!("Ændringer fra {before} til {after}", "Changes from {before} to {after}");
    let _ = writeln!(out, "{}", head.get(lang));
    let differing = changes.rounds.iter().filter(|round| !round.is_empty());
    for own in differing {
        round(&mut out, own, lang);
    }
    if changes.is_empty() {
        let same = text!("intet er ændret", "nothing changed");
        let _ = writeln!(out, "\n{}", same.get(lang));
    }
    out
}

fn round(out: &mut String, round: &RoundChanges, lang: Lang) {
    let (title, unit) = (plain(&round.title), round.unit.name());
    let presence = match &round.presence {
        Presence::Both => Text::default(),
        Presence::New => text!(": ny runde", ": new round"),
        Presence::Gone => text!(": runden er slettet", ": the round is deleted"),
        Presence::Renamed(from) => {
            let (from, folder) = (plain(from), plain(&round.folder));
            text!(
                ": mappen {from} hedder nu {folder}",
                ": the folder {from} is now called {folder}"
            )
        }
    };
    let _ = writeln!(out, "\n{title} ({unit}){}", presence.get(lang));
    if !round.facts.is_empty() {
        let Text { da, en } = Text::list(&round.facts);
        let said = text!("rundens {da} er ændret", "the round's {en} changed");
        let _ = writeln!(out, "{}", said.get(lang));
    }
    let whole = round.views.iter().find(|view| view.pack.is_none());
    for own in &round.notes {
        let lines = whole.map_or(&[][..], |view| &view.lines);
        let lines: Vec<&Line> =
            lines.iter().filter(|line| line.note == own.id && !line.mirrors()).collect();
        note(out, round, own, &lines, lang);
    }
    for own in &round.views {
        view(out, round, own, lang);
    }
}

fn note(out: &mut String, round: &RoundChanges, note: &NoteChange, lines: &[&Line], lang: Lang) {
    let (id, title) = (plain(&note.id), plain(&note.title));
    let _ = writeln!(out, "\n{id} {title}");
    let mut say = |text: Text| {
        let _ = writeln!(out, "  {}", text.get(lang));
    };
    let like = note.like.as_deref().map(plain);
    match (&note.presence, like) {
        (Presence::New, Some(like)) => say(text!(
            "nyt notat, med samme titel som {like}, der udgår",
            "new note, of the same title as {like}, which is deleted"
        )),
        (Presence::New, None) => say(Cause::NoteNew.text()),
        (Presence::Gone, Some(like)) => say(text!(
            "notatet udgår; {like} er nyt og har samme titel",
            "the note is deleted; {like} is new and of the same title"
        )),
        (Presence::Gone, None) if note.unresolved == Some(Unresolved::After) => say(text!(
            "filen kan ikke læses som et notat (se `budgetnotat check`)",
            "the file can't be read as a note (see `budgetnotat check`)"
        )),
        (Presence::Gone, None) => say(Cause::NoteGone.text()),
        (Presence::Renamed(from), _) => {
            let from = plain(from);
            say(text!("hed før {from}", "was called {from} before"));
        }
        (Presence::Both, _) => {}
    }
    if let Some(unresolved) = note.unresolved {
        say(unresolved_text(unresolved));
    }
    if !lines.is_empty() {
        table::write(out, 2, &COLUMNS, &rows(round, lines, lang));
    }
    if !note.others.is_empty() {
        let heading = text!("andre tal og tabeller:", "other figures and tables:");
        let _ = writeln!(out, "  {}", heading.get(lang));
        table::write(out, 2, &[Left, Left, Left, Right, Right], &others(&note.others, lang));
    }
    if !note.texts.is_empty() {
        let all: Vec<Text> = note.texts.iter().map(TextChange::text).collect();
        let Text { da, en } = Text::list(&all);
        let changed = text!("også ændret: {da}", "also changed: {en}");
        let _ = writeln!(out, "  {}", plain(changed.get(lang)));
    }
    if note.printed {
        let printed = text!(
            "andre oplysninger på notatets sider er ændret (se `budgetnotat compare`)",
            "other facts on the note's pages changed (see `budgetnotat compare`)"
        );
        let _ = writeln!(out, "  {}", printed.get(lang));
    }
    let nothing = note.presence == Presence::Both
        && !note.printed
        && note.unresolved.is_none()
        && lines.is_empty()
        && note.others.is_empty()
        && note.texts.is_empty();
    if nothing {
        let only =
            text!("kun opsætning eller kommentarer er ændret", "only layout or comments changed");
        let _ = writeln!(out, "  {}", only.get(lang));
    }
}

fn unresolved_text(unresolved: Unresolved) -> Text {
    match unresolved {
        Unresolved::Before => text!(
            "uafklaret: der var fejl i notatet eller i det, det læses efter, så årsagerne kan ikke opgøres",
            "unresolved: the note had errors, so the causes can't be told"
        ),
        Unresolved::After => text!(
            "uafklaret: der er fejl i notatet eller i det, det læses efter (se `budgetnotat check`), så årsagerne kan ikke opgøres",
            "unresolved: the note has errors (see `budgetnotat check`), so the causes can't be told"
        ),
        Unresolved::Both => text!(
            "uafklaret: der var og er fejl i notatet eller i det, det læses efter (se `budgetnotat check`), så årsagerne kan ikke opgøres",
            "unresolved: the note had errors and still has (see `budgetnotat check`), so the causes can't be told"
        ),
    }
}

/// Post, option, committee, control area, appropriation, year, before, after, difference, cause.
const COLUMNS: [Align; 10] = [Left, Left, Left, Left, Left, Left, Right, Right, Right, Left];

fn rows(round: &RoundChanges, lines: &[&Line], lang: Lang) -> Vec<Vec<String>> {
    let headings = [
        text!("post", "post"),
        text!("valg", "option"),
        text!("udvalg", "committee"),
        text!("område", "area"),
        text!("bevilling", "appropriation"),
        text!("år", "year"),
        text!("før", "before"),
        text!("efter", "after"),
        text!("forskel", "difference"),
        text!("årsag", "cause"),
    ];
    let mut rows = vec![headings.iter().map(|text| text.get(lang).to_owned()).collect::<Vec<_>>()];
    for line in lines {
        let cause = line.cause.text();
        let uncounted = text!(" (tælles ikke med)", " (is not counted)");
        let uncounted = if line.counted { "" } else { uncounted.get(lang) };
        rows.push(vec![
            short(&plain(&line.post)),
            plain(line.choice.as_deref().unwrap_or_default()),
            plain(&line.committee),
            plain(round.area(&line.area)),
            plain(line.appropriation.as_deref().unwrap_or_default()),
            line.period.to_string(),
            line.before.danish(0),
            line.after.danish(0),
            line.difference().signed(),
            format!("{}{uncounted}", cause.get(lang)),
        ]);
    }
    rows
}

fn others(others: &[OtherFigure], lang: Lang) -> Vec<Vec<String>> {
    let headings = [
        text!("tabel", "table"),
        text!("post", "post"),
        text!("kolonne", "column"),
        text!("før", "before"),
        text!("efter", "after"),
    ];
    let mut rows = vec![headings.iter().map(|text| text.get(lang).to_owned()).collect::<Vec<_>>()];
    let figure = |own: Option<(Amount, Unit)>| {
        own.map_or_else(String::new, |(amount, unit)| {
            format!("{} {}", amount.danish(0), unit.short()).trim_end().to_owned()
        })
    };
    for own in others {
        rows.push(vec![
            plain(&own.table),
            short(&plain(&own.post)),
            plain(&own.column),
            figure(own.before),
            figure(own.after),
        ]);
    }
    rows
}

fn view(out: &mut String, round: &RoundChanges, view: &View, lang: Lang) {
    if view.is_empty() && view.claimed {
        return;
    }
    let title = plain(&view.title);
    let heading = match (&view.pack, &view.presence) {
        (None, _) => text!("I alt for {title}", "In all for {title}"),
        (Some(_), Presence::New) => text!("Ny pakke: {title}", "New pack: {title}"),
        (Some(_), Presence::Gone) => {
            text!("Pakken {title} udgår", "The pack {title} is gone")
        }
        (Some(_), _) => text!("Pakken {title}", "The pack {title}"),
    };
    let _ = writeln!(out, "\n{}", heading.get(lang));
    let own = if view.pack.is_some() { round.own_lines(view) } else { Vec::new() };
    if !own.is_empty() {
        let mut with_notes = rows(round, &own, lang);
        for (at, row) in with_notes.iter_mut().enumerate() {
            let note = match at.checked_sub(1).and_then(|at| own.get(at)) {
                Some(line) => plain(&line.note),
                None => text!("notat", "note").get(lang).to_owned(),
            };
            row.insert(0, note);
        }
        let align: Vec<Align> = std::iter::once(Left).chain(COLUMNS).collect();
        table::write(out, 2, &align, &with_notes);
    }
    if let Some(totals) = &view.totals {
        sums(out, round, totals, view, lang);
    } else {
        let lost = text!(
            "summerne er for store til at kunne regnes",
            "the sums are too large to be computed"
        );
        let _ = writeln!(out, "  {}", lost.get(lang));
    }
    if !view.frames.is_empty() {
        frames(out, &view.frames, lang);
    }
    let _ = writeln!(out, "  {}", ending(view).get(lang));
}

/// Whether the lines explain the difference.
fn ending(view: &View) -> Text {
    let unexplained: Vec<&Total> =
        view.totals.iter().flatten().filter(|own| !own.unexplained.is_zero()).collect();
    if !view.claimed {
        let who = plain(&view.disputed.join(", "));
        return text!(
            "kan ikke afstemmes: der er eller var fejl i {who} (se `budgetnotat check`)",
            "can't be reconciled: {who} has or had errors (see `budgetnotat check`)"
        );
    }
    if unexplained.is_empty() {
        return text!(
            "linjerne stemmer med forskellen i hvert udvalg, område og år: 0 uforklaret",
            "the lines give the difference in every committee, area and year: 0 unexplained"
        );
    }
    let places: Vec<String> = unexplained
        .iter()
        .map(|own| {
            let (committee, area, period) = (plain(&own.committee), plain(&own.area), own.period);
            format!("{committee} {area} {period}: {}", own.unexplained.danish(0))
        })
        .collect();
    let places = places.join(", ");
    text!(
        "uforklaret er {places}: det er en fejl i budgetnotat, meld den gerne",
        "unexplained is {places}: that is a fault of budgetnotat, please report it"
    )
}

/// The differences by committee, area and year, and by cause and year.
fn sums(out: &mut String, round: &RoundChanges, totals: &[Total], view: &View, lang: Lang) {
    let differing: Vec<&Total> = totals.iter().filter(|own| own.before != own.after).collect();
    let headings = [
        text!("udvalg", "committee"),
        text!("område", "area"),
        text!("år", "year"),
        text!("før", "before"),
        text!("efter", "after"),
        text!("forskel", "difference"),
    ];
    let heads = |texts: &[Text]| texts.iter().map(|text| text.get(lang).to_owned()).collect();
    let mut rows: Vec<Vec<String>> = vec![heads(&headings)];
    for own in &differing {
        rows.push(vec![
            plain(&own.committee),
            plain(round.area(&own.area)),
            own.period.to_string(),
            own.before.danish(0),
            own.after.danish(0),
            own.difference().signed(),
        ]);
    }
    if differing.is_empty() {
        let same = text!("alle summer er, som de var", "all sums are as they were");
        let _ = writeln!(out, "  {}", same.get(lang));
    } else {
        table::write(out, 2, &[Left, Left, Left, Right, Right, Right], &rows);
    }
    let causes = view.by_cause();
    if causes.is_empty() {
        return;
    }
    let headings = [
        text!("årsag", "cause"),
        text!("område", "area"),
        text!("år", "year"),
        text!("forskel", "difference"),
    ];
    let mut rows: Vec<Vec<String>> = vec![heads(&headings)];
    for ((cause, area, period), sum) in causes {
        let cause = cause.text();
        rows.push(vec![
            cause.get(lang).to_owned(),
            plain(round.area(area)),
            period.to_string(),
            sum.signed(),
        ]);
    }
    table::write(out, 2, &[Left, Left, Left, Right], &rows);
}

fn frames(out: &mut String, frames: &[FrameChange], lang: Lang) {
    let headings = [
        text!("ramme", "frame"),
        text!("år", "year"),
        text!("ramme før", "limit before"),
        text!("efter", "after"),
        text!("brugt før", "used before"),
        text!("efter", "after"),
        text!("tilbage før", "left before"),
        text!("efter", "after"),
    ];
    let mut rows: Vec<Vec<String>> =
        vec![headings.iter().map(|text| text.get(lang).to_owned()).collect()];
    for own in frames {
        let cells = [own.before, own.after].map(|side| {
            side.map(|side| [side.limit, side.used, side.left()].map(|amount| amount.danish(0)))
        });
        let cell = |side: usize, at: usize| {
            cells[side].as_ref().map_or_else(|| "–".to_owned(), |cells| cells[at].clone())
        };
        rows.push(vec![
            plain(&own.frame),
            own.period.to_string(),
            cell(0, 0),
            cell(1, 0),
            cell(0, 1),
            cell(1, 1),
            cell(0, 2),
            cell(1, 2),
        ]);
    }
    table::write(out, 2, &[Left, Left, Right, Right, Right, Right, Right, Right], &rows);
}

fn plain(text: &str) -> String {
    sanitize::plain(text.to_owned())
}
