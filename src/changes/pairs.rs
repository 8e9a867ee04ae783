//! What of two versions belongs together: rounds by folder, notes by round and id. What was renamed
//! is told where nothing else changed, and never guessed.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::note::Note;
use crate::pack::natural;
use crate::paths::Place;
use crate::register::Round;

use super::presence::{Presence, Unresolved};
use super::rows::{NoteRows, Stating};
use super::side::Side;

/// A round in both versions, or in one.
pub(super) struct RoundPair<'s> {
    pub(super) before: Option<&'s Round>,
    pub(super) after: Option<&'s Round>,
}

/// A note in both versions, or in one; each with its place among its project's.
pub(super) struct NotePair<'s> {
    pub(super) before: Option<(usize, &'s Note)>,
    pub(super) after: Option<(usize, &'s Note)>,
    pub(super) presence: Presence,
    /// True where both versions have one and the same text of it.
    pub(super) same_text: bool,
    /// True where it is solved once for both.
    pub(super) shared: bool,
    pub(super) unresolved: Option<Unresolved>,
    /// True where it is asked for, itself or by its round.
    pub(super) asked: bool,
    rows: OnceCell<(NoteRows, NoteRows)>,
}

/// A round's pair with what its amounts are stated by.
pub(super) struct Stated<'s> {
    pub(super) pair: &'s RoundPair<'s>,
    pub(super) before: Stating<'s>,
    pub(super) after: Stating<'s>,
}

impl NotePair<'_> {
    /// Its money in both versions; worked out where it is first asked for.
    pub(super) fn rows(
        &self,
        sides: (&Side<'_>, &Side<'_>),
        stated: &Stated<'_>,
    ) -> &(NoteRows, NoteRows) {
        self.rows.get_or_init(|| {
            let of = |side: &Side<'_>, note: Option<(usize, &Note)>, stating: &Stating<'_>| {
                note.map_or_else(NoteRows::default, |(place, note)| {
                    NoteRows::of(side, place, note, stating)
                })
            };
            (of(sides.0, self.before, &stated.before), of(sides.1, self.after, &stated.after))
        })
    }

    /// The note as the later version has it, where it has it.
    pub(super) fn shown(&self) -> Option<&Note> {
        self.after.or(self.before).map(|(_, note)| note)
    }

    pub(super) fn id(&self) -> &str {
        let ids = [self.after, self.before].into_iter().flatten().map(|(_, note)| &*note.id.value);
        ids.into_iter().find(|id| !id.is_empty()).unwrap_or_default()
    }
}

/// The rounds of both versions, by folder.
pub(super) fn rounds<'s>(before: &Side<'s>, after: &Side<'s>) -> Vec<RoundPair<'s>> {
    let of = |side: &Side<'s>| &side.solved.project().rounds;
    let (old, new) = (of(before), of(after));
    let gone: Vec<&Round> = old.values().filter(|own| !new.contains_key(&own.folder)).collect();
    let fresh: Vec<&Round> = new.values().filter(|own| !old.contains_key(&own.folder)).collect();
    let alike = |old: &Round, new: &Round| is_renamed((before, old), (after, new));
    let earlier = |own: &Round| {
        let mut fits = gone.iter().filter(|other| alike(other, own));
        let (Some(found), None) = (fits.next(), fits.next()) else { return None };
        (fresh.iter().filter(|rival| alike(found, rival)).count() == 1).then_some(*found)
    };
    let mut taken = BTreeSet::new();
    let mut out: BTreeMap<&str, RoundPair<'s>> = BTreeMap::new();
    for round in new.values() {
        let other = old.get(&round.folder).or_else(|| earlier(round));
        taken.extend(other.map(|other| other.folder.as_str()));
        out.insert(&round.folder, RoundPair { before: other, after: Some(round) });
    }
    for round in old.values().filter(|round| !taken.contains(round.folder.as_str())) {
        out.insert(&round.folder, RoundPair { before: Some(round), after: None });
    }
    out.into_values().collect()
}

/// True where a round has another folder now: at least half of its notes are there, letter by
/// letter.
fn is_renamed((before, old): (&Side<'_>, &Round), (after, new): (&Side<'_>, &Round)) -> bool {
    let there: BTreeMap<&str, &str> = after
        .solved
        .project()
        .notes_of(&new.folder)
        .map(|(_, note)| (note.id.value.as_str(), after.text(note.file)))
        .collect();
    let (mut all, mut same) = (0, 0);
    for (_, note) in before.solved.project().notes_of(&old.folder) {
        all += 1;
        same += usize::from(there.get(note.id.value.as_str()) == Some(&before.text(note.file)));
    }
    same > 0 && same * 2 >= all
}

/// Says whether two notes are one, in one way.
type Way<'w> = dyn Fn(&Note, &Note) -> bool + 'w;

/// The notes of a round in both versions, in the order of their ids.
pub(super) fn notes<'s>(
    before: &Side<'s>,
    after: &Side<'s>,
    pair: &RoundPair<'s>,
) -> Vec<NotePair<'s>> {
    let of = |side: &Side<'s>, round: Option<&'s Round>| -> Vec<(usize, &'s Note)> {
        round.map_or_else(Vec::new, |round| side.solved.project().notes_of(&round.folder).collect())
    };
    let (old, mut new) = (of(before, pair.before), of(after, pair.after));
    let file_name = |side: &Side<'s>, note: &Note| {
        let path = side.path(note.file);
        path.rsplit_once('/').map_or(path, |(_, name)| name).to_owned()
    };
    let without_id = |side: &Side<'s>, note: &Note| -> String {
        let text = side.text(note.file);
        let (start, end) = (note.id.span.range().start, note.id.span.range().end);
        let parts = text.get(..start).zip(text.get(end..));
        parts.map_or_else(String::new, |(head, tail)| format!("{head}{tail}"))
    };
    let unnamed = |a: &Note, b: &Note| a.id.value.is_empty() || b.id.value.is_empty();
    let ways: [&Way<'_>; 4] = [
        &|a, b| a.id.value == b.id.value && file_name(before, a) == file_name(after, b),
        &|a, b| a.id.value == b.id.value,
        // What can't be read as a note is still the file that it was.
        &|a, b| unnamed(a, b) && file_name(before, a) == file_name(after, b),
        &|a, b| {
            let text = without_id(before, a);
            !text.is_empty() && text == without_id(after, b)
        },
    ];
    let mut out: Vec<NotePair<'s>> = Vec::new();
    let mut left = old;
    for (number, way) in ways.into_iter().enumerate() {
        let mut still = Vec::new();
        for one in left {
            let mut fits = (0..new.len()).filter(|at| way(one.1, new[*at].1));
            match (fits.next(), fits.next()) {
                // Of several with one text it can't be told which it is.
                (Some(at), None) => {
                    let other = new.remove(at);
                    out.push(both(before, after, one, other, number == 3));
                }
                _ => still.push(one),
            }
        }
        left = still;
    }
    let alone = |side: &Side<'s>, other: &Side<'s>, note: &Note| {
        side.disputes(note) || unread(other, side.path(note.file))
    };
    out.extend(left.into_iter().map(|own| NotePair {
        before: Some(own),
        after: None,
        presence: Presence::Gone,
        same_text: false,
        shared: false,
        unresolved: match (before.disputes(own.1), alone(before, after, own.1)) {
            (true, _) => Some(Unresolved::Before),
            (false, true) => Some(Unresolved::After),
            _ => None,
        },
        asked: true,
        rows: OnceCell::new(),
    }));
    out.extend(new.into_iter().map(|own| NotePair {
        before: None,
        after: Some(own),
        presence: Presence::New,
        same_text: false,
        shared: false,
        unresolved: match (after.disputes(own.1), alone(after, before, own.1)) {
            (true, _) => Some(Unresolved::After),
            (false, true) => Some(Unresolved::Before),
            _ => None,
        },
        asked: true,
        rows: OnceCell::new(),
    }));
    out.sort_by_cached_key(|own| natural(own.id()));
    out
}

fn both<'s>(
    before: &Side<'s>,
    after: &Side<'s>,
    old: (usize, &'s Note),
    new: (usize, &'s Note),
    renamed: bool,
) -> NotePair<'s> {
    let shared = before.solved.shares(old.0, after.solved, new.0);
    let unresolved = match (before.disputes(old.1), after.disputes(new.1)) {
        (true, true) => Some(Unresolved::Both),
        (true, false) => Some(Unresolved::Before),
        (false, true) => Some(Unresolved::After),
        (false, false) => None,
    };
    NotePair {
        before: Some(old),
        after: Some(new),
        presence: if renamed { Presence::Renamed(old.1.id.value.clone()) } else { Presence::Both },
        same_text: shared || same(before.text(old.1.file), after.text(new.1.file)),
        shared,
        unresolved,
        asked: true,
        rows: OnceCell::new(),
    }
}

/// True where a version has a file at a path that could not be read as a note.
fn unread(side: &Side<'_>, path: &str) -> bool {
    let project = side.solved.project();
    matches!(Place::of(path), Some(Place::Note(_)))
        && project.file(path).is_some_and(|file| project.notes.iter().all(|note| note.file != file))
}

/// True for the same text, whatever its lines end with.
fn same(before: &str, after: &str) -> bool {
    before == after || before.lines().eq(after.lines())
}
