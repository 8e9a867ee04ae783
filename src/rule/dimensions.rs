//! A code on some posts and not on others: a link between tables is lost in silence.

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::facts::{Carried, Dimension, Money, carried};
use crate::rule::Context;
use crate::rule::words::short;
use crate::text;

rule!(
    /// A warning, for a column that is half empty on the page is hardly meant, and the tables are compared on less.
    INCOMPLETE = "mangler-paa-post", Warning; "Nogle poster siger det, andre ikke.", "Some posts say it, others don't."
);
rule!(WHICH_MONEY = "midler-uklare", Error; "Notatet har flere slags midler, og tabellen siger ikke hvilke.", "The note has several sorts of money, and the table does not say which.");

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let note = &context.reconciled.note;
    for (index, table) in note.tables.iter().enumerate() {
        if let Some(Money::Unclear(several)) = context.reconciled.system.money.get(index) {
            let (id, listed) = (&table.id.value, several.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", "));
            findings.push(
                Diagnostic::new(
                    &WHICH_MONEY,
                    table.id.span,
                    text!("det er uklart, hvilke midler `{id}` handler om", "it is unclear which money `{id}` is about"),
                )
                .help(text!("skriv midler = et af {listed}", "write midler = one of {listed}")),
            );
        }
        for dimension in Dimension::ALL {
            if carried(&context.names, table, dimension) != Carried::Some {
                continue;
            }
            let counted = || table.posts.iter().enumerate().filter(|(_, post)| post.counted());
            let has = |number: usize| context.reconciled.system.dims[index][number].get(dimension).is_some();
            let (with, without): (Vec<_>, Vec<_>) = counted().partition(|(number, _)| has(*number));
            let (Some((_, lacking)), Some((_, having))) = (without.first(), with.first()) else { continue };
            let key = dimension.key();
            let name = lacking.name().map(|word| short(&word.value)).unwrap_or_default();
            let (missing, all) = (without.len(), without.len() + with.len());
            // Where few have it, the few are pointed at too.
            findings.push(
                Diagnostic::new(
                    &INCOMPLETE,
                    lacking.span,
                    text!(
                        "posten {name} har intet {key}, men andre af tabellens poster har",
                        "the post {name} has no {key}, but other posts of the table have"
                    ),
                )
                .label(having.span, text!("denne post har", "this post has"))
                .help(text!("skriv {key} = \"…\" på posten", "write {key} = \"…\" on the post"))
                .note(text!(
                    "{missing} af {all} poster mangler det, så tabellen bliver ikke sammenlignet med andre på {key}",
                    "{missing} of {all} posts lack it, so the table is not compared with others by {key}"
                )),
            );
        }
    }
}
