//! A table's columns: years, ranges, pair years, one amount, or named ones.

use std::fmt;

use crate::amount::Unit;
use crate::note::term::Term;
use crate::note::word::Word;
use crate::source::{Span, Spanned};

/// A year or a run of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// `2020`.
    Year(u16),
    /// `"2016/17"`: one column for two years.
    Pair(u16),
    /// `2027-2032`: first and last year.
    Range(u16, u16),
}

impl Period {
    /// Reads `2020`, `2016/17` or `2027-2032`.
    pub fn parse(text: &str) -> Option<Self> {
        // Most of what is asked is a key.
        if !matches!(text.len(), 4 | 7 | 9) || !text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let year = |text: &str| {
            let good = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
            good.then(|| text.parse().ok()).flatten().filter(|y| (1900..=2199).contains(y))
        };
        if let Some((first, last)) = text.split_once('-') {
            let (first, last): (u16, u16) = (year(first)?, year(last)?);
            return (first < last).then_some(Self::Range(first, last));
        }
        if let Some((first, last)) = text.split_once('/') {
            let first: u16 = year(first)?;
            let next = format!("{:02}", (first + 1) % 100);
            return (last == next).then_some(Self::Pair(first));
        }
        year(text).map(Self::Year)
    }

    /// First year.
    pub fn first(self) -> u16 {
        match self {
            Self::Year(year) | Self::Pair(year) | Self::Range(year, _) => year,
        }
    }

    /// Last year.
    pub fn last(self) -> u16 {
        match self {
            Self::Year(year) => year,
            Self::Pair(year) => year + 1,
            Self::Range(_, last) => last,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Pair(year) => write!(f, "{year}/{:02}", (year + 1) % 100),
            Self::Range(first, last) => write!(f, "{first}-{last}"),
        }
    }
}

/// What names a column within its table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ColumnKey {
    /// A period.
    Period(Period),
    /// The one amount (`beloeb`).
    Amount,
    /// A named column.
    Named(String),
    /// The sum across (`i_alt`).
    Across,
}

impl ColumnKey {
    /// True for a key that is written so.
    pub fn is(&self, name: &str) -> bool {
        match self {
            Self::Period(period) => Period::parse(name) == Some(*period),
            Self::Named(id) => id == name,
            Self::Amount | Self::Across => self.to_string() == name,
        }
    }
}

impl fmt::Display for ColumnKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Period(period) => period.fmt(f),
            Self::Amount => f.write_str("beloeb"),
            Self::Named(id) => f.write_str(id),
            Self::Across => f.write_str("i_alt"),
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnKind {
    /// Figures.
    #[default]
    Figure,
    /// Prose.
    Text,
    /// Ticks.
    Tick,
}

/// A column other than the sum across.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What names it.
    pub key: ColumnKey,
    /// Its heading, where the table gives one.
    pub text: Option<Word>,
    /// What it holds.
    pub kind: ColumnKind,
    /// The columns that it is the sum of.
    pub sum_of: Vec<Spanned<Term>>,
    /// False where it stays out of totals.
    pub summed: bool,
    /// Heading shared with neighbours.
    pub group: Option<Word>,
    /// Its control area.
    pub area: Option<Word>,
    /// Its committee.
    pub committee: Option<Word>,
    /// Its year.
    pub year: Option<Period>,
    /// What its figures are counted in, where that is not what the table's are.
    pub unit: Option<Unit>,
    /// Its decimals, where they are not the table's.
    pub decimals: Option<u32>,
    /// Where it is declared.
    pub span: Span,
}

impl Column {
    /// A column for a period, as the round or table lists it.
    pub fn period(period: Period, span: Span) -> Self {
        Self {
            key: ColumnKey::Period(period),
            text: None,
            kind: ColumnKind::Figure,
            sum_of: Vec::new(),
            summed: true,
            group: None,
            area: None,
            committee: None,
            year: Some(period),
            unit: None,
            decimals: None,
            span,
        }
    }

    /// The column for posts with one amount.
    pub fn amount(span: Span) -> Self {
        Self { key: ColumnKey::Amount, year: None, ..Self::period(Period::Year(0), span) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_printed() {
        assert_eq!(Period::parse("2020"), Some(Period::Year(2020)));
        assert_eq!(Period::parse("2016/17"), Some(Period::Pair(2016)));
        assert_eq!(Period::parse("1999/00").map(|p| p.to_string()).as_deref(), Some("1999/00"));
        assert_eq!(Period::parse("2027-2032"), Some(Period::Range(2027, 2032)));
        for bad in ["202", "20201", "2032-2027", "2016/18", "år", "", "-", "/"] {
            assert_eq!(Period::parse(bad), None, "{bad}");
        }
    }
}
