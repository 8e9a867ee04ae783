//! What changed, as a page.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::note::Period;
use crate::pack::capitalised;
use crate::page::paper::{Fact, Paper, PaperHead, Part};
use crate::page::simple::{paragraph, table};
use crate::page::{Block, Metadata, Table, Theme};
use crate::text::{Lang, Text};

use super::between::Changes;
use super::cause::Cause;
use super::line::Line;
use super::note::NoteChange;
use super::presence::Presence;
use super::round::RoundChanges;
use super::texts::TextChange;
use super::totals::Total;
use super::view::View;

/// What a paper of changes says besides them.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The municipality's name.
    pub municipality: String,
    /// What the earlier version is called.
    pub before: String,
    /// What the later one is called.
    pub after: String,
    /// The day that the PDF is of: the latest round's.
    pub date: (u16, u8, u8),
    /// True where a note in it is not for the public.
    pub confidential: bool,
    /// What the pages look like.
    pub theme: Theme,
}

/// All that changed.
pub fn paper(changes: &Changes, about: &About) -> Paper {
    let rounds: Vec<&RoundChanges> =
        changes.rounds.iter().filter(|round| !round.is_empty()).collect();
    let titles: Vec<&str> = rounds.iter().map(|round| round.title.as_str()).collect();
    let title = match titles.as_slice() {
        [] => "Ændringer".to_owned(),
        titles => format!("Ændringer i {}", titles.join(" og ")),
    };
    let mut parts = Vec::new();
    for own in &rounds {
        round(own, rounds.len() > 1, &mut parts);
    }
    if parts.is_empty() {
        parts.push(Part { blocks: vec![paragraph("Intet er ændret.")], ..Part::default() });
    }
    let fact = |label: &str, text: &str| Fact { label: label.to_owned(), text: text.to_owned() };
    let unclaimed = rounds.iter().flat_map(|round| &round.views).any(|view| !view.claimed);
    Paper {
        municipality: about.municipality.clone(),
        kind: "aendringer".to_owned(),
        draft: unclaimed,
        head: PaperHead {
            title: title.clone(),
            round: titles.first().copied().unwrap_or_default().to_owned(),
            facts: vec![fact("Fra", &about.before), fact("Til", &about.after)],
            confidential: about.confidential,
            ..PaperHead::default()
        },
        metadata: Metadata { title, author: about.municipality.clone(), date: about.date },
        parts,
        theme: about.theme.clone(),
    }
}

/// A round: the sums first, for they are what is asked for; then its notes, then its packs.
fn round(round: &RoundChanges, named: bool, parts: &mut Vec<Part>) {
    let unit = round.unit.name();
    let mut blocks = Vec::new();
    match &round.presence {
        Presence::Both => {}
        Presence::New => blocks.push(paragraph("Runden er ny.")),
        Presence::Gone => blocks.push(paragraph("Runden er slettet.")),
        Presence::Renamed(from) => {
            blocks.push(paragraph(format!("Mappen {from} hedder nu {}.", round.folder)));
        }
    }
    if !round.facts.is_empty() {
        let facts = Text::list(&round.facts);
        blocks.push(paragraph(format!("Rundens {} er ændret.", facts.get(Lang::Da))));
    }
    let whole = round.views.iter().find(|view| view.pack.is_none());
    blocks.push(paragraph(format!("Alle beløb er i {unit}")));
    let tables = whole.map_or_else(Vec::new, |view| {
        blocks.push(paragraph(claim(view)));
        sums(round, view)
    });
    let heading = if named { format!("{}: i alt", round.title) } else { "I alt".to_owned() };
    parts.push(Part { heading, level: 2, blocks, tables });
    if !round.notes.is_empty() {
        let heading =
            if named { format!("{}: notater", round.title) } else { "Notater".to_owned() };
        parts.push(Part { heading, level: 2, ..Part::default() });
    }
    for note in &round.notes {
        let lines = whole.map_or(&[][..], |view| &view.lines);
        let lines: Vec<&Line> =
            lines.iter().filter(|line| line.note == note.id && !line.mirrors()).collect();
        parts.push(of_note(round, note, &lines));
    }
    for view in round.views.iter().filter(|view| view.pack.is_some() && !view.is_empty()) {
        let title = &view.title;
        let heading = match view.presence {
            Presence::New => format!("Ny pakke: {title}"),
            Presence::Gone => format!("Pakken {title} udgår"),
            _ => format!("Pakken {title}"),
        };
        let blocks = vec![paragraph(claim(view))];
        let mut tables = sums(round, view);
        let own = round.own_lines(view);
        if !own.is_empty() {
            tables.push(of_lines("Det, der kun er ændret i pakken", round, &own, true));
        }
        parts.push(Part { heading, level: 2, blocks, tables });
    }
}

/// What is said of whether the lines explain the difference.
fn claim(view: &View) -> String {
    match (view.claimed, view.holds()) {
        (false, _) => {
            let who = view.disputed.join(", ");
            format!("Kan ikke afstemmes: der er eller var fejl i {who}, så årsagerne dér er uafklarede.")
        }
        (true, true) => {
            "Årsagerne stemmer med forskellen i hvert udvalg, styringsområde og år: intet er uforklaret.".to_owned()
        }
        (true, false) => {
            "Årsagerne giver ikke hele forskellen: det er en fejl i programmet.".to_owned()
        }
    }
}

/// The tables of what changed in all: by control area before and after, by committee and by cause the
/// difference, each with the years across; and the frames.
fn sums(round: &RoundChanges, view: &View) -> Vec<Table> {
    let mut out = Vec::new();
    let totals: Vec<&Total> =
        view.totals.iter().flatten().filter(|own| own.before != own.after).collect();
    let mut years: Vec<Period> = totals.iter().map(|own| own.period).collect();
    years.extend(view.lines.iter().filter(|line| line.counted).map(|line| line.period));
    years.sort();
    years.dedup();
    let mut by_area: BTreeMap<&str, BTreeMap<Period, (Amount, Amount)>> = BTreeMap::new();
    for own in view.totals.iter().flatten() {
        let sum = by_area.entry(&own.area).or_default().entry(own.period).or_default();
        *sum = (add(sum.0, own.before), add(sum.1, own.after));
    }
    by_area.retain(|_, years| years.values().any(|(before, after)| before != after));
    let mut rows = Vec::new();
    for (area, sums) in &by_area {
        let of = |pick: &dyn Fn((Amount, Amount)) -> String| -> Vec<String> {
            years.iter().map(|year| pick(sums.get(year).copied().unwrap_or_default())).collect()
        };
        let difference =
            |(before, after): (Amount, Amount)| after.minus(before).unwrap_or_default();
        let lines = [
            ("post", "før", of(&|sums| sums.0.danish(0))),
            ("post", "efter", of(&|sums| sums.1.danish(0))),
            ("subtotal", "forskel", of(&|sums| difference(sums).signed())),
        ];
        for (kind, what, cells) in lines {
            let name = format!("{} {what}", round.area(area));
            rows.push((kind, std::iter::once(name).chain(cells).collect()));
        }
    }
    if !rows.is_empty() {
        out.push(across("Efter styringsområde", &["Styringsområde"], &years, rows));
    }
    let mut by_committee: BTreeMap<(&str, &str), BTreeMap<Period, Amount>> = BTreeMap::new();
    for own in totals {
        let sum = by_committee.entry((&own.committee, &own.area)).or_default();
        sum.insert(own.period, own.difference());
    }
    let rows: Vec<_> = by_committee
        .iter()
        .map(|((committee, area), sums)| {
            let names = vec![round.committee(committee).to_owned(), round.area(area).to_owned()];
            ("post", names.into_iter().chain(differences(sums, &years)).collect())
        })
        .collect();
    if !rows.is_empty() {
        out.push(across("Forskel efter udvalg", &["Udvalg", "Styringsområde"], &years, rows));
    }
    let mut causes: BTreeMap<(Cause, &str), BTreeMap<Period, Amount>> = BTreeMap::new();
    for ((cause, area, period), sum) in view.by_cause() {
        causes.entry((cause, area)).or_default().insert(period, sum);
    }
    let rows: Vec<_> = causes
        .iter()
        .map(|((cause, area), sums)| {
            let cause = capitalised(cause.text().get(Lang::Da));
            let names = vec![cause, round.area(area).to_owned()];
            ("post", names.into_iter().chain(differences(sums, &years)).collect())
        })
        .collect();
    if !rows.is_empty() {
        out.push(across("Forskel efter årsag", &["Årsag", "Styringsområde"], &years, rows));
    }
    out.extend(frames(view));
    out
}

fn add(sum: Amount, own: Amount) -> Amount {
    sum.plus(own).unwrap_or(sum)
}

/// The differences of some years, 0 where there is none.
fn differences(sums: &BTreeMap<Period, Amount>, years: &[Period]) -> Vec<String> {
    years.iter().map(|year| sums.get(year).copied().unwrap_or_default().signed()).collect()
}

/// A table with the years across, after columns of words.
fn across(
    title: &str,
    words: &[&str],
    years: &[Period],
    rows: Vec<(&'static str, Vec<String>)>,
) -> Table {
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    let kinds = std::iter::once("text").chain(std::iter::repeat("code"));
    let words = words.iter().copied().zip(kinds);
    let headings: Vec<_> =
        words.chain(years.iter().map(|year| (year.as_str(), "figure"))).collect();
    table(title, None, &headings, rows)
}

/// The frames that changed.
fn frames(view: &View) -> Option<Table> {
    let figure =
        |amount: Option<Amount>| amount.map_or_else(|| "–".to_owned(), |amount| amount.danish(0));
    let rows: Vec<_> = view
        .frames
        .iter()
        .map(|own| {
            let (before, after) = (own.before, own.after);
            let limit = match (before, after) {
                (Some(before), Some(after)) if before.limit != after.limit => {
                    format!("{} (før {})", after.limit.danish(0), before.limit.danish(0))
                }
                (before, after) => figure(after.or(before).map(|own| own.limit)),
            };
            let cells = vec![
                own.frame.clone(),
                own.period.to_string(),
                limit,
                figure(before.map(|own| own.used)),
                figure(after.map(|own| own.used)),
                figure(before.map(super::frames::Use::left)),
                figure(after.map(super::frames::Use::left)),
            ];
            ("post", cells)
        })
        .collect();
    let headings = [
        ("Navn", "text"),
        ("År", "code"),
        ("Ramme", "figure"),
        ("Brugt før", "figure"),
        ("Brugt efter", "figure"),
        ("Tilbage før", "figure"),
        ("Tilbage efter", "figure"),
    ];
    (!rows.is_empty()).then(|| table("Rammerne", None, &headings, rows))
}

/// Lines as a table; with the notes where they are of several.
fn of_lines(title: &str, round: &RoundChanges, lines: &[&Line], with_notes: bool) -> Table {
    let headings = [
        ("Årsag", "text"),
        ("Notat", "code"),
        ("Post", "code"),
        ("Udvalg", "code"),
        ("Område", "code"),
        ("Bevilling", "code"),
        ("År", "code"),
        ("Før", "figure"),
        ("Efter", "figure"),
        ("Forskel", "figure"),
    ];
    let rows = lines.iter().map(|own| {
        let mut cells = line(round, own);
        cells.insert(1, if with_notes { own.note.clone() } else { String::new() });
        ("post", cells)
    });
    table(title, None, &headings, rows.collect())
}

fn of_note(round: &RoundChanges, note: &NoteChange, lines: &[&Line]) -> Part {
    let mut blocks: Vec<Block> = Vec::new();
    let mut say = |text: String| blocks.push(paragraph(text));
    match (&note.presence, &note.like) {
        (Presence::New, None) => say("Notatet er nyt.".to_owned()),
        (Presence::New, Some(like)) => {
            say(format!("Notatet er nyt, og har samme titel som {like}, der udgår."));
        }
        (Presence::Gone, None) => say("Notatet udgår.".to_owned()),
        (Presence::Gone, Some(like)) => {
            say(format!("Notatet udgår; {like} er nyt og har samme titel."));
        }
        (Presence::Renamed(from), _) => say(format!("Notatet hed før {from}.")),
        (Presence::Both, _) => {}
    }
    if note.unresolved.is_some() {
        say("Uafklaret: der er eller var fejl i notatet eller i det, det læses efter, så årsagerne kan ikke opgøres.".to_owned());
    }
    if note.printed {
        say("Andre oplysninger på notatets sider er ændret.".to_owned());
    }
    if !note.texts.is_empty() {
        let all: Vec<Text> = note.texts.iter().map(TextChange::text).collect();
        say(format!("Også ændret: {}.", Text::list(&all).get(Lang::Da)));
    }
    let mut tables = Vec::new();
    if !lines.is_empty() {
        tables.push(of_lines("", round, lines, false));
    }
    if !note.others.is_empty() {
        let figure = |own: Option<(Amount, crate::amount::Unit)>| {
            own.map_or_else(|| "–".to_owned(), |(amount, _)| amount.danish(0))
        };
        let rows = note.others.iter().map(|own| {
            let unit = own.after.or(own.before).map(|(_, unit)| unit.name()).unwrap_or_default();
            let cells = vec![
                own.post.clone(),
                own.table.clone(),
                own.column.clone(),
                unit.to_owned(),
                figure(own.before),
                figure(own.after),
            ];
            ("post", cells)
        });
        let headings = [
            ("Post", "text"),
            ("Tabel", "code"),
            ("Kolonne", "code"),
            ("Enhed", "code"),
            ("Før", "figure"),
            ("Efter", "figure"),
        ];
        tables.push(table("Andre tal og tabeller", None, &headings, rows.collect()));
    }
    let heading = format!("{} – {}", note.id, note.title);
    Part { heading, level: 3, blocks, tables }
}

fn line(round: &RoundChanges, line: &Line) -> Vec<String> {
    let cause = capitalised(line.cause.text().get(Lang::Da));
    let cause = if line.counted { cause } else { format!("{cause} (tælles ikke med)") };
    let post = line.post.as_str();
    let post = match &line.choice {
        Some(choice) if post.is_empty() => format!("valg {choice}"),
        Some(choice) => format!("{post} (valg {choice})"),
        None => post.to_owned(),
    };
    vec![
        cause,
        post,
        line.committee.clone(),
        round.area(&line.area).to_owned(),
        line.appropriation.clone().unwrap_or_default(),
        line.period.to_string(),
        line.before.danish(0),
        line.after.danish(0),
        line.difference().signed(),
    ]
}
