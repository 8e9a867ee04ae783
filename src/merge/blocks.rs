//! Blocks: added, removed, moved, and changed on one side or both.

use super::conflict::Conflict;
use super::conflict::within;
use super::order::order;
use super::output::Output;
use super::pairing::{TooMany, threes};
use super::{entries, lines};
use crate::layout;
use crate::lossless::Block;
use crate::text::Text;

/// A block that both sides have.
pub(super) fn both(
    base: Option<&Block>,
    ours: &Block,
    theirs: &Block,
    place: &Text,
    out: &mut Output,
) -> Result<(), TooMany> {
    let place = within(place, ours);
    let was = base.and_then(|base| base.header.as_ref());
    if let (Some(own), Some(other)) = (&ours.header, &theirs.header) {
        let (lead, trail) = was.map_or(("", ""), |was| (was.lead.as_str(), was.trail.as_str()));
        let (above, beside) = entries::beside(trail, &own.trail, &other.trail);
        let lead = lines::above(&lines::comments(lead, &own.lead, &other.lead), &above);
        out.push(&format!("{lead}{}{beside}", own.text));
    }
    entries::merge(base, ours, theirs, &place, out);
    out.push(&lines::comments(base.map_or("", |base| &base.tail), &ours.tail, &theirs.tail));
    let before = base.map_or(&[][..], |base| &base.blocks);
    let threes = threes(before, &ours.blocks, &theirs.blocks)?;
    for index in order(&threes) {
        let [base, own, other] = threes[index];
        let base = base.and_then(|index| before.get(index));
        let own = own.and_then(|index| ours.blocks.get(index));
        let other = other.and_then(|index| theirs.blocks.get(index));
        match (own, other) {
            (Some(own), Some(other)) => both(base, own, other, &place, out)?,
            (Some(side), None) | (None, Some(side)) => one(base, side, own.is_some(), &place, out),
            (None, None) => {}
        }
    }
    Ok(())
}

/// A block that one side alone has: it has added it, or the other has removed it.
fn one(base: Option<&Block>, side: &Block, ours: bool, place: &Text, out: &mut Output) {
    let mut text = String::new();
    raw(side, &mut text);
    let Some(base) = base else { return out.push(&text) };
    if layout::written(base) == layout::written(side) {
        return;
    }
    let first = |block: &Block| Some(layout::written(block).trim().to_owned());
    let (own, other) = if ours { (first(side), None) } else { (None, first(side)) };
    let conflict =
        Conflict { place: within(place, side), base: first(base), ours: own, theirs: other };
    let (own, other) = if ours { (text.as_str(), "") } else { ("", text.as_str()) };
    out.conflict(own, other, conflict);
}

/// A block as it was written, with what is in it.
fn raw(block: &Block, out: &mut String) {
    let mut add = |parts: &[&str]| {
        if !out.is_empty() && !out.ends_with('\n') && parts.iter().any(|part| !part.is_empty()) {
            out.push('\n');
        }
        out.extend(parts.iter().copied());
    };
    if let Some(header) = &block.header {
        add(&[&header.lead, &header.text, &header.trail]);
    }
    for entry in &block.entries {
        add(&[&entry.lead, &entry.text, &entry.trail]);
    }
    add(&[&block.tail]);
    for inner in &block.blocks {
        raw(inner, out);
    }
}
