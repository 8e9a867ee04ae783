//! Values that rounds and tables share: units, periods, price levels.

use crate::amount::Unit;
use crate::key::{Key, Kind};
use crate::limit;
use crate::note::{Period, PriceLevel, PriceLevels};
use crate::parse::tree::Value;
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::read::word::{say_unknown_word, unknown_word};
use crate::read::wrong_type::wrong_type;
use crate::source::Spanned;
use crate::suggest;

/// A list of years, `"2016/17"` and `"2027-2032"`.
pub(crate) fn periods(
    reader: &mut Reader,
    fields: &Fields<'_>,
    key: &'static Key,
) -> Vec<Spanned<Period>> {
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
            // One more than a table may have columns shows that there are too many.
            Some(period)
                if out.len() <= limit::COLUMNS.most
                    && out.iter().all(|known| known.value != period) =>
            {
                out.push(Spanned::new(period, item.span));
            }
            Some(_) => {}
            None => wrong_type(reader, key, item),
        }
    }
    out
}

/// What a unit is written as, and what is known of it.
pub(crate) enum Counted {
    /// Nothing is said of it.
    Unsaid,
    /// In this unit, told rightly or so that it is plain.
    In(Unit),
    /// In something that can't be told: a finding says so.
    Unknown,
}

/// The unit that figures are counted in.
pub(crate) fn unit(reader: &mut Reader, fields: &Fields<'_>, key: &'static Key) -> Counted {
    let Some(node) = fields.node(key) else { return Counted::Unsaid };
    let Value::Text(word) = &node.value else {
        wrong_type(reader, key, node);
        return Counted::Unknown;
    };
    // Rounds and packs are counted in money alone.
    let names: &[&str] = if let Kind::OneOf(names) = key.kind { names } else { &[] };
    let can = |unit: &Unit| names.contains(&unit.name());
    if let Some(unit) = Unit::parse(word).filter(can) {
        return Counted::In(unit);
    }
    let meant = meant_unit(word, names).filter(can);
    say_unknown_word(reader, key.name, node.span, word, names, meant.map(Unit::name));
    meant.map_or(Counted::Unknown, Counted::In)
}

/// The unit that a word is another spelling of, or a slip of one of these names.
fn meant_unit(word: &str, names: &[&str]) -> Option<Unit> {
    Unit::meant(word).or_else(|| {
        // A slip at the beginning of the word could be any of them.
        let close = suggest::closest(word, names.iter().copied())?;
        Unit::parse(close).filter(|_| word.chars().take(2).eq(close.chars().take(2)))
    })
}

/// The one price level of a post.
pub(crate) fn price(
    reader: &mut Reader,
    fields: &Fields<'_>,
    key: &'static Key,
) -> Option<PriceLevel> {
    match prices(reader, fields, key)? {
        PriceLevels::One(level) => Some(level),
        PriceLevels::ByPeriod(_) => {
            if let Some(node) = fields.node(key) {
                wrong_type(reader, key, node);
            }
            None
        }
    }
}

/// One price level, or one for each period.
pub(crate) fn prices(
    reader: &mut Reader,
    fields: &Fields<'_>,
    key: &'static Key,
) -> Option<PriceLevels> {
    let node = fields.node(key)?;
    let level = |reader: &mut Reader, node: &crate::parse::tree::Node<'_>| match &node.value {
        Value::Text(text) if text == "løbende" => Some(PriceLevel::Current),
        Value::Number(text) | Value::Text(text) => {
            if let Some(Period::Year(year)) = Period::parse(text) {
                return Some(PriceLevel::Year(year));
            }
            match &node.value {
                Value::Text(text) => {
                    return unknown_word(reader, key.name, node.span, text, &["løbende"])
                        .map(|_| PriceLevel::Current);
                }
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
