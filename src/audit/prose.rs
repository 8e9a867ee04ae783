//! The amounts that the text fetches, compared with the printed tables that they come from.

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::audit::breach::{Audit, Breach, Kind};
use crate::audit::danish;
use crate::audit::words::Fetched;
use crate::expression::{Arguments, Expression, Node, Part};

/// What an expression is to print.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evaluated {
    pub(super) amount: Decimal,
    /// None where it is printed without.
    pub(super) unit: Option<Unit>,
    /// What it is each year, where it was written by the year.
    pub(super) yearly: Option<Decimal>,
    /// How many decimals are asked for, where they are.
    pub(super) decimals: Option<u32>,
    /// How many figures it is the sum of.
    pub(super) figures: u32,
}

impl Evaluated {
    /// One figure, told as its table has it.
    pub(super) fn one(amount: Decimal, unit: Unit) -> Self {
        Self { amount, unit: Some(unit), yearly: None, decimals: None, figures: 1 }
    }
}

/// Printed tables, found by the names that expressions use. `None` everywhere for what is not
/// printed, or marked in a draft: there is nothing to hold an expression against.
pub(super) trait Tables {
    /// The table of that id.
    fn table(&self, id: &str) -> Option<usize>;
    /// Its row of that name.
    fn row(&self, table: usize, name: &str) -> Option<usize>;
    /// The figure in a column of a row.
    fn cell(&self, table: usize, row: usize, column: &str) -> Option<Evaluated>;
    /// What a row says alone: its sum across, or its one amount.
    fn alone(&self, table: usize, row: usize) -> Option<Evaluated>;
    /// How far from the printed figures what is told can be, since it is asked for with other
    /// decimals than they have.
    fn tolerance(&self, _value: &Evaluated) -> Decimal {
        Decimal::ZERO
    }
    /// The table's id and printed title.
    fn name(&self, table: usize) -> (String, String);
}

/// Where an expression has got to.
#[derive(Clone, Copy, Debug)]
enum Step {
    Table(usize),
    Row(usize, usize),
    Evaluated(Evaluated),
}

/// Holds what is fetched.
pub(super) fn verify(tables: &dyn Tables, fetched: &[Fetched<'_>], draft: bool, audit: &mut Audit) {
    for of in fetched.iter().filter(|of| !(draft && (of.marked || of.text == "?"))) {
        let mut reader = Reader { tables, last: None };
        let value = Expression::parse(of.source)
            .and_then(|expression| reader.step(expression.whole()))
            .and_then(|step| reader.as_figure(step));
        let Some(value) = value else { continue };
        audit.fetched += 1;
        let unit = value
            .unit
            .map(|unit| unit.short().trim_end_matches('.').to_owned())
            .unwrap_or_default();
        let printed = danish::amount(of.text);
        let near = printed.is_some_and(|(is, own)| {
            own == unit && (is - value.amount).abs() <= tables.tolerance(&value)
        });
        if !near {
            let (id, table) = reader.last.map(|table| tables.name(table)).unwrap_or_default();
            audit.breaches.push(Breach {
                kind: Kind::Text(of.source.to_owned()),
                id,
                table,
                row: String::new(),
                column: String::new(),
                printed: of.text.to_owned(),
                gives: Some(Amount::new(value.amount)),
            });
        }
    }
}

/// Follows an expression through the printed tables.
struct Reader<'t> {
    tables: &'t dyn Tables,
    /// The last table that it led to.
    last: Option<usize>,
}

impl Reader<'_> {
    fn step(&mut self, part: Part<'_>) -> Option<Step> {
        match part.node() {
            Node::Name(name) => {
                self.last = self.tables.table(name.text);
                self.last.map(Step::Table)
            }
            Node::Member { base, name } => {
                let base = self.step(base)?;
                self.member(base, name.text)
            }
            Node::Item { base, key } => {
                let base = self.step(base)?;
                self.member(base, &key.constant()?.0)
            }
            Node::Call { function, arguments, .. } => match function.node() {
                Node::Name(name) if name.text == "sum" => self.sum(&arguments).map(Step::Evaluated),
                _ => None,
            },
            Node::Filter { base, name, arguments, .. } => {
                let step = self.step(base)?;
                let value = self.as_figure(step)?;
                let decimals = match arguments.as_slice() {
                    [Some(part)] => Some(part.constant()?.0.parse::<u32>().ok()?),
                    _ => None,
                };
                filtered(value, name, decimals).map(Step::Evaluated)
            }
            Node::Other => None,
        }
    }

    fn sum(&mut self, arguments: &Arguments<'_>) -> Option<Evaluated> {
        let mut all: Option<Evaluated> = None;
        for argument in arguments {
            let step = self.step((*argument)?)?;
            let value = self.as_figure(step)?;
            all = Some(match all {
                None => value,
                Some(sum) => {
                    let more = value.unit?.convert(Amount::new(value.amount), sum.unit?)?;
                    let yearly =
                        sum.yearly.zip(value.yearly).and_then(|(sum, more)| sum.checked_add(more));
                    let amount = sum.amount.checked_add(more.decimal())?;
                    Evaluated {
                        amount,
                        yearly,
                        figures: sum.figures.saturating_add(value.figures),
                        ..sum
                    }
                }
            });
        }
        all
    }

    fn member(&self, base: Step, name: &str) -> Option<Step> {
        match base {
            Step::Table(table) => self.tables.row(table, name).map(|row| Step::Row(table, row)),
            Step::Row(table, row) => self.tables.cell(table, row, name).map(Step::Evaluated),
            Step::Evaluated(_) => None,
        }
    }

    fn as_figure(&self, step: Step) -> Option<Evaluated> {
        match step {
            Step::Evaluated(value) => Some(value),
            Step::Row(table, row) => self.tables.alone(table, row),
            Step::Table(_) => None,
        }
    }
}

/// What a filter makes of an amount.
fn filtered(value: Evaluated, name: &str, decimals: Option<u32>) -> Option<Evaluated> {
    let unit = match name {
        "abs" => {
            return Some(Evaluated {
                amount: value.amount.abs(),
                yearly: value.yearly.map(|yearly| yearly.abs()),
                ..value
            });
        }
        "aarligt" => return Some(Evaluated { amount: value.yearly?, yearly: None, ..value }),
        "tal" => return Some(Evaluated { unit: None, decimals, ..value }),
        "mio" => Unit::MillionKr,
        "mia" => Unit::BillionKr,
        "tkr" => Unit::ThousandKr,
        "kr" => Unit::Kr,
        _ => return None,
    };
    let amount = value.unit?.convert(Amount::new(value.amount), unit)?;
    let amount = decimals.map_or(amount, |decimals| amount.rounded(decimals));
    Some(Evaluated { amount: amount.decimal(), unit: Some(unit), decimals, ..value })
}
