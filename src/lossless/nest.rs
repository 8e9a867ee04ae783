//! Blocks within the blocks that they belong to, and comments with what they are about.

use std::collections::BTreeMap;

use super::parse::{self, Statement};
use super::{Block, Entry, Header, LosslessFile, Unreadable, below};
use crate::key::Section;

impl LosslessFile {
    /// Reads a file's text, its line ends LF and without BOM.
    pub fn read(text: &str, root: Section) -> Result<Self, Unreadable> {
        parse::statements(text).map(|(statements, end)| nest(statements, end, root))
    }
}

/// Puts statements together.
fn nest(statements: Vec<Statement>, mut end: String, root: Section) -> LosslessFile {
    let mut file = Block {
        header: None,
        section: Some(root),
        entries: Vec::new(),
        tail: String::new(),
        blocks: Vec::new(),
    };
    let mut head = String::new();
    let mut first = true;
    // Indexes of the block that statements are added to.
    let mut open: Vec<usize> = Vec::new();
    let mut last = Last::default();
    for mut statement in statements {
        let lead = match &mut statement {
            Statement::Header(Header { lead, .. }) | Statement::Entry(Entry { lead, .. }) => lead,
        };
        if std::mem::take(&mut first) {
            head = take(lead, head_of(lead));
        }
        match statement {
            Statement::Entry(entry) => at(&mut file, &open).entries.push(entry),
            Statement::Header(mut header) => {
                let own = tail_of(&header.lead).unwrap_or(0);
                at(&mut file, &open).tail = take(&mut header.lead, own);
                open = last.parent(&header.path);
                let path = header.path.clone();
                let parent = at(&mut file, &open);
                let deep = parent.header.as_ref().map_or(0, |own| own.path.len());
                let names = header.path.iter().skip(deep);
                let section = names.fold(parent.section, |section, name| below(section?, name));
                let block = Block {
                    header: Some(header),
                    section,
                    entries: Vec::new(),
                    tail: String::new(),
                    blocks: Vec::new(),
                };
                open.push(parent.blocks.len());
                parent.blocks.push(block);
                last.begins(&path, &open);
            }
        }
    }
    if first {
        head = std::mem::take(&mut end);
    } else {
        let own = tail_of(&end).unwrap_or(end.len());
        at(&mut file, &open).tail = take(&mut end, own);
    }
    LosslessFile { head, root: file, end }
}

/// Takes the first bytes of a text out of it.
fn take(text: &mut String, bytes: usize) -> String {
    let rest = text.split_off(bytes.min(text.len()));
    std::mem::replace(text, rest)
}

/// How much of what stands above the first statement is about the file: all up to the last blank
/// line, and `#:` lines.
fn head_of(lead: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    let mut marks = true;
    for line in lead.split_inclusive('\n') {
        at += line.len();
        marks &= line.starts_with("#:");
        if line.ends_with('\n') && (marks || line.trim().is_empty()) {
            end = at;
        }
    }
    end
}

/// How much of what stands below a block is about it: the comments up to a blank line. `None` where
/// there is no blank line.
fn tail_of(lead: &str) -> Option<usize> {
    let mut at = 0;
    for line in lead.split_inclusive('\n') {
        if line.trim().is_empty() {
            return line.ends_with('\n').then_some(at);
        }
        at += line.len();
    }
    None
}

/// The last block of each name, by the indexes that lead to it.
#[derive(Default)]
struct Last(BTreeMap<Vec<String>, Vec<usize>>);

impl Last {
    /// Indexes of the block that one of this path belongs to: the last of the longest name that
    /// begins it.
    fn parent(&self, path: &[String]) -> Vec<usize> {
        let mut names = (1..path.len()).rev().filter_map(|length| path.get(..length));
        names.find_map(|name| self.0.get(name)).cloned().unwrap_or_default()
    }

    /// A block begins: those within the last one of its name are no longer reached.
    fn begins(&mut self, path: &[String], indexes: &[usize]) {
        let within = self
            .0
            .range(path.to_vec()..)
            .map(|(name, _)| name)
            .take_while(|name| name.starts_with(path));
        let within: Vec<Vec<String>> = within.cloned().collect();
        for name in within {
            self.0.remove(&name);
        }
        self.0.insert(path.to_vec(), indexes.to_vec());
    }
}

fn at<'b>(block: &'b mut Block, indexes: &[usize]) -> &'b mut Block {
    match indexes.split_first() {
        Some((first, rest)) if *first < block.blocks.len() => at(&mut block.blocks[*first], rest),
        _ => block,
    }
}
