//! Exact fractions: machine words while they hold, numbers of any size from there on. No result is
//! ever rounded or lost.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use rust_decimal::Decimal;

/// An exact fraction in lowest terms.
#[derive(Clone, PartialEq, Eq)]
pub struct Fraction(Form);

/// Small wherever both parts fit, so that the same number has one form.
#[derive(Clone, PartialEq, Eq)]
enum Form {
    /// Numerator and a denominator above 0, without a common divisor.
    Small(i128, i128),
    /// What does not fit.
    Large(Box<BigRational>),
}

impl Fraction {
    /// 0.
    pub const ZERO: Self = Self(Form::Small(0, 1));
    /// 1.
    pub const ONE: Self = Self(Form::Small(1, 1));

    /// A whole number.
    pub const fn whole(n: i128) -> Self {
        Self(Form::Small(n, 1))
    }

    /// A ratio; `None` over 0.
    pub fn ratio(n: i128, d: i128) -> Option<Self> {
        Self::whole(n).over(&Self::whole(d))
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
        let Form::Small(n, d) = &self.0 else { return None };
        let scale = (0..=28).find(|scale| 10_i128.pow(*scale) % d == 0)?;
        let mantissa = n.checked_mul(10_i128.pow(scale) / d)?;
        Decimal::try_from_i128_with_scale(mantissa, scale).ok()
    }

    /// The largest whole number that is not above it, where that fits a word.
    pub fn floor(&self) -> Option<i128> {
        match &self.0 {
            Form::Small(n, d) => Some(n.div_euclid(*d)),
            Form::Large(ratio) => i128::try_from(ratio.floor().numer()).ok(),
        }
    }

    /// The denominator, where it fits a word.
    pub fn denominator(&self) -> Option<i128> {
        match &self.0 {
            Form::Small(_, d) => Some(*d),
            Form::Large(ratio) => i128::try_from(ratio.denom()).ok(),
        }
    }

    /// True for 0.
    pub fn is_zero(&self) -> bool {
        self.sign() == Ordering::Equal
    }

    /// How it stands to 0.
    pub fn sign(&self) -> Ordering {
        match &self.0 {
            Form::Small(n, _) => n.cmp(&0),
            Form::Large(ratio) => match ratio.numer().sign() {
                Sign::Minus => Ordering::Less,
                Sign::NoSign => Ordering::Equal,
                Sign::Plus => Ordering::Greater,
            },
        }
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        if let (Form::Small(a, b), Form::Small(c, d)) = (&self.0, &other.0)
            && let Some(sum) = small_sum((*a, *b), (*c, *d))
        {
            return sum;
        }
        Self::large(self.big() + other.big())
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        if let (Form::Small(a, b), Form::Small(c, d)) = (&self.0, &other.0)
            && let (Some(n), Some(d)) = (a.checked_mul(*c), b.checked_mul(*d))
        {
            return if d == 1 { Self::whole(n) } else { Self::small(n, d) };
        }
        Self::large(self.big() * other.big())
    }

    /// The quotient; `None` over 0.
    pub fn over(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let turned = match &other.0 {
            Form::Small(n, d) if *n > 0 => Self(Form::Small(*d, *n)),
            Form::Small(n, d) if n.checked_neg().is_some() => Self(Form::Small(-*d, -*n)),
            _ => Self::large(other.big().recip()),
        };
        Some(self.times(&turned))
    }

    /// With the opposite sign.
    #[must_use]
    pub fn negated(&self) -> Self {
        match &self.0 {
            Form::Small(n, d) if n.checked_neg().is_some() => Self(Form::Small(-*n, *d)),
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
            Form::Small(..) => 1,
            Form::Large(ratio) => 4 + (ratio.numer().bits() + ratio.denom().bits()) / 32,
        }
    }

    /// In lowest terms; `d` is not 0, and neither is the lowest number of its type.
    fn small(n: i128, d: i128) -> Self {
        let common = divisor(n.unsigned_abs(), d.unsigned_abs());
        match i128::try_from(common) {
            Ok(common) if common > 1 => Self(Form::Small(n / common, d / common)),
            _ => Self(Form::Small(n, d)),
        }
    }

    fn large(ratio: BigRational) -> Self {
        match (i128::try_from(ratio.numer()), i128::try_from(ratio.denom())) {
            (Ok(n), Ok(d)) => Self(Form::Small(n, d)),
            _ => Self(Form::Large(Box::new(ratio))),
        }
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Form::Small(n, d) => BigRational::new(BigInt::from(*n), BigInt::from(*d)),
            Form::Large(ratio) => (**ratio).clone(),
        }
    }
}

/// The sum of two small ones, where it and the steps to it fit.
fn small_sum(one: (i128, i128), other: (i128, i128)) -> Option<Fraction> {
    if one.1 == other.1 {
        let sum = one.0.checked_add(other.0)?;
        return Some(if one.1 == 1 { Fraction::whole(sum) } else { Fraction::small(sum, one.1) });
    }
    let sum = one.0.checked_mul(other.1)?.checked_add(other.0.checked_mul(one.1)?)?;
    Some(Fraction::small(sum, one.1.checked_mul(other.1)?))
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
        if let (Form::Small(a, b), Form::Small(c, d)) = (&self.0, &other.0)
            && let (Some(left), Some(right)) = (a.checked_mul(*d), c.checked_mul(*b))
        {
            return left.cmp(&right);
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
            Form::Small(n, 1) => write!(f, "{n}"),
            Form::Small(n, d) => write!(f, "{n}/{d}"),
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

    proptest! {
        /// Held against the library's fractions of any size, small and beyond the word alike.
        #[test]
        fn every_operation_is_exact(
            a in prop_oneof![-9_i128..9, any::<i128>()], b in prop_oneof![1_i128..9, 1..i128::MAX],
            c in prop_oneof![-9_i128..9, any::<i128>()], d in prop_oneof![1_i128..9, 1..i128::MAX],
        ) {
            let (x, y) = (Fraction::ratio(a, b).unwrap(), Fraction::ratio(c, d).unwrap());
            let (p, q) = (big(a, b), big(c, d));
            prop_assert_eq!(x.plus(&y).big(), &p + &q);
            prop_assert_eq!(x.minus(&y).big(), &p - &q);
            prop_assert_eq!(x.times(&y).big(), &p * &q);
            prop_assert_eq!(x.over(&y).map(|x| x.big()), (c != 0).then(|| &p / &q));
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
