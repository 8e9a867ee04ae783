//! `runde.toml`: what all notes of one negotiation share.

use crate::amount::Unit;
use crate::key::{Section, round as k};
use crate::note::Column;
use crate::parse::tree::Table as Tree;
use crate::read::fields::Fields;
use crate::read::figure;
use crate::read::precision::{Owner, Precision};
use crate::read::reader::Reader;
use crate::read::scope::{self, Counted};
use crate::register::{Frame, KnownNote, Round};

/// Reads a round. What is missing is said, and empty.
pub(crate) fn read(reader: &mut Reader, root: &Tree<'_>, folder: &str) -> Round {
    let fields = Fields::open(reader, root, Section::Round, &[]);
    let mut round = Round {
        folder: folder.to_owned(),
        file: reader.file,
        title: fields.text(reader, &k::TITLE).map(|word| word.value).unwrap_or_default(),
        date: fields.date(reader, &k::DATE).map(|date| date.value),
        years: scope::periods(reader, &fields, &k::YEARS),
        prices: scope::prices(reader, &fields, &k::PRICE_LEVEL),
        unit: if let Counted::In(unit) = scope::unit(reader, &fields, &k::UNIT) {
            unit
        } else {
            Unit::default()
        },
        rounded: fields.bool(reader, &k::ROUNDED).is_some_and(|b| b.value),
        past_years: scope::periods(reader, &fields, &k::PAST_YEARS),
        agreements: fields
            .blocks(reader, &k::AGREEMENTS)
            .into_iter()
            .filter_map(|block| {
                let fields = Fields::open(reader, block, Section::Agreement, &[]);
                fields.text(reader, &k::AGREEMENT_NAME)
            })
            .collect(),
        known: fields
            .blocks(reader, &k::KNOWN_NOTES)
            .into_iter()
            .filter_map(|block| {
                let fields = Fields::open(reader, block, Section::KnownNote, &[]);
                let (id, title) =
                    (fields.text(reader, &k::KNOWN_ID), fields.text(reader, &k::KNOWN_TITLE));
                Some(KnownNote { id: id?, title: title? })
            })
            .collect(),
        frames: Vec::new(),
    };
    round.frames = fields
        .blocks(reader, &k::FRAMES)
        .into_iter()
        .filter_map(|block| frame(reader, block, &round))
        .collect();
    round
}

/// A frame: a limit under each of the round's years that it holds in.
fn frame(reader: &mut Reader, block: &Tree<'_>, round: &Round) -> Option<Frame> {
    let fields = Fields::open(reader, block, Section::Frame, &[]);
    let (name, areas) =
        (fields.text(reader, &k::FRAME_NAME), fields.texts(reader, &k::FRAME_AREAS));
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
    Some(Frame { name, areas, source, unit, limits, span: block.span })
}
