//! A file's tree to plain data: total, recovering, every fault a finding at its place.

mod across;
mod business;
mod columns;
mod copied_round;
mod counting;
mod elsewhere;
mod faults;
mod fields;
mod figure;
mod frames;
mod grid;
mod limits;
mod lost_keys;
mod marks;
mod municipality;
mod named_columns;
mod note;
mod number;
mod pack;
mod post;
mod precision;
mod printed;
mod range;
mod reader;
mod round;
mod scope;
mod shifted_years;
mod stray_figures;
pub(crate) mod swapped_ui;
mod table;
mod term;
mod theme;
mod total;
mod unknown;
mod word;
mod wrong_type;
mod year_order;

pub(crate) use columns::Usual;
pub(crate) use copied_round::APART;
pub(crate) use faults::{MISPLACED_KEY, MISSING_KEY, OVERFLOW, YEAR};
pub(crate) use figure::UNREADABLE;
pub(crate) use frames::IN_ROUND as FRAMES_IN_ROUND;
pub(crate) use grid::{BESIDE, COLUMN as GRID_COLUMN, FORM, MARK, NO_FIGURES, column_id};
pub(crate) use named_columns::BAD_COLUMN;
pub(crate) use post::TWO_KINDS;
pub(crate) use precision::DECIMALS;
pub(crate) use printed::PRINTED;
pub(crate) use range::COUNT;
pub(crate) use stray_figures::NO_PLACE;
pub(crate) use table::UNKNOWN_TYPE;
pub(crate) use term::BAD_TERM;
pub(crate) use theme::COLOUR;
pub use word::is_note_id;
pub(crate) use word::{BAD_ID, NUMBER_KEY, UNKNOWN_WORD, to_id};
pub(crate) use year_order::OUT_OF_ORDER;

use crate::diagnostic::Diagnostic;
use crate::key::Section;
use crate::note::{Note, Pack, Period};
use crate::parse::{Document, parse, tree};
use crate::read::reader::{Reader, Untrusted};
use crate::register::{Elsewhere, Frame, Municipality, Round};
use crate::source::{FileId, Source, Spanned};
use crate::verdict::Reading;

/// Reads a note. Total: what could be read, and all that is wrong.
pub fn note(source: &Source, file: FileId, round: &Round) -> (Note, Vec<Diagnostic>) {
    note_of(source, file, round, &Usual::of(round))
}

/// Reads one of a round's notes.
pub(crate) fn note_of(
    source: &Source,
    file: FileId,
    round: &Round,
    usual: &Usual,
) -> (Note, Vec<Diagnostic>) {
    let (root, mut reader) = open(source, file, Section::Note);
    let mut note = note::read(&mut reader, &root, round, &mut usual.clone());
    let cuts = limits::note(&mut note);
    (note, reader.finish(cuts))
}

/// Reads a pack of a round, in the file of that name.
pub fn pack(source: &Source, file: FileId, round: &str, name: &str) -> (Pack, Vec<Diagnostic>) {
    let (root, mut reader) = open(source, file, Section::Pack);
    let pack = pack::read(&mut reader, &root, round, name);
    (pack, reader.finish(Vec::new()))
}

/// Reads a round, in the folder of that name.
pub fn round(source: &Source, file: FileId, folder: &str) -> (Round, Vec<Diagnostic>) {
    let (root, mut reader) = open(source, file, Section::Round);
    let mut round = round::read(&mut reader, &root, folder);
    let cuts = limits::round(&mut round);
    (round, reader.finish(cuts))
}

/// Reads the frames of a round, in a file of their own.
pub fn frames(source: &Source, file: FileId, round: &Round) -> (Vec<Frame>, Vec<Diagnostic>) {
    let (root, mut reader) = open(source, file, Section::Frames);
    let frames = frames::read(&mut reader, &root, round);
    (frames, reader.finish(Vec::new()))
}

/// Reads what exists of a round and is not here.
pub fn elsewhere(source: &Source, file: FileId) -> (Elsewhere, Vec<Diagnostic>) {
    let (root, mut reader) = open(source, file, Section::Elsewhere);
    let mut elsewhere = elsewhere::read(&mut reader, &root);
    let cuts = limits::elsewhere(&mut elsewhere, file);
    (elsewhere, reader.finish(cuts))
}

/// Reads the municipality.
pub fn municipality(source: &Source, file: FileId) -> (Municipality, Vec<Diagnostic>) {
    let (root, mut reader) = open(source, file, Section::Municipality);
    let mut municipality = municipality::read(&mut reader, &root);
    let cuts = limits::municipality(&mut municipality);
    (municipality, reader.finish(cuts))
}

/// A round for notes in a folder without `runde.toml`: its years are those that the notes' figures
/// are written under, so that the one thing that is wrong is said once.
pub fn assumed_round(sources: &[(FileId, &Source)], folder: &str) -> Round {
    let mut years: Vec<Period> = Vec::new();
    for (file, source) in sources {
        let document = parse(source, *file, Section::Note);
        collect_years(&document.root, &mut years);
    }
    years.sort_unstable();
    years.dedup();
    let file = sources.first().map_or(FileId::default(), |(file, _)| *file);
    Round {
        folder: folder.to_owned(),
        file,
        title: folder.to_owned(),
        date: None,
        years: years.into_iter().map(|period| Spanned::new(period, tree::top(file))).collect(),
        prices: None,
        unit: crate::amount::Unit::default(),
        rounded: false,
        attached: None,
        past_years: Vec::new(),
        agreements: Vec::new(),
        known: Vec::new(),
        frames: Vec::new(),
        frames_file: None,
        elsewhere: Elsewhere::default(),
    }
}

fn collect_years(table: &tree::Table<'_>, years: &mut Vec<Period>) {
    for (key, node) in &table.entries {
        if let Some(period @ Period::Year(_)) = Period::parse(&key.value) {
            years.push(period);
        }
        let inner: Vec<&tree::Node<'_>> = match &node.value {
            tree::Value::List(items) => items.iter().collect(),
            _ => vec![node],
        };
        for node in inner {
            if let tree::Value::Table(table) = &node.value {
                collect_years(table, years);
            }
        }
    }
}

fn open(source: &Source, file: FileId, section: Section) -> (tree::Table<'_>, Reader) {
    let Document { root, findings, mended, broken, lost, text } = parse(source, file, section);
    let strays = unknown::strays(&root, section);
    let text = text.as_ref().unwrap_or(&source.text);
    let reading = Reading::new(findings, mended);
    (root, Reader::new(file, text, reading, Untrusted { broken, lost }, strays))
}
