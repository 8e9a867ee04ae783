//! An amount in the text whose unit is no word for one: it is held against nothing.

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::{Strange, Unread};
use crate::rule::context::Context;
use crate::text;

rule!(
    UNREAD = "beloeb-enhed", Remark;
    "Et beløb i teksten har et ord for enheden, der ikke kan være rigtigt.",
    "An amount in the text has a word for its unit that can't be right."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    findings.extend(context.prose.mentions.unread.iter().map(finding));
}

fn finding(unread: &Unread) -> Diagnostic {
    let Unread { span, word, words, unit } = unread;
    match unit {
        Strange::Slip(meant) => Diagnostic {
            replacement: Some((*meant).to_owned()),
            ..Diagnostic::new(
                &UNREAD,
                *span,
                text!(
                    "`{word}` er ikke en enhed, så {words} bliver ikke sammenlignet med tabellerne",
                    "`{word}` is not a unit, so {words} is not compared with the tables"
                ),
            )
            .help(text!("mente du {meant}?", "did you mean {meant}?"))
        },
        Strange::Larger(meant) => Diagnostic::new(
            &UNREAD,
            *span,
            text!(
                "en billion er tusind milliarder; {words} bliver ikke sammenlignet med tabellerne",
                "a Danish billion is a thousand milliarder; {words} is not compared with the tables"
            ),
        )
        .help(text!(
            "mente du {meant}? En engelsk billion er en milliard på dansk; er det virkelig billioner, kan det blive stående",
            "did you mean {meant}? An English billion is a milliard in Danish; where billioner is right, it can stay"
        )),
    }
}
