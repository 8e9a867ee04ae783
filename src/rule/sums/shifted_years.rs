//! Figures that all stand a year too early or too late, in words.

use crate::diagnostic::{Diagnostic, Rule};
use crate::reconcile::shifted_years::ShiftedYears;
use crate::rule::context::Context;
use crate::rule::sums::told::Statement;
use crate::rule::sums::words;
use crate::text;
use crate::text::Text;

/// Says it at the first of the figures.
pub(super) fn finding(
    context: &Context<'_>,
    shifted: &ShiftedYears,
    rule: &'static Rule,
    statement: Statement,
) -> Diagnostic {
    let table = &context.reconciled.note.tables[shifted.table];
    let id = &table.id.value;
    let (when, when_en) = if shifted.early { ("tidligt", "early") } else { ("sent", "late") };
    let message = match shifted.post {
        Some(post) => {
            let name = words::post(table, post);
            text!(
                "tallene på posten `{name}` i `{id}` står alle ét år for {when}",
                "the figures of the post `{name}` in `{id}` all stand a year too {when_en}"
            )
        }
        None => text!(
            "tallene i `{id}` står alle ét år for {when}",
            "the figures in `{id}` all stand a year too {when_en}"
        ),
    };
    let place = context.reconciled.system.figure(shifted.figure).span;
    let finding = Diagnostic::new(rule, place, message);
    let other = statement.anchors.iter().find(|(of, _)| of.is_some_and(|of| of != shifted.table));
    let finding = match other.and_then(|(of, span)| Some(((*of)?, *span))) {
        Some((other, span)) => {
            let id = &context.reconciled.note.tables[other].id.value;
            finding.label(span, text!("i `{id}`", "in `{id}`"))
        }
        None => finding,
    };
    finding.sides(statement.sides).note(statement.note)
}

/// Under which years they would agree.
pub(super) fn help(context: &Context<'_>, shifted: &ShiftedYears) -> Text {
    let (first, last) = shifted.years;
    let moved = |year: u16| {
        if shifted.early { year.saturating_add(1) } else { year.saturating_sub(1) }
    };
    let (to_first, to_last) = (moved(first), moved(last));
    let help = text!(
        "skriv dem under {to_first}-{to_last} i stedet for {first}-{last}: så stemmer tabellerne",
        "write them under {to_first}-{to_last} in place of {first}-{last}: then the tables agree"
    );
    let Some(other) = shifted.or else { return help };
    let id = &context.reconciled.note.tables[other].id.value;
    let Text { da, en } = help;
    text!(
        "{da}; er de rigtige her, så ret årene i `{id}`",
        "{en}; if they are right here, correct the years in `{id}`"
    )
}
