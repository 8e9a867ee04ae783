//! The expression that a caseworker can write instead of an amount.

use rust_decimal::Decimal;

use crate::amount::Unit;
use crate::equation::{FigureId, Row};
use crate::mention::candidate::{Candidate, Origin};
use crate::mention::money::TextAmount;
use crate::note::{ColumnKey, Period};
use crate::rule::context::Context;

/// `{{ oekonomi.tvaerfaglig[2020] | mio }}`: the candidate's figure as the text has it. `None`
/// where it has no name to be called by.
pub(super) fn expression(
    context: &Context<'_>,
    candidate: &Candidate,
    money: &TextAmount,
) -> Option<String> {
    let (id, amount, measure) = super::words::of(context, candidate)?;
    let path = path(context, id)?;
    let rate = if matches!(candidate.origin, Origin::Rate(_)) { " | aarligt" } else { "" };
    // Of an amount that is far from it, the figure is in the unit that it is told in best.
    let far =
        money.kroner.max(candidate.kroner) > money.kroner.min(candidate.kroner) * Decimal::TEN;
    let unit = match candidate.kroner {
        _ if !far => money.unit,
        kroner if kroner >= Decimal::from(1_000_000_000) => Unit::BillionKr,
        kroner if kroner >= Decimal::from(1_000_000) => Unit::MillionKr,
        kroner if kroner >= Decimal::ONE_THOUSAND => Unit::ThousandKr,
        _ => Unit::Kr,
    };
    let filter = match unit {
        Unit::Kr => "kr",
        Unit::ThousandKr => "tkr",
        Unit::MillionKr => "mio",
        Unit::BillionKr => "mia",
        _ => return None,
    };
    let sign = if amount.is_negative() { " | abs" } else { "" };
    let converted = measure.unit.convert(amount, unit)?;
    let own = converted.decimal().normalize().scale();
    // As many decimals as the text has, where they tell the figure.
    let apart = (money.kroner - candidate.kroner).abs() > money.step() / Decimal::TWO;
    let decimals = if own == money.decimals || (apart && money.decimals < own) || far {
        String::new()
    } else {
        format!("({})", money.decimals)
    };
    Some(format!("{{{{ {path}{rate}{sign} | {filter}{decimals} }}}}"))
}

/// A figure's name in an expression: `oekonomi.tvaerfaglig[2020]`.
pub(super) fn path(context: &Context<'_>, id: FigureId) -> Option<String> {
    let figure = context.reconciled.system.figure(id);
    let table = &context.reconciled.note.tables[figure.table];
    let row = match figure.row {
        Row::Post(post) => table.posts[post].id.as_ref()?.value.clone(),
        Row::Grand => "i_alt".to_owned(),
        Row::Total(_) | Row::Stated => return None,
    };
    let column = match &figure.column {
        ColumnKey::Period(period @ Period::Year(_)) => format!("[{period}]"),
        ColumnKey::Period(period) => format!("[\"{period}\"]"),
        other => format!(".{other}"),
    };
    (!table.id.value.is_empty()).then(|| format!("{}.{row}{column}", table.id.value))
}
