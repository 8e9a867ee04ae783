//! A post whose years all are as many too early or too late for its table: copied from a note of
//! another round, or one year was typed wrongly and the rest followed.

use crate::diagnostic::Diagnostic;
use crate::key::Section;
use crate::note::{Column, ColumnKey, Period};
use crate::read::faults::YEAR;
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::source::Span;
use crate::text;

/// How many years a copied note may be from its own.
const MOST: u16 = 6;

/// The fewest years that are told together.
const LEAST: usize = 3;

/// Years that are to be read as others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    typed: u16,
    meant: u16,
}

impl Shift {
    /// The year that a key means.
    pub(super) fn period(self, name: &str) -> Option<Period> {
        let year = year(name)?;
        Some(Period::Year(year.checked_sub(self.typed)?.checked_add(self.meant)?))
    }
}

/// The year that a key is.
fn year(name: &str) -> Option<u16> {
    let plain = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    name.parse().ok().filter(|_| plain)
}

/// What a post's years are to be read as, where each of its table's has one; says so.
pub(super) fn find(reader: &mut Reader, fields: &Fields<'_>, columns: &[Column]) -> Option<Shift> {
    if fields.section != Section::Post {
        return None;
    }
    let of = |column: &Column| match column.key {
        ColumnKey::Period(period) => Some(period),
        _ => None,
    };
    let mut own = columns.iter().filter_map(of);
    let Some(Period::Year(meant)) = own.next() else { return None };
    let last = own.next_back()?.last();
    let mut typed: Vec<(u16, Span)> = Vec::new();
    for (key, name, _) in fields.entries() {
        typed.extend(year(name).map(|year| (year, key.span)));
    }
    let outside = typed.iter().any(|(year, _)| !(meant..=last).contains(year));
    if !outside || typed.len() < LEAST {
        return None;
    }
    typed.sort_unstable();
    let &(first, span) = typed.first()?;
    let follow = |from: u16, years: &mut dyn Iterator<Item = u16>| {
        (from..).zip(years).all(|(wanted, year)| wanted == year)
    };
    let listed = columns.iter().filter_map(of);
    let years = listed.clone().map(|period| match period {
        Period::Year(year) => year,
        _ => 0,
    });
    let same = listed.count() == typed.len();
    if !same
        || !follow(meant, &mut years.into_iter())
        || !follow(first, &mut typed.iter().map(|(year, _)| *year))
        || first.abs_diff(meant) > MOST
    {
        return None;
    }
    let by = first.abs_diff(meant);
    let count = if by == 1 { "ét".to_owned() } else { by.to_string() };
    let count_en = if by == 1 { "a year".to_owned() } else { format!("{by} years") };
    let (when, when_en) = if first < meant { ("tidlige", "early") } else { ("sene", "late") };
    let until = typed.last().map_or(first, |(year, _)| *year);
    let message = text!(
        "årene {first}-{until} er alle {count} år for {when}: tabellens år er {meant}-{last}",
        "the years {first}-{until} all are {count_en} too {when_en}: the table's years are {meant}-{last}"
    );
    let list: Vec<String> = typed.iter().map(|(year, _)| year.to_string()).collect();
    let list = list.join(", ");
    reader.push_joined(Diagnostic::new(&YEAR, span, message).help(text!(
        "skriv {meant}-{last} på posten; er det tabellens eller rundens år, der er forkerte, så skriv aar = [{list}] dér",
        "write {meant}-{last} on the post; if it is the years of the table or the round that are wrong, write aar = [{list}] there"
    )));
    Some(Shift { typed: first, meant })
}
