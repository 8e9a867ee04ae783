//! The same activity in two notes of a pack: money that may be asked for twice.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Note, Post};
use crate::pack::Packed;
use crate::table_type::Printed;
use crate::text;
use crate::text::short;

rule!(
    SAME_ACTIVITY = "samme-aktivitet", Remark;
    "Den samme aktivitet står i to notater.",
    "The same activity is in two notes."
);

/// From so many words on, a text is an activity's own: fewer ("Løn", "Drift og vedligehold") are
/// the same only with the same amounts.
const OWN_WORDS: usize = 4;

pub(super) fn check(packed: &Packed<'_>, findings: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<String, Vec<(&Note, &Post)>> = HashMap::new();
    for member in packed.members.iter().filter(|member| member.counted) {
        let mut own: Vec<(String, &Post)> = Vec::new();
        for table in &member.note.tables {
            let activities = table
                .table_type()
                .is_some_and(|kind| kind.printed.contains(&Printed::Text) && kind.numbered);
            for post in
                table.posts.iter().filter(|post| activities && post.counted() && money(post))
            {
                if let Some(text) = &post.text {
                    own.push((words(&text.value), post));
                }
            }
        }
        for (key, post) in &own {
            let text = post.text.as_ref().filter(|_| !key.is_empty());
            let distinctive = key.split(' ').count() >= OWN_WORDS;
            let first = seen
                .get(key)
                .and_then(|posts| posts.iter().find(|(_, other)| distinctive || same(post, other)));
            if let (Some(text), Some((note, other))) = (text, first) {
                let (what, here, there) =
                    (short(&text.value), &member.note.id.value, &note.id.value);
                let message = text!(
                    "{here} og {there} har begge aktiviteten {what}",
                    "{here} and {there} both have the activity {what}"
                );
                let finding = Diagnostic::new(&SAME_ACTIVITY, text.span, message);
                let span = other.text.as_ref().map_or(other.span, |word| word.span);
                findings.push(finding.label(span, text!("i {there}", "in {there}")).help(text!(
                    "se efter, om der søges to gange til det samme",
                    "check whether the same money is asked for twice"
                )));
            }
        }
        for (key, post) in own {
            seen.entry(key).or_default().push((member.note, post));
        }
    }
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
