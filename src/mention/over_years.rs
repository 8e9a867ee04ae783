//! Amounts that a sentence reckons of years: what is given each of them, and what changes from one
//! to another.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::equation::Row;
use crate::mention::derived::{self, Rounded};
use crate::mention::number;
use crate::mention::period;
use crate::mention::rows::Rows;
use crate::mention::sentence::Sentence;
use crate::note::{ColumnKey, Period};
use crate::reconcile::Reconciled;

/// The most of a sentence's other amounts, and of its years, that are tried.
const MOST: usize = 12;

/// Words between an amount and how many years it is of.
const OVER: &[&str] = &["over ", "i ", "på ", "fordelt over ", "for "];

/// True where an amount is another one of its sentence for each of the years: "11,7 mio. kr.
/// årligt i 2028-2030 svarer til 35,1 mio. kr. over tre år".
pub(super) fn adds_up(sentence: &Sentence<'_>, range: &Range<usize>) -> bool {
    let text = sentence.text;
    let Some((_, own)) = sentence.amounts.iter().find(|(own, _)| own == range) else {
        return false;
    };
    let said = counted(text.get(range.end..).unwrap_or_default());
    let others = sentence.amounts.iter().filter(|(other, _)| other != range).take(MOST);
    others.into_iter().any(|(at, other)| {
        let of_other = || period::of(text, at).map(|years| years.to.abs_diff(years.from) + 1);
        said.or_else(of_other).is_some_and(|years| derived::over_years(*own, *other, years))
    })
}

/// " over tre år": how many.
fn counted(after: &str) -> Option<u16> {
    let after = after.trim_start_matches([' ', '\u{a0}', '.', ')']);
    let rest = OVER.iter().find_map(|words| after.strip_prefix(words))?;
    let rest = rest.strip_prefix("de ").unwrap_or(rest);
    let (word, rest) = rest.split_once([' ', '\u{a0}'])?;
    let count = number::count(word)?;
    number::starts_word(rest, "år").then(|| u16::try_from(count).ok()).flatten()
}

/// True where an amount is what a post that its sentence names changes by between two of the years
/// that it says: "Fra 2027 til 2028 stiger rekruttering med 3,3 mio. kr."
pub(super) fn changes(
    reconciled: &Reconciled,
    rows: &Rows<'_>,
    sentence: &Sentence<'_>,
    amount: Rounded,
) -> bool {
    let years = &sentence.says().changing;
    if years.len() < 2 {
        return false;
    }
    let mut places = rows.all_named(sentence.about());
    if places.is_empty() || sentence.says().whole {
        let tables = reconciled.note.numbered_tables();
        places.extend(tables.map(|(table, _)| (table, Row::Grand)));
    }
    places.into_iter().any(|(table, row)| {
        let value = |year: &u16| {
            let column = ColumnKey::Period(Period::Year(*year));
            let id = reconciled.system.find(table, row, &column)?;
            let unit = reconciled.system.figure(id).measure.unit;
            let value = reconciled.solution.value(id).amount()?;
            Some(unit.convert(value, crate::amount::Unit::Kr)?.decimal())
        };
        let values: Vec<Decimal> = years.iter().filter_map(value).collect();
        values.iter().enumerate().any(|(at, one)| {
            values[at + 1..].iter().any(|other| {
                let change = one.checked_sub(*other).map(|change| change.abs());
                let over = change.and_then(|change| change.checked_sub(amount.kroner.abs()));
                !amount.kroner.is_zero() && over.is_some_and(|over| over.abs() <= amount.half_step)
            })
        })
    })
}
