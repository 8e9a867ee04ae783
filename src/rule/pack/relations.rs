//! Notes that presuppose and exclude each other.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::{Diagnostic, rule};
use crate::note::Word;
use crate::pack::{Member, Packed};
use crate::rule::pack::context::{by_id, place};
use crate::text;

rule!(
    NOT_PRESENT = "forudsat-mangler", Warning;
    "Et notat i pakken forudsætter et, der ikke er med.",
    "A note of the pack presupposes one that is not in it."
);
rule!(
    EXCLUDED = "udelukket-talt", Error;
    "To notater, der udelukker hinanden, tælles begge.",
    "Two notes that exclude each other are both counted."
);

pub(super) fn check(packed: &Packed<'_>, findings: &mut Vec<Diagnostic>) {
    let counted: Vec<&Member<'_>> = packed.members.iter().filter(|member| member.counted).collect();
    let (members, excluding) = (by_id(packed), excluding(&counted));
    for (index, member) in counted.iter().enumerate() {
        for word in &member.note.presupposes {
            let found = members.get(word.value.as_str()).copied();
            findings.extend(presupposed(packed, member, word, found));
        }
        for (_, other) in excluding.range((index, 0)..(index + 1, 0)) {
            findings.extend(excluded(packed, member, counted[*other]));
        }
    }
}

/// Each two notes of which one says that it excludes the other, by their places, in order.
fn excluding(counted: &[&Member<'_>]) -> BTreeSet<(usize, usize)> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, member) in counted.iter().enumerate() {
        places.entry(&member.note.id.value).or_default().push(place);
    }
    let mut pairs = BTreeSet::new();
    for (place, member) in counted.iter().enumerate() {
        for word in &member.note.excludes {
            let others = places.get(word.value.as_str()).into_iter().flatten();
            let others = others.filter(|other| **other != place);
            pairs.extend(others.map(|other| (place.min(*other), place.max(*other))));
        }
    }
    pairs
}

/// A presupposed note that is not there, or not counted.
fn presupposed(
    packed: &Packed<'_>,
    member: &Member<'_>,
    word: &Word,
    found: Option<&Member<'_>>,
) -> Option<Diagnostic> {
    let (id, other) = (&member.note.id.value, &word.value);
    let (message, help) = match found {
        Some(found) if found.counted => return None,
        Some(_) => (
            text!(
                "{id} forudsætter {other}, som ikke tælles i pakken",
                "{id} presupposes {other}, which the pack does not count"
            ),
            text!(
                "slet {other} i taelles_ikke, eller skriv {id} der",
                "delete {other} in taelles_ikke, or write {id} there"
            ),
        ),
        // Said where the note says it.
        None if packed.withdrawn.iter().any(|note| note.id.value == *other) => return None,
        None => (
            text!(
                "{id} forudsætter {other}, som ikke er med i pakken",
                "{id} presupposes {other}, which is not in the pack"
            ),
            text!("tag {other} med, eller tag {id} ud", "put {other} in, or take {id} out"),
        ),
    };
    let finding = Diagnostic::new(&NOT_PRESENT, place(packed, member.note), message);
    Some(
        finding
            .label(word.span, text!("det siger notatet her", "the note says so here"))
            .help(help),
    )
}

fn excluded(packed: &Packed<'_>, one: &Member<'_>, other: &Member<'_>) -> Option<Diagnostic> {
    let (a, b) = (&one.note.id.value, &other.note.id.value);
    let says = |from: &Member<'_>, to: &str| {
        from.note.excludes.iter().find(|word| word.value == to).map(|word| word.span)
    };
    let span = says(one, b).or_else(|| says(other, a))?;
    let message = text!(
        "{a} og {b} udelukker hinanden, men tælles begge i pakken",
        "{a} and {b} exclude each other, but the pack counts both"
    );
    let finding = Diagnostic::new(&EXCLUDED, place(packed, other.note), message);
    Some(finding.label(span, text!("det siger notatet her", "the note says so here")).help(text!(
        "skriv den ene i taelles_ikke: så vises den uden at tælle",
        "write one of them in taelles_ikke: it is then shown and not counted"
    )))
}
