//! What several files here find wrong with prose.

use crate::diagnostic::{Diagnostic, rule};
use crate::source::Span;
use crate::text;

rule!(
    EXPRESSION = "tekst-udtryk", Error;
    "Et udtryk i {{ … }} kan ikke forstås.",
    "An expression in {{ … }} can't be understood."
);
rule!(
    NO_FIGURE = "ukendt-tal", Error;
    "Teksten henviser til et tal, der ikke findes.",
    "The text refers to a figure that does not exist."
);
rule!(
    CODE = "tekst-kode", Error;
    "Teksten har {% … %} eller {# … #}.",
    "The text has {% … %} or {# … #}."
);
rule!(
    NO_REFERENCE = "ukendt-henvisning", Error;
    "Teksten henviser til noget, der ikke findes.",
    "The text refers to something that does not exist."
);

rule!(
    FOOTNOTE = "fodnote", Error;
    "En fodnote mangler sin tekst eller sit sted.",
    "A footnote lacks its text or its place."
);
rule!(
    PLACED_WRONGLY = "tabel-plads", Error;
    "En tabel står et sted, hvor der ikke er plads til den.",
    "A table is placed where there is no room for it."
);
rule!(
    /// What a note builds on can be withdrawn at any time in a negotiation: the note still adds up,
    /// and its writer must look at it.
    WITHDRAWN = "trukket-notat", Warning;
    "Der henvises til et notat, der er trukket.",
    "A note that was withdrawn is referred to."
);

/// A finding for a reference to a note that was withdrawn.
pub(crate) fn withdrawn(span: Span, id: &str) -> Diagnostic {
    Diagnostic::new(&WITHDRAWN, span, text!("{id} er trukket", "{id} was withdrawn")).help(text!(
        "slet henvisningen, eller henvis til det notat, der er kommet i stedet",
        "delete the reference, or refer to the note that took its place"
    ))
}

/// A finding for a table's place inside a heading, cell or footnote.
pub(crate) fn placed_wrongly(span: Span) -> Diagnostic {
    Diagnostic::new(
        &PLACED_WRONGLY,
        span,
        text!("her kan der ikke stå en tabel", "a table can't stand here"),
    )
    .help(text!(
        "sæt {{{{ tabel(…) }}}} på en linje for sig mellem to afsnit",
        "put {{{{ tabel(…) }}}} on a line of its own between two paragraphs"
    ))
}
