//! What changed in money as one JSON object: `tests/report-schemas/changes.schema.json`.

use serde::Serialize;

use crate::amount::{Amount, Unit};
use crate::changes::{
    Changes, FrameChange, Line, NoteChange, OtherFigure, Presence, RoundChanges, TextChange, Total,
    Unresolved, View,
};
use crate::changes::{frames, texts};
use crate::text::Lang;

use super::Versions;

/// The version of the object's shape; a field is never taken away within one.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    schema_version: u32,
    before: &'a str,
    after: &'a str,
    rounds: Vec<Round<'a>>,
}

#[derive(Serialize)]
struct Round<'a> {
    round: &'a str,
    title: &'a str,
    presence: &'static str,
    renamed_from: Option<&'a str>,
    unit: &'static str,
    notes: Vec<Note<'a>>,
    views: Vec<InView<'a>>,
}

#[derive(Serialize)]
struct Note<'a> {
    note: &'a str,
    title: &'a str,
    path: &'a str,
    presence: &'static str,
    renamed_from: Option<&'a str>,
    same_title_as: Option<&'a str>,
    unresolved: Option<&'static str>,
    texts: Vec<InText<'a>>,
    other_figures: Vec<Other<'a>>,
}

#[derive(Serialize)]
struct InText<'a> {
    what: &'a str,
    kind: &'static str,
}

#[derive(Serialize)]
struct Other<'a> {
    table: &'a str,
    post: &'a str,
    column: &'a str,
    address: &'a str,
    before: Option<Figure>,
    after: Option<Figure>,
}

#[derive(Serialize)]
struct Figure {
    amount: String,
    unit: &'static str,
}

#[derive(Serialize)]
struct InView<'a> {
    /// None for the round as a whole.
    pack: Option<&'a str>,
    title: &'a str,
    presence: &'static str,
    claimed: bool,
    lines: Vec<InLine<'a>>,
    /// None where a sum can't be held.
    totals: Option<Vec<InTotal<'a>>>,
    frames: Vec<Frame<'a>>,
}

#[derive(Serialize)]
struct InLine<'a> {
    note: &'a str,
    table: &'a str,
    post: &'a str,
    address: &'a str,
    committee: &'a str,
    control_area: &'a str,
    appropriation: Option<&'a str>,
    option: Option<&'a str>,
    year: String,
    counted: bool,
    before: String,
    after: String,
    difference: String,
    cause: &'static str,
}

#[derive(Serialize)]
struct InTotal<'a> {
    committee: &'a str,
    control_area: &'a str,
    year: String,
    before: String,
    after: String,
    difference: String,
    unexplained: String,
}

#[derive(Serialize)]
struct Frame<'a> {
    frame: &'a str,
    year: String,
    before: Option<Use>,
    after: Option<Use>,
}

#[derive(Serialize)]
struct Use {
    limit: String,
    used: String,
    left: String,
}

/// One JSON object; amounts are exact decimal text.
pub fn json(changes: &Changes, versions: &Versions<'_>, lang: Lang) -> String {
    let report = Report {
        schema_version: SCHEMA_VERSION,
        before: versions.before.get(lang),
        after: versions.after.get(lang),
        rounds: changes.rounds.iter().map(|own| round(own, lang)).collect(),
    };
    // Nothing in it can fail to be written.
    let mut out = serde_json::to_string_pretty(&report).unwrap_or_default();
    out.push('\n');
    out
}

fn presence(presence: &Presence) -> (&'static str, Option<&str>) {
    match presence {
        Presence::Both => ("both", None),
        Presence::New => ("new", None),
        Presence::Gone => ("gone", None),
        Presence::Renamed(from) => ("renamed", Some(from)),
    }
}

fn round(own: &RoundChanges, lang: Lang) -> Round<'_> {
    let (presence, renamed_from) = presence(&own.presence);
    Round {
        round: &own.folder,
        title: &own.title,
        presence,
        renamed_from,
        unit: own.unit.name(),
        notes: own.notes.iter().map(|own| note(own, lang)).collect(),
        views: own.views.iter().map(view).collect(),
    }
}

fn note(own: &NoteChange, lang: Lang) -> Note<'_> {
    let (presence, renamed_from) = presence(&own.presence);
    Note {
        note: &own.id,
        title: &own.title,
        path: &own.path,
        presence,
        renamed_from,
        same_title_as: own.like.as_deref(),
        unresolved: own.unresolved.map(|unresolved| match unresolved {
            Unresolved::Before => "before",
            Unresolved::After => "after",
            Unresolved::Both => "both",
        }),
        texts: own.texts.iter().map(|own| text(own, lang)).collect(),
        other_figures: own.others.iter().map(other).collect(),
    }
}

fn text(own: &TextChange, lang: Lang) -> InText<'_> {
    InText {
        what: own.what.get(lang),
        kind: match own.kind {
            texts::Kind::Changed => "changed",
            texts::Kind::New => "new",
            texts::Kind::Gone => "gone",
        },
    }
}

fn other(own: &OtherFigure) -> Other<'_> {
    let figure = |own: Option<(Amount, Unit)>| {
        own.map(|(amount, unit)| Figure { amount: amount.machine(), unit: unit.name() })
    };
    Other {
        table: &own.table,
        post: &own.post,
        column: &own.column,
        address: &own.address,
        before: figure(own.before),
        after: figure(own.after),
    }
}

fn view(own: &View) -> InView<'_> {
    InView {
        pack: own.pack.as_deref(),
        title: &own.title,
        presence: presence(&own.presence).0,
        claimed: own.claimed,
        lines: own.lines.iter().map(line).collect(),
        totals: own.totals.as_ref().map(|totals| totals.iter().map(total).collect()),
        frames: own.frames.iter().map(frame).collect(),
    }
}

fn line(own: &Line) -> InLine<'_> {
    InLine {
        note: &own.note,
        table: &own.table,
        post: &own.post,
        address: &own.address,
        committee: &own.committee,
        control_area: &own.area,
        appropriation: own.appropriation.as_deref(),
        option: own.choice.as_deref(),
        year: own.period.to_string(),
        counted: own.counted,
        before: own.before.machine(),
        after: own.after.machine(),
        difference: own.difference().machine(),
        cause: own.cause.name(),
    }
}

fn total(own: &Total) -> InTotal<'_> {
    InTotal {
        committee: &own.committee,
        control_area: &own.area,
        year: own.period.to_string(),
        before: own.before.machine(),
        after: own.after.machine(),
        difference: own.difference().machine(),
        unexplained: own.unexplained.machine(),
    }
}

fn frame(own: &FrameChange) -> Frame<'_> {
    let side = |own: Option<frames::Use>| {
        own.map(|own| Use {
            limit: own.limit.machine(),
            used: own.used.machine(),
            left: own.left().machine(),
        })
    };
    Frame {
        frame: &own.frame,
        year: own.period.to_string(),
        before: side(own.before),
        after: side(own.after),
    }
}
