//! Sums that each hold within rounding, and can't hold together.

use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, rule};
use crate::note::TableNo;
use crate::reconcile::cause::{Cause, Conflict};
use crate::reconcile::linear::smallest::Size;
use crate::rule::context::Context;
use crate::rule::sums::sides::MOST_LABELS;
use crate::rule::sums::{mend, statement};
use crate::text;
use crate::text::Text;

rule!(
    TOGETHER = "stemmer-ikke-samlet", Error;
    "Summer holder hver for sig inden for afrunding, men ikke sammen.",
    "Sums each hold within rounding, but not together."
);

/// Tells a contradiction: each of its sums at the figure that speaks for it.
pub(super) fn finding(
    context: &Context<'_>,
    cause: &Cause,
    conflict: &Conflict,
) -> Option<Diagnostic> {
    let reconciled = context.reconciled;
    let system = &reconciled.system;
    let equations = || {
        cause
            .checks
            .iter()
            .map(|check| (&system.equations[reconciled.checks[*check].equation], *check))
    };
    let statements: Vec<_> = equations()
        .filter_map(|(equation, check)| statement::equation(context, equation, Some(check)))
        .collect();
    let (equation, _) = equations().next()?;
    let first = statements.first()?;
    let primary = mend::place(context, cause).unwrap_or(first.anchor());
    let mut tables: Vec<TableNo> = Vec::new();
    for (_, figure) in equations().flat_map(|(equation, _)| &equation.terms) {
        let table = system.figure(*figure).table;
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    let ids = tables
        .iter()
        .map(|table| Text::same(format!("`{}`", reconciled.note.tables[*table].id.value)));
    let Text { da: ids_da, en: ids_en } = Text::list(&ids.collect::<Vec<_>>());
    let message = text!(
        "summerne i {ids_da} holder hver for sig inden for afrunding, men ingen uafrundede tal passer i dem alle",
        "the sums of {ids_en} each hold within rounding, but no unrounded figures fit them all"
    );
    let mut finding =
        Diagnostic::new(&TOGETHER, primary, message).note(note(context, cause, conflict));
    let mut pointed = BTreeSet::from([primary]);
    if let Some(own) = statements.iter().find(|statement| statement.anchor() == primary) {
        finding = finding.here(own.short.clone());
    }
    for statement in statements.into_iter().take(MOST_LABELS) {
        if pointed.insert(statement.anchor()) {
            let at = statement.anchor();
            finding = finding.label(at, statement.short);
        }
    }
    Some(finding.maybe_help(mend::help(context, cause, equation)))
}

/// What the sums taken together are off by, and how small the group is.
fn note(context: &Context<'_>, cause: &Cause, conflict: &Conflict) -> Text {
    let count = cause.checks.len();
    let (checks, system) = (&context.reconciled.checks, &context.reconciled.system);
    let in_unit = |amount: Amount| {
        let unit = context.reconciled.unit(&checks[*cause.checks.first()?]);
        let mut others =
            cause.checks.iter().flat_map(|check| &system.equations[checks[*check].equation].terms);
        let same = others.all(|(_, figure)| system.figure(*figure).measure.unit == unit);
        Some(if same { amount.to_string() } else { format!("{amount} {}", unit.short()) })
    };
    let gap = conflict.difference.and_then(in_unit).zip(conflict.tolerance.and_then(in_unit)).map(|(difference, tolerance)| {
        text!(
            "tilsammen er de {count} summer {difference} fra at passe, og afrunding kan højst give {tolerance}",
            "together the {count} sums are {difference} from fitting, and rounding can give at most {tolerance}"
        )
    });
    let gap = gap.unwrap_or_else(|| {
        text!("de {count} summer kan ikke passe sammen", "the {count} sums can't fit together")
    });
    let size = match conflict.size {
        Size::Smallest => text!("; færre kan ikke vise det", "; fewer can't show it"),
        Size::Irreducible => text!(
            "; ingen af dem kan undværes for at vise det",
            "; none of them can be spared to show it"
        ),
        Size::Some => Text::default(),
    };
    Text::new(gap.da + &size.da, gap.en + &size.en)
}
