//! One thing that is counted twice with two results: "200 elever", and "ca. 212 elever" in another
//! sentence about the same.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::sentence;
use crate::prose::passage::{Passage, Passages, Setting};
use crate::rule::context::Context;
use crate::source::Span;
use crate::text;

rule!(
    OTHER_COUNT = "antal-uens", Remark;
    "Teksten nævner to forskellige antal af det samme.",
    "The text says two different counts of the same."
);

/// What is counted as one whole: of other things a note has many of each.
const COUNTED: &[&str] = &[
    "elever",
    "børn",
    "borgere",
    "pladser",
    "boliger",
    "lejligheder",
    "medarbejdere",
    "ansatte",
    "deltagere",
    "brugere",
    "familier",
    "unge",
    "ledige",
    "beboere",
    "studerende",
    "besøgende",
];

/// Words of a sentence whose count is of a part, a change, a share or another time.
const EXPLAINS: &[&str] = &[
    "i alt",
    "heraf",
    "yderligere",
    "flere",
    "færre",
    "fra ",
    "til ",
    "stig",
    "fald",
    "vokse",
    "reduc",
    "øge",
    "øget",
    "udvid",
    "nye ",
    "ekstra",
    "rest",
    "øvrige",
    "andre",
    "hver",
    "pr.",
    "pct",
    "procent",
    "gennemsnit",
    "mindst",
    "højst",
    "mellem",
    "svarende",
    "ud af",
    "kapacitet",
    "venteliste",
    "prognose",
    "forvent",
    "skønne",
    "tidligere",
    "siden",
    "sidste år",
    "nuværende",
    "halvdel",
    "del af",
    "dels",
    "scenarie",
    "model ",
    "fase ",
    "etape",
];

/// Words that say that a count is not exact.
const ABOUT: &[&str] =
    &["ca.", "ca", "cirka", "omkring", "omtrent", "knap", "godt", "næsten", "over"];

/// How far apart two counts of one thing may be: a fifth of the larger.
const NEAR: u64 = 5;

/// A count in a sentence.
struct Count<'a> {
    noun: &'static str,
    value: u64,
    about: bool,
    written: &'a str,
    place: Span,
    /// Where the sentence is, so that two counts of one sentence are not held against each other.
    sentence: (usize, usize),
    years: BTreeSet<&'a str>,
    roots: BTreeSet<String>,
    names: BTreeSet<&'a str>,
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let mut counts: Vec<Count<'_>> = Vec::new();
    let mut number = 0;
    for text in &context.prose.texts {
        for passage in &text.list {
            number += 1;
            if passage.quoted || passage.setting != Setting::Running || passage.digits.is_empty() {
                continue;
            }
            counts_of(text, passage, number, &mut counts);
        }
    }
    if counts.len() < 2 {
        return;
    }
    for noun in COUNTED {
        let own: Vec<&Count<'_>> = counts.iter().filter(|count| count.noun == *noun).collect();
        let values: BTreeSet<u64> = own.iter().map(|count| count.value).collect();
        // More than two are of several things.
        if values.len() != 2 {
            continue;
        }
        let pairs = own
            .iter()
            .enumerate()
            .flat_map(|(at, first)| own.iter().skip(at + 1).map(move |second| (*first, *second)));
        for (first, second) in pairs.filter(|(first, second)| is_of_same(first, second)).take(1) {
            let (one, other) = (first.written, second.written);
            let message = text!(
                "her er det {other}, men {one} et andet sted",
                "here it is {other}, but {one} elsewhere"
            );
            findings.push(
                Diagnostic::new(&OTHER_COUNT, second.place, message)
                    .label(first.place, text!("her er det {one}", "here it is {one}"))
                    .help(text!(
                        "er det de samme {noun}, så skriv samme tal begge steder; ellers skriv, hvad hvert tal dækker",
                        "if they are the same ({noun}), write the same number in both places; else write what each number covers"
                    )),
            );
        }
    }
}

/// The counts of a passage that stand in sentences which say nothing else of them.
fn counts_of<'a>(
    text: &'a Passages<'a>,
    passage: &'a Passage,
    number: usize,
    counts: &mut Vec<Count<'a>>,
) {
    let all: Vec<(Range<usize>, u64, &'static str)> =
        passage.digits.iter().filter_map(|at| count(&passage.text, *at)).collect();
    if all.is_empty() {
        return;
    }
    for range in sentence::split(&passage.text) {
        let found: Vec<&(Range<usize>, u64, &'static str)> =
            all.iter().filter(|(own, ..)| range.contains(&own.start)).collect();
        // Two counts of one thing in a sentence are two things.
        let [(own, value, noun)] = found.as_slice() else { continue };
        let whole = &passage.text[range.clone()];
        let small = whole.to_lowercase();
        if EXPLAINS.iter().any(|word| small.contains(word)) {
            continue;
        }
        let before = passage.text[range.start..own.start].trim_end();
        let about = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
        let words = || whole.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let is_year =
            |word: &&str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        let long = |word: &&str| word.chars().count() >= ROOT && !word.contains(noun);
        let root = |word: &str| word.to_lowercase().chars().take(ROOT).collect::<String>();
        counts.push(Count {
            noun,
            value: *value,
            about: ABOUT.contains(&about.as_str()),
            written: &passage.text[own.clone()],
            place: text.span(passage, own.clone()),
            sentence: (number, range.start),
            years: words().filter(is_year).collect(),
            roots: words().filter(long).map(root).collect(),
            names: words().skip(1).filter(|word| word.starts_with(char::is_uppercase)).collect(),
        });
    }
}

/// How many letters make a root.
const ROOT: usize = 5;

/// The count that begins at a digit, with what is counted right after it.
fn count(text: &str, at: usize) -> Option<(Range<usize>, u64, &'static str)> {
    let (before, digits) = text.as_bytes().split_at(at);
    // A part of a number is not read once more.
    if matches!(before.last(), Some(b'.' | b',' | b'-' | b'/')) {
        return None;
    }
    let digits = digits.iter();
    let end = at + digits.take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    // Few numbers have such a noun after them, which is told at once.
    let rest = text[end..].strip_prefix([' ', '\u{a0}'])?;
    let first = rest.as_bytes().first();
    let noun = COUNTED.iter().find(|noun| {
        noun.as_bytes().first() == first
            && rest
                .strip_prefix(**noun)
                .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    })?;
    if text[..at]
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '–' | '/'))
    {
        return None;
    }
    let written = &text[at..end];
    let mut groups = written.split('.');
    let first = groups.next()?;
    if written.len() > 3 && first.len() > 3 || groups.any(|group| group.len() != 3) {
        return None;
    }
    let value: u64 = written.replace('.', "").parse().ok().filter(|value| *value >= 10)?;
    let from = text.len() - rest.len();
    Some((at..from + noun.len(), value, noun))
}

/// True where two counts are of the same, by all that their sentences say, and neither is the other
/// rounded.
fn is_of_same(one: &Count<'_>, other: &Count<'_>) -> bool {
    let (low, high) = (one.value.min(other.value), one.value.max(other.value));
    let named = one.names.is_empty()
        || other.names.is_empty()
        || one.names.intersection(&other.names).next().is_some();
    let rounded = |coarse: &Count<'_>, fine: &Count<'_>| {
        let step = step(coarse.value);
        let off = coarse.value.abs_diff(fine.value);
        // A number that is not exact is rounded; one that is said to be about is not more exact.
        step > self::step(fine.value) && off * 2 <= step && (coarse.about || !fine.about)
    };
    low != high
        && (high - low) * NEAR < high
        && one.sentence != other.sentence
        && one.years == other.years
        && named
        && one.roots.intersection(&other.roots).next().is_some()
        && !rounded(one, other)
        && !rounded(other, one)
}

/// The power of ten that a number is a whole number of.
fn step(value: u64) -> u64 {
    let mut step = 1;
    while value != 0 && value.is_multiple_of(step * 10) {
        step *= 10;
    }
    step
}
