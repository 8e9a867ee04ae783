//! A block: its keys, which of them it can't do without, and the columns where figures are keys.

use crate::key::{Section, post};
use crate::note::Period;
use crate::schema::json::{Members, Node, Schema, Types, typed};
use crate::schema::kind::{amount, value};
use crate::schema::table;
use crate::schema::values::{PERIODS, Values};

/// The schema of a section's block.
pub(super) fn block(section: Section, values: &Values) -> Node {
    let properties = section.keys().iter().map(|key| (key.name.to_owned(), value(key, values)));
    let node = Node {
        required: section.keys().iter().filter(|key| key.required).map(|key| key.name).collect(),
        properties: Members(properties.collect()),
        additional_properties: Some(Schema::Always(false)),
        ..typed("object")
    };
    match section {
        Section::Range => one_of_two(node),
        Section::Table => table::by_type(node, values),
        Section::Frame => {
            Node { additional_properties: Some(Schema::Always(false)), ..columns(node, values) }
        }
        _ if section.takes_columns() => columns(node, values),
        _ => node,
    }
}

/// A figure for each year, and for each of the table's own columns (a frame has none): their names are the table's to
/// say, so any name is taken here, and [`table::by_type`] takes it back where the type has years.
fn columns(node: Node, values: &Values) -> Node {
    let mut properties = node.properties;
    properties.0.extend(values.years.iter().map(|year| (year.to_string(), figure(*year, values))));
    let [year, range] = PERIODS.map(str::to_owned);
    let cell = Node {
        description: Some("Under kolonnens id: dens tal, tekst eller kryds.".to_owned()),
        types: Types(vec!["number", "string", "boolean"]),
        ..Node::default()
    };
    Node {
        properties,
        pattern_properties: Members(vec![
            (year, amount().into()),
            (range, block(Section::Range, values).into()),
        ]),
        additional_properties: Some(cell.into()),
        ..node
    }
}

/// The figure under one of the round's years.
fn figure(year: Period, values: &Values) -> Schema {
    let node =
        if matches!(year, Period::Range(..)) { block(Section::Range, values) } else { amount() };
    Node { description: Some(format!("Tallet for {year}.")), ..node }.into()
}

/// A range says its sum or its yearly figure, and not both.
fn one_of_two(node: Node) -> Node {
    let has = |key: &'static str| {
        Node {
            required: vec![key],
            additional_properties: Some(Schema::Always(true)),
            ..Node::default()
        }
        .into()
    };
    Node { one_of: vec![has(post::RANGE_SUM.name), has(post::RANGE_YEARLY.name)], ..node }
}
