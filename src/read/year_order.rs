//! A list of years that is out of order, or has one of them twice.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, rule};
use crate::note::Period;
use crate::parse::tree::{Node, Value};
use crate::read::reader::Reader;
use crate::text;

rule!(
    OUT_OF_ORDER = "aar-raekkefoelge", Warning;
    "Årene står ikke i rækkefølge, eller et år står to gange.",
    "The years are not in order, or one of them stands twice."
);

/// Says of a list of years that it is out of order. One that goes backwards all the way is meant.
pub(super) fn check(reader: &mut Reader, key: &str, list: &Node<'_>) {
    let Value::List(items) = &list.value else { return };
    let read = |item: &Node<'_>| match &item.value {
        Value::Number(text) | Value::Text(text) => Period::parse(text),
        _ => None,
    };
    let Some(periods) = items.iter().map(read).collect::<Option<Vec<Period>>>() else { return };
    let order = |period: &Period| (period.first(), period.last());
    let rises = |pair: &[Period]| matches!(pair, [one, two] if order(one) < order(two));
    let falls = |pair: &[Period]| matches!(pair, [one, two] if order(one) > order(two));
    if periods.len() < 2 || periods.windows(2).all(rises) || periods.windows(2).all(falls) {
        return;
    }
    let mut seen = BTreeSet::new();
    let twice = items.iter().zip(&periods).find(|(_, period)| !seen.insert(order(period)));
    let (place, message) = if let Some((item, period)) = twice {
        let message = text!("{period} står to gange i `{key}`", "{period} stands twice in `{key}`");
        (item.span, message)
    } else {
        let early = items.iter().zip(&periods).zip(periods.iter().skip(1));
        let Some((item, one, two)) = early
            .map(|((item, one), two)| (item, one, two))
            .find(|(_, one, two)| order(one) > order(two))
        else {
            return;
        };
        let message = text!(
            "{one} står før {two} i `{key}`: kolonnerne står i den rækkefølge",
            "{one} stands before {two} in `{key}`: the columns stand in that order"
        );
        (item.span, message)
    };
    let mended = mended(&periods);
    let finding = Diagnostic::new(&OUT_OF_ORDER, place, message);
    reader.push(finding.help(text!("ret listen til {mended}", "correct the list to {mended}")));
}

/// The list in order: a year that stands twice is the one that is missing after it, or goes.
fn mended(periods: &[Period]) -> String {
    let years = periods.iter().map(|period| match period {
        Period::Year(year) => Some(*year),
        _ => None,
    });
    let meant = years.collect::<Option<Vec<u16>>>().and_then(|mut years| {
        years.sort_unstable();
        let (first, count) = (*years.first()?, u16::try_from(years.len()).ok()?);
        let last = years.last()?.checked_sub(first)?.checked_add(1)?;
        // As many as there are years between the first and the last.
        (last == count).then(|| (first..first + count).map(Period::Year).collect::<Vec<_>>())
    });
    let list = meant.unwrap_or_else(|| {
        let mut list = periods.to_vec();
        list.sort_unstable_by_key(|period| (period.first(), period.last()));
        list.dedup();
        list
    });
    let word = |period: &Period| match period {
        Period::Year(year) => year.to_string(),
        other => format!("\"{other}\""),
    };
    format!("[{}]", list.iter().map(word).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_put_in_order() {
        let years = |all: &[u16]| all.iter().map(|year| Period::Year(*year)).collect::<Vec<_>>();
        for (typed, right) in [
            (&[2027, 2028, 2030, 2029][..], "[2027, 2028, 2029, 2030]"),
            (&[2027, 2028, 2028, 2030], "[2027, 2028, 2029, 2030]"),
            (&[2027, 2027, 2028], "[2027, 2028]"),
        ] {
            assert_eq!(mended(&years(typed)), right);
        }
        assert_eq!(mended(&[Period::Year(2027), Period::Pair(2025)]), "[\"2025/26\", 2027]");
    }
}
