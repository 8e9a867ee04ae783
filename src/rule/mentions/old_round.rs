//! An earlier round named where the note speaks of its own: left over from last year's paper.

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::sentence;
use crate::rule::context::Context;
use crate::text;

rule!(
    OLD_ROUND = "tidligere-runde", Remark;
    "Notatet siger, at det hører til en tidligere runde.",
    "The note says that it belongs to an earlier round."
);

/// How a note speaks of itself.
const ITSELF: &[&str] = &["notatet", "budgetønsket", "ønsket", "forslaget", "dette notat"];

/// What it says of its round.
const BELONGS: &[&str] = &[
    "indgår i",
    "indgå i",
    "fremlægges",
    "fremsættes",
    "behandles",
    "forhandlingerne om",
    "budgetforhandlingerne",
    "er udarbejdet til",
    "udarbejdes til",
    "stilles i",
];

/// What was decided before.
const PAST: &[&str] = &[
    "blev",
    "vedtag",
    "beslutt",
    "aftalt",
    "aftalen",
    "bevilget",
    "siden",
    "viderefør",
    "forlæng",
    "opfølgning",
    "fra budget",
    "indgik",
    "udløb",
    "svarende til",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let title = &context.round.title;
    let Some(own) = title.strip_prefix("Budget ").and_then(|year| year.parse::<u16>().ok()) else {
        return;
    };
    for text in &context.prose.texts {
        for passage in
            text.list.iter().filter(|passage| !passage.quoted && passage.footnote.is_none())
        {
            for &at in &passage.digits {
                if !matches!(passage.text.as_bytes().get(at..at + 2), Some(b"19" | b"20")) {
                    continue;
                }
                let (before, after) = passage.text.split_at(at);
                let head = before.trim_end_matches([' ', '\u{a0}']);
                let start = head.len().checked_sub("budget".len());
                let Some(start) = start.filter(|start| {
                    head.get(*start..).is_some_and(|word| word.eq_ignore_ascii_case("budget"))
                }) else {
                    continue;
                };
                let year = after.get(..4).and_then(|digits| digits.parse::<u16>().ok());
                let Some(year) = year.filter(|year| (1990..own).contains(year)) else { continue };
                let goes_on = after[4..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
                let whole = sentence::split(&passage.text)
                    .find(|whole| whole.start <= start && at + 4 <= whole.end);
                let Some(whole) = whole.filter(|_| !goes_on) else { continue };
                let small = passage.text[whole].to_lowercase();
                let says = |words: &[&str]| words.iter().any(|word| small.contains(word));
                if !says(ITSELF) || !says(BELONGS) || says(PAST) {
                    continue;
                }
                findings.push(Diagnostic {
                    replacement: Some(title.clone()),
                    ..Diagnostic::new(
                        &OLD_ROUND,
                        text.span(passage, start..at + 4),
                        text!(
                            "notatet hører til {title}, men teksten siger Budget {year}",
                            "the note belongs to {title}, but the text says Budget {year}"
                        ),
                    )
                    .help(text!(
                        "skriv {title}; er det virkelig det tidligere budget, så sig, hvad der blev besluttet dengang",
                        "write {title}; if it is really the earlier budget, say what was decided then"
                    ))
                });
            }
        }
    }
}
