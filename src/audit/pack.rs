//! A pack's own pages: each table on its own, the same figure in every place, and what the notes'
//! money adds up to.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::audit::breach::{Audit, Elsewhere, Kind, loose};
use crate::audit::files::File;
use crate::audit::listed::{self, BY_NOTE};
use crate::audit::names::Register;
use crate::audit::overview::{OfPack, Overview, blocks};
use crate::audit::recount::{self, Part, Recount};
use crate::audit::totals::{Sums, within};
use crate::audit::{danish, frames, prose, words};
use crate::note::{Note, Pack, Period, Unpicked};
use crate::page::pack::{Chart, PackPage};
use crate::register::{Municipality, Named, Round};

const BY_COMMITTEE: &str = "udvalg";
const BY_AREA: &str = "styringsomraade";
const BY_CATEGORY: &str = "kategori";

/// A part of a pack's money as the program has it, exact. It stands in for what can't be reckoned
/// here: of a note where a figure is what others leave.
#[derive(Clone, Debug)]
pub struct Money<'a> {
    /// The note that asks for it.
    pub note: &'a Note,
    /// Code of its committee.
    pub committee: &'a str,
    /// Its control area.
    pub area: &'a str,
    /// The option that it belongs to.
    pub choice: Option<&'a str>,
    /// The frames that it does not count in.
    pub outside: &'a [String],
    /// The column of the overviews.
    pub period: Period,
    /// The amount in the pack's unit.
    pub amount: Amount,
}

/// Holds a pack's own pages, and its sums in files that are to be written. `notes` are those of its
/// round. What a draft says that it may be wrong in is not held.
pub fn pack(
    pack: &Pack,
    municipality: &Municipality,
    round: &Round,
    notes: &[&Note],
    front: &PackPage,
    money: &[Money<'_>],
    files: &[File<'_>],
) -> Audit {
    let mut audit = Audit::default();
    if front.doubt.is_some() {
        return audit;
    }
    let register = Register { municipality, year: round.year() };
    let tables = front.overviews.iter().map(|overview| &overview.table).chain(&front.list);
    let auditor = Auditor {
        pack,
        register,
        front,
        decimals: pack.decimals.unwrap_or(pack.unit.unwrap_or(round.unit).default_decimals()),
        overviews: tables.map(Overview::read).collect(),
        frames: front.frames.iter().map(|frame| Overview::read(&frame.table)).collect(),
    };
    auditor.overviews.iter().for_each(|front| front.sums(&mut audit));
    auditor
        .overviews
        .iter()
        .filter(|front| front.id() == BY_COMMITTEE)
        .for_each(|front| front.wholes(&mut audit));
    let recount = Recount { register, round, unit: pack.unit.unwrap_or(round.unit) };
    let parts = parts(&recount, &recount::members(register, pack, notes), money);
    let counted: Vec<&Part<'_>> =
        parts.iter().filter(|part| auditor.counts(part.note, part.choice.as_deref())).collect();
    auditor.totals(&mut audit);
    let (unit, decimals) = (recount.unit, auditor.decimals);
    let held = frames::Held { register, round, unit, decimals, parts: &counted };
    auditor.frames.iter().for_each(|frame| frames::Held::sums(frame, &mut audit));
    auditor.frames(round, &mut audit);
    auditor.frames.iter().for_each(|frame| held.figures(frame, &mut audit));
    auditor.charts(&mut audit);
    auditor.money(&parts, &mut audit);
    if let Some(list) = auditor.front(BY_NOTE) {
        listed::withdrawn(list, &recount::chosen(register, pack, notes), &mut audit);
    }
    let of_id = |id: &str| auditor.overviews.iter().find(|front| front.id() == id);
    let sums = Sums {
        register,
        parts: &counted,
        by_committee: of_id(BY_COMMITTEE),
        by_area: of_id(BY_AREA),
    };
    for file in files {
        sums.verify(*file, &mut audit);
    }
    let mut found = words::Found::default();
    found.blocks(blocks(front.introduction.as_ref()));
    let called = |table: &str, id: &str| auditor.called(table, id);
    let named = OfPack {
        overviews: &auditor.overviews,
        frames: &auditor.frames,
        unit: pack.unit.unwrap_or(round.unit),
        decimals: auditor.decimals,
        called: &called,
    };
    prose::verify(&named, &found.fetched, front.draft, &mut audit);
    audit
}

/// The money of notes: reckoned, or as the program has it where that can't be.
fn parts<'a>(recount: &Recount<'a>, members: &[&'a Note], money: &[Money<'a>]) -> Vec<Part<'a>> {
    let mut out = Vec::new();
    for note in members {
        let own =
            money.iter().filter(|part| part.note.id.value == note.id.value).map(|part| Part {
                note,
                committee: part.committee.to_owned(),
                area: part.area.to_owned(),
                choice: part.choice.map(str::to_owned),
                outside: part.outside.iter().cloned().collect(),
                period: part.period,
                amount: part.amount.decimal(),
            });
        out.extend(recount.note(note).unwrap_or_else(|| own.collect()));
    }
    out
}

struct Auditor<'a> {
    pack: &'a Pack,
    register: Register<'a>,
    front: &'a PackPage,
    decimals: u32,
    overviews: Vec<Overview<'a>>,
    frames: Vec<Overview<'a>>,
}

impl Auditor<'_> {
    /// What a row is called that has an id in a table.
    fn called(&self, table: &str, id: &str) -> Option<String> {
        match table {
            BY_COMMITTEE => match id.split_once('_') {
                // A part of a committee's money has a row of the same name under each.
                Some(_) => None,
                None => Some(self.committee(id)),
            },
            BY_AREA => Some(self.area(id)),
            BY_NOTE => Some(format!("{id} – ")),
            BY_CATEGORY if id == "uden" => Some("Uden kategori".to_owned()),
            BY_CATEGORY => Some(capitalised(id)),
            _ => None,
        }
    }

    fn committee(&self, code: &str) -> String {
        let found = self.register.municipality.committee(code, self.register.year).any();
        found.map_or_else(|| code.to_owned(), |found| found.name().to_owned())
    }

    fn area(&self, id: &str) -> String {
        let found = self.register.municipality.area(id).any();
        found.map_or_else(|| id.to_owned(), |found| found.name().to_owned())
    }

    /// The overview of that id.
    fn front(&self, id: &str) -> Option<&Overview<'_>> {
        self.overviews.iter().find(|front| front.id() == id)
    }

    /// True where two printed figures of the same amount may differ: one of the tables says that it
    /// is rounded by itself, and they are neighbours.
    fn near(&self, one: Decimal, other: Decimal, rounded: bool) -> bool {
        one == other || (rounded && (one - other).abs() <= Decimal::new(1, self.decimals))
    }

    /// Every overview has the same total, and so has the cover.
    fn totals(&self, audit: &mut Audit) {
        let row = |front: &Overview<'_>| front.rows("total").last();
        let Some((first, own)) = self.overviews.iter().find_map(|front| Some((front, row(front)?)))
        else {
            return;
        };
        for front in &self.overviews {
            let Some(total) = row(front) else { continue };
            for (column, there) in front.columns.iter().zip(&first.columns) {
                let (Some(is), Some(gives)) =
                    (front.value(total, *column), first.value(own, *there))
                else {
                    continue;
                };
                audit.verified += 1;
                if !self.near(is, gives, front.says_rounded() || first.says_rounded()) {
                    let kind = Kind::Elsewhere(Elsewhere::Table(first.table.title.clone()));
                    audit.breaches.push(front.breach(total, *column, kind, Some(gives)));
                }
            }
        }
        for total in &self.front.head.totals {
            let year = total.label.rsplit(' ').next().unwrap_or_default();
            let Some(gives) = first.column(year).and_then(|column| first.value(own, column)) else {
                continue;
            };
            audit.verified += 1;
            let is = danish::figure(&total.text);
            if !is.is_some_and(|is| self.near(is, gives, first.says_rounded())) {
                let there = Kind::Elsewhere(Elsewhere::Table(first.table.title.clone()));
                audit.breaches.push(loose(
                    "forside",
                    &total.label,
                    year,
                    &total.text,
                    there,
                    gives,
                ));
            }
        }
    }

    /// Each frame is used by what the overviews say, where they say it.
    fn frames(&self, round: &Round, audit: &mut Audit) {
        for frame in &self.frames {
            let name = frame.table.columns.first().map_or("", |stub| stub.header.as_str());
            let typed = round.frames.iter().find(|typed| typed.name.value == name);
            let Some(typed) = typed.filter(|typed| typed.committees.is_empty()) else { continue };
            // Where some of the money stands outside, all of it has a row of its own.
            let all = frame.rows("post").find(|row| frame.label(*row) == frames::MONEY);
            let Some(own) = all.or_else(|| frame.of_frame(1)) else { continue };
            let there = if typed.covers_all() {
                self.overviews.iter().find_map(|front| Some((front, front.rows("total").last()?)))
            } else {
                self.whole_area(typed).and_then(|area| {
                    let front = self.front(BY_AREA)?;
                    Some((front, front.rows("post").find(|row| front.label(*row) == area)?))
                })
            };
            let Some((front, row)) = there else { continue };
            for column in frame.columns.iter().copied() {
                let heading =
                    frame.table.columns.get(column).map_or("", |column| column.header.as_str());
                let gives = front.column(heading).and_then(|there| front.value(row, there));
                let (Some(is), Some(gives)) = (frame.value(own, column), gives) else { continue };
                audit.verified += 1;
                if !self.near(is, gives, front.says_rounded()) {
                    let kind = Kind::Elsewhere(Elsewhere::Table(front.table.title.clone()));
                    audit.breaches.push(frame.breach(own, column, kind, Some(gives)));
                }
            }
        }
    }

    /// The name of the one topmost control area that a frame covers.
    fn whole_area(&self, frame: &crate::register::Frame) -> Option<String> {
        let [one] = frame.areas.as_slice() else { return None };
        let area = self.register.area(&one.value)?;
        (self.register.root(area) == area).then(|| self.area(area))
    }

    /// Each bar of a chart says what its row says.
    fn charts(&self, audit: &mut Audit) {
        for (overview, front) in self.front.overviews.iter().zip(&self.overviews) {
            let Some(chart) = &overview.chart else { continue };
            let year = chart.title.split(" (").next().unwrap_or_default();
            let Some(column) = front.column(year) else { continue };
            for bar in &chart.bars {
                let Some(row) = front.rows("post").find(|row| front.label(*row) == bar.label)
                else {
                    continue;
                };
                check_chart_text(front, row, column, &bar.text, chart, audit);
            }
        }
        for (page, front) in self.front.frames.iter().zip(&self.frames) {
            for bar in page.chart.iter().flat_map(|chart| &chart.bars) {
                let Some(column) = front.column(&bar.label) else { continue };
                let words: Vec<&str> = bar
                    .text
                    .split([' ', '(', ')'])
                    .filter(|word| danish::figure(word).is_some())
                    .collect();
                let Some(chart) = &page.chart else { continue };
                // Use, limit and what is left, which has its sign in words.
                let rows = (front.of_frame(0), front.of_frame(1), front.of_frame(2));
                let (Some(limits), Some(uses), Some(rests)) = rows else { continue };
                if let [used, limit, left] = words[..] {
                    check_chart_text(front, uses, column, used, chart, audit);
                    check_chart_text(front, limits, column, limit, chart, audit);
                    let is = front.value(rests, column).map(|value| value.abs());
                    audit.verified += 1;
                    if danish::figure(left) != is {
                        audit.breaches.push(loose(
                            &chart.title,
                            &bar.label,
                            "",
                            left,
                            Kind::Elsewhere(Elsewhere::Table(front.table.title.clone())),
                            is.unwrap_or_default(),
                        ));
                    }
                }
            }
        }
    }

    /// True where the pack counts money of a note's option; of none, it is the note's own.
    fn counts(&self, note: &Note, choice: Option<&str>) -> bool {
        let counted = self.pack.uncounted.iter().all(|word| word.value != note.id.value);
        counted && self.picks(note, choice)
    }

    fn picks(&self, note: &Note, choice: Option<&str>) -> bool {
        let Some(choice) = choice else { return true };
        match self.pack.picks.iter().find(|pick| pick.note.value == note.id.value) {
            Some(pick) => pick.choices.iter().any(|word| word.value == choice),
            None if matches!(self.pack.unpicked, Some(Unpicked::None)) => false,
            None => note.choices.iter().any(|known| known.id.value == choice && known.default),
        }
    }

    /// Each row of an overview against what the notes come to: the same, rounded, or one of its
    /// neighbours where the table says so.
    fn money(&self, parts: &[Part<'_>], audit: &mut Audit) {
        for front in &self.overviews {
            let columns: Vec<(usize, Period)> = front
                .columns
                .iter()
                .filter_map(|column| Some((*column, front.period(*column)?)))
                .collect();
            let mut exact: BTreeMap<(String, usize), Decimal> = BTreeMap::new();
            for part in parts {
                let row = match front.id() {
                    BY_COMMITTEE => Some(self.committee(&part.committee)),
                    BY_AREA => Some(self.area(self.register.root(&part.area))),
                    BY_CATEGORY => Some(
                        part.note.category.as_ref().map_or("Uden kategori".to_owned(), |word| {
                            capitalised(&word.value.to_lowercase())
                        }),
                    ),
                    BY_NOTE => Some(part.note.id.value.clone()),
                    _ => None,
                };
                // A note that is not counted has a row all the same, with what it would count.
                let choice = part.choice.as_deref();
                let counted = self.counts(part.note, choice)
                    || (front.id() == BY_NOTE && self.picks(part.note, choice));
                let Some(row) = row.filter(|_| counted) else { continue };
                let Some((column, _)) =
                    columns.iter().find(|(_, column)| within(*column, part.period))
                else {
                    audit.breaches.push(loose(
                        front.id(),
                        &row,
                        &part.period.to_string(),
                        "",
                        Kind::Elsewhere(Elsewhere::Figures),
                        part.amount,
                    ));
                    continue;
                };
                let sum = exact.entry((row, *column)).or_default();
                *sum = sum.checked_add(part.amount).unwrap_or(*sum);
            }
            let uncounted =
                |row: &usize| front.id() == BY_NOTE && listed::option(front.label(*row)).is_none();
            for row in front.rows("post").chain(front.rows("of-which").filter(uncounted)) {
                let label = front.label(row);
                let name = if front.id() == BY_NOTE {
                    label.split(" – ").next().unwrap_or_default()
                } else {
                    label
                };
                for (column, _) in &columns {
                    let sum = exact.remove(&(name.to_owned(), *column)).unwrap_or_default();
                    front.verify_exact((row, *column), sum, self.decimals, audit);
                }
            }
            if front.id() == BY_NOTE {
                listed::options(front, &columns, parts, self.decimals, audit);
            }
            // Money that has no row.
            for ((row, column), sum) in exact.into_iter().filter(|(_, sum)| !sum.is_zero()) {
                let heading =
                    front.table.columns.get(column).map_or("", |column| column.header.as_str());
                audit.breaches.push(loose(
                    front.id(),
                    &row,
                    heading,
                    "",
                    Kind::Elsewhere(Elsewhere::Figures),
                    sum,
                ));
            }
        }
    }
}

/// Holds what a chart says of a cell.
fn check_chart_text(
    front: &Overview<'_>,
    row: usize,
    column: usize,
    text: &str,
    chart: &Chart,
    audit: &mut Audit,
) {
    let Some(gives) = front.value(row, column) else { return };
    audit.verified += 1;
    if danish::figure(text) != Some(gives) {
        let heading = front.table.columns.get(column).map_or("", |column| column.header.as_str());
        let there = Kind::Elsewhere(Elsewhere::Table(front.table.title.clone()));
        audit.breaches.push(loose(&chart.title, front.label(row), heading, text, there, gives));
    }
}

/// The first letter as a capital.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
