//! Exact fractions: a machine word while that holds, two from there on, and then numbers of any
//! size. No result is ever rounded or lost.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use rust_decimal::Decimal;

/// An exact fraction in lowest terms.
#[derive(Clone, PartialEq, Eq)]
pub struct Fraction(Form);

/// The smallest that holds both parts, so that the same number has one form: nearly all are words.
#[derive(Clone, PartialEq, Eq)]
enum Form {
    /// Numerator and a denominator above 0, without a common divisor.
    Word(i64, i64),
    /// The same, where one of them takes two words.
    Wide(Box<(i128, i128)>),
    /// What does not fit there either.
    Large(Box<BigRational>),
}

impl Fraction {
    /// 0.
    pub const ZERO: Self = Self(Form::Word(0, 1));
    /// 1.
    pub const ONE: Self = Self(Form::Word(1, 1));

    /// A whole number.
    pub fn whole(n: i128) -> Self {
        Self::lowest(n, 1)
    }

    /// A ratio; `None` over 0.
    pub fn ratio(n: i128, d: i128) -> Option<Self> {
        Self::whole(n).divided_by(&Self::whole(d))
    }

    /// A decimal, exactly.
    pub fn decimal(value: Decimal) -> Self {
        let value = value.normalize();
        // A decimal has at most 28 places, and 10^28 fits.
        let d = 10_i128.checked_pow(value.scale()).unwrap_or(1);
        Self::small(value.mantissa(), d)
    }

    /// The fraction as a decimal, where it is one that can be held exactly.
    pub fn to_decimal(&self) -> Option<Decimal> {
        let (n, d) = self.pair()?;
        let scale = (0..=28).find(|scale| 10_i128.pow(*scale) % d == 0)?;
        let mantissa = n.checked_mul(10_i128.pow(scale) / d)?;
        Decimal::try_from_i128_with_scale(mantissa, scale).ok()
    }

    /// The largest whole number that is not above it, where that fits two words.
    pub fn floor(&self) -> Option<i128> {
        match &self.0 {
            Form::Large(ratio) => i128::try_from(ratio.floor().numer()).ok(),
            _ => self.pair().map(|(n, d)| n.div_euclid(d)),
        }
    }

    /// The denominator, where it fits two words.
    pub fn denominator(&self) -> Option<i128> {
        match &self.0 {
            Form::Large(ratio) => i128::try_from(ratio.denom()).ok(),
            _ => self.pair().map(|(_, d)| d),
        }
    }

    /// The whole number that it is, where that fits a word.
    pub(super) fn to_word(&self) -> Option<i64> {
        match self.0 {
            Form::Word(n, 1) => Some(n),
            _ => None,
        }
    }

    /// True for 0.
    pub fn is_zero(&self) -> bool {
        self.sign() == Ordering::Equal
    }

    /// How it stands to 0.
    pub fn sign(&self) -> Ordering {
        match &self.0 {
            Form::Word(n, _) => n.cmp(&0),
            Form::Wide(pair) => pair.0.cmp(&0),
            Form::Large(ratio) => match ratio.numer().sign() {
                Sign::Minus => Ordering::Less,
                Sign::NoSign => Ordering::Equal,
                Sign::Plus => Ordering::Greater,
            },
        }
    }

    /// The sum.
    #[inline]
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        if let (Form::Word(a, 1), Form::Word(c, 1)) = (&self.0, &other.0)
            && let Some(sum) = a.checked_add(*c)
        {
            return Self(Form::Word(sum, 1));
        }
        self.plus_any(other)
    }

    fn plus_any(&self, other: &Self) -> Self {
        if let (Form::Word(a, b), Form::Word(c, d)) = (&self.0, &other.0)
            && b == d
            && let Some(sum) = a.checked_add(*c)
        {
            return Self::word(sum, *b);
        }
        let sum = self.pair().zip(other.pair()).and_then(|(one, other)| small_sum(one, other));
        sum.unwrap_or_else(|| Self::large(self.big() + other.big()))
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    /// The product.
    #[inline]
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        if let (Form::Word(a, 1), Form::Word(c, 1)) = (&self.0, &other.0)
            && let Some(product) = a.checked_mul(*c)
        {
            return Self(Form::Word(product, 1));
        }
        self.times_any(other)
    }

    fn times_any(&self, other: &Self) -> Self {
        if let (Form::Word(a, b), Form::Word(c, d)) = (&self.0, &other.0) {
            // Divided crosswise first, the product is in lowest terms.
            let (one, two) = (common(*a, *d), common(*c, *b));
            return Self::lowest(
                i128::from(a / one) * i128::from(c / two),
                i128::from(b / two) * i128::from(d / one),
            );
        }
        let product = |((a, b), (c, d)): ((i128, i128), (i128, i128))| {
            Some(Self::small(a.checked_mul(c)?, b.checked_mul(d)?))
        };
        let product = self.pair().zip(other.pair()).and_then(product);
        product.unwrap_or_else(|| Self::large(self.big() * other.big()))
    }

    /// The quotient; `None` over 0.
    pub fn divided_by(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let turned = match other.pair() {
            Some((n, d)) if n > 0 => Self::lowest(d, n),
            Some((n, d)) if n.checked_neg().is_some() => Self::lowest(-d, -n),
            _ => Self::large(other.big().recip()),
        };
        Some(self.times(&turned))
    }

    /// With the opposite sign.
    #[must_use]
    pub fn negated(&self) -> Self {
        match self.pair() {
            Some((n, d)) if n.checked_neg().is_some() => Self::lowest(-n, d),
            _ => Self::large(-self.big()),
        }
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.sign() == Ordering::Less { self.negated() } else { self.clone() }
    }

    /// How much work a sum or product with it is, in words: bounds what growing numbers may cost.
    pub fn words(&self) -> u64 {
        match &self.0 {
            Form::Word(..) | Form::Wide(_) => 1,
            Form::Large(ratio) => 4 + (ratio.numer().bits() + ratio.denom().bits()) / 32,
        }
    }

    /// Its parts, where two words hold each.
    fn pair(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Form::Word(n, d) => Some((i128::from(*n), i128::from(*d))),
            Form::Wide(pair) => Some(**pair),
            Form::Large(_) => None,
        }
    }

    /// Of parts that are in lowest terms.
    fn lowest(n: i128, d: i128) -> Self {
        match (i64::try_from(n), i64::try_from(d)) {
            (Ok(n), Ok(d)) => Self(Form::Word(n, d)),
            _ => Self(Form::Wide(Box::new((n, d)))),
        }
    }

    /// In lowest terms; `d` is above 0.
    fn small(n: i128, d: i128) -> Self {
        if let (Ok(n), Ok(d)) = (i64::try_from(n), i64::try_from(d)) {
            return Self::word(n, d);
        }
        let common = divisor(n.unsigned_abs(), d.unsigned_abs());
        match i128::try_from(common) {
            Ok(common) if common > 1 => Self::lowest(n / common, d / common),
            _ => Self::lowest(n, d),
        }
    }

    /// Words in lowest terms; `d` is above 0.
    fn word(n: i64, d: i64) -> Self {
        match common(n, d) {
            1 => Self(Form::Word(n, d)),
            common => Self(Form::Word(n / common, d / common)),
        }
    }

    fn large(ratio: BigRational) -> Self {
        match (i128::try_from(ratio.numer()), i128::try_from(ratio.denom())) {
            (Ok(n), Ok(d)) => Self::lowest(n, d),
            _ => Self(Form::Large(Box::new(ratio))),
        }
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Form::Word(n, d) => BigRational::new_raw(BigInt::from(*n), BigInt::from(*d)),
            Form::Wide(pair) => BigRational::new_raw(BigInt::from(pair.0), BigInt::from(pair.1)),
            Form::Large(ratio) => (**ratio).clone(),
        }
    }
}

/// The sum of two small ones, where it and the steps to it fit.
fn small_sum(one: (i128, i128), other: (i128, i128)) -> Option<Fraction> {
    if one.1 == other.1 {
        let sum = one.0.checked_add(other.0)?;
        return Some(Fraction::small(sum, one.1));
    }
    let sum = one.0.checked_mul(other.1)?.checked_add(other.0.checked_mul(one.1)?)?;
    Some(Fraction::small(sum, one.1.checked_mul(other.1)?))
}

/// The greatest common divisor of a word and one that is above 0: by halves (Stein), for most
/// denominators are powers of 2.
fn common(n: i64, d: i64) -> i64 {
    let halves = (n | d).trailing_zeros();
    let mut a = d >> d.trailing_zeros();
    if a > 1 {
        let mut b = (n % a).abs();
        while b != 0 {
            b >>= b.trailing_zeros();
            (a, b) = (a.min(b), (a - b).abs());
        }
    }
    a << halves
}

/// The greatest common divisor (Euclid); in the shorter word as soon as both fit it.
fn divisor(mut a: u128, mut b: u128) -> u128 {
    loop {
        if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
            while b != 0 {
                (a, b) = (b, a % b);
            }
            return a.into();
        }
        if b == 0 {
            return a;
        }
        (a, b) = (b, a % b);
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Form::Word(a, b), Form::Word(c, d)) = (&self.0, &other.0) {
            return if b == d {
                a.cmp(c)
            } else {
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            };
        }
        self.minus(other).sign()
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Word(n, 1) => write!(f, "{n}"),
            Form::Word(n, d) => write!(f, "{n}/{d}"),
            Form::Wide(pair) => write!(f, "{}/{}", pair.0, pair.1),
            Form::Large(ratio) => write!(f, "{ratio}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn big(n: i128, d: i128) -> BigRational {
        BigRational::new(BigInt::from(n), BigInt::from(d))
    }

    /// Small ones, those about the end of a word, and all others.
    fn numerator() -> impl Strategy<Value = i128> {
        let word = i128::from(i64::MIN);
        prop_oneof![
            -9_i128..9,
            word - 2..word + 3,
            -word - 3..2 - word,
            any::<i64>().prop_map(i128::from),
            any::<i128>()
        ]
    }

    fn denominator() -> impl Strategy<Value = i128> {
        let word = i128::from(i64::MAX);
        prop_oneof![1_i128..9, word - 2..word + 3, 1..word, 1..i128::MAX]
    }

    proptest! {
        /// Held against the library's fractions of any size, small and beyond the word alike.
        #[test]
        fn every_operation_is_exact(
            a in numerator(), b in denominator(), c in numerator(), d in denominator(),
        ) {
            let (x, y) = (Fraction::ratio(a, b).unwrap(), Fraction::ratio(c, d).unwrap());
            let (p, q) = (big(a, b), big(c, d));
            prop_assert_eq!(x.plus(&y).big(), &p + &q);
            prop_assert_eq!(x.minus(&y).big(), &p - &q);
            prop_assert_eq!(x.times(&y).big(), &p * &q);
            prop_assert_eq!(x.divided_by(&y).map(|x| x.big()), (c != 0).then(|| &p / &q));
            prop_assert_eq!(x.cmp(&y), p.cmp(&q));
            prop_assert_eq!(x.abs().sign(), a.abs_diff(0).cmp(&0));
            // One number, one form.
            prop_assert_eq!(x.plus(&y).minus(&y), x);
        }
    }

    #[test]
    fn decimals_come_and_go_exactly() {
        let half = Fraction::decimal(Decimal::new(-125, 2));
        assert_eq!(half, Fraction::ratio(-5, 4).unwrap());
        assert_eq!(half.to_decimal(), Some(Decimal::new(-125, 2)));
        assert_eq!(half.floor(), Some(-2));
        assert_eq!(Fraction::ratio(1, 3).unwrap().to_decimal(), None);
        assert_eq!(Fraction::decimal(Decimal::MAX).to_decimal(), Some(Decimal::MAX));
    }
}
