//! Sentences of running text, over the abbreviations that a budget note is full of.

use std::ops::Range;

/// Abbreviations that a sentence never ends with.
const INSIDE: &[&str] = &[
    "ca.", "jf.", "nr.", "pr.", "d.", "bl.a.", "f.eks.", "fx.", "evt.", "ekskl.", "inkl.", "hhv.",
    "vedr.", "kap.", "stk.", "maks.", "min.", "gns.", "resp.", "mio.", "mia.", "mill.", "t.",
    "dvs.", "ift.", "ca",
];

/// The sentences of a text, in order, without the blanks between them.
pub(crate) fn split(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut word = 0;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            let first = || text[start..word].trim_start().is_empty();
            if (at > word && ends(&text[word..at], &text[at..], first())) || c == '\n' {
                out.push(start..at);
                start = at;
            }
            word = at + c.len_utf8();
        }
    }
    out.push(start..text.len());
    let trim = |range: Range<usize>| {
        let own = &text[range.clone()];
        let lead = own.len() - own.trim_start().len();
        range.start + lead..range.start + own.trim_end().len().max(lead)
    };
    out.into_iter().map(trim).filter(|range| !range.is_empty()).collect()
}

/// True where a sentence ends with this word, for what comes after it; `first` where the word is
/// the sentence's only one so far.
fn ends(word: &str, after: &str, first: bool) -> bool {
    let bare = word.trim_end_matches(['”', '"', '’', '\'', ')', '«', '*']);
    if !bare.ends_with(['.', '!', '?']) {
        return false;
    }
    let small = bare.trim_start_matches(['(', '”', '"', '’']).to_lowercase();
    let number = small.trim_end_matches('.').bytes().all(|byte| byte.is_ascii_digit());
    if INSIDE.contains(&small.as_str()) || (number && first) {
        return false;
    }
    // A small letter goes on; a figure, a capital or a mark begins anew.
    let next = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | '”' | '"' | '’' | '»' | '*')
    });
    !next.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_and_days_do_not_end_a_sentence() {
        assert_eq!(split("For 5,9 mio. kr. (se tabel 3), så der tilføres 7,4 mio. kr.").len(), 1);
        let text = "I dag (ca. 8.500 kr. pr. forløb) er det nok, jf. tabel 3. København kan søge om op til 60 mio. kr. Den samlede pulje er mindre. \
                    Det er afsat den 1. august 2017. 0,1 mio. kr. benyttes.";
        let found: Vec<&str> = split(text).into_iter().map(|range| &text[range]).collect();
        let expected = [
            "I dag (ca. 8.500 kr. pr. forløb) er det nok, jf. tabel 3.",
            "København kan søge om op til 60 mio. kr.",
            "Den samlede pulje er mindre.",
            "Det er afsat den 1. august 2017.",
            "0,1 mio. kr. benyttes.",
        ];
        assert_eq!(found, expected);
    }
}
