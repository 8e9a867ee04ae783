//! What a table's type decides: whether its posts have years or columns of its own, whether it needs
//! a title, and which keys it takes.

use crate::key::{Key, Kind, Section, table as k};
use crate::schema::json::{Members, Node, Schema, Types, typed};
use crate::schema::values::{PERIODS, Values};
use crate::table_type::{ColumnSource, TABLE_TYPES, TableType};

/// Says of a table what its type decides: one condition for the types that decide the same, the
/// next where that does not hold.
pub(super) fn by_type(node: Node, values: &Values) -> Node {
    let mut groups: Vec<(Decides, Vec<String>)> = Vec::new();
    for kind in TABLE_TYPES {
        let decides = Decides(kind);
        match groups.iter_mut().find(|(known, _)| *known == decides) {
            Some((_, names)) => names.push(kind.name.to_owned()),
            None => groups.push((decides, vec![kind.name.to_owned()])),
        }
    }
    let conditions =
        groups.into_iter().rev().fold(None, |otherwise: Option<Node>, (decides, names)| {
            Some(Node {
                condition: Some(is_type(names).into()),
                then: Some(decides.schema(values).into()),
                otherwise: otherwise.map(|node| {
                    Node { additional_properties: Some(Schema::Always(true)), ..node }.into()
                }),
                ..Node::default()
            })
        });
    let Node { condition, then, otherwise, .. } = conditions.unwrap_or_default();
    Node { condition, then, otherwise, ..node }
}

/// What a table type decides of what may stand in a table.
#[derive(Clone, Copy)]
struct Decides(&'static TableType);

impl PartialEq for Decides {
    /// True where two types decide the same.
    fn eq(&self, other: &Self) -> bool {
        let sections = [Section::Table, Section::GrandTotal, Section::Total, Section::Post];
        let mut keys = sections.iter().flat_map(|section| section.keys());
        self.named() == other.named()
            && self.titled() == other.titled()
            && keys.all(|key| self.takes(key) == other.takes(key))
    }
}

impl Decides {
    /// True where the table names its columns, in place of years.
    fn named(self) -> bool {
        self.0.columns == ColumnSource::Named
    }

    /// True where the table must say its title.
    fn titled(self) -> bool {
        self.0.title.is_none()
    }

    /// True where a key would not be lost.
    fn takes(self, key: &Key) -> bool {
        self.0.use_of(key).is_some()
    }

    fn schema(self, values: &Values) -> Node {
        let loose = || self.rows(|section| self.with_columns(section));
        let strict = self.rows(|section| {
            if self.named() {
                self.without_years(section)
            } else {
                self.with_years(section, values)
            }
        });
        // What makes the rows of any sort: years in a table of columns, columns in one of years.
        let other = if self.named() { &k::YEARS } else { &k::COLUMNS };
        let node = if self.takes(other) {
            Node {
                condition: Some(has(other).into()),
                then: Some(loose().into()),
                otherwise: Some(strict.into()),
                ..Node::default()
            }
        } else {
            strict
        };
        let sources = [&k::COLUMNS, &k::ROWS, &k::YEARS].into_iter();
        let any_of =
            sources.filter(|key| self.named() && self.takes(key)).map(|key| has(key).into());
        let Members(mut properties) = node.properties;
        properties.extend(self.lost());
        Node {
            required: self.titled().then_some(k::TITLE.name).into_iter().collect(),
            any_of: any_of.collect(),
            properties: Members(properties),
            additional_properties: Some(Schema::Always(true)),
            ..node
        }
    }

    /// The keys of a table that it does not take.
    fn lost(self) -> impl Iterator<Item = (String, Schema)> {
        let lost = k::TABLE.iter().filter(move |key| !self.takes(key));
        lost.map(|key| {
            let schema = match key.kind {
                // That there is no total row may always be said.
                Kind::FalseOr(_) => typed("boolean").into(),
                _ => Schema::Always(false),
            };
            (key.name.to_owned(), schema)
        })
    }

    /// A table whose rows are such.
    fn rows(self, row: impl Fn(Section) -> Node) -> Node {
        let mut properties = Vec::new();
        for key in k::TABLE.iter().filter(|key| self.takes(key)) {
            let (Kind::Blocks(section) | Kind::FalseOr(section)) = key.kind else { continue };
            if !section.takes_columns() {
                continue;
            }
            let row = row(section);
            let schema = match key.kind {
                Kind::Blocks(_) => Node { items: Some(row.into()), ..typed("array") },
                _ => Node { types: Types(vec!["boolean", "object"]), ..row },
            };
            properties.push((key.name.to_owned(), schema.into()));
        }
        Node {
            properties: Members(properties),
            additional_properties: Some(Schema::Always(true)),
            ..Node::default()
        }
    }

    /// A row of a table with years and with columns of its own: no key that would be lost.
    fn with_columns(self, section: Section) -> Node {
        let lost = section.keys().iter().filter(|key| !self.takes(key));
        Node {
            properties: Members(
                lost.map(|key| (key.name.to_owned(), Schema::Always(false))).collect(),
            ),
            additional_properties: Some(Schema::Always(true)),
            ..typed("object")
        }
    }

    /// A row of a table with years: no key but those that the type takes, and years.
    fn with_years(self, section: Section, values: &Values) -> Node {
        let keys = section
            .keys()
            .iter()
            .filter(|key| self.takes(key))
            .map(|key| key.name.to_owned())
            .chain(values.years.iter().map(ToString::to_string));
        Node {
            properties: Members(keys.map(|name| (name, Schema::Always(true))).collect()),
            pattern_properties: Members(
                PERIODS.map(|pattern| (pattern.to_owned(), Schema::Always(true))).into(),
            ),
            additional_properties: Some(Schema::Always(false)),
            ..typed("object")
        }
    }

    /// A row of a table with columns of its own: a year is none of them.
    fn without_years(self, section: Section) -> Node {
        let lost = section.keys().iter().filter(|key| !self.takes(key));
        Node {
            properties: Members(
                lost.map(|key| (key.name.to_owned(), Schema::Always(false))).collect(),
            ),
            pattern_properties: Members(
                PERIODS.map(|pattern| (pattern.to_owned(), Schema::Always(false))).into(),
            ),
            additional_properties: Some(Schema::Always(true)),
            ..typed("object")
        }
    }
}

/// A table with a key.
fn has(key: &Key) -> Node {
    Node {
        required: vec![key.name],
        additional_properties: Some(Schema::Always(true)),
        ..Node::default()
    }
}

/// A table of one of these types.
fn is_type(names: Vec<String>) -> Node {
    let kind = Node { words: names, ..Node::default() };
    Node {
        required: vec![k::TYPE.name],
        properties: Members(vec![(k::TYPE.name.to_owned(), kind.into())]),
        additional_properties: Some(Schema::Always(true)),
        ..Node::default()
    }
}
