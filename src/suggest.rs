//! "Mente du …?": the nearest of the words that could have stood there.

use crate::text;
use crate::text::Text;

/// The nearest of `words` to `word`, if any is near enough to be a slip of it.
pub fn closest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let allowed = match wanted.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        n => n / 3 + 1,
    };
    words
        .into_iter()
        .map(|candidate| (distance(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count().max(2))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
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
}
