//! Values that rounds and tables share: units, periods, price levels.

use crate::amount::Unit;
use crate::diagnostic::Diagnostic;
use crate::key::{Key, Kind, table};
use crate::limit;
use crate::note::{Period, PriceLevel, PriceLevels};
use crate::parse::faults::WRONG_TYPE;
use crate::parse::plain::{list_of_years, price_year};
use crate::parse::tree::{Node, Value};
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::read::word::{no_such_word, say_unknown_word, unknown_word};
use crate::read::wrong_type::wrong_type;
use crate::read::year_order;
use crate::source::{Span, Spanned};
use crate::suggest;
use crate::text;

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
    if let [item] = items
        && let Some(years) = written_out(reader, fields, key, node, item)
    {
        return years;
    }
    let mut out: Vec<Spanned<Period>> = Vec::new();
    for item in items {
        let period = match &item.value {
            Value::Number(text) | Value::Text(text) => Period::parse(text),
            _ => None,
        };
        match period {
            // The same year twice is the same column: kept once, and told.
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
    year_order::check(reader, key.name, node);
    out
}

/// The years that a text is meant as, `"2027, 2028"`; and those of one range, where each has
/// figures of its own.
fn written_out(
    reader: &mut Reader,
    fields: &Fields<'_>,
    key: &'static Key,
    node: &Node<'_>,
    item: &Node<'_>,
) -> Option<Vec<Spanned<Period>>> {
    let Value::Text(text) = &item.value else { return None };
    let one = Period::parse(text);
    let each = || match one {
        Some(Period::Range(first, last)) => has_each(fields, first..=last),
        _ => false,
    };
    if one.is_some() && !each() {
        return None;
    }
    let mended = list_of_years(text)?;
    let name = key.name;
    let message = text!(
        "årene i `{name}` skal stå hver for sig i en liste",
        "the years of `{name}` must stand one by one in a list"
    );
    let finding = Diagnostic::new(&WRONG_TYPE, node.span, message)
        .help(text!("skriv {mended}", "write {mended}"));
    let years = mended.split(|c: char| !c.is_ascii_digit()).filter_map(Period::parse);
    let years = years.map(|year| Spanned::new(year, item.span)).collect();
    reader.push(Diagnostic { replacement: Some(mended), ..finding });
    Some(years)
}

/// True where a post has a figure under one of these years.
fn has_each(fields: &Fields<'_>, years: std::ops::RangeInclusive<u16>) -> bool {
    let Some(Value::List(posts)) = fields.table.get(table::POSTS.name).map(|node| &node.value)
    else {
        return false;
    };
    posts.iter().any(|post| match &post.value {
        Value::Table(post) => years.clone().any(|year| post.get(&year.to_string()).is_some()),
        _ => false,
    })
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

/// The price level that a text is meant as.
fn price_level(
    reader: &mut Reader,
    key: &'static Key,
    span: Span,
    text: &str,
) -> Option<PriceLevel> {
    let message = text!("`{text}` er ikke et prisniveau", "`{text}` is not a price level");
    let finding = no_such_word(span, message);
    if let Some(year) = price_year(text) {
        let help = text!(
            "skriv {year} uden anførselstegn; »p/l« trykkes af sig selv",
            "write {year} without quotes; “p/l” is printed by itself"
        );
        reader.push(Diagnostic { replacement: Some(year.to_string()), ..finding.help(help) });
        return Some(PriceLevel::Year(year));
    }
    if suggest::closest(text, ["løbende"]).is_some() {
        return unknown_word(reader, key.name, span, text, &["løbende"])
            .map(|_| PriceLevel::Current);
    }
    reader.push(finding.help(text!(
        "skriv et årstal, fx 2027, eller \"løbende\"",
        "write a year, e.g. 2027, or \"løbende\""
    )));
    None
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
                Value::Text(text) => return price_level(reader, key, node.span, text),
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
