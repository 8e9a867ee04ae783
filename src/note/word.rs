//! What every part of a note is made of: a text with its place, and a date.

use std::fmt;

use crate::source::Spanned;

/// A text with its place.
pub type Word = Spanned<String>;

/// A date that exists: none can be made of a day that its month does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The date of a year, a month from 1 and a day of the month, where there is one.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let (year, month, day) =
            (year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// The first day of a year; of the year 0 where the calendar does not reach that far.
    pub fn new_year(year: u16) -> Self {
        Self::new(year, 1, 1).unwrap_or(Self(jiff::civil::Date::ZERO))
    }

    /// Its year, month and day.
    pub fn parts(self) -> (u16, u8, u8) {
        let Self(date) = self;
        (date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs())
    }

    /// How many days its month has.
    pub fn days_of_month(self) -> u8 {
        self.0.days_in_month().unsigned_abs()
    }

    /// The day of the week, 0 for Monday.
    pub fn weekday(self) -> usize {
        usize::from(self.0.weekday().to_monday_zero_offset().unsigned_abs())
    }

    /// Short, for lists: `19.6.2015`.
    pub fn short(self) -> String {
        let (year, month, day) = self.parts();
        format!("{day}.{month}.{year}")
    }

    /// Danish text: `19. juni 2015`.
    pub fn danish(self) -> String {
        let (year, month, day) = self.parts();
        let month = MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default();
        format!("{day}. {month} {year}")
    }
}

/// As TOML has it: `2015-06-19`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The months in Danish.
pub const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_one_of_the_calendar() {
        let days = |year, month| Date::new(year, month, 1).map(Date::days_of_month);
        assert_eq!(days(2019, 2), Some(28));
        assert_eq!(days(2020, 2), Some(29));
        assert_eq!(days(2000, 2), Some(29));
        assert_eq!(days(2100, 2), Some(28));
        assert_eq!(days(2020, 6), Some(30));
        assert_eq!(days(2020, 13), None);
        assert_eq!(Date::new(2100, 2, 29), None);
        assert_eq!(Date::new(2020, 0, 1), None);
        assert_eq!(Date::new(2020, 1, 0), None);
        assert_eq!(Date::new(u16::MAX, 1, 1), None);
        assert_eq!(Date::new(2020, u8::MAX, u8::MAX), None);
        assert_eq!(Date::new_year(u16::MAX).parts(), (0, 1, 1));
    }

    #[test]
    fn a_date_is_written_in_words_and_as_toml_has_it() {
        let date = Date::new(2015, 6, 9).unwrap();
        assert_eq!(date.danish(), "9. juni 2015");
        assert_eq!(date.to_string(), "2015-06-09");
        assert_eq!(
            date.to_string().parse::<toml::value::Datetime>().unwrap().to_string(),
            "2015-06-09"
        );
    }

    #[test]
    fn weekdays_are_right() {
        // Source: the calendar; the day of the moon landing, and the dates of real notes.
        for ((year, month, day), is) in
            [((1969, 7, 20), 6), ((2019, 9, 25), 2), ((2015, 6, 19), 4), ((2016, 2, 29), 0)]
        {
            assert_eq!(Date::new(year, month, day).map(Date::weekday), Some(is));
        }
    }
}
