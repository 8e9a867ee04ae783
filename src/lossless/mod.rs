//! A TOML file as its blocks and lines with every character kept: comments, blank lines and how
//! values are written. What the reader needs is in [`read`](crate::read); this is for rewriting a
//! file, in the layout or in a merge.

mod comment_places;
mod nest;
mod parse;
mod same;

use toml_edit::Value;

use crate::key::{Kind, Section};
use crate::paths::{ELSEWHERE_FILE, FRAMES_FILE, MUNICIPALITY_FILE, PACKS, ROUND_FILE};

pub use comment_places::{comment_places, without_comments};
pub use same::same;

/// A file.
#[derive(Clone, Debug)]
pub struct LosslessFile {
    /// What stands above everything: comments that a blank line parts from what follows, and the
    /// editor's `#:` lines.
    pub head: String,
    /// What stands before the first header, with all blocks.
    pub root: Block,
    /// What stands below everything.
    pub end: String,
}

/// A block: `[navn]` or `[[navn]]`, what is written in it, and the blocks within it.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its header; the file itself has none.
    pub header: Option<Header>,
    /// What it is described as; `None` where nothing is known of it.
    pub section: Option<Section>,
    /// `key = value`, in the order of the file.
    pub entries: Vec<Entry>,
    /// Comments below its last line that belong to it, for a blank line parts them from the next
    /// block.
    pub tail: String,
    /// The blocks within it, in the order of the file.
    pub blocks: Vec<Block>,
}

/// A header, with what stands above it and beside it.
#[derive(Clone, Debug)]
pub struct Header {
    /// Blank lines and comments above it.
    pub lead: String,
    /// `tabel`, `post`.
    pub path: Vec<String>,
    /// True for `[[…]]`.
    pub double: bool,
    /// As written: `[[tabel.post]]`.
    pub text: String,
    /// What stands after it on its line, with the line's end.
    pub trail: String,
}

/// A line `key = value`, which may go on over more lines.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Blank lines and comments above it.
    pub lead: String,
    /// The key's parts.
    pub path: Vec<String>,
    /// As written: key, sign of equality and value.
    pub text: String,
    /// The value; its places are counted in `text`, from `offset` on.
    pub value: Value,
    /// Where `text` begins in the file.
    pub offset: usize,
    /// What stands after the value on its line, with the line's end.
    pub trail: String,
}

/// Why a file has no outline.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// The line that can't be read, from 1.
    pub line: usize,
    /// What the parser says of it, in its own words.
    pub message: String,
}

impl Block {
    /// The last part of its name; empty for the file itself.
    pub fn name(&self) -> &str {
        self.header.as_ref().and_then(|header| header.path.last()).map_or("", String::as_str)
    }

    /// The entry under a key of one part.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.path.len() == 1 && entry.path[0] == name)
    }

    /// The text under a key.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.entry(name)?.value.as_str()
    }
}

/// What a file is described as, by its name and folder.
pub fn root_section(path: &str) -> Section {
    if path.rsplit('/').nth(1) == Some(PACKS) {
        return Section::Pack;
    }
    match path.rsplit('/').next().unwrap_or(path) {
        MUNICIPALITY_FILE => Section::Municipality,
        ROUND_FILE => Section::Round,
        FRAMES_FILE => Section::Frames,
        ELSEWHERE_FILE => Section::Elsewhere,
        _ => Section::Note,
    }
}

/// A file's text as it is outlined: LF, without BOM; and whether it had Windows line ends.
pub fn normalized(text: &str) -> (String, bool) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    (text.replace("\r\n", "\n"), text.contains("\r\n"))
}

/// What stands under `name` in a section: a section of its own where it is a block.
pub fn below(section: Section, name: &str) -> Option<Section> {
    let known = section.keys().iter().find(|key| key.name == name);
    match known.map(|key| key.kind) {
        Some(
            Kind::Blocks(inner) | Kind::Block(inner) | Kind::List(inner) | Kind::FalseOr(inner),
        ) => Some(inner),
        None if section.takes_columns() => Some(Section::Range),
        _ => None,
    }
}

/// The comments of a text that holds nothing else but blanks and commas.
pub fn comments(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.find('#').and_then(|at| line.get(at..))).map(str::trim_end)
}
