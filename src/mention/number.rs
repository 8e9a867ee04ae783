//! Numbers as Danes write them in running text: `1.234,5`, `1 234`, `2½`, `1/2`, `halvanden`.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::mention::digits::whole;
use crate::mention::spelled::{
    after_komma, and_a_half, begins_word, goes_on, number_word, then_word, units_and_tens,
};
pub(crate) use crate::mention::spelled::{count, starts_word};

/// A number in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// Its value.
    pub(super) value: Decimal,
    /// How many decimals it is written with.
    pub(super) decimals: u32,
    /// True where its digits may be a year: four of them, without a mark.
    pub(super) year_like: bool,
    /// True where its decimals come after a point.
    pub(super) pointed: bool,
}

/// The most digits of a number that is read as one.
const MOST_DIGITS: usize = 15;

/// Reads the number that begins at `at`. `None` where none does, or where it is a part of something
/// else: `35.10.2`, `B2B`, `2*3`.
pub(super) fn at(text: &str, at: usize) -> Option<Number> {
    let rest = text.get(at..)?;
    let first = *rest.as_bytes().first()?;
    if matches!(first, b'1' | b'3' | 0xc2)
        && let Some((value, length)) = fraction(rest)
    {
        let apart = !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.'));
        return apart.then(|| of_parts(at..at + length, value));
    }
    if !first.is_ascii_digit() {
        return in_words(text, at);
    }
    if joined(&text[..at]) || goes_on(&text[..at]) {
        return None;
    }
    let (whole, mut end) = whole(&text[..at], rest);
    let mut decimals: &[u8] = &[];
    let mut pointed = false;
    let after = rest[end..].strip_prefix([',', '.']);
    if let Some(after) = after {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        // A point before one or two digits is a decimal mark in a foreign hand; before three it
        // groups, and was read already.
        let comma = rest[end..].starts_with(',');
        if digits > 0 && (comma || digits < 3) {
            decimals = &after.as_bytes()[..digits];
            end += 1 + digits;
            pointed = !comma;
        }
    }
    let part = &rest[end..];
    let blank =
        part.strip_prefix([' ', '\u{a0}']).filter(|next| !next.starts_with(['½', '¼', '¾']));
    if decimals.is_empty()
        && whole.count < 4
        && let Some((value, length)) = fraction(blank.unwrap_or(part))
    {
        end = rest.len() - blank.unwrap_or(part).len() + length;
        let value = Decimal::from(whole.value).checked_add(value)?;
        return Some(of_parts(at..at + end, value));
    }
    let more = rest[end..].chars().next();
    let second = rest[end..].chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let part = more.is_some_and(char::is_alphanumeric)
        && !GLUED.iter().any(|unit| starts_word(&rest[end..], unit));
    if part || (matches!(more, Some('.' | ',')) && second) {
        return None;
    }
    let digits = whole.and(decimals);
    if digits.count > MOST_DIGITS {
        return None;
    }
    let scale = u32::try_from(decimals.len()).ok()?;
    let value = Decimal::new(digits.value, scale);
    let year_like = end == 4 && scale == 0;
    Some(Number { range: at..at + end, value, decimals: scale, year_like, pointed })
}

/// A number with a fraction in it.
fn of_parts(range: Range<usize>, value: Decimal) -> Number {
    Number { range, value, decimals: value.scale(), year_like: false, pointed: false }
}

/// True where what stands before a digit makes it a part of something else. "Kr.1.700" is a name
/// of money and a number.
fn joined(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    let mark = matches!(last, '.' | ',' | '_') && !ends_with_kroner(before);
    let factor = matches!(last, '*' | '/' | '×')
        && before[..before.len() - last.len_utf8()].ends_with(|c: char| c.is_ascii_digit());
    last.is_alphanumeric() || mark || factor
}

/// True where a text ends with "kr." as a word.
fn ends_with_kroner(text: &str) -> bool {
    let Some(start) = text.len().checked_sub(3) else { return false };
    text.get(start..).is_some_and(|word| word.eq_ignore_ascii_case("kr."))
        && !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '.')
}

/// `½`, `1/2`: a fraction that is said of money, and how many bytes it takes.
fn fraction(rest: &str) -> Option<(Decimal, usize)> {
    const SIGNS: &[(&str, i64, u32)] =
        &[("½", 5, 1), ("¼", 25, 2), ("¾", 75, 2), ("1/2", 5, 1), ("1/4", 25, 2), ("3/4", 75, 2)];
    if !rest.starts_with(['½', '¼', '¾', '1', '3']) {
        return None;
    }
    let (sign, value, scale) = SIGNS.iter().find(|(sign, ..)| rest.starts_with(sign))?;
    let ends = !rest[sign.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '/');
    ends.then(|| (Decimal::new(*value, *scale), sign.len()))
}

/// Units that are also written without a blank before them: `2,7mio. kr.`
const GLUED: &[&str] = &[
    "mio",
    "mia",
    "mill",
    "kr",
    "t.kr",
    "tkr",
    "mdkk",
    "tdkk",
    "dkk",
    "mkr",
    "million",
    "millioner",
];

fn in_words(text: &str, at: usize) -> Option<Number> {
    let rest = &text[at..];
    if !begins_word(rest.as_bytes()) || text[..at].ends_with(char::is_alphanumeric) {
        return None;
    }
    let Some((word, value, decimals)) = number_word(rest) else {
        let (value, length) = units_and_tens(rest).filter(|_| !goes_on(&text[..at]))?;
        return Some(of_parts(at..at + length, value));
    };
    let before = text[..at].trim_end_matches([' ', '\u{a0}']);
    let last = before.rsplit([' ', '\u{a0}', '\n', '(']).next().unwrap_or_default();
    if goes_on(&text[..at])
        || number_word(last).is_some_and(|(whole, ..)| whole.len() == last.len())
    {
        return None;
    }
    let (mut value, mut decimals) = (Decimal::new(value, decimals), decimals);
    let mut end = word.len();
    if let Some((fraction, length)) = after_komma(&rest[end..]) {
        decimals = u32::try_from(fraction.len()).ok().filter(|_| decimals == 0)?;
        value = value.checked_add(Decimal::new(fraction.parse().ok()?, decimals))?;
        end += length;
    } else if let Some((half, length)) = and_a_half(&rest[end..]).filter(|_| decimals == 0) {
        (value, decimals) = (value.checked_add(half)?, half.scale());
        end += length;
    } else if let Some(length) =
        then_word(&rest[end..], "hundrede").filter(|_| decimals == 0 && value < Decimal::TEN)
    {
        value = value.checked_mul(Decimal::ONE_HUNDRED)?;
        end += length;
    }
    Some(Number { range: at..at + end, value, decimals, year_like: false, pointed: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::spelled::WORDS;

    fn read(text: &str) -> Option<(String, u32, &str)> {
        at(text, 0).map(|number| (number.value.to_string(), number.decimals, &text[number.range]))
    }

    #[test]
    fn danish_numbers_are_read_exactly() {
        assert_eq!(read("1.234,50 kr."), Some(("1234.50".into(), 2, "1.234,50")));
        assert_eq!(read("13.000 t.kr."), Some(("13000".into(), 0, "13.000")));
        assert_eq!(
            read("1\u{a0}234\u{a0}567 kr."),
            Some(("1234567".into(), 0, "1\u{a0}234\u{a0}567"))
        );
        assert_eq!(read("1.8 mio."), Some(("1.8".into(), 1, "1.8")));
        assert_eq!(read("2½ mio."), Some(("2.5".into(), 1, "2½")));
        assert_eq!(read("60."), Some(("60".into(), 0, "60")));
        assert_eq!(read("halvanden mio."), Some(("1.5".into(), 1, "halvanden")));
        assert_eq!(read("2,7mio. kr."), Some(("2.7".into(), 1, "2,7")));
        assert_eq!(read("125.000kr."), Some(("125000".into(), 0, "125.000")));
    }

    #[test]
    fn thousands_are_grouped_by_points_blanks_and_apostrophes() {
        for mark in [".", " ", "\u{a0}", "\u{202f}", "\u{2009}", "'", "’"] {
            let written = format!("1{mark}500{mark}000");
            assert_eq!(
                read(&format!("{written} kr.")),
                Some(("1500000".into(), 0, written.as_str()))
            );
        }
        // A plain blank stands between two numbers as well.
        for (text, from, value) in [
            ("tabel 3 500 kr.", "3", "3"),
            ("SEL 85 125 kr.", "85", "85"),
            ("i 2020 500 kr.", "2020", "2020"),
            ("de 12 50 kr.", "12", "12"),
            ("Kr.1.700.000,00", "1", "1700000.00"),
        ] {
            let number = at(text, text.find(from).unwrap()).unwrap();
            assert_eq!(number.value.to_string(), value, "{text}");
        }
    }

    #[test]
    fn fractions_are_numbers() {
        for (text, value) in [
            ("½ mio.", "0.5"),
            ("1/2 mio.", "0.5"),
            ("1 1/2 mio.", "1.5"),
            ("2¼ mio.", "2.25"),
            ("3/4 mio.", "0.75"),
            ("femogtyve mio.", "25"),
            ("halvtreds mio.", "50"),
        ] {
            assert_eq!(read(text).map(|(value, ..)| value), Some(value.into()), "{text}");
        }
        for (text, from) in [("2/3 mio.", "3"), ("2*3*4 kr.", "4"), ("1/6 2019", "6")] {
            assert_eq!(at(text, text.rfind(from).unwrap()), None, "{text}");
        }
    }

    #[test]
    fn decimals_are_read_as_they_are_said() {
        assert_eq!(read("to komma fem millioner"), Some(("2.5".into(), 1, "to komma fem")));
        assert_eq!(
            read("en komma nul fem milliarder"),
            Some(("1.05".into(), 2, "en komma nul fem"))
        );
        assert_eq!(read("Tre og en halv million"), Some(("3.5".into(), 1, "Tre og en halv")));
        assert_eq!(read("to en halv million"), Some(("2.5".into(), 1, "to en halv")));
        assert_eq!(read("fem hundrede tusind"), Some(("500".into(), 0, "fem hundrede")));
        // What is left of them is no number of its own.
        for (text, from) in [
            ("en komma femogtyve millioner", "femogtyve"),
            ("en komma tyve millioner", "tyve"),
            ("2 komma 5 millioner", "5"),
            ("to millioner fem hundrede tusind", "fem"),
            ("to hundrede og ti millioner", "ti"),
            ("2 millioner 500.000 kr.", "500.000"),
        ] {
            assert_eq!(at(text, text.find(from).unwrap()), None, "{text}");
        }
    }

    #[test]
    fn every_word_for_a_number_is_read() {
        for (word, value, decimals) in WORDS {
            let read = read(&format!("{word} mio.")).map(|(read, ..)| read);
            assert_eq!(read, Some(Decimal::new(*value, *decimals).to_string()), "{word}");
        }
    }

    #[test]
    fn what_is_a_part_of_something_else_is_no_number() {
        for text in ["35.10.20", "3a", "1234567890123456", "ente", "1,2,3"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(at("B2", 1), None);
        assert_eq!(at("1.25", 2), None);
    }

    #[test]
    fn counts_are_small() {
        assert_eq!(count("seks"), Some(6));
        assert_eq!(count("Tolv"), Some(12));
        assert_eq!(count("12"), Some(12));
        for word in ["en", "2016", "halvanden", "x"] {
            assert_eq!(count(word), None, "{word}");
        }
    }
}
