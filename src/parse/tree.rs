//! A TOML file as a tree that keeps number text and every place, freed from the parser's types.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::source::{FileId, Span, Spanned};

/// A value with its place.
pub(crate) type Node<'s> = Spanned<Value<'s>>;

/// A key as it is meant, with its place.
pub(crate) type Name<'s> = Spanned<Cow<'s, str>>;

/// A value; numbers keep the text they were written with. Texts are the file's own where they stand
/// there as they are meant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'s> {
    Text(Cow<'s, str>),
    Number(Cow<'s, str>),
    Bool(bool),
    Date(toml::value::Datetime),
    List(Vec<Node<'s>>),
    Table(Table<'s>),
    /// A figure as a paper prints it: a cell of a table's lines.
    Printed(Cow<'s, str>),
}

/// A table's entries in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table<'s> {
    pub(crate) entries: Vec<(Name<'s>, Node<'s>)>,
    pub(crate) span: Span,
}

impl<'s> Table<'s> {
    pub(crate) fn get(&self, key: &str) -> Option<&Node<'s>> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }
}

/// Frees a parsed table; `place` maps the parser's byte ranges to places in the file.
pub(crate) fn table(
    parsed: &DeTable<'_>,
    span: Span,
    place: &dyn Fn(Range<usize>) -> Span,
    text: &str,
) -> Table<'static> {
    let entries = parsed
        .iter()
        .map(|(key, node)| {
            let key = Spanned::new(owned(key.get_ref()), place(key.span()));
            (key, self::node(node, place, text))
        })
        .collect();
    Table { entries, span }
}

fn owned(text: &str) -> Cow<'static, str> {
    Cow::Owned(text.to_owned())
}

fn node(
    parsed: &toml::Spanned<DeValue<'_>>,
    place: &dyn Fn(Range<usize>) -> Span,
    text: &str,
) -> Node<'static> {
    let span = place(parsed.span());
    let value = match parsed.get_ref() {
        DeValue::String(text) => Value::Text(owned(text)),
        // The text itself: the parser drops underscores and says nothing of the radix.
        DeValue::Integer(_) | DeValue::Float(_) => {
            Value::Number(owned(text.get(parsed.span()).unwrap_or_default()))
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
