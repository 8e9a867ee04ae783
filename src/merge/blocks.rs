//! Blocks: added, removed, moved, and changed on one side or both.

use super::conflict::Conflict;
use super::conflict::{join, within};
use super::order::order;
use super::output::Output;
use super::pairing::{TooMany, threes};
use super::{entries, lines};
use crate::key::Section;
use crate::key::table::{GRAND_TOTAL, POSTS, ROWS, TOTALS};
use crate::layout;
use crate::lossless::Block;
use crate::text;
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
    if rewritten(base, ours, theirs) {
        let (mut own, mut other) = (String::new(), String::new());
        raw(ours, &mut own);
        raw(theirs, &mut other);
        let told = text!(
            "skrevet i den anden form af den ene (raekker eller [[tabel.post]]) og rettet af den anden",
            "written in the other form by one (raekker or [[tabel.post]]) and changed by the other"
        );
        let place = join(&place, &told);
        out.conflict(&own, &other, Conflict { place, base: None, ours: None, theirs: None });
        return Ok(());
    }
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

/// True for a table that one side has written in lines, or in posts, where it was not, while the
/// other has changed its rows: which row is which can't be told.
fn rewritten(base: Option<&Block>, ours: &Block, theirs: &Block) -> bool {
    let in_lines = |block: &Block| block.entry(ROWS.name).is_some();
    if ours.section != Some(Section::Table) || in_lines(ours) == in_lines(theirs) {
        return false;
    }
    let Some(base) = base else { return true };
    let same_form = if in_lines(ours) == in_lines(base) { ours } else { theirs };
    rows(same_form) != rows(base)
}

/// All that says what a table's rows are, in the layout.
fn rows(table: &Block) -> String {
    let names = [ROWS.name, GRAND_TOTAL.name];
    let lines = names.iter().filter_map(|name| table.entry(name));
    let lines = lines.map(|entry| layout::entry(entry, table.section) + "\n");
    let of_rows = [POSTS.name, TOTALS.name, GRAND_TOTAL.name];
    let blocks = table.blocks.iter().filter(|block| of_rows.contains(&block.name()));
    lines.chain(blocks.map(layout::written)).collect()
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
