//! Every example of the `CommonMark` specification as a section's text: none of its words is lost,
//! none is made up.
//!
//! What is compared is the text that a reader sees: the specification's HTML without its tags, and
//! the text of our blocks. Out on purpose, and so not compared: HTML is text here, so its tags come
//! out as written; an image gives its words and a finding; a link's title, which no paper shows, is
//! left out; and a star between digits is a product, not emphasis.

use std::fs;

use budgetnotat::page::{Block, Inline};
use budgetnotat::view;

use crate::case::{Case, root};

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// The specification's examples: Markdown, a line with a point, HTML, between two fences of 32
/// marks. An arrow is a tab.
fn examples() -> Vec<Example> {
    let text =
        fs::read_to_string(root().join("tests/commonmark/spec.txt")).unwrap().replace('→', "\t");
    let fence = "`".repeat(32);
    let parts: Vec<&str> = text.split(&format!("{fence} example\n")).skip(1).collect();
    let example = |(index, part): (usize, &&str)| {
        let (body, _) = part.split_once(&format!("{fence}\n")).unwrap();
        let (markdown, html) = body
            .split_once(".\n")
            .filter(|(before, _)| before.is_empty() || before.ends_with('\n'))
            .unwrap_or_else(|| {
                let at = body.find("\n.\n").unwrap();
                (&body[..=at], &body[at + 3..])
            });
        Example { number: index + 1, markdown: markdown.to_owned(), html: html.to_owned() }
    };
    parts.iter().enumerate().map(example).collect()
}

/// A note with these texts, a section each.
fn note(texts: &[&str]) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let section = |text: &&str| {
        format!("[[afsnit]]\noverskrift = \"Eksempel\"\ntekst = {}\n\n", quoted(text))
    };
    texts.iter().map(section).collect::<Vec<_>>().concat()
}

/// The page of a note of these texts.
fn page(texts: &[&str]) -> budgetnotat::page::Page {
    let solved = Case::new().note("BI1", &note(texts)).solved();
    let note = &solved.project().notes[0];
    assert_eq!(note.sections.len(), texts.len());
    view::page(&solved, note, true).unwrap()
}

fn block_text(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                inline_text(content, out);
            }
            Block::Bullets { items } | Block::Numbered { items, .. } => {
                for item in items {
                    block_text(item, out);
                }
            }
            Block::Quote { blocks } => block_text(blocks, out),
            Block::Code { text } => out.push_str(text),
            Block::Grid { header, rows, .. } => {
                header.iter().chain(rows.iter().flatten()).for_each(|cell| inline_text(cell, out));
            }
            Block::Rule | Block::Table { .. } => {}
        }
        out.push('\n');
    }
}

fn inline_text(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text }
            | Inline::Code { text }
            | Inline::Figure { text, .. }
            | Inline::Ref { text, .. }
            | Inline::Foreign { text, .. } => {
                out.push_str(text);
            }
            Inline::Emph { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => inline_text(content, out),
            Inline::Break => out.push('\n'),
            Inline::Footnote { blocks, .. } => block_text(blocks, out),
            Inline::FootnoteAgain { .. } => {}
        }
    }
}

/// HTML with the words of images in their place.
fn images(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find("<img ") {
        text.push_str(&rest[..at]);
        let end = rest[at..].find("/>").map_or(rest.len(), |end| at + end + 2);
        let words = rest[at..end]
            .split_once("alt=\"")
            .and_then(|(_, words)| words.split_once('"'))
            .map_or("", |(words, _)| words);
        text.push_str(words);
        rest = &rest[end..];
    }
    text.push_str(rest);
    text
}

/// HTML without the tags that `CommonMark` makes.
fn untagged(html: &str) -> String {
    const MADE: [&str; 19] = [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "em",
        "strong",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "blockquote",
        "hr",
        "br",
        "a",
        "img",
    ];
    let mut out = String::new();
    let images = images(html);
    let mut rest = images.as_str();
    while let Some(at) = rest.find('<') {
        let after = &rest[at + 1..];
        let name: String =
            after.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let end = after.find('>').filter(|_| MADE.contains(&name.as_str()));
        out.push_str(&rest[..at]);
        if end.is_none() {
            out.push('<');
        }
        rest = end.map_or(after, |end| &after[end + 1..]);
    }
    out + rest
}

/// HTML's written characters as they are.
fn characters(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Text without whatever looks like a tag: what of a text is not HTML.
fn bare(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let tag =
            after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        let end = after.find('>').filter(|_| tag);
        if end.is_none() {
            out.push('<');
        }
        rest = end.map_or(after, |end| &after[end + 1..]);
    }
    out + rest
}

/// Text without its blanks.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn no_word_of_an_example_is_lost_and_none_is_made_up() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let mut wrong = Vec::new();
    for example in examples.iter().filter(|example| example.markdown != "5*6*78\n") {
        let page = page(&[&example.markdown]);
        let mut text = String::new();
        block_text(&page.sections[0].blocks, &mut text);
        // Where the example has HTML of its own, what is left without any tag is compared.
        let (ours, theirs) = (squeezed(&text), squeezed(&characters(&untagged(&example.html))));
        let same =
            ours == theirs || bare(&ours) == bare(&squeezed(&characters(&images(&example.html))));
        if !same {
            wrong.push(format!(
                "{}: {:?}\n  ours   {ours}\n  theirs {theirs}",
                example.number, example.markdown
            ));
        }
    }
    assert!(wrong.is_empty(), "{} examples\n{}", wrong.len(), wrong.join("\n"));
}

/// The words of a text as they are found again on a page: without blanks, and the hyphens that
/// lines are broken at.
#[cfg(feature = "typeset")]
fn set(text: &str) -> String {
    squeezed(text)
        .chars()
        .filter(|c| !matches!(c, '-' | '\u{2010}' | '\u{ad}' | '\u{200b}') && !c.is_control())
        .collect()
}

#[cfg(feature = "typeset")]
#[test]
fn every_example_is_typeset_with_its_words() {
    use budgetnotat::typeset::{Engine, Overrides, Picture};

    /// How far from the word before a word is looked for: what stands between them on a page is
    /// marks of lists and a foot.
    const NEAR: usize = 600;

    let examples = examples();
    let texts: Vec<&str> = examples.iter().map(|example| example.markdown.as_str()).collect();
    let engine = Engine::new(Overrides::default()).unwrap();
    let mut count = 0;
    // A note has room for so many sections.
    for texts in texts.chunks(budgetnotat::limit::SECTIONS.most) {
        let page = page(texts);
        let pictures = engine.pages(&page).unwrap_or_else(|errors| panic!("{errors:?}"));
        let all: String = pictures.iter().flat_map(Picture::words).map(set).collect();
        let mut at = 0;
        for (section, markdown) in page.sections.iter().zip(texts) {
            let mut text = String::new();
            block_text(&section.blocks, &mut text);
            for word in text.split_whitespace().map(set).filter(|word| !word.is_empty()) {
                let rest = &all[at..];
                let end = rest.char_indices().nth(NEAR).map_or(rest.len(), |(end, _)| end);
                let found = rest[..end].find(&word).unwrap_or_else(|| {
                    panic!("{word:?} of {markdown:?} is not on the page: {}", &rest[..end])
                });
                at += found + word.len();
                count += 1;
            }
        }
    }
    assert!(count > 1_500, "{count}");
}
