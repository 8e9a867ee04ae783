//! JSON Schema of the format, from the one description of its keys: what an editor completes,
//! explains and marks while it is typed.
//!
//! It takes all that the reader takes, and refuses what the reader refuses for its shape: unknown
//! keys, values of another sort, words that are not among the fixed ones. Names and codes are
//! offered with what they stand for, and not judged: the rules know other spellings and other
//! years.

mod json;
mod kind;
mod section;
mod table;
mod values;

pub use json::Schema;
pub use values::{Value, Values};

use crate::key::Section;
use crate::paths::{self, IN_ANY_ROUND, NOTES, SCHEMAS};
use crate::project::Project;
use json::Node;

/// A file of the format.
#[derive(Debug)]
pub struct Root {
    /// What its schema is called.
    pub name: &'static str,
    /// The keys that it begins with.
    pub section: Section,
    /// Where it stands from the project's root, `*` for any name.
    pub place: &'static str,
}

/// A note.
pub static NOTE: Root = Root { name: "note", section: Section::Note, place: paths::ANY_NOTE };

/// `runde.toml`.
pub static ROUND: Root = Root { name: "runde", section: Section::Round, place: paths::ANY_ROUND };

/// `rammer.toml`.
pub static FRAMES: Root =
    Root { name: "rammer", section: Section::Frames, place: paths::ANY_FRAMES };

/// `andetsteds.toml`.
pub static ELSEWHERE: Root =
    Root { name: "andetsteds", section: Section::Elsewhere, place: paths::ANY_ELSEWHERE };

/// `kommune.toml`.
pub static MUNICIPALITY: Root =
    Root { name: "kommune", section: Section::Municipality, place: paths::MUNICIPALITY };

/// A pack.
pub static PACK: Root = Root { name: "pakke", section: Section::Pack, place: paths::ANY_PACK };

/// Every file of the format that has a schema; a file is the first one whose place it stands in.
pub static ROOTS: &[&Root] = &[&MUNICIPALITY, &ROUND, &FRAMES, &ELSEWHERE, &NOTE, &PACK];

impl Root {
    /// What the file at a path from the project's root is.
    pub fn of(path: &str) -> Option<&'static Self> {
        let same = |place: &str, part: &str| {
            place.strip_prefix('*').map_or(place == part, |ending| part.ends_with(ending))
        };
        let stands = |place: &str| {
            place.split('/').count() == path.split('/').count()
                && place.split('/').zip(path.split('/')).all(|(a, b)| same(a, b))
        };
        ROOTS.iter().copied().find(|root| stands(root.place))
    }

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
        let within = self
            .place
            .strip_prefix(IN_ANY_ROUND)
            .or_else(|| paths::in_notes(self.place))
            .unwrap_or(self.place);
        format!("#:schema {}{SCHEMAS}/{}", "../".repeat(within.matches('/').count()), self.file())
    }
}

/// Every schema of a project: its path from the root, and its text.
pub fn files(project: &Project) -> Vec<(String, String)> {
    let of = |folder: &str, root: &Root, values: &Values| {
        (format!("{folder}/{SCHEMAS}/{}", root.file()), root.json(values))
    };
    let (in_rounds, above): (Vec<&Root>, Vec<&Root>) =
        ROOTS.iter().partition(|root| root.place.starts_with(IN_ANY_ROUND));
    let all = Values::of(project, None);
    let mut out: Vec<_> = above.into_iter().map(|root| of(NOTES, root, &all)).collect();
    for (folder, round) in &project.rounds {
        let values = Values::of(project, Some(round));
        out.extend(in_rounds.iter().map(|root| of(&paths::folder(folder), root, &values)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_where_it_stands() {
        let name = |path: &str| Root::of(path).map(|root| root.name);
        assert_eq!(name("notes/kommune.toml"), Some("kommune"));
        assert_eq!(name("notes/budget-2020/runde.toml"), Some("runde"));
        assert_eq!(name("notes/budget-2020/rammer.toml"), Some("rammer"));
        assert_eq!(name("notes/budget-2020/andetsteds.toml"), Some("andetsteds"));
        assert_eq!(name("notes/budget-2020/BI8.toml"), Some("note"));
        for other in ["notes/BI8.toml", "notes/budget-2020/BI8.txt", "notes/a/b/BI8.toml", "notes"]
        {
            assert_eq!(name(other), None, "{other}");
        }
    }

    #[test]
    fn the_line_leads_from_the_file_to_its_schema() {
        assert_eq!(NOTE.line(), "#:schema .skema/note.schema.json");
        assert_eq!(MUNICIPALITY.line(), "#:schema .skema/kommune.schema.json");
        let deeper = Root { name: "pakke", section: Section::Note, place: "notes/*/pakker/*.toml" };
        assert_eq!(deeper.line(), "#:schema ../.skema/pakke.schema.json");
    }
}
