//! The columns of the long form: their names and what stands in them, once for CSV and workbook.

use std::borrow::Cow;

use crate::amount::Amount;
use crate::export::{Line, price_level};
use crate::note::Period;

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Number(Amount),
    Nothing,
}

/// A column.
pub(super) struct Column {
    /// Its name in CSV, written as keys of the format are.
    pub(super) key: &'static str,
    /// Its heading in a workbook.
    pub(super) heading: &'static str,
    /// True where only a pack has it.
    pub(super) of_pack: bool,
    pub(super) value: fn(&Line) -> Value<'_>,
}

/// The columns of a note alone, or of a pack.
pub(super) fn columns(pack: bool) -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter().filter(move |column| pack || !column.of_pack)
}

macro_rules! columns {
    ($($key:literal $heading:literal $of_pack:literal $value:expr),+ $(,)?) => {
        static COLUMNS: &[Column] = &[$(Column { key: $key, heading: $heading, of_pack: $of_pack, value: $value }),+];
    };
}

columns! {
    "runde" "Runde" false |line| text(&line.figure.round),
    "notat" "Notat" false |line| text(&line.figure.note),
    "tabel" "Tabel" false |line| text(&line.figure.table),
    "midler" "Midler" false |line| maybe(line.figure.money.as_ref()),
    "nr" "Nr." false |line| Value::Number(Amount::from(i64::try_from(line.figure.number).unwrap_or(i64::MAX))),
    "post" "Post" false |line| text(&line.figure.post),
    "valg" "Valgmulighed" false |line| maybe(line.figure.choice.as_ref()),
    "udvalg" "Udvalg" false |line| maybe(line.figure.committee.as_ref()),
    "forvaltning" "Forvaltning" false |line| Value::Text(Cow::Owned(line.figure.administrations.join(", "))),
    "styringsomraade" "Styringsområde" false |line| maybe(line.figure.area.as_ref()),
    "bevilling" "Bevilling" false |line| maybe(line.figure.appropriation.as_ref()),
    "ui" "U/I" false |line| maybe(line.figure.ui.as_ref()),
    "kolonne" "Kolonne" false |line| Value::Text(Cow::Owned(line.figure.column.to_string())),
    "aar" "År" false |line| line.figure.period.map_or(Value::Nothing, period),
    "beloeb" "Beløb" false |line| Value::Number(line.figure.amount),
    "aarligt" "Årligt" false |line| line.figure.rate.map_or(Value::Nothing, |rate| Value::Number(rate.yearly)),
    "enhed" "Enhed" false |line| Value::Text(Cow::Borrowed(line.figure.unit.name())),
    "prisniveau" "Prisniveau" false |line| line.figure.prices.map_or(Value::Nothing, |level| Value::Text(price_level(level).into())),
    "i_alt" "I tabellens sum" false |line| yes(line.figure.counted),
    "udfyldt" "Udfyldt" false |line| yes(line.figure.filled_in),
    "adresse" "Adresse" false |line| text(&line.figure.address),
    "pakke_styringsomraade" "Pakkens styringsområde" true |line| maybe(line.placed.as_ref().map(|placed| &placed.root)),
    "pakke_aar" "Pakkens år" true |line| line.placed.as_ref().map_or(Value::Nothing, |placed| period(placed.period)),
    "pakke_beloeb" "Pakkens beløb" true |line| line.placed.as_ref().map_or(Value::Nothing, |placed| Value::Number(placed.amount)),
}

fn text(text: &str) -> Value<'_> {
    Value::Text(Cow::Borrowed(text))
}

fn maybe(text: Option<&String>) -> Value<'_> {
    text.map_or(Value::Nothing, |text| Value::Text(Cow::Borrowed(text)))
}

fn yes(is: bool) -> Value<'static> {
    Value::Text(Cow::Borrowed(if is { "ja" } else { "nej" }))
}

/// A year as a number, a longer period in words.
pub(super) fn period(period: Period) -> Value<'static> {
    match period {
        Period::Year(year) => Value::Number(Amount::from(i64::from(year))),
        longer => Value::Text(Cow::Owned(longer.to_string())),
    }
}
