//! Figures referred to by number: a note has none, but for what is captioned in its text.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, rule};
use crate::prose::passage::{Passage, Setting};
use crate::rule::context::Context;
use crate::rule::mentions::numbered;
use crate::text;

rule!(
    NO_SUCH_FIGURE = "figurnummer", Warning;
    "Teksten henviser til en figur, som notatet ikke har.",
    "The text refers to an illustration that the note does not have."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if memchr::memmem::find(context.prose.whole.as_bytes(), b"igur").is_none() {
        return;
    }
    let passages = || {
        let texts = context.prose.texts.iter();
        texts.flat_map(|text| text.list.iter().map(move |passage| (text, passage)))
    };
    let names = |passage: &Passage| {
        let word =
            |at: &usize| passage.text[..*at].trim_end_matches([' ', '\u{a0}']).ends_with("igur");
        passage.digits.iter().any(word)
    };
    let captions: OnceCell<BTreeSet<usize>> = OnceCell::new();
    let has = |number: usize| {
        let all = || passages().filter_map(|(_, passage)| caption(passage)).collect();
        captions.get_or_init(all).contains(&number)
    };
    let refers = |passage: &Passage| {
        !passage.quoted && passage.setting != Setting::Footnote && names(passage)
    };
    for (text, passage) in passages().filter(|(_, passage)| refers(passage)) {
        for found in numbered::find(&passage.text, &passage.digits, "figur") {
            let number = found.number;
            if found.elsewhere || has(number) {
                continue;
            }
            findings.push(
                Diagnostic::new(
                    &NO_SUCH_FIGURE,
                    text.span(passage, found.range),
                    text!("notatet har ingen figur {number}", "the note has no figure {number}"),
                )
                .help(text!(
                    "slet henvisningen, eller sig, hvilket papir figuren står i: figur {number} i …",
                    "delete the reference, or say which paper the figure is in: figur {number} i …"
                )),
            );
        }
    }
}

/// The number of the illustration that a passage is the caption of: "Figur 1: …".
fn caption(passage: &Passage) -> Option<usize> {
    // The first number of a caption is its own.
    let first = passage.digits.get(..1)?;
    let first = numbered::find(&passage.text, first, "figur").into_iter().next()?;
    let after = passage.text[first.range.end..].trim_start();
    let caption = after.is_empty() || after.starts_with([':', '.', '–', '-']);
    let begins = !passage.text[..first.range.start].contains(char::is_alphanumeric);
    (begins && caption).then_some(first.number)
}
