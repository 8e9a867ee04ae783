//! A figure as a paper prints it: a point between thousands, a comma before decimals.

use rust_decimal::Decimal;

use crate::amount::{Amount, is_dash};

/// What a cell says that should hold a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// This amount.
    Amount(Amount),
    /// A dash alone: there is no figure here.
    NoFigure,
    /// A point that may stand before decimals or between thousands.
    Either {
        /// With the point before decimals.
        decimals: Amount,
        /// With the point between thousands.
        thousands: Amount,
    },
    /// No figure.
    Unreadable,
}

/// Reads a cell: `1.200`, `12,5`, `-5`, `−5`, `(1.200)`, `1 200` with any blank, `10_000`.
pub fn read(text: &str) -> Read {
    let text = text.trim();
    let mut rest = text;
    let mut negative = false;
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        rest = inner.trim();
        negative = true;
    }
    if let Some(after) = rest.strip_prefix(|c: char| c == '-' || is_dash(c)) {
        if after.is_empty() && !negative {
            return Read::NoFigure;
        }
        if negative {
            return Read::Unreadable;
        }
        rest = after.trim_start();
        negative = true;
    } else if let Some(after) = rest.strip_prefix('+') {
        rest = after.trim_start();
    }
    digits(rest, negative)
}

/// Reads what is left when the sign is taken.
fn digits(text: &str, negative: bool) -> Read {
    let amount = |whole: &str, decimals: &str| amount(whole, decimals, negative);
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if all_digits(text) {
        return amount(text, "").map_or(Read::Unreadable, Read::Amount);
    }
    let (whole, decimals) = match text.split_once(',') {
        Some((whole, decimals)) if all_digits(decimals) => (whole, decimals),
        Some(_) => return Read::Unreadable,
        None => (text, ""),
    };
    if all_digits(whole) || grouped(whole) {
        return amount(whole, decimals).map_or(Read::Unreadable, Read::Amount);
    }
    match whole.split_once('.') {
        Some((first, last)) if decimals.is_empty() && all_digits(first) && all_digits(last) => {
            // As many digits after the point as a thousand has, where there are fewer.
            let thousands = format!("{first}{last:0<3}");
            match (amount(first, last), amount(&thousands, "")) {
                (Some(decimals), Some(thousands)) => Read::Either { decimals, thousands },
                _ => Read::Unreadable,
            }
        }
        _ => Read::Unreadable,
    }
}

/// The amount of these digits, whatever stands between them; `None` where it can't be held.
fn amount(whole: &str, decimals: &str, negative: bool) -> Option<Amount> {
    let mut number: i128 = 0;
    for digit in whole.bytes().chain(decimals.bytes()).filter(u8::is_ascii_digit) {
        number = number.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
    }
    let scale = u32::try_from(decimals.len()).ok()?;
    let number = if negative { -number } else { number };
    let value = Decimal::try_from_i128_with_scale(number, scale).ok()?;
    (value.abs() <= Amount::LIMIT).then_some(Amount::new(value))
}

/// True for digits in groups of three, all with the same mark between them.
fn grouped(whole: &str) -> bool {
    let Some(mark) = whole.chars().find(|c| !c.is_ascii_digit()) else { return false };
    // What stands on two lines is two figures.
    if !(mark == '.' || mark == '_' || mark.is_whitespace() && mark != '\n') {
        return false;
    }
    let mut groups = whole.split(mark);
    let first = groups.next().unwrap_or_default();
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    (1..=3).contains(&first.len())
        && all_digits(first)
        && groups.all(|group| group.len() == 3 && all_digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Option<String> {
        match read(text) {
            Read::Amount(amount) => Some(amount.danish(0)),
            _ => None,
        }
    }

    #[test]
    fn figures_are_read_as_printed() {
        for (text, meant) in [
            ("1.200", "1.200"),
            ("12.345.678", "12.345.678"),
            ("12,5", "12,5"),
            ("1.200,50", "1.200,5"),
            ("-5", "-5"),
            ("−5", "-5"),
            ("– 5", "-5"),
            ("(1.200)", "-1.200"),
            ("+7", "7"),
            ("1\u{a0}200", "1.200"),
            ("1\u{202f}200", "1.200"),
            ("1 200", "1.200"),
            ("10_000", "10.000"),
            ("1200", "1.200"),
            ("0", "0"),
        ] {
            assert_eq!(amount(text).as_deref(), Some(meant), "{text}");
        }
    }

    #[test]
    fn a_point_that_may_be_either_is_said_to_be() {
        let either = |text: &str| match read(text) {
            Read::Either { decimals, thousands } => {
                (decimals.danish(decimals.scale()), thousands.danish(0))
            }
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(either("12.5"), ("12,5".to_owned(), "12.500".to_owned()));
        assert_eq!(either("10.00"), ("10,00".to_owned(), "10.000".to_owned()));
        assert_eq!(either("-1.2345"), ("-1,2345".to_owned(), "-12.345".to_owned()));
        assert_eq!(either("1234.567"), ("1.234,567".to_owned(), "1.234.567".to_owned()));
    }

    #[test]
    fn a_dash_alone_is_no_figure_and_other_words_are_unreadable() {
        for dash in ["-", "–", "—", "−"] {
            assert_eq!(read(dash), Read::NoFigure, "{dash}");
        }
        for text in [
            "",
            "x",
            "1.2.3",
            "1,2,3",
            "1.200 kr.",
            "--5",
            "(−5)",
            "1.20,5",
            "1_20",
            ",5",
            "5,",
            "()",
        ] {
            assert_eq!(read(text), Read::Unreadable, "{text}");
        }
    }
}
