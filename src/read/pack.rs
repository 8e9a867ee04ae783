//! `pakker/<navn>.toml`: which notes go to the negotiation together, and how they are laid out.

use crate::key::{Section, pack as k};
use crate::note::{Grouping, Order, Pack, Parts, Pick, Unpicked, Version, Wanted, Word};
use crate::parse::tree::Table as Tree;
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::read::scope::{self, Counted};
use crate::read::word::unknown_word;
use crate::source::Spanned;

/// Reads a pack. What is missing is said, and empty.
pub(crate) fn read(reader: &mut Reader, root: &Tree<'_>, round: &str, name: &str) -> Pack {
    let fields = Fields::open(reader, root, Section::Pack, &[]);
    let unit = scope::unit(reader, &fields, &k::UNIT);
    Pack {
        file: reader.file,
        round: round.to_owned(),
        name: name.to_owned(),
        title: fields
            .text(reader, &k::TITLE)
            .unwrap_or_else(|| Spanned::new(String::new(), root.span)),
        date: fields.date(reader, &k::DATE),
        version: Version {
            name: fields.text(reader, &k::VERSION),
            revised: fields.date(reader, &k::REVISED),
        },
        introduction: fields.prose(reader, &k::INTRODUCTION),
        wanted: Wanted {
            notes: fields.texts(reader, &k::NOTES),
            administrations: fields.texts(reader, &k::ADMINISTRATIONS),
            committees: fields.texts(reader, &k::COMMITTEES),
            categories: fields.texts(reader, &k::CATEGORIES),
            areas: fields.texts(reader, &k::AREAS),
            except: fields.texts(reader, &k::EXCEPT),
        },
        uncounted: fields.texts(reader, &k::UNCOUNTED),
        unpicked: fields.text(reader, &k::UNPICKED_KEY).map(|word| unpicked(&word)),
        grouping: fields
            .text(reader, &k::GROUPING)
            .map_or_else(Grouping::default, |word| grouping(&word)),
        order: fields.text(reader, &k::ORDER).map_or_else(Order::default, |word| order(&word)),
        unit: if let Counted::In(unit) = unit { Some(unit) } else { None },
        decimals: fields.integer(reader, &k::DECIMALS).map(|decimals| decimals.value),
        parts: parts(reader, &fields),
        picks: fields
            .blocks(reader, &k::PICKS)
            .into_iter()
            .filter_map(|block| pick(reader, block))
            .collect(),
    }
}

fn pick(reader: &mut Reader, block: &Tree<'_>) -> Option<Pick> {
    let fields = Fields::open(reader, block, Section::Pick, &[]);
    let (note, choices) =
        (fields.text(reader, &k::PICK_NOTE), fields.texts(reader, &k::PICK_CHOICES));
    Some(Pick { note: note?, choices })
}

fn unpicked(word: &Word) -> Unpicked {
    if word.value == "ingen" { Unpicked::None } else { Unpicked::Default }
}

fn grouping(word: &Word) -> Grouping {
    match word.value.as_str() {
        "forvaltning" => Grouping::Administration,
        "kategori" => Grouping::Category,
        "ingen" => Grouping::None,
        _ => Grouping::Committee,
    }
}

fn order(word: &Word) -> Order {
    match word.value.as_str() {
        "titel" => Order::Title,
        "beloeb" => Order::Amount,
        "listet" => Order::Listed,
        _ => Order::Id,
    }
}

/// The parts that are listed; all where nothing is.
fn parts(reader: &mut Reader, fields: &Fields<'_>) -> Parts {
    if fields.node(&k::PARTS_KEY).is_none() {
        return Parts::default();
    }
    let mut parts = Parts {
        contents: false,
        overviews: false,
        charts: false,
        list: false,
        frames: false,
        notes: false,
    };
    for word in fields.texts(reader, &k::PARTS_KEY) {
        let known = k::PARTS.contains(&word.value.as_str());
        let meant = if known {
            Some(word.value.as_str())
        } else {
            unknown_word(reader, k::PARTS_KEY.name, word.span, &word.value, k::PARTS)
        };
        match meant {
            Some("indhold") => parts.contents = true,
            Some("oversigter") => parts.overviews = true,
            Some("diagrammer") => parts.charts = true,
            Some("liste") => parts.list = true,
            Some("rammer") => parts.frames = true,
            Some("notater") => parts.notes = true,
            _ => {}
        }
    }
    parts
}
