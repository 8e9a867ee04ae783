//! Two tables with the same number: a reference to it could be to either.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Table, TableNo};
use crate::prose::passage;
use crate::rule::context::Context;
use crate::text;

rule!(
    /// A warning: the paper may have it so, and the program's own references lead to the right one.
    SAME_NUMBER = "samme-tabelnummer", Warning; "To tabeller har samme nummer.", "Two tables have the same number."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let note = &context.reconciled.note;
    if note.tables.iter().all(|table| table.number.is_none()) {
        return;
    }
    let texts = context.prose.texts.iter();
    let placed = texts.flat_map(|text| text.placed.iter().map(|(table, _)| *table));
    let numbers = passage::numbers(note, placed);
    // A table that is shown in another has that one's number, and none of its own.
    let own = |table: &TableNo| note.shown_in(*table) == *table;
    let mut seen: Vec<(&str, &Table)> = Vec::new();
    for index in note.table_numbers().filter(own) {
        let Some(number) = numbers.at(index).and_then(Option::as_deref) else { continue };
        let table = &note.tables[index];
        let same = |(known, _): &&(&str, &Table)| known.to_lowercase() == number.to_lowercase();
        match seen.iter().find(same) {
            Some((_, first)) => findings.push(finding(number, first, table)),
            None => seen.push((number, table)),
        }
    }
}

/// Said at the number that is written: the later one, where both are.
fn finding(number: &str, first: &Table, second: &Table) -> Diagnostic {
    let (here, there) = if second.number.is_some() { (second, first) } else { (first, second) };
    let place = here.number.as_ref().map_or(here.id.span, |number| number.span);
    let (own, other) = (&here.id.value, &there.id.value);
    let finding = Diagnostic::new(
        &SAME_NUMBER,
        place,
        text!(
            "både `{other}` og `{own}` er tabel {number}",
            "both `{other}` and `{own}` are table {number}"
        ),
    );
    match &there.number {
        Some(number) => finding
            .label(number.span, text!("også her", "here too"))
            .help(text!("ret det ene af de to numre", "correct one of the two numbers")),
        None => finding
            .label(there.id.span, text!("får nummeret efter rækkefølgen", "has it by its order"))
            .help(text!(
                "ret nummeret, eller skriv også nummer = \"…\" på `{other}`",
                "correct the number, or write nummer = \"…\" on `{other}` too"
            )),
    }
}
