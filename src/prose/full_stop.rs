//! A single full stop where two would meet: what is filled in may end in one, `1,5 mio. kr.`, and
//! so may the sentence.
//!
//! In Danish the point of an abbreviation is the full stop as well. Only what is printed loses a
//! point; the text as written, and all places in it, stay.

use crate::page::{Block, Inline};

/// What stands at the end of the line so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The point of something that was filled in.
    Point,
    /// Anything else.
    Other,
}

/// Takes the second of two points out of every line of text.
pub(super) fn drop_doubled(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => line(content),
            Block::Bullets { items } | Block::Numbered { items, .. } => {
                for item in items {
                    drop_doubled(item);
                }
            }
            Block::Quote { blocks } => drop_doubled(blocks),
            Block::Grid { header, rows, .. } => {
                header.iter_mut().chain(rows.iter_mut().flatten()).for_each(line);
            }
            Block::Code { .. } | Block::Rule | Block::Table { .. } => {}
        }
    }
}

fn line(content: &mut Vec<Inline>) {
    let mut following = Vec::new();
    stops(content, &mut following);
    // From the last one, as they are taken off the end.
    following.reverse();
    walk(content, End::Other, &mut following);
}

/// For each text in reading order: true where it begins with a full stop, and not with more points
/// or what a point is a part of.
fn stops(content: &[Inline], out: &mut Vec<bool>) {
    let mut texts = Vec::new();
    texts_of(content, &mut texts);
    let next = |from: usize| texts[from..].iter().flat_map(|text| text.chars()).next();
    out.extend(texts.iter().enumerate().map(|(index, text)| {
        let Some(rest) = text.strip_prefix('.') else { return false };
        let after = rest.chars().next().or_else(|| next(index + 1));
        !after.is_some_and(|c| c == '.' || c == '…' || c.is_alphanumeric())
    }));
}

/// What is printed of each leaf, texts and all else, in reading order; a footnote's mark is none.
fn texts_of<'i>(content: &'i [Inline], out: &mut Vec<&'i str>) {
    for inline in content {
        match inline {
            Inline::Text { text }
            | Inline::Code { text }
            | Inline::Ref { text, .. }
            | Inline::Figure { text, .. }
            | Inline::Foreign { text, .. } => out.push(text),
            Inline::Emph { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => texts_of(content, out),
            Inline::Break => out.push("\n"),
            Inline::Footnote { .. } | Inline::FootnoteAgain { .. } => {}
        }
    }
}

/// Takes off the points that follow another one; `following` is true for each leaf from here on
/// that begins with a full stop.
fn walk(content: &mut Vec<Inline>, mut end: End, following: &mut Vec<bool>) -> End {
    content.retain_mut(|inline| {
        match inline {
            Inline::Text { text } => {
                if following.pop().unwrap_or_default() && end == End::Point {
                    text.remove(0);
                }
                if !text.is_empty() {
                    end = End::Other;
                }
                return !text.is_empty();
            }
            // A figure in dispute is followed by words that say so.
            Inline::Figure { disputed: Some(_), .. }
            | Inline::Code { .. }
            | Inline::Ref { .. }
            | Inline::Break => {
                following.pop();
                end = End::Other;
            }
            Inline::Figure { text, .. } | Inline::Foreign { text, .. } => {
                following.pop();
                end = if text.ends_with('.') { End::Point } else { End::Other };
            }
            Inline::Emph { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => {
                end = walk(content, end, following);
            }
            Inline::Footnote { .. } | Inline::FootnoteAgain { .. } => {}
        }
        true
    });
    end
}
