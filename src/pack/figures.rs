//! Every figure of a note in long form: one line per cell, with all that is known about it.

use crate::address::{self, Addresses};
use crate::amount::{Amount, Unit};
use crate::equation::dimensions::Names;
use crate::equation::{FigureId, Row, State};
use crate::note::{ColumnKey, Kind, Marked, Period, PriceLevel, Rate};
use crate::reconcile::Reconciled;
use crate::register::Round;

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Which figure of its note it is.
    pub id: FigureId,
    /// Its address, `round/note/table/post/column`.
    pub address: String,
    /// Folder name of the round.
    pub round: String,
    /// Id of the note.
    pub note: String,
    /// Id of the table.
    pub table: String,
    /// The table's number in print, where the note gives it one, `3a`.
    pub table_number: Option<String>,
    /// Which money the table is about, where it is about any that has a name.
    pub money: Option<String>,
    /// Number of the post in its table, from 1.
    pub number: usize,
    /// What the post is called: its text, agreement, committee, appropriation or id.
    pub post: String,
    /// The option it belongs to.
    pub choice: Option<String>,
    /// The names of the frames that it does not count in.
    pub outside: Vec<String>,
    /// Code of the committee that holds the money.
    pub committee: Option<String>,
    /// Codes of the administrations that act.
    pub administrations: Vec<String>,
    /// Id of the control area.
    pub area: Option<String>,
    /// The appropriation: its number with the points of the register, or its name.
    pub appropriation: Option<String>,
    /// The appropriation as it is printed: number and name as the register has them.
    pub appropriation_title: Option<String>,
    /// `U` or `I`.
    pub ui: Option<String>,
    /// The column: a year, a period or a name.
    pub column: ColumnKey,
    /// The year or period that the column is about, where it is about one.
    pub period: Option<Period>,
    /// The amount, all years of a period.
    pub amount: Amount,
    /// What it is each year, and of how many years, where it is typed by the year.
    pub rate: Option<Rate>,
    /// What it is counted in.
    pub unit: Unit,
    /// How many decimals its table has.
    pub decimals: u32,
    /// Its price level.
    pub prices: Option<PriceLevel>,
    /// True where the table's total counts it: headings, subtotals and parts of other posts are not
    /// counted.
    pub counted: bool,
    /// True where it was filled in, not written.
    pub filled_in: bool,
    /// The mark of a note at it, as typed: `*`, `[^1]`.
    pub mark: Option<String>,
}

impl Figure {
    /// How many decimals of another unit its table's last decimal is: 3 of mio. kr. where that is
    /// whole 1.000 kr., and −3 the other way.
    pub fn decimals_in(&self, unit: Unit) -> i32 {
        let digits = i64::from(self.decimals) - i64::from(self.unit.exponent());
        i32::try_from(digits + i64::from(unit.exponent())).unwrap_or_default()
    }

    /// What tells its appropriation from all others: committee and number, `BIU 35.10`. None where
    /// either is not told.
    pub fn appropriation_key(&self) -> Option<String> {
        Some(format!("{} {}", self.committee.as_ref()?, self.appropriation.as_ref()?))
    }
}

/// The figures of a note's posts, in the order of the note; those that are empty, or can't be told,
/// are left out.
pub fn figures<'r>(
    reconciled: &'r Reconciled,
    names: &'r Names<'r>,
    round: &'r Round,
) -> impl Iterator<Item = Figure> + 'r {
    let note = &reconciled.note;
    let addresses = Addresses::new(note);
    let tables = note.numbered_tables();
    let posts = tables.flat_map(|(index, table)| {
        table.numbered_posts().map(move |(number, post)| (index, table, number, post))
    });
    posts.filter(|(.., post)| !matches!(post.kind, Kind::Heading)).flat_map(
        move |(index, table, number, post)| {
            let money = match &reconciled.system.money[index] {
                crate::equation::dimensions::Money::Named(name) => Some(name.clone()),
                _ => None,
            };
            let row = addresses.row(index, Row::Post(number)).unwrap_or_default();
            let administrations = if post.administrations.is_empty() {
                &table.administrations
            } else {
                &post.administrations
            };
            let code = |word: &crate::note::Word| {
                let found = names.municipality.administration(&word.value, names.year).any();
                found.map_or_else(|| word.value.clone(), |found| found.code.value.clone())
            };
            let administrations: Vec<String> = administrations.iter().map(code).collect();
            table.columns.iter().filter_map(move |column| {
                let id = reconciled.system.find(index, Row::Post(number), &column.key)?;
                let figure = reconciled.system.figure(id);
                let amount = reconciled
                    .solution
                    .value(id)
                    .amount()
                    .filter(|_| !reconciled.solution.is_absent(id))?;
                let dims = names.cell(&reconciled.system.dims[index][number], column).into_owned();
                let title = post
                    .appropriation
                    .as_ref()
                    .map(|word| names.appropriation_title(&word.value, dims.committee.as_deref()));
                Some(Figure {
                    id,
                    address: address::in_column(&row, &column.key),
                    round: round.folder.clone(),
                    note: note.id.value.clone(),
                    table: table.id.value.clone(),
                    table_number: table.number.as_ref().map(|own| own.value.clone()),
                    money: money.clone().filter(|_| figure.measure.unit.is_money()),
                    number: number.0 + 1,
                    post: post.name().map(|word| word.value.clone()).unwrap_or_default(),
                    choice: dims.choice,
                    outside: table.outside_of(post),
                    committee: dims.committee,
                    administrations: administrations.clone(),
                    area: dims.area,
                    appropriation_title: title,
                    appropriation: dims.appropriation,
                    ui: post.ui.as_ref().map(|ui| ui.value.word().to_owned()),
                    column: column.key.clone(),
                    period: column.year,
                    amount,
                    rate: reconciled.solution.rate(id),
                    unit: figure.measure.unit,
                    decimals: figure.measure.decimals,
                    prices: column
                        .year
                        .filter(|_| figure.measure.unit.is_money())
                        .and_then(|period| table.prices_of(post, period)),
                    counted: post.counted() && column.summed && column.sum_of.is_empty(),
                    filled_in: figure.state == State::Unknown,
                    mark: table
                        .mark_at(&Marked::Figure(Row::Post(number), column.key.clone()))
                        .map(|own| own.mark.value.clone()),
                })
            })
        },
    )
}
