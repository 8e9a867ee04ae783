//! What a sentence is about: the words that it shares with a row's text.

use std::collections::BTreeSet;
use std::ops::Range;

/// Beginnings of words that are in every note, and tell no row from another.
const COMMON: &[&str] = &[
    "udgift", "indtæg", "servic", "kommun", "københ", "indsat", "forsla", "budget", "midler",
    "afsætt", "afsat", "aktivi", "forval", "udvalg", "borger", "samlet", "samled", "perio",
    "følgen", "derudo", "endeli", "tilfør", "søges", "omkost", "ændrin", "varige", "overfø",
    "anlæg", "i alt",
];

/// How many letters two words must share to be of one root.
const ROOT: usize = 6;

/// The roots of words that tell what something is about.
pub(super) type Roots = BTreeSet<String>;

/// The roots of a text's distinctive words, letters as in ids: `ae`, `oe`, `aa`.
pub(super) fn roots(text: &str) -> Roots {
    let long = |word: &&str| word.len() >= ROOT && word.chars().nth(ROOT - 1).is_some();
    let words = text.split(|c: char| !c.is_alphabetic()).filter(long).map(str::to_lowercase);
    words
        .filter(|word| !COMMON.iter().any(|common| word.starts_with(common)))
        .map(|word| root(&word))
        .collect()
}

/// Words that an amount's thing stands after: "7,7 mio. kr. i 2027 til rekruttering".
const FOR: &[&str] = &["til", "på", "for"];

/// Words that may stand between an amount and its thing.
const BETWEEN: &[&str] = &["i", "årligt", "om", "året", "pr.", "år", "og", "frem", "perioden"];

/// Words that may stand between a thing and its amount: what it does, and when.
const COSTS: &[&str] = &[
    "koster",
    "udgør",
    "er",
    "bliver",
    "kræver",
    "afsættes",
    "søges",
    "bruges",
    "på",
    "der",
    "i",
    "alt",
    "årligt",
    "vil",
    "koste",
    "udgøre",
    "i",
    "beløber",
    "sig",
    "til",
    "dermed",
    "samlet",
];

/// Words before a name that leave it out.
const WITHOUT: &[&str] =
    &["foruden", "over", "udover", "uden", "end", "fra", "sammen", "med", "og", "øvrige", "andre"];

/// True where all of these roots stand together right by an amount, with nothing but what it costs
/// and when between: "Rekruttering koster 7,7 mio. kr.", "7,7 mio. kr. i 2027 til rekruttering".
pub(super) fn right_by(sentence: &str, name: &Roots, amount: &Range<usize>) -> bool {
    let words = |text: &str| -> Vec<String> {
        let word = |word: &str| word.trim_matches(['(', ')']).to_lowercase();
        text.split_whitespace().map(word).collect()
    };
    let year = |word: &str| {
        let digits = word.split(['-', '–']);
        word.len() >= 4 && digits.clone().all(|d| d.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let in_name = |word: &str| {
        roots(word.trim_matches(|c: char| !c.is_alphanumeric())).iter().any(|r| name.contains(r))
    };
    let all = |own: &[String]| {
        let found = roots(&own.join(" "));
        name.is_subset(&found)
    };
    let (Some(before), Some(after)) = (sentence.get(..amount.start), sentence.get(amount.end..))
    else {
        return false;
    };
    let before = words(before);
    let gap =
        before.iter().rev().take_while(|word| COSTS.contains(&word.as_str()) || year(word)).count();
    let own = &before[..before.len() - gap];
    let named = own.iter().rev().take_while(|word| in_name(word)).count();
    let (head, own) = own.split_at(own.len() - named);
    let left_out = head.last().is_some_and(|word| WITHOUT.contains(&word.as_str()));
    if gap > 0 && all(own) && !left_out {
        return true;
    }
    let after = words(after.trim_start_matches(['.', ')']));
    let gap =
        after.iter().take_while(|word| BETWEEN.contains(&word.as_str()) || year(word)).count();
    let Some((word, own)) = after[gap..].split_first() else { return false };
    let named = own.iter().take_while(|word| in_name(word)).count();
    FOR.contains(&word.as_str()) && all(&own[..named])
}

/// The letters that a word is known by, as ids have them.
fn root(word: &str) -> String {
    let mut root = String::with_capacity(ROOT);
    let folded = word.chars().flat_map(|c| {
        let (first, second) = match c {
            'æ' => ('a', Some('e')),
            'ø' => ('o', Some('e')),
            'å' => ('a', Some('a')),
            c => (c, None),
        };
        std::iter::once(first).chain(second)
    });
    root.extend(folded.take(ROOT));
    root
}

/// How many roots two texts share.
pub(super) fn shared(one: &Roots, other: &Roots) -> usize {
    one.intersection(other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_right_by_an_amount() {
        let by = |text: &str| {
            let at = text.find("7,7 mio. kr.").unwrap();
            right_by(text, &roots("Rekruttering"), &(at..at + "7,7 mio. kr.".len()))
        };
        for text in [
            "Rekruttering koster 7,7 mio. kr. i 2027.",
            "Udgiften til rekruttering er 7,7 mio. kr.",
            "Til rekruttering afsættes i 2027 7,7 mio. kr.",
            "Der søges 7,7 mio. kr. i 2027 til rekruttering.",
        ] {
            assert!(by(text), "{text}");
        }
        for text in [
            "Rekruttering koster 3,2 mio. kr., mens resten koster 7,7 mio. kr.",
            "Ud over rekruttering søges 7,7 mio. kr.",
            "Rekruttering og alt andet koster 7,7 mio. kr.",
            "Der søges 7,7 mio. kr. til alt andet end rekruttering.",
        ] {
            assert!(!by(text), "{text}");
        }
    }

    #[test]
    fn words_of_one_root_are_shared_and_common_ones_are_not() {
        let row = roots("Virksomhedskonsulent (BIF), tvaerfaglig indsats");
        assert_eq!(shared(&row, &roots("ekstra til virksomhedskonsulenter")), 1);
        assert_eq!(shared(&row, &roots("Tværfaglig indsats (nyt element)")), 1);
        assert_eq!(shared(&row, &roots("udgifter til kommunens indsatser")), 0);
    }
}
