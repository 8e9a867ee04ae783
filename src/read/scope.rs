//! Values that rounds and tables share: units, periods, price levels.

use crate::amount::Unit;
use crate::key::Key;
use crate::note::{Period, PriceLevel, PriceLevels};
use crate::read::fields::{Fields, Reader, unknown_word, wrong_type};
use crate::read::tree::Value;
use crate::source::Spanned;

/// A list of years, `"2016/17"` and `"2027-2032"`.
pub(crate) fn periods(reader: &mut Reader, fields: &Fields<'_>, key: &'static Key) -> Vec<Spanned<Period>> {
    let Some(node) = fields.node(key) else { return Vec::new() };
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let mut out: Vec<Spanned<Period>> = Vec::new();
    for item in items {
        let period = match &item.value {
            Value::Number(text) | Value::Text(text) => Period::parse(text),
            _ => None,
        };
        match period {
            // The same year twice is the same column: kept once.
            Some(period) if out.iter().all(|known| known.value != period) => out.push(Spanned::new(period, item.span)),
            Some(_) => {}
            None => wrong_type(reader, key, item),
        }
    }
    out
}

/// The unit that figures are counted in.
pub(crate) fn unit(reader: &mut Reader, fields: &Fields<'_>, key: &'static Key) -> Option<Unit> {
    let word = fields.text(reader, key)?;
    Unit::parse(&word.value)
}

/// One price level, or one for each period.
pub(crate) fn prices(reader: &mut Reader, fields: &Fields<'_>, key: &'static Key) -> Option<PriceLevels> {
    let node = fields.node(key)?;
    let level = |reader: &mut Reader, node: &crate::read::tree::Node| match &node.value {
        Value::Text(text) if text == "løbende" => Some(PriceLevel::Current),
        Value::Number(text) | Value::Text(text) => {
            if let Some(Period::Year(year)) = Period::parse(text) {
                return Some(PriceLevel::Year(year));
            }
            match &node.value {
                Value::Text(text) => unknown_word(reader, key.name, node.span, text, &["løbende"]),
                _ => wrong_type(reader, key, node),
            }
            None
        }
        _ => {
            wrong_type(reader, key, node);
            None
        }
    };
    let Value::Table(table) = &node.value else { return level(reader, node).map(PriceLevels::One) };
    let mut levels = Vec::new();
    for (period, node) in &table.entries {
        match Period::parse(&period.value) {
            Some(period) => levels.extend(level(reader, node).map(|level| (period, level))),
            None => wrong_type(reader, key, node),
        }
    }
    levels.sort_unstable_by_key(|(period, _)| *period);
    Some(PriceLevels::ByPeriod(levels))
}
