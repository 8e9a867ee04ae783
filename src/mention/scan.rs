//! The numbers of a text, one after the other.

use crate::mention::number::{Number, at};
use crate::mention::spelled::begins_word;

/// The first number of a text from a place on that begins a word.
pub(super) fn next(text: &str, from: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let mut start = from;
    while let Some(byte) = bytes.get(start) {
        let class = CLASSES[usize::from(*byte)];
        if class == Class::Between
            || class == Class::Wide && !first(text.get(start..)?).is_alphanumeric()
        {
            start += width(*byte);
            continue;
        }
        if class != Class::Within
            && (class != Class::Letter || begins_word(&bytes[start..]))
            && let Some(number) = at(text, start)
        {
            return Some(number);
        }
        start = word_end(text, start);
    }
    None
}

/// Where the word that begins at a place ends.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match CLASSES[usize::from(*byte)] {
            Class::Between => break,
            // Of these, Danish has its letters; all but × and ÷ are some.
            Class::Wide if *byte == 0xc3 => {
                if matches!(bytes.get(at + 1), Some(0x97 | 0xb7)) {
                    break;
                }
            }
            Class::Wide if !text.get(at..).is_some_and(|rest| first(rest).is_alphanumeric()) => {
                break;
            }
            _ => {}
        }
        at += width(*byte);
    }
    at
}

/// What a byte is where numbers are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// No part of a word.
    Between,
    /// A part of a word, which is no number if it begins so.
    Within,
    /// A digit.
    Digit,
    /// A letter that a word for a number may begin with.
    Letter,
    /// The first byte of a character that is not ASCII.
    Wide,
}

/// The class of each byte.
static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut out = [Class::Between; 256];
    let mut byte: u8 = 0;
    loop {
        out[byte as usize] = match byte {
            b'0'..=b'9' => Class::Digit,
            _ if matches!(
                byte.to_ascii_lowercase(),
                b'a' | b'e' | b'f' | b'h' | b'n' | b'o' | b's' | b't'
            ) =>
            {
                Class::Letter
            }
            _ if byte.is_ascii_alphabetic() => Class::Within,
            0x80.. => Class::Wide,
            _ => Class::Between,
        };
        if byte == u8::MAX {
            return out;
        }
        byte += 1;
    }
}

/// How many bytes a character takes that begins with this one.
fn width(first: u8) -> usize {
    match first {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

/// The character that a text begins with.
fn first(text: &str) -> char {
    text.chars().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::spelled::WORDS;

    /// The first number from a place on, each word looked at in turn.
    fn plainly(text: &str, from: usize) -> Option<Number> {
        let mut within = false;
        for (place, c) in text[from..].char_indices() {
            if c.is_alphanumeric()
                && !within
                && let Some(number) = at(text, from + place)
            {
                return Some(number);
            }
            within = c.is_alphanumeric();
        }
        None
    }

    #[test]
    fn no_number_is_passed_over() {
        let words = WORDS.iter().map(|(word, ..)| *word);
        let others = [
            "enogtyve",
            "toogtyve",
            "treogtyve",
            "fireogtyve",
            "femogtyve",
            "seksogtyve",
            "syvogtyve",
            "otteogtyve",
            "niogtyve",
            "1.234,5",
            "2½",
            "½",
            "¼",
            "×",
            "÷",
            "æ",
            "Ø",
            "å",
            "é",
            "²",
            "€",
            "til",
            "tre",
            "eller",
            "finansiering",
            "at",
            "12",
            "1/2",
            "…",
            "en",
            "😀",
            "\u{a0}",
            "ª",
        ];
        let all: Vec<String> = words.chain(others).map(str::to_owned).collect();
        let capital = |word: &String| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
        };
        let all: Vec<String> = all.iter().cloned().chain(all.iter().filter_map(capital)).collect();
        for one in &all {
            for two in &all {
                for text in
                    [format!("{one} {two}"), format!("{one}{two}"), format!("a-{one}.{two}x")]
                {
                    for from in [0, one.len()].into_iter().filter(|at| text.is_char_boundary(*at)) {
                        assert_eq!(next(&text, from), plainly(&text, from), "{text} from {from}");
                    }
                }
            }
        }
    }
}
