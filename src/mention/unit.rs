//! The unit after a number in running text: `kr.`, `t.kr.`, `mio. kr.`, `mia. kr.`, and how they
//! are also written.

use std::ops::Range;

use crate::amount::Unit;
use crate::mention::number::starts_word;
use crate::stretches;
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
    ("mill", Unit::MillionKr, true),
    ("mio.", Unit::MillionKr, true),
    ("mio", Unit::MillionKr, true),
    ("milliarder", Unit::BillionKr, false),
    ("milliard", Unit::BillionKr, false),
    ("mia.", Unit::BillionKr, true),
    ("mia", Unit::BillionKr, true),
];

/// Words that name the money itself.
const KRONER: &[&str] = &["kroner", "kr.", "kr", "dkk", "krone"];

/// Words that are unit and money at once.
const WHOLE: &[(&str, Unit)] = &[
    ("tkr", Unit::ThousandKr),
    ("tdkk", Unit::ThousandKr),
    ("mdkk", Unit::MillionKr),
    ("mkr", Unit::MillionKr),
];

/// What a word that begins with a unit is the money of: `3-mio.-pulje`, `1,5-millionersprogram`.
/// A town of a million is none of them.
const FUNDS: &[&str] = &[
    "aftale",
    "anlæg",
    "beløb",
    "besparelse",
    "bevilling",
    "budget",
    "byggeri",
    "fond",
    "forlig",
    "gave",
    "gæld",
    "indsats",
    "investering",
    "kroner",
    "kr",
    "lån",
    "løft",
    "overskud",
    "pakke",
    "plan",
    "program",
    "projekt",
    "pulje",
    "ramme",
    "regning",
    "satsning",
    "støtte",
    "tilskud",
    "underskud",
];

/// Beginnings of words before a number of millions that make it one of money.
const SPENT: &[&str] = &[
    "afsat", "afsæt", "beløb", "bespar", "bevil", "bruge", "budget", "finans", "invest", "kost",
    "midler", "pris", "provenu", "pulje", "ramme", "spar", "søge", "tilfør", "tilskud", "udgift",
    "udgør", "indtægt",
];

/// Words that may come after "12,5 mio." where it is money all the same: none of them is what there
/// could be millions of.
const AFTER: &[&str] = &[
    "i", "årligt", "om", "pr", "per", "til", "på", "fra", "og", "for", "samt", "der", "som",
    "svarende", "hvoraf", "heraf", "varigt",
];

/// True where a text may have an amount of money in it: where what may be a unit stands, whatever is
/// before it. Most texts have none.
#[allow(clippy::needless_bitwise_bool, reason = "many places are compared in one step")]
pub(super) fn any(text: &str) -> bool {
    /// What makes a letter of ASCII small.
    const SMALL: u8 = 0x20;
    stretches::any(text, |[own, next, third, last]| {
        let comma = (own == b',') & (next == b'-');
        let [own, next, third, last] = [own | SMALL, next | SMALL, third | SMALL, last | SMALL];
        // Of ASCII, or of those that Danish has: all that begin so are, but × and ÷.
        let wide = (third == 0xc3 | SMALL) & (last != 0x97 | SMALL);
        let ends = !(third.is_ascii_lowercase() | wide) | (third == b'o');
        let kroner = (own == b'k') & (next == b'r') & ends;
        let dkk = (own == b'd') & (next == b'k') & (third == b'k');
        let mill = (third == b'l') & (last == b'l');
        let size = mill | (third == b'o') | (third == b'a');
        comma | kroner | dkk | ((own == b'm') & (next == b'i') & size)
    })
}

/// The unit at the beginning of a text, and how many bytes it takes with the blanks before it.
/// `priced` by what stands before the number.
pub(super) fn read(text: &str, priced: &Priced<'_>) -> Option<(Unit, usize)> {
    let rest = blanks(text);
    let end = |rest: &str| text.len() - rest.len();
    if let Some(after) =
        text.strip_prefix(",-").filter(|after| !after.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Some((Unit::Kr, end(after)));
    }
    if let Some(compound) = text.strip_prefix(['-', '\u{2010}', '\u{2011}']) {
        return compounded(compound).map(|(unit, after)| (unit, end(after)));
    }
    // What no unit begins with.
    let first = rest.as_bytes().first().map(u8::to_ascii_lowercase);
    if !matches!(first, Some(b'k' | b'm' | b't' | b'd' | b'1')) {
        return priced.unit.map(|unit| (unit, 0));
    }
    if let Some((word, unit)) = WHOLE.iter().find(|(word, _)| starts_word(rest, word)) {
        let after = &rest[word.len()..];
        return Some((*unit, end(after.strip_prefix('.').unwrap_or(after))));
    }
    if let Some(after) = kroner(rest) {
        return (!is_named_by_it(after)).then(|| (Unit::Kr, end(after)));
    }
    let size = SIZES.iter().find(|(word, ..)| starts_size(rest, word));
    let Some((word, unit, short)) = size else { return priced.unit.map(|unit| (unit, 0)) };
    let after = &rest[word.len()..];
    let next = blanks(after);
    if let Some(after) = kroner(next) {
        return Some((*unit, end(after)));
    }
    // A word that one could have millions of makes it something else.
    let alone = !next.starts_with(char::is_alphanumeric)
        || AFTER.iter().any(|word| starts_word(next, word));
    let money = *short || (word.starts_with("mil") && priced.spends());
    (priced.unit.is_some() || (money && alone)).then_some((*unit, end(after)))
}

/// True where a word is joined to "kr." that is of no money: "100 kr.-sedler".
fn is_named_by_it(after: &str) -> bool {
    let word = after.strip_prefix(['-', '\u{2010}', '\u{2011}']);
    let Some(word) = word.filter(|word| word.starts_with(char::is_alphabetic)) else {
        return false;
    };
    let word = &word[..word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len())];
    let small = word.to_lowercase();
    !FUNDS.iter().any(|fund| small.starts_with(fund))
}

/// What stands before a number.
pub(super) struct Priced<'t> {
    before: &'t str,
    unit: Option<Unit>,
    /// How many bytes the money's name takes, with the blanks after it.
    pub(super) length: usize,
}

impl<'t> Priced<'t> {
    /// Of the text before a number.
    pub(super) fn new(before: &'t str) -> Self {
        let (unit, length) = self::before(before).unzip();
        Self { before, unit, length: length.unwrap_or_default() }
    }

    /// Of a number that is taken by itself.
    pub(super) fn none() -> Self {
        Self { before: "", unit: None, length: 0 }
    }

    /// True where it speaks of money that is spent or asked for.
    fn spends(&self) -> bool {
        let small = self.before.to_lowercase();
        let own = small.rsplit(['.', ';']).next().unwrap_or_default();
        own.split(|c: char| !c.is_alphabetic())
            .any(|word| SPENT.iter().any(|spent| word.starts_with(spent)))
    }
}

/// The unit of a compound after its hyphen, and what stands after the whole compound:
/// `mio.-kr.-pulje`, `millioners-ramme`.
fn compounded(text: &str) -> Option<(Unit, &str)> {
    let (word, unit, _) = SIZES.iter().find(|(word, ..)| {
        let long = matches!(*word, "million" | "milliard");
        let head = text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        head && (long || word.ends_with('.'))
    })?;
    let mut rest = &text[word.len()..];
    for joint in ["er", "s", "-", " ", "kr.", "kr", "s", "-"] {
        rest = rest.strip_prefix(joint).unwrap_or(rest);
    }
    let small = rest.get(..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()))?;
    let length = small.len();
    let small = small.to_lowercase();
    let fund = FUNDS.iter().any(|fund| small.starts_with(fund));
    fund.then(|| (*unit, &rest[length..]))
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
    let first = rest.as_bytes().first().map(u8::to_ascii_lowercase);
    if !matches!(first, Some(b'm' | b'b' | b't')) {
        return None;
    }
    let word = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    let after = &rest[word.len()..];
    let after = after.strip_prefix('.').unwrap_or(after);
    kroner(blanks(after))?;
    let start = text.len() - rest.len();
    let small = word.to_lowercase();
    let known = SIZES.iter().any(|(size, ..)| size.trim_end_matches('.') == small);
    if known || word.chars().count() < 6 {
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

/// True where a unit has the money's name in it: `mio. kr.`, `tkr`.
pub(super) fn names_kroner(unit: &str) -> bool {
    unit == ",-" || unit.bytes().any(|byte| byte.eq_ignore_ascii_case(&b'k'))
}

/// What stands after "kr.", where a text begins with it.
fn kroner(text: &str) -> Option<&str> {
    KRONER.iter().find(|word| starts_size(text, word)).map(|word| &text[word.len()..])
}

fn blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}'])
}

/// What money is named right before a number, where it is not the unit of another number before
/// it: "kr.", "DKK", "tkr."; and how many bytes it takes.
fn before(whole: &str) -> Option<(Unit, usize)> {
    const NAMES: &[(&str, Unit)] = &[
        ("mdkk", Unit::MillionKr),
        ("tdkk", Unit::ThousandKr),
        ("tkr.", Unit::ThousandKr),
        ("kr.", Unit::Kr),
        ("kr", Unit::Kr),
        ("dkk", Unit::Kr),
    ];
    let text = whole.trim_end_matches([' ', '\u{a0}']);
    // Most words before a number end otherwise.
    if !text.ends_with(['.', 'r', 'R', 'k', 'K']) {
        return None;
    }
    let (head, unit) =
        NAMES.iter().find_map(|(word, unit)| Some((without_end(text, word)?, *unit)))?;
    let apart = head.is_empty() || head.ends_with(|c: char| c.is_whitespace() || c == '(');
    let last = head.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let sized = last.ends_with(|c: char| c.is_ascii_digit())
        || SIZES.iter().any(|(word, ..)| last.eq_ignore_ascii_case(word));
    (apart && !sized).then_some((unit, whole.len() - head.len()))
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
