//! The round's frames, with what a pack uses of them: `use ≤ limit`, and what is left.

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::contribution::Sum;
use crate::equation::dimensions::Names;
use crate::note::{Period, Word};
use crate::register::Frame;
use crate::source::Span;

/// A frame and a pack's use of it, in the pack's unit.
#[derive(Clone, Debug)]
pub struct FrameUse<'a> {
    /// The frame.
    pub frame: &'a Frame,
    /// Its years.
    pub lines: Vec<Line>,
}

/// One year of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The year.
    pub period: Period,
    /// The limit.
    pub limit: Amount,
    /// What of the money that it covers does not count in it.
    pub outside: Amount,
    /// What the pack uses: the money that it covers, less that.
    pub used: Amount,
    /// limit − used: below 0 where the frame is exceeded.
    pub left: Amount,
    /// Place of the limit.
    pub span: Span,
}

impl Line {
    /// A frame's year: what it covers, and what of that stands outside. `None` where that can't be
    /// held.
    pub(super) fn new(
        period: Period,
        limit: Amount,
        (covered, outside): (Amount, Amount),
        span: Span,
    ) -> Option<Self> {
        let used = covered.minus(outside)?;
        Some(Self { period, limit, outside, used, left: limit.minus(used)?, span })
    }

    /// All money that the frame covers, also what does not count in it.
    pub fn covered(&self) -> Option<Amount> {
        self.used.plus(self.outside)
    }

    /// How much of the limit is used, in per cent with one decimal at most, rounded half away from
    /// zero; `None` where the limit is 0.
    pub fn per_cent(&self) -> Option<Amount> {
        let share = self.used.times(Decimal::ONE_HUNDRED)?.divided_by(self.limit.decimal())?;
        Some(share.rounded(1))
    }

    /// That per cent in words, `94,7`: one that is exceeded is never said to be used just whole.
    pub fn share(&self) -> Option<String> {
        let share = self.per_cent()?;
        let whole = share == Amount::new(Decimal::ONE_HUNDRED) && self.left.is_negative();
        Some(if whole { "over 100".to_owned() } else { share.danish(0) })
    }
}

/// True where a frame covers money of a control area that a committee holds: it names the area, or
/// one that it is a part of, and the committee where it names any.
pub fn covers(frame: &Frame, names: &Names<'_>, area: &str, committee: &str) -> bool {
    covers_area(frame, names, area) && covers_committee(frame, names, committee)
}

/// True where a frame covers money of a control area.
pub fn covers_area(frame: &Frame, names: &Names<'_>, area: &str) -> bool {
    let line = names.municipality.lineage(area);
    let covered = |word: &Word| {
        let covered = names.area(&word.value);
        covered == area || line.contains(&covered.as_str())
    };
    frame.covers_all() || frame.areas.iter().any(covered)
}

/// True where a frame covers money that a committee holds.
pub fn covers_committee(frame: &Frame, names: &Names<'_>, committee: &str) -> bool {
    let named = |word: &Word| names.committee(&word.value) == committee;
    frame.committees.is_empty() || frame.committees.iter().any(named)
}

/// True where money that a frame covers does not count in it.
pub fn outside(frame: &Frame, sum: &Sum) -> bool {
    sum.outside.contains(&frame.name.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn per_cents_are_exact_and_rounded_half_away_from_zero() {
        let of = |limit: &str, used: &str| {
            let amount = |text: &str| Amount::parse(text).unwrap();
            let span = Span::new(FileId(0), 0..0);
            let line =
                Line::new(Period::Year(2020), amount(limit), (amount(used), Amount::ZERO), span);
            line.unwrap().per_cent().map(|share| share.danish(0))
        };
        let said = |text: &str| Some(text.to_owned());
        assert_eq!(of("15_000", "14_200"), said("94,7"));
        assert_eq!(of("15_000", "14_100"), said("94"));
        assert_eq!(of("2_000", "1_001"), said("50,1"), "50,05 is rounded up");
        assert_eq!(of("2_000", "-1_001"), said("-50,1"), "and below zero down");
        assert_eq!(of("100", "250"), said("250"));
        assert_eq!(of("100", "0"), said("0"));
        assert_eq!(of("0", "10"), None);
    }

    #[test]
    fn a_frame_that_is_exceeded_by_a_little_is_not_said_to_be_used_just_whole() {
        let share = |used: i64| {
            let amounts = (Amount::from(used), Amount::ZERO);
            let span = Span::new(FileId(0), 0..0);
            let line = Line::new(Period::Year(2027), Amount::from(1_033_399), amounts, span);
            line.unwrap().share()
        };
        assert_eq!(share(1_033_400).as_deref(), Some("over 100"));
        assert_eq!(share(1_033_399).as_deref(), Some("100"));
        assert_eq!(share(1_100_000).as_deref(), Some("106,4"));
    }
}
