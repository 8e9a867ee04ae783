//! A pack's money, computed again from the notes as they are typed: which notes it has, which of
//! their tables give the money that is asked for, and what each figure of these counts in the
//! pack's unit and the round's prices.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::audit::lines::{self, Line, lines, sums_others};
use crate::audit::names::{Register, counts};
use crate::audit::units;
use crate::note::{
    Column, ColumnKey, Kind, Note, Pack, Period, Post, PriceLevel, PriceLevels, Status, SubtotalOf,
    Table, Term, Word,
};
use crate::register::Round;
use crate::source::Spanned;
use crate::table_type::{ColumnSource, DefaultMoney, Printed};

/// The money that packs add up.
const ASKED_FOR: &str = "ansøgt";

/// A part of a pack's money.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
    /// The note that asks for it.
    pub(super) note: &'a Note,
    /// Code of its committee.
    pub(super) committee: String,
    /// Its control area.
    pub(super) area: String,
    /// The option that it belongs to.
    pub(super) choice: Option<String>,
    /// The frames that it does not count in.
    pub(super) outside: BTreeSet<String>,
    /// Its year.
    pub(super) period: Period,
    /// The amount in the pack's unit.
    pub(super) amount: Decimal,
}

/// Where money is reckoned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recount<'a> {
    pub(super) register: Register<'a>,
    pub(super) round: &'a Round,
    pub(super) unit: Unit,
}

/// The notes of its round that a pack has: those that it chooses and that were not withdrawn.
pub(super) fn members<'a>(
    register: Register<'_>,
    pack: &Pack,
    notes: &[&'a Note],
) -> Vec<&'a Note> {
    chosen(register, pack, notes).into_iter().filter(|note| !withdrawn(note)).collect()
}

/// True for a note that counts in nothing.
pub(super) fn withdrawn(note: &Note) -> bool {
    matches!(note.status, Status::Withdrawn)
}

/// The notes of its round that a pack chooses, withdrawn or not.
pub(super) fn chosen<'a>(register: Register<'_>, pack: &Pack, notes: &[&'a Note]) -> Vec<&'a Note> {
    let wanted = &pack.wanted;
    let among = |words: &[Word], note: &Note| words.iter().any(|word| word.value == note.id.value);
    let conditions =
        [&wanted.administrations, &wanted.committees, &wanted.categories, &wanted.areas];
    let by_condition = conditions.iter().any(|words| !words.is_empty());
    let has = |note: &&&Note| {
        let all = wanted.notes.is_empty() && !by_condition;
        let meets = by_condition && meets(register, pack, note);
        (all || meets || among(&wanted.notes, note)) && !among(&wanted.except, note)
    };
    notes.iter().filter(has).copied().collect()
}

/// True for a note that meets each condition of a pack that has any words.
fn meets(register: Register<'_>, pack: &Pack, note: &Note) -> bool {
    let wanted = &pack.wanted;
    let any = |words: &[Word], is: &dyn Fn(&str) -> bool| {
        words.is_empty() || words.iter().any(|word| is(&word.value))
    };
    let administration = note.administration.as_ref().map_or("", |word| word.value.as_str());
    let committee = register.committee_over(administration);
    let category = note.category.as_ref().map(|word| word.value.to_lowercase());
    let mentions = |table: &Table, wanted: &str| {
        let posts = table.posts.iter().filter_map(|post| post.area.as_ref());
        let columns = table.columns.iter().filter_map(|column| column.area.as_ref());
        let mut words = posts.chain(columns).chain(&table.area);
        let whole = register.area(wanted).unwrap_or(wanted);
        words.any(|word| register.area(&word.value).is_some_and(|own| register.within(own, whole)))
    };
    any(&wanted.administrations, &|word| register.same_administration(word, administration))
        && any(&wanted.committees, &|word| {
            committee.is_some() && committee == register.committee(word)
        })
        && any(&wanted.categories, &|word| {
            category.as_deref() == Some(word.to_lowercase().as_str())
        })
        && any(&wanted.areas, &|word| note.tables.iter().any(|table| mentions(table, word)))
}

/// Which money each table of a note is about; none for its own, and where it does not say and the
/// note has several.
fn money(note: &Note) -> Vec<Option<String>> {
    let kind = |table: &Table| table.table_type().map(|kind| (kind.money, kind.columns));
    // Its name, or whether it is the only money of the note.
    let said = |table: &Table| match (&table.money, kind(table)) {
        _ if units::no_money(table) => (None, false),
        (Some(word), _) => (Some(word.value.clone()), false),
        _ if table.must_give.is_some() || table.finances.is_some() => (None, false),
        (None, Some((DefaultMoney::Named(name), _))) => (Some(name.to_owned()), false),
        (None, Some((DefaultMoney::TheOnly, _))) => (None, true),
        _ => (None, false),
    };
    let past = |table: &Table| matches!(kind(table), Some((_, ColumnSource::PastYears)));
    let named: BTreeSet<String> =
        note.tables.iter().filter(|table| !past(table)).filter_map(|table| said(table).0).collect();
    let only = match named.len() {
        0 => Some(ASKED_FOR.to_owned()),
        1 => named.first().cloned(),
        _ => None,
    };
    note.tables
        .iter()
        .map(said)
        .map(|(name, is_only)| if is_only { only.clone() } else { name })
        .collect()
}

/// A table that tells of a note's money.
struct MoneyTable<'a> {
    table: &'a Table,
    columns: &'a [Column],
    lines: Vec<Line<'a>>,
}

/// A cell that tells of money.
#[derive(Clone, Debug)]
struct Cell {
    committee: String,
    area: String,
    choice: Option<String>,
    outside: BTreeSet<String>,
    period: Option<Period>,
    amount: Decimal,
    unit: Unit,
    prices: Option<PriceLevel>,
}

impl<'a> Recount<'a> {
    /// The money that a note asks for; `None` where a figure of it is what others leave, or a name
    /// is not known.
    pub(super) fn note(&self, note: &'a Note) -> Option<Vec<Part<'a>>> {
        let mut money_tables = Vec::new();
        for (table, money) in note.tables.iter().zip(money(note)) {
            if money.as_deref() != Some(ASKED_FOR) || table.excerpt || sums_others(table) {
                continue;
            }
            let lines = lines(&self.register, note, table)?;
            if !lines.iter().any(|line| line.counted) {
                continue;
            }
            let columns: &[Column] = match lines::source(note, table) {
                Some((_, source)) if !table.own_years => &source.columns,
                _ => &table.columns,
            };
            let money_table = MoneyTable { table, columns, lines };
            if money_table.carries(|column| column.area.is_some(), |line| line.codes.area.is_some())
                && money_table.carries(
                    |column| column.committee.is_some(),
                    |line| line.codes.committee.is_some(),
                )
            {
                money_tables.push(money_table);
            }
        }
        let prints = |money_table: &MoneyTable<'_>, column| {
            money_table.table.table_type().is_some_and(|kind| kind.printed.contains(&column))
        };
        money_tables.sort_by_key(|money_table| {
            (
                !prints(money_table, Printed::Appropriation),
                !prints(money_table, Printed::CommitteeName),
            )
        });
        let mut taken: BTreeSet<(String, String, Option<Period>)> = BTreeSet::new();
        let mut out = Vec::new();
        for money_table in money_tables {
            let cells = self.cells(note, &money_table)?;
            let key = |cell: &Cell| {
                (cell.committee.clone(), self.register.root(&cell.area).to_owned(), cell.period)
            };
            if cells.is_empty() || cells.iter().any(|cell| taken.contains(&key(cell))) {
                continue;
            }
            taken.extend(cells.iter().map(key));
            for cell in cells.into_iter().filter(|cell| !cell.amount.is_zero()) {
                let Some((period, amount)) = self.converted(money_table.table, &cell) else {
                    continue;
                };
                let amount = amount?;
                let Cell { committee, area, choice, outside, .. } = cell;
                out.push(Part { note, committee, area, choice, outside, period, amount });
            }
        }
        Some(out)
    }

    /// The counted cells of a table, in its own unit.
    fn cells(&self, note: &'a Note, money_table: &MoneyTable<'a>) -> Option<Vec<Cell>> {
        let mut out = Vec::new();
        for column in money_table.telling() {
            for (number, line) in
                money_table.lines.iter().enumerate().filter(|(_, line)| line.counted)
            {
                if line.codes.unsure {
                    return None;
                }
                let of = |word: &Option<Word>,
                          find: &dyn Fn(&str) -> Option<String>,
                          own: &Option<String>| match word {
                    Some(word) => find(&word.value),
                    None => own.clone(),
                };
                out.push(Cell {
                    committee: of(
                        &column.committee,
                        &|word| self.register.committee(word).map(str::to_owned),
                        &line.codes.committee,
                    )?,
                    area: of(
                        &column.area,
                        &|word| self.register.area(word).map(str::to_owned),
                        &line.codes.area,
                    )?,
                    choice: line.choice().map(str::to_owned),
                    outside: line.outside.iter().map(|name| (*name).to_owned()).collect(),
                    period: column.year,
                    unit: units::unit(money_table.table, column),
                    prices: line.prices,
                    amount: typed_amount(note, money_table, number, &column.key)?,
                });
            }
        }
        Some(out)
    }

    /// A cell's period, and its amount in the pack's unit and the round's prices; `None` where it
    /// has no place in the pack, which a finding says.
    fn converted(&self, table: &Table, cell: &Cell) -> Option<(Period, Option<Decimal>)> {
        let period = cell.period.filter(|period| self.in_time(*period))?;
        let of =
            |levels: &Option<PriceLevels>| levels.as_ref().and_then(|levels| levels.of(period));
        let amount = Amount::new(cell.amount);
        let converted = match (cell.prices.or_else(|| of(&table.prices)), of(&self.round.prices)) {
            (own, wanted) if own == wanted => Some(amount),
            (Some(PriceLevel::Year(from)), Some(PriceLevel::Year(to))) => {
                let mut product = Decimal::ONE;
                for year in from.min(to) + 1..=from.max(to) {
                    let factor = self
                        .register
                        .municipality
                        .price_factors
                        .iter()
                        .find(|factor| factor.year == year)?;
                    product = product.checked_mul(factor.factor.value)?;
                }
                let converted =
                    if from <= to { amount.times(product) } else { amount.divided_by(product) };
                converted.map(|converted| converted.rounded(table.decimals))
            }
            _ => return None,
        };
        Some((
            period,
            converted
                .and_then(|amount| amount.times(units::factor(cell.unit, self.unit)?))
                .map(Amount::decimal),
        ))
    }

    /// True for a year of the round, or one wholly before or after them.
    fn in_time(&self, period: Period) -> bool {
        let years = || self.round.years.iter().map(|year| year.value);
        let before = years().all(|year| period.last() < year.first());
        let after = years().all(|year| period.first() > year.last());
        before || after || years().any(|year| year == period)
    }
}

impl MoneyTable<'_> {
    /// The columns that tell of its money.
    fn telling(&self) -> impl Iterator<Item = &Column> {
        let tells = |column: &&Column| units::tells_money(self.table, self.columns, column);
        self.columns.iter().filter(tells)
    }

    /// True where every column, or every counted line, says something.
    fn carries(
        &self,
        by_column: impl Fn(&Column) -> bool,
        by_line: impl Fn(&Line<'_>) -> bool,
    ) -> bool {
        let mut columns = self.telling().peekable();
        let all = columns.peek().is_some() && columns.all(by_column);
        all || self.lines.iter().filter(|line| line.counted).all(by_line)
    }
}

/// What a line says in a column.
fn typed_amount(
    note: &Note,
    money_table: &MoneyTable<'_>,
    number: usize,
    column: &ColumnKey,
) -> Option<Decimal> {
    let line = money_table.lines.get(number)?;
    if line.gathers.is_empty() {
        return figure(money_table.table, number, column, DEEPEST);
    }
    let (_, source) = lines::source(note, money_table.table)?;
    line.gathers.iter().try_fold(Decimal::ZERO, |sum, post| {
        sum.checked_add(figure(source, *post, column, DEEPEST)?)
    })
}

/// How many posts can be made of each other, one by one: a circle is a finding.
const DEEPEST: u32 = 50;

/// What a post says in a column: what is written there, or what its share is; nothing is 0. `None`
/// for what is left over, and for what can't be read.
fn figure(table: &Table, number: usize, column: &ColumnKey, deepest: u32) -> Option<Decimal> {
    let deepest = deepest.checked_sub(1)?;
    let post = table.posts.get(number)?;
    if let Some(cell) = post.cell(column) {
        return crate::audit::sheet::whole(cell);
    }
    match &post.kind {
        Kind::Plain | Kind::OfWhich(_) => Some(Decimal::ZERO),
        Kind::Share(share) => {
            let parts = lines::share_of(table, number, share, lines::at(table, &share.of.value)?);
            let sum = parts.iter().try_fold(Decimal::ZERO, |sum, (weight, part)| {
                sum.checked_add(weight.checked_mul(figure(table, *part, column, deepest)?)?)
            })?;
            Some(Amount::new(sum).rounded(table.decimals).decimal())
        }
        Kind::Subtotal(of) => {
            let parts: Vec<(Decimal, usize)> = match of {
                SubtotalOf::Posts(terms) => {
                    let part = |term: &Spanned<Term>| {
                        Some((term.value.weight, lines::at(table, &term.value.name)?))
                    };
                    terms.iter().map(part).collect::<Option<_>>()?
                }
                SubtotalOf::SinceLast(_) => {
                    let ends = |post: &Post| matches!(post.kind, Kind::Heading | Kind::Subtotal(_));
                    let since =
                        table.posts[..number].iter().rposition(ends).map_or(0, |last| last + 1);
                    (since..number)
                        .filter(|post| counts(&table.posts[*post]))
                        .map(|post| (Decimal::ONE, post))
                        .collect()
                }
            };
            parts.iter().try_fold(Decimal::ZERO, |sum, (weight, part)| {
                sum.checked_add(weight.checked_mul(figure(table, *part, column, deepest)?)?)
            })
        }
        _ => None,
    }
}
