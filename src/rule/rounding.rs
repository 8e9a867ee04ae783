//! Rounded tables: differences that rounding could give and chance would not, and sums that were not judged together.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, rule};
use crate::reconcile::chance;
use crate::rule::Context;
use crate::rule::sums::told;
use crate::text;
use crate::text::Text;

rule!(UNLIKELY = "afrunding-usandsynlig", Remark; "En sum afviger mere, end tilfældig afrunding ville give.", "A sum differs by more than chance rounding would give.");
rule!(NOT_TOGETHER = "ikke-proevet-samlet", Warning; "Summerne er for mange til at blive prøvet samlet.", "The sums are too many to be judged together.");

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let reconciled = context.reconciled;
    let told_of: BTreeSet<usize> = reconciled.causes.iter().flat_map(|cause| cause.checks.iter().copied()).collect();
    for (index, check) in reconciled.checks.iter().enumerate() {
        if !told_of.contains(&index) && chance::unlikely(&reconciled.system, check) {
            findings.extend(unlikely(context, index));
        }
    }
    for group in &reconciled.joint.open {
        findings.extend(not_together(context, group));
    }
}

fn unlikely(context: &Context<'_>, index: usize) -> Option<Diagnostic> {
    let check = &context.reconciled.checks[index];
    let told = told::equation(context, &context.reconciled.system.equations[check.equation], Some(index))?;
    let terms = check.leaves.len();
    let place = told.anchor();
    let Text { da, en } = told.message;
    let message = text!("{da}: det er mere, end tilfældig afrunding giver", "{en}: that is more than chance rounding gives");
    Some(Diagnostic::new(&UNLIKELY, place, message).note(told.note).sides(told.sides).help(text!(
        "se de {terms} tal efter: et kan være skrevet forkert, eller de er alle rundet samme vej",
        "look the {terms} figures over: one may be written wrongly, or all are rounded the same way"
    )))
}

fn not_together(context: &Context<'_>, group: &[usize]) -> Option<Diagnostic> {
    let reconciled = context.reconciled;
    let equation = &reconciled.system.equations[reconciled.checks[*group.first()?].equation];
    let table = &reconciled.note.tables[reconciled.system.figure(equation.terms.last()?.1).table];
    let (id, count) = (&table.id.value, group.len());
    let message = text!(
        "`{id}`: {count} summer hænger sammen, og det er for mange til at prøve dem samlet",
        "`{id}`: {count} sums hang together, and that is too many to judge them together"
    );
    Some(Diagnostic::new(&NOT_TOGETHER, table.id.span, message).help(text!(
        "hver sum er prøvet for sig; del tabellen i mindre, så kan de prøves samlet",
        "each sum is judged by itself; divide the table into smaller ones, then they can be judged together"
    )))
}
