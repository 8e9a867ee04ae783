//! Whether two files mean the same.

use toml_edit::{Document, Item, TableLike, Value};

use crate::grid;
use crate::key::table::ROWS;

/// True where both texts are TOML with the same keys and values, and a table's lines have the same
/// cells; neither order nor layout counts.
pub fn same(one: &str, other: &str) -> bool {
    match (Document::parse(one), Document::parse(other)) {
        (Ok(one), Ok(other)) => {
            tables(one.as_table(), other.as_table(), &Texts { one: one.raw(), other: other.raw() })
        }
        _ => false,
    }
}

/// The texts that places are counted in.
struct Texts<'t> {
    one: &'t str,
    other: &'t str,
}

fn tables(one: &dyn TableLike, other: &dyn TableLike, texts: &Texts<'_>) -> bool {
    one.len() == other.len()
        && one.iter().all(|(key, item)| {
            other.get(key).is_some_and(|other| {
                items(item, other, texts) || (key == ROWS.name && lines(item, other))
            })
        })
}

/// True where both are a table's lines with the same cells.
fn lines(one: &Item, other: &Item) -> bool {
    matches!((one.as_str(), other.as_str()), (Some(one), Some(other)) if grid::same(one, other))
}

fn items(one: &Item, other: &Item, texts: &Texts<'_>) -> bool {
    if let (Some(one), Some(other)) = (one.as_table_like(), other.as_table_like()) {
        return tables(one, other, texts);
    }
    match (one, other) {
        (Item::Value(one), Item::Value(other)) => values(one, other, texts),
        (Item::ArrayOfTables(one), Item::ArrayOfTables(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| tables(one, other, texts))
        }
        _ => false,
    }
}

fn values(one: &Value, other: &Value, texts: &Texts<'_>) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => one.value() == other.value(),
        (Value::Boolean(one), Value::Boolean(other)) => one.value() == other.value(),
        (Value::Datetime(one), Value::Datetime(other)) => one.value() == other.value(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| values(one, other, texts))
        }
        (Value::InlineTable(one), Value::InlineTable(other)) => tables(one, other, texts),
        // Figures by their digits: exact, as the reader takes them.
        (Value::Integer(_), Value::Integer(_)) | (Value::Float(_), Value::Float(_)) => {
            digits(one, texts.one) == digits(other, texts.other)
        }
        _ => false,
    }
}

fn digits(value: &Value, text: &str) -> Option<String> {
    let written = text.get(value.span()?)?.replace('_', "");
    Some(written.strip_prefix('+').map(str::to_owned).unwrap_or(written))
}
