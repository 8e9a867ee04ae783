//! The prices that amounts are stated in.

use crate::note::column::Period;

/// A price level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceLevel {
    /// Prices of a year, "2020 p/l".
    Year(u16),
    /// Current prices, "løbende p/l".
    Current,
}

/// One price level for all, or one for each year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PriceLevels {
    /// One for all columns.
    One(PriceLevel),
    /// By period.
    ByPeriod(Vec<(Period, PriceLevel)>),
}

impl PriceLevels {
    /// True where columns can't be added without saying so.
    pub fn mixed(&self) -> bool {
        match self {
            Self::One(level) => *level == PriceLevel::Current,
            Self::ByPeriod(levels) => levels.windows(2).any(|pair| pair[0].1 != pair[1].1),
        }
    }

    /// The level of `period`.
    pub fn of(&self, period: Period) -> Option<PriceLevel> {
        match self {
            Self::One(level) => Some(*level),
            Self::ByPeriod(levels) => {
                levels.iter().find(|(p, _)| *p == period).map(|(_, level)| *level)
            }
        }
    }
}
