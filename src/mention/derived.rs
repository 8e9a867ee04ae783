//! Amounts that a sentence computes itself: a sum of the others in it, a share of one, or one
//! together with a figure.

use rust_decimal::Decimal;

/// Words of a sentence that adds up.
const ADDS: &[&str] = &[
    "i alt",
    "samlet",
    "tilsammen",
    "sammenlagt",
    "total",
    "hvoraf",
    "heraf",
    "resten",
    "resterende",
    "øvrige",
    "netto",
    "svarende",
    "pct.",
    "procent",
    "halvdel",
    "tredjedel",
    "fjerdedel",
    "femtedel",
    "tiendedel",
];

/// Parts of a whole in words: the parts that are taken, and of how many.
const PARTS: &[(&str, i64, i64)] = &[
    ("halvdel", 1, 2),
    ("to tredjedel", 2, 3),
    ("tredjedel", 1, 3),
    ("tre fjerdedel", 3, 4),
    ("fjerdedel", 1, 4),
    ("femtedel", 1, 5),
    ("tiendedel", 1, 10),
];

/// The most amounts of a sentence that are added in all ways.
const MOST: usize = 12;

/// An amount with the tolerance of how it is written, in kroner; below 0 where it has a minus.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rounded {
    pub(super) kroner: Decimal,
    pub(super) half_step: Decimal,
}

/// True where a sentence, in small letters, speaks of a sum or a share, so that its amounts may be
/// reckoned from each other.
pub(super) fn adds(small: &str) -> bool {
    ADDS.iter().any(|words| small.contains(words))
}

/// True where `amount` is all the others together, what one of them leaves when the rest are taken
/// from it, one of them with or without another, or one of the shares of one of them.
pub(super) fn among(amount: Rounded, others: &[Rounded], shares: &[Decimal]) -> bool {
    if others.len() > MOST {
        return false;
    }
    let sum = others.iter().try_fold(Decimal::ZERO, |sum, other| sum.checked_add(other.kroner));
    let halves: Decimal = others.iter().map(|other| other.half_step).sum();
    if others.len() >= 2
        && let Some(sum) = sum
    {
        let left = |whole: &Rounded| whole.kroner.checked_mul(Decimal::TWO)?.checked_sub(sum);
        let lefts = others.iter().filter_map(left).filter(|left| !left.is_zero());
        if std::iter::once(sum).chain(lefts).any(|value| same(amount, value, halves)) {
            return true;
        }
    }
    let pair = |one: &Rounded, other: &Rounded| {
        let half_step = one.half_step + other.half_step;
        let sum = one.kroner.checked_add(other.kroner);
        let difference = one.kroner.checked_sub(other.kroner);
        let reverse = other.kroner.checked_sub(one.kroner);
        [sum, difference, reverse]
            .into_iter()
            .flatten()
            .any(|value| !value.is_zero() && same(amount, value, half_step))
    };
    let pairs = others
        .iter()
        .enumerate()
        .any(|(at, one)| others[at + 1..].iter().any(|other| pair(one, other)));
    let share = |one: &Rounded| {
        let shares = shares
            .iter()
            .filter_map(|share| one.kroner.checked_mul(*share)?.checked_div(Decimal::ONE_HUNDRED));
        shares.into_iter().any(|value| !value.is_zero() && same(amount, value, one.half_step))
    };
    pairs || others.iter().any(share)
}

/// True where an amount is a value, within how both are rounded. One that is written without a
/// minus may be either way: "en besparelse på 3 mio. kr.".
fn same(amount: Rounded, value: Decimal, half_step: Decimal) -> bool {
    let value = if amount.kroner.is_sign_negative() { value } else { value.abs() };
    amount
        .kroner
        .checked_sub(value)
        .is_some_and(|difference| difference.abs() <= amount.half_step.max(half_step))
}

/// True where an amount is another one for each of a number of years.
pub(super) fn over_years(amount: Rounded, yearly: Rounded, years: u16) -> bool {
    let years = Decimal::from(years);
    let whole = yearly.kroner.abs().checked_mul(years);
    let halves = yearly.half_step.checked_mul(years);
    let Some((whole, halves)) = whole.zip(halves) else { return false };
    let amount = Rounded { kroner: amount.kroner.abs(), ..amount };
    years > Decimal::ONE && same(amount, whole, halves)
}

/// The per cents of a sentence, and its parts in words as such: "halvdelen".
pub(super) fn shares(sentence: &str) -> Vec<Decimal> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) =
        sentence[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found)
    {
        let Some(number) = super::number::at(sentence, found) else {
            at = found + 1;
            continue;
        };
        let after = sentence[number.range.end..].trim_start_matches([' ', '\u{a0}']);
        if ["pct", "procent", "%"].iter().any(|word| after.starts_with(word)) {
            out.push(number.value);
        }
        at = number.range.end;
    }
    if let Some(small) = sentence.contains("del").then(|| sentence.to_lowercase()) {
        let parts = PARTS.iter().filter(|(words, ..)| small.contains(words));
        let share = |(_, taken, of): &(&str, i64, i64)| {
            Decimal::from(taken * 100).checked_div(Decimal::from(*of))
        };
        out.extend(parts.filter_map(share));
    }
    out
}
