//! Which notes of its round a pack has, in which groups and order.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::equation::dimensions::Names;
use crate::note::{Grouping, Note, Order, Pack, Table, Word};
use crate::project::Project;
use crate::register::{Named, Round};

/// The notes of a pack, by their place among the project's notes. A choice that names nothing that
/// is known chooses nothing.
pub fn members(project: &Project, pack: &Pack, round: &Round) -> Vec<usize> {
    let wanted = &pack.wanted;
    let chooser = Chooser { project, names: Names::new(&project.municipality, round) };
    let ids = |words: &[Word]| words.iter().map(|word| word.value.clone()).collect::<HashSet<_>>();
    let (listed, except) = (ids(&wanted.notes), ids(&wanted.except));
    let choices = [&wanted.administrations, &wanted.committees, &wanted.categories, &wanted.areas];
    let chooses = choices.iter().any(|words| !words.is_empty());
    let all = !chooses && wanted.notes.is_empty();
    let notes = project.notes_of(&pack.round).filter(|(_, note)| {
        let id = &note.id.value;
        let chosen = all || listed.contains(id) || (chooses && chooser.chooses(pack, note));
        chosen && !except.contains(id)
    });
    notes.map(|(index, _)| index).collect()
}

struct Chooser<'a> {
    project: &'a Project,
    names: Names<'a>,
}

impl Chooser<'_> {
    /// True for a note that is everything that the pack asks for.
    fn chooses(&self, pack: &Pack, note: &Note) -> bool {
        let wanted = &pack.wanted;
        let any = |words: &[Word], is: &dyn Fn(&str) -> bool| {
            words.is_empty() || words.iter().any(|word| is(&word.value))
        };
        let administration = note.administration.as_ref().map_or("", |word| &word.value);
        let committee = committee_of(&self.names, note);
        let category = note.category.as_ref().map(|word| word.value.to_lowercase());
        any(&wanted.administrations, &|word| self.names.same_administration(word, administration))
            && any(&wanted.committees, &|word| {
                committee.as_deref() == Some(self.names.committee(word).as_str())
            })
            && any(&wanted.categories, &|word| {
                category.as_deref() == Some(word.to_lowercase().as_str())
            })
            && any(&wanted.areas, &|word| {
                note.tables.iter().any(|table| self.tells_of(table, word))
            })
    }

    /// True where a table has money of a control area or a part of it.
    fn tells_of(&self, table: &Table, wanted: &str) -> bool {
        let wanted = self.names.area(wanted);
        let words = table
            .posts
            .iter()
            .map(|post| &post.area)
            .chain(table.columns.iter().map(|column| &column.area));
        words.chain([&table.area]).flatten().any(|word| {
            let area = self.names.area(&word.value);
            self.project.municipality.lineage(&area).contains(&wanted.as_str())
        })
    }
}

/// The committee over the administration that writes a note.
pub fn committee_of(names: &Names<'_>, note: &Note) -> Option<String> {
    names.administration_committee(&note.administration.as_ref()?.value).map(str::to_owned)
}

/// What a note is grouped under, to be sorted by and to be printed: those without stand last.
pub(super) fn group(names: &Names<'_>, grouping: Grouping, note: &Note) -> (Vec<u32>, String) {
    let municipality = names.municipality;
    let place =
        |at: Option<usize>| vec![at.and_then(|at| u32::try_from(at).ok()).unwrap_or(u32::MAX)];
    match grouping {
        Grouping::None => (Vec::new(), String::new()),
        Grouping::Committee => {
            let code = committee_of(names, note).unwrap_or_default();
            let found = municipality.committee(&code, names.year).any();
            let at = municipality.committees.iter().position(|committee| committee.code() == code);
            (
                place(at),
                found.map_or_else(
                    || "Notater uden udvalg".to_owned(),
                    |committee| notes_of(committee.name()),
                ),
            )
        }
        Grouping::Administration => {
            let word = note.administration.as_ref().map_or("", |word| &word.value);
            let found = municipality.administration(word, names.year).any();
            let code = found.map_or(word, Named::code);
            let at = municipality
                .administrations
                .iter()
                .position(|administration| administration.code() == code);
            (
                place(at),
                found.map_or_else(
                    || "Notater uden forvaltning".to_owned(),
                    |found| notes_of(found.name()),
                ),
            )
        }
        Grouping::Category => match &note.category {
            Some(word) => (alphabetical(&word.value), capitalised(&word.value)),
            None => (place(None), "Uden kategori".to_owned()),
        },
    }
}

/// What the notes of a committee or an administration are called: those that it has written. The
/// money that it holds is another sum, and has its name alone.
fn notes_of(name: &str) -> String {
    let ending = if name.ends_with(['s', 'x', 'z']) { "'" } else { "s" };
    format!("{name}{ending} notater")
}

/// The first letter as a capital.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Compares two notes as a pack has them within a group; `dearness` is the greater the dearer.
pub(super) fn compare(pack: &Pack, a: &Note, b: &Note, dearness: Ordering) -> Ordering {
    let by_id = natural(&a.id.value).cmp(&natural(&b.id.value));
    let listed = |note: &Note| {
        pack.wanted.notes.iter().position(|word| word.value == note.id.value).unwrap_or(usize::MAX)
    };
    match pack.order {
        Order::Id => by_id,
        Order::Title => alphabetical(&a.title.value).cmp(&alphabetical(&b.title.value)).then(by_id),
        Order::Amount => dearness.reverse().then(by_id),
        Order::Listed => listed(a).cmp(&listed(b)).then(by_id),
    }
}

/// A text to be compared in Danish: capitals as small letters, æ, ø and å last and in that order.
///
/// It is our own: `icu_collator` has the orders of all languages with it, 1,3 MB, a sixth of the
/// program without Typst. What it would do better is rare in titles and categories: `aa` in names
/// stands with å there, and é with e.
pub fn alphabetical(text: &str) -> Vec<u32> {
    let small = text.chars().flat_map(char::to_lowercase);
    let place = |letter| match letter {
        'æ' => 0x11_0000,
        'ø' => 0x11_0001,
        'å' => 0x11_0002,
        other => u32::from(other),
    };
    small.map(place).collect()
}

/// An id in parts, to be compared: its numbers as numbers.
pub(crate) fn natural(id: &str) -> Vec<(Vec<u32>, u64)> {
    let mut out = Vec::new();
    let mut rest = id;
    while !rest.is_empty() {
        let letters = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(letters);
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (number, left) = after.split_at(digits);
        out.push((alphabetical(word), number.parse().unwrap_or(u64::MAX)));
        rest = left;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_compared_by_their_numbers() {
        let mut ids = ["BI25", "SO3", "BI8", "BI 8b", "BI8a", "TM179"];
        ids.sort_by_key(|id| natural(id));
        assert_eq!(ids, ["BI8", "BI8a", "BI25", "BI 8b", "SO3", "TM179"]);
    }

    #[test]
    fn danish_letters_stand_last() {
        let mut words = ["Åben", "Ældre", "Zoo", "Ø", "abe"];
        words.sort_by_key(|word| alphabetical(word));
        assert_eq!(words, ["abe", "Zoo", "Ældre", "Ø", "Åben"]);
    }
}
