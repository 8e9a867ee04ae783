//! An amount in the text that nothing in the note stands behind.

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::Row;
use crate::mention::candidate::{Candidate, Origin};
use crate::mention::{Mention, Verdict};
use crate::note::{ColumnKey, Period};
use crate::rule::context::Context;
use crate::rule::mentions::{offer, words};
use crate::text;
use crate::text::Text;

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
        let about = about.map(|index| &all[index]);
        let meant = about.map(|candidate| of_year(context, all, candidate, mention));
        let named = meant.flatten();
        let fallback = about.filter(|_| mention.years.is_none()).into_iter().chain(total);
        let offered = named
            .into_iter()
            .chain(fallback)
            .find_map(|candidate| offer::expression(context, candidate, &mention.money));
        let offered = offered.unwrap_or_else(|| "{{ oekonomi.post[2020] | mio }}".to_owned());
        let stated = named
            .filter(|_| mention.years.is_some())
            .and_then(|candidate| words::of(context, candidate).map(|found| (candidate, found)));
        let (first, first_en) = match stated {
            Some((candidate, (_, amount, measure))) => {
                let Text { da, en } = words::candidate(context, candidate, &[]);
                let amount =
                    format!("{} {}", amount.danish(measure.decimals), measure.unit.short());
                (
                    format!("{da} er {amount}: er det, hvad der menes, så skriv {offered}"),
                    format!("{en} is {amount}: if that is meant, write {offered}"),
                )
            }
            None => (
                format!("er det notatets eget tal, så hent det, fx {offered}"),
                format!("if it is the note's own figure, take it from there, e.g. {offered}"),
            ),
        };
        findings.push(
            Diagnostic::new(
                &UNBACKED,
                mention.span,
                text!("{own} står ikke i notatets tabeller", "{own} is not in the note's tables"),
            )
            .help(text!(
                "{first}; er tallet fra en anden kilde, så skriv [[eksterne_tal]] med beloeb = \"{own}\" og kilde = \"…\", eller en fodnote med kilden i sætningen",
                "{first_en}; if the figure is from another source, write [[eksterne_tal]] with beloeb = \"{own}\" and kilde = \"…\", or a footnote with the source in the sentence"
            )),
        );
    }
}

/// The figure of a candidate's row in the year that an amount is said to be of; itself where none
/// is said.
fn of_year<'c>(
    context: &Context<'_>,
    all: &'c [Candidate],
    candidate: &'c Candidate,
    mention: &Mention,
) -> Option<&'c Candidate> {
    let Some((from, _)) = mention.years else { return Some(candidate) };
    let Origin::Figure(id) = candidate.origin else { return None };
    let figure = context.reconciled.system.figure(id);
    let column = ColumnKey::Period(Period::Year(from));
    let of_year = context.reconciled.system.find(figure.table, figure.row, &column)?;
    all.iter().find(|candidate| candidate.origin == Origin::Figure(of_year))
}

/// True for the total of a table over all its years.
fn is_total(context: &Context<'_>, candidate: &Candidate) -> bool {
    let Origin::Figure(id) = candidate.origin else { return false };
    let figure = context.reconciled.system.figure(id);
    figure.row == Row::Grand && matches!(figure.column, ColumnKey::Across | ColumnKey::Amount)
}
