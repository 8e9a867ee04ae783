//! The right amount of another post than the one that the sentence names.

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::Row;
use crate::mention::candidate::Origin;
use crate::mention::{Mention, Verdict};
use crate::note::{ColumnKey, Period, TableNo};
use crate::rule::context::Context;
use crate::rule::mentions::{offer, words};
use crate::text;
use crate::text::Text;

rule!(
    OTHER_POST = "beloeb-anden-post", Warning;
    "Beløbet findes, men er en anden posts end den, teksten nævner.",
    "The amount exists, but is another post's than the one that the text names."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for mention in &context.prose.mentions.list {
        if let Verdict::OtherPost(index, named) = &mention.verdict {
            findings.extend(finding(context, mention, *index, *named));
        }
    }
}

fn finding(
    context: &Context<'_>,
    mention: &Mention,
    index: usize,
    (table, row): (TableNo, Row),
) -> Option<Diagnostic> {
    let all = &context.prose.mentions.candidates;
    let candidate = all.at(index);
    let (id, ..) = words::of(context, candidate)?;
    let figure = context.reconciled.system.figure(id);
    let (own, name) = (&mention.words, words::row(context, table, row));
    let Text { da, en } = words::figure(context, figure);
    let Text { da: by_year, en: by_year_en } = words::by_year(context, table, row);
    let column = ColumnKey::Period(Period::Year(mention.years.map_or(0, |years| years.0)));
    let right = context.reconciled.system.find(table, row, &column);
    let of_year = all
        .plain()
        .iter()
        .find(|candidate| matches!(candidate.origin, Origin::Figure(id) if Some(id) == right));
    let offered =
        of_year.and_then(|candidate| offer::expression(context, candidate, &mention.money));
    let help = match offered {
        Some(offered) => text!(
            "skriv {offered}, eller ret navnet i teksten",
            "write {offered}, or correct the name in the text"
        ),
        None => text!(
            "ret beløbet eller navnet i teksten",
            "correct the amount or the name in the text"
        ),
    };
    Some(
        Diagnostic::new(
            &OTHER_POST,
            mention.span,
            text!("{own} er ikke {name}, men {da}", "{own} is not {name}, but {en}"),
        )
        .here(text!("i teksten", "in the text"))
        .label(figure.span, text!("tallet her", "the figure here"))
        .note(text!("{name}: {by_year}", "{name}: {by_year_en}"))
        .help(help),
    )
}
