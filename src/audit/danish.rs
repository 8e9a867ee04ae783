//! Printed figures read back from their text: Danish, with points between thousands and a decimal
//! comma.

use rust_decimal::Decimal;

/// What a printed cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// This figure; blank, 0 and – are all 0.
    Figure(Decimal),
    /// `?`: the program could not tell.
    Unknown,
    /// No figure at all.
    Strange,
}

/// Reads a cell of a column of figures.
pub(super) fn read(text: &str) -> Read {
    match text.trim() {
        "" | "-" | "–" | "−" => Read::Figure(Decimal::ZERO),
        "?" => Read::Unknown,
        text => figure(text).map_or(Read::Strange, Read::Figure),
    }
}

/// Reads a figure, `-1.234,5`: points stand between groups of three or nowhere.
pub(super) fn figure(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['-', '–', '−']);
    let (whole, rest) = digits
        .unwrap_or(text)
        .split_once(',')
        .map_or((digits.unwrap_or(text), None), |(a, b)| (a, Some(b)));
    let all_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split('.');
    let first = groups.next().filter(|first| all_digits(first))?;
    let grouped = whole.contains('.');
    let well_formed =
        (!grouped || first.len() <= 3) && groups.all(|group| group.len() == 3 && all_digits(group));
    if !well_formed || rest.is_some_and(|rest| !all_digits(rest)) {
        return None;
    }
    let plain = format!(
        "{}{}{}",
        whole.replace('.', ""),
        if rest.is_some() { "." } else { "" },
        rest.unwrap_or_default()
    );
    let value = Decimal::from_str_exact(&plain).ok()?;
    Some(if digits.is_some() { -value } else { value })
}

/// Reads a figure with words after it, `1,8 mio. kr.`: the figure, and the words without the points
/// and blanks at their end.
pub(super) fn amount(text: &str) -> Option<(Decimal, String)> {
    let text = text.replace('\u{a0}', " ");
    let (number, words) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    Some((figure(number)?, words.trim().trim_end_matches('.').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn printed_figures_are_read_back() {
        for (text, is) in [
            ("0", "0"),
            ("10.000", "10000"),
            ("-7.150", "-7150"),
            ("–12", "-12"),
            ("1.234,50", "1234.5"),
            ("1234", "1234"),
        ] {
            assert_eq!(read(text), Read::Figure(decimal(is)), "{text}");
        }
        for text in ["", " ", "–", "-", "0"] {
            assert_eq!(read(text), Read::Figure(Decimal::ZERO), "{text:?}");
        }
        assert_eq!(read("?"), Read::Unknown);
        for text in ["1.23", "1,", ",5", "12.3456", "1234.567", "--1", "1 000", "tolv", "1.000 kr."]
        {
            assert_eq!(read(text), Read::Strange, "{text}");
        }
    }

    #[test]
    fn amounts_in_text_have_their_unit_beside_them() {
        assert_eq!(amount("1,8\u{a0}mio. kr."), Some((decimal("1.8"), "mio. kr".to_owned())));
        assert_eq!(amount("1.800\u{a0}t.kr."), Some((decimal("1800"), "t.kr".to_owned())));
        assert_eq!(amount("-12"), Some((decimal("-12"), String::new())));
        assert_eq!(amount("tolv kr."), None);
    }
}
