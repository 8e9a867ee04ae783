//! The frames that money is said not to count in: the round has them.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::Word;
use crate::rule::context::Context;
use crate::suggest;
use crate::text;

rule!(
    UNKNOWN_FRAME = "ukendt-ramme", Error;
    "`uden_for` nævner en ramme, som runden ikke har.",
    "`uden_for` names a frame that the round does not have."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for table in &context.note.tables {
        let words = table.outside.iter().chain(table.posts.iter().flat_map(|post| &post.outside));
        findings.extend(words.filter_map(|word| unknown(context, word)));
    }
}

/// A name that is no frame's of the round.
fn unknown(context: &Context<'_>, word: &Word) -> Option<Diagnostic> {
    let names = || context.round.frame_names();
    let (name, round) = (&word.value, &context.round.title);
    if names().any(|known| known == name) {
        return None;
    }
    let message = text!("{round} har ingen ramme `{name}`", "{round} has no frame `{name}`");
    let listed = names().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let help = suggest::did_you_mean(name, names()).unwrap_or_else(|| {
        if listed.is_empty() {
            text!(
                "skriv rammen i rammer.toml, eller slet uden_for",
                "write the frame in rammer.toml, or delete uden_for"
            )
        } else {
            text!(
                "skriv en af rundens rammer: {listed}",
                "write one of the round's frames: {listed}"
            )
        }
    });
    Some(Diagnostic::new(&UNKNOWN_FRAME, word.span, message).help(help))
}
