//! A date before the round, where one of the round's own is meant: a deadline copied from an earlier
//! paper.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::sentence;
use crate::note::Date;
use crate::prose::passage::{Passage, Passages};
use crate::rule::context::Context;
use crate::stretches;
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

/// Words of a deadline, and of nothing else: what is said with them of a year long before the round is
/// told too. "Senest" is also what happened last.
const DEADLINE: &[&str] = &["fristen er", "frist er"];

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
    let in_year = days(dates, year);
    let mut spoken = Spoken::default();
    for seen in dates {
        let (own, month, day) = seen.day.parts();
        if own >= year || seen.passage.quoted || seen.passage.footnote.is_some() {
            continue;
        }
        let last_year = own + 1 == year;
        // Of a year before the last, only a deadline is told of.
        if !last_year && !spoken.names_deadline(seen) {
            continue;
        }
        let Some(says) = spoken.of(seen) else { continue };
        if says.past || !last_year && !says.deadline {
            continue;
        }
        let near = (month, day.saturating_sub(NEAR))..=(month, day.saturating_add(NEAR));
        let beside = in_year.range(near).map(|(_, first)| *first).min();
        let beside = beside.and_then(|first| dates.get(first)).filter(|_| last_year);
        if beside.is_none() && !says.ahead {
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

/// The days of a year that are spoken of, by month and day, each with the first date that is it.
fn days(dates: &[Seen<'_>], of: u16) -> BTreeMap<(u8, u8), usize> {
    let mut out = BTreeMap::new();
    for (number, seen) in dates.iter().enumerate() {
        let (year, month, day) = seen.day.parts();
        if year == of {
            out.entry((month, day)).or_insert(number);
        }
    }
    out
}

/// True where a text may speak of a deadline: all of [`DEADLINE`], and "fristen", have this in them.
fn names_deadline(passage: &Passage) -> bool {
    /// What makes a letter of ASCII small.
    const SMALL: u8 = 0x20;
    stretches::any(&passage.text, |seen| seen.map(|byte| byte | SMALL) == *b"rist")
}

/// How the sentences of dates speak, each looked at once; the dates come in the order of the text.
#[derive(Default)]
struct Spoken<'a> {
    passage: Option<&'a Passage>,
    /// True where it may speak of a deadline.
    deadline: bool,
    /// Its sentences, once one of them was asked for.
    sentences: OnceCell<Vec<Range<usize>>>,
    /// The sentence that was looked at last, and what it is of.
    last: Option<(usize, Says)>,
}

/// What a sentence is of.
#[derive(Clone, Copy)]
struct Says {
    /// What has been.
    past: bool,
    /// What is to come.
    ahead: bool,
    /// A deadline.
    deadline: bool,
}

impl<'a> Spoken<'a> {
    /// Turns to the passage of a date.
    fn turn_to(&mut self, passage: &'a Passage) {
        if !self.passage.is_some_and(|own| std::ptr::eq(own, passage)) {
            let deadline = names_deadline(passage);
            *self = Self { passage: Some(passage), deadline, ..Self::default() };
        }
    }

    /// True where the passage of a date may speak of a deadline.
    fn names_deadline(&mut self, seen: &Seen<'a>) -> bool {
        self.turn_to(seen.passage);
        self.deadline
    }

    /// What the sentence of a date is of.
    fn of(&mut self, seen: &Seen<'a>) -> Option<Says> {
        self.turn_to(seen.passage);
        let split = || sentence::split(&seen.passage.text).collect();
        let sentences = self.sentences.get_or_init(split);
        let number = sentences.partition_point(|whole| whole.end < seen.range.end);
        if let Some((_, says)) = self.last.filter(|(last, _)| *last == number) {
            return Some(says);
        }
        let whole = sentences.get(number)?;
        if whole.start > seen.range.start {
            return None;
        }
        let small = seen.passage.text[whole.clone()].to_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| small.contains(word));
        let deadline = says(DEADLINE) || small.contains("fristen") && small.contains(" er den ");
        let says = Says { past: says(PAST), ahead: deadline || says(AHEAD), deadline };
        self.last = Some((number, says));
        Some(says)
    }
}
