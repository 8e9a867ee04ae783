//! A note: head, place, sections, options, tables and declared relations.

use crate::key::{Section as Part, note as k};
use crate::note::{
    Attached, Choice, Declared, Districts, External, Note, Place, Readiness, Section, Status,
    Version, Word,
};
use crate::parse::tree::{Table as Tree, Value};
use crate::read::columns::Usual;
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::read::table;
use crate::register::Round;
use crate::source::{SharedText, Spanned};

/// Reads a note. What is missing is said, and empty.
pub(crate) fn read(reader: &mut Reader, root: &Tree<'_>, round: &Round, usual: &mut Usual) -> Note {
    let fields = Fields::open(reader, root, Part::Note, &[]);
    let or_empty =
        |word: Option<Word>| word.unwrap_or_else(|| Spanned::new(String::new(), root.span));
    Note {
        file: reader.file,
        round: round.folder.clone(),
        id: or_empty(fields.text(reader, &k::ID)),
        title: or_empty(fields.text(reader, &k::TITLE)),
        kind: or_empty(fields.text(reader, &k::TYPE)),
        edition: fields.text(reader, &k::EDITION),
        status: fields
            .text(reader, &k::STATUS)
            .and_then(|word| Status::parse(&word.value))
            .unwrap_or_default(),
        category: fields.text(reader, &k::CATEGORY),
        administration: fields.text(reader, &k::ADMINISTRATION),
        other_administrations: fields.texts(reader, &k::OTHER_ADMINISTRATIONS),
        date: fields.date(reader, &k::DATE),
        version: Version {
            name: fields.text(reader, &k::VERSION),
            revised: fields.date(reader, &k::REVISED),
        },
        attached: fields.text(reader, &k::ATTACH).and_then(|word| Attached::parse(&word.value)),
        confidential: fields.bool(reader, &k::CONFIDENTIAL).is_some_and(|b| b.value),
        summary: fields.prose(reader, &k::SUMMARY),
        references: fields.texts(reader, &k::REFERENCES),
        presupposes: fields.texts(reader, &k::PRESUPPOSES),
        excludes: fields.texts(reader, &k::EXCLUDES),
        place: fields.block(reader, &k::PLACE).map(|block| place(reader, block)),
        readiness: fields.block(reader, &k::READINESS).map(|block| {
            let fields = Fields::open(reader, block, Part::Readiness, &[]);
            Readiness {
                treated: fields.text(reader, &k::TREATED),
                can_start: fields.text(reader, &k::CAN_START),
            }
        }),
        choices: fields
            .blocks(reader, &k::CHOICES)
            .into_iter()
            .filter_map(|block| choice(reader, block))
            .collect(),
        sections: fields
            .blocks(reader, &k::SECTIONS)
            .into_iter()
            .map(|block| section(reader, block))
            .collect(),
        declared: fields
            .blocks(reader, &k::DECLARED)
            .into_iter()
            .map(|block| declared(reader, block))
            .collect(),
        externals: fields
            .blocks(reader, &k::EXTERNALS)
            .into_iter()
            .map(|block| external(reader, block))
            .collect(),
        tables: fields
            .blocks(reader, &k::TABLES)
            .into_iter()
            .map(|block| table::read(reader, block, round, usual))
            .collect(),
    }
}

fn place(reader: &mut Reader, block: &Tree<'_>) -> Place {
    let fields = Fields::open(reader, block, Part::Place, &[]);
    let words = fields.texts(reader, &k::DISTRICTS);
    let listed = matches!(fields.node(&k::DISTRICTS).map(|node| &node.value), Some(Value::List(_)));
    let districts = match words.first().map(|word| word.value.as_str()) {
        None => None,
        Some("alle") if !listed => Some(Districts::All),
        Some("udenbys") if !listed => Some(Districts::Outside),
        Some(_) => Some(Districts::Some(words)),
    };
    Place {
        districts,
        address: fields.text(reader, &k::ADDRESS),
        cadastre: fields.text(reader, &k::CADASTRE),
    }
}

fn choice(reader: &mut Reader, block: &Tree<'_>) -> Option<Choice> {
    let fields = Fields::open(reader, block, Part::Choice, &[]);
    let (id, title) = (fields.text(reader, &k::CHOICE_ID), fields.text(reader, &k::CHOICE_TITLE));
    let excludes = fields.texts(reader, &k::CHOICE_EXCLUDES);
    let default = fields.bool(reader, &k::CHOICE_DEFAULT).is_some_and(|b| b.value);
    Some(Choice {
        id: id?,
        title: title.unwrap_or_else(|| Spanned::new(String::new(), block.span)),
        excludes,
        default,
    })
}

fn section(reader: &mut Reader, block: &Tree<'_>) -> Section {
    let fields = Fields::open(reader, block, Part::Paragraphs, &[]);
    let empty = || Spanned::new(String::new(), block.span);
    Section {
        id: fields.text(reader, &k::SECTION_ID),
        heading: fields.text(reader, &k::HEADING).unwrap_or_else(empty),
        annex: fields.bool(reader, &k::ANNEX).is_some_and(|b| b.value),
        text: fields
            .prose(reader, &k::TEXT)
            .unwrap_or_else(|| Spanned::new(SharedText::default(), block.span)),
    }
}

fn declared(reader: &mut Reader, block: &Tree<'_>) -> Declared {
    let fields = Fields::open(reader, block, Part::Declared, &[]);
    Declared {
        text: fields
            .text(reader, &k::DECLARED_TEXT)
            .unwrap_or_else(|| Spanned::new(String::new(), block.span)),
        terms: fields.texts(reader, &k::TERMS),
        for_each: fields.texts(reader, &k::FOR_EACH),
        span: block.span,
    }
}

fn external(reader: &mut Reader, block: &Tree<'_>) -> External {
    let fields = Fields::open(reader, block, Part::External, &[]);
    let or_empty =
        |word: Option<Word>| word.unwrap_or_else(|| Spanned::new(String::new(), block.span));
    External {
        amount: or_empty(fields.text(reader, &k::EXTERNAL_AMOUNT)),
        source: or_empty(fields.text(reader, &k::EXTERNAL_SOURCE)),
    }
}
