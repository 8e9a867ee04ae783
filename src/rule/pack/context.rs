//! What a rule sees of a pack.

use std::collections::{BTreeSet, HashMap};

use crate::note::Note;
use crate::pack::{Member, Packed, SolvedPack};
use crate::project::Project;
use crate::register::NoteIds;
use crate::source::{FileId, Span};

/// What a rule sees of a pack.
pub(in crate::rule) struct Context<'a> {
    pub(in crate::rule) project: &'a Project,
    pub(in crate::rule) solved: &'a SolvedPack<'a>,
    pub(in crate::rule) packed: &'a Packed<'a>,
    /// Ids of the round's notes, by file and by title only.
    pub(in crate::rule) notes: &'a NoteIds,
    /// The files that have an error: what does not add up in a note is reported there, and not of
    /// the pack too.
    pub(in crate::rule) errors: &'a BTreeSet<FileId>,
}

/// The notes of a pack by their ids, the first of each.
pub(super) fn by_id<'p>(packed: &'p Packed<'_>) -> HashMap<&'p str, &'p Member<'p>> {
    let mut by_id = HashMap::new();
    for member in &packed.members {
        by_id.entry(member.note.id.value.as_str()).or_insert(member);
    }
    by_id
}

/// Where a pack speaks of a note: its id in the list, or the pack's title.
pub(super) fn place(packed: &Packed<'_>, note: &Note) -> Span {
    let listed = packed.pack.wanted.notes.iter().find(|word| word.value == note.id.value);
    listed.map_or(packed.pack.title.span, |word| word.span)
}
