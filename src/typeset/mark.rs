//! Reads a page's frame: the words on it, and what changes on it when only its number does.

use std::collections::BTreeSet;

use typst::foundations::StyleChain;
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Transform};
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::syntax::Span;
use typst::text::TextItem;
use typst::utils::hash128;
use typst::visualize::{Color, FixedStroke, Geometry};

/// A run of text on a page: a table's cell, or what of a line is set alike.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    corner: Point,
    opposite: Point,
}

impl Word {
    /// Where on its line it begins.
    pub(super) fn start(&self) -> Abs {
        self.corner.x
    }
}

/// A look through one page.
pub(super) struct FrameReader<'a> {
    /// The page's number and the number of pages, each way that they can be counted.
    numbers: &'a BTreeSet<String>,
    /// The running head or foot that is being looked through.
    margin: Option<Location>,
    /// Texts that say the page's number, without it: their words and looks.
    pub(super) page_numbers: Vec<u128>,
    /// The other texts, in the order they are set.
    pub(super) words: Vec<Word>,
}

impl<'a> FrameReader<'a> {
    pub(super) fn new(numbers: &'a BTreeSet<String>) -> Self {
        Self { numbers, margin: None, page_numbers: Vec::new(), words: Vec::new() }
    }

    /// A copy of a frame without what names nothing that is seen (labels), and without the texts of
    /// the running head and foot that say the page's number; those are kept in `page_numbers`.
    pub(super) fn through(&mut self, frame: &Frame, transform: Transform) -> Frame {
        let mut out = Frame::new(frame.size(), frame.kind());
        for (place, item) in frame.items() {
            let here = transform.pre_concat(Transform::translate(place.x, place.y));
            match item {
                FrameItem::Tag(tag) => self.tag(tag),
                FrameItem::Text(text) if self.says_number(text) => {}
                FrameItem::Text(text) => {
                    self.words.extend(word(text, here));
                    out.push(*place, item.clone());
                }
                FrameItem::Group(group) => {
                    let inner = self.through(&group.frame, here.pre_concat(group.transform));
                    out.push(
                        *place,
                        FrameItem::Group(GroupItem { frame: inner, label: None, ..group.clone() }),
                    );
                }
                _ => out.push(*place, item.clone()),
            }
        }
        out
    }

    /// Typst marks the running head and foot of every template as artifacts: that is how they are
    /// known.
    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(content, ..) if self.margin.is_none() => {
                let kind = content
                    .to_packed::<ArtifactElem>()
                    .map(|artifact| artifact.kind.get(StyleChain::default()));
                if matches!(kind, Some(ArtifactKind::Header | ArtifactKind::Footer)) {
                    self.margin = Some(tag.location());
                }
            }
            Tag::End(location, ..) if self.margin == Some(*location) => self.margin = None,
            _ => {}
        }
    }

    fn says_number(&mut self, item: &TextItem) -> bool {
        let without = self.margin.and_then(|_| without_numbers(&item.text, self.numbers));
        let Some(without) = without else { return false };
        self.page_numbers.push(hash128(&(
            &item.font,
            item.size,
            &item.fill,
            &item.stroke,
            without,
        )));
        true
    }
}

/// A text with `#` for each whole number that is one of `numbers`; `None` where there is none.
fn without_numbers(text: &str, numbers: &BTreeSet<String>) -> Option<String> {
    let mut out = String::new();
    let mut found = false;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (number, after) = rest.split_at(digits);
        let says = numbers.contains(number);
        found |= says;
        out.push_str(if says { "#" } else { number });
        let words = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        out.push_str(&after[..words]);
        rest = &after[words..];
    }
    found.then_some(out)
}

fn word(item: &TextItem, transform: Transform) -> Option<Word> {
    let text = item.text.trim();
    // What stands askew lies behind the text, and the running head says it in words.
    if !transform.kx.is_zero() || !transform.ky.is_zero() {
        return None;
    }
    // Text grows upward from its baseline; a little below it for what hangs down.
    let (above, below) = (item.size * 0.85, item.size * 0.25);
    let corner = Point::new(Abs::zero(), -above).transform(transform);
    let opposite = Point::new(item.width(), below).transform(transform);
    let placed = Word {
        text: text.to_owned(),
        corner: corner.min(opposite),
        opposite: corner.max(opposite),
    };
    (!text.is_empty()).then_some(placed)
}

/// Lays a mark over a word.
pub(super) fn mark(frame: &mut Frame, word: &Word) {
    let edge = Point::splat(Abs::pt(1.0));
    let size = (word.opposite - word.corner + edge * 2.0).to_size();
    let stroke = FixedStroke::from_pair(Color::from_u8(0xB4, 0x53, 0x09, 0xFF), Abs::pt(0.7));
    let shape =
        Geometry::Rect(size).filled_and_stroked(Color::from_u8(0xFF, 0xD5, 0x4F, 0x59), stroke);
    frame.push(word.corner - edge, FrameItem::Shape(shape, Span::detached()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_numbers_are_the_pages_own() {
        let numbers = ["3", "5"].map(str::to_owned).into();
        let without = |text| without_numbers(text, &numbers);
        assert_eq!(without("BI3 · side 3 af 5").as_deref(), Some("BI# · side # af #"));
        assert_eq!(without("Budget 2035, 35 kr."), None);
        assert_eq!(without(""), None);
    }
}
