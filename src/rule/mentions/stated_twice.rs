//! The same thing in two places of the text, with two amounts.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::money::{Hedge, Rate};
use crate::mention::near_miss::{self, Nearness};
use crate::mention::{Mention, Verdict};
use crate::rule::context::Context;
use crate::text;

rule!(
    STATED_TWICE = "beloeb-uens", Warning;
    "Teksten siger to forskellige beløb om det samme.",
    "The text says two different amounts of the same thing."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let prose = context.prose;
    let mut stated: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
    for mention in &prose.mentions.list {
        let own =
            !matches!(mention.verdict, Verdict::Price | Verdict::Quoted | Verdict::Sourced(_));
        let plain = matches!(mention.money.hedge, Hedge::Exact | Hedge::About)
            && mention.money.up_to.is_none()
            && mention.money.rate != Rate::Price;
        let Some(of) = mention.of.as_deref().filter(|_| own && plain) else { continue };
        let others = stated.entry(of).or_default();
        // Only the last one is held against: a chain of amounts is told link by link.
        if let Some(first) = others.last().copied().filter(|first| differ(first, mention)) {
            findings.push(finding(context, first, mention, of));
        }
        others.push(mention);
    }
}

/// True where two amounts are of the same years and a slip of each other, and not both filled in.
fn differ(one: &Mention, other: &Mention) -> bool {
    let alike = one.money.unit == other.money.unit
        && one.years == other.years
        && one.money.rate == other.money.rate;
    let filled = |mention: &Mention| matches!(mention.verdict, Verdict::Filled(_));
    // What the note has may be nearly another figure that it has.
    let known = |mention: &Mention| {
        filled(mention)
            || matches!(
                mention.verdict,
                Verdict::Backed(_) | Verdict::Reckoned(_) | Verdict::Change
            )
    };
    let both = |is: &dyn Fn(&Mention) -> bool| is(one) && is(other);
    alike && (!both(&filled) && slip(one, other) || !both(&known) && apart(one, other))
}

fn slip(one: &Mention, other: &Mention) -> bool {
    let exact = |mention: &Mention| mention.money.hedge == Hedge::Exact;
    let near = near_miss::near(&other.money, one.money.kroner);
    exact(one) && exact(other) && matches!(near, Some(Nearness::Digit | Nearness::Close))
}

/// "200 mio. kr." and "ca. 212 mio. kr.": near enough to be the same, and not the same about.
fn apart(one: &Mention, other: &Mention) -> bool {
    let about = |mention: &Mention| mention.money.hedge == Hedge::About;
    let (one_is, other_is) = (one.money.kroner, other.money.kroner);
    let share = |per_mille: i64| one_is.max(other_is).checked_mul(Decimal::new(per_mille, 3));
    let half = one.money.step().max(other.money.step()).checked_div(Decimal::TWO);
    let difference = one_is.checked_sub(other_is).map(|difference| difference.abs());
    let (Some(least), Some(most), Some(half), Some(difference)) =
        (share(25), share(100), half, difference)
    else {
        return false;
    };
    about(one) != about(other) && difference > least.max(half) && difference <= most
}

fn finding(context: &Context<'_>, first: &Mention, mention: &Mention, of: &str) -> Diagnostic {
    let hedged = |mention: &Mention| {
        let about = if mention.money.hedge == Hedge::About { "ca. " } else { "" };
        format!("{about}{}", mention.words)
    };
    let (own, other) = (hedged(mention), hedged(first));
    let line = context.project.sources.line(first.span);
    Diagnostic::new(
        &STATED_TWICE,
        mention.span,
        text!("her er det {own} {of}, men {other} i linje {line}", "here it is {own} {of}, but {other} in line {line}"),
    )
    .label(first.span, text!("{other} her", "{other} here"))
    .help(text!(
        "ret det, der er forkert; er det to forskellige ting, så sig det i teksten, fx med årene",
        "correct the one that is wrong; if they are two different things, say so in the text, e.g. with the years"
    ))
}
