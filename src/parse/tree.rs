//! A TOML file as a tree that keeps number text and every place, freed from the parser's types.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::source::{FileId, Span, Spanned};

/// A value with its place.
pub(crate) type Node = Spanned<Value>;

/// A value; numbers keep the text they were written with.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(String),
    Number(String),
    Bool(bool),
    Date(toml::value::Datetime),
    List(Vec<Node>),
    Table(Table),
}

/// A table's entries in the order of the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) entries: Vec<(Spanned<String>, Node)>,
    pub(crate) span: Span,
}

impl Table {
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }
}

/// Frees a parsed table; `place` maps the parser's byte ranges to places in the file.
pub(crate) fn table(
    parsed: &DeTable<'_>,
    span: Span,
    place: &dyn Fn(Range<usize>) -> Span,
    text: &str,
) -> Table {
    let entries = parsed
        .iter()
        .map(|(key, node)| {
            let key = Spanned::new(key.get_ref().to_string(), place(key.span()));
            (key, self::node(node, place, text))
        })
        .collect();
    Table { entries, span }
}

fn node(
    parsed: &toml::Spanned<DeValue<'_>>,
    place: &dyn Fn(Range<usize>) -> Span,
    text: &str,
) -> Node {
    let span = place(parsed.span());
    let value = match parsed.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        // The text itself: the parser drops underscores and says nothing of the radix.
        DeValue::Integer(_) | DeValue::Float(_) => {
            Value::Number(text.get(parsed.span()).unwrap_or_default().to_owned())
        }
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(date) => Value::Date(*date),
        DeValue::Array(list) => {
            Value::List(list.iter().map(|item| node(item, place, text)).collect())
        }
        DeValue::Table(inner) => Value::Table(table(inner, span, place, text)),
    };
    Spanned::new(value, span)
}

/// The whole of a file as a place to point at when nothing better is known: its first line.
pub(crate) fn top(file: FileId) -> Span {
    Span { file, start: 0, end: 0 }
}
