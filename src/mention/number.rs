//! Numbers as Danes write them in running text: `1.234,5`, `1234`, `2½`, `halvanden`.

use std::ops::Range;

use rust_decimal::Decimal;

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
}

/// The most digits of a number that is read as one.
const MOST_DIGITS: usize = 15;

/// The first number of a text from a place on that begins a word.
pub(super) fn next(text: &str, from: usize) -> Option<Number> {
    let mut start = word(text, from, false);
    while start < text.len() {
        if let Some(number) = at(text, start) {
            return Some(number);
        }
        start = word(text, word(text, start, true), false);
    }
    None
}

/// How far a text from a place on is `within` a word, or between words.
fn word(text: &str, from: usize, within: bool) -> usize {
    let mut at = from;
    while let Some(byte) = text.as_bytes().get(at) {
        let c = if byte.is_ascii() { char::from(*byte) } else { first(&text[at..]) };
        if c.is_alphanumeric() != within {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// The character that a text begins with.
fn first(text: &str) -> char {
    text.chars().next().unwrap_or_default()
}

/// Reads the number that begins at `at`. `None` where none does, or where it is a part of something
/// else: `35.10.2`, `B2B`.
pub(super) fn at(text: &str, at: usize) -> Option<Number> {
    let rest = text.get(at..)?;
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return in_words(text, at);
    }
    if text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '_'))
        || goes_on(&text[..at])
    {
        return None;
    }
    let (whole, mut end) = whole(rest);
    let mut decimals = String::new();
    let after = rest[end..].strip_prefix([',', '.']);
    if let Some(after) = after {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        // A point before one or two digits is a decimal mark in a foreign hand; before three it
        // groups, and was read already.
        let comma = rest[end..].starts_with(',');
        if digits > 0 && (comma || digits < 3) {
            after[..digits].clone_into(&mut decimals);
            end += 1 + digits;
        }
    }
    if let Some(half) = rest[end..].strip_prefix('½').filter(|_| decimals.is_empty()) {
        "5".clone_into(&mut decimals);
        end = rest.len() - half.len();
    }
    let more = rest[end..].chars().next();
    let second = rest[end..].chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let part = more.is_some_and(char::is_alphanumeric)
        && !GLUED.iter().any(|unit| starts_word(&rest[end..], unit));
    if part || (matches!(more, Some('.' | ',')) && second) {
        return None;
    }
    if whole.len() + decimals.len() > MOST_DIGITS {
        return None;
    }
    let scale = u32::try_from(decimals.len()).ok()?;
    let value = Decimal::from_i128_with_scale(format!("{whole}{decimals}").parse().ok()?, scale);
    let year_like = end == 4 && scale == 0;
    Some(Number { range: at..at + end, value, decimals: scale, year_like })
}

/// The digits before the decimal mark, without what groups them, and how many bytes they take.
fn whole(rest: &str) -> (String, usize) {
    let run = |from: usize| {
        rest.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let mut end = run(0);
    let mut digits = rest[..end].to_owned();
    if end > 3 {
        return (digits, end);
    }
    // A point, or a blank that does not break the line; a plain blank stands between two numbers as
    // well.
    while let Some(mark) =
        ['.', '\u{a0}', '\u{202f}'].into_iter().find(|mark| rest[end..].starts_with(*mark))
    {
        let from = end + mark.len_utf8();
        if run(from) != 3 {
            break;
        }
        digits.push_str(&rest[from..from + 3]);
        end = from + 3;
    }
    (digits, end)
}

/// Units that are also written without a blank before them: `2,7mio. kr.`
const GLUED: &[&str] = &["mio", "mia", "mill", "kr", "t.kr", "tkr"];

/// Numbers that are written as words before "millioner".
const WORDS: &[(&str, i64, u32)] = &[
    ("halvanden", 15, 1),
    ("en halv", 5, 1),
    ("en kvart", 25, 2),
    ("én", 1, 0),
    ("en", 1, 0),
    ("et", 1, 0),
    ("to", 2, 0),
    ("tre", 3, 0),
    ("fire", 4, 0),
    ("fem", 5, 0),
    ("seks", 6, 0),
    ("syv", 7, 0),
    ("otte", 8, 0),
    ("ni", 9, 0),
    ("ti", 10, 0),
    ("elleve", 11, 0),
    ("tolv", 12, 0),
    ("tyve", 20, 0),
    ("hundrede", 100, 0),
];

/// The digits after "komma", as they are said.
const DIGITS: &[&str] = &["nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni"];

/// The most digits after "komma" that are said one by one.
const MOST_SAID: usize = 4;

fn in_words(text: &str, at: usize) -> Option<Number> {
    let rest = &text[at..];
    // Few words are numbers: they begin with these letters, and none is long.
    let first = rest.bytes().next()?.to_ascii_lowercase();
    let begins = matches!(first, b'e' | b'f' | b'h' | b'n' | b'o' | b's' | b't' | 0xc3);
    let short = || rest.bytes().take(10).any(|byte| matches!(byte, b' ' | 0xc2));
    if !begins || !short() || text[..at].ends_with(char::is_alphanumeric) {
        return None;
    }
    let (word, value, decimals) = number_word(rest)?;
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
    Some(Number { range: at..at + end, value, decimals, year_like: false })
}

/// The number that a text begins with in words: the word, its digits, its decimals.
fn number_word(rest: &str) -> Option<(&'static str, i64, u32)> {
    let mut bytes = rest.bytes().map(|byte| byte.to_ascii_lowercase());
    let begin = [bytes.next()?, bytes.next()?];
    let mut words = WORDS.iter().filter(|(word, ..)| word.as_bytes().starts_with(&begin));
    words.find(|(word, ..)| starts_word(rest, word)).copied()
}

/// How many bytes a blank and this word take, where a text begins with them.
fn then_word(rest: &str, word: &str) -> Option<usize> {
    let next = rest.trim_start_matches([' ', '\u{a0}']);
    (next.len() < rest.len() && starts_word(next, word))
        .then(|| rest.len() - next.len() + word.len())
}

/// " komma fem": the digits that are said, and how many bytes they take.
fn after_komma(rest: &str) -> Option<(String, usize)> {
    let mut end = then_word(rest, "komma")?;
    let mut digits = String::new();
    while let Some((digit, length)) = DIGITS
        .iter()
        .enumerate()
        .find_map(|(digit, word)| Some((digit, then_word(&rest[end..], word)?)))
    {
        digits.push_str(&digit.to_string());
        end += length;
        if digits.len() > MOST_SAID {
            return None;
        }
    }
    (!digits.is_empty()).then_some((digits, end))
}

/// " og en halv", " en halv".
fn and_a_half(rest: &str) -> Option<(Decimal, usize)> {
    let and = then_word(rest, "og").unwrap_or(0);
    let (half, word) = [(Decimal::new(5, 1), "en halv"), (Decimal::new(25, 2), "en kvart")]
        .into_iter()
        .find(|(_, word)| then_word(&rest[and..], word).is_some())?;
    then_word(&rest[and..], word).map(|length| (half, and + length))
}

/// Words after which a number is the rest of a larger one: "to millioner fem hundrede tusind", "en
/// komma femogtyve".
const LARGER: &[&str] =
    &["komma", "million", "millioner", "milliard", "milliarder", "tusind", "tusinde", "hundrede"];

/// True where what stands before a number is a part of it, so that it can't be read by itself.
fn goes_on(before: &str) -> bool {
    // What is written next to a mark begins anew.
    if !before.ends_with([' ', '\u{a0}']) {
        return false;
    }
    let mut words = before.trim_end_matches([' ', '\u{a0}']).rsplit([' ', '\u{a0}', '\n', '(']);
    let last = words.next().unwrap_or_default();
    let is = |word: &str, all: &[&str]| all.iter().any(|known| known.eq_ignore_ascii_case(word));
    let last = if is(last, &["og"]) { words.next().unwrap_or_default() } else { last };
    is(last, LARGER)
}

/// True where a text begins with these words, in any case, and they end there.
pub(crate) fn starts_word(rest: &str, word: &str) -> bool {
    let head = rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    head && !rest[word.len()..].starts_with(char::is_alphanumeric)
}

/// A count in words or digits, 2 to 20: `seks`, `12`.
pub(crate) fn count(word: &str) -> Option<usize> {
    let small = word.to_lowercase();
    let spelled = WORDS
        .iter()
        .find(|(name, _, decimals)| *decimals == 0 && *name == small)
        .map(|(_, value, _)| *value);
    let value = spelled.or_else(|| word.parse().ok())?;
    usize::try_from(value).ok().filter(|count| (2..=20).contains(count))
}

#[cfg(test)]
mod tests {
    use super::*;

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
