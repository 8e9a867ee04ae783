//! TOML text to a tree: total, recovering, every fault a finding at its place, and what was meant
//! read on where that is plain.

pub(crate) mod conflict;
mod document;
mod duplicate;
mod encoding;
pub(crate) mod escapes;
pub(crate) mod faults;
mod garbled;
mod header;
mod headless;
pub(crate) mod invisible;
pub(crate) mod keys;
pub(crate) mod limits;
mod line_kinds;
mod lines;
mod list;
mod long_text;
mod mend;
pub(crate) mod near_number;
pub(crate) mod number;
mod other_file;
mod pieces;
pub(crate) mod plain;
mod quick;
mod quotes;
mod recover;
mod repeated;
mod stray_line;
pub(crate) mod tree;
pub(crate) mod unseen;
pub(crate) mod value;

pub(crate) use conflict::CONFLICT;
pub(crate) use document::Document;
pub(crate) use encoding::{ENCODING, decode};
pub(crate) use faults::DUPLICATE_KEY;

pub(crate) use garbled::GARBLED;
pub(crate) use long_text::MARKS;
pub(crate) use other_file::OtherFile;
pub(crate) use recover::{BOM, LINE_ENDS, parse};
pub(crate) use unseen::UNSEEN;
