//! An amount in the text that is nearly a figure of the note.

use crate::amount::Amount;
use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Sides, rule};
use crate::mention::candidate::{Candidate, Origin};
use crate::mention::near_miss::{self, Nearness};
use crate::mention::{Mention, Verdict};
use crate::rule::context::{Context, NoteProse};
use crate::rule::mentions::{offer, words};
use crate::text;
use crate::text::Text;

rule!(
    NEAR = "beloeb-afviger", Warning;
    "Et beløb i teksten er næsten, men ikke helt, et af notatets tal.",
    "An amount in the text is nearly, but not quite, a figure of the note."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let prose = context.prose;
    for mention in &prose.mentions.list {
        let Verdict::Near(index, nearness) = mention.verdict else { continue };
        findings.extend(finding(context, prose, mention, index, nearness));
    }
}

fn finding(
    context: &Context<'_>,
    prose: &NoteProse<'_>,
    mention: &Mention,
    index: usize,
    nearness: Nearness,
) -> Option<Diagnostic> {
    let candidate = prose.mentions.candidates.at(index);
    let own = &mention.words;
    let (kind, why) = kind(mention, candidate, nearness);
    if let Origin::External(external) = candidate.origin {
        let declared = prose.mentions.externals[external].declared;
        let other = &declared.amount.value;
        let (Text { da, en }, Text { da: why_da, en: why_en }) = (kind, why);
        return Some(
            Diagnostic::new(
                &NEAR,
                mention.span,
                text!(
                    "{own} {da} {other} under eksterne_tal{why_da}",
                    "{own} {en} {other} under eksterne_tal{why_en}"
                ),
            )
            .label(declared.amount.span, text!("{other} her", "{other} here"))
            .help(text!("ret det af dem, der er forkert", "correct the one that is wrong")),
        );
    }
    let (id, amount, measure) = words::of(context, candidate)?;
    let figure = context.reconciled.system.figure(id);
    let table = &context.reconciled.note.tables[figure.table].id.value;
    let (name, printed) =
        (words::candidate(context, candidate, &[]), amount.danish(measure.decimals));
    let unit = measure.unit.short();
    let help = match offer::expression(context, candidate, &mention.money) {
        Some(offered) => text!(
            "er det samme tal ment, så skriv {offered}, der altid følger tabellen; er det et andet, så skriv dets kilde under [[eksterne_tal]]",
            "if the same figure is meant, write {offered}, which always follows the table; if it is another, write its source under [[eksterne_tal]]"
        ),
        None => text!(
            "ret det af dem, der er forkert; er det et andet tal, så skriv dets kilde under [[eksterne_tal]]",
            "correct the one that is wrong; if it is another figure, write its source under [[eksterne_tal]]"
        ),
    };
    let (Text { da, en }, Text { da: name_da, en: name_en }) = (kind, name);
    let Text { da: why_da, en: why_en } = why;
    let message = text!(
        "{own} {da} {printed} {unit} ({name_da}){why_da}",
        "{own} {en} {printed} {unit} ({name_en}){why_en}"
    );
    let mut finding = Diagnostic::new(&NEAR, mention.span, message)
        .here(text!("i teksten", "in the text"))
        .label(figure.span, text!("{printed} i `{table}`", "{printed} in `{table}`"))
        .help(help);
    let text_side = words::in_unit(&mention.money, measure.unit)
        .map(|text| if amount.is_negative() { text.negated() } else { text });
    if let Some(sides) = text_side.and_then(|text| Sides::new(text, amount)) {
        let (left, difference) = (
            sides.left.danish(measure.decimals),
            Amount::abs(sides.difference).danish(measure.decimals),
        );
        finding = finding
            .note(text!(
                "teksten {left} ≠ {table} {printed} (forskel {difference})",
                "the text {left} ≠ {table} {printed} (difference {difference})"
            ))
            .sides(sides);
    }
    Some(finding)
}

/// How an amount is near a figure, and what tells them apart.
fn kind(mention: &Mention, candidate: &Candidate, nearness: Nearness) -> (Text, Text) {
    let like = text!("ligner", "looks like");
    match nearness {
        Nearness::Close => (
            text!("er tæt på, men ikke det samme som", "is close to, but not the same as"),
            Text::default(),
        ),
        Nearness::Digit if near_miss::swapped(&mention.money, candidate.kroner) => {
            (like, text!("; to cifre er byttet om", "; two digits are swapped"))
        }
        Nearness::Digit => {
            (like, text!("; kun ét ciffer er forskelligt", "; only one digit is different"))
        }
        Nearness::Nought if mention.money.kroner > candidate.kroner => {
            (like, text!("; der er et nul for meget", "; there is a nought too many"))
        }
        Nearness::Nought => (like, text!("; der mangler et nul", "; a nought is missing")),
        Nearness::Unit => (times(mention, candidate), Text::default()),
    }
}

/// How many times larger or smaller an amount is than a figure that it has the digits of.
fn times(mention: &Mention, candidate: &Candidate) -> Text {
    let (own, other) = (mention.money.kroner, candidate.kroner.abs());
    let (large, small) = (own.max(other), own.min(other));
    let million = large.checked_div(small).is_some_and(|times| times > Decimal::from(30_000));
    let (times, times_en) = if million { ("1.000.000", "1,000,000") } else { ("1.000", "1,000") };
    if own < other {
        text!("er {times} gange mindre end", "is {times_en} times smaller than")
    } else {
        text!("er {times} gange større end", "is {times_en} times larger than")
    }
}
