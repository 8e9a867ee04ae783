//! The names and codes that keys can hold: what an editor offers, each with what it stands for.

use crate::document::{DOCUMENT_TYPES, own_types};
use crate::key::Names;
use crate::paths;
use crate::project::Project;
use crate::register::{Named, Round};
use crate::table_type::TABLE_TYPES;

/// Keys that are a period, as [`crate::note::Period`] reads them: a year or a pair of years, and a
/// range.
pub(super) const PERIODS: [&str; 2] =
    ["^(?:19|20|21)[0-9]{2}(?:/[0-9]{2})?$", "^(?:19|20|21)[0-9]{2}-(?:19|20|21)[0-9]{2}$"];

/// The most words that are offered under one key, and the most years in a post: no list of an
/// editor is longer, and the schema stays a file that it can read.
const MOST_WORDS: usize = 1_000;
const MOST_YEARS: usize = 50;

/// A name or code, and what it stands for (Danish; may be empty).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// As it is written.
    pub word: String,
    /// What it stands for.
    pub meaning: String,
}

/// The names and codes of a municipality and one of its rounds.
#[derive(Clone, Debug, Default)]
pub struct Values {
    committees: Vec<Value>,
    administrations: Vec<Value>,
    areas: Vec<Value>,
    appropriations: Vec<Value>,
    districts: Vec<Value>,
    agreements: Vec<Value>,
    frames: Vec<Value>,
    templates: Vec<Value>,
    /// The round's years, as keys of a post.
    pub(super) years: Vec<crate::note::Period>,
}

impl Values {
    /// Those of a project: what holds in a round's year, or in any year where no round is given.
    pub fn of(project: &Project, round: Option<&Round>) -> Self {
        let m = &project.municipality;
        let year = round.map(Round::year);
        let rounds = match round {
            Some(round) => vec![round],
            None => project.rounds.values().collect(),
        };
        let agreements = rounds.iter().flat_map(|round| &round.agreements);
        let frames = rounds.iter().flat_map(|round| &round.frames);
        let appropriations =
            m.appropriations.iter().filter(|one| year.is_none_or(|year| one.years.contain(year)));
        let appropriations = appropriations.filter_map(|one| {
            let word =
                one.number.as_ref().map(|number| number.value.as_str()).or(one.name.as_deref())?;
            Some(value(word, &format!("{}: {}", one.committee.value, one.title())))
        });
        Self {
            committees: named(&m.committees, year),
            administrations: named(&m.administrations, year),
            areas: named(&m.areas, year),
            appropriations: distinct(appropriations),
            districts: named(&m.districts, year),
            agreements: distinct(agreements.map(|name| value(&name.value, ""))),
            frames: distinct(frames.map(|frame| value(&frame.name.value, &frame.source.value))),
            templates: own_types(&project.templates)
                .map(|name| value(name, &paths::template_of(name)))
                .collect(),
            years: round
                .map(|round| round.years.iter().take(MOST_YEARS).map(|year| year.value).collect())
                .unwrap_or_default(),
        }
    }

    /// What a list holds.
    pub(super) fn list(&self, names: Names) -> Vec<Value> {
        match names {
            Names::Committees => self.committees.clone(),
            Names::Administrations => self.administrations.clone(),
            Names::Areas => self.areas.clone(),
            Names::Appropriations => self.appropriations.clone(),
            Names::Districts => self.districts.clone(),
            Names::Agreements => self.agreements.clone(),
            Names::Frames => self.frames.clone(),
            Names::Documents => DOCUMENT_TYPES
                .iter()
                .map(|kind| value(kind.name, ""))
                .chain(self.templates.clone())
                .collect(),
            Names::Editions => {
                let editions = DOCUMENT_TYPES
                    .iter()
                    .flat_map(|kind| kind.editions.iter().map(move |edition| (kind, edition)));
                distinct(editions.map(|(kind, edition)| value(edition.name, kind.name)))
            }
            Names::Tables => {
                TABLE_TYPES.iter().map(|kind| value(kind.name, kind.meaning.da)).collect()
            }
        }
    }
}

fn value(word: &str, meaning: &str) -> Value {
    Value { word: word.to_owned(), meaning: meaning.to_owned() }
}

/// What holds in the year, by code; where the code is the name, nothing more is said of it.
fn named<T: Named>(all: &[T], year: Option<u16>) -> Vec<Value> {
    let holding = all.iter().filter(|one| year.is_none_or(|year| one.years().contain(year)));
    distinct(
        holding
            .map(|one| value(one.code(), if one.code() == one.name() { "" } else { one.name() })),
    )
}

/// Each word once, with all that it stands for.
fn distinct(all: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut out: Vec<Value> = Vec::new();
    for value in all.filter(|value| !value.word.is_empty()).take(MOST_WORDS) {
        match out.iter_mut().find(|known| known.word == value.word) {
            Some(known) if known.meaning.split("; ").all(|part| part != value.meaning) => {
                known.meaning = format!("{}; {}", known.meaning, value.meaning);
            }
            Some(_) => {}
            None => out.push(value),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_offered_once_with_all_that_it_stands_for() {
        let all = [
            value("BIU", "A"),
            value("SOU", ""),
            value("BIU", "B"),
            value("BIU", "A"),
            value("", "C"),
        ];
        assert_eq!(distinct(all.into_iter()), [value("BIU", "A; B"), value("SOU", "")]);
        assert_eq!(distinct((0..5_000).map(|n| value(&n.to_string(), ""))).len(), MOST_WORDS);
    }
}
