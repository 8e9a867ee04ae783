//! Builds the tree of nodes from a parser's stream of events.

use crate::page::{Block, Inline};

/// What is being built: blocks, a paragraph's text, or a table's rows.
pub(super) enum Frame {
    Blocks(Container, Vec<Block>),
    Inlines(Text, Vec<Inline>),
    Items {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Grid {
        align: Vec<&'static str>,
        header: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
        row: Vec<Vec<Inline>>,
        in_header: bool,
    },
    Code(String),
}

/// What holds blocks.
pub(super) enum Container {
    Root,
    Quote,
    Item,
    Footnote(String),
}

/// What holds text.
pub(super) enum Text {
    Paragraph,
    Heading(u8),
    Emph,
    Strong,
    Link(String),
    Image,
    Cell,
}

/// Adds text to what is open; text where only blocks can be opens a paragraph.
pub(super) fn push_inline(stack: &mut [Frame], inline: Inline) {
    match stack.last_mut() {
        Some(Frame::Inlines(_, content)) => merge(content, inline),
        Some(Frame::Blocks(_, blocks)) => match blocks.last_mut() {
            Some(Block::Paragraph { content }) => merge(content, inline),
            _ => blocks.push(Block::Paragraph { content: vec![inline] }),
        },
        Some(Frame::Code(text)) => {
            if let Inline::Text { text: more } = inline {
                text.push_str(&more);
            }
        }
        Some(Frame::Items { .. } | Frame::Grid { .. }) | None => {}
    }
}

/// Neighbouring plain texts are one.
fn merge(content: &mut Vec<Inline>, inline: Inline) {
    match (content.last_mut(), inline) {
        (Some(Inline::Text { text }), Inline::Text { text: more }) => text.push_str(&more),
        (_, inline) => content.push(inline),
    }
}

/// Adds a block to the nearest thing that holds blocks.
pub(super) fn push_block(stack: &mut [Frame], block: Block) {
    for frame in stack.iter_mut().rev() {
        if let Frame::Blocks(_, blocks) = frame {
            blocks.push(block);
            return;
        }
    }
}
