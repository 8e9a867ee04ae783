//! Rounded tables: differences that rounding could give and chance would not, and sums that were
//! not judged together.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, rule};
use crate::reconcile::cause::Cause;
use crate::rule::context::Context;
use crate::rule::sums::{mend, statement};
use crate::text;
use crate::text::Text;

rule!(
    UNLIKELY = "afrunding-usandsynlig", Remark;
    "En sum afviger mere, end tilfældig afrunding ville give.",
    "A sum differs by more than chance rounding would give."
);
rule!(
    NOT_TOGETHER = "ikke-proevet-samlet", Warning;
    "Summerne er for mange til at blive prøvet samlet.",
    "There are too many sums to judge together."
);

/// How many times the next suspect's score the first one's must be to be told, and how much at
/// least.
const CLEARLY: u32 = 2;
const LEAST: u32 = 20;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let reconciled = context.reconciled;
    for cause in &reconciled.unlikely {
        findings.extend(
            unlikely(context, cause)
                .map(|finding| finding.suspects(mend::suspects(context, cause))),
        );
    }
    for group in &reconciled.joint.open {
        findings.extend(not_together(context, group));
    }
}

fn unlikely(context: &Context<'_>, cause: &Cause) -> Option<Diagnostic> {
    let (checks, system) = (&context.reconciled.checks, &context.reconciled.system);
    let statement_of = |index: &usize| {
        statement::equation(context, &system.equations[checks[*index].equation], Some(*index))
    };
    let statements: Vec<_> = cause.checks.iter().filter_map(statement_of).collect();
    let first = statements.first()?;
    let next = cause.suspects().get(1).map_or(0, |suspect| suspect.score);
    let clear = cause.suspects().first().filter(|first| first.score >= LEAST.max(CLEARLY * next));
    let place = clear.map_or(first.anchor(), |suspect| system.figure(suspect.figure).span);
    let Text { da, en } = &first.message;
    let message = text!(
        "{da}: det er mere, end tilfældig afrunding giver",
        "{en}: that is more than chance rounding gives"
    );
    let terms = cause.checks.first().map_or(0, |index| checks[*index].base_figures.len());
    let help = clear.and_then(|suspect| mend::fits_best(context, suspect)).unwrap_or_else(|| {
        text!(
            "se de {terms} tal efter: et kan være skrevet forkert, eller de er alle rundet samme vej",
            "look over the {terms} figures: one may be wrong, or all are rounded the same way"
        )
    });
    let mut finding = Diagnostic::new(&UNLIKELY, place, message)
        .note(first.note.clone())
        .sides(first.sides.clone())
        .help(help);
    let mut pointed = BTreeSet::from([place]);
    for statement in statements {
        if pointed.insert(statement.anchor()) {
            let at = statement.anchor();
            finding = finding.label(at, statement.short);
        }
    }
    Some(finding)
}

fn not_together(context: &Context<'_>, group: &[usize]) -> Option<Diagnostic> {
    let reconciled = context.reconciled;
    let equation = &reconciled.system.equations[reconciled.checks[*group.first()?].equation];
    let table = &reconciled.note.tables[reconciled.system.figure(equation.terms.last()?.1).table];
    let (id, count) = (&table.id.value, group.len());
    let message = text!(
        "`{id}`: {count} summer hænger sammen, og det er for mange til at prøve dem samlet",
        "`{id}`: {count} sums are linked, which is too many to judge together"
    );
    Some(Diagnostic::new(&NOT_TOGETHER, table.id.span, message).help(text!(
        "hver sum er prøvet for sig; del tabellen i mindre, så kan de prøves samlet",
        "each sum is judged on its own; split the table into smaller ones, and they can be judged together"
    )))
}
