//! Sentences of running text, over the abbreviations that a budget note is full of.

use std::cell::OnceCell;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::mention::arithmetic::{self, Sum};
use crate::mention::at_price;
use crate::mention::derived::{self, Rounded};
use crate::mention::number::count;
use crate::mention::topic::{self, Roots};

/// Abbreviations that a sentence never ends with.
const INSIDE: &[&str] = &[
    "ca.", "jf.", "nr.", "pr.", "d.", "bl.a.", "f.eks.", "fx.", "evt.", "ekskl.", "inkl.", "hhv.",
    "vedr.", "kap.", "stk.", "maks.", "min.", "gns.", "resp.", "mio.", "mia.", "mill.", "t.",
    "dvs.", "ift.", "ca",
];

/// A sentence with the amounts in it, and what is asked of it for each of them. What few amounts
/// ask is worked out where one does.
pub(super) struct Sentence<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// The sentence before it.
    before: &'a str,
    /// Its amounts, filled in or not, each with where it stands.
    pub(super) amounts: Vec<(Range<usize>, Rounded)>,
    /// The prices of its text, in kroner.
    pub(super) prices: &'a [Decimal],
    /// The source that a footnote of it names.
    pub(super) source: &'a dyn Fn() -> Option<String>,
    about: OnceCell<Roots>,
    about_before: OnceCell<Roots>,
    says: OnceCell<Says>,
    sums: OnceCell<Vec<Sum>>,
    lasting: OnceCell<bool>,
}

/// What a sentence says of the sums that its amounts are in.
pub(super) struct Says {
    /// The sentence in small letters.
    pub(super) small: String,
    /// True where it speaks of the whole.
    pub(super) whole: bool,
    /// True where it speaks of an average.
    pub(super) average: bool,
    /// The per cents of one that speaks of a sum or a share.
    pub(super) adds: Option<Vec<Decimal>>,
    /// True where it speaks of what was granted before, or in another round.
    pub(super) past: bool,
    /// The years between which it speaks of a change.
    pub(super) changing: Vec<u16>,
}

/// How what was granted before is spoken of.
const PAST: &[&str] = &[
    "er givet",
    "blev givet",
    "er bevilget",
    "blev bevilget",
    "blev afsat",
    "blev tildelt",
    "er tildelt",
    "tidligere afsat",
    "tidligere bevilget",
    "overførselssagen",
];

impl<'a> Sentence<'a> {
    /// A sentence, with the one before it.
    pub(super) fn new(
        text: &'a str,
        before: &'a str,
        amounts: Vec<(Range<usize>, Rounded)>,
        prices: &'a [Decimal],
        source: &'a dyn Fn() -> Option<String>,
    ) -> Self {
        let (about, about_before, says, sums, lasting) = Default::default();
        Self { text, before, amounts, prices, source, about, about_before, says, sums, lasting }
    }

    /// The roots of its words.
    pub(super) fn about(&self) -> &Roots {
        self.about.get_or_init(|| topic::roots(self.text))
    }

    /// Those of the sentence before: what "it" stands for.
    pub(super) fn about_before(&self) -> &Roots {
        self.about_before.get_or_init(|| topic::roots(self.before))
    }

    /// True where a count of it, or of the sentence before, and a price of its text give an amount.
    pub(super) fn multiplies(&self, amount: Decimal, half: Decimal) -> bool {
        !self.prices.is_empty()
            && arithmetic::times([self.text, self.before], self.prices, amount, half)
    }

    /// The sum that it writes out which an amount of it is in.
    pub(super) fn sum(&self, amount: &Range<usize>) -> Option<&Sum> {
        let sums = self.sums.get_or_init(|| {
            let mut sums = arithmetic::find(self.text);
            sums.extend(at_price::find(self.text));
            sums
        });
        sums.iter().find(|sum| sum.range.start <= amount.start && amount.end <= sum.range.end)
    }

    /// True where it speaks of what lasts.
    pub(super) fn lasting(&self) -> bool {
        *self.lasting.get_or_init(|| self.says().small.contains("varig"))
    }

    /// What it says of the sums that its amounts are in.
    pub(super) fn says(&self) -> &Says {
        self.says.get_or_init(|| {
            let small = self.text.to_lowercase();
            let whole = ["i alt", "samlet", "samlede", "tilsammen", "total"];
            Says {
                whole: whole.iter().any(|word| small.contains(word)),
                average: small.contains("gennemsnit"),
                adds: derived::adds(&small).then(|| derived::shares(self.text)),
                changing: changing(&small),
                past: PAST.iter().any(|words| small.contains(words)),
                small,
            }
        })
    }
}

/// The sentences of a text, in order, without the blanks between them.
pub(crate) fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let trim = |range: Range<usize>| {
        let own = &text[range.clone()];
        let lead = own.len() - own.trim_start().len();
        range.start + lead..range.start + own.trim_end().len().max(lead)
    };
    // Where the next one begins, and from where it is looked through.
    let mut rest = Some((0, 0));
    let next = move || {
        let (start, from) = rest?;
        let end = end(text, start, from);
        rest = end.map(|end| (end, end + blank(&text[end..])));
        Some(start..end.unwrap_or(text.len()))
    };
    std::iter::from_fn(next).map(trim).filter(|range| !range.is_empty())
}

/// Where the sentence that begins at `start` ends: at the first blank from `from` on that is a new
/// line, or comes after a word that ends it. `None` where it is the last one.
fn end(text: &str, start: usize, mut from: usize) -> Option<usize> {
    loop {
        let mark = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b'\n');
        let mark = from + text.as_bytes()[from..].iter().position(mark)?;
        // The word that it stands in.
        let before = text[..mark].trim_end_matches(|c: char| !c.is_whitespace()).len();
        let end = mark + text[mark..].find(char::is_whitespace)?;
        let (word, after) = (&text[before..end], &text[end..]);
        if after.starts_with('\n') || ends(word, after, &text[start..before]) {
            return Some(end);
        }
        from = end + blank(after);
    }
}

/// True where what stands before "kr." may be how many of them: "3 mio.", "fem".
fn counts(before: &str) -> bool {
    let last = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let small = last.to_lowercase();
    let sized = ["mi", "tus", "hund"].iter().any(|begin| small.starts_with(begin));
    sized || !small.ends_with(char::is_alphabetic) || count(&small).is_some()
}

/// How many bytes the blank takes that a text begins with.
fn blank(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// True where a sentence ends with this word, for what comes after it, and `before` it.
fn ends(word: &str, after: &str, before: &str) -> bool {
    let bare = word.trim_end_matches(['”', '"', '’', '\'', ')', '«', '*']);
    if !bare.ends_with(['.', '!', '?']) {
        return false;
    }
    let small = bare.trim_start_matches(['(', '”', '"', '’']).to_lowercase();
    let number = small.trim_end_matches('.').bytes().all(|byte| byte.is_ascii_digit());
    if INSIDE.contains(&small.as_str()) || (number && before.trim_start().is_empty()) {
        return false;
    }
    // "10,9 mio. kr. (5,45 mio. kr.)" and "kr. 3,3 mio."
    let next = after.trim_start();
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    if small == "kr."
        && (next.strip_prefix('(').is_some_and(digit) || (digit(next) && !counts(before)))
    {
        return false;
    }
    // A small letter goes on; a figure, a capital or a mark begins anew.
    let next = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | '”' | '"' | '’' | '»' | '*')
    });
    !next.starts_with(char::is_lowercase) && !next.starts_with(['=', '+', '×', '·'])
}

/// The most years of a sentence that are tried.
const MOST_YEARS: usize = 12;

/// Beginnings of words of a change, and words of a comparison.
const CHANGE: &[&str] = &[
    "stig", "steg", "fald", "øge", "vokse", "reducer", "mindsk", "højere", "lavere", "mere",
    "mindre", "forskel", "ændr",
];

/// The years that a sentence, in small letters, says, where it speaks of a change.
fn changing(small: &str) -> Vec<u16> {
    if !CHANGE.iter().any(|word| small.contains(word)) {
        return Vec::new();
    }
    let words = small.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() == 4);
    let year = |word: &str| word.parse().ok().filter(|year| (1990..2100).contains(year));
    let mut out: Vec<u16> = words.filter_map(year).take(MOST_YEARS).collect();
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_and_days_do_not_end_a_sentence() {
        assert_eq!(split("For 5,9 mio. kr. (se tabel 3), så der tilføres 7,4 mio. kr.").count(), 1);
        let text = "I dag (ca. 8.500 kr. pr. forløb) er det nok, jf. tabel 3. København kan søge om op til 60 mio. kr. Den samlede pulje er mindre. \
                    Det er afsat den 1. august 2017. 0,1 mio. kr. benyttes.";
        let found: Vec<&str> = split(text).map(|range| &text[range]).collect();
        let expected = [
            "I dag (ca. 8.500 kr. pr. forløb) er det nok, jf. tabel 3.",
            "København kan søge om op til 60 mio. kr.",
            "Den samlede pulje er mindre.",
            "Det er afsat den 1. august 2017.",
            "0,1 mio. kr. benyttes.",
        ];
        assert_eq!(found, expected);
    }

    /// What [`split`] gives, found at each blank in turn.
    fn at_each_blank(text: &str) -> Vec<Range<usize>> {
        let (mut out, mut start, mut word) = (Vec::new(), 0, 0);
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_whitespace()) {
            if (at > word && ends(&text[word..at], &text[at..], &text[start..word])) || c == '\n' {
                out.push(start..at);
                start = at;
            }
            word = at + c.len_utf8();
        }
        out.push(start..text.len());
        let trimmed = |range: &Range<usize>| {
            let own = &text[range.clone()];
            let start = range.start + own.len() - own.trim_start().len();
            start..start + own.trim().len()
        };
        out.iter().map(trimmed).filter(|range| !range.is_empty()).collect()
    }

    proptest::proptest! {
        #[test]
        fn only_blanks_after_marks_need_to_be_looked_at(text in "([a-zæ1.!?( \n\u{a0}”]|kr|ca){0,40}") {
            proptest::prop_assert_eq!(split(&text).collect::<Vec<_>>(), at_each_blank(&text));
        }
    }
}
