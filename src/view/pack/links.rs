//! References from one note of a pack to another: in the pack they lead there.

use crate::page::{Block, Inline, Page, Table};
use crate::prose::NOTE_LABEL;

/// Makes each reference to a note a link, where `link` has an address for its id.
pub fn link_notes(page: &mut Page, link: &dyn Fn(&str) -> Option<String>) {
    for section in &mut page.sections {
        blocks(&mut section.blocks, link);
    }
    if let Some(summary) = &mut page.summary {
        blocks(summary, link);
    }
}

fn blocks(all: &mut [Block], link: &dyn Fn(&str) -> Option<String>) {
    for block in all {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => inlines(content, link),
            Block::Bullets { items } | Block::Numbered { items, .. } => {
                for item in items {
                    blocks(item, link);
                }
            }
            Block::Quote { blocks: own } => blocks(own, link),
            Block::Grid { header, rows, .. } => {
                let cells = header.iter_mut().chain(rows.iter_mut().flatten());
                for cell in cells {
                    inlines(cell, link);
                }
            }
            Block::Table { table } => in_table(table, link),
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn in_table(table: &mut Table, link: &dyn Fn(&str) -> Option<String>) {
    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
    for own in cells.filter_map(|cell| cell.blocks.as_mut()).chain(&mut table.note) {
        blocks(own, link);
    }
    for note in &mut table.notes {
        blocks(&mut note.blocks, link);
    }
}

fn inlines(all: &mut [Inline], link: &dyn Fn(&str) -> Option<String>) {
    for inline in all {
        match inline {
            Inline::Emph { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => {
                inlines(content, link);
            }
            Inline::Footnote { blocks: own, .. } => blocks(own, link),
            Inline::Ref { target, text } => {
                let url = target.strip_prefix(NOTE_LABEL).and_then(link);
                if let Some(url) = url {
                    let text = Inline::Text { text: std::mem::take(text) };
                    *inline = Inline::Link { url, content: vec![text] };
                }
            }
            _ => {}
        }
    }
}
