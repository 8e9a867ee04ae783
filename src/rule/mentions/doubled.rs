//! A word that is filled in, and typed beside it as well: "3,2 mio. kr. mio. kr.", "tabel Tabel 1".

use std::ops::Range;

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::number::starts_word;
use crate::note::TableNo;
use crate::prose::passage::{FILLED, Passage, Passages, Setting};
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
            findings.extend(caption(context, text, passage));
            for (at, words) in &passage.refs {
                findings.extend(reference(context, text, passage, *at, words));
            }
        }
    }
}

/// A table's own caption typed as a paragraph: it is printed above the table already.
fn caption(context: &Context<'_>, text: &Passages<'_>, passage: &Passage) -> Option<Diagnostic> {
    if !text.holds_tables || passage.setting != Setting::Running {
        return None;
    }
    let rest = passage.text.trim().strip_prefix("Tabel ")?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == 'a' || c == 'b');
    let title = rest.strip_prefix([':', '.', ' ', '–', '-'])?;
    let parted = rest.trim_start().starts_with([':', '.', '–', '-']);
    let title = title.trim_matches(|c: char| matches!(c, ' ' | ':' | '.' | '–' | '-' | '\u{a0}'));
    let end = text.span(passage, 0..passage.text.len()).end;
    let tables = &context.reconciled.note.tables;
    let is_same = |number: &TableNo| {
        let caption = tables[*number].caption().trim_end_matches([':', '.']);
        !caption.is_empty() && caption.eq_ignore_ascii_case(title)
    };
    // Right above the table, another title is the table's too.
    let is_above = |number: &TableNo, span: &Span| {
        let between = Span { start: end, end: span.start, ..*span };
        let numbered = tables[*number].numbered && !tables[*number].caption().is_empty();
        numbered
            && parted
            && end <= span.start
            && matches!(context.project.sources.slice(between).trim(), "" | "{{")
    };
    let mut placed = text.placed.iter();
    let (number, _) = placed.find(|(number, span)| is_same(number) || is_above(number, span))?;
    let own = &tables[*number];
    let id = &own.id.value;
    let message = text!(
        "nummer og titel på `{id}` trykkes af sig selv over tabellen: her står de en gang til",
        "the number and title of `{id}` are printed above the table by themselves: here they stand once more"
    );
    Some(Diagnostic::new(&DOUBLED, text.span(passage, 0..passage.text.len()), message).help(text!(
        "slet linjen; skal titlen være en anden, så ret titel på tabellen",
        "delete the line; if the title should be another, correct titel on the table"
    )))
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
