//! Keys and their values, each merged by the three-way rule.

use std::collections::BTreeMap;

use super::conflict::Conflict;
use super::conflict::join;
use super::grid;
use super::lines;
use super::order::{Places, order};
use super::output::Output;
use crate::key::Section;
use crate::key::table::ROWS;
use crate::layout;
use crate::lossless::{Block, Entry, comments};
use crate::text::Text;

/// The entries of a block that both sides have.
pub(super) fn merge(
    base: Option<&Block>,
    ours: &Block,
    theirs: &Block,
    place: &Text,
    out: &mut Output,
) {
    let before = base.map_or(&[][..], |base| &base.entries);
    let threes = threes(before, &ours.entries, &theirs.entries);
    for index in order(&threes) {
        let [base, own, other] = threes[index];
        let base = base.and_then(|index| before.get(index));
        let own = own.and_then(|index| ours.entries.get(index));
        let other = other.and_then(|index| theirs.entries.get(index));
        match (own, other) {
            (Some(own), Some(other)) => both(Three { base, own, other }, ours.section, place, out),
            (Some(side), None) | (None, Some(side)) => {
                one(base, side, own.is_some(), ours.section, place, out);
            }
            (None, None) => {}
        }
    }
}

fn threes(base: &[Entry], ours: &[Entry], theirs: &[Entry]) -> Vec<Places> {
    let mut out: Vec<Places> = Vec::new();
    let mut known: BTreeMap<&[String], usize> = BTreeMap::new();
    for (side, entries) in [base, ours, theirs].into_iter().enumerate() {
        for (at, entry) in entries.iter().enumerate() {
            let thing = *known.entry(&entry.path).or_insert_with(|| {
                out.push([None; 3]);
                out.len() - 1
            });
            out[thing][side] = Some(at);
        }
    }
    out
}

/// One key in three versions.
#[derive(Clone, Copy)]
struct Three<'e> {
    base: Option<&'e Entry>,
    own: &'e Entry,
    other: &'e Entry,
}

/// A key that both sides have.
fn both(three: Three<'_>, section: Option<Section>, place: &Text, out: &mut Output) {
    let Three { base, own, other } = three;
    let value = |entry: &Entry| value(entry, section);
    let was = base.map(value);
    let (lead, trail) = base.map_or(("", ""), |base| (base.lead.as_str(), base.trail.as_str()));
    let (above, beside) = beside(trail, &own.trail, &other.trail);
    let lead = lines::above(&lines::comments(lead, &own.lead, &other.lead), &above);
    let (mine, others) = (value(own), value(other));
    if mine == others || was.as_ref() == Some(&others) {
        out.push(&format!("{lead}{}{beside}", own.text));
        return;
    }
    if was.as_ref() == Some(&mine) {
        out.push(&format!("{lead}{}{beside}", other.text));
        return;
    }
    if let Some(base) = base.filter(|_| own.path == [ROWS.name])
        && let Some(merged) = grid::merge([base, own, other].map(raw), place, out.marks)
    {
        let key = own.text.strip_suffix(raw(own)).unwrap_or("raekker = ");
        out.push(&format!("{lead}{key}{}{beside}", merged.value));
        out.conflicts.extend(merged.conflicts);
        return;
    }
    let conflict = || Conflict {
        place: join(place, &Text::same(own.path.join("."))),
        base: was,
        ours: Some(mine),
        theirs: Some(others),
    };
    if own.text.contains('\n') && other.text.contains('\n') {
        // Prose, and lists with a line an entry.
        let ended = |text: &str| format!("{text}\n");
        let text = base.map(|base| ended(&base.text)).unwrap_or_default();
        match lines::texts(&text, &ended(&own.text), &ended(&other.text), out.marks) {
            Ok(merged) => out.push(&format!("{lead}{}{beside}", merged.trim_end_matches('\n'))),
            Err(marked) => {
                let conflict = conflict();
                let beside = lines::new("", &beside);
                out.push(&format!("{lead}{beside}{marked}"));
                out.conflicts.push(conflict);
            }
        }
        return;
    }
    let line = |entry: &Entry| format!("{}{beside}", entry.text);
    let conflict = conflict();
    out.push(&lead);
    out.conflict(&line(own), &line(other), conflict);
}

/// A key that one side alone has: it has added it, or the other has removed it.
fn one(
    base: Option<&Entry>,
    side: &Entry,
    ours: bool,
    section: Option<Section>,
    place: &Text,
    out: &mut Output,
) {
    let Some(base) = base else {
        out.push(&format!("{}{}{}", side.lead, side.text, side.trail));
        return;
    };
    let (was, is) = (value(base, section), value(side, section));
    if was == is {
        // What was written about it since is not removed with it.
        out.push(&lines::new(&base.lead, &side.lead));
        out.push(&lines::new(&base.trail, &side.trail));
        return;
    }
    let text = format!("{}{}{}", side.lead, side.text, side.trail);
    let (own, other) = if ours { (Some(is), None) } else { (None, Some(is)) };
    let conflict = Conflict {
        place: join(place, &Text::same(side.path.join("."))),
        base: Some(was),
        ours: own,
        theirs: other,
    };
    let (own, other) = if ours { (text.as_str(), "") } else { ("", text.as_str()) };
    out.conflict(own, other, conflict);
}

/// A value as it is written.
fn raw(entry: &Entry) -> &str {
    let place = entry.value.span().unwrap_or_default();
    let within = |at: usize| at.saturating_sub(entry.offset);
    entry.text.get(within(place.start)..within(place.end)).unwrap_or_default()
}

/// A value as it is told and held against others: in its layout.
fn value(entry: &Entry, section: Option<Section>) -> String {
    let line = layout::entry(entry, section);
    line.split_once(" = ").map_or(line.clone(), |(_, value)| value.to_owned())
}

/// What stands beside a line: ours, unless only theirs has changed it; where both have, theirs
/// comes above. Each ends its line.
pub(super) fn beside(base: &str, ours: &str, theirs: &str) -> (String, String) {
    let of_file = |text| comments(text).next();
    let (was, own, other) = (of_file(base), of_file(ours), of_file(theirs));
    let ended =
        |text: &str| if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
    match other {
        _ if own == other || other == was => (String::new(), ended(ours)),
        _ if own == was => (String::new(), ended(theirs)),
        Some(other) => (format!("{other}\n"), ended(ours)),
        None => (String::new(), ended(ours)),
    }
}
