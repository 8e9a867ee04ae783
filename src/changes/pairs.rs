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

impl<'s> NotePair<'s> {
    /// A note of both versions, or of one.
    fn new(
        (earlier, later): (&Side<'s>, &Side<'s>),
        before: Option<Placed<'s>>,
        after: Option<Placed<'s>>,
        renamed: bool,
    ) -> Self {
        // A file that is there and can't be read as a note is not gone.
        let disputes = |side: &Side<'s>,
                        own: Option<Placed<'s>>,
                        other: &Side<'s>,
                        its: Option<Placed<'s>>| {
            match (own, its) {
                (Some((_, note)), _) => side.disputes(note),
                (None, Some((_, note))) => unread(side, other.path(note.file)),
                (None, None) => false,
            }
        };
        let unresolved = match (
            disputes(earlier, before, later, after),
            disputes(later, after, earlier, before),
        ) {
            (true, true) => Some(Unresolved::Both),
            (true, false) => Some(Unresolved::Before),
            (false, true) => Some(Unresolved::After),
            (false, false) => None,
        };
        let both = before.zip(after);
        let shared =
            both.is_some_and(|(old, new)| earlier.solved.shares(old.0, later.solved, new.0));
        let same_text = shared
            || both
                .is_some_and(|(old, new)| same(earlier.text(old.1.file), later.text(new.1.file)));
        let presence = match (before, after) {
            (None, _) => Presence::New,
            (_, None) => Presence::Gone,
            (Some((_, old)), _) if renamed => Presence::Renamed(old.id.value.clone()),
            _ => Presence::Both,
        };
        let rows = OnceCell::new();
        Self { before, after, presence, same_text, shared, unresolved, asked: true, rows }
    }

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

/// The notes of a round in both versions, in the order of their ids.
pub(super) fn notes<'s>(
    before: &Side<'s>,
    after: &Side<'s>,
    pair: &RoundPair<'s>,
) -> Vec<NotePair<'s>> {
    let of = |side: &Side<'s>, round: Option<&'s Round>| -> Vec<Placed<'s>> {
        round.map_or_else(Vec::new, |round| side.solved.project().notes_of(&round.folder).collect())
    };
    let (mut old, mut new) = (of(before, pair.before), of(after, pair.after));
    let sides = (before, after);
    let mut out: Vec<NotePair<'s>> = Vec::new();
    for way in [Way::File, Way::Id, Way::Unnamed, Way::Text] {
        for (one, other) in paired(sides, &mut old, &mut new, way) {
            out.push(NotePair::new(sides, Some(one), Some(other), way == Way::Text));
        }
    }
    out.extend(old.into_iter().map(|own| NotePair::new(sides, Some(own), None, false)));
    out.extend(new.into_iter().map(|own| NotePair::new(sides, None, Some(own), false)));
    out.sort_by_cached_key(|own| natural(own.id()));
    out
}

/// A note with its place among its project's.
type Placed<'s> = (usize, &'s Note);

/// What two notes have in common that are one, the surest first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Their id, and the name of their file.
    File,
    /// Their id.
    Id,
    /// The name of their file, where one of them can't be read as a note and has no id.
    Unnamed,
    /// Their whole text but the id: it was renamed.
    Text,
}

impl Way {
    /// What must be the same in both; none where a note can't be paired so.
    fn key(self, side: &Side<'_>, note: &Note) -> Option<String> {
        let id = Some(note.id.value.as_str()).filter(|id| !id.is_empty());
        let path = side.path(note.file);
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        match self {
            Self::File => Some(format!("{}/{name}", id?)),
            Self::Id => Some(id?.to_owned()),
            Self::Unnamed => Some(name.to_owned()),
            Self::Text => {
                let (text, range) = (side.text(note.file), note.id.span.range());
                let (head, tail) = text.get(..range.start).zip(text.get(range.end..))?;
                id.map(|_| format!("{head}{tail}"))
            }
        }
    }
}

/// Takes out the notes that are one by some key: where several have it, it can't be told which is which.
fn paired<'s>(
    sides: (&Side<'s>, &Side<'s>),
    old: &mut Vec<Placed<'s>>,
    new: &mut Vec<Placed<'s>>,
    way: Way,
) -> Vec<(Placed<'s>, Placed<'s>)> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let mut by_key: BTreeMap<String, (Vec<Placed<'s>>, Vec<Placed<'s>>)> = BTreeMap::new();
    for own in old.iter() {
        let key = way.key(sides.0, own.1);
        by_key.entry(key.unwrap_or_default()).or_default().0.push(*own);
    }
    for own in new.iter() {
        let key = way.key(sides.1, own.1);
        by_key.entry(key.unwrap_or_default()).or_default().1.push(*own);
    }
    by_key.remove("");
    let unnamed = |note: &Note| note.id.value.is_empty();
    let mut out = Vec::new();
    for (one, other) in by_key.into_values() {
        if let ([one], [other]) = (one.as_slice(), other.as_slice())
            && (way != Way::Unnamed || unnamed(one.1) || unnamed(other.1))
        {
            out.push((*one, *other));
        }
    }
    let (taken, others): (BTreeSet<usize>, BTreeSet<usize>) =
        out.iter().map(|(one, other)| (one.0, other.0)).unzip();
    old.retain(|(place, _)| !taken.contains(place));
    new.retain(|(place, _)| !others.contains(place));
    out
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
