//! The control area that an amount is said to be of: "10 mio. kr. på service", "anlægsudgifter på
//! 10 mio. kr.".

use std::ops::Range;

use crate::register::{ControlArea, Named};

/// Words that may stand between an amount and its control area.
const BETWEEN: &[&str] = &["på", "til", "under", "i", "som", "årligt", "inden", "for"];

/// Words that may stand between a control area's expenditure and its amount.
const BEFORE: &[&str] = &["på", "for", "til", "udgør", "ca.", "i", "alt", "årligt"];

/// The control area of the amount at `amount` in its sentence, if it is said right by it.
pub(super) fn of<'a>(
    sentence: &str,
    amount: &Range<usize>,
    areas: &'a [ControlArea],
) -> Option<&'a str> {
    let after = sentence.get(amount.end..)?.split_whitespace().take(4);
    let mut said = false;
    for word in after {
        let word = word.trim_end_matches(['.', ',', ';', ':', ')']);
        if said && let Some(area) = named(word, areas) {
            return Some(area);
        }
        if !BETWEEN.contains(&word) {
            break;
        }
        said = true;
    }
    let mut said = false;
    for word in sentence.get(..amount.start)?.split_whitespace().rev().take(4) {
        if said && let Some(area) = compound(word, areas) {
            return Some(area);
        }
        if !BEFORE.contains(&word) {
            break;
        }
        said = true;
    }
    None
}

/// The names that an area is called by in running text: one word, long enough to be no
/// abbreviation.
fn names(area: &ControlArea) -> impl Iterator<Item = &str> {
    let spelled =
        std::iter::once(area.name()).chain(area.aliases().iter().map(|alias| alias.value.as_str()));
    let plain = spelled.map(|name| name.trim_end_matches(" mv."));
    plain.filter(|name| name.chars().nth(4).is_some() && !name.contains([' ', '(']))
}

/// True where a name is these small letters.
fn is_spelled(name: &str, small: impl Iterator<Item = char>) -> bool {
    name.chars().flat_map(char::to_lowercase).eq(small)
}

/// The area of that very name.
fn named<'a>(word: &str, areas: &'a [ControlArea]) -> Option<&'a str> {
    let small = word.to_lowercase();
    areas
        .iter()
        .find(|area| names(area).any(|name| is_spelled(name, small.chars())))
        .map(Named::code)
        .or_else(|| compound(&small, areas))
}

/// What follows an area's name in a word for its money.
const MONEY: &[&str] = &[
    "udgifter",
    "udgift",
    "udgifterne",
    "midler",
    "midlerne",
    "sudgifter",
    "sudgifterne",
    "smidler",
];

/// The area whose money the word is: `serviceudgifter`, `anlægsudgifter`, `servicemidler`.
fn compound<'a>(word: &str, areas: &'a [ControlArea]) -> Option<&'a str> {
    let small = word.to_lowercase();
    let stems: Vec<&str> = MONEY.iter().filter_map(|money| small.strip_suffix(money)).collect();
    let has = |name: &str, stem: &str| {
        is_spelled(name, stem.chars()) || is_spelled(name, stem.chars().chain("er".chars()))
    };
    let of = |area: &&ControlArea| stems.iter().any(|stem| names(area).any(|name| has(name, stem)));
    areas.iter().find(of).map(Named::code)
}
