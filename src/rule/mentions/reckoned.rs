//! A sum that a sentence writes out and that doesn't hold.

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::Verdict;
use crate::rule::context::Context;
use crate::rule::mentions::words;
use crate::text;

rule!(
    MISCOUNTED = "beloeb-regnestykke", Warning;
    "Et regnestykke i teksten giver noget andet, end der står.",
    "A sum in the text comes to something else than it says."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for mention in &context.prose.mentions.list {
        let Verdict::Miscounted(value) = mention.verdict else { continue };
        let (own, right) = (&mention.words, words::in_own_unit(&mention.money, value));
        let difference = words::in_own_unit(
            &mention.money,
            mention.money.up_to.unwrap_or(mention.money.kroner) - value,
        );
        findings.push(
            Diagnostic::new(
                &MISCOUNTED,
                mention.span,
                text!(
                    "regnestykket giver {right}, ikke {own} (forskel {difference})",
                    "the sum comes to {right}, not {own} (difference {difference})"
                ),
            )
            .help(text!(
                "skriv {right}, eller ret det af tallene, der er forkert",
                "write {right}, or correct the figure that is wrong"
            )),
        );
    }
}
