//! A key and its value as they are written.

use std::fmt::Write as _;

use toml_edit::{Array, InlineTable, Value};

use super::order;
use crate::grid;
use crate::key::{Kind, Section};
use crate::lossless::{Entry, below, comments};

/// The most columns that a list of texts takes on one line.
const WIDEST: usize = 100;

/// Steps that the entries of a list are moved in.
const STEP: usize = 4;

/// What is known of a value.
#[derive(Clone, Copy)]
enum Meant {
    /// Money or another exact figure.
    Amount,
    /// A block, or a list of blocks.
    Block(Section),
    /// A table's lines.
    Lines,
    Other,
}

/// `key = value` in a block of `section`.
pub fn entry(entry: &Entry, section: Option<Section>) -> String {
    let key = entry.path.iter().map(|part| self::key(part)).collect::<Vec<_>>().join(".");
    let section =
        entry.path.iter().rev().skip(1).rev().fold(section, |section, part| below(section?, part));
    let written = Written { text: &entry.text, offset: entry.offset };
    format!(
        "{key} = {}",
        written.value(
            &entry.value,
            meant(section, entry.path.last().map_or("", String::as_str)),
            0
        )
    )
}

/// A key: bare where TOML lets it be.
pub(super) fn key(name: &str) -> String {
    let bare = !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if bare { name.to_owned() } else { toml_edit::Key::new(name).to_string() }
}

fn meant(section: Option<Section>, name: &str) -> Meant {
    let Some(section) = section else { return Meant::Other };
    let known = section.keys().iter().find(|key| key.name == name);
    match known.map(|key| key.kind) {
        Some(Kind::Amount) => Meant::Amount,
        Some(Kind::Lines) => Meant::Lines,
        None if section.takes_columns() => Meant::Amount,
        _ => below(section, name).map_or(Meant::Other, Meant::Block),
    }
}

/// The text that a value stands in.
struct Written<'t> {
    text: &'t str,
    offset: usize,
}

impl<'t> Written<'t> {
    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text
            .get(from.saturating_sub(self.offset)..to.saturating_sub(self.offset))
            .unwrap_or_default()
    }

    fn own(&self, value: &Value) -> &'t str {
        value.span().map_or("", |span| self.slice(span.start, span.end))
    }

    fn value(&self, value: &Value, meant: Meant, indent: usize) -> String {
        let own = self.own(value);
        match value {
            Value::String(_) if matches!(meant, Meant::Lines) => lines(own),
            Value::String(text) => string(own, text.value()),
            Value::Integer(_) | Value::Float(_) => figure(own, matches!(meant, Meant::Amount)),
            Value::Array(list) => self.list(list, meant, indent),
            Value::InlineTable(table) => {
                let section = match meant {
                    Meant::Block(section) => Some(section),
                    Meant::Amount => Some(Section::Range),
                    Meant::Lines | Meant::Other => None,
                };
                self.table(table, section, indent).unwrap_or_else(|| own.to_owned())
            }
            Value::Boolean(_) | Value::Datetime(_) => own.to_owned(),
        }
    }

    /// On one line where it is short, has no comments and no blocks; else an entry a line.
    fn list(&self, list: &Array, meant: Meant, indent: usize) -> String {
        let Some(span) = list.span() else { return String::new() };
        let mut at = span.start + 1;
        let mut gaps = Vec::new();
        let mut items = Vec::new();
        for item in list {
            let Some(own) = item.span() else { continue };
            gaps.push(self.slice(at, own.start));
            items.push(self.value(item, meant, indent + STEP));
            at = own.end;
        }
        gaps.push(self.slice(at, span.end.saturating_sub(1)));
        let line = format!("[{}]", items.join(", "));
        let plain = gaps.iter().all(|gap| comments(gap).next().is_none()) && !line.contains('\n');
        let blocks = list.iter().any(Value::is_inline_table);
        let texts = list.iter().any(Value::is_str);
        if plain && !blocks && (!texts || line.chars().count() <= WIDEST) {
            return line;
        }
        let mut out = String::from("[");
        for (index, gap) in gaps.iter().enumerate() {
            // What stands on the line of the entry before is about that.
            let (beside, above) =
                gap.split_once('\n').map_or((*gap, ""), |(beside, above)| (beside, above));
            for comment in comments(beside) {
                if index == 0 {
                    let _ = write!(out, "\n{:width$}{comment}", "", width = indent + STEP);
                } else {
                    let _ = write!(out, "  {comment}");
                }
            }
            for comment in comments(above) {
                let _ = write!(out, "\n{:width$}{comment}", "", width = indent + STEP);
            }
            if let Some(item) = items.get(index) {
                let _ = write!(out, "\n{:width$}{item},", "", width = indent + STEP);
            }
        }
        let _ = write!(out, "\n{:indent$}]", "");
        out
    }

    /// On one line; `None` where comments stand in it.
    fn table(
        &self,
        table: &InlineTable,
        section: Option<Section>,
        indent: usize,
    ) -> Option<String> {
        let span = table.span()?;
        let mut at = span.start + 1;
        let mut fields = Vec::new();
        for (keys, value) in table.get_values() {
            let (name, own) = (keys.last()?.span()?, value.span()?);
            if self.slice(at, name.start).contains('#') {
                return None;
            }
            at = own.end;
            let path: Vec<&str> = keys.iter().map(|key| key.get()).collect();
            let (last, before) = path.split_last()?;
            let within = before.iter().fold(section, |section, part| below(section?, part));
            let written = path.iter().map(|part| key(part)).collect::<Vec<_>>().join(".");
            let value = self.value(value, meant(within, last), indent);
            fields.push((order::rank(section, path.first()?), format!("{written} = {value}")));
        }
        if self.slice(at, span.end.saturating_sub(1)).contains('#') {
            return None;
        }
        fields.sort_by_key(|(rank, _)| *rank);
        let fields: Vec<String> = fields.into_iter().map(|(_, field)| field).collect();
        Some(if fields.is_empty() {
            "{}".to_owned()
        } else {
            format!("{{ {} }}", fields.join(", "))
        })
    }
}

/// A text as it was written; one line in single quotes gets double ones where it is the same text
/// in them.
fn string(own: &str, text: &str) -> String {
    let single = own.starts_with('\'') && !own.starts_with("'''");
    let plain = text.chars().all(|c| !c.is_control() && !matches!(c, '"' | '\\'));
    if single && plain { format!("\"{text}\"") } else { own.to_owned() }
}

/// A table's lines with their cells between bars; as they were written where it can't be told what
/// they are, for a finding says so.
fn lines(own: &str) -> String {
    let text = own.strip_prefix("'''").and_then(|rest| rest.strip_suffix("'''"));
    let Some(text) = text else { return own.to_owned() };
    let parsed = grid::parse(text);
    if !parsed.faults.is_empty() || parsed.header.iter().all(grid::Cell::is_blank) {
        return own.to_owned();
    }
    // A header of dashes alone would be taken for a rule below headers, and the like.
    let tidy = grid::Sheet::of(&parsed).map(|sheet| sheet.text());
    let tidy = tidy.filter(|tidy| grid::same(text, tidy));
    tidy.map_or_else(|| own.to_owned(), |tidy| format!("'''\n{tidy}'''"))
}

/// A figure without a needless plus; its thousands are parted where it is money, and run together
/// where it is a year.
fn figure(own: &str, money: bool) -> String {
    let plain = own.replace('_', "");
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let only_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(only_digits(whole) && only_digits(decimals)) {
        return own.to_owned();
    }
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if money && at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push('.');
        out.push_str(decimals);
    }
    out
}
