//! A date of the year before the round, where one of the round's own is meant: a deadline copied
//! from last year's paper.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::sentence;
use crate::note::Date;
use crate::prose::passage::{Passage, Passages};
use crate::rule::context::Context;
use crate::text;

rule!(
    BEFORE = "dato-foer-runden", Remark;
    "En frist i teksten ligger før runden.",
    "A deadline in the text is before the round."
);

/// A date of the text.
pub(super) struct Seen<'a> {
    pub(super) text: &'a Passages<'a>,
    pub(super) passage: &'a Passage,
    pub(super) range: Range<usize>,
    pub(super) day: Date,
}

/// Words of a deadline that is still to come.
const AHEAD: &[&str] = &[
    "fristen er",
    "frist er",
    "senest",
    "afleveres",
    "indsendes",
    "fremsendes",
    "skal være",
    "skal ske",
    "sendes til",
    "inden den",
];

/// Words of what has been.
const PAST: &[&str] = &[
    " blev",
    " var ",
    "vedtaget",
    "vedtog",
    "besluttede",
    "skulle",
    "havde",
    "er sket",
    "indgået",
    "aftale af",
    "siden",
];

/// How many days two dates of two years may be apart to be of the same event.
const NEAR: u8 = 7;

pub(super) fn check(context: &Context<'_>, dates: &[Seen<'_>], findings: &mut Vec<Diagnostic>) {
    let Some(of_round) = context.round.date else { return };
    let (year, ..) = of_round.parts();
    for seen in dates {
        let (own, month, day) = seen.day.parts();
        if own + 1 != year || seen.passage.quoted || seen.passage.footnote.is_some() {
            continue;
        }
        let whole = sentence::split(&seen.passage.text)
            .find(|whole| whole.start <= seen.range.start && seen.range.end <= whole.end);
        let Some(whole) = whole else { continue };
        let small = seen.passage.text[whole].to_lowercase();
        if PAST.iter().any(|word| small.contains(word)) {
            continue;
        }
        let beside = dates.iter().find(|other| {
            let (of_other, other_month, other_day) = other.day.parts();
            of_other == year && other_month == month && other_day.abs_diff(day) <= NEAR
        });
        if beside.is_none() && !AHEAD.iter().any(|word| small.contains(word)) {
            continue;
        }
        let written = &seen.passage.text[seen.range.clone()];
        let round = &context.round.title;
        let mut finding = Diagnostic::new(
            &BEFORE,
            seen.text.span(seen.passage, seen.range.clone()),
            text!(
                "{written} ligger før runden {round}, der er fra {year}",
                "{written} is before the round {round}, which is of {year}"
            ),
        )
        .help(text!(
            "ret årstallet til {year}, og se ugedagen efter; er datoen rigtig, så skriv i datid",
            "correct the year to {year}, and look at the weekday; if the date is right, say it in the past tense"
        ));
        if let Some(other) = beside {
            let place = other.text.span(other.passage, other.range.clone());
            finding = finding.label(place, text!("i rundens år", "in the round's year"));
        }
        findings.push(finding);
    }
}
