//! The same activity in two notes of a pack: money that may be asked for twice.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::dimensions::{Dimension, Dimensions, Names};
use crate::note::{Note, Post, Table};
use crate::pack::Packed;
use crate::table_type::Printed;
use crate::text;
use crate::text::short;

rule!(
    SAME_ACTIVITY = "samme-aktivitet", Remark;
    "Den samme aktivitet står i to notater.",
    "The same activity is in two notes."
);

/// From so many words on, a text is an activity's own: fewer ("Drift og vedligehold") are the same
/// only with the same amounts.
const OWN_WORDS: usize = 4;

/// Fewer words ("Løn") are no activity, whatever the amounts.
const FEWEST_WORDS: usize = 2;

/// In so many notes, a text is a phrase that many use: it is the same activity only with the same
/// amounts.
const PHRASE: usize = 3;

/// A post with what it is about.
struct Found<'a> {
    note: &'a Note,
    post: &'a Post,
    codes: Dimensions,
}

pub(super) fn check(packed: &Packed<'_>, findings: &mut Vec<Diagnostic>) {
    let names = Names::new(packed.municipality, packed.round);
    let mut all: HashMap<String, Vec<Found<'_>>> = HashMap::new();
    let mut order: Vec<(String, usize)> = Vec::new();
    for member in packed.members.iter().filter(|member| member.counted) {
        for table in member.note.tables.iter().filter(|table| tells_activities(table)) {
            let codes = names.posts(table);
            let posts = table.posts.iter().zip(&codes);
            for (post, codes) in posts.filter(|(post, _)| post.counted() && money(post)) {
                let Some(key) = post.text.as_ref().map(|text| words(&text.value)) else { continue };
                if key.split(' ').count() < FEWEST_WORDS {
                    continue;
                }
                let found = all.entry(key.clone()).or_default();
                order.push((key, found.len()));
                found.push(Found { note: member.note, post, codes: codes.clone() });
            }
        }
    }
    for (key, number) in order {
        let Some((own, others)) = all.get(&key).and_then(|all| all.get(number).zip(Some(all)))
        else {
            continue;
        };
        let notes: HashSet<&str> =
            others.iter().map(|found| found.note.id.value.as_str()).collect();
        let distinctive = key.split(' ').count() >= OWN_WORDS && notes.len() < PHRASE;
        let is_same = |other: &&Found<'_>| {
            !std::ptr::eq(other.note, own.note)
                && fits(&own.codes, &other.codes)
                && (distinctive || same(own.post, other.post))
        };
        let first = others[..number].iter().find(is_same);
        findings.extend(first.and_then(|other| finding(own, other)));
    }
}

fn finding(own: &Found<'_>, other: &Found<'_>) -> Option<Diagnostic> {
    let text = own.post.text.as_ref()?;
    let (what, here, there) = (short(&text.value), &own.note.id.value, &other.note.id.value);
    let message = text!(
        "{here} og {there} har begge aktiviteten {what}",
        "{here} and {there} both have the activity {what}"
    );
    let span = other.post.text.as_ref().map_or(other.post.span, |word| word.span);
    let finding = Diagnostic::new(&SAME_ACTIVITY, text.span, message);
    Some(finding.label(span, text!("i {there}", "in {there}")).help(text!(
        "se efter, om der søges to gange til det samme",
        "check whether the same money is asked for twice"
    )))
}

/// True for a table that tells of money by activity.
fn tells_activities(table: &Table) -> bool {
    table.table_type().is_some_and(|kind| kind.printed.contains(&Printed::Text) && kind.numbered)
}

/// True where no code of one contradicts the other's: money of two committees, control areas or
/// appropriations is not the same.
fn fits(one: &Dimensions, other: &Dimensions) -> bool {
    let by = [Dimension::Committee, Dimension::Area, Dimension::Appropriation];
    by.iter().all(|dimension| match (one.get(*dimension), other.get(*dimension)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    })
}

/// The words of a text in small letters.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// True where a post has any money.
fn money(post: &Post) -> bool {
    post.cells.iter().any(|cell| cell.amount().is_some_and(|amount| !amount.is_zero()))
}

/// True where two posts have the same amounts in the same columns.
fn same(one: &Post, other: &Post) -> bool {
    let amounts = |post: &Post| {
        post.cells.iter().map(|cell| (cell.column.clone(), cell.amount())).collect::<Vec<_>>()
    };
    amounts(one) == amounts(other)
}
