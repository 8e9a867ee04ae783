//! An amount in the text that nothing in the note stands behind.

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::Row;
use crate::mention::Verdict;
use crate::mention::candidate::{Candidate, Origin};
use crate::note::ColumnKey;
use crate::rule::context::Context;
use crate::rule::mentions::offer;
use crate::text;

rule!(
    UNBACKED = "beloeb-uden-kilde", Remark;
    "Et beløb i teksten står ikke i notatets tabeller og har ingen kilde.",
    "An amount in the text is not in the note's tables and has no source."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let prose = context.prose;
    let all = prose.mentions.candidates.plain();
    // Where the note has no figures, there is nothing to hold the text against.
    if !all.iter().any(|candidate| matches!(candidate.origin, Origin::Figure(_))) {
        return;
    }
    let total = all.iter().find(|candidate| is_total(context, candidate));
    for mention in &prose.mentions.list {
        let Verdict::Unbacked(about) = &mention.verdict else { continue };
        let own = &mention.words;
        let meant = about.map(|index| &all[index]).into_iter().chain(total);
        let offered = meant
            .into_iter()
            .find_map(|candidate| offer::expression(context, candidate, &mention.money));
        let offered = offered.unwrap_or_else(|| "{{ oekonomi.post[2020] | mio }}".to_owned());
        findings.push(
            Diagnostic::new(
                &UNBACKED,
                mention.span,
                text!("{own} står ikke i notatets tabeller", "{own} is not in the note's tables"),
            )
            .help(text!(
                "er det notatets eget tal, så hent det, fx {offered}; er det andres, så skriv [[eksterne_tal]] med beloeb = \"{own}\" og kilde = \"…\", eller en fodnote med kilden i sætningen",
                "if it is the note's own figure, take it from there, e.g. {offered}; if it is somebody else's, write [[eksterne_tal]] with beloeb = \"{own}\" and kilde = \"…\", or a footnote with the source in the sentence"
            )),
        );
    }
}

/// True for the total of a table over all its years.
fn is_total(context: &Context<'_>, candidate: &Candidate) -> bool {
    let Origin::Figure(id) = candidate.origin else { return false };
    let figure = context.reconciled.system.figure(id);
    figure.row == Row::Grand && matches!(figure.column, ColumnKey::Across | ColumnKey::Amount)
}
