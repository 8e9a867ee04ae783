//! What the list of notes says of a note after its title: what it has to do with others, and how far
//! it has come.

use crate::note::{Note, Status, Word};
use crate::pack::Member;

/// A part of what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said<'n> {
    /// Words.
    Words(&'static str),
    /// Another note, by its id.
    Note(&'n str),
}

impl Said<'_> {
    /// As it is printed.
    pub fn text(&self) -> &str {
        match self {
            Self::Words(text) => text,
            Self::Note(id) => id,
        }
    }
}

/// ` (forudsætter BI1 og BI4, kladde)`; nothing where there is nothing to say.
pub fn about<'n>(member: &Member<'n>) -> Vec<Said<'n>> {
    let note: &'n Note = member.note;
    let mut out = Vec::new();
    let start = |out: &mut Vec<Said<'n>>, words| {
        let between = if out.is_empty() { " (" } else { ", " };
        out.extend([Said::Words(between), Said::Words(words)]);
    };
    let relations = [("forudsætter ", &note.presupposes), ("udelukker ", &note.excludes)];
    for (words, others) in relations.into_iter().filter(|(_, others)| !others.is_empty()) {
        start(&mut out, words);
        listed(others, &mut out);
    }
    if note.status == Status::Unfinished {
        start(&mut out, "kladde");
    }
    if !member.counted {
        start(&mut out, "tælles ikke");
    }
    if !out.is_empty() {
        out.push(Said::Words(")"));
    }
    out
}

/// `A, B og C`.
fn listed<'n>(others: &'n [Word], out: &mut Vec<Said<'n>>) {
    for (at, other) in others.iter().enumerate() {
        if at > 0 {
            out.push(Said::Words(if at + 1 == others.len() { " og " } else { ", " }));
        }
        out.push(Said::Note(&other.value));
    }
}
