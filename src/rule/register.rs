//! The municipality's own file: names that point to nothing, codes that stand twice in a year.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, rule};
use crate::note::Word;
use crate::project::Project;
use crate::register::{NO_COMMITTEE, Named, appropriation};
use crate::rule::ids;
use crate::suggest;
use crate::text;

rule!(
    REGISTER = "register", Error;
    "kommune.toml henviser til noget, der ikke findes, eller har det samme to gange.",
    "kommune.toml refers to something that is not there, or has the same twice."
);

pub(super) fn check(project: &Project, findings: &mut Vec<Diagnostic>) {
    let municipality = &project.municipality;
    let administrations = || municipality.administrations.iter().map(Named::code);
    let committees = || municipality.committees.iter().map(Named::code);
    let areas = || municipality.areas.iter().map(Named::code);
    for committee in &municipality.committees {
        committee.administration.iter().for_each(|word| points(word, administrations(), findings));
        committee
            .confused_with
            .iter()
            .chain(&committee.succeeds)
            .for_each(|word| points(word, committees(), findings));
    }
    for administration in &municipality.administrations {
        administration.succeeds.iter().for_each(|word| points(word, administrations(), findings));
    }
    for area in &municipality.areas {
        area.parent.iter().for_each(|word| points(word, areas(), findings));
    }
    for appropriation in &municipality.appropriations {
        points(&appropriation.committee, committees().chain([NO_COMMITTEE]), findings);
        appropriation.area.iter().for_each(|word| points(word, areas(), findings));
        if appropriation.number.is_none() && appropriation.name.is_none() {
            findings.push(
                Diagnostic::new(
                    &REGISTER,
                    appropriation.span,
                    text!(
                        "bevillingen har hverken nummer eller navn",
                        "the appropriation has neither number nor name"
                    ),
                )
                .help(text!("skriv nummer eller navn", "write a number or a name")),
            );
        }
    }
    twice(municipality.committees.iter().map(|entry| (&entry.code, entry)), findings);
    twice(municipality.administrations.iter().map(|entry| (&entry.code, entry)), findings);
    twice(municipality.areas.iter().map(|entry| (&entry.id, entry)), findings);
    twice(municipality.districts.iter().map(|entry| (&entry.name, entry)), findings);
    appropriations_twice(project, findings);
    for round in project.rounds.values() {
        ids::twice(
            round.known.iter().map(|note| &note.id),
            &text!("to notater har id'et", "two notes have the id"),
            findings,
        );
        let from = findings.len();
        ids::twice(
            round.elsewhere.notes.iter(),
            &text!("to notater har id'et", "two notes have the id"),
            findings,
        );
        ids::twice(
            round.elsewhere.frames.iter(),
            &text!("to rammer hedder", "two frames are called"),
            findings,
        );
        for finding in findings.iter_mut().skip(from) {
            finding.help = Some(text!("slet den ene", "delete one of them"));
        }
        ids::twice(
            round.agreements.iter(),
            &text!("to aftaler hedder", "two agreements are called"),
            findings,
        );
    }
    price_factors(project, findings);
}

/// Prices can't be multiplied by nothing, nor by two factors for one year.
fn price_factors(project: &Project, findings: &mut Vec<Diagnostic>) {
    let all = &project.municipality.price_factors;
    for (index, entry) in all.iter().enumerate() {
        let (year, span) = (entry.year, entry.factor.span);
        if entry.factor.value <= Decimal::ZERO {
            findings.push(
                Diagnostic::new(
                    &REGISTER,
                    span,
                    text!("en prisfaktor skal være over 0", "a price factor must be above 0"),
                )
                .help(text!("skriv fx 1.021 for 2,1 pct.", "write e.g. 1.021 for 2.1 per cent")),
            );
        }
        if let Some(first) = all[..index].iter().find(|first| first.year == year) {
            findings.push(
                Diagnostic::new(
                    &REGISTER,
                    span,
                    text!("{year} har to prisfaktorer", "{year} has two price factors"),
                )
                .label(first.factor.span, text!("den første", "the first"))
                .help(text!("slet den ene", "delete one of them")),
            );
        }
    }
}

/// Appropriations are the same when committee and number are, in a year that both hold; one that is
/// another without its points could never be written.
fn appropriations_twice(project: &Project, findings: &mut Vec<Diagnostic>) {
    let all = &project.municipality.appropriations;
    for (index, entry) in all.iter().enumerate() {
        let Some(number) = &entry.number else { continue };
        let same = |other: &&crate::register::Appropriation| {
            other.committee.value == entry.committee.value
                && other.years.overlap(entry.years)
                && other
                    .number
                    .as_ref()
                    .is_some_and(|other| appropriation::collide(&other.value, &number.value))
        };
        if let Some(first) = all[..index].iter().find(same) {
            let (written, committee) = (&number.value, &entry.committee.value);
            findings.push(
                Diagnostic::new(
                    &REGISTER,
                    number.span,
                    text!(
                        "{committee} har to bevillinger {written} i samme år",
                        "{committee} has two appropriations {written} in the same year"
                    ),
                )
                .label(first.span, text!("den første", "the first"))
                .help(text!(
                    "slet den ene, eller giv dem hver sine år med fra og til",
                    "delete one, or give each its own years with fra and til"
                )),
            );
        }
    }
}

fn points<'a>(
    word: &Word,
    known: impl Iterator<Item = &'a str> + Clone,
    findings: &mut Vec<Diagnostic>,
) {
    let name = &word.value;
    if known.clone().all(|code| code != name) {
        let listed = known.clone().collect::<Vec<_>>().join(", ");
        findings.push(
            Diagnostic::new(
                &REGISTER,
                word.span,
                text!(
                    "der er intet `{name}` i kommune.toml",
                    "there is no `{name}` in kommune.toml"
                ),
            )
            .help(
                suggest::did_you_mean(name, known)
                    .unwrap_or_else(|| text!("der er {listed}", "there are {listed}")),
            ),
        );
    }
}

fn twice<'a, T: Named + 'a>(
    entries: impl Iterator<Item = (&'a Word, &'a T)>,
    findings: &mut Vec<Diagnostic>,
) {
    let entries: Vec<_> = entries.collect();
    for (index, (word, entry)) in entries.iter().enumerate() {
        let first = entries[..index].iter().find(|(other, known)| {
            other.value == word.value && known.years().overlap(entry.years())
        });
        if let Some((first, _)) = first {
            let code = &word.value;
            findings.push(
                Diagnostic::new(
                    &REGISTER,
                    word.span,
                    text!(
                        "`{code}` står to gange for samme år",
                        "`{code}` is listed twice for the same year"
                    ),
                )
                .label(first.span, text!("første gang", "first time"))
                .help(text!(
                    "slet den ene, eller giv dem hver sine år med fra og til",
                    "delete one, or give each its own years with fra and til"
                )),
            );
        }
    }
}
