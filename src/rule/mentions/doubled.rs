//! A word that is filled in, and typed beside it as well: "3,2 mio. kr. mio. kr.", "tabel Tabel 1".

use std::ops::Range;

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::number::starts_word;
use crate::prose::passage::{FILLED, Passage, Passages};
use crate::rule::context::Context;
use crate::rule::mentions::words;
use crate::source::Span;
use crate::text;

rule!(
    DOUBLED = "hentet-dobbelt", Warning;
    "Et ord, som et hentet tal eller en henvisning selv skriver, står også ved siden af.",
    "A word that a fetched figure or a reference writes itself is also typed beside it."
);

/// What a unit is written as, the longest first.
const UNITS: &[&str] = &[
    "millioner kroner",
    "millioner kr.",
    "mio. kroner",
    "mio. kr.",
    "mio.kr.",
    "mio. kr",
    "mia. kr.",
    "mia.kr.",
    "1.000 kr.",
    "t.kr.",
    "t. kr.",
    "tkr.",
    "tkr",
    "mio.",
    "mio",
    "mia.",
    "kroner",
    "kr.",
    "kr",
];

const BLANKS: [char; 2] = [' ', '\u{a0}'];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for text in &context.prose.texts {
        for passage in &text.list {
            for (at, words, _) in &passage.filled {
                findings.extend(unit(context, text, passage, *at, words));
            }
            for (at, words) in &passage.refs {
                findings.extend(reference(context, text, passage, *at, words));
            }
        }
    }
}

/// A unit typed after a figure that has it.
fn unit(
    context: &Context<'_>,
    text: &Passages<'_>,
    passage: &Passage,
    at: usize,
    words: &str,
) -> Option<Diagnostic> {
    if !words.ends_with("kr.") {
        return None;
    }
    let end = at + FILLED.len_utf8();
    let after = passage.text.get(end..)?.trim_start_matches(BLANKS);
    let starts = |unit: &&&str| {
        if unit.ends_with('.') { after.starts_with(**unit) } else { starts_word(after, unit) }
    };
    let typed = UNITS.iter().find(starts)?;
    // A sentence that goes on after "kr." keeps its point.
    let to = passage.text.len() - after.len() + typed.len();
    let expression = words::expression_at(context, text.span(passage, at..end))?;
    let written = context.project.sources.slice(expression);
    Some(Diagnostic {
        replacement: Some(String::new()),
        ..Diagnostic::new(
            &DOUBLED,
            text.span(passage, end..to),
            text!(
                "enheden står to gange: her trykkes {words} {typed}",
                "the unit stands twice: this prints {words} {typed}"
            ),
        )
        .help(text!(
            "slet {typed}: {written} skriver selv enheden",
            "delete {typed}: {written} writes the unit itself"
        ))
    })
}

/// "tabel" typed before a reference that begins with it.
fn reference(
    context: &Context<'_>,
    text: &Passages<'_>,
    passage: &Passage,
    at: usize,
    words: &[&str],
) -> Option<Diagnostic> {
    let head = passage.text.get(..at)?.trim_end_matches(BLANKS);
    let start = head.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + blank(head, at));
    let word = &head[start..];
    if !words.iter().any(|own| word.eq_ignore_ascii_case(own)) {
        return None;
    }
    let range: Range<usize> = start..at + FILLED.len_utf8();
    let expression = words::expression_at(context, text.span(passage, at..range.end))?;
    let written = context.project.sources.slice(expression);
    let small = word.starts_with(char::is_lowercase);
    let meant = match written.strip_suffix("}}").filter(|own| small && !own.contains("lille")) {
        Some(own) => format!("{} | lille }}}}", own.trim_end()),
        None => written.to_owned(),
    };
    Some(Diagnostic {
        replacement: Some(meant.clone()),
        ..Diagnostic::new(
            &DOUBLED,
            Span { end: expression.end, ..text.span(passage, range) },
            text!(
                "henvisningen skriver selv ordet: her trykkes {word} to gange",
                "the reference writes the word itself: this prints {word} twice"
            ),
        )
        .help(text!("skriv {meant} uden {word} foran", "write {meant} without {word} before it"))
    })
}

/// How many bytes the character at a place takes.
fn blank(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}
