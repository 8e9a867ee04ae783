//! What a key's value must be, as the reader takes it.

use crate::amount::Amount;
use crate::key::{Key, Kind, Names, note, post, table, table::LONGEST_PAYBACK};
use crate::note::NO_COMMITTEE;
use crate::schema::json::{Members, Node, Schema, Types, typed};
use crate::schema::section::block;
use crate::schema::values::{PERIODS, Value, Values};

/// A period as a text: either of [`PERIODS`].
const PERIOD: &str = "^(?:19|20|21)[0-9]{2}(?:/[0-9]{2}|-(?:19|20|21)[0-9]{2})?$";

const FIRST_YEAR: i64 = 1900;
const LAST_YEAR: i64 = 2199;

/// The schema of a key's value, with what the key means.
pub(super) fn value(key: &Key, values: &Values) -> Schema {
    let description = Some(key.meaning.da.to_owned());
    let node = match key.kind {
        // The types are the program's own: no other word is taken.
        Kind::Text if key.names == Some(Names::Tables) => {
            let types = named(key, values);
            let node = Node {
                words: types.iter().map(|kind| kind.word.clone()).collect(),
                ..typed("string")
            };
            open(node, &types)
        }
        Kind::TextOrFalse => Node { types: Types(vec!["string", "boolean"]), ..words(key) },
        Kind::Text | Kind::Prose => open(words(key), &named(key, values)),
        Kind::Id => matching("^[a-z][a-z0-9_]*$".to_owned()),
        Kind::Lines => typed("string"),
        // The letters and digits of `char::is_alphanumeric`.
        Kind::NoteId => note_id(),
        Kind::NoteIds => list(note_id(), None),
        Kind::OneOf(words) => {
            Node { words: words.iter().map(ToString::to_string).collect(), ..typed("string") }
        }
        Kind::Bool => typed("boolean"),
        Kind::Integer(most) => {
            Node { minimum: Some(0), maximum: Some(i64::from(most)), ..typed("integer") }
        }
        Kind::Amount => amount(),
        Kind::Date => Node { format: Some("date"), ..typed("string") },
        Kind::Year => {
            Node { minimum: Some(FIRST_YEAR), maximum: Some(LAST_YEAR), ..typed("integer") }
        }
        Kind::Period => period(),
        Kind::Texts => list(open(words(key), &named(key, values)), None),
        Kind::TextOrTexts => {
            let listed = named(key, values);
            let one = if key.names == Some(Names::Districts) {
                [everywhere(), listed.clone()].concat()
            } else {
                listed.clone()
            };
            let item = Node { description: description.clone(), ..open(words(key), &listed) };
            let either = Node { types: Types(vec!["string", "array"]), ..list(item, None) };
            open(either, &one)
        }
        Kind::Periods => Node {
            types: Types(vec!["array", "integer", "string"]),
            items: Some(period().into()),
            ..period()
        },
        Kind::Payback => Node {
            types: Types(vec!["integer", "string"]),
            minimum: Some(0),
            maximum: Some(i64::from(LONGEST_PAYBACK)),
            pattern: Some("^aldrig$".to_owned()),
            ..Node::default()
        },
        Kind::PriceLevel => price_level(),
        Kind::Colour => matching("^#[0-9A-Fa-f]{6}$".to_owned()),
        Kind::Blocks(section) | Kind::List(section) => list(block(section, values), None),
        Kind::Block(section) => block(section, values),
        Kind::FalseOr(section) => {
            Node { types: Types(vec!["boolean", "object"]), ..block(section, values) }
        }
    };
    Node { description, ..node }.into()
}

/// A figure: as large as it may be, and no larger.
pub(super) fn amount() -> Node {
    let most = Amount::LIMIT.try_into().ok();
    Node { minimum: most.map(|most: i64| -most), maximum: most, ..typed("number") }
}

fn note_id() -> Node {
    matching(r"^[\p{Alphabetic}\p{N}_-]{1,64}$".to_owned())
}

fn matching(pattern: String) -> Node {
    Node { pattern: Some(pattern), ..typed("string") }
}

/// A text; one that says something where the key can't do with less.
fn words(key: &Key) -> Node {
    Node { pattern: key.needs_words().then(|| r"\S".to_owned()), ..typed("string") }
}

fn list(item: Node, description: Option<String>) -> Node {
    Node { description, items: Some(item.into()), ..typed("array") }
}

fn named(key: &Key, values: &Values) -> Vec<Value> {
    let listed = key.names.map(|names| values.list(names)).unwrap_or_default();
    let without = [&post::COMMITTEE, &table::COLUMN_COMMITTEE, &table::WHERE_COMMITTEE];
    if listed.is_empty() || !without.iter().any(|own| std::ptr::eq(*own, key)) {
        return listed;
    }
    let none =
        Value { word: NO_COMMITTEE.to_owned(), meaning: "Intet udvalg har pengene.".to_owned() };
    [listed, vec![none]].concat()
}

fn everywhere() -> Vec<Value> {
    note::EVERYWHERE
        .iter()
        .map(|word| Value { word: (*word).to_owned(), meaning: String::new() })
        .collect()
}

/// A value for which words are offered, and others taken too: other spellings of a name are the
/// rules' to judge.
fn open(node: Node, offered: &[Value]) -> Node {
    if offered.is_empty() {
        return node;
    }
    let constant = |value: &Value| Node {
        description: Some(value.meaning.clone()).filter(|meaning| !meaning.is_empty()),
        constant: Some(value.word.clone()),
        ..Node::default()
    };
    let mut any_of: Vec<Schema> = offered.iter().map(|value| constant(value).into()).collect();
    any_of.push(Node { types: node.types.clone(), ..Node::default() }.into());
    Node { any_of, ..node }
}

/// A year as a number or a text, or several as a text.
fn period() -> Node {
    Node {
        types: Types(vec!["integer", "string"]),
        minimum: Some(FIRST_YEAR),
        maximum: Some(LAST_YEAR),
        pattern: Some(PERIOD.to_owned()),
        ..Node::default()
    }
}

/// A year, current prices, or one of them for each period.
fn price_level() -> Node {
    let level =
        Node { pattern: Some("^(?:løbende|(?:19|20|21)[0-9]{2})$".to_owned()), ..period() };
    Node {
        types: Types(vec!["integer", "string", "object"]),
        pattern_properties: Members(
            PERIODS.map(|pattern| (pattern.to_owned(), level.clone().into())).into(),
        ),
        additional_properties: Some(Schema::Always(false)),
        ..level
    }
}
