//! What an amount in the text can stand for: every figure and total of the note, and the simple
//! sums of them.
//!
//! A simple sum is one that a reader makes with a finger on the table: a row over a run of years or
//! on average, the posts of one control area or committee in a column, two tables' totals together.

use std::cell::OnceCell;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::equation::dimensions::{Dimension, Dimensions, Names, is_money};
use crate::equation::{FigureId, Row, options};
use crate::mention::external::External;
use crate::note::{ColumnKey, Measure, Note, Period, PostNo, Table, TableNo};
use crate::reconcile::Reconciled;

/// One amount that the note knows.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Its value in kroner, without its sign.
    pub(crate) kroner: Decimal,
    /// What one of its last digit is, in kroner.
    pub(crate) step: Decimal,
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// First and last year that it is of, where it is of years.
    pub(crate) years: Option<(u16, u16)>,
}

/// Where a candidate comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A figure of a table.
    Figure(FigureId),
    /// What a figure of several years is in each of them.
    Rate(FigureId),
    /// A row's years together; `whole` where they are all that it has.
    Years { table: TableNo, row: Row, whole: bool },
    /// A row's years on average.
    Average { table: TableNo, row: Row },
    /// The posts of one control area or committee, in a column or across.
    Part { table: TableNo, dimension: Dimension, code: String, column: ColumnKey },
    /// Two tables' totals.
    Totals(FigureId, FigureId),
    /// Somebody else's figure, by its index.
    External(usize),
}

/// The most candidates of a note: a table of thousands of rows gets no sums.
const MOST: usize = 20_000;

/// The most years whose every run is added; of more, only runs from the first or to the last.
const MOST_RUNS: usize = 8;

/// The most tables whose totals are added two and two.
const MOST_TABLES: usize = 8;

/// The candidates of a note, each known by its number.
pub(crate) struct Candidates<'a> {
    reconciled: &'a Reconciled,
    names: Names<'a>,
    /// Those that are written somewhere: figures and what is declared.
    plain: Sorted,
    /// The sums of them; their numbers follow. Made where no plain one is an amount.
    sums: OnceCell<Sorted>,
    /// Figures of tables that don't say that they are about money, but may be; their numbers follow.
    /// They back an amount that is theirs, and are held against none.
    beside: OnceCell<Sorted>,
    /// First and last year of the note's tables.
    pub(crate) years: Option<(u16, u16)>,
}

impl<'a> Candidates<'a> {
    /// None: for a note whose text has no amounts.
    pub(crate) fn none(reconciled: &'a Reconciled, names: Names<'a>) -> Self {
        let none = || OnceCell::from(Sorted::default());
        let (plain, sums, beside) = (Sorted::default(), none(), none());
        Self { reconciled, names, plain, sums, beside, years: None }
    }

    /// Gathers them.
    pub(crate) fn new(
        reconciled: &'a Reconciled,
        names: Names<'a>,
        externals: &[External<'_>],
    ) -> Self {
        let mut gather = Gather { reconciled, all: Vec::new() };
        for (index, table) in money(&reconciled.note) {
            gather.figures(index, table);
        }
        let mut plain = gather.all;
        for (index, external) in externals.iter().enumerate() {
            let Some(money) = &external.money else { continue };
            let ends = std::iter::once(money.kroner).chain(money.up_to);
            let one = |kroner| {
                let origin = Origin::External(index);
                Candidate { kroner, step: money.step(), origin, years: None }
            };
            plain.extend(ends.map(one));
        }
        let periods = || money(&reconciled.note).flat_map(|(_, table)| table.periods());
        let years = periods().map(Period::first).min().zip(periods().map(Period::last).max());
        let (plain, sums, beside) = (Sorted::new(plain), OnceCell::new(), OnceCell::new());
        Self { reconciled, names, plain, sums, beside, years }
    }

    /// Those that are written somewhere, smallest first; they have the first numbers.
    pub(crate) fn plain(&self) -> &[Candidate] {
        &self.plain.all
    }

    fn sums(&self) -> &Sorted {
        self.sums.get_or_init(|| {
            let mut gather = Gather { reconciled: self.reconciled, all: Vec::new() };
            for (index, table) in money(&self.reconciled.note) {
                if self.plain.all.len() + gather.all.len() < MOST {
                    gather.over_years(index, table);
                    gather.parts(index, table);
                }
            }
            gather.totals(&self.reconciled.note);
            Sorted::new(gather.all)
        })
    }

    /// The candidate of a number.
    pub(crate) fn at(&self, number: usize) -> &Candidate {
        let Some(of_sums) = number.checked_sub(self.plain.all.len()) else {
            return &self.plain.all[number];
        };
        match of_sums.checked_sub(self.sums().all.len()) {
            None => &self.sums().all[of_sums],
            Some(beside) => &self.beside().all[beside],
        }
    }

    fn beside(&self) -> &Sorted {
        self.beside.get_or_init(|| {
            let mut gather = Gather { reconciled: self.reconciled, all: Vec::new() };
            let tables = self.reconciled.note.numbered_tables();
            for (index, table) in tables.filter(|(_, table)| !is_money(table)).take(MOST_TABLES) {
                gather.figures(index, table);
            }
            Sorted::new(gather.all)
        })
    }

    /// The numbers of the figures beside money that are within `reach` of a value.
    pub(crate) fn beside_near(&self, kroner: Decimal, reach: Decimal) -> Range<usize> {
        let first = self.plain.all.len() + self.sums().all.len();
        let range = self.beside().near(kroner, reach);
        range.start + first..range.end + first
    }

    /// How many there are in all, but for those beside money.
    pub(crate) fn count(&self) -> usize {
        self.plain.all.len() + self.sums().all.len()
    }

    /// The numbers of the plain ones that are within `reach` of a value, or within what they were
    /// rounded by.
    pub(crate) fn plain_near(&self, kroner: Decimal, reach: Decimal) -> Range<usize> {
        self.plain.near(kroner, reach)
    }

    /// The numbers of the plain ones from one value to another, both included.
    pub(crate) fn plain_between(&self, from: Decimal, to: Decimal) -> Range<usize> {
        self.plain.between(from, to)
    }

    /// The numbers of the sums that are.
    pub(crate) fn sums_near(&self, kroner: Decimal, reach: Decimal) -> Range<usize> {
        let (range, first) = (self.sums().near(kroner, reach), self.plain.all.len());
        range.start + first..range.end + first
    }

    /// The control area of a candidate, where it is of one.
    pub(crate) fn area(&self, candidate: &Candidate) -> Option<String> {
        match &candidate.origin {
            Origin::Figure(id) | Origin::Rate(id) => {
                let figure = self.reconciled.system.figure(*id);
                self.area_of(figure.table, figure.row, &figure.column)
            }
            Origin::Years { table, row, .. } | Origin::Average { table, row } => {
                self.area_of(*table, *row, &ColumnKey::Across)
            }
            Origin::Part { dimension: Dimension::Area, code, .. } => Some(code.clone()),
            Origin::Part { .. } | Origin::Totals(..) | Origin::External(_) => None,
        }
    }

    /// The control area of a figure; a total has the one that all its posts have.
    fn area_of(&self, index: TableNo, row: Row, column: &ColumnKey) -> Option<String> {
        let table = &self.reconciled.note.tables[index];
        let dims = &self.reconciled.system.dims[index];
        let own = |dims: &Dimensions| match table.column(column) {
            Some(column) => self.names.cell(dims, column).into_owned().area,
            None => dims.area.clone(),
        };
        if let Row::Post(post) = row {
            return own(&dims[post]);
        }
        let counted = table.posts.iter().zip(dims).filter(|(post, _)| post.counted());
        let mut areas = counted.map(|(_, dims)| own(dims));
        let first = areas.next()??;
        areas.all(|area| area.as_ref() == Some(&first)).then_some(first)
    }
}

/// The tables that are about money.
fn money(note: &Note) -> impl Iterator<Item = (TableNo, &Table)> {
    note.numbered_tables().filter(|(_, table)| is_money(table))
}

/// Candidates, smallest first.
#[derive(Default)]
struct Sorted {
    all: Vec<Candidate>,
    /// Half the largest step among them.
    half: Decimal,
}

impl Sorted {
    /// Stable: among equal values, in the order of the note.
    fn new(mut all: Vec<Candidate>) -> Self {
        all.sort_by_key(|candidate| candidate.kroner);
        let widest = all.iter().map(|candidate| candidate.step).max().unwrap_or_default();
        Self { all, half: widest / Decimal::TWO }
    }

    /// Those that are within `reach` of a value, or within what they were rounded by.
    fn near(&self, kroner: Decimal, reach: Decimal) -> Range<usize> {
        let reach = reach.max(self.half);
        self.between(kroner - reach, kroner + reach)
    }

    /// Those from one value to another, both included.
    fn between(&self, from: Decimal, to: Decimal) -> Range<usize> {
        let start = self.all.partition_point(|candidate| candidate.kroner < from);
        let end = self.all.partition_point(|candidate| candidate.kroner <= to);
        start..end.max(start)
    }
}

struct Gather<'a> {
    reconciled: &'a Reconciled,
    all: Vec<Candidate>,
}

impl Gather<'_> {
    fn push(
        &mut self,
        amount: Amount,
        measure: Measure,
        origin: Origin,
        years: Option<(u16, u16)>,
    ) {
        let step = measure.unit.convert(Amount::new(Decimal::new(1, measure.decimals)), Unit::Kr);
        if let (Some(kroner), Some(step)) = (measure.unit.convert(amount.abs(), Unit::Kr), step)
            && !amount.is_zero()
        {
            let (kroner, step) = (kroner.decimal(), step.decimal());
            self.all.push(Candidate { kroner, step, origin, years });
        }
    }

    /// The value of a figure that somebody wrote or that is filled in.
    fn known(&self, id: FigureId) -> Option<Amount> {
        let known = !self.reconciled.solution.is_absent(id);
        known.then(|| self.reconciled.solution.value(id).amount()).flatten()
    }

    /// That of a cell.
    fn value(&self, table: TableNo, row: Row, column: &ColumnKey) -> Option<(FigureId, Amount)> {
        let id = self.reconciled.system.find(table, row, column)?;
        self.known(id).map(|amount| (id, amount))
    }

    fn figures(&mut self, index: TableNo, table: &Table) {
        for (number, figure) in self
            .reconciled
            .system
            .figures
            .iter()
            .enumerate()
            .filter(|(_, figure)| figure.table == index)
        {
            let id = FigureId(number);
            let Some(amount) = self.known(id).filter(|amount| !amount.is_zero()) else { continue };
            let years = match &figure.column {
                ColumnKey::Period(period) => Some((period.first(), period.last())),
                ColumnKey::Across => {
                    let run = self.run(index, figure.row, table);
                    run.first()
                        .zip(run.last())
                        .map(|((first, _), (last, _))| (first.first(), last.last()))
                }
                key => table
                    .column(key)
                    .and_then(|column| column.year)
                    .map(|period| (period.first(), period.last())),
            };
            if let Some(rate) = self.reconciled.solution.rate(id) {
                self.push(rate.yearly, figure.measure, Origin::Rate(id), years);
            }
            self.push(amount, figure.measure, Origin::Figure(id), years);
        }
    }

    /// A row's figures by year, those that are 0 left out.
    fn run(&self, index: TableNo, row: Row, table: &Table) -> Vec<(Period, Amount)> {
        let value = |period| {
            self.value(index, row, &ColumnKey::Period(period)).map(|(_, amount)| (period, amount))
        };
        table.periods().filter_map(value).filter(|(_, amount)| !amount.is_zero()).collect()
    }

    fn rows(table: &Table) -> Vec<Row> {
        let mut rows: Vec<Row> = table.post_numbers().map(Row::Post).collect();
        rows.extend(table.total_numbers().map(Row::Total));
        rows.push(Row::Grand);
        rows
    }

    /// Each row over runs of years, and on average over the years that it has.
    fn over_years(&mut self, index: TableNo, table: &Table) {
        let measure = table.measure(&ColumnKey::Across);
        if table.prices.as_ref().is_some_and(crate::note::PriceLevels::mixed) {
            return;
        }
        for row in Self::rows(table) {
            let run = self.run(index, row, table);
            for from in 0..run.len() {
                let mut sum = run[from].1;
                for (to, (last, amount)) in run.iter().enumerate().skip(from + 1) {
                    let Some(more) = sum.plus(*amount) else { break };
                    sum = more;
                    let years = Some((run[from].0.first(), last.last()));
                    let ends = from == 0 || to + 1 == run.len();
                    if run.len() <= MOST_RUNS || ends {
                        self.push(
                            sum,
                            measure,
                            Origin::Years {
                                table: index,
                                row,
                                whole: from == 0 && to + 1 == run.len(),
                            },
                            years,
                        );
                    }
                    if from == 0 && to + 1 == run.len() {
                        let each = |period: &Period| {
                            if let Period::Range(first, last) = period {
                                last - first + 1
                            } else {
                                1
                            }
                        };
                        let average = sum.divided_by(Decimal::from(
                            run.iter().map(|(period, _)| u32::from(each(period))).sum::<u32>(),
                        ));
                        let origin = Origin::Average { table: index, row };
                        if let Some(average) = average {
                            self.push(average, measure, origin, years);
                        }
                    }
                }
                if from > 0 && run.len() > MOST_RUNS && self.all.len() > MOST {
                    return;
                }
            }
        }
    }

    /// The posts of each control area and committee, where a table tells several apart.
    fn parts(&mut self, index: TableNo, table: &Table) {
        let measure = table.measure(&ColumnKey::Across);
        let dims = &self.reconciled.system.dims[index];
        let counted: Vec<PostNo> =
            table.post_numbers().filter(|post| table.posts[*post].counted()).collect();
        for dimension in [Dimension::Area, Dimension::Committee] {
            let mut codes: Vec<&str> =
                counted.iter().filter_map(|post| dims[*post].get(dimension)).collect();
            codes.sort_unstable();
            codes.dedup();
            for code in codes {
                let posts: Vec<PostNo> = counted
                    .iter()
                    .copied()
                    .filter(|post| dims[*post].get(dimension) == Some(code))
                    .collect();
                if posts.len() < 2 || posts.len() == counted.len() {
                    continue;
                }
                let code = code.to_owned();
                let mut keys: Vec<ColumnKey> = table.periods().map(ColumnKey::Period).collect();
                keys.extend([ColumnKey::Across, ColumnKey::Amount]);
                // Posts of options that exclude each other are never added.
                let sets = options::choices(
                    &self.reconciled.note,
                    posts.iter().map(|post| &table.posts[*post]),
                );
                for (column, set) in
                    keys.iter().flat_map(|key| sets.iter().flatten().map(move |set| (key, set)))
                {
                    let chosen =
                        posts.iter().filter(|post| options::counts(set, &table.posts[**post]));
                    let mut values = chosen
                        .filter_map(|post| self.value(index, Row::Post(*post), column))
                        .map(|(_, v)| v);
                    let Some(sum) =
                        values.next().and_then(|first| values.try_fold(first, Amount::plus))
                    else {
                        continue;
                    };
                    let years = if let ColumnKey::Period(period) = column {
                        Some((period.first(), period.last()))
                    } else {
                        None
                    };
                    let origin = Origin::Part {
                        table: index,
                        dimension,
                        code: code.clone(),
                        column: column.clone(),
                    };
                    self.push(sum, measure, origin, years);
                }
            }
        }
    }

    /// Two tables' totals together.
    fn totals(&mut self, note: &Note) {
        let of = |index: TableNo, table: &Table| {
            let value = |key| self.value(index, Row::Grand, &key);
            let (id, amount) = value(ColumnKey::Across).or_else(|| value(ColumnKey::Amount))?;
            Some((id, amount, table.measure(&ColumnKey::Across)))
        };
        let tables = money(note).take(MOST_TABLES);
        let totals: Vec<_> = tables.filter_map(|(index, table)| of(index, table)).collect();
        for (at, (one, amount, measure)) in totals.iter().enumerate() {
            for (other, more, _) in
                totals[at + 1..].iter().filter(|(_, _, other)| other.unit == measure.unit)
            {
                if let Some(sum) = amount.plus(*more) {
                    self.push(sum, *measure, Origin::Totals(*one, *other), None);
                }
            }
        }
    }
}
