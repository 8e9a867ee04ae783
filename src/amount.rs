//! Exact figures: their precision, and how they are written in Danish.

mod unit;

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

pub use unit::{MONEY_UNITS, UNITS, Unit};

/// An exact decimal figure, in a unit that is said elsewhere. Arithmetic is checked: too large is `None`, never a
/// wrap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Largest absolute figure that is read: sums of a whole round then stay far from the end of
    /// the type.
    pub const LIMIT: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0); // 10^15

    /// Reads plain decimal text (`-1234.50`, underscores allowed as in TOML) exactly. `None` when
    /// it is not such a number, has more digits than can be held exactly, or exceeds
    /// [`Amount::LIMIT`].
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| *c != '_').collect();
        let plain = plain.strip_prefix('+').unwrap_or(&plain);
        let digits = plain.strip_prefix('-').unwrap_or(plain);
        let well_formed = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.ends_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
            && digits.matches('.').count() <= 1;
        let value = well_formed.then(|| Decimal::from_str_exact(plain).ok())??;
        (value.abs() <= Self::LIMIT).then_some(Self(value))
    }

    /// The figure as a decimal.
    pub const fn decimal(self) -> Decimal {
        self.0
    }

    /// A decimal as a figure.
    pub const fn new(value: Decimal) -> Self {
        Self(value)
    }

    /// Decimals as written: 2 for `1234.50`.
    pub fn scale(self) -> u32 {
        self.0.scale()
    }

    /// True for 0 however written.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// True below 0.
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// The sum, or `None` when it can't be held.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` when it can't be held.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The product with a weight, or `None` when it can't be held.
    pub fn times(self, weight: Decimal) -> Option<Self> {
        self.0.checked_mul(weight).map(Self)
    }

    /// The quotient by a weight; `None` at 0, or when it can't be held.
    pub fn divided_by(self, weight: Decimal) -> Option<Self> {
        self.0.checked_div(weight).map(Self)
    }

    /// Rounded half away from zero to `decimals`, as the format says of shares.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        Self(self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
    }

    /// With the opposite sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self(-self.0)
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Exact decimal text for machines: `-1234.5`, no group marks, no needless zeros.
    pub fn machine(self) -> String {
        let normal = self.0.normalize();
        if normal.is_zero() { "0".to_owned() } else { normal.to_string() }
    }

    /// Danish text with at least `decimals` decimals: `10.000`, `-7.150`, `1.234,50`.
    pub fn danish(self, decimals: u32) -> String {
        let mut value = self.0.normalize();
        if value.scale() < decimals {
            value.rescale(decimals);
        }
        let digits = value.abs().to_string();
        let (whole, rest) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut out = String::new();
        if self.is_negative() {
            out.push('-');
        }
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push('.');
            }
            out.push(c);
        }
        if !rest.is_empty() {
            out.push(',');
            out.push_str(rest);
        }
        out
    }

    /// Danish text of a difference, with its sign: `+500`, `-7,5`, `0`.
    pub fn signed(self) -> String {
        let text = self.danish(0);
        if self.is_zero() || self.is_negative() { text } else { format!("+{text}") }
    }

    /// Reads a figure as [`Amount::danish`] prints it: `10.000`, `-7,5`. `None` for anything else.
    pub fn of_danish(text: &str) -> Option<Self> {
        let amount = Self::parse(&text.replace('.', "").replace(',', "."))?;
        let decimals = text.split_once(',').map_or(0, |(_, decimals)| decimals.len());
        (amount.danish(u32::try_from(decimals).ok()?) == text).then_some(amount)
    }

    /// The TOML that a caseworker would write: `10_000`, `12.5`.
    pub fn toml(self) -> String {
        self.danish(0).replace('.', "_").replace(',', ".")
    }
}

impl From<i64> for Amount {
    fn from(value: i64) -> Self {
        Self(Decimal::from(value))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.danish(0))
    }
}

/// True for signs that stand for a minus on paper, and are none: dashes, and hyphens other than the
/// keyboard's.
#[must_use]
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_back() {
        for text in ["0", "10.000", "-7.150", "1.234,50", "0,5", "-0,05"] {
            let amount = Amount::of_danish(text).unwrap();
            let decimals = text.split_once(',').map_or(0, |(_, rest)| rest.len());
            assert_eq!(amount.danish(u32::try_from(decimals).unwrap()), text);
        }
        for text in ["", "1.0", "1,", "10000", "1.533 årligt", "x", "1_000", "--1"] {
            assert_eq!(Amount::of_danish(text), None, "{text}");
        }
    }

    fn amount(text: &str) -> Amount {
        Amount::parse(text).unwrap()
    }

    #[test]
    fn text_is_read_exactly_or_not_at_all() {
        assert_eq!(amount("10_000"), Amount::from(10_000));
        assert_eq!(amount("1234.50").scale(), 2);
        assert_eq!(amount("-7150"), Amount::from(-7150));
        for bad in
            ["", "-", "1e3", "0x10", "inf", "nan", "1.", ".5", "1.2.3", "12,5", "10000000000000000"]
        {
            assert_eq!(Amount::parse(bad), None, "{bad}");
        }
        assert_eq!(Amount::parse("1000000000000000").map(Amount::decimal), Some(Amount::LIMIT));
        assert_eq!(Amount::parse("0.12345678901234567890123456789012"), None);
    }

    #[test]
    fn danish_text_groups_by_three_and_has_a_decimal_comma() {
        assert_eq!(amount("10000").danish(0), "10.000");
        assert_eq!(amount("-7150").danish(0), "-7.150");
        assert_eq!(amount("1234.50").danish(2), "1.234,50");
        assert_eq!(amount("1234567").danish(1), "1.234.567,0");
        assert_eq!(amount("-0").danish(0), "0");
        assert_eq!(amount("12.5").toml(), "12.5");
        assert_eq!(amount("10000").toml(), "10_000");
        assert_eq!(amount("1800.0").machine(), "1800");
    }

    #[test]
    fn shares_round_half_away_from_zero() {
        assert_eq!(amount("2.5").rounded(0), Amount::from(3));
        assert_eq!(amount("-2.5").rounded(0), Amount::from(-3));
    }

    #[test]
    fn overflow_is_none() {
        let largest = Amount::new(Decimal::MAX);
        assert_eq!(largest.plus(largest), None);
        assert_eq!(largest.times(Decimal::TEN), None);
    }
}
