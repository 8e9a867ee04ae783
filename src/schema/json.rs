//! JSON Schema as it is written: its keywords in one order, those that say nothing left out.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

/// What a value must be: anything, nothing, or as described.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Schema {
    /// `true` allows every value, `false` none.
    Always(bool),
    /// As described.
    Of(Box<Node>),
}

/// The keywords of one schema. Source: JSON Schema draft 7, <https://json-schema.org/draft-07>.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Node {
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub(super) dialect: Option<&'static str>,
    #[serde(rename = "$comment", skip_serializing_if = "Option::is_none")]
    pub(super) comment: Option<String>,
    #[serde(rename = "x-tombi-toml-version", skip_serializing_if = "Option::is_none")]
    pub(super) toml_version: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Types::is_empty")]
    pub(super) types: Types,
    #[serde(rename = "const", skip_serializing_if = "Option::is_none")]
    pub(super) constant: Option<String>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub(super) words: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pattern: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) minimum: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) maximum: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) items: Option<Schema>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) required: Vec<&'static str>,
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub(super) properties: Members,
    #[serde(skip_serializing_if = "Members::is_empty")]
    pub(super) pattern_properties: Members,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) additional_properties: Option<Schema>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) any_of: Vec<Schema>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) one_of: Vec<Schema>,
    #[serde(rename = "if", skip_serializing_if = "Option::is_none")]
    pub(super) condition: Option<Schema>,
    #[serde(rename = "then", skip_serializing_if = "Option::is_none")]
    pub(super) then: Option<Schema>,
    #[serde(rename = "else", skip_serializing_if = "Option::is_none")]
    pub(super) otherwise: Option<Schema>,
}

impl From<Node> for Schema {
    fn from(node: Node) -> Self {
        Self::Of(Box::new(node))
    }
}

/// Named schemas in their own order: the one that keys are best written in.
#[derive(Clone, Debug, Default)]
pub(super) struct Members(pub(super) Vec<(String, Schema)>);

impl Members {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, schema) in &self.0 {
            map.serialize_entry(name, schema)?;
        }
        map.end()
    }
}

/// The sorts of value that are allowed, by JSON's names; none named is all.
#[derive(Clone, Debug, Default)]
pub(super) struct Types(pub(super) Vec<&'static str>);

impl Types {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Types {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0[..] {
            [one] => serializer.serialize_str(one),
            _ => self.0.serialize(serializer),
        }
    }
}

/// A value of one sort.
pub(super) fn typed(name: &'static str) -> Node {
    Node { types: Types(vec![name]), ..Node::default() }
}
