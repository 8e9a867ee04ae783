//! The terms of a `sum_af`.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Term, Word};
use crate::read::reader::Reader;
use crate::source::Spanned;
use crate::text;

rule!(
    BAD_TERM = "ulaeseligt-led", Error;
    "Et led i en sum kan ikke læses.",
    "A term of a sum can't be read."
);

/// Reads the terms of a `sum_af`.
pub(crate) fn terms(reader: &mut Reader, words: Vec<Word>) -> Vec<Spanned<Term>> {
    let mut out = Vec::new();
    for word in words {
        let Some(term) = Term::parse(&word.value) else {
            let text = &word.value;
            reader.push(
                Diagnostic::new(
                    &BAD_TERM,
                    word.span,
                    text!("`{text}` er ikke et led i en sum", "`{text}` is no term of a sum"),
                )
                .help(text!(
                    "skriv et id, evt. med minus eller vægt: \"-b\", \"0.5*c\"",
                    "write an id, with minus or weight: \"-b\", \"0.5*c\""
                )),
            );
            continue;
        };
        out.push(Spanned::new(term, word.span));
    }
    out
}
