//! What stands above figures: a column's heading, what a table is counted in, its price level.

use crate::amount::Unit;
use crate::note::{
    Column as TypedColumn, ColumnKey, ColumnKind, Post, PriceLevel, PriceLevels,
    Table as TypedTable,
};
use crate::table_type::{DefaultMoney, TableType};
use crate::view::yearly::{ByYear, said};

/// A figure column's heading; with its price level where columns differ.
pub(super) fn heading(table: &TypedTable, column: &TypedColumn, by_year: ByYear) -> String {
    let own = column.text.as_ref().map(|word| word.value.clone());
    let heading = own.unwrap_or_else(|| match &column.key {
        ColumnKey::Period(period) => period.to_string().replace('-', "–"),
        ColumnKey::Amount => "Beløb".to_owned(),
        ColumnKey::Named(id) => id.clone(),
        ColumnKey::Across => table.across_heading().to_owned(),
    });
    let heading = said(heading, column, by_year);
    let counts_money = column.unit.unwrap_or(table.unit).is_money();
    let heading = own_unit(table, column)
        .filter(|unit| !says(*unit, &heading, column))
        .map_or(heading.clone(), |unit| format!("{heading} ({})", unit.name()));
    match (&table.prices, column.year.filter(|_| counts_money)) {
        (Some(levels @ PriceLevels::ByPeriod(_)), Some(period)) => match levels.of(period) {
            Some(level) => format!("{heading} ({})", price(level)),
            None => heading,
        },
        _ => heading,
    }
}

/// A post's price level, where it is not the table's.
pub(super) fn own_prices(table: &TypedTable, post: &Post) -> Option<PriceLevel> {
    post.prices.filter(|own| table.prices != Some(PriceLevels::One(*own)))
}

pub(super) fn price(level: PriceLevel) -> String {
    match level {
        PriceLevel::Year(year) => format!("{year} p/l"),
        PriceLevel::Current => "løbende p/l".to_owned(),
    }
}

/// What a column of figures is counted in, where that is not what is said over the table.
fn own_unit(table: &TypedTable, column: &TypedColumn) -> Option<Unit> {
    column.unit.filter(|unit| *unit != table.unit && column.kind == ColumnKind::Figure)
}

/// True where a heading, or the one over it, says the unit.
fn says(unit: Unit, heading: &str, column: &TypedColumn) -> bool {
    let over = column.group.as_ref().is_some_and(|group| unit.is_said_in(&group.value));
    over || unit.is_said_in(heading)
}

/// `1.000 kr. – 2020 p/l`, `pct.`; nothing where each column says its own, where the title says it,
/// or where it is money only by default.
pub(super) fn unit(table: &TypedTable, kind: Option<&TableType>) -> Option<String> {
    let figures = || table.columns.iter().filter(|column| column.kind == ColumnKind::Figure);
    let shared = figures().any(|column| own_unit(table, column).is_none());
    let unit = table.unit.name();
    if !table.unit.is_money() {
        let title = table.title.as_ref().map_or("", |title| &title.value);
        return (shared && !table.unit.is_said_in(title)).then(|| unit.to_owned());
    }
    let money = kind.is_none_or(|kind| kind.money != DefaultMoney::None)
        || table.money.is_some()
        || table.own_unit.is_some()
        || figures().any(|column| column.unit == Some(table.unit));
    if !money || !figures().any(|column| table.counts_money(column)) {
        return None;
    }
    let level = match &table.prices {
        Some(PriceLevels::One(level)) => Some(*level),
        Some(PriceLevels::ByPeriod(_)) | None => None,
    };
    if !shared {
        return level.map(price);
    }
    Some(match level {
        Some(PriceLevel::Current) => format!("{unit}, løbende p/l"),
        Some(level) => format!("{unit} – {}", price(level)),
        None => unit.to_owned(),
    })
}
