//! Figures referred to by number: a note has none, but for what is captioned in its text.

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
    let passages = || {
        let texts = context.prose.texts.iter();
        texts.flat_map(|text| text.list.iter().map(move |passage| (text, passage)))
    };
    let refers = |passage: &Passage| {
        !passage.quoted
            && passage.setting != Setting::Footnote
            && passage
                .digits
                .iter()
                .any(|at| passage.text[..*at].trim_end_matches([' ', '\u{a0}']).ends_with("igur"))
    };
    for (text, passage) in passages().filter(|(_, passage)| refers(passage)) {
        for found in numbered::find(&passage.text, &passage.digits, "figur") {
            let number = found.number;
            let here = |passage: &Passage| {
                let own = numbered::find(&passage.text, &passage.digits, "figur");
                own.first().is_some_and(|first| {
                    let after = passage.text[first.range.end..].trim_start();
                    let caption = after.is_empty() || after.starts_with([':', '.', '–', '-']);
                    let begins = !passage.text[..first.range.start].contains(char::is_alphanumeric);
                    begins && first.number == number && caption
                })
            };
            if found.elsewhere || passages().any(|(_, passage)| here(passage)) {
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
