//! The years that an amount is said to be of: "1,8 mio. kr. årligt i perioden 2020-2021", "i 2022
//! afsættes 1,8 mio. kr.".

use std::ops::Range;

/// Years from and to, both included, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct YearRange {
    pub(crate) from: u16,
    pub(crate) to: u16,
    pub(crate) range: Range<usize>,
}

/// Words that may stand between an amount and its years.
const BETWEEN: &[&str] = &[
    "årligt", "årlig", "om", "året", "pr.", "år", "til", "i", "perioden", "fra", "for", "hvert",
    "af", "årene", "alt", "både", "varigt", "og", "frem",
];

/// Words that years stand right after, where they are when the money is used; not "budgettet for"
/// or "aftalen fra".
const WHEN: &[&str] = &["i", "perioden", "årene"];

/// The years of the amount at `amount`, in its sentence: those right after it, or right before it
/// in the same breath.
pub(crate) fn of(sentence: &str, amount: &Range<usize>) -> Option<YearRange> {
    after(sentence, amount.end).or_else(|| before(sentence, amount.start))
}

fn after(sentence: &str, end: usize) -> Option<YearRange> {
    let mut at = end.min(sentence.len());
    let mut last = "";
    for _ in 0..6 {
        let rest = sentence[at..].trim_start_matches([' ', '\u{a0}', ')']);
        at = sentence.len() - rest.len();
        if let Some(years) = years(sentence, at) {
            return WHEN.contains(&last.to_lowercase().as_str()).then_some(years);
        }
        last = &rest[..rest.find([' ', '\u{a0}', ',', ';', ':']).unwrap_or(rest.len())];
        if !BETWEEN.contains(&last.to_lowercase().as_str()) {
            return None;
        }
        at += last.len();
    }
    None
}

/// "I 2022 afsættes 1,8 mio. kr.": the sentence begins with the year, and no comma comes between.
fn before(sentence: &str, start: usize) -> Option<YearRange> {
    let head = sentence.get(..2).filter(|head| head.eq_ignore_ascii_case("i "))?;
    let years = years(sentence, head.len())?;
    let between = sentence.get(years.range.end..start)?;
    let near = between.len() <= 60
        && !between.contains([',', ';', ':', '('])
        && !between.bytes().any(|byte| byte.is_ascii_digit());
    near.then_some(years)
}

/// The years at a place: `2020`, `2020-2021`, `2020-21`, `2020 og 2021`; no price level.
fn years(text: &str, at: usize) -> Option<YearRange> {
    let from = year(text, at)?;
    let mut end = at + 4;
    let mut to = from;
    // Of a list, "2020, 2021 og 2022", as far as it goes.
    while let Some((last, stop)) = joined(text, from, end).filter(|(last, _)| *last > to) {
        (to, end) = (last, stop);
    }
    let priced = ["p/l", "pl", "-p/l", "-pl", "-priser", "priser", "prisniveau", "-niveau"];
    let rest = text[end..].trim_start_matches([' ', '\u{a0}']);
    (!priced.iter().any(|word| rest.starts_with(word))).then_some(YearRange {
        from,
        to,
        range: at..end,
    })
}

/// The year that is joined to one that ends at `end`, and where it ends: whole, or `-21` of 2020.
fn joined(text: &str, from: u16, end: usize) -> Option<(u16, usize)> {
    let joints = ["-", "–", " - ", " – ", " og ", " til ", ", "];
    joints.into_iter().find_map(|joint| {
        let next = text[end..].strip_prefix(joint).map(|_| end + joint.len())?;
        let short = || {
            let digits = text.get(next..next + 2)?;
            let own = digits.bytes().all(|b| b.is_ascii_digit())
                && !text[next + 2..].starts_with(char::is_alphanumeric);
            let last: u16 =
                digits.parse().ok().filter(|_| own && matches!(joint, "-" | "–" | " - "))?;
            Some((from / 100 * 100 + last, next + 2))
        };
        year(text, next).map(|year| (year, next + 4)).or_else(short)
    })
}

fn year(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + 4)?;
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit())
        && !text[at + 4..].starts_with(|c: char| c.is_ascii_digit());
    digits.parse().ok().filter(|year| whole && (1990..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sentence: &str, amount: &str) -> Option<(u16, u16)> {
        let at = sentence.find(amount).unwrap();
        of(sentence, &(at..at + amount.len())).map(|years| (years.from, years.to))
    }

    #[test]
    fn years_stand_right_by_their_amount() {
        for (sentence, years) in [
            ("Det søges der 1,8 mio. kr. årligt til i perioden 2020-2021.", Some((2020, 2021))),
            ("Der afsættes 1,8 mio. kr. i 2022.", Some((2022, 2022))),
            ("Der afsættes 1,8 mio. kr. årligt i 2020 og 2021.", Some((2020, 2021))),
            ("Der afsættes 1,8 mio. kr. i årene 2020-23.", Some((2020, 2023))),
            ("Der afsættes 1,8 mio. kr. i 2020, 2021 og 2022.", Some((2020, 2022))),
            ("I 2022 afsættes der 1,8 mio. kr. til det.", Some((2022, 2022))),
            ("I 2022 afsættes der, ligesom sidst, 1,8 mio. kr. til det.", None),
            ("Der afsættes 1,8 mio. kr. fra Budget 2020.", None),
            ("Der afsættes 1,8 mio. kr. (2020 p/l) til det.", None),
            ("Der afsættes 1,8 mio. kr. i 2020-priser.", None),
            ("Aftalen fra 2020 giver 1,8 mio. kr. til det.", None),
        ] {
            assert_eq!(found(sentence, "1,8 mio. kr."), years, "{sentence}");
        }
    }
}
