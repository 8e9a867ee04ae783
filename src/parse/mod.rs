//! TOML text to a tree: total, recovering, every fault a finding at its place, and what was meant
//! read on where that is plain.

mod document;
mod duplicate;
mod encoding;
pub(crate) mod faults;
mod header;
pub(crate) mod keys;
pub(crate) mod limits;
mod lines;
mod list;
mod long_text;
mod mend;
pub(crate) mod number;
mod pieces;
mod quick;
mod quotes;
mod recover;
pub(crate) mod tree;
pub(crate) mod value;

pub(crate) use document::Document;
pub(crate) use duplicate::DUPLICATE_KEY;
pub(crate) use encoding::{ENCODING, decode};

pub(crate) use long_text::{MARKS, UNCLOSED};
pub(crate) use recover::{BOM, LINE_ENDS, parse};
