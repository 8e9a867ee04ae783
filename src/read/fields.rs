//! One block's keys, held against their descriptions: unknown, misplaced and missing keys, and
//! values of the wrong sort.

use crate::amount::Amount;
use crate::diagnostic::Diagnostic;
use crate::key::{Key, Kind, Section};
use crate::note::{Date, Prose, Word};
use crate::parse::faults::WRONG_TYPE;
use crate::parse::keys::looks_like_period;
use crate::parse::tree::{Name, Node, Table, Value};
use crate::parse::value::truth;
use crate::read::reader::Reader;
use crate::read::word::{prose, text};
use crate::read::wrong_type::wrong_type;
use crate::read::{unknown, wrong_type};
use crate::source::Spanned;
use crate::text;

/// How many unknown keys of a block are held against the table's own columns.
const MOST_GUESSES: usize = 100;

/// A block being read.
pub(crate) struct Fields<'t> {
    pub(crate) table: &'t Table<'t>,
    pub(crate) section: Section,
    /// Values that stand under a misspelled key or in a block below, by the key that they are meant
    /// under.
    meant: Vec<(&'t Name<'t>, String, &'t Node<'t>)>,
}

impl<'t> Fields<'t> {
    /// Opens a block: says which of its keys are unknown, misplaced or missing. `columns` are the
    /// names of the table's own columns, where figures are keys. What is misspelled or misplaced is
    /// read on as meant, and not missing too.
    pub(crate) fn open(
        reader: &mut Reader,
        table: &'t Table<'t>,
        section: Section,
        columns: &[&str],
    ) -> Self {
        let mut meant: Vec<(&Name<'_>, String, &Node<'_>)> = Vec::new();
        let mut years = Vec::new();
        let mut unknown_keys = 0;
        for (key, node) in &table.entries {
            let known = section.has(&key.value);
            let period = looks_like_period(&key.value);
            let column = section.takes_columns() && (columns.contains(&&*key.value) || period);
            if known || column {
                continue;
            }
            if period && section == Section::Table {
                years.push(key);
                continue;
            }
            if let Some((finding, year)) = unknown::year(key, table, section) {
                reader.push(finding);
                meant.push((key, year, node));
                continue;
            }
            // A block of nothing but unknown keys is no block of ours: what each might be a slip of
            // is not searched for ever.
            unknown_keys += 1;
            let near =
                if unknown_keys <= MOST_GUESSES && !reader.is_full() { columns } else { &[] };
            let own = unknown::only_column(table, section, near);
            let (finding, close) = unknown::key((key, node), section, near, own);
            reader.push_joined(finding);
            let free = |name: &&str| {
                table.get(name).is_none() && meant.iter().all(|(_, taken, _)| taken != name)
            };
            if let Some(close) = close.filter(free) {
                meant.push((key, close.to_owned(), node));
            }
        }
        if let Some(finding) = unknown::years(&years) {
            reader.push(finding);
        }
        // Where no key of the file is astray, only those that are required can be missed.
        let every = reader.strays || cfg!(debug_assertions);
        let asked = section.keys().iter().filter(|key| every || key.required);
        for key in asked.filter(|key| table.get(key.name).is_none()) {
            if meant.iter().any(|(_, name, _)| name == key.name) {
                continue;
            }
            let below = || unknown::below(table, section, key.name);
            debug_assert!(reader.strays || below().is_none(), "{}", key.name);
            if let Some((own, node)) = reader.strays.then(below).flatten() {
                meant.push((own, key.name.to_owned(), node));
            } else if key.required {
                reader.push(unknown::missing(key, table.span, section));
            }
        }
        Self { table, section, meant }
    }

    /// The value under `key`, whatever it is.
    pub(crate) fn node(&self, key: &'static Key) -> Option<&'t Node<'t>> {
        debug_assert_eq!(key.section, self.section, "{}", key.name);
        let meant =
            || self.meant.iter().find(|(_, name, _)| name == key.name).map(|(_, _, node)| *node);
        self.table.get(key.name).or_else(meant)
    }

    /// True where a key is read as another: a slip of it, told already.
    pub(crate) fn is_meant(&self, key: &Name<'_>) -> bool {
        self.meant.iter().any(|(own, _, _)| std::ptr::eq(*own, key))
    }

    /// Every value of the block by the key that it is meant under, in the order of the file.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'t Name<'t>, &str, &'t Node<'t>)> {
        self.table.entries.iter().map(|(key, node)| {
            let meant = self.meant.iter().find(|(own, _, _)| std::ptr::eq(*own, key));
            (key, meant.map_or(&*key.value, |(_, name, _)| name.as_str()), node)
        })
    }

    /// A text.
    pub(crate) fn text(&self, reader: &mut Reader, key: &'static Key) -> Option<Word> {
        text(reader, key, self.node(key)?)
    }

    /// A long text.
    pub(crate) fn prose(&self, reader: &mut Reader, key: &'static Key) -> Option<Prose> {
        prose(reader, key, self.node(key)?)
    }

    /// One of the fixed words that a key takes, as what it means.
    pub(crate) fn word<T>(
        &self,
        reader: &mut Reader,
        key: &'static Key,
        parse: fn(&str) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let word = self.text(reader, key)?;
        parse(&word.value).map(|value| Spanned::new(value, word.span))
    }

    /// One text or a list of texts.
    pub(crate) fn texts(&self, reader: &mut Reader, key: &'static Key) -> Vec<Word> {
        match self.node(key) {
            None => Vec::new(),
            Some(Spanned { value: Value::List(items), .. }) => {
                items.iter().filter_map(|item| text(reader, key, item)).collect()
            }
            Some(node) if key.kind == Kind::TextOrTexts => {
                text(reader, key, node).into_iter().collect()
            }
            Some(node) => {
                // One text where a list should stand is read as a list of one, and said.
                wrong_type(reader, key, node);
                if let Value::Text(word) = &node.value {
                    vec![Spanned::new(word.to_string(), node.span)]
                } else {
                    Vec::new()
                }
            }
        }
    }

    /// True or false.
    pub(crate) fn bool(&self, reader: &mut Reader, key: &'static Key) -> Option<Spanned<bool>> {
        let node = self.node(key)?;
        let value = match &node.value {
            Value::Bool(value) => return Some(Spanned::new(*value, node.span)),
            Value::Text(text) => truth(text).map(|word| word == "true"),
            _ => None,
        };
        wrong_type(reader, key, node);
        value.map(|value| Spanned::new(value, node.span))
    }

    /// A small whole number; one in quotes is read on, and said.
    pub(crate) fn integer(&self, reader: &mut Reader, key: &'static Key) -> Option<Spanned<u32>> {
        let node = self.node(key)?;
        let most = if let Kind::Integer(most) = key.kind { most } else { u32::MAX };
        let value = |text: &str| text.replace('_', "").trim().parse().ok().filter(|n| *n <= most);
        self.figure_of(reader, key, value).map(|value| Spanned::new(value, node.span))
    }

    /// A year; one in quotes is read on, and said.
    pub(crate) fn year(&self, reader: &mut Reader, key: &'static Key) -> Option<u16> {
        self.figure_of(reader, key, |text| {
            text.trim().parse().ok().filter(|year| (1900..2200).contains(year))
        })
    }

    fn figure_of<T>(
        &self,
        reader: &mut Reader,
        key: &'static Key,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(key)?;
        let (value, plain) = match &node.value {
            Value::Number(text) => (read(text), true),
            Value::Text(text) => (read(text), false),
            _ => (None, false),
        };
        if value.is_none() || !plain {
            wrong_type(reader, key, node);
        }
        value.filter(|_| !reader.is_broken(node.span))
    }

    /// A date; one in quotes or with a time of day is read on, and said.
    pub(crate) fn date(&self, reader: &mut Reader, key: &'static Key) -> Option<Spanned<Date>> {
        let node = self.node(key)?;
        let (value, alone) = match &node.value {
            Value::Date(toml::value::Datetime { date, time, offset }) => {
                let date = date.and_then(|date| Date::new(date.year, date.month, date.day));
                (date, time.is_none() && offset.is_none())
            }
            Value::Text(text) => (wrong_type::date_in(text), false),
            _ => (None, false),
        };
        if let Some(date) = value.filter(|_| alone) {
            return Some(Spanned::new(date, node.span));
        }
        wrong_type(reader, key, node);
        value.filter(|_| !reader.is_broken(node.span)).map(|value| Spanned::new(value, node.span))
    }

    /// An exact figure that is no table cell: `pct`. One in quotes is read on, and said.
    pub(crate) fn amount(&self, reader: &mut Reader, key: &'static Key) -> Option<Spanned<Amount>> {
        let node = self.node(key)?;
        let amount = match &node.value {
            Value::Number(number) => Amount::parse(number),
            _ => None,
        };
        let meant = amount.or_else(|| wrong_type::amount_in(&node.value));
        if amount.is_none() {
            wrong_type(reader, key, node);
        }
        Some(Spanned::new(meant.filter(|_| !reader.is_broken(node.span))?, node.span))
    }

    /// The blocks under `[[key]]`.
    pub(crate) fn blocks(&self, reader: &mut Reader, key: &'static Key) -> Vec<&'t Table<'t>> {
        match self.node(key) {
            None => Vec::new(),
            Some(Spanned { value: Value::List(items), .. }) => items
                .iter()
                .filter_map(|item| {
                    if let Value::Table(table) = &item.value {
                        return Some(table);
                    }
                    wrong_type(reader, key, item);
                    None
                })
                .collect(),
            // `[tabel]` for `[[tabel]]`: read as the one it is, and said.
            Some(Spanned { value: Value::Table(table), span }) => {
                let name = key.name;
                reader.push(
                    Diagnostic::new(
                        &WRONG_TYPE,
                        *span,
                        text!(
                            "`{name}` skal stå i dobbelte klammer",
                            "`{name}` must stand in double brackets"
                        ),
                    )
                    .help(text!("skriv [[…{name}]]", "write [[…{name}]]")),
                );
                vec![table]
            }
            Some(node) => {
                wrong_type(reader, key, node);
                Vec::new()
            }
        }
    }

    /// The one block under `[key]`.
    pub(crate) fn block(&self, reader: &mut Reader, key: &'static Key) -> Option<&'t Table<'t>> {
        let node = self.node(key)?;
        if let Value::Table(table) = &node.value {
            return Some(table);
        }
        wrong_type(reader, key, node);
        None
    }
}
