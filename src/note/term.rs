//! A term of a sum, as it is typed.

use rust_decimal::Decimal;

use crate::amount::Amount;

/// One term of a `sum_af`: `a`, `-b`, `0.5*c`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its weight.
    pub weight: Decimal,
    /// What it names.
    pub name: String,
}

impl Term {
    /// Reads `a`, `-b` or `0.5*c`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
        };
        let (weight, name) = match rest.split_once('*') {
            Some((weight, name)) => (Amount::parse(weight.trim())?.decimal(), name.trim()),
            None => (Decimal::ONE, rest),
        };
        let weight = if negative { -weight } else { weight };
        (!name.is_empty() && !weight.is_zero()).then(|| Self { weight, name: name.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_take_a_minus_and_a_weight() {
        let term = |text| Term::parse(text).map(|t| (t.weight.to_string(), t.name));
        assert_eq!(term("a"), Some(("1".into(), "a".into())));
        assert_eq!(term("-b"), Some(("-1".into(), "b".into())));
        assert_eq!(term("- 0.5*c"), Some(("-0.5".into(), "c".into())));
        for bad in ["", "-", "0*a", "x*a", "1e9*a"] {
            assert_eq!(term(bad), None, "{bad}");
        }
    }
}
