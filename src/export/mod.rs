//! Figures for other programs: every figure of a note or a pack in long form, as CSV, as JSON and
//! as a workbook that computes.
//!
//! Amounts are exact decimal text; only a workbook's cells hold binary numbers, and [`workbook`]
//! says why none of them is another.

mod columns;
pub mod csv;
mod dialect;
pub mod guard;
pub mod json;
pub mod workbook;

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::amount::Amount;
use crate::contribution;
use crate::equation::FigureId;
use crate::equation::dimensions::Names;
use crate::note::{Date, Note, Period, PriceLevel, Status, Word};
use crate::pack::figures::{self, Figure};
use crate::pack::{Packed, committee_of};
use crate::register::Round;
use crate::solved::Solved;

/// What is reported of a note or a pack.
#[derive(Clone, Debug)]
pub struct Export<'a> {
    /// The note's or the pack's title.
    pub title: String,
    /// The round.
    pub round: &'a Round,
    /// The municipality's name.
    pub municipality: &'a str,
    /// The date of the note, the pack or the round.
    pub date: Option<Date>,
    /// Which version it is and when it was revised, as it stands on every page.
    pub version: Option<String>,
    /// True where figures may be disputed.
    pub draft: bool,
    /// The pack; none for a note alone.
    pub packed: Option<&'a Packed<'a>>,
    /// Every figure, in the order of the notes.
    pub lines: Vec<Line>,
}

/// A figure, with what it counts in the pack's sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The figure as the note has it.
    pub figure: Figure,
    /// What its note says of itself.
    pub note: Rc<About>,
    /// What it counts; none where the sums are taken from other tables, and for a note alone.
    pub placed: Option<Placed>,
}

/// What a note says of itself: the same for each of its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Its title without its id.
    pub title: String,
    /// How far it has come.
    pub status: Status,
    /// Its version as typed.
    pub version: Option<String>,
    /// Its category as typed.
    pub category: Option<String>,
    /// Code of the administration that writes it; as typed where that is not known.
    pub administration: Option<String>,
    /// Code of the committee over that administration, which need not hold the money.
    pub committee: Option<String>,
    /// True where it is not for the public.
    pub confidential: bool,
}

impl Line {
    /// What the pack's sums count of it; none where its note or option is not counted, or the money
    /// is taken from another table.
    pub fn counted(&self) -> Option<Amount> {
        self.placed.as_ref().filter(|placed| placed.counted).map(|placed| placed.amount)
    }
}

impl About {
    fn new(note: &Note, names: &Names<'_>) -> Rc<Self> {
        let code = |word: &Word| {
            let found = names.municipality.administration(&word.value, names.year).any();
            found.map_or_else(|| word.value.clone(), |found| found.code.value.clone())
        };
        Rc::new(Self {
            title: note.title.value.clone(),
            status: note.status,
            version: note.version.name.as_ref().map(|name| name.value.clone()),
            category: note.category.as_ref().map(|word| word.value.clone()),
            administration: note.administration.as_ref().map(code),
            committee: committee_of(names, note),
            confidential: note.confidential,
        })
    }
}

/// What a figure counts in a pack's sums, where its note and option are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// True where they are: the pack's sums are those of these alone.
    pub counted: bool,
    /// The topmost control area that its own is a part of.
    pub root: String,
    /// The column of the overviews.
    pub period: Period,
    /// The amount in the pack's unit and the round's price level.
    pub amount: Amount,
    /// To how many decimals a share of it is rounded: those of its table, in the pack's unit. Below
    /// 0 it is to tens and more.
    pub decimals: i32,
}

impl<'a> Export<'a> {
    /// The figures of a note alone; `None` where it is not the project's, or its round is not
    /// known.
    pub fn of_note(solved: &'a Solved, note: &Note, draft: bool) -> Option<Self> {
        let project = solved.project();
        let (round, own) = (project.round(note)?, solved.of(note)?);
        let names = Names::new(&project.municipality, round);
        let about = About::new(note, &names);
        let lines = figures::figures(&own.reconciled, &names, round).map(|figure| Line {
            figure,
            note: Rc::clone(&about),
            placed: None,
        });
        Some(Self {
            title: format!("{} – {}", note.id.value, note.title.value),
            round,
            municipality: &project.municipality.name,
            date: note.date.as_ref().map(|date| date.value).or(round.date),
            version: note.version.on_pages(),
            draft,
            packed: None,
            lines: lines.collect(),
        })
    }

    /// The figures of a pack: those of all its notes, counted or not, and of those that it would have
    /// had if they had not been withdrawn.
    pub fn of_pack(solved: &'a Solved, packed: &'a Packed<'a>, draft: bool) -> Self {
        let (project, round) = (solved.project(), packed.round);
        let names = Names::new(&project.municipality, round);
        let mut lines = Vec::new();
        for member in &packed.members {
            let Some(own) = solved.of(member.note) else { continue };
            let about = About::new(member.note, &names);
            let placed: BTreeMap<FigureId, &contribution::Placed> =
                member.contribution.placed.iter().map(|cell| (cell.figure, cell)).collect();
            lines.extend(figures::figures(&own.reconciled, &names, round).map(|figure| {
                let placed = placed.get(&figure.id).and_then(|cell| {
                    Some(Placed {
                        counted: member.counted && member.counts(figure.choice.as_deref()),
                        root: packed.root(figure.area.as_deref()?).to_owned(),
                        period: packed.column(cell.period)?,
                        amount: round.unit.convert(cell.amount, packed.unit)?,
                        decimals: figure.decimals_in(packed.unit),
                    })
                });
                Line { figure, note: Rc::clone(&about), placed }
            }));
        }
        for note in &packed.withdrawn {
            let Some(own) = solved.of(note) else { continue };
            let about = About::new(note, &names);
            let figures = figures::figures(&own.reconciled, &names, round);
            lines.extend(figures.map(|figure| Line {
                figure,
                note: Rc::clone(&about),
                placed: None,
            }));
        }
        Self {
            title: packed.pack.title.value.clone(),
            round,
            municipality: &project.municipality.name,
            date: packed.pack.date.map(|date| date.value).or(round.date),
            version: packed.pack.version.on_pages(),
            draft,
            packed: Some(packed),
            lines,
        }
    }
}

/// A price level as it is written: `2020`, `løbende`.
fn price_level(level: PriceLevel) -> String {
    match level {
        PriceLevel::Year(year) => year.to_string(),
        PriceLevel::Current => "løbende".to_owned(),
    }
}
