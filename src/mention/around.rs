//! What is around an amount: how exact it is meant to be, and what it is per.

use crate::mention::number::starts_word;
use crate::prose::passage::FILLED;

/// How exact an amount is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hedge {
    /// As written.
    Exact,
    /// "ca."
    About,
    /// "knap"
    Below,
    /// "godt"
    Above,
}

/// What an amount is for each of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rate {
    /// Nothing: it is an amount.
    Once,
    /// Each year.
    Yearly,
    /// A price: each citizen, hour, month …
    Price,
}

/// As much of the text before a place as says how an amount is meant.
pub(super) fn before(text: &str, at: usize) -> &str {
    const MOST: usize = 80;
    let mut from = at.saturating_sub(MOST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..at]
}

/// The last word before a place.
pub(super) fn last_word(before: &str) -> &str {
    before.trim_end().rsplit([' ', '\u{a0}', '\n', '(', FILLED]).next().unwrap_or_default()
}

/// How exact an amount is meant, from the words before it.
pub(super) fn hedge(before: &str) -> Hedge {
    let word = last_word(before);
    let near = word.to_lowercase();
    match near.as_str() {
        "ca." | "ca" | "cirka" | "omkring" | "omtrent" | "regnet" | "anslået" => Hedge::About,
        "knap" | "knapt" | "næsten" | "under" | "imod" => Hedge::Below,
        "godt" | "over" | "end" => Hedge::Above,
        _ => Hedge::Exact,
    }
}

/// Words after an amount that make it a yearly one.
const YEARLY: &[&str] = &["årligt", "årlig", "om året", "pr. år", "per år", "pr år", "hvert år"];

/// Words after an amount that make it a price.
const PRICE: &[&str] = &[
    "om måneden",
    "månedligt",
    "om ugen",
    "ugentligt",
    "om dagen",
    "dagligt",
    "i timen",
    "hver",
    "pr.",
    "per",
    "pr",
];

/// Ends of words that a price stands after.
const PRICES: &[&str] = &[
    "pris",
    "prisen",
    "priser",
    "takst",
    "taksten",
    "timeløn",
    "gennemsnitsudgift",
    "enhedsomkostning",
];

/// An average that is for each of those it is taken over.
const AVERAGES: &[&str] =
    &["gennemsnitlige udgift ", "gennemsnitlige pris ", "gennemsnitlige omkostning "];

/// True where the words right after an amount make it a yearly one.
pub(crate) fn yearly_after(text: &str, end: usize) -> bool {
    let after = after(text, end);
    YEARLY.iter().any(|words| starts_word(after, words)) || after.starts_with("/år")
}

/// What follows an amount, past the blanks and marks between.
fn after(text: &str, end: usize) -> &str {
    text[end..].trim_start_matches([' ', '\u{a0}', '.', ')'])
}

/// What an amount is for each of, from the words around it.
pub(super) fn rate(text: &str, start: usize, end: usize) -> Rate {
    if yearly_after(text, end) {
        return Rate::Yearly;
    }
    let after = after(text, end);
    // "pr. 1. januar" is a day, not a price.
    let day = |words: &str| {
        after[words.len()..]
            .trim_start_matches([' ', '.'])
            .starts_with(|c: char| c.is_ascii_digit())
    };
    let priced = PRICE.iter().any(|words| starts_price(after, words) && !day(words));
    let slash = after.strip_prefix('/').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let before = before(text, start).to_lowercase();
    let words = |count: usize| before.split_whitespace().rev().take(count);
    let average = AVERAGES.iter().any(|average| before.contains(average));
    let at = matches!(last_word(&before), "à" | "á");
    let named = at || average || words(3).any(|word| PRICES.iter().any(|end| word.ends_with(end)));
    let yearly = || words(4).any(|word| word.starts_with("årlig"));
    match (priced || slash || named, yearly()) {
        (true, _) => Rate::Price,
        (false, true) => Rate::Yearly,
        (false, false) => Rate::Once,
    }
}

fn starts_price(after: &str, words: &str) -> bool {
    if words.ends_with('.') {
        after.get(..words.len()) == Some(words)
    } else {
        starts_word(after, words)
    }
}
