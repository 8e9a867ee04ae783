//! Sums that a sentence writes out: "3.681 + 105 + 130 = 3.916 mio. kr.", "485 × 156.000 er 76 mio.
//! kr.", "stiger med 3 pct. fra 10,0 til 10,3 mio. kr."

use std::ops::Range;

use memchr::memmem;
use rust_decimal::Decimal;

use crate::amount::Unit;
use crate::mention::around::last_word;
use crate::mention::money::kroner;
use crate::mention::unit::{self, Priced};
use crate::mention::{number, scan};

/// What a sentence writes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    /// From its first figure to its last.
    pub(super) range: Range<usize>,
    /// Where what it comes to begins.
    pub(super) result: usize,
    /// What it comes to, in kroner.
    pub(super) value: Decimal,
    /// True where that is what it says, within how it is rounded.
    pub(super) holds: bool,
}

/// A number of it.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) range: Range<usize>,
    pub(super) value: Decimal,
    pub(super) decimals: u32,
    pub(super) unit: Option<Unit>,
    /// True where it may be a year.
    year: bool,
}

/// What stands between two of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Plus,
    Minus,
    Times,
}

/// The most figures of a sum.
const MOST: usize = 24;

/// The sums that a sentence writes out, in order.
pub(super) fn find(sentence: &str) -> Vec<Sum> {
    let mut out = Vec::new();
    let bytes = sentence.as_bytes();
    // The second byte of "×".
    let times = || memchr::memchr_iter(0xc3, bytes).any(|at| bytes.get(at + 1) == Some(&0x97));
    let signs = || memchr::memchr3(b'=', b'+', b'*', bytes).is_some();
    if signs() || times() || memmem::find(bytes, b" x ").is_some() {
        let mut at = 0;
        while let Some(number) = scan::next(sentence, at) {
            let start = number.range.start;
            at = number.range.end;
            match chain(sentence, start) {
                Chain::Sum(sum) => {
                    at = sum.range.end;
                    out.push(sum);
                }
                Chain::TooLong(end) => at = end,
                Chain::None => {}
            }
        }
    }
    out.extend(change(sentence));
    out
}

/// The number at a place, with its unit if it has one.
pub(super) fn term(text: &str, at: usize) -> Option<Term> {
    let number = number::at(text, at)?;
    let end = number.range.end;
    let unit = unit::read(&text[end..], &Priced::none());
    let (unit, length) = unit.map_or((None, 0), |(unit, length)| (Some(unit), length));
    let range = at..end + length;
    Some(Term {
        range,
        value: number.value,
        decimals: number.decimals,
        unit,
        year: number.year_like && unit.is_none(),
    })
}

fn mark(rest: &str) -> Option<(Mark, usize)> {
    const MARKS: &[(&str, Mark)] = &[
        ("+", Mark::Plus),
        ("-", Mark::Minus),
        ("−", Mark::Minus),
        ("–", Mark::Minus),
        ("×", Mark::Times),
        ("*", Mark::Times),
        ("·", Mark::Times),
        ("x ", Mark::Times),
        ("plus ", Mark::Plus),
        ("minus ", Mark::Minus),
        ("gange ", Mark::Times),
    ];
    let own = blanks(rest);
    let (word, mark) = MARKS.iter().find(|(word, _)| own.starts_with(word))?;
    let next = blanks(&own[word.len()..]);
    // A dash without blanks about it is a range.
    let apart =
        *mark != Mark::Minus || (own.len() < rest.len() && next.len() + word.len() < own.len());
    apart.then(|| (*mark, rest.len() - next.len()))
}

/// How many bytes the words take that a sum's result stands after; `equals` where it is a sign.
pub(super) fn equals(rest: &str) -> Option<(bool, usize)> {
    const WORDS: &[&str] = &["er", "giver", "bliver", "svarer", "svarende", "dvs."];
    let own = blanks(rest);
    let (sign, mut next) = if let Some(next) = own.strip_prefix('=') {
        (true, next)
    } else {
        let own = own.strip_prefix(',').map_or(own, blanks);
        let word = WORDS.iter().find(|word| own.starts_with(*word))?;
        (false, own[word.len()..].strip_prefix([' ', '\u{a0}'])?)
    };
    for word in ["til", "i alt", "ca.", "cirka", "knap", "godt"] {
        next = blanks(next);
        next = next
            .strip_prefix(word)
            .filter(|rest| rest.starts_with([' ', '\u{a0}']))
            .unwrap_or(next);
    }
    Some((sign, rest.len() - blanks(next).len()))
}

fn blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}'])
}

/// What begins at a number.
enum Chain {
    /// "a + b = c".
    Sum(Sum),
    /// More numbers with marks between them than are added, and where they end.
    TooLong(usize),
    /// Nothing that is reckoned.
    None,
}

/// "a + b = c" from a number on.
fn chain(text: &str, start: usize) -> Chain {
    let Some(first) = term(text, start) else { return Chain::None };
    let mut end = first.range.end;
    let mut terms = vec![(Mark::Plus, first)];
    let mut count = 1;
    while let Some((mark, length)) = mark(&text[end..]) {
        let Some(next) = term(text, end + length) else { break };
        end = next.range.end;
        count += 1;
        if count <= MOST {
            terms.push((mark, next));
        }
    }
    if count > MOST {
        return Chain::TooLong(end);
    }
    sum(text, &terms, end).map_or(Chain::None, Chain::Sum)
}

/// "= c" after the terms, which end at `end`.
fn sum(text: &str, terms: &[(Mark, Term)], end: usize) -> Option<Sum> {
    let start = terms.first()?.1.range.start;
    let marks = terms.get(1..).filter(|rest| !rest.is_empty())?;
    let times = marks.iter().any(|(mark, _)| *mark == Mark::Times);
    let (sign, length) = equals(&text[end..])?;
    // "5 - 3 er" is more likely a list than a sum, and "2027 - 2030 = " are years.
    if terms.iter().any(|(_, term)| term.year) && marks.iter().any(|(mark, _)| *mark == Mark::Minus)
    {
        return None;
    }
    if marks.iter().any(|(mark, _)| (*mark == Mark::Times) != times)
        || (!sign && marks.iter().any(|(mark, _)| *mark == Mark::Minus))
    {
        return None;
    }
    let result = term(text, end + length)?;
    let unit = result.unit?;
    let said = kroner(result.value, unit)?;
    let about = matches!(last_word(&text[..result.range.start]), "ca." | "cirka" | "knap" | "godt");
    let half = kroner(Decimal::new(1, result.decimals), unit)?.checked_div(Decimal::TWO)?;
    let hedge = if about { said.checked_mul(Decimal::new(25, 3))? } else { Decimal::ZERO };
    let (value, reach) = if times { product(terms, unit, said)? } else { added(terms, unit)? };
    let holds = value.checked_sub(said)?.abs()
        <= reach.checked_add(if times { half } else { Decimal::ZERO })?.max(hedge);
    Some(Sum { range: start..result.range.end, result: result.range.start, value, holds })
}

/// Terms added up, and how far rounding can take them from what is said: by one of their last
/// digit, where they are rounded at all.
fn added(terms: &[(Mark, Term)], of_result: Unit) -> Option<(Decimal, Decimal)> {
    let (mut sum, mut reach) = (Decimal::ZERO, Decimal::ZERO);
    let mut shared = of_result;
    // A unit is shared by the numbers before it.
    for (mark, term) in terms.iter().rev() {
        shared = term.unit.unwrap_or(shared);
        let value = kroner(term.value, shared)?;
        sum = if *mark == Mark::Minus { sum.checked_sub(value)? } else { sum.checked_add(value)? };
        if shared != Unit::Kr {
            reach = reach.max(kroner(Decimal::new(1, term.decimals), shared)?);
        }
    }
    Some((sum, reach))
}

/// Factors multiplied, and how far rounding can take them: counts are exact, amounts are not.
pub(super) fn product(
    terms: &[(Mark, Term)],
    of_result: Unit,
    said: Decimal,
) -> Option<(Decimal, Decimal)> {
    let mut value = Decimal::ONE;
    let mut share = Decimal::ZERO;
    for (_, term) in terms {
        let unit = term.unit.unwrap_or(Unit::Kr);
        value = value.checked_mul(kroner(term.value, unit)?)?;
        let noughts = term.value.normalize();
        let step = match noughts.scale() {
            0 if unit == Unit::Kr => trailing(noughts),
            _ => Decimal::new(1, term.decimals),
        };
        if step > Decimal::ONE || unit != Unit::Kr || term.decimals > 0 {
            share = share.checked_add(step.checked_div(term.value)?.checked_div(Decimal::TWO)?)?;
        }
    }
    // "3 × 1,2 = 3,6 mio. kr.": the factors are in the unit of what they come to.
    if terms.iter().all(|(_, term)| term.unit.is_none()) {
        let scaled = kroner(value, of_result)?;
        let far = |value: Decimal| value.checked_sub(said).map(|over| over.abs());
        if far(scaled)? < far(value)? {
            value = scaled;
        }
    }
    Some((value, value.checked_mul(share)?))
}

/// The most counts that a price is multiplied by.
const MOST_COUNTS: usize = 12;

/// True where a count in one of these texts and one of these prices, in kroner, give an amount:
/// "485 borgere", "i gennemsnit 156.000 kr.", "i alt 76 mio. kr."
pub(super) fn times(texts: [&str; 2], prices: &[Decimal], amount: Decimal, half: Decimal) -> bool {
    let counts = texts.into_iter().flat_map(|text| {
        let mut at = 0;
        let next = move || {
            let number = scan::next(text, at)?;
            at = number.range.end;
            let money = unit::read(&text[at..], &Priced::none()).is_some();
            let share = blanks(&text[at..]).starts_with(['%', 'p']);
            let count = number.decimals == 0 && number.value >= Decimal::TEN && !number.year_like;
            Some(Some(number.value).filter(|_| count && !money && !share))
        };
        std::iter::from_fn(next).flatten().take(MOST_COUNTS)
    });
    counts.into_iter().any(|count| {
        prices.iter().any(|price| {
            let rounded = trailing(*price).checked_mul(count).unwrap_or_default();
            let over = price.checked_mul(count).and_then(|value| value.checked_sub(amount));
            over.is_some_and(|over| over.abs() <= half.max(rounded / Decimal::TWO))
        })
    })
}

/// What one of the last digit of a whole number is that is no nought: 1.000 of 156.000.
fn trailing(value: Decimal) -> Decimal {
    let mut step = Decimal::ONE;
    let mut rest = value;
    while !rest.is_zero() && (rest % Decimal::TEN).is_zero() {
        (rest, step) = (rest / Decimal::TEN, step * Decimal::TEN);
    }
    step
}

/// "stiger med 3 pct. fra 10,0 mio. kr. til 10,3 mio. kr.": what it comes to.
fn change(text: &str) -> Option<Sum> {
    let has = |words: &str| memmem::find(text.as_bytes(), words.as_bytes()).is_some();
    if !has("fra ") || !has(" til ") {
        return None;
    }
    let small = text.to_lowercase();
    let yearly =
        ["årlig", "om året", "pr. år", "hvert år", "procentpoint", "pct.point", "pct. point"];
    if small.len() != text.len() || yearly.iter().any(|word| small.contains(word)) {
        return None;
    }
    let ups = ["stig", "vokse", "øges", "øget", "hæves", "løftes", "forøg"];
    let downs = ["fald", "reducer", "sænkes", "mindsk", "nedsæt", "nedgang"];
    let says = |words: &[&str]| words.iter().any(|word| small.contains(word));
    let down = match (says(&ups), says(&downs)) {
        (true, false) => false,
        (false, true) => true,
        _ => return None,
    };
    let from = small.match_indices("fra ").find_map(|(at, word)| {
        let begins = !text[..at].ends_with(char::is_alphanumeric);
        let first = term(text, at + word.len()).filter(|_| begins)?;
        let next = text.get(first.range.end..)?.strip_prefix(" til ")?;
        let last = term(text, text.len() - next.len())?;
        Some((at, first, last))
    });
    let (at, first, last) = from?;
    let unit = last.unit?;
    let (share, decimals, strict) = per_cent(text, at)?;
    let from = kroner(first.value, first.unit.unwrap_or(unit))?;
    let to = kroner(last.value, unit)?;
    let of = |share: Decimal| {
        let share = share.checked_div(Decimal::ONE_HUNDRED)?;
        let factor = if down {
            Decimal::ONE.checked_sub(share)?
        } else {
            Decimal::ONE.checked_add(share)?
        };
        from.checked_mul(factor)
    };
    let half = |decimals: u32| Decimal::new(5, decimals + 1);
    let value = of(share)?;
    let reach = from
        .checked_mul(half(decimals))?
        .checked_div(Decimal::ONE_HUNDRED)?
        .checked_add(kroner(half(last.decimals), unit)?)?
        .checked_add(kroner(half(first.decimals), first.unit.unwrap_or(unit))?)?;
    let holds = value.checked_sub(to)?.abs() <= reach;
    // Told only where the per cent can be of nothing else.
    let range = first.range.start..last.range.end;
    (holds || strict).then_some(Sum { range, result: last.range.start, value, holds })
}

/// The one per cent of a sentence: its number, its decimals, and whether it stands right before
/// "fra" at `at`: "med 3 pct. fra".
fn per_cent(text: &str, at: usize) -> Option<(Decimal, u32, bool)> {
    let mut found = None;
    let mut from = 0;
    while let Some(number) = scan::next(text, from) {
        from = number.range.end;
        let after = blanks(&text[from..]);
        let Some(word) =
            ["procent", "pct.", "pct", "%"].into_iter().find(|word| after.starts_with(word))
        else {
            continue;
        };
        if found.is_some() {
            return None;
        }
        let end = text.len() - after.len() + word.len();
        let right = text.get(end..at).is_some_and(|between| between.trim().is_empty());
        let with = matches!(last_word(&text[..number.range.start]), "med" | "på");
        found = Some((number.value, number.decimals, right && with));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, bool)> {
        find(text).into_iter().map(|sum| (sum.value.normalize().to_string(), sum.holds)).collect()
    }

    #[test]
    fn sums_that_are_written_out_are_reckoned() {
        for (text, value, holds) in [
            ("Rammen er 3.681 + 105 + 130 = 3.916 mio. kr.", "3916000000", true),
            ("Rammen er 3.681 + 105 + 130 = 3.961 mio. kr.", "3916000000", false),
            ("3,0 mio. kr. + 2,1 mio. kr. = 5,1 mio. kr.", "5100000", true),
            ("10 mio. kr. – 2,5 mio. kr. = 7,5 mio. kr.", "7500000", true),
            ("1.250 kr. + 1.000 kr. = 2.251 kr.", "2250", false),
            ("485 × 156.000 er 76 mio. kr.", "75660000", true),
            ("485 x 156.000 kr. svarer til ca. 76 mio. kr.", "75660000", true),
            ("485 × 156.000 er 67 mio. kr.", "75660000", false),
            ("3 × 1,2 = 3,6 mio. kr.", "3600000", true),
            ("Den stiger med 3 pct. fra 10,0 mio. kr. til 10,3 mio. kr.", "10300000", true),
            ("Den stiger med 3 pct. fra 10,0 til 13,0 mio. kr.", "10300000", false),
            ("Den falder fra 10,0 til 9,5 mio. kr., svarende til 5 pct.", "9500000", true),
        ] {
            assert_eq!(read(text), [(value.to_owned(), holds)], "{text}");
        }
    }

    #[test]
    fn a_count_and_a_price_give_an_amount() {
        let (price, million) = ([Decimal::from(156_000)], 1_000_000);
        let said = "485 borgere var i 2014 i forløb, i alt 76 mio. kr.";
        let gives = |amount: i64| {
            times([said, ""], &price, Decimal::from(amount * million), Decimal::from(million / 2))
        };
        assert!(gives(76) && !gives(67) && !gives(12));
    }

    #[test]
    fn other_figures_are_no_sums() {
        for text in [
            "i 2027-2030 = 5 mio. kr.",
            "2027 - 2030 = 5 mio. kr.",
            "Der er 5 + 3 børn, og det koster 5 mio. kr.",
            "Den stiger med 3 pct. årligt fra 10 til 13 mio. kr.",
            "Den stiger fra 10 til 13 mio. kr., heraf 3 pct. til løn.",
            "A + B er 5 mio. kr.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
