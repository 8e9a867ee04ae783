//! A round's frames: in a file of their own, `rammer.toml`, or as of old in `runde.toml`.

use crate::diagnostic::{Diagnostic, rule};
use crate::key::{Key, Section, round as k};
use crate::note::Column;
use crate::parse::tree::Table as Tree;
use crate::paths;
use crate::read::fields::Fields;
use crate::read::figure;
use crate::read::precision::{Owner, Precision};
use crate::read::reader::Reader;
use crate::read::scope::{self, Counted};
use crate::register::{Frame, Round};
use crate::text;

rule!(
    /// The notes follow from `runde.toml`, and carry it with them: a frame that is changed there
    /// changes them all.
    IN_ROUND = "rammer-i-runden", Remark;
    "Rammerne står i runde.toml.",
    "The frames are in runde.toml."
);

/// Reads the frames of `rammer.toml`.
pub(crate) fn read(reader: &mut Reader, root: &Tree<'_>, round: &Round) -> Vec<Frame> {
    let fields = Fields::open(reader, root, Section::Frames, &[]);
    all(reader, &fields, &k::FILE_FRAMES, round)
}

/// Reads the frames that stand in `runde.toml`, and offers to move them.
pub(crate) fn in_round(reader: &mut Reader, fields: &Fields<'_>, round: &Round) -> Vec<Frame> {
    let frames = all(reader, fields, &k::FRAMES, round);
    if let Some(first) = frames.first() {
        let file = paths::frames(&round.folder);
        reader.push(
            Diagnostic::new(
                &IN_ROUND,
                first.span,
                text!(
                    "rammerne står i runde.toml: ændres en ramme, skal alle rundens notater bygges igen",
                    "the frames are in runde.toml: when a frame is changed, all notes of the round must be built again"
                ),
            )
            .help(text!(
                "flyt [[ramme]]-blokkene, som de er, til {file}",
                "move the [[ramme]] blocks, as they are, to {file}"
            )),
        );
    }
    frames
}

fn all(reader: &mut Reader, fields: &Fields<'_>, key: &'static Key, round: &Round) -> Vec<Frame> {
    let blocks = fields.blocks(reader, key).into_iter();
    blocks.filter_map(|block| frame(reader, block, round)).collect()
}

/// A frame: a limit under each of the round's years that it holds in.
fn frame(reader: &mut Reader, block: &Tree<'_>, round: &Round) -> Option<Frame> {
    let fields = Fields::open(reader, block, Section::Frame, &[]);
    let (name, areas) =
        (fields.text(reader, &k::FRAME_NAME), fields.texts(reader, &k::FRAME_AREAS));
    let committees = fields.texts(reader, &k::FRAME_COMMITTEES);
    let source = fields.text(reader, &k::FRAME_SOURCE);
    let (unit, known) = match scope::unit(reader, &fields, &k::FRAME_UNIT) {
        Counted::In(unit) => (unit, true),
        Counted::Unsaid => (round.unit, true),
        Counted::Unknown => (round.unit, false),
    };
    let columns: Vec<Column> =
        round.years.iter().map(|period| Column::period(period.value, period.span)).collect();
    let precision = Precision { most: unit.default_decimals(), owner: Owner::Frame, known, unit };
    let (limits, _) = figure::cells(reader, &fields, &columns, precision);
    let name = name?;
    let source = source.unwrap_or_else(|| name.as_ref().map(|_| String::new()));
    Some(Frame { name, areas, committees, source, unit, limits, span: block.span })
}
