//! Dates that can't be: a day that the month does not have, a weekday that is not that day's.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{self, MONTHS};
use crate::rule::context::Context;
use crate::rule::mentions::past_dates::{self, Seen};
use crate::text;

rule!(
    NO_SUCH_DAY = "umulig-dato", Warning;
    "En dato i teksten findes ikke.",
    "A date in the text does not exist."
);
rule!(
    WRONG_WEEKDAY = "ugedag", Warning;
    "En dato i teksten falder på en anden ugedag.",
    "A date in the text falls on another weekday."
);

/// The days of the week, from Monday.
const WEEKDAYS: [(&str, &str); 7] = [
    ("mandag", "Monday"),
    ("tirsdag", "Tuesday"),
    ("onsdag", "Wednesday"),
    ("torsdag", "Thursday"),
    ("fredag", "Friday"),
    ("lørdag", "Saturday"),
    ("søndag", "Sunday"),
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let prose = context.prose;
    let mut seen = Vec::new();
    for text in &prose.texts {
        for passage in &text.list {
            for date in find(&passage.text, &passage.digits) {
                let span = |range: &Range<usize>| text.span(passage, range.clone());
                let written = &passage.text[date.range.clone()];
                if let Some(day) = date.day() {
                    seen.push(Seen { text, passage, range: date.range.clone(), day });
                }
                let Some(days) = days(date.month, date.year) else { continue };
                if date.day > days {
                    let month = MONTHS[usize::from(date.month) - 1];
                    let year = date.year.map(|year| format!(" {year}")).unwrap_or_default();
                    findings.push(
                        Diagnostic::new(
                            &NO_SUCH_DAY,
                            span(&date.range),
                            text!(
                                "{written} findes ikke: {month}{year} har {days} dage",
                                "{written} does not exist: {month}{year} has {days} days"
                            ),
                        )
                        .help(text!("ret datoen", "correct the date")),
                    );
                } else if let Some((said, range)) = &date.weekday
                    && let Some(day) = date.day()
                {
                    let (is, is_en) = WEEKDAYS[day.weekday()];
                    let (said, said_en) = WEEKDAYS[*said];
                    if is != said {
                        findings.push(
                            Diagnostic::new(
                                &WRONG_WEEKDAY,
                                span(range),
                                text!(
                                    "{written} er en {is}, ikke en {said}",
                                    "{written} is a {is_en}, not a {said_en}"
                                ),
                            )
                            .help(text!(
                                "ret ugedagen eller datoen",
                                "correct the weekday or the date"
                            )),
                        );
                    }
                }
            }
        }
    }
    past_dates::check(context, &seen, findings);
}

/// A date in running text.
struct Date {
    /// Day, month and year.
    range: Range<usize>,
    day: u8,
    /// From 1 to 12.
    month: u8,
    year: Option<u16>,
    /// The weekday before it, by its index, and its place.
    weekday: Option<(usize, Range<usize>)>,
}

impl Date {
    /// The day of the calendar, where the year is said and there is such a day.
    fn day(&self) -> Option<note::Date> {
        note::Date::new(self.year?, self.month, self.day)
    }
}

/// Dates with the month in words, and by numbers with the whole year, among the runs of digits
/// that begin at `numbers`.
fn find(text: &str, numbers: &[usize]) -> Vec<Date> {
    let mut out = Vec::new();
    let mut past = 0;
    for &found in numbers {
        if found < past {
            continue;
        }
        let digits = text[found..].bytes().take_while(u8::is_ascii_digit).count();
        let at = found + digits;
        if !matches!(text.as_bytes().get(at), Some(b'.' | b'/' | b'-')) {
            continue;
        }
        if !(1..=2).contains(&digits)
            || text[..found]
                .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-'))
        {
            continue;
        }
        let Some((month, end, year)) = in_words(text, at).or_else(|| in_numbers(text, at)) else {
            continue;
        };
        let Some(day) = text[found..found + digits].parse().ok().filter(|day| *day > 0) else {
            continue;
        };
        out.push(Date {
            range: found..end,
            day,
            month,
            year,
            weekday: weekday_before(text, found),
        });
        past = end;
    }
    out
}

/// ". august 2017": the month from 1, where it ends, and the year.
fn in_words(text: &str, at: usize) -> Option<(u8, usize, Option<u16>)> {
    let rest = text[at..].strip_prefix('.')?;
    let rest = rest.trim_start_matches([' ', '\u{a0}']);
    let from = text.len() - rest.len();
    let (month, name) =
        (1..).zip(MONTHS).find(|(_, name)| crate::mention::number::starts_word(rest, name))?;
    let end = from + name.len();
    let year = text[end..].strip_prefix([' ', '\u{a0}']).and_then(|_| {
        let from = end + text[end..].chars().next().map_or(0, char::len_utf8);
        year(text, from)
    });
    Some(year.map_or((month, end, None), |(year, end)| (month, end, Some(year))))
}

/// "/6 2019", ".06.2019", "-6-2019".
fn in_numbers(text: &str, at: usize) -> Option<(u8, usize, Option<u16>)> {
    let mark = text[at..].chars().next().filter(|c| matches!(c, '/' | '.' | '-'))?;
    let from = at + 1;
    let digits = text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let month = text[from..from + digits].parse().ok().filter(|month| (1..=12).contains(month))?;
    let after = text[from + digits..].strip_prefix(if mark == '/' {
        &['/', '-', ' '][..]
    } else {
        &['.', '-'][..]
    })?;
    let (year, end) = year(text, text.len() - after.len())?;
    Some((month, end, Some(year)))
}

fn year(text: &str, at: usize) -> Option<(u16, usize)> {
    let digits =
        text.get(at..at + 4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let ends = !text[at + 4..].starts_with(char::is_alphanumeric);
    digits
        .parse()
        .ok()
        .filter(|year| ends && (1900..2200).contains(year))
        .map(|year| (year, at + 4))
}

/// The weekday right before a date: "mandag den 3. september".
fn weekday_before(text: &str, at: usize) -> Option<(usize, Range<usize>)> {
    let before = text[..at].trim_end();
    let before = ["den", "d."]
        .into_iter()
        .find_map(|word| before.strip_suffix(word))
        .unwrap_or(before)
        .trim_end();
    // Each of them ends so.
    let tail = before.as_bytes().last_chunk::<3>()?;
    if !tail.eq_ignore_ascii_case(b"dag") {
        return None;
    }
    let small = |name: &str| {
        let start = before.len().checked_sub(name.len())?;
        let tail = before.get(start..)?;
        let begins = !before[..start].ends_with(char::is_alphanumeric);
        (tail.to_lowercase() == name && begins).then_some(start..before.len())
    };
    WEEKDAYS.iter().enumerate().find_map(|(index, (name, _))| Some((index, small(name)?)))
}

/// How many days a month has; in a leap year where the year is not said.
fn days(month: u8, year: Option<u16>) -> Option<u8> {
    const LEAP: u16 = 2000;
    note::Date::new(year.unwrap_or(LEAP), month, 1).map(note::Date::days_of_month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::passage::digits;

    #[test]
    fn february_has_a_leap_day_where_it_can_have_one() {
        assert_eq!(days(2, None), Some(29));
        assert_eq!(days(2, Some(2100)), Some(28));
        assert_eq!(days(2, Some(2024)), Some(29));
        assert_eq!(days(6, None), Some(30));
    }

    #[test]
    fn dates_are_read_and_other_numbers_left_alone() {
        let read = |text: &str| {
            find(text, &digits(text))
                .into_iter()
                .map(|date| (date.day, date.month, date.year))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            read("den 31. juni 2019, 1/6 2019 og 31.12.2015"),
            [(31, 6, Some(2019)), (1, 6, Some(2019)), (31, 12, Some(2015))]
        );
        assert_eq!(read("senest 1. august"), [(1, 8, None)]);
        assert_eq!(read("35.10, 9. klasse, 1.000 kr., 3.4.1, afsnit 4.2.2019a"), []);
        let text = "mandag den 3. september 2019";
        let day = &find(text, &digits(text))[0];
        assert_eq!(day.weekday.as_ref().map(|(index, _)| *index), Some(0));
    }
}
