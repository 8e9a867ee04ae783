//! Unverified is not green: figures that no equation could contradict.

use std::collections::BTreeMap;

use crate::amount::Unit;
use crate::diagnostic::{Diagnostic, Severity, rule};
use crate::equation::dimensions::{Carried, Dimension, Money, carried, money_units};
use crate::equation::{Figure, State, declared, same_money};
use crate::note::{Kind, TableNo};
use crate::rule::context::Context;
use crate::rule::other_unit;
use crate::suggest;
use crate::table_type::DefaultMoney;
use crate::text;
use crate::text::Text;

rule!(
    UNVERIFIED = "uafstemt", Warning;
    "Tabellens beløb står kun ét sted.",
    "The table's amounts stand in one place only."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let reconciled = context.reconciled;
    let note = &reconciled.note;
    // What keeps tables from being compared has a finding of its own.
    let has_findings = !reconciled.findings.is_empty()
        || reconciled.system.money.iter().any(|money| matches!(money, Money::Unclear(_)))
        || note.tables.iter().any(|table| {
            table.table_type().is_none() || table.posts.iter().any(|post| post.astray)
        })
        || declared::findings(note, &context.names)
            .iter()
            .any(|finding| finding.severity() != Severity::Remark);
    if has_findings {
        return;
    }
    let mut by_table: BTreeMap<TableNo, usize> = BTreeMap::new();
    // What is no money, or stands beside it, has nothing to be held against.
    let comparable = |figure: &Figure| {
        let table = &note.tables[figure.table];
        let beside = table.column(&figure.column).is_some_and(|column| table.is_beside(column));
        figure.measure.unit.is_money() && !beside
    };
    for figure in reconciled.unverified() {
        let figure = reconciled.system.figure(figure);
        if comparable(figure) {
            *by_table.entry(figure.table).or_default() += 1;
        }
    }
    let other_unit = if by_table.is_empty() { Vec::new() } else { other_unit::find(context) };
    by_table.retain(|index, _| {
        // Its unit is wrong: then it is held against the other.
        !other_unit.iter().any(|found| found.table == *index || found.other == *index)
    });
    for (index, count) in by_table {
        let table = &note.tables[index];
        let incomplete = Dimension::ALL.iter().any(|dimension| {
            carried(table, &reconciled.system.dims[index], *dimension) == Carried::Some
        });
        let own = reconciled.system.figures.iter().filter(|figure| figure.table == index);
        let own = own.filter(|figure| comparable(figure));
        let (written, broken) =
            own.fold((0, false), |(written, broken), figure| match figure.state {
                State::Written(_) => (written + 1, broken),
                State::Broken => (written, true),
                State::Absent | State::Unknown => (written, broken),
            });
        let no_money = table.table_type().is_some_and(|kind| kind.money == DefaultMoney::None)
            && table.money.is_none();
        // A remainder takes up what another table tells: then that verifies nothing, and is no
        // second telling either.
        let has_rest = |index: TableNo| {
            note.tables[index].posts.iter().any(|post| matches!(post.kind, Kind::Rest(_)))
        };
        let rest = has_rest(index)
            || reconciled
                .system
                .linked
                .iter()
                .any(|(a, b)| (*a == index && has_rest(*b)) || (*b == index && has_rest(*a)));
        // An excerpt and a table that says why it stands alone say so themselves; a lost code and
        // an unreadable figure have findings of their own; figures that are no money (a free table)
        // are counted, and no more.
        if count < written
            || rest
            || broken
            || incomplete
            || no_money
            || table.excerpt
            || table.alone.is_some()
        {
            continue;
        }
        let id = &table.id.value;
        let reason = reason(context, index);
        let message = if reason.is_some() {
            text!(
                "beløbene i `{id}` er ikke holdt op mod en anden tabel: {count} tal kan ikke afstemmes med andre",
                "the amounts in `{id}` are not compared with another table: {count} figures can't be verified"
            )
        } else {
            text!(
                "beløbene i `{id}` står kun i denne tabel: {count} tal kan ikke afstemmes med andre",
                "the amounts in `{id}` are in this table only: {count} figures can't be verified"
            )
        };
        let mut finding = Diagnostic::new(&UNVERIFIED, table.id.span, message).help(text!(
            "tilføj en tabel om de samme midler, fx fordeling eller bevillinger; er der ingen, så skriv hvorfor: alene = \"…\"",
            "add a table about the same money, e.g. fordeling or bevillinger; where there is none, write why: alene = \"…\""
        ));
        if let Some(reason) = reason {
            finding = finding.note(reason);
        }
        findings.push(finding);
    }
}

/// Why another table that looks as if it told of the same money is not compared with this one.
fn reason(context: &Context<'_>, index: TableNo) -> Option<Text> {
    let (note, money) = (&context.reconciled.note, &context.reconciled.system.money);
    let table = &note.tables[index];
    let Money::Named(own) = money.at(index)? else { return None };
    note.numbered_tables().zip(money).filter(|((other, _), _)| *other != index).find_map(|((_, other), money)| {
        let Money::Named(name) = money else { return None };
        let id = &other.id.value;
        if name != own {
            return suggest::closest(own, [name.as_str()]).map(|_| {
                text!(
                    "`{id}` har midler \"{name}\", denne tabel \"{own}\"",
                    "`{id}` has the money \"{name}\", this table \"{own}\""
                )
            });
        }
        if other.excerpt {
            return Some(text!("`{id}` er et udsnit", "`{id}` is an excerpt"));
        }
        if !same_money::convertible(other, table) {
            let named = |table| money_units(table).map(Unit::name).collect::<Vec<_>>().join(" og ");
            let (theirs, ours) = (named(other), named(table));
            let finest = same_money::finest(other, table);
            let coarse = money_units(other).find(|unit| Some(*unit) != finest);
            let coarse = coarse.or_else(|| money_units(table).find(|unit| Some(*unit) != finest));
            let coarser = coarse.map_or("", Unit::name);
            return Some(text!(
                "`{id}` er i {theirs}, denne tabel i {ours}; sæt afrundet = true på tabellen i {coarser}, så bliver de sammenlignet",
                "`{id}` is in {theirs}, this table in {ours}; with afrundet = true on the table in {coarser} they are compared"
            ));
        }
        (other.prices != table.prices).then(|| text!("`{id}` er i et andet prisniveau", "`{id}` is in another price level"))
    })
}
