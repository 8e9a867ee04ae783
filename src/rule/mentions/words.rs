//! What an amount's figure is called in messages.

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::equation::{Figure, FigureId, Row, State};
use crate::mention::candidate::{Candidate, Origin};
use crate::mention::money::TextAmount;
use crate::note::{ColumnKey, Measure, TableNo};
use crate::rule::context::Context;
use crate::rule::sums::words as sums;
use crate::source::Span;
use crate::text;
use crate::text::{Text, short};

/// "`oekonomi`, Tværfaglig indsats i 2020".
pub(super) fn candidate(context: &Context<'_>, candidate: &Candidate, externals: &[&str]) -> Text {
    match &candidate.origin {
        Origin::Figure(id) => figure(context, context.reconciled.system.figure(*id)),
        Origin::Rate(id) => {
            let Text { da, en } = figure(context, context.reconciled.system.figure(*id));
            text!("{da} om året", "{en} a year")
        }
        Origin::Years { table, row, .. } => {
            let (name, (from, to)) =
                (self::row(context, *table, *row), candidate.years.unwrap_or_default());
            text!("{name} i {from}-{to} tilsammen", "{name} in {from}-{to} together")
        }
        Origin::Average { table, row } => {
            let (name, (from, to)) =
                (self::row(context, *table, *row), candidate.years.unwrap_or_default());
            text!("{name} i gennemsnit over {from}-{to}", "{name} on average over {from}-{to}")
        }
        Origin::Part { table, dimension, code, column } => {
            let table = &context.reconciled.note.tables[*table];
            let (id, code) = (&table.id.value, sums::code(context, *dimension, code));
            let Text { da, en } = sums::column(table, column);
            text!("`{id}`, {code} {da}", "`{id}`, {code} {en}")
        }
        Origin::Totals(one, other) => {
            let (one, other) = (table(context, *one), table(context, *other));
            text!("`{one}` og `{other}` tilsammen", "`{one}` and `{other}` together")
        }
        Origin::External(index) => {
            let source = externals.get(*index).copied().unwrap_or_default();
            text!("eksternt tal: {source}", "external figure: {source}")
        }
    }
}

/// "`oekonomi`, Tværfaglig indsats i 2020".
pub(super) fn figure(context: &Context<'_>, figure: &Figure) -> Text {
    let name = row(context, figure.table, figure.row);
    let table = &context.reconciled.note.tables[figure.table];
    let Text { da, en } = sums::column(table, &figure.column);
    text!("{name} {da}", "{name} {en}")
}

/// "`oekonomi`, Tværfaglig indsats".
pub(super) fn row(context: &Context<'_>, table: TableNo, row: Row) -> String {
    let of = &context.reconciled.note.tables[table];
    let measure = of.measure(&ColumnKey::Across);
    let (column, state) = (ColumnKey::Across, State::Unknown);
    let any = Figure {
        table,
        row,
        column,
        state,
        span: of.span,
        measure,
        rounded: of.rounded,
        years: None,
    };
    format!("`{}`, {}", of.id.value, short(&sums::row(context, &any)))
}

fn table<'a>(context: &'a Context<'_>, id: FigureId) -> &'a str {
    &context.reconciled.note.tables[context.reconciled.system.figure(id).table].id.value
}

/// A figure's amount as its table has it: `1.800`.
pub(super) fn amount(context: &Context<'_>, id: FigureId) -> Option<(Amount, Measure)> {
    let amount = context.reconciled.solution.value(id).amount()?;
    Some((amount, context.reconciled.system.figure(id).measure))
}

/// The amount that a candidate has of a figure, as the figure's table has it: the rate where it is
/// that. `None` where it is of several figures, or of none.
pub(super) fn of(
    context: &Context<'_>,
    candidate: &Candidate,
) -> Option<(FigureId, Amount, Measure)> {
    match candidate.origin {
        Origin::Figure(id) => amount(context, id).map(|(amount, measure)| (id, amount, measure)),
        Origin::Rate(id) => {
            let rate = context.reconciled.solution.rate(id)?;
            Some((id, rate.yearly, context.reconciled.system.figure(id).measure))
        }
        _ => None,
    }
}

/// So many kroner as an amount of the text is written: `3.916 mio. kr.`
pub(super) fn in_own_unit(money: &TextAmount, kroner: Decimal) -> String {
    let Some(amount) = Unit::Kr.convert(Amount::new(kroner), money.unit) else {
        return String::new();
    };
    let decimals = money.decimals.max(amount.decimal().normalize().scale().min(3));
    format!("{} {}", amount.danish(decimals), money.unit.short())
}

/// "1.800 i 2020, 1.800 i 2021, intet i 2022".
pub(super) fn by_year(context: &Context<'_>, table: TableNo, row: Row) -> Text {
    const MOST: usize = 8;
    let of = &context.reconciled.note.tables[table];
    let mut years: Vec<Text> = Vec::new();
    for period in of.periods().take(MOST) {
        let id = context.reconciled.system.find(table, row, &ColumnKey::Period(period));
        let value = id.and_then(|id| amount(context, id)).filter(|(amount, _)| !amount.is_zero());
        years.push(match value {
            Some((amount, measure)) => {
                let amount = amount.danish(measure.decimals);
                text!("{amount} i {period}", "{amount} in {period}")
            }
            None => text!("intet i {period}", "nothing in {period}"),
        });
    }
    let join = |pick: fn(&Text) -> &str| years.iter().map(pick).collect::<Vec<_>>().join(", ");
    Text::new(join(|text| &text.da), join(|text| &text.en))
}

/// The place of the whole `{{ … }}` that begins at a place.
pub(super) fn expression_at(context: &Context<'_>, begin: Span) -> Option<Span> {
    let start = begin.start as usize;
    let rest = context.project.sources.get(begin.file)?.text.get(start..)?;
    let length = rest.find("}}")? + "}}".len();
    rest.starts_with("{{").then(|| Span::new(begin.file, start..start + length))
}

/// The text's amount in a figure's unit.
pub(super) fn in_unit(money: &TextAmount, unit: Unit) -> Option<Amount> {
    Unit::Kr.convert(Amount::new(money.kroner), unit)
}
