//! Money that is said not to count in a frame, in a table that the pack takes no money from.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Note, TableNo};
use crate::pack::{Member, Packed};
use crate::rule::pack::context::place;
use crate::text;
use crate::text::Text;

rule!(
    UNUSED_OUTSIDE = "uden-for-ubrugt", Warning;
    "Et beløb tæller i en ramme, selv om en anden af notatets tabeller siger, at det ikke gør.",
    "An amount counts in a frame though another table of the note says that it does not."
);

pub(super) fn check(packed: &Packed<'_>, findings: &mut Vec<Diagnostic>) {
    for member in packed.members.iter().filter(|member| !member.contribution.tables.is_empty()) {
        for (number, _) in member.note.numbered_tables() {
            findings.extend(unused(packed, member, number));
        }
    }
}

/// A table that says it and that nothing is taken from, while what is taken does not say it.
fn unused(packed: &Packed<'_>, member: &Member<'_>, number: TableNo) -> Option<Diagnostic> {
    let (note, taken) = (member.note, &member.contribution.tables);
    let table = note.table_at(number).filter(|_| !taken.contains(&number))?;
    let mut words = table.outside.iter().chain(table.posts.iter().flat_map(|post| &post.outside));
    let said = |name: &str| {
        member.sums.iter().any(|sum| sum.outside.iter().any(|outside| outside == name))
    };
    let word = words.find(|word| !said(&word.value))?;
    let (id, name, frame) = (&note.id.value, &table.id.value, &word.value);
    let Text { da, en } = Text::list(&ids(note, taken));
    let message = text!(
        "{id}: `{name}` holder beløb uden for {frame}, men pakken tager beløbene fra {da}",
        "{id}: `{name}` keeps amounts outside {frame}, but the pack takes the amounts from {en}"
    );
    let finding = Diagnostic::new(&UNUSED_OUTSIDE, word.span, message)
        .label(place(packed, note), text!("pakken", "the pack"));
    Some(finding.help(text!(
        "giv de poster i {da}, der er de samme penge, uden_for = [\"{frame}\"]",
        "give the posts of {en} that are the same money uden_for = [\"{frame}\"]"
    )))
}

/// The tables' names, quoted.
fn ids(note: &Note, tables: &[TableNo]) -> Vec<Text> {
    let known = tables.iter().filter_map(|table| note.table_at(*table));
    known.map(|table| Text::same(format!("`{}`", table.id.value))).collect()
}
