//! Footnotes: their texts put where they are marked, and those that lack their text, or have two:
//! `CommonMark` prints such marks as text, in silence.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::page::{Block, Inline};
use crate::prose::faults::FOOTNOTE;
use crate::source::Span;
use crate::text;

/// Puts each footnote's text where it is first marked.
pub(super) fn fill(blocks: &mut [Block], texts: &BTreeMap<String, Vec<Block>>) {
    let inlines = |content: &mut Vec<Inline>| fill_inlines(content, texts);
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => inlines(content),
            Block::Bullets { items } | Block::Numbered { items, .. } => {
                for item in items {
                    fill(item, texts);
                }
            }
            Block::Quote { blocks } => fill(blocks, texts),
            Block::Grid { header, rows, .. } => {
                header.iter_mut().for_each(inlines);
                rows.iter_mut().flatten().for_each(inlines);
            }
            Block::Code { .. } | Block::Rule | Block::Table { .. } => {}
        }
    }
}

fn fill_inlines(content: &mut [Inline], texts: &BTreeMap<String, Vec<Block>>) {
    for inline in content {
        match inline {
            Inline::Footnote { label, blocks } => {
                *blocks = texts.get(label).cloned().unwrap_or_default();
            }
            Inline::Emph { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => fill_inlines(content, texts),
            _ => {}
        }
    }
}

/// Finds marks without a text and texts that stand twice; `place` maps byte ranges of `text` to the
/// file.
pub(super) fn check(
    text: &str,
    place: &dyn Fn(Range<usize>) -> Span,
    findings: &mut Vec<Diagnostic>,
) {
    let mut texts: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    let mut marks: Vec<(&str, Range<usize>)> = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let mut at = 0;
        let mut in_code = false;
        while let Some(next) = line[at..].find(['[', '`']) {
            let open = at + next;
            at = open + 1;
            if line[open..].starts_with('`') {
                in_code = !in_code;
                continue;
            }
            let Some(label) =
                line[open..].strip_prefix("[^").and_then(|rest| rest.split(']').next())
            else {
                continue;
            };
            let end = open + 2 + label.len() + 1;
            if in_code
                || label.is_empty()
                || label.contains(char::is_whitespace)
                || end > line.len()
            {
                continue;
            }
            let range = line_start + open..line_start + end;
            let defines = line[..open].trim().is_empty() && line[end..].starts_with(':');
            if !defines {
                marks.push((label, range));
            } else if let Some(first) = texts.get(label) {
                findings.push(
                    Diagnostic::new(
                        &FOOTNOTE,
                        place(range),
                        text!(
                            "fodnoten [^{label}] har to tekster",
                            "the footnote [^{label}] has two texts"
                        ),
                    )
                    .label(place(first.clone()), text!("den første", "the first"))
                    .help(text!("giv den ene et andet nummer", "give one of them another number")),
                );
            } else {
                texts.insert(label, range);
            }
            at = end;
        }
        line_start += line.len();
    }
    for (label, range) in marks.into_iter().filter(|(label, _)| !texts.contains_key(label)) {
        findings.push(
            Diagnostic::new(
                &FOOTNOTE,
                place(range),
                text!(
                    "fodnoten [^{label}] har ingen tekst i afsnittet",
                    "the footnote [^{label}] has no text in the section"
                ),
            )
            .help(text!(
                "skriv [^{label}]: … på en linje for sig i samme afsnit",
                "write [^{label}]: … on a line of its own in the same section"
            )),
        );
    }
}
