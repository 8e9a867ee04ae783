//! Numbers in words: `halvanden`, `femogtyve`, `to komma fem`.

use rust_decimal::Decimal;

/// Numbers that are written as words before "millioner".
pub(super) const WORDS: &[(&str, i64, u32)] = &[
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
    ("tretten", 13, 0),
    ("fjorten", 14, 0),
    ("femten", 15, 0),
    ("seksten", 16, 0),
    ("sytten", 17, 0),
    ("atten", 18, 0),
    ("nitten", 19, 0),
    ("tyve", 20, 0),
    ("tredive", 30, 0),
    ("fyrre", 40, 0),
    ("halvtreds", 50, 0),
    ("tres", 60, 0),
    ("halvfjerds", 70, 0),
    ("firs", 80, 0),
    ("halvfems", 90, 0),
    ("hundrede", 100, 0),
];

/// The digits after "komma", as they are said.
const DIGITS: &[&str] = &["nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni"];

/// The most digits after "komma" that are said one by one.
const MOST_SAID: usize = 4;

/// "femogtyve": one of a number's digits and its tens, and how many bytes they take.
pub(super) fn units_and_tens(rest: &str) -> Option<(Decimal, usize)> {
    const TENS: std::ops::RangeInclusive<i64> = 20..=90;
    const BEGIN: &[&str] =
        &["enog", "toog", "treog", "fireog", "femog", "seksog", "syvog", "otteog", "niog"];
    let bytes = rest.as_bytes();
    let begins = |begin: &&&str| {
        bytes.first().map(u8::to_ascii_lowercase) == begin.as_bytes().first().copied()
            && bytes
                .get(..begin.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(begin.as_bytes()))
    };
    BEGIN.iter().find(begins)?;
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let small = rest.get(..length)?.to_lowercase();
    let known = |word: &str, range: std::ops::RangeInclusive<i64>| {
        let (_, value, _) = WORDS
            .iter()
            .find(|(name, value, scale)| *name == word && *scale == 0 && range.contains(value))?;
        Some(*value)
    };
    let (units, tens) = small.split_once("og")?;
    let value = known(units, 1..=9)?.checked_add(known(tens, TENS)?)?;
    Some((Decimal::from(value), length))
}

/// True where a text begins as a word for a number does, as far as its first letters tell: few do.
pub(super) fn begins_word(rest: &[u8]) -> bool {
    let small = |at: usize| rest.get(at).map_or(0, u8::to_ascii_lowercase);
    // No word goes on there.
    let ends = |at: usize| !small(at).is_ascii_alphanumeric();
    match (small(0), small(1)) {
        (b'a', b't') => small(2) == b't' && small(3) == b'e',
        (b'e', b'n') => ends(2) || small(2) == b'o',
        (b'e', b't') | (b't', b'i') => ends(2),
        (b'e', b'l') => small(2) == b'l' && small(4) == b'v',
        (b'f', b'i' | b'y') => small(2) == b'r',
        (b'f', b'e') => small(2) == b'm',
        (b'f', b'j') => small(2) == b'o',
        (b'h', b'a') => small(2) == b'l' && small(3) == b'v',
        (b'h', b'u') => small(2) == b'n' && small(3) == b'd',
        (b'n', b'i') => ends(2) || matches!(small(2), b't' | b'o'),
        (b'o', b't') => small(2) == b't',
        (b's', b'e') => small(2) == b'k',
        (b's', b'y') => matches!(small(2), b'v' | b't'),
        (b't', b'o') => ends(2) || matches!(small(2), b'l' | b'o'),
        (b't', b'r') => small(2) == b'e',
        (b't', b'y') => small(2) == b'v',
        // "én"
        (0xc3, second) => matches!(second, 0xa9 | 0x89),
        _ => false,
    }
}

/// The number that a text begins with in words: the word, its digits, its decimals.
pub(super) fn number_word(rest: &str) -> Option<(&'static str, i64, u32)> {
    let mut bytes = rest.bytes().map(|byte| byte.to_ascii_lowercase());
    let begin = [bytes.next()?, bytes.next()?];
    let mut words = WORDS.iter().filter(|(word, ..)| word.as_bytes().first_chunk() == Some(&begin));
    words.find(|(word, ..)| starts_word(rest, word)).copied()
}

/// How many bytes a blank and this word take, where a text begins with them.
pub(super) fn then_word(rest: &str, word: &str) -> Option<usize> {
    let next = rest.trim_start_matches([' ', '\u{a0}']);
    (next.len() < rest.len() && starts_word(next, word))
        .then(|| rest.len() - next.len() + word.len())
}

/// " komma fem": the digits that are said, and how many bytes they take.
pub(super) fn after_komma(rest: &str) -> Option<(String, usize)> {
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
pub(super) fn and_a_half(rest: &str) -> Option<(Decimal, usize)> {
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
pub(super) fn goes_on(before: &str) -> bool {
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
