//! What changed in a round.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Unit;
use crate::note::Note;
use crate::paths;
use crate::project::Selection;
use crate::register::{Named as _, Round};
use crate::text;
use crate::text::Text;
use crate::view;

use super::line::Line;
use super::note::NoteChange;
use super::pairs::{self, NotePair, RoundPair, Stated};
use super::presence::Presence;
use super::rows::Stating;
use super::side::Side;
use super::view::{View, views};
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
    /// The names of committees by their codes, in the later version where both have it.
    pub names: BTreeMap<String, String>,
    /// The names of control areas by their ids.
    pub areas: BTreeMap<String, String>,
    /// What of the round's own facts changed: its title, years, unit, price level.
    pub facts: Vec<Text>,
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
            && self.facts.is_empty()
            && self.views.iter().all(View::is_empty)
    }

    /// The lines of a pack that are not the round's own: what the pack alone makes of its notes.
    pub fn own_lines<'v>(&'v self, view: &'v View) -> Vec<&'v Line> {
        let whole = self.views.iter().filter(|view| view.pack.is_none());
        let known: BTreeSet<&Line> = whole.flat_map(|view| &view.lines).collect();
        view.lines.iter().filter(|line| !known.contains(line)).collect()
    }

    /// The name of a committee, or its code where it has none.
    pub fn committee<'c>(&'c self, code: &'c str) -> &'c str {
        self.names.get(code).map_or(code, String::as_str)
    }

    /// The name of a control area, or its id where it has none.
    pub fn area<'c>(&'c self, id: &'c str) -> &'c str {
        self.areas.get(id).map_or(id, String::as_str)
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
    for own in &mut notes {
        own.asked = asked(after, own.after) || asked(before, own.before);
    }
    let views = views(sides, &stated, &notes, selection);
    let whole_round = selection.has(&paths::round(&shown.folder));
    if views.is_empty() && !whole_round {
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
        names: committees(sides, shown),
        areas: areas(sides),
        facts: pair.before.zip(pair.after).map_or_else(Vec::new, |(old, new)| facts(old, new)),
        notes: differing(sides, &stated, &notes, &views),
        views,
    })
}

/// What of a round's own facts is not the same.
fn facts(before: &Round, after: &Round) -> Vec<Text> {
    let years = |round: &Round| round.years.iter().map(|year| year.value).collect::<Vec<_>>();
    let all = [
        (before.title != after.title, text!("titel", "title")),
        (before.date != after.date, text!("dato", "date")),
        (years(before) != years(after), text!("år", "years")),
        (before.unit != after.unit, text!("enhed", "unit")),
        (before.prices != after.prices, text!("prisniveau", "price level")),
    ];
    all.into_iter().filter(|(differs, _)| *differs).map(|(_, name)| name).collect()
}

/// The names of both versions' committees in the year of a round, the later one's where both have one.
fn committees(sides: (&Side<'_>, &Side<'_>), round: &Round) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for municipality in [sides.0.municipality(), sides.1.municipality()] {
        for own in &municipality.committees {
            let found = municipality.committee(own.code(), round.year()).any().unwrap_or(own);
            out.insert(own.code().to_owned(), found.name().to_owned());
        }
    }
    out
}

/// The names of both versions' control areas.
fn areas(sides: (&Side<'_>, &Side<'_>)) -> BTreeMap<String, String> {
    let both = [sides.0.municipality(), sides.1.municipality()];
    let all = both.into_iter().flat_map(|municipality| &municipality.areas);
    all.map(|own| (own.code().to_owned(), own.name().to_owned())).collect()
}

/// The notes that differ, or that have lines.
fn differing(
    sides: (&Side<'_>, &Side<'_>),
    stated: &Stated<'_>,
    notes: &[NotePair<'_>],
    views: &[View],
) -> Vec<NoteChange> {
    // What a pack makes of a note is told with the pack.
    let whole = views.iter().filter(|view| view.pack.is_none());
    let lines: Vec<&Line> = whole.flat_map(|view| &view.lines).collect();
    let with_lines: BTreeSet<&str> = lines.iter().map(|line| line.note.as_str()).collect();
    let alone = |wanted: &Presence, title: &str| {
        let fits = |own: &&NotePair<'_>| {
            own.presence == *wanted && own.shown().is_some_and(|note| note.title.value == title)
        };
        let mut found = notes.iter().filter(fits);
        found.next().filter(|_| found.next().is_none()).map(|own| own.id().to_owned())
    };
    let mut out = Vec::new();
    for own in notes.iter().filter(|own| own.asked) {
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
                let lines = lines.iter().copied().filter(|line| line.note == own.id());
                let lines: Vec<&Line> = lines.collect();
                other::changed(&before.others, &after.others, (&lines, stated.after.unit))
            }
            _ => Vec::new(),
        };
        let texts = both.map_or_else(Vec::new, |((_, old), (_, new))| texts::changed(old, new));
        let side = if own.after.is_some() { sides.1 } else { sides.0 };
        out.push(NoteChange {
            id: own.id().to_owned(),
            title: note.title.value.clone(),
            path: side.path(note.file).to_owned(),
            presence: own.presence.clone(),
            unresolved: own.unresolved,
            like,
            printed: texts.is_empty()
                && others.is_empty()
                && !with_lines.contains(own.id())
                && own.unresolved.is_none()
                && both.is_some_and(|((_, old), (_, new))| prints_otherwise(sides, old, new)),
            texts,
            others,
        });
    }
    out
}

/// True where a note's pages are not the same.
fn prints_otherwise(sides: (&Side<'_>, &Side<'_>), old: &Note, new: &Note) -> bool {
    view::page(sides.0.solved, old, false) != view::page(sides.1.solved, new, false)
}
