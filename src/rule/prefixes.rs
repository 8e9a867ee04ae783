//! A note's administration against its id and its money, where the municipality says which ids its
//! administrations use.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, rule};
use crate::register::NO_COMMITTEE;
use crate::rule::context::Context;
use crate::text;
use crate::text::Text;

rule!(
    OTHER_ADMINISTRATION = "forkert-forvaltning", Warning;
    "Notatets forvaltning passer ikke til dets id eller til, hvem der har pengene.",
    "The note's administration does not fit its id, or who holds the money."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let (note, municipality, year) =
        (context.note, &context.project.municipality, context.names.year);
    let says = municipality.administrations.iter().any(|one| !one.prefixes.is_empty());
    let Some(word) = note.administration.as_ref().filter(|_| says) else { return };
    let Some(own) = municipality.administration(&word.value, year).any() else { return };
    let (id, code) = (&note.id.value, &own.code.value);
    if let Some(other) = municipality.administration_of_id(id, year)
        && other.code.value != *code
    {
        let (theirs, name) = (&other.code.value, &other.name);
        let message = text!(
            "{id} er et id fra {theirs} ({name}), men notatets forvaltning er {code}",
            "{id} is an id of {theirs} ({name}), but the note's administration is {code}"
        );
        findings.push(
            Diagnostic::new(&OTHER_ADMINISTRATION, word.span, message)
                .label(note.id.span, text!("id'et", "the id"))
                .help(text!(
                    "skriv forvaltning = \"{theirs}\", eller ret id'et",
                    "write forvaltning = \"{theirs}\", or correct the id"
                )),
        );
        return;
    }
    let Some(committee) = municipality.committee_of(code, year) else { return };
    let reconciled = context.reconciled;
    let mut holders: BTreeSet<&str> = BTreeSet::new();
    for (number, table) in reconciled.note.numbered_tables() {
        for (post, of) in table.numbered_posts().filter(|(_, of)| of.counted()) {
            let holder = reconciled.system.dims[number][post].committee.as_deref();
            let has_money = of.cells.iter().any(|cell| table.unit_of(&cell.column).is_money());
            holders.extend(holder.filter(|holder| has_money && *holder != NO_COMMITTEE));
        }
    }
    let known = |code: &&str| municipality.committee(code, year).any().is_some();
    if holders.is_empty()
        || holders.contains(committee.code.value.as_str())
        || !holders.iter().all(known)
    {
        return;
    }
    let own_committee = &committee.code.value;
    let Text { da, en } =
        Text::list(&holders.iter().map(|holder| Text::same(*holder)).collect::<Vec<_>>());
    let message = text!(
        "notatets forvaltning er {code} under {own_committee}, men posternes udvalg er {da}",
        "the note's administration is {code} under {own_committee}, but the posts' committee is {en}"
    );
    findings.push(Diagnostic::new(&OTHER_ADMINISTRATION, word.span, message).help(text!(
        "ret forvaltning, eller ret udvalg på posterne",
        "correct forvaltning, or correct udvalg on the posts"
    )));
}
