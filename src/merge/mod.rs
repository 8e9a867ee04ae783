//! Two changed files and the one that both came from, merged by meaning: blocks by what they are
//! called, keys by their names.
//!
//! Each figure and text follows the rule of three: what only one side has changed is as that side
//! has it, and what both have changed in different ways is a conflict. Prose is merged line by
//! line. Nothing is worked out: all that stands in the result stands in one of the three.

mod blocks;
mod conflict;
mod entries;
mod grid;
mod lines;
mod marked;
mod order;
mod output;
mod pairing;

use std::borrow::Cow;

use crate::key::Section;
use crate::lossless::{LosslessFile, normalized};
use crate::text;
use crate::text::Text;

pub use conflict::Conflict;
pub use marked::{Sides, sides};
pub use output::Merged;

use output::Output;

/// How many signs a conflict is marked with, where git does not say.
pub const MARKS: usize = 7;

/// Merges three files; of what sort they are, `root` says. `marks` is how many signs a conflict is
/// marked with. Total: what is no TOML is merged line by line.
pub fn merge(base: &[u8], ours: &[u8], theirs: &[u8], root: Section, marks: usize) -> Merged {
    let whole =
        |bytes: &[u8]| Merged { bytes: bytes.to_vec(), conflicts: Vec::new(), by_line: None };
    if base == theirs || ours == theirs {
        return whole(ours);
    }
    if base == ours {
        return whole(theirs);
    }
    let marks = marks.clamp(1, 1_000);
    match by_meaning([base, ours, theirs], root, marks) {
        Ok(merged) => merged,
        Err(why) => lines::files(base, ours, theirs, marks, why),
    }
}

fn by_meaning(files: [&[u8]; 3], root: Section, marks: usize) -> Result<Merged, Text> {
    let mut outlines = Vec::new();
    let mut windows = [false; 3];
    for ((bytes, (da, en)), windows) in files.into_iter().zip(SIDES).zip(&mut windows) {
        let text = std::str::from_utf8(bytes)
            .map_err(|_| text!("{da} er ikke gemt som UTF-8", "{en} is not saved as UTF-8"))?;
        let (text, ends) = normalized(text);
        *windows = ends;
        outlines.push(LosslessFile::read(&text, root).map_err(|why| {
            let (line, message) = (why.line, why.message);
            text!(
                "linje {line} i {da} kan ikke læses (TOML: {message})",
                "line {line} of {en} can't be read (TOML: {message})"
            )
        })?);
    }
    let [base, ours, theirs] = &outlines[..] else { return Err(Text::default()) };
    let mut out = Output { text: String::new(), marks, conflicts: Vec::new() };
    out.push(&lines::comments(&base.head, &ours.head, &theirs.head));
    blocks::both(Some(&base.root), &ours.root, &theirs.root, &Text::default(), &mut out).map_err(
        |_| {
            text!(
                "mange poster har hverken id eller forskellig tekst",
                "many posts have neither an id nor a text of their own"
            )
        },
    )?;
    out.push(&lines::comments(&base.end, &ours.end, &theirs.end));
    // Two that are each in order can still say the same thing in two ways, as `[sted]` and
    // `sted = { … }`.
    if out.conflicts.is_empty() && LosslessFile::read(&out.text, root).is_err() {
        return Err(text!(
            "de to sider skriver det samme på hver sin måde",
            "the two sides write the same thing in two ways"
        ));
    }
    let text = if windows[1] {
        Cow::Owned(out.text.replace('\n', "\r\n"))
    } else {
        Cow::Borrowed(&out.text)
    };
    Ok(Merged { bytes: text.as_bytes().to_vec(), conflicts: out.conflicts, by_line: None })
}

/// What the three files are called.
const SIDES: [(&str, &str); 3] = [
    ("den fælles udgave", "the common version"),
    ("vores udgave", "our version"),
    ("deres udgave", "their version"),
];
