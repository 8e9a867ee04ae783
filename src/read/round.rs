//! `runde.toml`: what all notes of one negotiation share.

use crate::amount::Unit;
use crate::key::{Section, round as k};
use crate::note::Attached;
use crate::parse::tree::Table as Tree;
use crate::read::copied_round;
use crate::read::fields::Fields;
use crate::read::frames;
use crate::read::reader::Reader;
use crate::read::scope::{self, Counted};
use crate::register::{Elsewhere, KnownNote, Round};

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
        attached: fields.text(reader, &k::ATTACH).and_then(|word| Attached::parse(&word.value)),
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
        frames_file: None,
        elsewhere: Elsewhere::default(),
    };
    copied_round::check(reader, &fields, &round);
    round.frames = frames::in_round(reader, &fields, &round);
    round
}
