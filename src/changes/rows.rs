//! A note's money, post by post: what each of its figures counts in the round's sums, and what it
//! is typed as.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::{Amount, Unit};
use crate::contribution::price::Conversion;
use crate::equation::FigureId;
use crate::equation::dimensions::Names;
use crate::note::{ColumnKey, Note, Period, PriceLevel};
use crate::pack::figures::{Figure, figures};
use crate::register::{Municipality, Round};

use super::side::Side;

/// A note's posts with money that is asked for, and its other figures.
#[derive(Debug, Default)]
pub(super) struct NoteRows {
    /// Posts whose money the round's sums count, or would.
    pub(super) rows: Vec<Row>,
    /// The names of all its posts, `table/post`.
    pub(super) posts: BTreeSet<String>,
    /// Its other figures: those that are not asked for, those that tell of the same money in another table,
    /// and those that have no place in any sum.
    pub(super) others: Vec<Figure>,
}

/// A post of a table.
#[derive(Debug)]
pub(super) struct Row {
    /// Its table's id.
    pub(super) table: String,
    /// What it is called.
    pub(super) post: String,
    /// Its address, `round/note/table/post`.
    pub(super) address: String,
    /// Its money, column by column.
    pub(super) cells: Vec<Cell>,
}

/// One amount of a post.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) column: ColumnKey,
    pub(super) period: Period,
    pub(super) committee: String,
    pub(super) area: String,
    pub(super) appropriation: Option<String>,
    pub(super) choice: Option<String>,
    pub(super) outside: Vec<String>,
    /// What it counts, in the unit that all is stated in.
    pub(super) amount: Amount,
    pub(super) typed: Typed,
}

/// An amount as its table has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typed {
    pub(super) amount: Amount,
    pub(super) unit: Unit,
    pub(super) decimals: u32,
    pub(super) prices: Option<PriceLevel>,
}

/// What amounts are stated by: a version's round and price factors.
#[derive(Clone, Copy)]
pub(super) struct Stating<'a> {
    pub(super) round: &'a Round,
    pub(super) municipality: &'a Municipality,
    /// The unit that all is stated in.
    pub(super) unit: Unit,
}

impl Row {
    /// `table/post`: its name within the note.
    pub(super) fn key(&self) -> &str {
        within_note(&self.address)
    }

    /// What its address has of it alone.
    pub(super) fn own_key(&self) -> &str {
        self.key().split_once('/').map_or("", |(_, post)| post)
    }
}

impl NoteRows {
    /// Those of a note of a version; nothing where it can't be solved.
    pub(super) fn of(side: &Side<'_>, place: usize, note: &Note, stating: &Stating<'_>) -> Self {
        let round = stating.round;
        let (Some(own), Some(sums)) = (side.solved.at(place), side.solved.contribution(place))
        else {
            return Self::default();
        };
        let names = Names::new(stating.municipality, round);
        let placed: BTreeMap<FigureId, _> =
            sums.placed.iter().map(|cell| (cell.figure, cell)).collect();
        let mut out = Self::default();
        let tables = sums.tables.iter().filter_map(|table| note.table_at(*table));
        let tables: Vec<&str> = tables.map(|table| table.id.value.as_str()).collect();
        let excerpt = |figure: &Figure| {
            note.tables.iter().any(|table| table.excerpt && table.id.value == figure.table)
        };
        for figure in figures(&own.reconciled, &names, round) {
            let (address, _) = figure.address.rsplit_once('/').unwrap_or_default();
            let key = within_note(address);
            if !out.posts.contains(key) {
                out.posts.insert(key.to_owned());
            }
            // A post of 0 is there, though nothing is counted of it.
            let nothing = figure.period.filter(|_| {
                figure.counted && figure.amount.is_zero() && tables.contains(&figure.table.as_str())
            });
            let counts = match placed.get(&figure.id) {
                Some(cell) => Some((cell.period, cell.amount)),
                None => nothing.map(|period| (period, Amount::ZERO)),
            };
            let place = figure.committee.as_ref().zip(figure.area.as_ref());
            let Some(((period, amount), (committee, area))) = counts.zip(place) else {
                if !excerpt(&figure) {
                    out.others.push(figure);
                }
                continue;
            };
            let Some(amount) = round.unit.convert(amount, stating.unit) else { continue };
            let cell = Cell {
                column: figure.column.clone(),
                period,
                committee: committee.clone(),
                area: area.clone(),
                appropriation: figure.appropriation.clone(),
                choice: figure.choice.clone(),
                outside: figure.outside.clone(),
                amount,
                typed: Typed {
                    amount: figure.amount,
                    unit: figure.unit,
                    decimals: figure.decimals,
                    prices: figure.prices,
                },
            };
            match out.rows.last_mut().filter(|row| row.address == address) {
                Some(row) => row.cells.push(cell),
                None => out.rows.push(Row {
                    table: figure.table.clone(),
                    // A post without words of its own is called what its committee is.
                    post: if figure.post == *committee {
                        String::new()
                    } else {
                        figure.post.clone()
                    },
                    address: address.to_owned(),
                    cells: vec![cell],
                }),
            }
        }
        out
    }
}

impl Stating<'_> {
    /// What a typed amount of a period counts; `None` where it can't be stated in the round's
    /// prices.
    pub(super) fn stated(&self, typed: Typed, period: Period) -> Option<Amount> {
        let wanted = self.round.prices.as_ref().and_then(|levels| levels.of(period));
        let amount = match Conversion::between(typed.prices, wanted)? {
            None => typed.amount,
            Some(conversion) => {
                let factors = conversion.factors(self.municipality).ok()?;
                conversion.apply(typed.amount, &factors, typed.decimals)?
            }
        };
        let amount = typed.unit.convert(amount, self.round.unit)?;
        self.round.unit.convert(amount, self.unit)
    }
}

/// What an address has after the round and the note.
pub(super) fn within_note(address: &str) -> &str {
    address.splitn(3, '/').nth(2).unwrap_or_default()
}
