//! A note's head: its document type and form, and the notes that it names.

use crate::diagnostic::{Diagnostic, rule};
use crate::document::{DOCUMENT_TYPES, document_type, own_types};
use crate::prose::withdrawn;
use crate::rule::context::Context;
use crate::suggest;
use crate::text;

rule!(
    UNKNOWN_DOCUMENT = "ukendt-dokumenttype", Error;
    "Dokumenttypen eller dens udgave findes ikke.",
    "There is no such document type or form of it."
);
rule!(
    UNKNOWN_NOTE = "ukendt-notat", Error;
    "Et notat, der henvises til, findes ikke i runden.",
    "A note that is referred to is not in the round."
);

rule!(
    REVISED = "revideret-dato", Warning;
    "Notatet er revideret, før det blev skrevet.",
    "The note is revised before it was written."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let note = context.note;
    if let (Some(date), Some(revised)) = (&note.date, &note.version.revised)
        && revised.value < date.value
    {
        let (day, first) = (revised.value, date.value);
        let message = text!(
            "notatet er revideret {day}, før det blev skrevet ({first})",
            "the note is revised {day}, before it was written ({first})"
        );
        findings.push(
            Diagnostic::new(&REVISED, revised.span, message)
                .label(date.span, text!("skrevet", "written"))
                .help(text!("ret dato eller revideret", "correct dato or revideret")),
        );
    }
    let word = &note.kind.value;
    let templates = &context.project.templates;
    match document_type(word, templates) {
        None if word.is_empty() => {}
        None => {
            let names = || DOCUMENT_TYPES.iter().map(|kind| kind.name).chain(own_types(templates));
            let listed = names().collect::<Vec<_>>().join(", ");
            findings.push(
                Diagnostic::new(
                    &UNKNOWN_DOCUMENT,
                    note.kind.span,
                    text!(
                        "der er ingen dokumenttype `{word}`",
                        "there is no document type `{word}`"
                    ),
                )
                .help(
                    suggest::did_you_mean(word, names())
                        .unwrap_or_else(|| text!("typerne er {listed}", "the types are {listed}")),
                ),
            );
        }
        Some(kind) => {
            if let Some(edition) =
                note.edition.as_ref().filter(|edition| kind.edition(Some(&edition.value)).is_none())
            {
                let listed = kind
                    .editions
                    .iter()
                    .map(|e| format!("\"{}\"", e.name))
                    .collect::<Vec<_>>()
                    .join(", ");
                let written = &edition.value;
                findings.push(
                    Diagnostic::new(
                        &UNKNOWN_DOCUMENT,
                        edition.span,
                        text!(
                            "`{word}` har ingen udgave `{written}`",
                            "`{word}` has no form `{written}`"
                        ),
                    )
                    .help(text!("udgaverne er {listed}", "the forms are {listed}")),
                );
            }
        }
    }
    for reference in note.references.iter().chain(&note.presupposes).chain(&note.excludes) {
        let id = &reference.value;
        if context.notes.has(id) {
            let excluded = note.excludes.iter().any(|other| std::ptr::eq(other, reference));
            if context.notes.is_withdrawn(id) && !note.withdrawn() && !excluded {
                findings.push(withdrawn(reference.span, id));
            }
            continue;
        }
        let round = &context.round.title;
        findings.push(
            Diagnostic::new(
                &UNKNOWN_NOTE,
                reference.span,
                text!("der er intet notat `{id}` i {round}", "there is no note `{id}` in {round}"),
            )
            .help(
                suggest::did_you_mean(id, context.notes.iter().filter(|known| *known != note.id.value))
                    .unwrap_or_else(|| {
                        text!(
                            "ret id'et, eller skriv notatet i runde.toml under [[note]], hvis det ikke har en fil",
                            "correct the id, or write the note in runde.toml under [[note]] if it has no file"
                        )
                    }),
            ),
        );
    }
}
