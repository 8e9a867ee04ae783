//! Amounts that are printed by the year, read back as their wholes.

use rust_decimal::Decimal;

use crate::audit::danish::{self, Read};
use crate::note::{self, ColumnKey, Period, Whole};

/// What a cell, or the column over it, says where it is a yearly amount.
const YEARLY: &str = "årligt";

/// How many years a written figure is of: those of a yearly amount, else one.
pub(super) fn years(typed: &note::Cell) -> u32 {
    typed.value.and_then(Whole::rate).map_or(1, |rate| rate.years)
}

/// How many years an amount in a column is of, by the words over it.
fn said_over(header: &str, key: &ColumnKey) -> Option<u32> {
    let (_, after) = header.split_once(YEARLY)?;
    let told = after.trim_start().strip_prefix("i ").and_then(|rest| rest.split_once(" år"));
    match (told, key) {
        (Some((years, _)), _) => years.parse().ok(),
        (None, ColumnKey::Period(Period::Range(first, last))) => {
            Some(u32::from(last.checked_sub(*first)?) + 1)
        }
        _ => None,
    }
}

/// What a printed figure is worth: all of its years. None for what is no figure.
pub(super) fn whole(
    text: &str,
    header: &str,
    key: &ColumnKey,
    typed: Option<&note::Cell>,
) -> Option<Decimal> {
    let figure = |text: &str| match danish::read(text) {
        Read::Figure(value) => Some(value),
        Read::Unknown | Read::Strange => None,
    };
    if let Some(rate) = text.strip_suffix(YEARLY) {
        let years = typed.filter(|typed| typed.value.and_then(Whole::rate).is_some())?;
        return figure(rate)?.checked_mul(self::years(years).into());
    }
    let value = figure(text)?;
    if !header.contains(YEARLY) {
        return Some(value);
    }
    value.checked_mul(said_over(header, key)?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_says_of_how_many_years_its_amounts_are() {
        let range = ColumnKey::Period(Period::Range(2027, 2032));
        let read = |text, header| whole(text, header, &range, None);
        assert_eq!(read("1.533", "2027–2032 årligt"), Some(Decimal::from(9_198)));
        assert_eq!(read("1.533", "2027–2032 årligt i 4 år"), Some(Decimal::from(6_132)));
        assert_eq!(read("1.533", "2027–2032 årligt (2027 p/l)"), Some(Decimal::from(9_198)));
        assert_eq!(read("1.533", "2027–2032"), Some(Decimal::from(1_533)));
        assert_eq!(read("", "2027–2032 årligt"), Some(Decimal::ZERO));
        assert_eq!(read("1.533 årligt", "2027–2032"), None);
    }
}
