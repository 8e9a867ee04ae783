//! JSON Schema of the format, from the one description of its keys: what an editor completes, explains and marks while it is typed.
//!
//! It takes all that the reader takes, and refuses what the reader refuses for its shape: unknown keys, values of another sort, words
//! that are not among the fixed ones. Names and codes are offered with what they stand for, and not judged: the rules know other
//! spellings and other years.

mod json;
mod kind;
mod section;
mod table;
mod values;

pub use json::Schema;
pub use values::{Value, Values};

use crate::key::Section;
use crate::project::Project;
use json::Node;

/// A file of the format.
#[derive(Debug)]
pub struct Root {
    /// What its schema is called.
    pub name: &'static str,
    /// The keys that it begins with.
    pub section: Section,
    /// Where it stands.
    pub home: Home,
}

/// Which folder a file of the format stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// `notes/`.
    Notes,
    /// `notes/<round>/`.
    Round,
}

/// A note.
pub static NOTE: Root = Root { name: "note", section: Section::Note, home: Home::Round };

/// `runde.toml`.
pub static ROUND: Root = Root { name: "runde", section: Section::Round, home: Home::Round };

/// `kommune.toml`.
pub static MUNICIPALITY: Root = Root { name: "kommune", section: Section::Municipality, home: Home::Notes };

/// Every file of the format that has a schema.
pub static ROOTS: &[&Root] = &[&NOTE, &ROUND, &MUNICIPALITY];

/// The folder of schemas, beside the files that they are for; hidden, so that it is no round.
pub const FOLDER: &str = ".skema";

impl Root {
    /// Its schema.
    pub fn schema(&self, values: &Values) -> Schema {
        Node {
            dialect: Some("http://json-schema.org/draft-07/schema#"),
            comment: Some(
                "Lavet af `budgetnotat schema --write`: ret notes/kommune.toml og runde.toml, ikke denne fil.".to_owned(),
            ),
            // What the reader takes: an inline table may stand over several lines.
            toml_version: Some("v1.1.0"),
            title: Some(self.name.to_owned()),
            ..section::block(self.section, values)
        }
        .into()
    }

    /// Its schema as JSON, a line end at the end.
    pub fn json(&self, values: &Values) -> String {
        serde_json::to_string_pretty(&self.schema(values)).unwrap_or_default() + "\n"
    }

    /// Name of its schema's file.
    pub fn file(&self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// The line that a file begins with, so that an editor finds its schema.
    pub fn line(&self) -> String {
        format!("#:schema {FOLDER}/{}", self.file())
    }
}

/// Every schema of a project: its path from the root, and its text.
pub fn files(project: &Project) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for root in ROOTS.iter().filter(|root| root.home == Home::Notes) {
        out.push((format!("notes/{FOLDER}/{}", root.file()), root.json(&Values::of(project, None))));
    }
    for (folder, round) in &project.rounds {
        let values = Values::of(project, Some(round));
        for root in ROOTS.iter().filter(|root| root.home == Home::Round) {
            out.push((format!("notes/{folder}/{FOLDER}/{}", root.file()), root.json(&values)));
        }
    }
    out
}
