//! What changed in a round.

use std::collections::BTreeSet;

use crate::amount::Unit;
use crate::note::Note;
use crate::paths;
use crate::project::Selection;

use super::note::NoteChange;
use super::pairs::{self, NotePair, RoundPair, Stated};
use super::presence::Presence;
use super::rows::Stating;
use super::side::Side;
use super::view::{self, View};
use super::{other, texts};

/// What changed in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundChanges {
    /// Name of its folder, in the later version where both have it.
    pub folder: String,
    /// Its title.
    pub title: String,
    /// Which versions have it.
    pub presence: Presence,
    /// What all its amounts are counted in: the later version's unit.
    pub unit: Unit,
    /// The round as a whole, then its packs.
    pub views: Vec<View>,
    /// The notes that differ, in the order of their ids.
    pub notes: Vec<NoteChange>,
}

impl RoundChanges {
    /// True where nothing differs.
    pub fn is_empty(&self) -> bool {
        self.presence == Presence::Both
            && self.notes.is_empty()
            && self.views.iter().all(View::is_empty)
    }

    /// The note of an id.
    pub fn note(&self, id: &str) -> Option<&NoteChange> {
        self.notes.iter().find(|note| note.id == id)
    }
}

/// What changed in a round; `None` where nothing of it is selected.
pub(super) fn changes(
    before: &Side<'_>,
    after: &Side<'_>,
    pair: &RoundPair<'_>,
    selection: &Selection,
) -> Option<RoundChanges> {
    let shown = pair.after.or(pair.before)?;
    let stated = Stated {
        pair,
        before: Stating {
            round: pair.before.unwrap_or(shown),
            municipality: before.municipality(),
            unit: shown.unit,
        },
        after: Stating {
            round: pair.after.unwrap_or(shown),
            municipality: after.municipality(),
            unit: shown.unit,
        },
    };
    let sides = (before, after);
    let asked = |side: &Side<'_>, note: Option<(usize, &Note)>| {
        note.is_some_and(|(_, note)| selection.has(side.path(note.file)))
    };
    let mut notes = pairs::notes(before, after, pair);
    notes.retain(|own| asked(after, own.after) || asked(before, own.before));
    let views = view::views(sides, &stated, &notes, selection);
    let whole_round = selection.has(&paths::round(&shown.folder));
    if notes.is_empty() && views.is_empty() && !whole_round {
        return None;
    }
    let presence = match (pair.before, pair.after) {
        (Some(old), Some(new)) if old.folder != new.folder => Presence::Renamed(old.folder.clone()),
        (Some(_), Some(_)) => Presence::Both,
        (None, _) => Presence::New,
        (_, None) => Presence::Gone,
    };
    Some(RoundChanges {
        folder: shown.folder.clone(),
        title: shown.title.clone(),
        presence,
        unit: shown.unit,
        notes: differing(sides, &stated, &notes, &views),
        views,
    })
}

/// The notes that differ, or that have lines.
fn differing(
    sides: (&Side<'_>, &Side<'_>),
    stated: &Stated<'_>,
    notes: &[NotePair<'_>],
    views: &[View],
) -> Vec<NoteChange> {
    let with_lines: BTreeSet<&str> =
        views.iter().flat_map(|view| &view.lines).map(|line| line.note.as_str()).collect();
    let alone = |wanted: &Presence, title: &str| {
        let fits = |own: &&NotePair<'_>| {
            own.presence == *wanted && own.shown().is_some_and(|note| note.title.value == title)
        };
        let mut found = notes.iter().filter(fits);
        found.next().filter(|_| found.next().is_none()).map(|own| own.id().to_owned())
    };
    let mut out = Vec::new();
    for own in notes {
        let Some(note) = own.shown() else { continue };
        let changed = own.presence != Presence::Both || !own.same_text;
        if !changed && !with_lines.contains(own.id()) {
            continue;
        }
        let like = match own.presence {
            Presence::New => alone(&Presence::Gone, &note.title.value),
            Presence::Gone => alone(&Presence::New, &note.title.value),
            _ => None,
        };
        let both = own.before.zip(own.after).filter(|_| !own.same_text);
        let others = match both {
            Some(_) if own.unresolved.is_none() => {
                let (before, after) = own.rows(sides, stated);
                other::changed(&before.others, &after.others)
            }
            _ => Vec::new(),
        };
        let side = if own.after.is_some() { sides.1 } else { sides.0 };
        out.push(NoteChange {
            id: own.id().to_owned(),
            title: note.title.value.clone(),
            path: side.path(note.file).to_owned(),
            presence: own.presence.clone(),
            unresolved: own.unresolved,
            like,
            texts: both.map_or_else(Vec::new, |((_, old), (_, new))| texts::changed(old, new)),
            others,
        });
    }
    out
}
