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

/// The label that a mark's text begins with, and what comes after the mark: it has no blank.
fn label(rest: &str) -> Option<(&str, &str)> {
    let (label, after) = rest.split_at(rest.find(|c: char| c == ']' || c.is_whitespace())?);
    Some((label, after.strip_prefix(']')?)).filter(|(label, _)| !label.is_empty())
}

/// Finds marks without a text and texts that stand twice, and gives the footnote whose mark has another
/// name, which is told with that; `place` maps byte ranges of `text` to the
/// file.
pub(super) fn check(
    text: &str,
    place: &dyn Fn(Range<usize>) -> Span,
    findings: &mut Vec<Diagnostic>,
) -> Option<String> {
    // Most texts have no mark at all.
    memchr::memchr(b'^', text.as_bytes())?;
    let mut texts: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    let mut marks: Vec<(&str, Range<usize>, Option<&str>)> = Vec::new();
    let (mut line, mut in_code, mut past) = (0, false, 0);
    for at in memchr::memchr3_iter(b'[', b'`', b'\n', text.as_bytes()) {
        let rest = &text[at..];
        if at < past {
            continue;
        }
        if rest.starts_with('\n') {
            (line, in_code) = (at + 1, false);
        }
        in_code ^= rest.starts_with('`');
        let Some((label, after)) = rest.strip_prefix("[^").filter(|_| !in_code).and_then(label)
        else {
            continue;
        };
        past = text.len() - after.len();
        let range = at..past;
        let defines = text[line..at].trim().is_empty() && after.starts_with(':');
        let alone = text[line..at].trim().is_empty() && after.starts_with([' ', '\t']);
        if !defines {
            marks.push((label, range, alone.then(|| after.lines().next().unwrap_or_default())));
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
    }
    let without = |label: &str| !texts.contains_key(label);
    // A mark that begins a line, of a footnote that is marked before it, is meant as its text.
    let mut meant: Vec<&str> = Vec::new();
    for (index, (label, range, rest)) in marks.iter().enumerate() {
        let earlier = marks.iter().take(index).any(|(other, ..)| other == label);
        let Some(rest) = rest.filter(|_| earlier && without(label) && !meant.contains(label))
        else {
            continue;
        };
        meant.push(label);
        let begin = crate::text::short(rest.trim());
        let message =
            text!("der mangler et kolon efter [^{label}]", "there is no colon after [^{label}]");
        let help = text!("skriv [^{label}]: {begin}", "write [^{label}]: {begin}");
        findings.push(Diagnostic {
            replacement: Some(format!("[^{label}]:")),
            ..Diagnostic::new(&FOOTNOTE, place(range.clone()), message).help(help)
        });
    }
    let mut lacking = marks.iter().filter(|(label, ..)| without(label) && !meant.contains(label));
    let used = |label: &str| marks.iter().any(|(other, ..)| *other == label);
    let mut unused = texts.iter().filter(|(label, _)| !used(label));
    // One mark without a text, and one text without a mark, are each other's.
    if let (Some((label, range, _)), None) = (lacking.next(), lacking.next())
        && let (Some((other, own)), None) = (unused.next(), unused.next())
    {
        let message = text!(
            "fodnoten [^{label}] har ingen tekst, og [^{other}] bruges ikke",
            "the footnote [^{label}] has no text, and [^{other}] is not used"
        );
        let finding = Diagnostic::new(&FOOTNOTE, place(range.clone()), message)
            .label(place(own.clone()), text!("teksten", "the text"))
            .help(text!("mente du [^{other}]?", "did you mean [^{other}]?"));
        findings.push(Diagnostic { replacement: Some(format!("[^{other}]")), ..finding });
        return Some((*other).to_owned());
    }
    for (label, range, _) in
        marks.iter().filter(|(label, ..)| without(label) && !meant.contains(label))
    {
        findings.push(
            Diagnostic::new(
                &FOOTNOTE,
                place(range.clone()),
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
    None
}
