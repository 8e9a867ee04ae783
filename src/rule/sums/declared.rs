//! A declared relation that does not hold, in words.

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::each::Each;
use crate::equation::{Equation, FigureId};
use crate::note::TableNo;
use crate::rule::context::Context;
use crate::rule::sums::sides::sides;
use crate::rule::sums::told::{Statement, value, written};
use crate::rule::sums::words;
use crate::source::Span;
use crate::text;
use crate::text::Text;

/// Tells a declared relation that does not hold; `None` where a side can't be held.
pub(super) fn statement(
    context: &Context<'_>,
    equation: &Equation,
    index: usize,
    of: &Each,
) -> Option<Statement> {
    let relation = context.reconciled.note.declared.get(index)?;
    let (plus, minus): (Vec<_>, Vec<_>) =
        equation.terms.iter().copied().partition(|(weight, _)| weight.is_sign_positive());
    let (left, right) = (value(context, &plus)?, value(context, &minus)?.negated());
    let sides = sides(left, right);
    let off_by = |amount: Amount| words::off_by(context, equation, amount);
    let (left, right, difference) = (off_by(left), off_by(right), off_by(sides.difference.abs()));
    let said = &relation.text.value;
    let Text { da: when_da, en: when_en } = held_for(context, of);
    let message = text!("holder ikke: {said}{when_da}", "does not hold: {said}{when_en}");
    let by_row = match of {
        Each::Row { column, .. } => by_row(context, equation, column.is_none()),
        _ => Vec::new(),
    };
    // Where each side is of one table, it is told by the table's name.
    let names = tables(context, &plus).zip(tables(context, &minus)).filter(|(a, b)| a != b);
    let (short, left, right) = match names.filter(|_| !by_row.is_empty()) {
        Some((a, b)) => (
            text!("`{a}` har {left}, `{b}` har {right}", "`{a}` has {left}, `{b}` has {right}"),
            format!("{a} {left}"),
            format!("{b} {right}"),
        ),
        None => (message.clone(), left, right),
    };
    let mut anchors: Vec<(Option<TableNo>, Span)> = Vec::new();
    for (table, (span, _)) in &by_row {
        if anchors.iter().all(|(known, _)| *known != Some(*table)) {
            anchors.push((Some(*table), *span));
        }
    }
    let mut places: Vec<(Span, Text)> = if by_row.is_empty() {
        written(context, &equation.terms, &Text::default())
    } else {
        by_row.into_iter().map(|(_, place)| place).collect()
    };
    places.push((relation.text.span, text!("sammenhængen", "the relation")));
    if anchors.is_empty() {
        anchors.push((None, places.first().map_or(relation.text.span, |(span, _)| *span)));
    }
    Some(Statement {
        here: Text::default(),
        short,
        note: text!(
            "{left} ≠ {right} (forskel {difference})",
            "{left} ≠ {right} (difference {difference})"
        ),
        message,
        anchors,
        places,
        sides,
    })
}

/// The id of the table that some terms are of, where it is one.
fn tables<'c>(context: &Context<'c>, terms: &[(Decimal, FigureId)]) -> Option<&'c str> {
    let mut all = terms.iter().map(|(_, figure)| context.reconciled.system.figure(*figure).table);
    let first = all.next()?;
    all.all(|table| table == first).then(|| context.reconciled.note.tables[first].id.value.as_str())
}

/// The figures of a relation that is held for each row, with their tables; with their columns too
/// where terms name their own.
fn by_row(
    context: &Context<'_>,
    equation: &Equation,
    with_column: bool,
) -> Vec<(TableNo, (Span, Text))> {
    let mut places: Vec<(TableNo, (Span, Text))> = Vec::new();
    for term in &equation.terms {
        let figure = context.reconciled.system.figure(term.1);
        let table = &context.reconciled.note.tables[figure.table];
        let (id, Text { da, en }) = (&table.id.value, words::column(table, &figure.column));
        let here = if with_column {
            text!("i `{id}` {da}", "of `{id}` {en}")
        } else {
            text!("i `{id}`", "of `{id}`")
        };
        let mut own = written(context, std::slice::from_ref(term), &here);
        if own.is_empty() {
            // Nothing is written here: the row is pointed at.
            own.push((figure.span, text!("intet i `{id}` {da}", "nothing of `{id}` {en}")));
        }
        for place in own {
            if places.iter().all(|(_, (span, _))| *span != place.0) {
                places.push((figure.table, place));
            }
        }
    }
    places
}
/// What a relation is held for, in brackets.
fn held_for(context: &Context<'_>, of: &Each) -> Text {
    match of {
        Each::Once => Text::default(),
        Each::Period(period) => Text::same(format!(" ({period})")),
        Each::Code(code) => Text::same(format!(" ({code})")),
        Each::Both(period, code) => Text::same(format!(" ({code} {period})")),
        Each::Row { table, post, column } => {
            let table = &context.reconciled.note.tables[*table];
            let name = words::post(table, *post);
            match column.as_ref().map(|key| words::column(table, key)) {
                Some(Text { da, en }) => text!(" (`{name}` {da})", " (`{name}` {en})"),
                None => text!(" (`{name}`)", " (`{name}`)"),
            }
        }
    }
}
