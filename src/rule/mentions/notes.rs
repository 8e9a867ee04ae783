//! Notes referred to by an id that is typed: it must be one of the round's.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::sentence;
use crate::rule::context::Context;
use crate::suggest;
use crate::text;

rule!(
    NO_SUCH_NOTE = "notatnummer", Warning;
    "Teksten nævner et notat, som runden ikke har.",
    "The text mentions a note that the round does not have."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let known = context.notes;
    for text in &context.prose.texts {
        for passage in &text.list {
            for range in passage.digits.iter().filter_map(|at| shaped(&passage.text, *at)) {
                let (word, after) = (&passage.text[range.clone()], &passage.text[range.end..]);
                // Only what begins as the round's own ids do can be meant as one: "SEL 85" and "A4"
                // can't.
                let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
                let own = word == context.note.id.value || known.has(word);
                if own || !known.begin_with(letters) || other_round(after) {
                    continue;
                }
                // Said anywhere around it, or where its footnote is marked.
                if of_other(context, &passage.text, &range)
                    || passage.footnote.is_some()
                        && text.list.iter().any(|other| {
                            let mark = |(_, label): &(usize, String)| {
                                Some(label) == passage.footnote.as_ref()
                            };
                            let at = other.marks.iter().find(|own| mark(own)).map(|(at, _)| *at);
                            at.is_some_and(|at| of_other(context, &other.text, &(at..at)))
                        })
                {
                    continue;
                }
                let mut listed: Vec<&str> = known.iter().collect();
                listed.sort_unstable();
                let close = suggest::did_you_mean(word, listed);
                findings.push(
                    Diagnostic::new(
                        &NO_SUCH_NOTE,
                        text.span(passage, range.clone()),
                        text!("runden har intet notat {word}", "the round has no note {word}"),
                    )
                    .help(close.unwrap_or_else(|| {
                        text!(
                            "ret nummeret; har notatet ingen fil, så skriv det i runde.toml under [[note]] med id og titel",
                            "correct the id; if the note has no file, write it in runde.toml under [[note]] with its id and title"
                        )
                    })),
                );
            }
        }
    }
}

/// The word whose digits begin at a place, where it is shaped as a note's id: two capital letters or
/// more, and one to three digits.
fn shaped(text: &str, digits: usize) -> Option<Range<usize>> {
    // Most numbers have no capital before them.
    let last = text.as_bytes()[..digits].last()?;
    if !last.is_ascii_uppercase() && last.is_ascii() {
        return None;
    }
    let count = text[digits..].bytes().take_while(u8::is_ascii_digit).count();
    let (before, after) = (&text[..digits], &text[digits + count..]);
    let rest = before.trim_end_matches(char::is_uppercase);
    let whole = !rest.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
    ((1..=3).contains(&count) && before.len() - rest.len() >= 2 && whole)
        .then_some(rest.len()..digits + count)
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

/// True where another round than the note's own is spoken of in the sentence of a place:
/// "Overførselssagen 2021-2022", "Budget 2016".
fn of_other(context: &Context<'_>, text: &str, range: &Range<usize>) -> bool {
    let whole =
        sentence::split(text).find(|own| own.start <= range.start && range.start <= own.end);
    let small = whole.map(|whole| text[whole].to_lowercase()).unwrap_or_default();
    let own = context.round.title.to_lowercase();
    let rounds =
        context.project.rounds.values().filter(|round| round.folder != context.round.folder);
    let mut titles = rounds.map(|round| round.title.to_lowercase());
    if titles.any(|title| !title.is_empty() && small.contains(&title)) {
        return true;
    }
    ["budget 20", "overførselssag", "budgetaftale"]
        .iter()
        .any(|round| small.match_indices(round).any(|(at, _)| !small[at..].starts_with(&own)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::passage::digits;

    #[test]
    fn what_is_shaped_as_an_id_is_found_at_its_digits() {
        let found = |text: &'static str| {
            let ranges = digits(text).into_iter().filter_map(|at| shaped(text, at));
            ranges.map(|range| &text[range]).collect::<Vec<_>>()
        };
        assert_eq!(found("BI25, (SOU7) og ØK100."), ["BI25", "SOU7", "ØK100"]);
        assert_eq!(found("B2 BI2025 BI25a xBI25 Bi25 25 BI-25 BI2B5 3BI25"), [""; 0]);
    }
}
