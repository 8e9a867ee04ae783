//! What is wrong with declared relations.

use super::alone;
use super::faults::BAD_RELATION;
use super::term::{BY_ROW, Part, apart, by_row, last_digit, part, parts};
use crate::diagnostic::{Diagnostic, rule};
use crate::equation::dimensions::{self, Carried, Dimension, Names};
use crate::note::{Declared, Note, Period, Word};
use crate::suggest;
use crate::text;

rule!(
    APART = "afstemning-enhed", Warning;
    "En afstemning kan ikke prøves, for et led er talt i en grovere enhed.",
    "A declared relation can't be verified, since a term is counted in a coarser unit."
);

/// What is wrong with the terms of a note's relations.
pub fn findings(note: &Note, names: &Names<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for relation in &note.declared {
        if relation.terms.is_empty() {
            out.push(
                Diagnostic::new(
                    &BAD_RELATION,
                    relation.span,
                    text!("afstemningen har ingen led", "the relation has no terms"),
                )
                .help(text!(
                    "skriv led = [\"tabel\", \"-anden_tabel\"]",
                    "write led = [\"table\", \"-other_table\"]"
                )),
            );
        }
        // Beside `post`, a code can't stand at all: that is told of its own.
        let by_row = by_row(relation).is_some();
        let asked = relation.for_each.iter().filter(|word| !by_row || word.value == "aar");
        out.extend(asked.filter_map(|word| carried_by_all(note, names, relation, word)));
        out.extend(
            relation.terms.iter().filter_map(|word| part(note, word).err().map(|finding| *finding)),
        );
        out.extend(
            relation.terms.iter().filter_map(|word| fixed(relation, &part(note, word).ok()?, word)),
        );
        out.extend(not_compared(note, relation));
        out.extend(alone::findings(note, names, relation));
        for word in &relation.for_each {
            let codes = || Dimension::ALL.iter().map(|d| d.key());
            let known = || ["aar", BY_ROW].into_iter().chain(codes());
            if !known().any(|name| name == word.value) {
                let (name, listed) = (&word.value, known().collect::<Vec<_>>().join(", "));
                out.push(
                    Diagnostic::new(
                        &BAD_RELATION,
                        word.span,
                        text!(
                            "`{name}` kan ikke stå i for_hver",
                            "`{name}` can't stand in for_hver"
                        ),
                    )
                    .help(
                        suggest::did_you_mean(name, known()).unwrap_or_else(|| {
                            text!("skriv en af {listed}", "write one of {listed}")
                        }),
                    ),
                );
            }
        }
    }
    out
}

/// Says of a relation that it is not verified, where one of its terms can't be held against
/// another.
fn not_compared(note: &Note, relation: &Declared) -> Option<Diagnostic> {
    let parts = parts(note, relation)?;
    let (coarse, finest) = apart(&parts)?;
    let word = relation
        .terms
        .iter()
        .zip(&parts)
        .find(|(_, part)| std::ptr::eq(*part, coarse))
        .map(|(word, _)| word)?;
    let (id, unit) = (&coarse.of.id.value, coarse.unit().name());
    let (other, fine) = (&finest.of.id.value, finest.unit().name());
    let needed = i64::from(coarse.unit().exponent()) - last_digit(finest);
    let finding = Diagnostic::new(
        &APART,
        word.span,
        text!(
            "sammenhængen kan ikke efterprøves: `{id}` er i {unit}, `{other}` i {fine}",
            "the relation is not verified: `{id}` is in {unit}, `{other}` in {fine}"
        ),
    )
    .label(coarse.of.id.span, text!("tabellen i {unit}", "the table in {unit}"));
    Some(finding.help(text!(
        "er tallene i `{id}` afrundet hver for sig, så skriv afrundet = true på tabellen; ellers skriv dem med alle cifre og decimaler = {needed}",
        "if each figure in `{id}` is rounded by itself, write afrundet = true on the table; else write them with all digits and decimaler = {needed}"
    )))
}

/// Says of a term that it names its own column, where the relation is to hold for each year.
pub(super) fn fixed(relation: &Declared, part: &Part<'_>, word: &Word) -> Option<Diagnostic> {
    let year = relation.for_each.iter().find(|each| each.value == "aar")?;
    let (column, written) = (part.column.as_ref()?, &word.value);
    Some(
        Diagnostic::new(
            &BAD_RELATION,
            word.span,
            text!(
                "leddet `{written}` siger selv sin kolonne, men sammenhængen skal holde for hvert år",
                "the term `{written}` names its own column, but the relation is to hold for each year"
            ),
        )
        .label(year.span, text!("for hvert år", "for each year"))
        .help(text!(
            "slet [{column}] i leddet, eller slet aar i for_hver",
            "delete [{column}] in the term, or delete aar in for_hver"
        )),
    )
}

/// A finding where a relation is to hold for each of something that a term's table does not say
/// everywhere: what is left out would be left out in silence.
fn carried_by_all(
    note: &Note,
    names: &Names<'_>,
    relation: &Declared,
    word: &Word,
) -> Option<Diagnostic> {
    let tables =
        || relation.terms.iter().filter_map(|term| part(note, term).ok()).map(|part| part.of);
    let lacking = if word.value == "aar" {
        let first: Vec<Period> = tables().next()?.periods().collect();
        tables().find(|table| table.periods().collect::<Vec<_>>() != first)?
    } else {
        let dimension =
            Dimension::ALL.into_iter().find(|dimension| dimension.key() == word.value)?;
        tables().find(|table| {
            dimensions::carried(table, &names.posts(table), dimension) != Carried::All
        })?
    };
    let (id, each) = (&lacking.id.value, &word.value);
    let message = if each == "aar" {
        text!(
            "`{id}` har ikke de samme år som det første led",
            "`{id}` does not have the first term's years"
        )
    } else {
        text!("`{id}` har ikke {each} på alle poster", "`{id}` does not have {each} on every post")
    };
    Some(Diagnostic::new(&BAD_RELATION, word.span, message).label(lacking.span, text!("tabellen", "the table")).help(text!(
        "så kan sammenhængen ikke holdes for hver af dem: ret tabellen, eller slet {each} i for_hver",
        "then the relation can't be held for each of them: correct the table, or delete {each} in for_hver"
    )))
}
