//! A table that is typed in another unit than it says, in words.

use crate::amount::Unit;
use crate::diagnostic::Diagnostic;
use crate::note::TableNo;
use crate::reconcile::wrong_unit::WrongUnit;
use crate::rule::context::Context;
use crate::rule::sums::several::SAME_MONEY;
use crate::rule::sums::told::Statement;
use crate::text;
use crate::text::Text;

/// Says of a table that a sum tells of, with the sum.
pub(super) fn finding(
    context: &Context<'_>,
    wrong: &WrongUnit,
    statement: Statement,
) -> Diagnostic {
    told(context, (wrong.table, wrong.other), wrong.typed)
        .sides(statement.sides)
        .note(statement.note)
}

/// Says of a table that its figures are typed in the unit of another: at the unit that it says.
pub(in crate::rule) fn told(
    context: &Context<'_>,
    (table, other): (TableNo, TableNo),
    typed: Unit,
) -> Diagnostic {
    let tables = &context.reconciled.note.tables;
    let (table, other) = (&tables[table], &tables[other]);
    let (id, other_id) = (&table.id.value, &other.id.value);
    let (said, typed) = (table.unit.name(), typed.name());
    let message = text!(
        "tallene i `{id}` læses i {said}, men ser ud til at være skrevet i {typed}: så stemmer de med `{other_id}`",
        "the figures in `{id}` are read in {said}, but seem to be typed in {typed}: then they agree with `{other_id}`"
    );
    let place = table.own_unit.unwrap_or(table.id.span);
    let finding = Diagnostic::new(&SAME_MONEY, place, message)
        .label(other.id.span, text!("de samme beløb", "the same amounts"));
    // At the table's id there is nothing to write anew.
    let replacement = table.own_unit.map(|_| format!("\"{typed}\""));
    Diagnostic { replacement, ..finding }
}

/// What to write, and where the round says it already.
pub(in crate::rule) fn help(context: &Context<'_>, table: TableNo, typed: Unit) -> Text {
    let table = &context.reconciled.note.tables[table];
    let name = typed.name();
    match table.own_unit {
        Some(_) if typed == context.round.unit => text!(
            "skriv enhed = \"{name}\", eller slet linjen: det er rundens egen enhed",
            "write enhed = \"{name}\", or delete the line: it is the round's own unit"
        ),
        Some(_) => text!("skriv enhed = \"{name}\"", "write enhed = \"{name}\""),
        None => {
            let said = table.unit.name();
            text!(
                "skriv tallene i {said} som i resten af notatet",
                "write the figures in {said} as in the rest of the note"
            )
        }
    }
}
