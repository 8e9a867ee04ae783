//! The unit after a number in running text: `kr.`, `t.kr.`, `mio. kr.`, `mia. kr.`, and how they
//! are also written.

use std::ops::Range;

use memchr::{memchr2_iter, memchr3_iter};

use crate::amount::Unit;
use crate::mention::number::starts_word;
use crate::suggest;

/// Words that make thousands, millions and billions; those that are abbreviations may stand without
/// "kr.".
const SIZES: &[(&str, Unit, bool)] = &[
    ("tusinde", Unit::ThousandKr, false),
    ("tusind", Unit::ThousandKr, false),
    ("1.000", Unit::ThousandKr, false),
    ("1000", Unit::ThousandKr, false),
    ("t.", Unit::ThousandKr, false),
    ("millioner", Unit::MillionKr, false),
    ("million", Unit::MillionKr, false),
    ("mill.", Unit::MillionKr, true),
    ("mill", Unit::MillionKr, false),
    ("mio.", Unit::MillionKr, true),
    ("mio", Unit::MillionKr, true),
    ("milliarder", Unit::BillionKr, false),
    ("milliard", Unit::BillionKr, false),
    ("mia.", Unit::BillionKr, true),
    ("mia", Unit::BillionKr, true),
];

/// Words that name the money itself.
const KRONER: &[&str] = &["kroner", "kr.", "kr", "dkk", "krone"];

/// Words that may come after "12,5 mio." where it is money all the same: none of them is what there
/// could be millions of.
const AFTER: &[&str] = &[
    "i", "årligt", "om", "pr", "per", "til", "på", "fra", "og", "for", "samt", "der", "som",
    "svarende", "hvoraf", "heraf", "varigt",
];

/// True where a text may have an amount of money in it: where what may be a unit begins a word or
/// stands right after a digit, `tkr` anywhere, or `,-` does.
pub(super) fn any(text: &str) -> bool {
    let text = text.as_bytes();
    let small = |at: usize| text.get(at).map_or(0, u8::to_ascii_lowercase);
    // Of ASCII, or of those that Danish has: all that begin so are, but × and ÷.
    let letter = |byte: u8, next: u8| {
        byte.is_ascii_lowercase() || (byte == 0xc3 && !matches!(next, 0x97 | 0xb7))
    };
    let unit = |at: usize| {
        let before = at.checked_sub(1).map_or(0, small);
        let begins = !before.is_ascii_lowercase();
        match [small(at), small(at + 1), small(at + 2), small(at + 3)] {
            [b',', b'-', ..] => true,
            [b'k', b'k', ..] => before == b'd',
            [b'k', b'r', next, last] => {
                (begins || before == b't') && (next == b'o' || !letter(next, last))
            }
            [b'm', b'i', b'l', b'l'] | [b'm', b'i', b'o' | b'a', _] => begins,
            _ => false,
        }
    };
    memchr3_iter(b'k', b'm', b',', text).any(unit) || memchr2_iter(b'K', b'M', text).any(unit)
}

/// The unit at the beginning of a text, and how many bytes it takes with the blanks before it.
/// `priced` where "kr." or "DKK" stood before the number.
pub(super) fn read(text: &str, priced: bool) -> Option<(Unit, usize)> {
    let rest = blanks(text);
    let end = |rest: &str| text.len() - rest.len();
    if let Some(after) =
        text.strip_prefix(",-").filter(|after| !after.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Some((Unit::Kr, end(after)));
    }
    if starts_word(rest, "tkr") {
        let after = &rest[3..];
        return Some((Unit::ThousandKr, end(after.strip_prefix('.').unwrap_or(after))));
    }
    if let Some(after) = kroner(rest) {
        return Some((Unit::Kr, end(after)));
    }
    let size = SIZES.iter().find(|(word, ..)| starts_size(rest, word));
    let Some((word, unit, short)) = size else { return priced.then_some((Unit::Kr, 0)) };
    let after = &rest[word.len()..];
    let next = blanks(after);
    if let Some(after) = kroner(next) {
        return Some((*unit, end(after)));
    }
    // A word that one could have millions of makes it something else.
    let alone = !next.starts_with(char::is_alphanumeric)
        || AFTER.iter().any(|word| starts_word(next, word));
    (priced || (*short && alone)).then_some((*unit, end(after)))
}

/// A word that stands where a unit would, before the money's name, and is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strange {
    /// A slip of this unit.
    Slip(&'static str),
    /// A thousand times that unit: a billion is a million millions.
    Larger(&'static str),
}

/// Words for a thousand times that unit: what English calls a billion is a milliard.
const LARGER: &[(&str, &str)] = &[("billioner", "milliarder"), ("billion", "milliard")];

/// A word at the beginning of a text that is no unit and surely meant as one, and its place there:
/// `millarder kr.`
pub(super) fn strange(text: &str) -> Option<(Range<usize>, Strange)> {
    let rest = blanks(text);
    let word = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    let after = &rest[word.len()..];
    let after = after.strip_prefix('.').unwrap_or(after);
    kroner(blanks(after))?;
    let start = text.len() - rest.len();
    let small = word.to_lowercase();
    let known = SIZES.iter().any(|(size, ..)| size.trim_end_matches('.') == small);
    if known || word.chars().count() < 6 || !small.starts_with(['m', 'b', 't']) {
        return None;
    }
    let found = match LARGER.iter().find(|(name, _)| *name == small) {
        Some((_, meant)) => Strange::Larger(meant),
        None => Strange::Slip(suggest::closest(
            &small,
            ["tusinde", "millioner", "million", "milliarder", "milliard"],
        )?),
    };
    Some((start..start + word.len(), found))
}

fn starts_size(rest: &str, word: &str) -> bool {
    if word.ends_with('.') {
        return rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    }
    starts_word(rest, word)
}

/// What stands after "kr.", where a text begins with it.
fn kroner(text: &str) -> Option<&str> {
    KRONER.iter().find(|word| starts_size(text, word)).map(|word| &text[word.len()..])
}

fn blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\u{a0}', '\u{202f}'])
}

/// True where "kr." or "DKK" stands right before a number, and is not the unit of another number
/// before it.
pub(super) fn before(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '\u{a0}']);
    let Some(head) = ["kr.", "dkk"].into_iter().find_map(|word| without_end(text, word)) else {
        return false;
    };
    let apart = head.is_empty() || head.ends_with(|c: char| c.is_whitespace() || c == '(');
    let last = head.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let sized = last.ends_with(|c: char| c.is_ascii_digit())
        || SIZES.iter().any(|(word, ..)| last.eq_ignore_ascii_case(word));
    apart && !sized
}

/// A text without this word at its end, in any case.
fn without_end<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let start = text.len().checked_sub(word.len())?;
    text.get(start..)?.eq_ignore_ascii_case(word).then(|| &text[..start])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_a_unit_is_passed_over() {
        for text in [
            "5 kr.",
            "5kr",
            "KR. 5",
            "5 t.kr.",
            "5 tkr",
            "DKK 5",
            "5 dkk",
            "5 mio.",
            "2,5Mio",
            "5 Mia",
            "to millioner",
            "5,-",
            "5\u{a0}kroner",
        ] {
            assert!(any(text), "{text}");
        }
        for text in ["", "k", "m", "kriseramte, kræver, København", "økonomi, familie, miljø"] {
            assert!(!any(text), "{text}");
        }
    }
}
