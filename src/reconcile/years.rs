//! What years a figure is a rate over: those that it is typed for each of, or those of the figures
//! that it is filled in from.

use crate::equation::{Figure, State};

/// The years that a figure is a rate over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Years {
    /// Any: it is 0.
    Any,
    /// So much in each of so many years.
    Each(u32),
    /// None: it is one amount, or made of rates over different years.
    None,
}

impl Years {
    /// Those of a figure as it is written.
    pub(super) fn of(figure: &Figure) -> Self {
        match (figure.written(), figure.years) {
            (Some(amount), _) if amount.is_zero() => Self::Any,
            (Some(_), Some(years)) => Self::Each(years),
            _ if figure.state == State::Absent => Self::Any,
            _ => Self::None,
        }
    }

    /// Those of a sum.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Any, years) | (years, Self::Any) => years,
            (one, other) if one == other => one,
            _ => Self::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Years::{Any, Each, None};

    #[test]
    fn rates_over_the_same_years_are_one_rate() {
        for (one, other, both) in [
            (Any, Any, Any),
            (Any, Each(6), Each(6)),
            (Each(6), Each(6), Each(6)),
            (Each(6), Each(5), None),
            (Each(6), None, None),
            (None, Any, None),
        ] {
            assert_eq!((one.and(other), other.and(one)), (both, both), "{one:?} {other:?}");
        }
    }
}
