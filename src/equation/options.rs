//! Options that exclude each other are never chosen together: a total over them is stated once for
//! each choice that can be made.
//!
//! A choice is a largest set of options that can be chosen together; its total is that of the posts
//! of those options and of the posts that belong to none. Where no options exclude each other there
//! is one choice, and one total.

use std::collections::BTreeSet;

use crate::note::{Choice, Note, Post, Table, TotalNo, Word};

/// The most choices that a total is told for; of more it is not told which it should be.
pub(crate) const MOST: usize = 6;

/// The most sets that are looked through on the way to the largest.
const MOST_SETS: usize = 64;

/// True where two options can't be chosen together, whichever of them says so.
pub(crate) fn exclude(one: &Choice, other: &Choice) -> bool {
    let says =
        |from: &Choice, to: &Choice| from.excludes.iter().any(|word| word.value == to.id.value);
    says(one, other) || says(other, one)
}

/// True where the options of those ids can't be chosen together.
pub(crate) fn excluded(note: &Note, one: &str, other: &str) -> bool {
    let choice = |id: &str| note.choices.iter().find(|choice| choice.id.value == id);
    matches!((choice(one), choice(other)), (Some(one), Some(other)) if exclude(one, other))
}

/// Two options of some posts that can't be chosen together, where there are two.
pub(crate) fn clash<'p>(
    note: &Note,
    posts: impl Iterator<Item = &'p Post>,
) -> Option<(&'p Word, &'p Word)> {
    if note.choices.iter().all(|choice| choice.excludes.is_empty()) {
        return None;
    }
    let mut chosen: Vec<&Word> = Vec::new();
    for word in posts.filter_map(|post| post.choice.as_ref()) {
        if let Some(first) = chosen.iter().find(|first| excluded(note, &first.value, &word.value)) {
            return Some((first, word));
        }
        chosen.push(word);
    }
    None
}

/// The choices that can be made among the options of some posts: each with the ids of its options,
/// in the order of the note. One where none exclude each other; `None` where they are more than
/// [`MOST`].
pub(crate) fn choices<'p>(
    note: &Note,
    posts: impl Iterator<Item = &'p Post>,
) -> Option<Vec<Vec<String>>> {
    let used: BTreeSet<&str> =
        posts.filter_map(|post| post.choice.as_ref()).map(|word| word.value.as_str()).collect();
    let known: Vec<&Choice> =
        note.choices.iter().filter(|choice| used.contains(choice.id.value.as_str())).collect();
    let mut sets: Vec<BTreeSet<usize>> = vec![BTreeSet::new()];
    for next in 0..known.len() {
        let mut grown: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
        for set in &sets {
            let mut with: BTreeSet<usize> =
                set.iter().copied().filter(|own| !exclude(known[*own], known[next])).collect();
            if with.len() < set.len() {
                grown.insert(set.clone());
            }
            with.insert(next);
            grown.insert(with);
        }
        let larger =
            |set: &BTreeSet<usize>| grown.iter().any(|other| other != set && set.is_subset(other));
        sets = grown.iter().filter(|set| !larger(set)).cloned().collect();
        if sets.len() > MOST_SETS {
            return None;
        }
    }
    let ids = |set: &BTreeSet<usize>| set.iter().map(|own| known[*own].id.value.clone()).collect();
    (sets.len() <= MOST).then(|| sets.iter().map(ids).collect())
}

/// True where a post counts in a choice: it is of one of its options, or of none.
pub(crate) fn counts(choice: &[String], post: &Post) -> bool {
    post.choice.as_ref().is_none_or(|word| choice.contains(&word.value))
}

/// The total rows of a table that stand in place of its one total, each with its options.
pub(crate) fn totals(table: &Table) -> impl Iterator<Item = (TotalNo, &[String])> {
    let whole = table.numbered_totals().filter(|(_, total)| total.filter.by_choice_alone());
    whole.filter_map(|(number, total)| Some((number, total.filter.chosen.as_deref()?)))
}
