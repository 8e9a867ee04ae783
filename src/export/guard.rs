//! Texts that a spreadsheet would take for something other than text when it opens a CSV file, and
//! how that is prevented.
//!
//! Such a text is written as the formula whose value it is, `="10-12"`, which Excel and
//! `LibreOffice` show as `10-12`. An apostrophe in front, the other way that is known, is shown by
//! both: it marks text only where it is typed. Quotes around the field keep nothing: both take what
//! is between them as if it were bare. [`unguarded`] gives the text back, whatever it was.

use std::borrow::Cow;

use crate::export::dialect::Dialect;
use crate::note::{MONTHS, Period};

/// The longest text between quotes in a formula of Excel, in UTF-16 units.
const LONGEST: usize = 255;

/// Digits of the longest whole number that a spreadsheet shows as it is written.
const DIGITS: usize = 15;

const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const DAYS: [&str; 14] = [
    "mandag",
    "tirsdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lørdag",
    "søndag",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// A text as a field: in a formula where it could be taken for something else.
pub fn guarded(text: &str, dialect: Dialect) -> Cow<'_, str> {
    if !(is_command(text) || is_value(text, dialect)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::from("=\"");
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf16() > LONGEST {
            out.push_str("\"&\"");
            length = 0;
        }
        length += c.len_utf16();
        out.push(c);
        if c == '"' {
            out.push(c);
        }
    }
    out.push('"');
    Cow::Owned(out)
}

/// A field as the text that it was written for. No text that is written bare begins with `=`, so
/// that nothing else is changed.
pub fn unguarded(field: &str) -> Cow<'_, str> {
    field.strip_prefix('=').and_then(value).map_or(Cow::Borrowed(field), Cow::Owned)
}

/// The value of `"a"&"b"`; `None` where that is not what it is.
fn value(formula: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = formula.strip_prefix('"')?;
    loop {
        let quote = rest.find('"')?;
        out.push_str(&rest[..quote]);
        rest = &rest[quote + 1..];
        if let Some(more) = rest.strip_prefix('"') {
            out.push('"');
            rest = more;
        } else if rest.is_empty() {
            return Some(out);
        } else {
            rest = rest.strip_prefix("&\"")?;
        }
    }
}

/// True for what begins as a formula, an error or a mark of text does, in a spreadsheet of any
/// language.
fn is_command(text: &str) -> bool {
    let blank =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}');
    let begins = text
        .trim_start_matches(blank)
        .starts_with(['=', '+', '-', '@', '\'', '#', '−', '＝', '＋', '－', '＠']);
    begins || text.starts_with(['\t', '\r', '\n'])
}

/// True for what could be a number, a date, a time, an amount or a truth, shown otherwise than it
/// is written.
fn is_value(text: &str, dialect: Dialect) -> bool {
    let lower = text.trim().to_lowercase();
    if ["sand", "falsk", "true", "false"].contains(&lower.as_str()) {
        return true;
    }
    let whole = lower.bytes().all(|b| b.is_ascii_digit())
        && !lower.starts_with('0')
        && lower.len() <= DIGITS;
    let shown = text.len() == lower.len()
        && (whole || lower == "0" || matches!(Period::parse(text), Some(Period::Range(..))));
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    // What goes over several lines is a text to all of them.
    if shown || !lower.contains(digit) || lower.contains(['\n', '\r']) {
        return false;
    }
    let mark = |c: char| c.is_whitespace() || ".,:/-'’%()+$€£¥".contains(c);
    let mut words = lower.split(|c: char| digit(c) || mark(c)).filter(|word| !word.is_empty());
    words.all(|word| is_word_of_value(word, dialect))
}

/// True for the words that stand beside digits in a value: months, days, exponents, hours and
/// money.
fn is_word_of_value(word: &str, dialect: Dialect) -> bool {
    let begins = |names: &[&str]| {
        word.chars().count() >= 3 && names.iter().any(|name| name.starts_with(word))
    };
    begins(&MONTHS)
        || begins(&ENGLISH)
        || begins(&DAYS)
        || ["e", "a", "p", "am", "pm", "den", "eur", "usd"].contains(&word)
        || (dialect == Dialect::Danish && ["kr", "dkk"].contains(&word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BARE: &[&str] = &[
        "",
        "Løn",
        "mio. kr.",
        "2020",
        "0",
        "2027-2032",
        "BI8",
        "1/2 stilling",
        "12,5 mio.",
        "1. kvartal",
        "– heraf",
        "§ 85",
        "maj",
        "mar3s",
        "beloeb",
        "i_alt",
        "budget-2020/BI8/oekonomi/a/2020",
        "10\n12",
    ];

    const TAKEN: &[&str] = &[
        "=1+1",
        "+ moms",
        "- heraf vikarer",
        "@x",
        "\tx",
        "\rx",
        " =1+1",
        "\u{a0}=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "−5",
        "'x",
        "#N/A",
        "10-12",
        "1/2",
        "2016/17",
        "2016/12",
        "0.25.10",
        "05.20",
        "35.10",
        "0520",
        "007",
        "1e5",
        "1E-5",
        "JAN-2",
        "SEPT1",
        "maj 5",
        "2. marts",
        "12. okt. 2020",
        "12:30",
        "2 pm",
        "5 %",
        "(100)",
        "100-",
        "1 000",
        "1,5",
        "SAND",
        "false",
        "1234567890123456",
        "２０１０-１２",
        " 5",
    ];

    #[test]
    fn texts_are_guarded_where_a_spreadsheet_takes_them_for_something_else() {
        for dialect in [Dialect::Comma, Dialect::Danish] {
            for text in BARE {
                assert_eq!(guarded(text, dialect), *text);
            }
            for text in TAKEN {
                let field = guarded(text, dialect);
                assert!(field.starts_with("=\"") && field.ends_with('"'), "{text}: {field}");
                assert_eq!(unguarded(&field), *text);
            }
        }
        assert_eq!(guarded("1.000 kr.", Dialect::Comma), "1.000 kr.");
        assert_eq!(guarded("1.000 kr.", Dialect::Danish), "=\"1.000 kr.\"");
        assert_eq!(guarded("=\"x\"", Dialect::Comma), "=\"=\"\"x\"\"\"");
    }

    #[test]
    fn a_long_text_is_written_in_pieces() {
        let long = format!("={}\"&\"", "æ".repeat(600));
        let field = guarded(&long, Dialect::Danish);
        assert!(field.split("\"&\"").all(|piece| piece.chars().count() <= LONGEST + 4), "{field}");
        assert_eq!(unguarded(&field), long);
    }

    proptest! {
        #[test]
        fn every_text_is_read_back(text in "(?s)[=+@'\"& \\-0-9./a-eæ\u{a0}\t\n]{0,12}|.{0,600}") {
            for dialect in [Dialect::Comma, Dialect::Danish] {
                let field = guarded(&text, dialect);
                prop_assert_eq!(unguarded(&field).into_owned(), text.clone());
            }
        }
    }
}
