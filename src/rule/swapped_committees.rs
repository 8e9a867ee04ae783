//! Two posts whose committees are swapped: one slip, reported once.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Table, Word};
use crate::rule::context::Context;
use crate::text;

rule!(
    /// The trap: SOU is health, SOF is social; SUF is health, SUD is social.
    SWAPPED = "udvalg-byttet", Error; "To posters udvalg er byttet om.", "Two posts' committees are swapped."
);

/// A post whose committee is not its appropriation's.
pub(super) struct Mismatch<'a> {
    pub(super) committee: &'a Word,
    pub(super) appropriation: &'a Word,
    /// The code that is written, looked up.
    pub(super) has: String,
    /// The code that the appropriation belongs to.
    pub(super) wants: String,
}

/// Tells the mismatches that are a swap of two posts, and returns the others.
pub(super) fn report<'a>(
    context: &Context<'_>,
    table: &Table,
    mut mismatches: Vec<Mismatch<'a>>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Mismatch<'a>> {
    let mut alone = Vec::new();
    while let Some(first) = (!mismatches.is_empty()).then(|| mismatches.remove(0)) {
        let other = mismatches.iter().position(|m| m.has == first.wants && m.wants == first.has);
        let Some(second) = other.map(|index| mismatches.remove(index)) else {
            alone.push(first);
            continue;
        };
        let line = context.project.sources.line(second.committee.span);
        let (a, b, id) = (&first.has, &first.wants, &table.id.value);
        let (number_a, number_b) = (&first.appropriation.value, &second.appropriation.value);
        findings.push(
            Diagnostic::new(
                &SWAPPED,
                first.committee.span,
                text!("{a} og {b} er byttet om i `{id}`", "{a} and {b} are swapped in `{id}`"),
            )
            .here(text!(
                "bevilling {number_a} hører til {b}",
                "appropriation {number_a} belongs to {b}"
            ))
            .label(
                second.committee.span,
                text!(
                    "bevilling {number_b} hører til {a}",
                    "appropriation {number_b} belongs to {a}"
                ),
            )
            .help(text!(
                "skriv {b} her og {a} i linje {line}",
                "write {b} here and {a} in line {line}"
            )),
        );
    }
    alone
}
