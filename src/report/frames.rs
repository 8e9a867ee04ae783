//! Frames as lines: for people, and for programs. What is said of the fields of those is what
//! `docs/frames.schema.json` says.

use std::fmt::Write as _;

use serde::Serialize;

use crate::amount::Amount;
use crate::pack::frame::Line;
use crate::pack::together::Together;
use crate::pack::{FrameUse, Packed};
use crate::report::table::{
    self,
    Align::{Left, Right},
};
use crate::sanitize;
use crate::text;
use crate::text::{Lang, Text};

/// What packs use of their rounds' frames.
#[derive(Debug)]
pub struct Uses<'u, 'a> {
    /// Each pack by itself.
    pub packs: Vec<&'u Packed<'a>>,
    /// The packs of a round together, where it has several.
    pub together: Vec<Together<'a>>,
}

/// A line for each frame and year, by pack; then those of several packs together.
pub fn human(uses: &Uses<'_, '_>, lang: Lang) -> String {
    let mut out = String::new();
    for packed in &uses.packs {
        let (title, unit) = (&packed.pack.title.value, packed.unit.name());
        part(&mut out, &Text::same(format!("{title} ({unit})")), &packed.frames, lang);
    }
    for all in &uses.together {
        let (title, unit) = (&all.round.title, all.unit.name());
        let heading =
            text!("{title}: pakkerne tilsammen ({unit})", "{title}: the packs together ({unit})");
        part(&mut out, &heading, &all.frames, lang);
        let listed = Text::list(&all.shared.iter().map(Text::same).collect::<Vec<_>>());
        let Text { da, en } = listed;
        let said = match all.shared.len() {
            0 => continue,
            1 => text!(
                "{da} er i flere pakker og tæller én gang",
                "{en} is in several packs and counts once"
            ),
            _ => text!(
                "{da} er i flere pakker og tæller én gang hver",
                "{en} are in several packs and count once each"
            ),
        };
        let _ = writeln!(out, "  {}", sanitize::plain(said.get(lang).to_owned()));
    }
    out
}

/// A heading, and the lines of its frames in columns.
fn part(out: &mut String, heading: &Text, frames: &[FrameUse<'_>], lang: Lang) {
    let space = if out.is_empty() { "" } else { "\n" };
    let _ = writeln!(out, "{space}{}", sanitize::plain(heading.get(lang).to_owned()));
    let rows: Vec<Vec<String>> =
        frames.iter().flat_map(|used| used.lines.iter().map(move |line| row(used, line))).collect();
    if rows.is_empty() {
        let none = text!("ingen rammer", "no frames");
        let _ = writeln!(out, "  {}", none.get(lang));
        return;
    }
    let heads = match lang {
        Lang::Da => ["ramme", "år", "beløb", "brugt", "tilbage", "brugt i pct."],
        Lang::En => ["frame", "year", "limit", "used", "left", "used, per cent"],
    };
    let heads = heads.map(str::to_owned).to_vec();
    let rows: Vec<Vec<String>> = std::iter::once(heads).chain(rows).collect();
    // Names to the left, figures to the right.
    table::write(out, 2, &[Left, Right, Right, Right, Right, Right], &rows);
}

fn row(used: &FrameUse<'_>, line: &Line) -> Vec<String> {
    let share = line.share().map(|share| format!("{share} %"));
    vec![
        sanitize::plain(used.frame.name.value.clone()),
        line.period.to_string(),
        line.limit.danish(0),
        line.used.danish(0),
        line.left.danish(0),
        share.unwrap_or_default(),
    ]
}

/// The version of the object's shape; a field is never taken away within one.
const SCHEMA_VERSION: u32 = 1;

/// What packs use of their rounds' frames. Amounts are exact decimal text, `-1234.5`: JSON's numbers
/// would become binary ones.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "export", derive(schemars::JsonSchema))]
pub struct Report<'a> {
    /// The version of this shape.
    schema_version: u32,
    /// Each pack by itself.
    packs: Vec<Pack<'a>>,
    /// The packs of each round that has several, together.
    together: Vec<All<'a>>,
}

/// A pack.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "export", derive(schemars::JsonSchema))]
struct Pack<'a> {
    /// The name of its round's folder, `budget-2020`.
    round: &'a str,
    /// The name of its file without the ending.
    name: &'a str,
    /// Its title.
    title: &'a str,
    /// What its amounts are counted in, `1.000 kr.`.
    unit: &'static str,
    /// The round's frames, one for each frame and year that it has a limit in.
    frames: Vec<InYear<'a>>,
}

/// The packs of a round together.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "export", derive(schemars::JsonSchema))]
struct All<'a> {
    /// The name of its folder, `budget-2020`.
    round: &'a str,
    /// What the amounts are counted in, `1.000 kr.`.
    unit: &'static str,
    /// Ids of the notes that several packs count; each counts once here.
    shared: &'a [&'a str],
    /// The round's frames, one for each frame and year that it has a limit in.
    frames: Vec<InYear<'a>>,
}

/// A frame in a year.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "export", derive(schemars::JsonSchema))]
struct InYear<'a> {
    /// The frame's name.
    frame: &'a str,
    /// The control areas that it covers, as written; `alle` is all.
    control_areas: Vec<&'a str>,
    /// The committees whose money it covers, as written; all where there are none.
    committees: Vec<&'a str>,
    /// The year, `2020`, or a longer period, `2024-2030`.
    year: String,
    /// The frame's limit.
    limit: String,
    /// What of the money that it covers is outside of it (`uden_for`): it is not in `used`.
    outside: String,
    /// What is used of it.
    used: String,
    /// What is left of it; negative where it is exceeded.
    left: String,
    /// What is used of it in per cent, rounded half away from zero to one decimal; none where the limit
    /// is 0.
    used_per_cent: Option<String>,
}

/// One JSON object; amounts are exact decimal text.
pub fn json(uses: &Uses<'_, '_>) -> String {
    let mut packs = Vec::new();
    for packed in &uses.packs {
        packs.push(Pack {
            round: &packed.pack.round,
            name: &packed.pack.name,
            title: &packed.pack.title.value,
            unit: packed.unit.name(),
            frames: years(&packed.frames),
        });
    }
    let mut together = Vec::new();
    for all in &uses.together {
        together.push(All {
            round: &all.round.folder,
            unit: all.unit.name(),
            shared: &all.shared,
            frames: years(&all.frames),
        });
    }
    let report = Report { schema_version: SCHEMA_VERSION, packs, together };
    // Texts and numbers only: nothing here can fail to be written.
    let mut out = serde_json::to_string_pretty(&report).unwrap_or_default();
    out.push('\n');
    out
}

fn years<'f>(frames: &'f [FrameUse<'_>]) -> Vec<InYear<'f>> {
    let words = |words: &'f [crate::note::Word]| {
        words.iter().map(|word| word.value.as_str()).collect::<Vec<_>>()
    };
    let mut out = Vec::new();
    for used in frames {
        out.extend(used.lines.iter().map(|line| InYear {
            frame: &used.frame.name.value,
            control_areas: words(&used.frame.areas),
            committees: words(&used.frame.committees),
            year: line.period.to_string(),
            limit: line.limit.machine(),
            outside: line.outside.machine(),
            used: line.used.machine(),
            left: line.left.machine(),
            used_per_cent: line.per_cent().map(Amount::machine),
        }));
    }
    out
}
