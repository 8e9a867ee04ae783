//! Unverified is not green: figures that no equation could contradict.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::State;
use crate::equation::facts::{Carried, Dimension, carried};
use crate::rule::Context;
use crate::text;

rule!(UNVERIFIED = "uafstemt", Warning; "Tabellens penge fortælles kun ét sted.", "The table's money is told in one place only.");

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let reconciled = context.reconciled;
    let note = &reconciled.note;
    let mut by_table: BTreeMap<usize, usize> = BTreeMap::new();
    for figure in reconciled.unverified() {
        *by_table.entry(reconciled.system.figure(figure).table).or_default() += 1;
    }
    for (index, count) in by_table {
        let table = &note.tables[index];
        let incomplete = Dimension::ALL.iter().any(|dimension| carried(&context.names, table, *dimension) == Carried::Some);
        let own = reconciled.system.figures.iter().filter(|figure| figure.table == index);
        let (written, broken) = own.fold((0, false), |(written, broken), figure| match figure.state {
            State::Written(_) => (written + 1, broken),
            State::Broken => (written, true),
            State::Absent | State::Unknown => (written, broken),
        });
        // An excerpt and a table that says why it stands alone say so themselves; a lost code and an unreadable figure have
        // findings of their own.
        if count < written || broken || incomplete || table.excerpt || table.alone.is_some() {
            continue;
        }
        let id = &table.id.value;
        findings.push(
            Diagnostic::new(
                &UNVERIFIED,
                table.id.span,
                text!(
                    "pengene i `{id}` fortælles kun her: {count} tal kan ikke efterprøves",
                    "the money in `{id}` is told only here: {count} figures can't be verified"
                ),
            )
            .help(text!(
                "tilføj en tabel om de samme midler (fx fordeling eller bevillinger), eller skriv hvorfor ikke: alene = \"…\"",
                "add a table about the same money (e.g. fordeling or bevillinger), or write why not: alene = \"…\""
            )),
        );
    }
}
