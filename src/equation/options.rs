//! Options that exclude each other are never chosen together: a total over them is told once for each choice that can be made.
//!
//! A choice is a largest set of options that can be chosen together; its total is that of the posts of those options and of the
//! posts that belong to none. Where no options exclude each other there is one choice, and one total.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::equation::facts::{self, Names};
use crate::equation::rows;
use crate::note::{Choice, GrandTotal, Kind, Note, Post, SubtotalOf, Table, Total, Where, Word};
use crate::source::Spanned;
use crate::tabletype::table_type;
use crate::text::{Lang, Text};

/// The most choices that a total is told for; of more it is not told which it should be.
pub(crate) const MOST: usize = 6;

/// The most sets that are looked through on the way to the largest.
const MOST_SETS: usize = 64;

/// True where two options can't be chosen together, whichever of them says so.
pub(crate) fn exclude(one: &Choice, other: &Choice) -> bool {
    let says = |from: &Choice, to: &Choice| from.excludes.iter().any(|word| word.value == to.id.value);
    says(one, other) || says(other, one)
}

/// True where the options of those ids can't be chosen together.
pub(crate) fn excluded(note: &Note, one: &str, other: &str) -> bool {
    let choice = |id: &str| note.choices.iter().find(|choice| choice.id.value == id);
    matches!((choice(one), choice(other)), (Some(one), Some(other)) if exclude(one, other))
}

/// Two options of some posts that can't be chosen together, where there are two.
pub(crate) fn clash<'p>(note: &Note, posts: impl Iterator<Item = &'p Post>) -> Option<(&'p Word, &'p Word)> {
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

/// The choices that can be made among the options of some posts: each with the ids of its options, in the order of the note. One
/// where none exclude each other; `None` where they are more than [`MOST`].
pub(crate) fn choices<'p>(note: &Note, posts: impl Iterator<Item = &'p Post>) -> Option<Vec<Vec<String>>> {
    let used: BTreeSet<&str> = posts.filter_map(|post| post.choice.as_ref()).map(|word| word.value.as_str()).collect();
    let known: Vec<&Choice> = note.choices.iter().filter(|choice| used.contains(choice.id.value.as_str())).collect();
    let mut sets: Vec<BTreeSet<usize>> = vec![BTreeSet::new()];
    for next in 0..known.len() {
        let mut grown: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
        for set in &sets {
            let mut with: BTreeSet<usize> = set.iter().copied().filter(|own| !exclude(known[*own], known[next])).collect();
            if with.len() < set.len() {
                grown.insert(set.clone());
            }
            with.insert(next);
            grown.insert(with);
        }
        let larger = |set: &BTreeSet<usize>| grown.iter().any(|other| other != set && set.is_subset(other));
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

/// The note with a total row for each choice, in place of each unwritten total over options that exclude each other. A written one
/// is left as it is, and so is that of a table that another is the sum of: a rule tells of those.
pub(crate) fn apart(note: Arc<Note>, names: &Names<'_>) -> Arc<Note> {
    let clashes = |table: &Table| clash(&note, table.posts.iter().filter(|post| post.counted())).is_some();
    let summed = |table: &Table| note.tables.iter().any(|sum| sum.sum_of.iter().any(|word| word.value == table.id.value));
    let split = |table: &Table| !facts::sums(table) && !summed(table) && clashes(table);
    let tables: Vec<usize> = (0..note.tables.len()).filter(|index| split(&note.tables[*index])).collect();
    if tables.is_empty() {
        return note;
    }
    let mut note = Arc::unwrap_or_clone(note);
    for index in tables {
        let table = &note.tables[index];
        let mut totals: Vec<Total> = table.totals.iter().flat_map(|total| each(&note, table, total, names)).collect();
        let grand = grand(table);
        let apart = grand.as_ref().map(|grand| each(&note, table, grand, names)).filter(|totals| totals.len() > 1);
        let gone = apart.is_some();
        totals.extend(apart.into_iter().flatten());
        let table = &mut note.tables[index];
        table.totals = totals;
        if gone {
            table.grand_total = GrandTotal::None;
        }
    }
    Arc::new(note)
}

/// The total row as a total of all posts.
fn grand(table: &Table) -> Option<Total> {
    let GrandTotal::Row { text, cells, span } = &table.grand_total else { return None };
    let own = table_type(&table.kind.value).map_or("I alt", |kind| kind.total).to_owned();
    let text = text.clone().unwrap_or_else(|| Spanned::new(own, *span));
    Some(Total { text, filter: Where::default(), cells: cells.clone(), span: *span })
}

/// A total for each choice among the posts that it counts; itself where there is one, where it is written, or where they are too many.
fn each(note: &Note, table: &Table, total: &Total, names: &Names<'_>) -> Vec<Total> {
    let sets = choices(note, rows::counted_by(table, total, names)).filter(|sets| sets.len() > 1 && total.cells.is_empty());
    let Some(sets) = sets else { return vec![total.clone()] };
    let one = |set: Vec<String>| {
        let text = format!("{} ved valg af {}", total.text.value, told(note, &set));
        let filter = Where { chosen: Some(set), ..total.filter.clone() };
        Total { text: Spanned::new(text, total.text.span), filter, ..total.clone() }
    };
    sets.into_iter().map(one).collect()
}

/// The options of a choice in words: `A (Fuld indsats) og T (Evaluering)`.
fn told(note: &Note, set: &[String]) -> String {
    let option = |id: &String| {
        let title = note.choices.iter().find(|choice| choice.id.value == *id).map_or("", |choice| &choice.title.value);
        Text::same(if title.is_empty() { id.clone() } else { format!("{id} ({title})") })
    };
    Text::list(&set.iter().map(option).collect::<Vec<_>>()).get(Lang::Da).to_owned()
}

/// The total rows of a table that stand in place of its one total, each with its options.
pub(crate) fn totals(table: &Table) -> impl Iterator<Item = (usize, &[String])> {
    let whole = table.totals.iter().enumerate().filter(|(_, total)| total.filter.by_choice_alone());
    whole.filter_map(|(number, total)| Some((number, total.filter.chosen.as_deref()?)))
}

/// Two options that exclude each other and that a subtotal adds: those of posts that it takes with the same sign.
pub(crate) fn clash_in<'t>(note: &Note, table: &'t Table, number: usize) -> Option<(&'t Word, &'t Word)> {
    let Kind::Subtotal(of) = &table.posts.get(number)?.kind else { return None };
    match of {
        SubtotalOf::SinceLast(_) => clash(note, rows::since_last(table, number).map(|post| &table.posts[post])),
        SubtotalOf::Posts(terms) => {
            let at = |name: &str| table.posts.iter().find(|post| post.id.as_ref().is_some_and(|id| id.value == name));
            let signed = |negative: bool| {
                let own = terms.iter().filter(move |term| term.value.weight.is_sign_negative() == negative);
                own.filter_map(|term| at(&term.value.name))
            };
            clash(note, signed(false)).or_else(|| clash(note, signed(true)))
        }
    }
}
