//! What the printed prose says, and the amounts that it fetches from tables.

use crate::page::{Block, Inline, Page, Table};

/// An amount that the text fetches from a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fetched<'a> {
    /// The expression, as typed between {{ and }}.
    pub(super) source: &'a str,
    /// What is printed.
    pub(super) text: &'a str,
    /// True where a draft marks it.
    pub(super) marked: bool,
}

/// What is found in printed prose.
#[derive(Debug, Default)]
pub(super) struct Found<'a> {
    pub(super) fetched: Vec<Fetched<'a>>,
    pub(super) tables: Vec<&'a Table>,
}

/// The words of blocks, without tables.
pub(super) fn of(blocks: &[Block]) -> String {
    let mut out = String::new();
    walk(blocks, &mut |inline| match inline {
        Inline::Text { text }
        | Inline::Code { text }
        | Inline::Foreign { text, .. }
        | Inline::Ref { text, .. } => {
            out.push_str(text);
        }
        Inline::Figure { text, .. } => out.push_str(text),
        Inline::Break => out.push(' '),
        _ => {}
    });
    out
}

impl<'a> Found<'a> {
    /// All that a page prints.
    pub(super) fn of(page: &'a Page) -> Self {
        let mut found = Self::default();
        let texts = page.summary.iter().chain(page.sections.iter().map(|section| &section.blocks));
        texts.for_each(|blocks| found.blocks(blocks));
        if let Some(table) = &page.past_grants {
            found.table(table);
        }
        found
    }

    /// All that blocks print, in tables too.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        let mut fetched = Vec::new();
        walk(blocks, &mut |inline| {
            if let Inline::Figure { text, disputed, source } = inline {
                fetched.push(Fetched { source, text, marked: disputed.is_some() });
            }
        });
        self.fetched.extend(fetched);
        let mut tables = Vec::new();
        placed(blocks, &mut tables);
        for table in tables {
            self.table(table);
        }
    }

    /// A printed table, with the prose in it.
    pub(super) fn table(&mut self, table: &'a Table) {
        self.tables.push(table);
        let cells =
            table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.blocks.as_ref());
        let notes = table.note.iter().chain(table.notes.iter().map(|note| &note.blocks));
        for blocks in cells.chain(notes) {
            self.blocks(blocks);
        }
    }
}

/// Shows each piece of text in blocks, in order.
fn walk<'a>(blocks: &'a [Block], see: &mut dyn FnMut(&'a Inline)) {
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => inlines(content, see),
            Block::Bullets { items } | Block::Numbered { items, .. } => {
                for item in items {
                    walk(item, see);
                }
            }
            Block::Quote { blocks } => walk(blocks, see),
            Block::Grid { header, rows, .. } => {
                header.iter().chain(rows.iter().flatten()).for_each(|cell| inlines(cell, see));
            }
            Block::Code { .. } | Block::Rule | Block::Table { .. } => {}
        }
    }
}

fn inlines<'a>(content: &'a [Inline], see: &mut dyn FnMut(&'a Inline)) {
    for inline in content {
        see(inline);
        match inline {
            Inline::Emph { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => inlines(content, see),
            Inline::Footnote { blocks, .. } => walk(blocks, see),
            _ => {}
        }
    }
}

/// The tables that stand among blocks.
fn placed<'a>(blocks: &'a [Block], out: &mut Vec<&'a Table>) {
    for block in blocks {
        match block {
            Block::Table { table } => out.push(table),
            Block::Bullets { items } | Block::Numbered { items, .. } => {
                for item in items {
                    placed(item, out);
                }
            }
            Block::Quote { blocks } => placed(blocks, out),
            _ => {}
        }
    }
}
