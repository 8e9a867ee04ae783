//! A table that is placed in the middle of a sentence: the sentence is printed in two pieces, one above
//! and one below it.

use crate::diagnostic::{Diagnostic, rule};
use crate::rule::context::Context;
use crate::source::Span;
use crate::text;

rule!(
    IN_SENTENCE = "tabel-i-saetning", Warning;
    "En tabel står midt i en sætning.",
    "A table stands in the middle of a sentence."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let texts = context.prose.texts().iter().filter(|text| text.holds_tables);
    for (table, span) in texts.flat_map(|text| &text.placed) {
        if !is_within(context, *span) {
            continue;
        }
        let Some(id) = context.reconciled.note.table_at(*table).map(|table| &table.id.value) else {
            continue;
        };
        let message = text!(
            "tabellen `{id}` står midt i en sætning, som trykkes i to stykker",
            "the table `{id}` stands in the middle of a sentence, which is printed in two pieces"
        );
        findings.push(Diagnostic::new(&IN_SENTENCE, *span, message).help(text!(
            "brug {{{{ ref(\"{id}\") | lille }}}} i sætningen, og sæt {{{{ tabel(\"{id}\") }}}} på en linje for sig",
            "use {{{{ ref(\"{id}\") | lille }}}} in the sentence, and put {{{{ tabel(\"{id}\") }}}} on a line of its own"
        )));
    }
}

/// True where a sentence goes on before or after a place on its line.
fn is_within(context: &Context<'_>, span: Span) -> bool {
    let Some(source) = context.project.sources.get(span.file) else { return false };
    let range = source.line_around(span.start as usize);
    let (Some(before), Some(after)) = (
        source.text.get(range.start..span.start as usize),
        source.text.get(span.end as usize..range.end),
    ) else {
        return false;
    };
    let before = before.rsplit_once("{{").map_or(before, |(before, _)| before).trim();
    let after = after.split_once("}}").map_or(after, |(_, after)| after).trim();
    let open =
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '(' | '"' | '”'));
    let goes_on = after.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ')'));
    open && before.contains(char::is_alphabetic) || goes_on
}
