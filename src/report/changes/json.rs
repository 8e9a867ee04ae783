//! What changed in money as one JSON object. Its comments are what `docs/changes.schema.json` says.

use serde::Serialize;

use crate::amount::{Amount, Unit};
use crate::changes::{
    Changes, FrameChange, Line, NoteChange, OtherFigure, Presence, RoundChanges, TextChange, Total,
    Unresolved, View,
};
use crate::changes::{frames, texts};
use crate::text::Lang;

use super::versions::Versions;

/// The version of the object's shape; a field is never taken away within one.
const SCHEMA_VERSION: u32 = 1;

/// What changed in money between two versions.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Report<'a> {
    /// The version of this object's shape, 1. A field is never taken away within one.
    schema_version: u32,
    /// What the earlier version is called.
    before: &'a str,
    /// What the later version is called.
    after: &'a str,
    /// The rounds that either version has.
    rounds: Vec<Round<'a>>,
}

/// What changed in a round.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
#[expect(clippy::struct_field_names, reason = "named as everywhere in what programs read")]
struct Round<'a> {
    /// Name of its folder, in the later version where both have it.
    round: &'a str,
    /// Its title.
    title: &'a str,
    /// `both`, `new`, `gone` or `renamed`.
    presence: &'static str,
    /// Name of its folder in the earlier version, where that was another.
    renamed_from: Option<&'a str>,
    /// What all amounts are counted in.
    unit: &'static str,
    /// What of the round's own facts changed, in words.
    facts: Vec<&'a str>,
    /// The notes that differ.
    notes: Vec<Note<'a>>,
    /// The round as a whole, then its packs.
    views: Vec<InView<'a>>,
}

/// What changed in a note besides its money.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
#[expect(clippy::struct_field_names, reason = "named as everywhere in what programs read")]
struct Note<'a> {
    /// Its id.
    note: &'a str,
    /// Its title.
    title: &'a str,
    /// Path of its file from the project's root.
    path: &'a str,
    /// `both`, `new`, `gone` or `renamed`.
    presence: &'static str,
    /// Its id in the earlier version, where that was another.
    renamed_from: Option<&'a str>,
    /// Id of the only note of the other version that has the same title, where it is new or gone.
    same_title_as: Option<&'a str>,
    /// `before`, `after` or `both`: which version has errors, so that its lines have no cause. None
    /// where neither has.
    unresolved: Option<&'static str>,
    /// Its texts that changed.
    texts: Vec<InText<'a>>,
    /// True where its pages say something else besides that changed.
    printed_otherwise: bool,
    /// Its figures that changed and are in no sum, or tell of the money in another table.
    other_figures: Vec<Other<'a>>,
}

/// A text that changed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
struct InText<'a> {
    /// The section's heading, or what else it is.
    what: &'a str,
    /// `changed`, `new` or `gone`.
    kind: &'static str,
}

/// A figure that changed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
struct Other<'a> {
    /// Id of its table.
    table: &'a str,
    /// What its post is called.
    post: &'a str,
    /// Its column.
    column: &'a str,
    /// Its address, `round/note/table/post/column`.
    address: &'a str,
    /// What it was. None where it was not there.
    before: Option<Figure>,
    /// What it is. None where it is not there any more.
    after: Option<Figure>,
}

/// An amount with its unit.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
struct Figure {
    /// Exact decimal text.
    amount: String,
    /// What it is counted in.
    unit: &'static str,
}

/// What changed in the money of a round or a pack.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
struct InView<'a> {
    /// The pack's name. None for the round as a whole.
    pack: Option<&'a str>,
    /// The pack's title, or the round's.
    title: &'a str,
    /// `both`, `new` or `gone`.
    presence: &'static str,
    /// False where a note has errors in either version: then the lines are not claimed to explain the
    /// difference.
    claimed: bool,
    /// What has those errors: ids of notes, names of files.
    disputed: &'a [String],
    /// The steps.
    lines: Vec<InLine<'a>>,
    /// What is counted, by committee, control area and year. None where a sum can't be held.
    totals: Option<Vec<InTotal<'a>>>,
    /// The frames' years that changed.
    frames: Vec<Frame<'a>>,
}

/// One step of one post's money of a year.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
struct InLine<'a> {
    /// Id of the note.
    note: &'a str,
    /// Id of the table.
    table: &'a str,
    /// What the post is called.
    post: &'a str,
    /// The post's address, `round/note/table/post`.
    address: &'a str,
    /// Code of the committee.
    committee: &'a str,
    /// Id of the control area.
    control_area: &'a str,
    /// The appropriation. None where that is not told.
    appropriation: Option<&'a str>,
    /// The option. None where the money belongs to none.
    option: Option<&'a str>,
    /// The year or period.
    year: String,
    /// True where the money is counted; false for options that are not chosen and for withdrawn notes.
    counted: bool,
    /// What it was before the step: exact decimal text.
    before: String,
    /// What it is after it.
    after: String,
    /// After minus before.
    difference: String,
    /// What it is due to: one of the names in docs/aendringer.md.
    cause: &'static str,
}

/// A sum before and after.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
struct InTotal<'a> {
    /// Code of the committee.
    committee: &'a str,
    /// Id of the control area.
    control_area: &'a str,
    /// The year or period.
    year: String,
    /// What it was.
    before: String,
    /// What it is.
    after: String,
    /// After minus before.
    difference: String,
    /// What of the difference no line tells: 0, or the program is at fault.
    unexplained: String,
}

/// A frame's year before and after.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
#[expect(clippy::struct_field_names, reason = "named as everywhere in what programs read")]
struct Frame<'a> {
    /// The frame's name.
    frame: &'a str,
    /// The year.
    year: String,
    /// Limit and use before. None where there was no such frame.
    before: Option<Use>,
    /// Limit and use after. None where there is no such frame any more.
    after: Option<Use>,
}

/// A limit and its use.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
struct Use {
    /// The limit.
    limit: String,
    /// What is used of it.
    used: String,
    /// Limit minus use.
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
        facts: own.facts.iter().map(|fact| fact.get(lang)).collect(),
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
        printed_otherwise: own.printed,
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
        disputed: &own.disputed,
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
