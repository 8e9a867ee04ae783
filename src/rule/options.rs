//! Options that exclude each other are never chosen together: a total that adds them is money nobody asks for.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Choice, GrandTotal, Post, Word};
use crate::rule::context::Context;
use crate::text;

rule!(EXCLUSIVE = "total-over-valg", Error; "En total lægger valgmuligheder sammen, der udelukker hinanden.", "A total adds options that exclude each other.");

/// True where two options can't be chosen together, whichever of them says so.
pub(super) fn exclude(one: &Choice, other: &Choice) -> bool {
    let says = |from: &Choice, to: &Choice| from.excludes.iter().any(|word| word.value == to.id.value);
    says(one, other) || says(other, one)
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let note = context.note;
    let excludes = |one: &str, other: &str| {
        let choice = |id: &str| note.choices.iter().find(|choice| choice.id.value == id);
        matches!((choice(one), choice(other)), (Some(one), Some(other)) if exclude(one, other))
    };
    for table in &note.tables {
        let GrandTotal::Row { span, .. } = &table.grand_total else { continue };
        let chosen = |post: &'_ Post| post.choice.clone().filter(|_| post.counted());
        let choices: Vec<Word> = table.posts.iter().filter_map(chosen).collect();
        let pair = choices.iter().enumerate().find_map(|(index, first)| {
            let second = choices[index + 1..].iter().find(|second| excludes(&first.value, &second.value))?;
            Some((first, second))
        });
        let Some((first, second)) = pair else { continue };
        let (id, a, b) = (&table.id.value, &first.value, &second.value);
        findings.push(
            Diagnostic::new(
                &EXCLUSIVE,
                second.span,
                text!(
                    "totalen i `{id}` lægger valg {a} og {b} sammen, men de udelukker hinanden",
                    "the total of `{id}` adds the options {a} and {b}, but they exclude each other"
                ),
            )
            .label(first.span, text!("den ene", "the one"))
            .label(*span, text!("totalen", "the total"))
            .help(text!(
                "skriv i_alt = false på tabellen, og en [[tabel.total]] med hvor = {{ valg = \"{a}\" }} for hver",
                "write i_alt = false on the table, and a [[tabel.total]] with hvor = {{ valg = \"{a}\" }} for each"
            )),
        );
    }
}
