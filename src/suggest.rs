//! "Mente du …?": the nearest of the words that could have stood there.

use crate::text;
use crate::text::Text;

/// The longest word that may be a slip: measuring two of them takes time by their lengths
/// multiplied.
const LONGEST: usize = 200;

/// The nearest of `words` to `word`, if any is near enough to be a slip of it. Where digits tell
/// names apart, they must be the same, though their order may slip; among equally near words the
/// one with the same letters, then with the same first letter.
pub fn closest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let length = wanted.chars().count();
    if length > LONGEST {
        return None;
    }
    let allowed = match length {
        0..=2 => 1,
        3..=5 => 2,
        n => n / 3 + 1,
    };
    let numbers = sorted(&wanted, |c| c.is_ascii_digit());
    let letters = sorted(&wanted, |_| true);
    let near = |candidate: &'a str| {
        let lower = candidate.to_lowercase();
        // What is much longer or shorter is not near, and need not be measured.
        if lower.chars().count().abs_diff(length) > allowed {
            return None;
        }
        let distance = distance(&wanted, &lower);
        let good = distance <= allowed
            && distance < length
            && distance < lower.chars().count().max(2)
            && (numbers.is_empty() || numbers == sorted(&lower, |c| c.is_ascii_digit()));
        let first = lower.chars().next() != wanted.chars().next();
        good.then(|| ((distance, letters != sorted(&lower, |_| true), first), candidate))
    };
    words
        .into_iter()
        .filter_map(near)
        .min_by_key(|(nearness, _)| *nearness)
        .map(|(_, candidate)| candidate)
}

/// The characters of a kind, in order: what is left of a word when its order is forgotten.
fn sorted(word: &str, kind: impl Fn(char) -> bool) -> Vec<char> {
    let mut out: Vec<char> = word.chars().filter(|c| kind(*c)).collect();
    out.sort_unstable();
    out
}

/// "mente du X?", where something is near enough.
pub fn did_you_mean<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<Text> {
    closest(word, words).map(|found| text!("mente du {found}?", "did you mean {found}?"))
}

/// Swapped neighbours count as one slip; words too long to be a slip of a code are not compared.
fn distance(a: &str, b: &str) -> usize {
    if a.chars().count().abs_diff(b.chars().count()) > 40 || a.len() > 400 {
        return usize::MAX;
    }
    strsim::damerau_levenshtein(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let words = ["bevilling", "styringsomraade", "udvalg", "tekst"];
        assert_eq!(closest("styringsomrade", words), Some("styringsomraade"));
        assert_eq!(closest("bevililng", words), Some("bevilling"));
        assert_eq!(closest("ædelsten", words), None);
        assert_eq!(closest("SDU", ["SUD", "BIU"]), Some("SUD"));
    }

    #[test]
    fn what_is_only_like_it_is_not_guessed() {
        assert_eq!(closest("c", ["a", "b"]), None);
        assert_eq!(closest("BI99", ["BI39", "BI98"]), None);
        assert_eq!(closest("2024", ["2020", "2021"]), None);
        assert_eq!(closest("2201", ["2020", "2021"]), Some("2021"));
        assert_eq!(closest("35.01", ["35.10"]), Some("35.10"));
        assert_eq!(closest("BUI", ["BUU", "BIU", "BI"]), Some("BIU"));
        assert_eq!(closest("kst", ["ost", "kat"]), Some("kat"));
    }
}
