//! What a post points to within its note: other posts, the note's options, the round's agreements.

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::faults::CIRCLE;
use crate::equation::{declared, derive};
use crate::note::{ColumnKey, Kind, Note, PartOf, SubtotalOf, Table, Word};
use crate::rule::context::Context;
use crate::suggest;
use crate::text;

rule!(
    UNKNOWN_POST = "ukendt-post", Error;
    "En post eller kolonne, der henvises til, findes ikke i tabellen.",
    "A post or column that is referred to is not in the table."
);
rule!(
    UNKNOWN_CHOICE = "ukendt-valg", Error;
    "Valgmuligheden findes ikke i notatet.",
    "The option is not in the note."
);
rule!(
    UNKNOWN_AGREEMENT = "ukendt-aftale", Error;
    "Den tidligere aftale står ikke i runden.",
    "The past agreement is not in the round."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let note = context.note;
    for table in &note.tables {
        for post in &table.posts {
            match &post.kind {
                Kind::Subtotal(SubtotalOf::Posts(terms)) => {
                    for term in terms {
                        post_id(table, &term.as_ref().map(|term| term.name.clone()), findings);
                    }
                }
                Kind::OfWhich(PartOf::Named(whole)) => post_id(table, whole, findings),
                Kind::Share(share) => post_id(table, &share.of, findings),
                _ => {}
            }
            if let Some(choice) = &post.choice {
                self::choice(choice, note, findings);
            }
            if let Some(agreement) = &post.agreement {
                one_of(
                    &UNKNOWN_AGREEMENT,
                    agreement,
                    context.round.agreements.iter().map(|name| name.value.as_str()),
                    findings,
                );
            }
        }
        for choice in table.totals.iter().filter_map(|total| total.filter.choice.as_ref()) {
            self::choice(choice, note, findings);
        }
        for column in table.columns.iter() {
            for term in &column.sum_of {
                if table.column(&ColumnKey::Named(term.value.name.clone())).is_none() {
                    let names: Vec<String> =
                        table.columns.iter().map(|column| column.key.to_string()).collect();
                    let word = term.as_ref().map(|term| term.name.clone());
                    one_of(&UNKNOWN_POST, &word, names.iter().map(String::as_str), findings);
                }
            }
        }
        match &table.finances {
            Some(word) if note.table(&word.value).is_none() => {
                findings.push(derive::unknown_table(note, word));
            }
            Some(word) if word.value == table.id.value => findings.push(
                Diagnostic::new(
                    &CIRCLE,
                    word.span,
                    text!(
                        "tabellen kan ikke finansiere sig selv",
                        "the table can't finance itself"
                    ),
                )
                .help(text!(
                    "skriv id'et på den tabel, der har udgifterne",
                    "write the id of the table that has the expenditure"
                )),
            ),
            _ => {}
        }
    }
    for choice in &note.choices {
        for other in &choice.excludes {
            self::choice(other, note, findings);
        }
    }
    findings.extend(declared::findings(&context.reconciled.note, &context.names));
}

/// An option that is not one of the note's.
pub(super) fn choice(word: &Word, note: &Note, findings: &mut Vec<Diagnostic>) {
    one_of(
        &UNKNOWN_CHOICE,
        word,
        note.choices.iter().map(|choice| choice.id.value.as_str()),
        findings,
    );
}

fn post_id(table: &Table, word: &Word, findings: &mut Vec<Diagnostic>) {
    let ids = table.posts.iter().filter_map(|post| post.id.as_ref()).map(|id| id.value.as_str());
    one_of(&UNKNOWN_POST, word, ids, findings);
}

fn one_of<'a>(
    rule: &'static crate::diagnostic::Rule,
    word: &Word,
    known: impl Iterator<Item = &'a str>,
    findings: &mut Vec<Diagnostic>,
) {
    let known: Vec<&str> = known.collect();
    if known.contains(&word.value.as_str()) {
        return;
    }
    let (name, listed) = (&word.value, known.join(", "));
    let message = match rule.name {
        "ukendt-valg" => {
            text!("notatet har ingen valgmulighed `{name}`", "the note has no option `{name}`")
        }
        "ukendt-aftale" => {
            text!("runden har ingen aftale `{name}`", "the round has no agreement `{name}`")
        }
        _ => text!("der er intet `{name}` i tabellen", "there is no `{name}` in the table"),
    };
    let help = suggest::did_you_mean(name, known.iter().copied()).unwrap_or_else(|| {
        if listed.is_empty() {
            match rule.name {
                "ukendt-valg" => text!(
                    "skriv muligheden i notatet: [[valgmulighed]] med id = \"{name}\" og titel",
                    "write the option in the note: [[valgmulighed]] with id = \"{name}\" and titel"
                ),
                "ukendt-aftale" => text!(
                    "skriv aftalen i runde.toml: [[aftale]] med navn = \"{name}\"",
                    "write the agreement in runde.toml: [[aftale]] with navn = \"{name}\""
                ),
                _ => text!(
                    "giv den post, der menes, id = \"{name}\"",
                    "give the post that is meant id = \"{name}\""
                ),
            }
        } else {
            text!("der er {listed}", "there are {listed}")
        }
    });
    findings.push(Diagnostic::new(rule, word.span, message).help(help));
}
