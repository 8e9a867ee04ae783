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

/// Where a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// Everywhere.
    All,
    /// In text: a workbook has it in a column of its own, where there is anything in it.
    Text,
    /// In a pack.
    Pack,
    /// In a pack's text: its workbook computes the same in columns of its own.
    PackText,
}

/// A column.
pub(super) struct Column {
    /// Its name in CSV, written as keys of the format are.
    pub(super) key: &'static str,
    /// Its heading in a workbook.
    pub(super) heading: &'static str,
    scope: Scope,
    /// True for an amount; other numbers are names.
    pub(super) is_amount: bool,
    pub(super) value: fn(&Line) -> Value<'_>,
}

/// The columns of CSV, of a note alone or of a pack.
pub(super) fn columns(pack: bool) -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter().filter(move |column| pack || matches!(column.scope, Scope::All | Scope::Text))
}

/// Those of a workbook's sheet of figures.
pub(super) fn in_workbook(pack: bool) -> impl Iterator<Item = &'static Column> {
    columns(pack).filter(|column| !matches!(column.scope, Scope::Text | Scope::PackText))
}

macro_rules! columns {
    ($($key:literal $heading:literal $scope:ident $is_amount:literal $value:expr),+ $(,)?) => {
        static COLUMNS: &[Column] = &[$(Column {
            key: $key,
            heading: $heading,
            scope: Scope::$scope,
            is_amount: $is_amount,
            value: $value,
        }),+];
    };
}

columns! {
    "runde" "Runde" All false |line| text(&line.figure.round),
    "notat" "Notat" All false |line| text(&line.figure.note),
    "titel" "Titel" All false |line| text(&line.note.title),
    "status" "Status" All false |line| text(line.note.status.word()),
    "version" "Version" All false |line| maybe(line.note.version.as_ref()),
    "kategori" "Kategori" All false |line| maybe(line.note.category.as_ref()),
    "fortrolig" "Fortrolig" All false |line| yes(line.note.confidential),
    "notatets_forvaltning" "Notatets forvaltning" All false |line| maybe(line.note.administration.as_ref()),
    "notatets_udvalg" "Notatets udvalg" All false |line| maybe(line.note.committee.as_ref()),
    "tabel" "Tabel" All false |line| text(&line.figure.table),
    "midler" "Midler" All false |line| maybe(line.figure.money.as_ref()),
    "nr" "Nr." All false |line| Value::Number(Amount::from(i64::try_from(line.figure.number).unwrap_or(i64::MAX))),
    "post" "Post" All false |line| text(&line.figure.post),
    "valg" "Valgmulighed" All false |line| maybe(line.figure.choice.as_ref()),
    "udvalg" "Udvalg" All false |line| maybe(line.figure.committee.as_ref()),
    "forvaltning" "Forvaltning" All false |line| Value::Text(Cow::Owned(line.figure.administrations.join(", "))),
    "styringsomraade" "Styringsområde" All false |line| maybe(line.figure.area.as_ref()),
    "bevilling" "Bevilling" All false |line| maybe(line.figure.appropriation.as_ref()),
    "bevilling_trykt" "Bevilling som trykt" All false |line| maybe(line.figure.appropriation_title.as_ref()),
    "bevilling_noegle" "Bevillingens nøgle" All false |line| line.figure.appropriation_key().map_or(Value::Nothing, |key| Value::Text(Cow::Owned(key))),
    "ui" "U/I" All false |line| maybe(line.figure.ui.as_ref()),
    "kolonne" "Kolonne" All false |line| Value::Text(Cow::Owned(line.figure.column.to_string())),
    "aar" "År" All false |line| line.figure.period.map_or(Value::Nothing, period),
    "beloeb" "Beløb" All true |line| Value::Number(line.figure.amount),
    "aarligt" "Årligt" All true |line| line.figure.rate.map_or(Value::Nothing, |rate| Value::Number(rate.yearly)),
    "enhed" "Enhed" All false |line| Value::Text(Cow::Borrowed(line.figure.unit.name())),
    "prisniveau" "Prisniveau" All false |line| line.figure.prices.map_or(Value::Nothing, |level| Value::Text(price_level(level).into())),
    "uden_for" "Uden for" Text false |line| Value::Text(Cow::Owned(line.figure.outside.join(", "))),
    "i_alt" "I tabellens sum" All false |line| yes(line.figure.counted),
    "udfyldt" "Udfyldt" All false |line| yes(line.figure.filled_in),
    "adresse" "Adresse" All false |line| text(&line.figure.address),
    "pakke_styringsomraade" "Pakkens styringsområde" Pack false |line| maybe(line.placed.as_ref().map(|placed| &placed.root)),
    "pakke_aar" "Pakkens år" Pack false |line| line.placed.as_ref().map_or(Value::Nothing, |placed| period(placed.period)),
    "pakke_pris" "Pakkens pris" Pack true |line| line.placed.as_ref().map_or(Value::Nothing, |placed| Value::Number(placed.amount)),
    "pakke_talt" "Talt med" PackText false |line| yes(line.counted().is_some()),
    "pakke_beloeb" "Pakkens beløb" PackText true |line| line.counted().map_or(Value::Nothing, Value::Number),
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
