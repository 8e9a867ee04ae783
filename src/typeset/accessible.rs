//! What Typst and validators let through, found on the laid out document: tables without headers,
//! text in the wrong language, pictures without words.
//!
//! The frames are walked as the export walks them: the start and end of every element that gets a
//! tag stand in them, the text between. What lies in an artifact is not read aloud and not looked
//! at.

use serde_json::Value;
use typst::World;
use typst::foundations::{Content, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, HideElem, RepeatElem};
use typst::math::EquationElem;
use typst::model::{Document as _, FigureElem, TableElem};
use typst::pdf::ArtifactElem;
use typst::syntax::Span;
use typst::text::{RawElem, TextItem};
use typst::visualize::ImageElem;
use typst_layout::PagedDocument;

use super::error::TypesetError;
use super::headers;
use super::printable::Printable;
use crate::rule::page::Breach;

/// The language of every note; passages in others are marked in the note.
const LANGUAGE: &str = "da";

/// The breaches of a document, in the order they stand in it; one of each kind a place.
pub(super) fn check(
    world: &dyn World,
    page: &impl Printable,
    document: &PagedDocument,
) -> Vec<TypesetError> {
    let mut walk = Walk { page, passages: None, open: Vec::new(), found: Vec::new() };
    let language = document.info().locale.custom().map(|locale| locale.lang);
    if language.is_none_or(|lang| lang.as_str() != LANGUAGE) {
        let said = language.map(|lang| lang.as_str().to_owned()).unwrap_or_default();
        walk.found.push((Breach::DocumentLanguage, Span::detached(), said));
    }
    document.pages().iter().for_each(|page| walk.frame(&page.frame));
    let mut errors: Vec<TypesetError> = Vec::new();
    for (breach, span, words) in walk.found {
        // Text in the wrong language follows from a document in the wrong language.
        let follows =
            breach == Breach::TextLanguage && language.is_none_or(|lang| lang.as_str() != LANGUAGE);
        let error = TypesetError::breach(world, breach, span, &words);
        let same = |other: &TypesetError| {
            (other.kind, &other.template, other.line, other.column)
                == (error.kind, &error.template, error.line, error.column)
        };
        if !follows && !errors.iter().any(same) {
            errors.push(error);
        }
    }
    errors
}

/// An element that has begun and not ended.
struct Open {
    location: Location,
    span: Span,
    kind: Kind,
}

enum Kind {
    /// What is in it is looked at by itself.
    Plain,
    /// Nothing in it is read aloud.
    Artifact,
    /// Read aloud as its alternative text.
    Described,
    /// A figure without alternative text; `has_content` when something in it speaks for itself.
    Figure { has_content: bool },
}

struct Walk<'a, P> {
    page: &'a P,
    /// The note's foreign passages, each with its language; found when they are first asked for.
    passages: Option<Vec<(String, String)>>,
    open: Vec<Open>,
    found: Vec<(Breach, Span, String)>,
}

impl<P: Printable> Walk<'_, P> {
    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Tag(Tag::Start(element, flags)) if flags.tagged => self.start(element),
                FrameItem::Tag(Tag::End(location, _, flags)) if flags.tagged => self.end(*location),
                FrameItem::Text(text) => self.text(text),
                _ => {}
            }
        }
    }

    /// True where nothing is read aloud.
    fn silent(&self) -> bool {
        self.open.iter().any(|open| matches!(open.kind, Kind::Artifact))
    }

    /// True where alternative text of something around is read instead.
    fn described(&self) -> bool {
        self.open.iter().any(|open| matches!(open.kind, Kind::Described))
    }

    fn start(&mut self, element: &Content) {
        let Some(location) = element.location() else { return };
        let kind = self.begun(element);
        self.open.push(Open { location, span: element.span(), kind });
    }

    /// Looks at an element, and tells what it means for what is in it.
    fn begun(&mut self, element: &Content) -> Kind {
        if element.is::<ArtifactElem>() || element.is::<HideElem>() || element.is::<RepeatElem>() {
            return Kind::Artifact;
        }
        if self.silent() || self.described() {
            return Kind::Plain;
        }
        let has_words = |alt: Option<&str>| alt.is_some_and(|words| !words.trim().is_empty());
        let styles = StyleChain::default();
        if let Some(table) = element.to_packed::<TableElem>() {
            self.note_content();
            if let Some(grid) = &table.grid {
                self.found.extend(
                    headers::check(grid).map(|(breach, words)| (breach, element.span(), words)),
                );
            }
        } else if element.is::<RawElem>() {
            self.note_content();
        } else if let Some(image) = element.to_packed::<ImageElem>() {
            self.note_content();
            if !has_words(image.alt.get_ref(styles).as_deref()) {
                self.found.push((Breach::Image, element.span(), String::new()));
            }
        } else if let Some(equation) = element.to_packed::<EquationElem>() {
            self.note_content();
            if !has_words(equation.alt.get_ref(styles).as_deref()) {
                self.found.push((Breach::Equation, element.span(), String::new()));
            }
            return Kind::Described;
        } else if let Some(figure) = element.to_packed::<FigureElem>() {
            let described = has_words(figure.alt.get_ref(styles).as_deref());
            return if described { Kind::Described } else { Kind::Figure { has_content: false } };
        }
        Kind::Plain
    }

    /// What has begun speaks for itself, or is told by itself: the figures around it need no words
    /// of their own.
    fn note_content(&mut self) {
        for open in &mut self.open {
            if let Kind::Figure { has_content } = &mut open.kind {
                *has_content = true;
            }
        }
    }

    fn end(&mut self, location: Location) {
        let Some(index) = self.open.iter().rposition(|open| open.location == location) else {
            return;
        };
        let ended = self.open.remove(index);
        if matches!(ended.kind, Kind::Figure { has_content: false }) {
            self.found.push((Breach::Figure, ended.span, String::new()));
        }
    }

    /// Text must be in the document's language, or be part of a passage that the note has in its
    /// own.
    fn text(&mut self, item: &TextItem) {
        let language = item.lang.as_str();
        let letters = letters(&item.text);
        if language == LANGUAGE || letters.is_empty() || self.silent() {
            return;
        }
        let page = self.page;
        let passages = self.passages.get_or_insert_with(|| passages(page));
        if !passages.iter().any(|(lang, text)| lang == language && text.contains(&letters)) {
            // Text that comes from the data has no place of its own: the innermost thing around it
            // that has one.
            let around = self.open.iter().rev().map(|open| open.span);
            let mut places = item.glyphs.iter().map(|glyph| glyph.span.0).take(1).chain(around);
            let span = places.find(|span| !span.is_detached()).unwrap_or(Span::detached());
            let words = item.text.trim();
            self.found.push((Breach::TextLanguage, span, format!("{words} ({language})")));
        }
    }
}

/// The letters and digits of a text, small: what is left of it whatever lines, hyphens and
/// directions did to it.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The letters of every foreign passage of a page. They are found in what crosses to the templates,
/// so that no place where prose can stand is forgotten.
fn passages(page: &impl Printable) -> Vec<(String, String)> {
    fn walk(value: &Value, out: &mut Vec<(String, String)>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| walk(item, out)),
            Value::Object(object) => {
                let field = |name: &str| object.get(name).and_then(Value::as_str);
                if let (Some("foreign"), Some(lang), Some(text)) =
                    (field("type"), field("lang"), field("text"))
                {
                    out.push((lang.to_owned(), letters(text)));
                }
                object.values().for_each(|value| walk(value, out));
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    walk(&serde_json::to_value(page).unwrap_or_default(), &mut out);
    out
}
