//! Near misses: what looks like a slip of the fingers, or like an older figure.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::amount::{Amount, Unit};
use crate::mention::money::TextAmount;

/// How near an amount is to one that the note knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    /// Within two per cent.
    Close,
    /// A digit typed wrong, or two swapped.
    Digit,
    /// Ten times as much, or a tenth: a nought too many or too few.
    Nought,
    /// The right figure in the wrong unit.
    Unit,
}

/// Two per cent: closer than that, two amounts of one thing are meant to be the same.
const CLOSE: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// A quarter: one of few digits is a slip of another only where it is not far from it.
const FAR: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// How many digits an amount is told by, without the zeros at its end.
pub(crate) fn significant_digits(money: &TextAmount) -> usize {
    digits(money.kroner, money).trim_end_matches('0').len()
}

/// How an amount that is not `kroner` is near it, if it is.
pub(crate) fn near(money: &TextAmount, kroner: Decimal) -> Option<Nearness> {
    let difference = money.kroner.checked_sub(kroner)?.abs();
    if kroner.is_zero() || difference.is_zero() {
        return None;
    }
    let share = difference.checked_div(kroner)?;
    let (own, other) = (digits(money.kroner, money), digits(kroner, money));
    if own != other && slip(&own, &other) && (significant_digits(money) >= 3 || share <= FAR) {
        return Some(Nearness::Digit);
    }
    if share <= CLOSE {
        return Some(Nearness::Close);
    }
    let times = |factor: Decimal| {
        money.kroner.checked_mul(factor) == Some(kroner)
            || kroner.checked_mul(factor) == Some(money.kroner)
    };
    if times(Decimal::ONE_THOUSAND) {
        return Some(Nearness::Unit);
    }
    times(Decimal::TEN).then_some(Nearness::Nought)
}

/// True where an amount is another with two neighbouring digits swapped.
pub(crate) fn swapped(money: &TextAmount, kroner: Decimal) -> bool {
    let (own, other) = (digits(money.kroner, money), digits(kroner, money));
    own.len() == other.len() && swaps(own.as_bytes(), other.as_bytes())
}

/// The digits that an amount of so many kroner would be written with, in the unit and precision of
/// `money`.
fn digits(kroner: Decimal, money: &TextAmount) -> String {
    let scaled =
        Unit::Kr.convert(Amount::new(kroner), money.unit).map(Amount::decimal).unwrap_or_default();
    let scaled =
        scaled.round_dp_with_strategy(money.decimals, RoundingStrategy::MidpointAwayFromZero);
    let factor = Decimal::from(10_u64.saturating_pow(money.decimals));
    scaled.checked_mul(factor).unwrap_or_default().trunc().normalize().to_string()
}

/// One digit typed wrong, or two neighbours swapped. A figure of another size is no slip of it.
fn slip(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let differ = one.iter().zip(other).filter(|(a, b)| a != b).count();
    one.len() == other.len() && (differ == 1 || swaps(one, other))
}

/// True where two runs of digits of one length are each other's but for two neighbours swapped.
fn swaps(one: &[u8], other: &[u8]) -> bool {
    let differ: Vec<usize> = (0..one.len()).filter(|at| one[*at] != other[*at]).collect();
    matches!(differ.as_slice(), [a, b] if a + 1 == *b && one[*a] == other[*b] && one[*b] == other[*a])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::money::find;

    fn nearness(text: &str, kroner: i64) -> Option<Nearness> {
        near(&find(text)[0], Decimal::from(kroner))
    }

    #[test]
    fn slips_of_the_fingers_are_near() {
        assert_eq!(nearness("40,97 mio. kr.", 40_407_000), Some(Nearness::Close));
        assert_eq!(nearness("1,9 mio. kr.", 1_800_000), Some(Nearness::Digit));
        assert_eq!(nearness("1,4 mio. kr.", 1_500_000), Some(Nearness::Digit));
        assert_eq!(nearness("31.000 t.kr.", 13_000_000), None);
        assert_eq!(nearness("13.450 t.kr.", 13_540_000), Some(Nearness::Digit));
        assert_eq!(nearness("1,8 mia. kr.", 1_800_000), Some(Nearness::Unit));
        assert_eq!(nearness("12.500 kr.", 125_000), Some(Nearness::Nought));
    }

    #[test]
    fn other_amounts_are_not() {
        assert_eq!(nearness("60 mio. kr.", 20_000_000), None);
        assert_eq!(nearness("166,6 mio. kr.", 26_000_000), None);
        assert_eq!(nearness("1,8 mio. kr.", 1_800_000), None);
        assert_eq!(nearness("360,7 mio. kr.", 36_000_000), None);
        assert_eq!(nearness("3.916 mio. kr.", 316_000_000), None);
        assert_eq!(nearness("12.345 kr.", 123_345), None);
    }
}
