//! What figures are counted in: kroner and other things are kept apart.

use crate::amount::Unit;
use crate::diagnostic::{Diagnostic, rule};
use crate::equation::dimensions::is_money_in;
use crate::note::{Column, ColumnKey, ColumnKind, Table};
use crate::rule::context::Context;
use crate::text;

rule!(
    NO_MONEY = "midler-uden-penge", Warning;
    "Tal, der ikke er penge, regnes for penge.",
    "Figures that are no money are taken for money."
);
rule!(
    UNLIKE = "kolonne-enhed", Error;
    "En kolonne er summen af kolonner, der er talt i noget andet.",
    "A column is the sum of columns that are counted in something else."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for table in &context.note.tables {
        findings.extend(no_money(table));
        findings.extend(table.columns.iter().filter_map(|column| no_money_in(table, column)));
        unlike(table, findings);
    }
}

/// Money that has the name of a unit which is none, or that a table has which says such a unit.
fn no_money(table: &Table) -> Option<Diagnostic> {
    let money = table.money.as_ref()?;
    let (name, id) = (&money.value, &table.id.value);
    if table.is_without_money() {
        let unit = table.columns.iter().find_map(|column| column.unit).unwrap_or(table.unit).name();
        let message = text!(
            "`{id}` har midler \"{name}\", men tallene er ingen penge: de er talt i {unit}",
            "`{id}` has the money \"{name}\", but its figures are none: they are counted in {unit}"
        );
        return Some(
            Diagnostic::new(&NO_MONEY, money.span, message)
                .help(text!("slet midler", "delete midler")),
        );
    }
    let unit = named_so(name).filter(|_| table.own_unit.is_none())?.name();
    let counted = table.unit.name();
    let message = text!(
        "midlerne i `{id}` hedder {name}, men tallene er talt i {counted}",
        "the money of `{id}` is called {name}, but its figures are counted in {counted}"
    );
    Some(Diagnostic::new(&NO_MONEY, money.span, message).help(text!(
        "er tallene ikke penge, så skriv enhed = \"{unit}\" i stedet for midler",
        "if the figures are no money, write enhed = \"{unit}\" in place of midler"
    )))
}

/// A column of a table of money whose heading is the name of a unit that is none.
fn no_money_in(table: &Table, column: &Column) -> Option<Diagnostic> {
    let heading = column.text.as_ref()?;
    let figures = column.kind == ColumnKind::Figure && is_money_in(table, &column.key);
    let unit = named_so(&heading.value).filter(|_| figures && column.unit.is_none())?.name();
    let (name, counted) = (&heading.value, table.unit.name());
    let message = text!(
        "kolonnen {name} er talt i {counted} som resten af tabellen",
        "the column {name} is counted in {counted} like the rest of the table"
    );
    Some(Diagnostic::new(&NO_MONEY, heading.span, message).help(text!(
        "er dens tal ikke penge, så skriv enhed = \"{unit}\" på kolonnen",
        "if its figures are no money, write enhed = \"{unit}\" on the column"
    )))
}

/// The unit that is no money and that a word is the name of, and nothing else.
fn named_so(word: &str) -> Option<Unit> {
    let plain = word.trim().to_lowercase();
    let other = ["%", "pct", "procent", "indekstal", "aarsvaerk", "fuldtidsstillinger"];
    Unit::parse(&plain)
        .or_else(|| Unit::meant(&plain).filter(|_| other.contains(&plain.as_str())))
        .filter(|unit| !unit.is_money())
}

/// Columns that are the sum of others in a unit that theirs can't be stated in.
fn unlike(table: &Table, findings: &mut Vec<Diagnostic>) {
    for column in table.columns.iter() {
        let own = table.unit_of(&column.key);
        for term in &column.sum_of {
            let key = ColumnKey::Named(term.value.name.clone());
            let Some(other) = table.column(&key) else { continue };
            let unit = table.unit_of(&other.key);
            if unit.factor(own).is_some() {
                continue;
            }
            let (sum, part) = (&column.key, &term.value.name);
            let (own, unit) = (own.name(), unit.name());
            let message = text!(
                "`{sum}` er talt i {own}, `{part}` i {unit}: de kan ikke lægges sammen",
                "`{sum}` is counted in {own}, `{part}` in {unit}: they can't be added up"
            );
            findings.push(
                Diagnostic::new(&UNLIKE, term.span, message)
                    .label(other.span, text!("kolonnen i {unit}", "the column in {unit}"))
                    .help(text!(
                        "tag den ud af sum_af, eller giv de to kolonner samme enhed",
                        "take it out of sum_af, or give the two columns the same unit"
                    )),
            );
        }
    }
}
