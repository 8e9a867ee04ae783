//! An amount in the text that is nearly a figure of the note.

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, Sides, rule};
use crate::mention::candidate::Origin;
use crate::mention::near_miss::Nearness;
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
    let kind = match nearness {
        Nearness::Close => {
            text!("er tæt på, men ikke det samme som", "is close to, but not the same as")
        }
        Nearness::Digit => text!("er kun et ciffer fra", "is one digit away from"),
        Nearness::Unit => text!("er i en anden enhed end", "is in another unit than"),
    };
    if let Origin::External(external) = candidate.origin {
        let declared = prose.mentions.externals[external].declared;
        let other = &declared.amount.value;
        let Text { da, en } = kind;
        return Some(
            Diagnostic::new(
                &NEAR,
                mention.span,
                text!(
                    "{own} {da} {other} under eksterne_tal",
                    "{own} {en} {other} under eksterne_tal"
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
    let message =
        text!("{own} {da} {printed} {unit} ({name_da})", "{own} {en} {printed} {unit} ({name_en})");
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
