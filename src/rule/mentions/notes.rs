//! Notes referred to by an id that is typed: it must be one of the round's.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, rule};
use crate::rule::context::Context;
use crate::suggest;
use crate::text;

rule!(
    NO_SUCH_NOTE = "notatnummer", Warning;
    "Teksten nævner et notat, som runden ikke har.",
    "The text mentions a note that the round does not have."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let seen = context.seen;
    // Few texts name a note: the round's ids are gathered where one does.
    let known =
        LazyCell::new(|| context.notes.iter().map(String::as_str).collect::<BTreeSet<&str>>());
    // Only what begins as the round's own ids do can be meant as one: "SEL 85" and "A4" can't.
    let prefixes = LazyCell::new(|| known.iter().map(|id| letters(id)).collect::<BTreeSet<&str>>());
    for text in &seen.texts {
        for passage in &text.list {
            let mut at = 0;
            for word in passage.text.split(|c: char| !c.is_alphanumeric()) {
                let start = at;
                at += word.len()
                    + passage.text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
                let prefix = letters(word);
                let digits = &word[prefix.len()..];
                let digit = (1..=3).contains(&digits.len())
                    && digits.bytes().all(|byte| byte.is_ascii_digit());
                let shaped = digit && prefix.len() >= 2 && word != context.note.id.value;
                if !shaped || !prefixes.contains(prefix) || known.contains(word) {
                    continue;
                }
                if other_round(&passage.text[start + word.len()..]) {
                    continue;
                }
                let close = suggest::did_you_mean(word, known.iter().copied());
                findings.push(
                    Diagnostic::new(
                        &NO_SUCH_NOTE,
                        text.span(passage, start..start + word.len()),
                        text!("runden har intet notat {word}", "the round has no note {word}"),
                    )
                    .help(close.unwrap_or_else(|| {
                        text!(
                            "ret nummeret; har notatet ingen fil, så skriv det i runde.toml under [[note]] med id og titel",
                            "mend the id; if the note has no file, write it in runde.toml under [[note]] with its id and title"
                        )
                    })),
                );
            }
        }
    }
}

/// The capital letters that an id begins with.
fn letters(id: &str) -> &str {
    &id[..id.find(|c: char| !c.is_uppercase()).unwrap_or(id.len())]
}

/// True where the note is said to be of another round: "BI25 i Budget 2016", "BI25 fra
/// overførselssagen".
fn other_round(after: &str) -> bool {
    let mut words = after.split_whitespace();
    let joined = matches!(words.next(), Some("i" | "fra" | "til" | "(Budget" | "ved"));
    joined
        && words.next().is_some_and(|word| {
            ["budget", "overførsel"].iter().any(|round| word.to_lowercase().starts_with(round))
        })
}
