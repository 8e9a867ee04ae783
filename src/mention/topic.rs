//! What a sentence is about: the words that it shares with a row's text.

use std::collections::BTreeSet;

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
    fn words_of_one_root_are_shared_and_common_ones_are_not() {
        let row = roots("Virksomhedskonsulent (BIF), tvaerfaglig indsats");
        assert_eq!(shared(&row, &roots("ekstra til virksomhedskonsulenter")), 1);
        assert_eq!(shared(&row, &roots("Tværfaglig indsats (nyt element)")), 1);
        assert_eq!(shared(&row, &roots("udgifter til kommunens indsatser")), 0);
    }
}
