//! The statements of a file, found with `toml_edit`'s places.

use toml_edit::{Document, Item, Key, Table, Value};

use super::{Entry, Header, Unreadable};

/// A header or an entry.
pub(super) enum Statement {
    Header(Header),
    Entry(Entry),
}

/// Where a statement stands, before its surroundings are known.
struct Found {
    start: usize,
    end: usize,
    path: Vec<String>,
    what: What,
}

enum What {
    Header { double: bool },
    Entry(Value),
}

/// The statements in the order of the file, and what stands below the last one. All texts together
/// are the file.
pub(super) fn statements(text: &str) -> Result<(Vec<Statement>, String), Unreadable> {
    // TOML has none outside a line end; the parser lets one pass within a text.
    if let Some(at) = memchr::memchr(b'\r', text.as_bytes()) {
        let message = "carriage return must be followed by newline".to_owned();
        return Err(Unreadable { line: line_of(text, at), message });
    }
    let document = Document::parse(text).map_err(|error| unreadable(text, &error))?;
    let mut found = Vec::new();
    table(text, document.as_table(), &mut Vec::new(), &mut found);
    found.sort_by_key(|found| found.start);
    let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
    let mut out = Vec::with_capacity(found.len());
    let mut at = 0;
    for Found { start, end, path, what } in found {
        let rest = text.get(end..).unwrap_or_default();
        let next = rest.find('\n').map_or(text.len(), |line| end + line + 1);
        let (lead, written, trail) = (slice(at, start), slice(start, end), slice(end, next));
        out.push(match what {
            What::Header { double } => {
                Statement::Header(Header { lead, path, double, text: written, trail })
            }
            What::Entry(value) => {
                Statement::Entry(Entry { lead, path, text: written, value, offset: start, trail })
            }
        });
        at = next;
    }
    Ok((out, slice(at, text.len())))
}

fn unreadable(text: &str, error: &toml_edit::TomlError) -> Unreadable {
    let at = error.span().map_or(0, |span| span.start);
    Unreadable { line: line_of(text, at), message: error.message().to_owned() }
}

/// The line of a byte, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

/// Finds the statements of a table and of those below it. How deep they stand is bounded by the
/// parser.
fn table(text: &str, table: &Table, path: &mut Vec<String>, found: &mut Vec<Found>) {
    for (keys, value) in table.get_values() {
        entry(text, &keys, value, found);
    }
    for (name, item) in table {
        path.push(name.to_owned());
        match item {
            Item::Table(inner) => inner_table(text, inner, false, path, found),
            Item::ArrayOfTables(list) => {
                list.iter().for_each(|inner| inner_table(text, inner, true, path, found));
            }
            Item::None | Item::Value(_) => {}
        }
        path.pop();
    }
}

fn inner_table(
    text: &str,
    inner: &Table,
    double: bool,
    path: &mut Vec<String>,
    found: &mut Vec<Found>,
) {
    // What is written with points in its keys is part of the table that it is written in.
    if inner.is_dotted() {
        return;
    }
    if let Some(span) = inner.span().filter(|_| !inner.is_implicit()) {
        found.push(Found {
            start: span.start,
            end: span.end,
            path: path.clone(),
            what: What::Header { double },
        });
    }
    table(text, inner, path, found);
}

fn entry(text: &str, keys: &[&Key], value: &Value, found: &mut Vec<Found>) {
    let (Some(key), Some(span)) = (keys.last().and_then(|key| key.span()), value.span()) else {
        return;
    };
    // Of a key's parts only the last has a place for sure; they all stand on one line.
    let before = text.get(..key.start).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let indent = before.get(line..).map_or(0, |part| part.len() - part.trim_start().len());
    let path = keys.iter().map(|key| key.get().to_owned()).collect();
    found.push(Found {
        start: line + indent,
        end: span.end,
        path,
        what: What::Entry(value.clone()),
    });
}
