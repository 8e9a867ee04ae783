//! A table that is written as text, as a block.

use crate::key::Section;
use crate::lossless::{Block, LosslessFile};

/// A table read from its text: its header is not in it.
pub(super) fn table_of(text: &str) -> Option<Block> {
    let text = format!("[[tabel]]\n{text}");
    let mut file = LosslessFile::read(&text, Section::Note).ok()?;
    (file.root.blocks.len() == 1).then(|| file.root.blocks.remove(0))
}
