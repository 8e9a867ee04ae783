//! What a table's type decides: whether its posts have years or columns of its own, and whether it
//! needs a title.

use crate::key::{Kind, Section, table as k};
use crate::schema::json::{Members, Node, Schema, Types, typed};
use crate::schema::values::{PERIODS, Values};
use crate::table_type::{ColumnSource, TABLE_TYPES, TableType};

/// Says of a table what its type decides: one condition for the types that decide the same, the
/// next where that does not hold.
pub(super) fn by_type(node: Node, values: &Values) -> Node {
    let mut groups: Vec<(Decides, Vec<String>)> = Vec::new();
    for kind in TABLE_TYPES {
        let decides = Decides::of(kind);
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
#[derive(Clone, Copy, PartialEq, Eq)]
struct Decides {
    /// The table names its columns, in place of years.
    named: bool,
    /// The table must say its title.
    titled: bool,
}

impl Decides {
    fn of(kind: &TableType) -> Self {
        Self { named: kind.columns == ColumnSource::Named, titled: kind.title.is_none() }
    }

    fn schema(self, values: &Values) -> Node {
        let mut required = Vec::new();
        required.extend(self.titled.then_some(k::TITLE.name));
        required.extend(self.named.then_some(k::COLUMNS.name));
        let mut properties = Vec::new();
        if !self.named {
            properties.push((k::COLUMNS.name.to_owned(), Schema::Always(false)));
        }
        for key in k::TABLE {
            let (Kind::Blocks(section) | Kind::FalseOr(section)) = key.kind else { continue };
            let row = if self.named { without_years() } else { with_years_alone(section, values) };
            let schema = match key.kind {
                Kind::Blocks(_) => Node { items: Some(row.into()), ..typed("array") },
                _ => Node { types: Types(vec!["boolean", "object"]), ..row },
            };
            properties.push((key.name.to_owned(), schema.into()));
        }
        Node {
            required,
            properties: Members(properties),
            additional_properties: Some(Schema::Always(true)),
            ..Node::default()
        }
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

/// A row of a table with years: no key but the section's own, and years.
fn with_years_alone(section: Section, values: &Values) -> Node {
    let keys = section
        .keys()
        .iter()
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
fn without_years() -> Node {
    Node {
        pattern_properties: Members(
            PERIODS.map(|pattern| (pattern.to_owned(), Schema::Always(false))).into(),
        ),
        additional_properties: Some(Schema::Always(true)),
        ..typed("object")
    }
}
