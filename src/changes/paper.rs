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
    let whole = round.views.iter().find(|view| view.pack.is_none());
    let tables = whole.map_or_else(Vec::new, |view| {
        blocks.push(paragraph(claim(view)));
        sums(view, unit)
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
        parts.push(of_note(note, &lines, unit));
    }
    for view in round.views.iter().filter(|view| view.pack.is_some() && !view.is_empty()) {
        let title = &view.title;
        let heading = match view.presence {
            Presence::New => format!("Pakken {title} er ny"),
            Presence::Gone => format!("Pakken {title} er slettet"),
            _ => format!("Pakken {title}"),
        };
        let blocks = vec![paragraph(claim(view))];
        parts.push(Part { heading, level: 2, blocks, tables: sums(view, unit) });
    }
}

/// What is said of whether the lines explain the difference.
fn claim(view: &View) -> &'static str {
    match (view.claimed, view.holds()) {
        (false, _) => {
            "Der er eller var fejl i et notat. Dets linjer er uafklarede, og det er ikke regnet efter, om årsagerne tilsammen giver forskellen."
        }
        (true, true) => {
            "Linjerne nedenfor giver tilsammen forskellen i hvert udvalg, styringsområde og år: 0 er uforklaret."
        }
        (true, false) => {
            "Linjerne nedenfor giver ikke hele forskellen: det er en fejl i programmet."
        }
    }
}

/// The tables of what changed in all: by committee, by cause, and the frames.
fn sums(view: &View, unit: &str) -> Vec<Table> {
    let mut out = Vec::new();
    let unit = Some(unit.to_owned());
    let totals = view.totals.iter().flatten().filter(|own| own.before != own.after);
    let rows: Vec<_> = totals.map(total).collect();
    if !rows.is_empty() {
        let headings = [
            ("Udvalg", "text"),
            ("Styringsområde", "code"),
            ("År", "code"),
            ("Før", "figure"),
            ("Efter", "figure"),
            ("Forskel", "figure"),
        ];
        out.push(table("Efter udvalg, styringsområde og år", unit.clone(), &headings, rows));
    }
    let mut causes: BTreeMap<(Cause, &str, Period), Amount> = BTreeMap::new();
    for line in view.lines.iter().filter(|line| line.counted) {
        let own = causes.entry((line.cause, &line.area, line.period)).or_default();
        *own = own.plus(line.difference()).unwrap_or(*own);
    }
    let causes = causes.into_iter().filter(|(_, sum)| !sum.is_zero());
    let rows: Vec<_> = causes
        .map(|((cause, area, period), sum)| {
            let cause = capitalised(cause.text().get(Lang::Da));
            ("post", vec![cause, area.to_owned(), period.to_string(), sum.signed()])
        })
        .collect();
    if !rows.is_empty() {
        let headings =
            [("Årsag", "text"), ("Styringsområde", "code"), ("År", "code"), ("Forskel", "figure")];
        out.push(table("Efter årsag", unit.clone(), &headings, rows));
    }
    let rows: Vec<_> = view
        .frames
        .iter()
        .map(|own| {
            let figure = |amount: Option<Amount>| {
                amount.map_or_else(|| "–".to_owned(), |amount| amount.danish(0))
            };
            let (before, after) = (own.before, own.after);
            let cells = vec![
                own.frame.clone(),
                own.period.to_string(),
                figure(before.map(|own| own.limit)),
                figure(after.map(|own| own.limit)),
                figure(before.map(|own| own.used)),
                figure(after.map(|own| own.used)),
                figure(after.map(super::frames::Use::left)),
            ];
            ("post", cells)
        })
        .collect();
    if !rows.is_empty() {
        let headings = [
            ("Ramme", "text"),
            ("År", "code"),
            ("Ramme før", "figure"),
            ("Ramme efter", "figure"),
            ("Brugt før", "figure"),
            ("Brugt efter", "figure"),
            ("Tilbage", "figure"),
        ];
        out.push(table("Rammerne", unit, &headings, rows));
    }
    out
}

fn total(own: &Total) -> (&'static str, Vec<String>) {
    let cells = vec![
        own.committee.clone(),
        own.area.clone(),
        own.period.to_string(),
        own.before.danish(0),
        own.after.danish(0),
        own.difference().signed(),
    ];
    ("post", cells)
}

fn of_note(note: &NoteChange, lines: &[&Line], unit: &str) -> Part {
    let mut blocks: Vec<Block> = Vec::new();
    let mut say = |text: String| blocks.push(paragraph(text));
    match (&note.presence, &note.like) {
        (Presence::New, None) => say("Notatet er nyt.".to_owned()),
        (Presence::New, Some(like)) => {
            say(format!("Notatet er nyt, og har samme titel som {like}, der er slettet."));
        }
        (Presence::Gone, None) => say("Notatet er slettet.".to_owned()),
        (Presence::Gone, Some(like)) => {
            say(format!("Notatet er slettet; {like} er nyt og har samme titel."));
        }
        (Presence::Renamed(from), _) => say(format!("Notatet hed før {from}.")),
        (Presence::Both, _) => {}
    }
    if note.unresolved.is_some() {
        say("Uafklaret: der er eller var fejl i notatet, så årsagerne kan ikke siges.".to_owned());
    }
    if !note.texts.is_empty() {
        let all: Vec<Text> = note.texts.iter().map(TextChange::text).collect();
        say(format!("Tekst ændret: {}.", Text::list(&all).get(Lang::Da)));
    }
    let mut tables = Vec::new();
    if !lines.is_empty() {
        let headings = [
            ("Årsag", "text"),
            ("Post", "code"),
            ("Udvalg", "code"),
            ("Område", "code"),
            ("Bevilling", "code"),
            ("År", "code"),
            ("Før", "figure"),
            ("Efter", "figure"),
            ("Forskel", "figure"),
        ];
        tables.push(table(
            "",
            Some(unit.to_owned()),
            &headings,
            lines.iter().map(|own| line(own)).collect(),
        ));
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
        tables.push(table("Andre tal", None, &headings, rows.collect()));
    }
    let heading = format!("{} – {}", note.id, note.title);
    Part { heading, level: 3, blocks, tables }
}

fn line(line: &Line) -> (&'static str, Vec<String>) {
    let cause = capitalised(line.cause.text().get(Lang::Da));
    let cause = if line.counted { cause } else { format!("{cause} (tælles ikke med)") };
    let post = if line.post == line.committee { "" } else { line.post.as_str() };
    let post = match &line.choice {
        Some(choice) if post.is_empty() => format!("valg {choice}"),
        Some(choice) => format!("{post} (valg {choice})"),
        None => post.to_owned(),
    };
    let cells = vec![
        cause,
        post,
        line.committee.clone(),
        line.area.clone(),
        line.appropriation.clone().unwrap_or_default(),
        line.period.to_string(),
        line.before.danish(0),
        line.after.danish(0),
        line.difference().signed(),
    ];
    ("post", cells)
}
