//! What one note contributes to a pack: the money it asks for, by committee, control area,
//! appropriation, option and year.

pub mod price;

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::contribution::price::Conversion;
use crate::equation::dimensions::{self, Carried, Dimension, Dimensions, Money, Names, carried};
use crate::equation::same_money::{self, Entry};
use crate::equation::{FigureId, Row};
use crate::note::{Note, Period, PriceLevel, PriceLevels, Table, TableNo};
use crate::reconcile::Reconciled;
use crate::register::Round;
use crate::table_type::Printed;

/// The money that a pack adds up.
pub const ASKED_FOR: &str = "ansøgt";

/// What a note tells, in the round's unit and price level.
#[derive(Clone, Debug, Default)]
pub struct Contribution {
    /// Its sums; those of options it may not count stand apart from each other.
    pub sums: Vec<Sum>,
    /// The cells that the sums are of.
    pub placed: Vec<Placed>,
    /// The tables that they are taken from.
    pub tables: Vec<TableNo>,
    /// Tables whose money has no place in an overview.
    pub unplaced: Vec<(TableNo, Unplaced)>,
    /// Where a table of the note and the sums differ.
    pub differences: Vec<Difference>,
    /// How many sums of its tables were held against these.
    pub compared: usize,
    /// Tables in prices of another year, with what they are stated in the round's by.
    pub conversions: Vec<(TableNo, Conversion)>,
    /// True where a sum could not be held.
    pub overflow: bool,
}

/// One sum of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The committee that holds it.
    pub committee: String,
    /// Its control area, as the note tells it.
    pub area: String,
    /// Its appropriation, where that is told.
    pub appropriation: Option<String>,
    /// The option that it belongs to.
    pub choice: Option<String>,
    /// The names of the frames that it does not count in, in alphabetical order.
    pub outside: Vec<String>,
    /// Its year.
    pub period: Period,
    /// The amount.
    pub amount: Amount,
}

/// One cell of a sum, as it is counted there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The figure of the note.
    pub figure: FigureId,
    /// Its period.
    pub period: Period,
    /// What it counts, in the round's unit and price level.
    pub amount: Amount,
}

/// Why a table's money has no place in an overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unplaced {
    /// Its posts don't all say this, and no other table tells of the money.
    Lacks(Dimension),
    /// It tells of options, and the table with the committees does not.
    Choices,
    /// It has an amount without a year, or of years within and outside the round's.
    Years,
    /// It has an amount of several of the round's years together.
    Range(Period),
    /// It is in prices that can't be stated in the round's: which year lacks a factor, where it is
    /// that.
    Prices(Option<PriceLevel>, Option<u16>),
}

/// Where a table of the note and the sums taken of it differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The table.
    pub table: TableNo,
    /// The control area, where they were held against each other by it.
    pub area: Option<String>,
    /// The year.
    pub period: Period,
    /// What the table says.
    pub table_says: Amount,
    /// What the sums say.
    pub sums_say: Amount,
}

/// What a table tells, by control area where it tells that, and year.
type Totals = BTreeMap<(Option<String>, Period), Amount>;

/// What a note tells of the money that it asks for.
pub fn contribution(reconciled: &Reconciled, names: &Names<'_>, round: &Round) -> Contribution {
    let collector = Collector { reconciled, names, round, note: &reconciled.note };
    let mut out = Contribution::default();
    let asked: Vec<TableNo> = collector.asked_for();
    let mut taken: Vec<Entry<'_>> = Vec::new();
    for table in collector.placeable(&asked) {
        let entries = collector.entries(table);
        // Tables about the same money state the same where they overlap: each sum is taken once.
        let key = |entry: &Entry<'_>| {
            (
                entry.dims.committee.clone(),
                entry.dims.area.as_deref().map(|a| collector.root(a)),
                entry.period,
            )
        };
        let known: BTreeSet<_> = taken.iter().map(key).collect();
        if !entries.is_empty() && entries.iter().all(|entry| !known.contains(&key(entry))) {
            collector.take(table, &entries, &mut out);
            taken.extend(entries);
        }
    }
    for table in asked {
        if !out.tables.contains(&table) {
            collector.compare(table, &taken, &mut out);
        }
    }
    out
}

struct Collector<'a> {
    reconciled: &'a Reconciled,
    names: &'a Names<'a>,
    round: &'a Round,
    note: &'a Note,
}

impl Collector<'_> {
    /// The tables about the money that is asked for.
    fn asked_for(&self) -> Vec<TableNo> {
        let about = |index: TableNo, table: &Table| {
            let asked = matches!(&self.reconciled.system.money[index], Money::Named(name) if name == ASKED_FOR);
            asked && !table.excerpt && table.posts.iter().any(crate::note::Post::counted)
        };
        self.note.table_numbers().filter(|index| about(*index, &self.note.tables[*index])).collect()
    }

    fn carries(&self, table: TableNo, dimension: Dimension) -> bool {
        carried(&self.note.tables[table], &self.reconciled.system.dims[table], dimension)
            == Carried::All
    }

    /// Those of them whose posts all say both committee and control area; those by appropriation
    /// first.
    fn placeable(&self, asked: &[TableNo]) -> Vec<TableNo> {
        let both = |table: &TableNo| {
            self.carries(*table, Dimension::Committee) && self.carries(*table, Dimension::Area)
        };
        let mut out: Vec<TableNo> = asked.iter().copied().filter(both).collect();
        let finest = |table: &TableNo| {
            let printed =
                self.note.tables[*table].table_type().map_or(&[][..], |kind| kind.printed);
            let prints = |column| printed.contains(&column);
            (!prints(Printed::Appropriation), !prints(Printed::CommitteeName))
        };
        out.sort_by_key(finest);
        out
    }

    fn entries(&self, table: TableNo) -> Vec<Entry<'_>> {
        same_money::entries(&self.reconciled.system, table, &self.note.tables[table], self.names)
    }

    /// The topmost control area that one is a part of.
    fn root(&self, area: &str) -> String {
        self.names
            .municipality
            .lineage(area)
            .last()
            .map_or_else(|| area.to_owned(), |top| (*top).to_owned())
    }

    /// A cell's amount in its table's unit; `None` where it can't be told, which has a finding of
    /// its own.
    fn amount(&self, entry: &Entry<'_>) -> Option<Amount> {
        self.reconciled.solution.value(entry.figure).amount()
    }

    /// The price levels that a cell has and that it should have.
    fn prices(
        &self,
        entry: &Entry<'_>,
        period: Period,
    ) -> (Option<PriceLevel>, Option<PriceLevel>) {
        let of =
            |levels: &Option<PriceLevels>| levels.as_ref().and_then(|levels| levels.of(period));
        let figure = self.reconciled.system.figure(entry.figure);
        let table = &self.note.tables[figure.table];
        let own = match figure.row {
            Row::Post(post) => table.prices_of(&table.posts[post], period),
            _ => of(&table.prices),
        };
        (own, of(&self.round.prices))
    }

    /// The frames that a cell does not count in.
    fn outside(&self, table: TableNo, entry: &Entry<'_>) -> Vec<String> {
        let table = &self.note.tables[table];
        match self.reconciled.system.figure(entry.figure).row {
            Row::Post(post) => table.outside_of(&table.posts[post]),
            _ => Vec::new(),
        }
    }

    /// Adds a table's cells to what is told.
    fn take(&self, index: TableNo, entries: &[Entry<'_>], out: &mut Contribution) {
        out.tables.push(index);
        let mut sums: BTreeMap<(Dimensions, Vec<String>, Period), Amount> = BTreeMap::new();
        for entry in entries {
            let Some(amount) = self.amount(entry).filter(|amount| !amount.is_zero()) else {
                continue;
            };
            let Some(period) = entry.period.filter(|period| self.in_time(*period)) else {
                out.unplaced.push((index, self.why_no_year(entry.period)));
                continue;
            };
            let converted = match self.converted(index, entry, period, amount, out) {
                Ok(converted) => {
                    let unit = self.reconciled.system.figure(entry.figure).measure.unit;
                    converted.and_then(|amount| unit.convert(amount, self.round.unit))
                }
                Err(why) => {
                    out.unplaced.push((index, why));
                    continue;
                }
            };
            let key = (entry.dims.clone().into_owned(), self.outside(index, entry), period);
            let sum = sums.entry(key).or_default();
            match converted.and_then(|amount| Some((amount, sum.plus(amount)?))) {
                Some((amount, more)) => {
                    *sum = more;
                    out.placed.push(Placed { figure: entry.figure, period, amount });
                }
                None => out.overflow = true,
            }
        }
        out.unplaced.dedup();
        out.sums.extend(sums.into_iter().filter_map(|((dims, outside, period), amount)| {
            let Dimensions { area, committee, appropriation, choice } = dims;
            Some(Sum {
                committee: committee?,
                area: area?,
                appropriation,
                choice,
                outside,
                period,
                amount,
            })
        }));
    }

    /// True for a period that is one of the round's, or lies wholly before or after them.
    fn in_time(&self, period: Period) -> bool {
        let years = || self.round.years.iter().map(|year| year.value);
        let (first, last) = (years().map(Period::first).min(), years().map(Period::last).max());
        years().any(|year| year == period)
            || first.is_none_or(|first| period.last() < first)
            || last.is_none_or(|last| period.first() > last)
    }

    /// Why an amount of a period can't be told by the round's years.
    fn why_no_year(&self, period: Option<Period>) -> Unplaced {
        let years = || self.round.years.iter().map(|year| year.value);
        let is_one = |year: u16| years().any(|own| own.first() <= year && year <= own.last());
        match period {
            Some(range) if (range.first()..=range.last()).all(is_one) => Unplaced::Range(range),
            _ => Unplaced::Years,
        }
    }

    /// An amount in the round's prices.
    fn converted(
        &self,
        table: TableNo,
        entry: &Entry<'_>,
        period: Period,
        amount: Amount,
        out: &mut Contribution,
    ) -> Result<Option<Amount>, Unplaced> {
        let (own, wanted) = self.prices(entry, period);
        let conversion = match Conversion::between(own, wanted) {
            Some(None) => return Ok(Some(amount)),
            Some(Some(conversion)) => conversion,
            None => return Err(Unplaced::Prices(own, None)),
        };
        let factors = conversion
            .factors(self.names.municipality)
            .map_err(|year| Unplaced::Prices(own, Some(year)))?;
        let converted = conversion.apply(amount, &factors, self.note.tables[table].decimals);
        if !out.conversions.contains(&(table, conversion.clone())) {
            out.conversions.push((table, conversion));
        }
        Ok(converted)
    }

    /// Holds a table that nothing was taken from against what was.
    fn compare(&self, index: TableNo, taken: &[Entry<'_>], out: &mut Contribution) {
        let table = &self.note.tables[index];
        let options = |posts: &[Entry<'_>]| posts.iter().any(|entry| entry.dims.choice.is_some());
        let entries = self.entries(index);
        if out.tables.is_empty() {
            let lacks = [Dimension::Committee, Dimension::Area]
                .into_iter()
                .find(|dimension| !self.carries(index, *dimension));
            out.unplaced.extend(lacks.map(|lacks| (index, Unplaced::Lacks(lacks))));
            return;
        }
        if options(&entries) && !options(taken) {
            out.unplaced.push((index, Unplaced::Choices));
        }
        // What does not add up within the note is reported there; what was stated in other prices
        // or units can't be held against it.
        let same = |taken: &TableNo| {
            let other = &self.note.tables[*taken];
            dimensions::money_units(other).eq(dimensions::money_units(table))
                && other.prices == table.prices
                && [other, table].iter().all(|of| of.posts.iter().all(|post| post.prices.is_none()))
        };
        if !self.reconciled.causes.is_empty() || !out.tables.iter().all(same) {
            return;
        }
        let ranges = |entries: &[Entry<'_>]| {
            entries.iter().any(|entry| matches!(entry.period, Some(Period::Range(..))))
        };
        if ranges(&entries) || ranges(taken) {
            return;
        }
        let by_area = self.carries(index, Dimension::Area);
        let (Some(own), Some(ours)) = (self.totals(&entries, by_area), self.totals(taken, by_area))
        else {
            return;
        };
        // A table of one committee, or of one control area, tells of that part alone.
        let area = table.area.as_ref().map(|word| self.names.area(&word.value));
        let part = |key: &(Option<String>, Period)| area.is_none() || key.0 == area;
        if table.committee.is_some() || area.as_ref().is_some_and(|area| self.root(area) != *area) {
            return;
        }
        let keys: BTreeSet<_> = own.keys().chain(ours.keys()).filter(|key| part(key)).collect();
        for key in keys {
            let of = |totals: &Totals| totals.get(key).copied().unwrap_or_default();
            let (table_says, sums_say) = (of(&own), of(&ours));
            out.compared += 1;
            if table_says != sums_say {
                out.differences.push(Difference {
                    table: index,
                    area: key.0.clone(),
                    period: key.1,
                    table_says,
                    sums_say,
                });
            }
        }
    }

    /// What cells add up to by control area and year; `None` where some can't be told.
    fn totals(&self, entries: &[Entry<'_>], by_area: bool) -> Option<Totals> {
        let mut out = Totals::new();
        for entry in entries {
            let area = entry.dims.area.as_deref().filter(|_| by_area).map(|area| self.root(area));
            let sum = out.entry((area, entry.period?)).or_default();
            *sum = sum.plus(self.amount(entry)?)?;
        }
        Some(out)
    }
}
