//! The figures as one JSON object, for programs. Its comments are what `docs/figures.schema.json`
//! says of each field.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::{self, Export, price_level};
use crate::note::{PriceLevels, Word};
use crate::pack::overview::{all_areas, all_committees};
use crate::pack::{FrameUse, Member, Packed};

/// The version of the object's shape; a field is never taken away or changed in meaning within one.
const SCHEMA_VERSION: u32 = 2;

/// The figures of a note or a pack. Amounts are exact decimal text, `-1234.5`: JSON's numbers would
/// become binary ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Exported {
    /// The version of this shape.
    schema_version: u32,
    /// The round.
    round: Round,
    /// The pack's title, or the note's id and title.
    title: String,
    /// True where it was made with `--draft`: figures may be disputed.
    draft: bool,
    /// The pack; none for a note alone.
    pack: Option<Pack>,
    /// Every figure of the posts, written or filled in, in the order of the notes.
    figures: Vec<Figure>,
}

/// The round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Round {
    /// The name of its folder, `budget-2020`.
    folder: String,
    /// Its title, `Budget 2020`.
    title: String,
    /// Its date, `2019-09-25`; none where it has none.
    date: Option<String>,
}

/// A pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Pack {
    /// The name of its file without the ending.
    name: String,
    /// What its amounts are counted in, `1.000 kr.`.
    unit: String,
    /// Their price level, `2020` or `løbende`; none where the round has none, or one for each year.
    price_level: Option<String>,
    /// The years of its overviews: `2020`, or a longer period before or after the round's years,
    /// `2024-2030`.
    years: Vec<String>,
    /// Its notes in order.
    notes: Vec<Note>,
    /// What is counted, by committee, control area and year; sums of 0 too.
    totals: Vec<Total>,
    /// The round's frames.
    frames: Vec<Frame>,
}

/// A note of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Note {
    /// Its id, `BI8`.
    id: String,
    /// Its title.
    title: String,
    /// The code of the committee over the administration that writes it; none where that is not
    /// known.
    committee: Option<String>,
    /// Its category; none where it has none.
    category: Option<String>,
    /// False where it is shown and not counted.
    counted: bool,
    /// Ids of the notes that it presupposes.
    presupposes: Vec<String>,
    /// Ids of the notes that it says that it excludes.
    excludes: Vec<String>,
    /// Its options.
    options: Vec<Choice>,
}

/// An option of a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Choice {
    /// Its id in the note.
    id: String,
    /// Its title.
    title: String,
    /// True where it is counted, if its note is.
    counted: bool,
    /// Ids of the options that it says that it excludes.
    excludes: Vec<String>,
}

/// A sum of what is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Total {
    /// The committee's code.
    committee: String,
    /// The id of the control area, the topmost one.
    control_area: String,
    /// The year, one of the pack's.
    year: String,
    /// The sum in the pack's unit.
    amount: String,
}

/// A frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Frame {
    /// Its name.
    name: String,
    /// Where it is from.
    source: String,
    /// Its control areas as written; `alle` is all.
    control_areas: Vec<String>,
    /// The committees whose money it covers, as written; empty is all.
    committees: Vec<String>,
    /// The years that it has a limit in.
    years: Vec<FrameYear>,
}

/// A year of a frame, in the pack's unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameYear {
    /// The year.
    year: String,
    /// The limit.
    limit: String,
    /// What of the money that it covers does not count in it.
    outside: String,
    /// What the pack uses: the money that it covers, less that.
    used: String,
    /// How much of the limit is used, in per cent, rounded half away from zero to one decimal; none
    /// where the limit is 0.
    used_per_cent: Option<String>,
    /// What is left: the limit less the use, below 0 where it is exceeded.
    left: String,
}

/// A figure of a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Figure {
    /// Its address, `round/note/table/post/column`: the same however the note is reordered or added
    /// to.
    address: String,
    /// The note's id.
    note: String,
    /// Its title.
    title: String,
    /// How far it has come: `kladde` (unfinished), `til forhandling` (up for negotiation), `trukket`
    /// (withdrawn: it counts in nothing).
    status: String,
    /// Its version as typed; none where it has none.
    version: Option<String>,
    /// Its category; none where it has none.
    category: Option<String>,
    /// True where the note is not for the public.
    confidential: bool,
    /// The code of the administration that writes the note.
    note_administration: Option<String>,
    /// The code of the committee over that administration, which need not hold the money.
    note_committee: Option<String>,
    /// The table's id.
    table: String,
    /// The table's number in print, where the note gives it one, `3a`; none where it is the next in
    /// order.
    table_number: Option<String>,
    /// Which money the table is about, `ansøgt`; none where that has no name.
    money: Option<String>,
    /// The number of the post in its table, from 1.
    number: usize,
    /// What the post is called.
    post: String,
    /// The option that it belongs to; none where it belongs to none.
    option: Option<String>,
    /// The names of the frames that it does not count in.
    outside: Vec<String>,
    /// The code of the committee that holds the money, `ingen` where the note says that none does;
    /// none where that is not reported.
    committee: Option<String>,
    /// The codes of the administrations that act.
    administrations: Vec<String>,
    /// The id of the control area; none where that is not reported.
    control_area: Option<String>,
    /// The appropriation: its number as the register writes it, `0.25.10`, or its name; with the
    /// committee, its key. None where that is not reported.
    appropriation: Option<String>,
    /// The appropriation as it is printed, number and name; none where that is not reported.
    appropriation_title: Option<String>,
    /// What tells the appropriation from all others: committee and number, `BIU 35.10`. None where
    /// either is not reported.
    appropriation_key: Option<String>,
    /// `U` (expenditure) or `I` (income); none where that is not reported.
    ui: Option<String>,
    /// The column's key: a year or period, `beloeb`, or its name.
    column: String,
    /// The year or period that the column is about; none where it is about none.
    year: Option<String>,
    /// The amount, all years of a period.
    amount: String,
    /// What it is each year, where it is typed by the year; none elsewhere.
    yearly: Option<String>,
    /// What it is counted in, `1.000 kr.`.
    unit: String,
    /// Its price level, `2020` or `løbende`; none where that is not reported.
    price_level: Option<String>,
    /// True where the table's total counts it: subtotals and parts of other posts are not counted.
    counted: bool,
    /// True where it was filled in, not written.
    filled_in: bool,
    /// The mark of a note under the table that stands at it, as typed: `*`, `[^1]`; none where it
    /// has none.
    mark: Option<String>,
    /// What it counts in the pack's sums, where its note and option are counted; none where the
    /// sums are taken from another table.
    in_pack: Option<InPack>,
}

/// What a figure counts in a pack's sums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InPack {
    /// True where its note and option are counted: the pack's sums are those of these alone.
    counted: bool,
    /// The topmost control area.
    control_area: String,
    /// The year, one of the pack's.
    year: String,
    /// The amount in the pack's unit and the round's price level.
    amount: String,
    /// To how many decimals a share of it is rounded, half away from zero: those of its table, in the
    /// pack's unit. Below 0 it is to tens and more.
    decimals: i32,
}

/// The figures as a file.
pub fn write(export: &Export<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = serde_json::to_vec_pretty(&figures(export))?;
    out.push(b'\n');
    Ok(out)
}

fn figures(export: &Export<'_>) -> Exported {
    let round = export.round;
    Exported {
        schema_version: SCHEMA_VERSION,
        round: Round {
            folder: round.folder.clone(),
            title: round.title.clone(),
            date: round.date.map(|date| date.to_string()),
        },
        title: export.title.clone(),
        draft: export.draft,
        pack: export.packed.map(pack),
        figures: export.lines.iter().map(figure).collect(),
    }
}

fn pack(packed: &Packed<'_>) -> Pack {
    let one = |levels: &PriceLevels| match levels {
        PriceLevels::One(level) => Some(price_level(*level)),
        PriceLevels::ByPeriod(_) => None,
    };
    let mut totals = Vec::new();
    for committee in all_committees(packed) {
        for area in all_areas(packed) {
            // Sums that can't be held are left out: a finding says so, and the pack is a draft.
            let sums = packed.total(|part| {
                part.sum.committee == committee && packed.root(&part.sum.area) == area
            });
            totals.extend(packed.periods.iter().zip(sums.into_iter().flatten()).map(
                |(period, sum)| Total {
                    committee: committee.clone(),
                    control_area: area.clone(),
                    year: period.to_string(),
                    amount: sum.machine(),
                },
            ));
        }
    }
    Pack {
        name: packed.pack.name.clone(),
        unit: packed.unit.name().to_owned(),
        price_level: packed.round.prices.as_ref().and_then(one),
        years: packed.periods.iter().map(ToString::to_string).collect(),
        notes: packed.members.iter().map(note).collect(),
        totals,
        frames: packed.frames.iter().map(frame).collect(),
    }
}

fn ids(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| word.value.clone()).collect()
}

fn note(member: &Member<'_>) -> Note {
    let choice = |choice: &crate::pack::Choice<'_>| Choice {
        id: choice.choice.id.value.clone(),
        title: choice.choice.title.value.clone(),
        counted: choice.counted,
        excludes: ids(&choice.choice.excludes),
    };
    Note {
        id: member.note.id.value.clone(),
        title: member.note.title.value.clone(),
        committee: member.committee.clone(),
        category: member.note.category.as_ref().map(|word| word.value.clone()),
        counted: member.counted,
        presupposes: ids(&member.note.presupposes),
        excludes: ids(&member.note.excludes),
        options: member.choices.iter().map(choice).collect(),
    }
}

fn frame(used: &FrameUse<'_>) -> Frame {
    let year = |line: &crate::pack::frame::Line| FrameYear {
        year: line.period.to_string(),
        limit: line.limit.machine(),
        outside: line.outside.machine(),
        used: line.used.machine(),
        used_per_cent: line.per_cent().map(crate::amount::Amount::machine),
        left: line.left.machine(),
    };
    Frame {
        name: used.frame.name.value.clone(),
        source: used.frame.source.value.clone(),
        control_areas: used.frame.areas.iter().map(|word| word.value.clone()).collect(),
        committees: used.frame.committees.iter().map(|word| word.value.clone()).collect(),
        years: used.lines.iter().map(year).collect(),
    }
}

fn figure(line: &export::Line) -> Figure {
    let (figure, note) = (line.figure.clone(), &*line.note);
    let key = figure.appropriation_key();
    Figure {
        address: figure.address,
        note: figure.note,
        title: note.title.clone(),
        status: note.status.word().to_owned(),
        version: note.version.clone(),
        category: note.category.clone(),
        confidential: note.confidential,
        note_administration: note.administration.clone(),
        note_committee: note.committee.clone(),
        table: figure.table,
        table_number: figure.table_number,
        money: figure.money,
        number: figure.number,
        post: figure.post,
        option: figure.choice,
        outside: figure.outside,
        committee: figure.committee,
        administrations: figure.administrations,
        control_area: figure.area,
        appropriation: figure.appropriation,
        appropriation_title: figure.appropriation_title,
        appropriation_key: key,
        ui: figure.ui,
        column: figure.column.to_string(),
        year: figure.period.map(|period| period.to_string()),
        amount: figure.amount.machine(),
        yearly: figure.rate.map(|rate| rate.yearly.machine()),
        unit: figure.unit.name().to_owned(),
        price_level: figure.prices.map(price_level),
        counted: figure.counted,
        filled_in: figure.filled_in,
        mark: figure.mark,
        in_pack: line.placed.as_ref().map(|placed| InPack {
            counted: placed.counted,
            control_area: placed.root.clone(),
            year: placed.period.to_string(),
            amount: placed.amount.machine(),
            decimals: placed.decimals,
        }),
    }
}
