//! Sums that only the rounding of shares keeps from adding up: no written figure is called wrong.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Rule};
use crate::equation::{Equation, FigureId, Origin, Row};
use crate::note::{ColumnKey, Kind, TableNo};
use crate::reconcile::cause::{Cause, RoundedShares};
use crate::rule::context::Context;
use crate::rule::sums::sides::MOST_LABELS;
use crate::rule::sums::told::Statement;
use crate::rule::sums::words;
use crate::source::Span;
use crate::text;
use crate::text::Text;

/// Tells a sum that shares rounded one by one keep from adding up, at the share that is taken of
/// the sum.
pub(super) fn finding(
    context: &Context<'_>,
    cause: &Cause,
    shares: &RoundedShares,
    rule: &'static Rule,
    statement: Statement,
) -> Option<Diagnostic> {
    let reconciled = context.reconciled;
    let (system, tables) = (&reconciled.system, &reconciled.note.tables);
    let equation = &system.equations[reconciled.checks[*cause.checks.first()?].equation];
    let mut by_table: BTreeMap<TableNo, Vec<FigureId>> = BTreeMap::new();
    for share in &shares.figures {
        by_table.entry(system.figure(*share).table).or_default().push(*share);
    }
    let counted = by_table.iter().map(|(table, own)| {
        let (id, count) = (&tables[*table].id.value, own.len());
        if count == 1 {
            text!("1 andel i `{id}`", "1 share in `{id}`")
        } else {
            text!("{count} andele i `{id}`", "{count} shares in `{id}`")
        }
    });
    let Text { da: counted_da, en: counted_en } = Text::list(&counted.collect::<Vec<_>>());
    let difference = words::off_by(context, equation, statement.sides.difference.abs());
    let Text { da, en } = &statement.message;
    let message = text!(
        "{da}: forskellen på {difference} er inden for, hvad afrunding af {counted_da} giver",
        "{en}: the difference of {difference} is within what rounding {counted_en} gives"
    );
    let tolerance = words::off_by(context, equation, shares.tolerance);
    let Text { da, en } = &statement.note;
    let Text { da: more_da, en: more_en } = further(context, cause);
    let note = text!(
        "{da}; afrunding kan højst give {tolerance}, så intet skrevet tal behøver at være forkert{more_da}",
        "{en}; rounding can give at most {tolerance}, so no written figure need be wrong{more_en}"
    );
    // The share of the sum is the one that stands alone; of tables alike, the later one repeats the
    // money.
    let (own, of_sum) = by_table.iter().min_by_key(|(table, own)| (own.len(), Reverse(**table)))?;
    let primary = percent(context, *of_sum.first()?)?;
    let rounded_here = || text!("afrundes for sig", "rounded by itself");
    let alone = of_sum.len() == 1 && shares.figures.len() > 1;
    let here = if alone && by_table.len() > 1 {
        text!("andelen af summen", "the share of the sum")
    } else {
        rounded_here()
    };
    let mut finding =
        Diagnostic::new(rule, primary, message).here(here).sides(statement.sides).note(note);
    let others = shares
        .figures
        .iter()
        .filter_map(|share| percent(context, *share))
        .filter(|span| *span != primary);
    for span in others.take(MOST_LABELS) {
        finding = finding.label(span, rounded_here());
    }
    Some(finding.help(help(context, equation, shares, (*own, of_sum))))
}

/// The other years in which the same shares keep the same sum from adding up.
fn further(context: &Context<'_>, cause: &Cause) -> Text {
    let system = &context.reconciled.system;
    let mut columns: Vec<Text> = Vec::new();
    for check in cause.checks.iter().skip(1) {
        let equation = &system.equations[context.reconciled.checks[*check].equation];
        let column = equation.terms.first().map(|(_, figure)| &system.figure(*figure).column);
        let column = match column {
            Some(ColumnKey::Across) | None => text!("på tværs", "across"),
            Some(column) => Text::same(column),
        };
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    if columns.is_empty() {
        return Text::default();
    }
    let Text { da, en } = Text::list(&columns);
    text!("; det samme gælder {da}", "; the same holds for {en}")
}

/// The place of a share's percentage.
fn percent(context: &Context<'_>, share: FigureId) -> Option<Span> {
    let figure = context.reconciled.system.figure(share);
    let Row::Post(post) = figure.row else { return None };
    match &context.reconciled.note.tables[figure.table].posts[post].kind {
        Kind::Share(share) => Some(share.percent.span),
        _ => None,
    }
}

/// What to do: let one share follow the sum, or say that figures are rounded.
fn help(
    context: &Context<'_>,
    equation: &Equation,
    shares: &RoundedShares,
    (own, of_sum): (TableNo, &[FigureId]),
) -> Text {
    let tables = &context.reconciled.note.tables;
    let id = |table: TableNo| format!("`{}`", tables[table].id.value);
    let line =
        |share: FigureId| percent(context, share).map(|span| context.project.sources.line(span));
    let rounded = |of: &[TableNo]| {
        let ids: Vec<Text> = of.iter().map(|table| Text::same(id(*table))).collect();
        let Text { da, en } = Text::list(&ids);
        text!(
            "er tallene afrundet hver for sig, så skriv afrundet = true på {da}",
            "if each figure is rounded by itself, write afrundet = true on {en}"
        )
    };
    match &equation.origin {
        Origin::SameMoney(compared) => {
            let both = rounded(&[compared.left, compared.right]);
            let other = if own == compared.left { compared.right } else { compared.left };
            let Some(line) = line(of_sum[0]).filter(|_| of_sum.len() == 1) else { return both };
            let (other, Text { da, en }) = (id(other), both);
            text!(
                "skriv rest = true i stedet for andel i linje {line}, så giver posten det samme som {other}; {da}",
                "write rest = true in place of andel in line {line}, and the post gives the same as {other}; {en}"
            )
        }
        Origin::MustGive | Origin::Column => {
            match shares.figures.last().and_then(|share| line(*share)) {
                Some(line) => text!(
                    "skriv rest = true i stedet for andel i linje {line}, så giver posten det, der mangler",
                    "write rest = true in place of andel in line {line}, and the post gives what is missing"
                ),
                None => rounded(&[own]),
            }
        }
        _ => {
            let of: std::collections::BTreeSet<TableNo> = equation
                .terms
                .iter()
                .map(|(_, figure)| context.reconciled.system.figure(*figure).table)
                .collect();
            rounded(&of.into_iter().collect::<Vec<_>>())
        }
    }
}
