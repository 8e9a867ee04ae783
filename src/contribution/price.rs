//! Amounts in the prices of one year converted to those of another, by the municipality's declared
//! factors.

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::note::PriceLevel;
use crate::register::{Municipality, PriceFactor};

/// The factors that lead from the prices of one year to those of another, in the order of their
/// years.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conversion {
    /// The year whose prices a figure is in.
    pub from: u16,
    /// The year whose prices it is stated in.
    pub to: u16,
}

impl Conversion {
    /// What states amounts of one price level in another: nothing where they are the same. `None` where
    /// nothing can.
    pub fn between(own: Option<PriceLevel>, wanted: Option<PriceLevel>) -> Option<Option<Self>> {
        match (own, wanted) {
            (own, wanted) if own == wanted => Some(None),
            (Some(PriceLevel::Year(from)), Some(PriceLevel::Year(to))) => {
                Some(Some(Self { from, to }))
            }
            _ => None,
        }
    }

    /// The factors it takes; the year that has none where one is missing.
    pub fn factors<'m>(&self, municipality: &'m Municipality) -> Result<Vec<&'m PriceFactor>, u16> {
        let years = self.from.min(self.to) + 1..=self.from.max(self.to);
        years
            .map(|year| {
                municipality.price_factors.iter().find(|factor| factor.year == year).ok_or(year)
            })
            .collect()
    }

    /// An amount in the prices of `from`, stated in those of `to` and rounded half away from zero
    /// to `decimals`: each figure by itself, so that what is printed adds up. `None` when it can't
    /// be held.
    pub fn apply(&self, amount: Amount, factors: &[&PriceFactor], decimals: u32) -> Option<Amount> {
        let product = factors
            .iter()
            .try_fold(Decimal::ONE, |product, factor| product.checked_mul(factor.factor.value))?;
        let converted =
            if self.from <= self.to { amount.times(product) } else { amount.divided_by(product) };
        Some(converted?.rounded(decimals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Span, Spanned};

    fn municipality() -> Municipality {
        let factor = |year, text: &str| PriceFactor {
            year,
            factor: Spanned::new(Amount::parse(text).unwrap().decimal(), Span::default()),
            source: Spanned::new("KL".to_owned(), Span::default()),
        };
        Municipality {
            price_factors: vec![factor(2019, "1.02"), factor(2020, "1.05")],
            ..Municipality::default()
        }
    }

    fn converted(from: u16, to: u16, amount: i64) -> Option<Amount> {
        let (municipality, conversion) = (municipality(), Conversion { from, to });
        conversion.apply(Amount::from(amount), &conversion.factors(&municipality).unwrap(), 0)
    }

    #[test]
    fn factors_are_multiplied_forward_and_divided_back() {
        assert_eq!(converted(2018, 2020, 1_000), Some(Amount::from(1_071)));
        assert_eq!(converted(2020, 2018, 1_071), Some(Amount::from(1_000)));
        assert_eq!(
            converted(2019, 2020, -10),
            Some(Amount::from(-11)),
            "10,5 is rounded away from zero"
        );
        assert_eq!(converted(2020, 2020, 7), Some(Amount::from(7)));
    }

    #[test]
    fn a_year_without_a_factor_is_named() {
        let conversion = Conversion { from: 2019, to: 2022 };
        assert_eq!(conversion.factors(&municipality()).unwrap_err(), 2021);
    }
}
