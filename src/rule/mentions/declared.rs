//! Somebody else's figures: declared in a way that can be read, and used.

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::Verdict;
use crate::mention::candidate::Origin;
use crate::mention::money::TextAmount;
use crate::rule::context::Context;
use crate::text;

rule!(
    UNREADABLE = "eksternt-tal", Error;
    "Et beløb under eksterne_tal kan ikke læses.",
    "A declared amount from another source can't be read."
);
rule!(
    UNUSED = "eksternt-tal-ubrugt", Remark;
    "Et tal under eksterne_tal står ikke i teksten.",
    "A declared figure from another source is not in the text."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let prose = context.prose;
    let all = &prose.mentions.candidates;
    // A figure of the note's own may stand behind the same amount: it is in the text all the same.
    let used = |index: usize, money: &TextAmount| {
        prose.mentions.list.iter().any(|mention| {
            let near = matches!(mention.verdict, Verdict::Near(other, _) if all.at(other).origin == Origin::External(index));
            near || (mention.money.kroner, mention.money.up_to) == (money.kroner, money.up_to)
        })
    };
    for (index, external) in prose.mentions.externals.iter().enumerate() {
        let (word, amount) = (&external.declared.amount, &external.declared.amount.value);
        if amount.is_empty() {
            continue;
        }
        let Some(money) = &external.money else {
            findings.push(
                Diagnostic::new(
                    &UNREADABLE,
                    word.span,
                    text!("`{amount}` er ikke et beløb", "`{amount}` is not an amount"),
                )
                .help(text!(
                    "skriv det som i teksten, med enhed: beloeb = \"166,6 mio. kr.\"",
                    "write it as in the text, with its unit: beloeb = \"166,6 mio. kr.\""
                )),
            );
            continue;
        };
        if !used(index, money) {
            findings.push(
                Diagnostic::new(
                    &UNUSED,
                    word.span,
                    text!("{amount} står ikke i teksten", "{amount} is not in the text"),
                )
                .help(text!(
                    "slet det, eller ret det, så det er som i teksten",
                    "delete it, or correct it to be as in the text"
                )),
            );
        }
    }
}
