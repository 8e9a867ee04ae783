//! What is merged line by line: prose, comments, and files that are not TOML.

use std::collections::BTreeSet;

use diffy::{ConflictStyle, MergeOptions};

use super::conflict::Conflict;
use super::output::{Merged, OURS, THEIRS};
use crate::lossless;
use crate::text;
use crate::text::Text;

fn options(marks: usize) -> MergeOptions {
    let mut options = MergeOptions::new();
    options.set_conflict_marker_length(marks).set_conflict_style(ConflictStyle::Merge);
    options
}

/// The most lines, of three versions together, that are merged line by line: far above any note.
/// Above it the whole is a conflict, for the search for what is common could take very long.
const MOST_LINES: usize = 12_000;

fn is_small(versions: [&[u8]; 3]) -> bool {
    let lines = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').count();
    versions.map(lines).iter().sum::<usize>() <= MOST_LINES
}

/// Three texts, each ending its last line; `Err` is one with conflicts marked.
pub(super) fn texts(base: &str, ours: &str, theirs: &str, marks: usize) -> Result<String, String> {
    if !is_small([base, ours, theirs].map(str::as_bytes)) {
        return Err(
            String::from_utf8_lossy(&all(ours.as_bytes(), theirs.as_bytes(), marks)).into_owned()
        );
    }
    options(marks).merge(base, ours, theirs).map_err(|marked| named(&marked, marks))
}

/// Both versions whole, as one conflict.
fn all(ours: &[u8], theirs: &[u8], marks: usize) -> Vec<u8> {
    let mark = |mark: &str, name: &str| format!("{}{name}\n", mark.repeat(marks)).into_bytes();
    let ended =
        |text: &[u8]| if text.ends_with(b"\n") { text.to_vec() } else { [text, b"\n"].concat() };
    let (first, middle, last) =
        (mark("<", &format!(" {OURS}")), mark("=", ""), mark(">", &format!(" {THEIRS}")));
    [first, ended(ours), middle, ended(theirs), last].concat()
}

/// The sides called by their names.
fn named(marked: &str, marks: usize) -> String {
    let (ours, theirs) =
        (format!("{} ours", "<".repeat(marks)), format!("{} theirs", ">".repeat(marks)));
    let line = |line: &str| {
        let plain = line.trim_end_matches('\n');
        if plain == ours {
            line.replace("ours", OURS)
        } else if plain == theirs {
            line.replace("theirs", THEIRS)
        } else {
            line.to_owned()
        }
    };
    marked.split_inclusive('\n').map(line).collect()
}

/// Three files that can't be merged by meaning.
pub(super) fn files(base: &[u8], ours: &[u8], theirs: &[u8], marks: usize, why: Text) -> Merged {
    let merged = if is_small([base, ours, theirs]) {
        options(marks).merge_bytes(base, ours, theirs)
    } else {
        Err(all(ours, theirs, marks))
    };
    let (bytes, conflict) = match merged {
        Ok(bytes) => (bytes, false),
        Err(bytes) => (
            std::str::from_utf8(&bytes)
                .map(|text| named(text, marks).into_bytes())
                .unwrap_or(bytes),
            true,
        ),
    };
    let place = text!("linjer, som mærkerne viser", "lines that the marks show");
    let conflict = conflict.then_some(Conflict { place, base: None, ours: None, theirs: None });
    Merged { bytes, conflicts: conflict.into_iter().collect(), by_line: Some(why) }
}

/// Blank lines and comments between lines: ours, with those that are new in theirs.
pub(super) fn comments(base: &str, ours: &str, theirs: &str) -> String {
    let of_file = |text| lossless::comments(text).collect::<Vec<_>>();
    let (before, own, other) = (of_file(base), of_file(ours), of_file(theirs));
    if other == before || own == other {
        return ours.to_owned();
    }
    if own == before {
        return theirs.to_owned();
    }
    let (above, indent) = ours.rfind('\n').map_or(("", ours), |at| ours.split_at(at + 1));
    let (above, indent) = if indent.trim().is_empty() {
        (above.to_owned(), indent)
    } else {
        (format!("{ours}\n"), "")
    };
    let known: BTreeSet<&str> = before.into_iter().chain(own).collect();
    above + &listed(other.into_iter().filter(|comment| !known.contains(comment))) + indent
}

/// Comments of a text that are not in another, a line each.
pub(super) fn new(base: &str, side: &str) -> String {
    let known: BTreeSet<&str> = lossless::comments(base).collect();
    listed(lossless::comments(side).filter(|comment| !known.contains(comment)))
}

/// A line for each.
fn listed<'t>(comments: impl Iterator<Item = &'t str>) -> String {
    comments.flat_map(|comment| [comment, "\n"]).collect()
}

/// What stands above a line, with one comment more right above it.
pub(super) fn above(lead: &str, comment: &str) -> String {
    let (lines, indent) = lead.rfind('\n').map_or(("", lead), |at| lead.split_at(at + 1));
    format!("{lines}{comment}{indent}")
}
