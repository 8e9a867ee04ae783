//! A cell's value: its whole and, where it is typed by the year, its rate.

use rust_decimal::Decimal;

use crate::amount::Amount;

/// The amount of a cell. Everything that adds, compares or prints takes the whole; the rate is
/// there for those who ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    amount: Amount,
    rate: Option<Rate>,
}

/// So much each year, over so many years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// What it is each year.
    pub yearly: Amount,
    /// How many years it is over.
    pub years: u32,
}

impl Rate {
    /// All years together; `None` where that is more than is read of any figure
    /// ([`Amount::LIMIT`]), or can't be held exactly.
    pub fn whole(self) -> Option<Amount> {
        // Digit by digit: a product of decimals would be rounded in silence where it has more
        // digits than can be held.
        let yearly = self.yearly.decimal();
        let digits = yearly.mantissa().checked_mul(self.years.into())?;
        let whole = Decimal::try_from_i128_with_scale(digits, yearly.scale()).ok()?;
        (whole.abs() <= Amount::LIMIT).then_some(Amount::new(whole))
    }
}

impl Whole {
    /// A rate's whole; `None` where it can't be held ([`Rate::whole`]).
    pub fn of_rate(rate: Rate) -> Option<Self> {
        Some(Self { amount: rate.whole()?, rate: Some(rate) })
    }

    /// The whole.
    pub fn amount(self) -> Amount {
        self.amount
    }

    /// What it is each year, where it is typed so.
    pub fn rate(self) -> Option<Rate> {
        self.rate
    }
}

impl From<Amount> for Whole {
    /// An amount that is typed as the whole.
    fn from(amount: Amount) -> Self {
        Self { amount, rate: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(yearly: &str, years: u32) -> Option<String> {
        Whole::of_rate(Rate { yearly: Amount::parse(yearly).unwrap(), years })
            .map(|whole| whole.amount().machine())
    }

    #[test]
    fn a_rate_is_its_years_together() {
        assert_eq!(whole("10", 6).as_deref(), Some("60"));
        assert_eq!(whole("1.25", 3).as_deref(), Some("3.75"));
        assert_eq!(whole("-10", 0).as_deref(), Some("0"));
        assert_eq!(Whole::from(Amount::from(60)).rate(), None);
    }

    #[test]
    fn what_can_not_be_held_is_no_whole() {
        assert_eq!(whole("500_000_000_000_000", 2).as_deref(), Some("1000000000000000"));
        assert_eq!(whole("500_000_000_000_001", 2), None);
        // Exact, or not at all: this product has a digit more than can be held.
        assert_eq!(whole("1.0000000000000000000000000001", 111), None);
    }
}
