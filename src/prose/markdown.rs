//! `CommonMark` to nodes: paragraphs, lists, tables, footnotes, links; what can't be printed is a
//! finding.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Parser, Tag, TagEnd};

use crate::diagnostic::{Diagnostic, Rule, rule};
use crate::limit;
use crate::page::{Block, Inline, Table};
use crate::prose::faults::{FOOTNOTE, placed_wrongly};
use crate::prose::filled::{Filled, UNKNOWN};
use crate::prose::footnotes;
use crate::prose::full_stop;
use crate::prose::labels::{note_label, table_label};
use crate::prose::pieces::{CLOSE, OPEN, Prepared, opening};
use crate::prose::reference;
use crate::prose::scene::{Read, Scene};
use crate::prose::tree::{Container, Frame, Text, push_block, push_inline};
use crate::source::Span;
use crate::text;
use crate::text::Text as Message;

/// What is read beyond plain `CommonMark`.
const OPTIONS: pulldown_cmark::Options =
    pulldown_cmark::Options::ENABLE_TABLES.union(pulldown_cmark::Options::ENABLE_FOOTNOTES);

rule!(IMAGE = "billede", Error; "Der er et billede i teksten.", "There is an image in the text.");
rule!(LINK = "link", Error; "Et link fører ikke ud på nettet.", "A link does not lead to the web.");
rule!(
    DEPTH = "for-dyb-tekst", Error;
    "Teksten er lister i lister i for mange lag.",
    "The text has lists within lists, too many levels deep."
);

/// The text as a whole and a paragraph in it are open too.
const OUTERMOST: usize = 2;

/// Reads prepared prose into `read`, its blocks where it has a name to print its footnotes by;
/// `beside` sees each event too, so that nothing is parsed twice.
pub(super) fn read(
    scene: &Scene<'_>,
    prepared: &Prepared,
    filled: &BTreeMap<usize, Filled>,
    name: Option<&str>,
    place: &dyn Fn(usize, usize) -> Span,
    mut beside: impl FnMut(&Event<'_>, &Range<usize>),
    read: &mut Read,
) {
    let mut builder = Builder {
        scene,
        filled,
        name: name.unwrap_or_default(),
        printed: name.is_some(),
        stack: vec![Frame::Blocks(Container::Root, Vec::new())],
        skipped: 0,
        footnotes: BTreeMap::new(),
        references: BTreeSet::new(),
        findings: Vec::new(),
        here: 0..0,
        prepared,
        place,
    };
    for (event, range) in Parser::new_ext(&prepared.text, OPTIONS).into_offset_iter() {
        beside(&event, &range);
        builder.here = range;
        builder.event(event);
    }
    builder.finish(read);
}

struct Builder<'a> {
    scene: &'a Scene<'a>,
    filled: &'a BTreeMap<usize, Filled>,
    name: &'a str,
    /// False where only what is wrong is asked for: frames then stay empty.
    printed: bool,
    stack: Vec<Frame>,
    /// Starts passed over below the deepest level, whose ends are passed over too.
    skipped: usize,
    footnotes: BTreeMap<String, (Vec<Block>, Range<usize>)>,
    references: BTreeSet<String>,
    findings: Vec<Diagnostic>,
    /// The event's bytes in the prepared text.
    here: Range<usize>,
    prepared: &'a Prepared,
    place: &'a dyn Fn(usize, usize) -> Span,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => {
                if self.skipped > 0 || self.stack.len() >= limit::PROSE_DEPTH.most + OUTERMOST {
                    if self.skipped == 0 {
                        self.finding(
                            &DEPTH,
                            text!(
                                "teksten er for mange lag dyb her",
                                "the text is nested too deeply here"
                            ),
                            text!(
                                "skriv færre lister inden i hinanden",
                                "write fewer lists within each other"
                            ),
                        );
                    }
                    self.skipped += 1;
                } else {
                    self.start(tag);
                }
            }
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            // HTML is no program here: it comes out as written.
            Event::Html(text) | Event::InlineHtml(text) => {
                if text.get(..4).is_some_and(|tag| tag.eq_ignore_ascii_case("<img")) {
                    self.image();
                }
                self.text(&text);
            }
            Event::Code(text) => self.code(&text),
            Event::FootnoteReference(label) => self.footnote_reference(label.to_string()),
            Event::SoftBreak => self.inline(|| Inline::Text { text: " ".to_owned() }),
            Event::HardBreak => self.inline(|| Inline::Break),
            Event::Rule => self.block(|| Block::Rule),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Adds text to what is open, where it is to be printed.
    fn inline(&mut self, inline: impl FnOnce() -> Inline) {
        if self.printed {
            push_inline(&mut self.stack, inline());
        }
    }

    /// Adds a block to what is open, where it is to be printed.
    fn block(&mut self, block: impl FnOnce() -> Block) {
        if self.printed {
            push_block(&mut self.stack, block());
        }
    }

    /// The event's place in the file; worked out only where something is said of it.
    fn span(&self) -> Span {
        (self.place)(self.prepared.original(self.here.start), self.prepared.original(self.here.end))
    }

    /// An image can't be printed.
    fn image(&mut self) {
        self.finding(
            &IMAGE,
            text!("billeder kan ikke stå i teksten", "images can't stand in the text"),
            text!(
                "beskriv billedet i ord, eller henvis til det",
                "describe the image in words, or refer to it"
            ),
        );
    }

    fn finding(&mut self, rule: &'static Rule, message: Message, help: Message) {
        self.findings.push(Diagnostic::new(rule, self.span(), message).help(help));
    }

    fn start(&mut self, tag: Tag<'_>) {
        let frame = match tag {
            Tag::Paragraph => Frame::Inlines(Text::Paragraph, Vec::new()),
            Tag::Heading { level, .. } => Frame::Inlines(Text::Heading(level as u8), Vec::new()),
            Tag::Item => Frame::Blocks(Container::Item, Vec::new()),
            Tag::FootnoteDefinition(label) => {
                Frame::Blocks(Container::Footnote(label.to_string()), Vec::new())
            }
            Tag::List(start) => Frame::Items { start, items: Vec::new() },
            Tag::CodeBlock(_) => Frame::Code(String::new()),
            Tag::Emphasis => Frame::Inlines(Text::Emph, Vec::new()),
            Tag::Strong => Frame::Inlines(Text::Strong, Vec::new()),
            Tag::Link { dest_url, .. } => {
                self.check_link(&dest_url);
                Frame::Inlines(Text::Link(dest_url.to_string()), Vec::new())
            }
            Tag::Image { .. } => {
                self.image();
                Frame::Inlines(Text::Image, Vec::new())
            }
            Tag::Table(align) => Frame::Grid {
                align: align
                    .iter()
                    .map(|align| match align {
                        Alignment::Right => "right",
                        Alignment::Center => "center",
                        Alignment::Left | Alignment::None => "left",
                    })
                    .collect(),
                header: Vec::new(),
                rows: Vec::new(),
                row: Vec::new(),
                in_header: false,
            },
            Tag::TableHead | Tag::TableRow => {
                if let Some(Frame::Grid { row, in_header, .. }) = self.stack.last_mut() {
                    row.clear();
                    *in_header = matches!(tag, Tag::TableHead);
                }
                return;
            }
            Tag::TableCell => Frame::Inlines(Text::Cell, Vec::new()),
            // A quotation; the rest are of extensions that are not on.
            _ => Frame::Blocks(Container::Quote, Vec::new()),
        };
        self.stack.push(frame);
    }

    fn end(&mut self, tag: TagEnd) {
        if let TagEnd::TableHead | TagEnd::TableRow = tag {
            if let Some(Frame::Grid { header, rows, row, in_header, .. }) = self.stack.last_mut() {
                let row = mem::take(row);
                if *in_header { *header = row } else { rows.push(row) }
            }
            return;
        }
        let Some(frame) = self.stack.pop() else { return };
        match frame {
            Frame::Inlines(Text::Paragraph, content) => self.paragraph(content),
            Frame::Inlines(Text::Heading(level), content) => {
                self.block(|| Block::Heading { level, content });
            }
            Frame::Inlines(Text::Emph, content) => {
                self.inline(|| Inline::Emph { content });
            }
            Frame::Inlines(Text::Strong, content) => {
                self.inline(|| Inline::Strong { content });
            }
            Frame::Inlines(Text::Link(url), content) => {
                self.inline(|| Inline::Link { url, content });
            }
            Frame::Inlines(Text::Image, content) => {
                for inline in content {
                    self.inline(|| inline);
                }
            }
            Frame::Inlines(Text::Cell, content) => {
                if let Some(Frame::Grid { row, .. }) = self.stack.last_mut() {
                    row.push(content);
                }
            }
            Frame::Blocks(Container::Quote, blocks) => {
                self.block(|| Block::Quote { blocks });
            }
            Frame::Blocks(Container::Item, blocks) => {
                if let Some(Frame::Items { items, .. }) = self.stack.last_mut() {
                    items.push(blocks);
                }
            }
            Frame::Blocks(Container::Footnote(label), blocks) => {
                drop(self.footnotes.insert(label, (blocks, self.here.clone())));
            }
            Frame::Blocks(Container::Root, blocks) => {
                self.stack.push(Frame::Blocks(Container::Root, blocks));
            }
            Frame::Items { start: None, items } => {
                self.block(|| Block::Bullets { items });
            }
            Frame::Items { start: Some(start), items } => {
                self.block(|| Block::Numbered { start, items });
            }
            Frame::Grid { align, header, rows, .. } => {
                self.block(|| Block::Grid { align, header, rows });
            }
            Frame::Code(text) => {
                self.block(|| Block::Code { text: text.trim_end().to_owned() });
            }
        }
    }

    /// A paragraph, split where a table stands.
    fn paragraph(&mut self, content: Vec<Inline>) {
        let mut text: Vec<Inline> = Vec::new();
        for inline in content {
            if let Inline::Ref { target, text: mark } = &inline
                && mark.is_empty()
            {
                self.close_paragraph(&mut text);
                self.block(|| Block::Table {
                    table: Table { label: target.clone(), ..Table::default() },
                });
            } else {
                text.push(inline);
            }
        }
        self.close_paragraph(&mut text);
    }

    fn close_paragraph(&mut self, text: &mut Vec<Inline>) {
        let content = mem::take(text);
        let blank = content
            .iter()
            .all(|inline| matches!(inline, Inline::Text { text } if text.trim().is_empty()));
        if !blank {
            self.block(|| Block::Paragraph { content });
        }
    }

    fn check_link(&mut self, url: &str) {
        let web = ["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
        if !web || url.contains(OPEN) || url.chars().any(char::is_control) {
            self.finding(
                &LINK,
                text!(
                    "linket fører ikke til en adresse på nettet",
                    "the link does not lead to an address on the web"
                ),
                text!(
                    "skriv hele adressen: https://…; til en tabel skrives {{{{ ref(…) }}}}",
                    "write the whole address: https://…; for a table write {{{{ ref(…) }}}}"
                ),
            );
        }
    }

    /// Text with marks in it: each becomes what was filled in, which is all that is not only printed.
    fn text(&mut self, text: &str) {
        let mut rest = if self.printed || !self.filled.is_empty() { text } else { "" };
        while let Some(open) = opening(rest) {
            self.plain(&rest[..open]);
            let after = &rest[open + OPEN.len_utf8()..];
            let Some(close) = after.find(CLOSE) else { break };
            if let Ok(number) = after[..close].parse::<usize>() {
                match self.filled.get(&number) {
                    Some(filled) => self.fill(number, filled),
                    None => self.unfilled(number),
                }
            }
            rest = &after[close + CLOSE.len_utf8()..];
        }
        self.plain(rest);
    }

    fn plain(&mut self, text: &str) {
        if !text.is_empty() {
            self.inline(|| Inline::Text { text: text.to_owned() });
        }
    }

    fn code(&mut self, text: &str) {
        if text.contains(OPEN) {
            self.text(text);
        } else {
            self.inline(|| Inline::Code { text: text.to_owned() });
        }
    }

    /// What can't be filled in: a finding says so, and a draft shows where.
    fn unfilled(&mut self, number: usize) {
        if self.scene.disputed.is_some() {
            let source = self.prepared.expressions.get(number).cloned().unwrap_or_default();
            let disputed = Some("kan ikke udfyldes".to_owned());
            self.inline(|| Inline::Figure { text: UNKNOWN.to_owned(), disputed, source });
        }
    }

    fn fill(&mut self, number: usize, filled: &Filled) {
        // Of all that is filled in, only a table can stand in the wrong place.
        if !self.printed && !matches!(filled, Filled::Place { .. }) {
            return;
        }
        let inline = match filled.clone() {
            Filled::Figure { text, figures } => {
                let disputed = self
                    .scene
                    .disputed
                    .and_then(|words| figures.iter().find_map(|figure| words(*figure)));
                let source = self.prepared.expressions.get(number).cloned().unwrap_or_default();
                Inline::Figure { text, disputed, source }
            }
            Filled::TableRef { table, small } => reference::to_table(self.scene, table, small),
            Filled::SectionRef { section, small } => {
                reference::to_section(self.scene, section, small)
            }
            Filled::NoteRef { id } => Inline::Ref { target: note_label(&id), text: id },
            Filled::Foreign { lang, text } => Inline::Foreign { lang, text },
            Filled::Place { table } => {
                let in_paragraph =
                    matches!(self.stack.last(), Some(Frame::Inlines(Text::Paragraph, _)));
                let in_footnote = self
                    .stack
                    .iter()
                    .any(|frame| matches!(frame, Frame::Blocks(Container::Footnote(_), _)));
                let tight_item =
                    matches!(self.stack.last(), Some(Frame::Blocks(Container::Item, _)));
                let target = table_label(&self.scene.reconciled.note.tables[table].id.value);
                if tight_item && !in_footnote {
                    self.block(|| Block::Table {
                        table: Table { label: target, ..Table::default() },
                    });
                    return;
                }
                if !in_paragraph || in_footnote {
                    self.findings.push(placed_wrongly(self.span()));
                    return;
                }
                // An empty reference stands for the table until the paragraph is split.
                Inline::Ref { target, text: String::new() }
            }
        };
        self.inline(|| inline);
    }

    fn footnote_reference(&mut self, label: String) {
        if self.stack.iter().any(|frame| matches!(frame, Frame::Blocks(Container::Footnote(_), _)))
        {
            self.finding(
                &FOOTNOTE,
                text!("en fodnote kan ikke have en fodnote", "a footnote can't have a footnote"),
                text!("skriv det i fodnotens egen tekst", "write it in the footnote's own text"),
            );
            return;
        }
        let first = !self.references.contains(&label);
        let named = format!("{}-{label}", self.name);
        self.references.insert(label);
        let inline = if first {
            Inline::Footnote { label: named, blocks: Vec::new() }
        } else {
            Inline::FootnoteAgain { label: named }
        };
        self.inline(|| inline);
    }

    fn finish(mut self, read: &mut Read) {
        let mut blocks = match self.stack.drain(..).next() {
            Some(Frame::Blocks(_, blocks)) => blocks,
            _ => Vec::new(),
        };
        let in_file = |range: Range<usize>| {
            (self.place)(self.prepared.original(range.start), self.prepared.original(range.end))
        };
        let told = footnotes::check(&self.prepared.text, &in_file, &mut self.findings);
        for (label, (_, range)) in &self.footnotes {
            if !self.references.contains(label) && told.as_ref() != Some(label) {
                self.findings.push(
                    Diagnostic::new(
                        &FOOTNOTE,
                        (self.place)(
                            self.prepared.original(range.start),
                            self.prepared.original(range.end),
                        ),
                        text!(
                            "fodnoten [^{label}] bruges ikke i afsnittet",
                            "the footnote [^{label}] is not used in the section"
                        ),
                    )
                    .help(text!(
                        "skriv [^{label}], hvor den hører til, eller slet den",
                        "write [^{label}] where it belongs, or delete it"
                    )),
                );
            }
        }
        read.findings.append(&mut self.findings);
        if !self.printed {
            return;
        }
        full_stop::drop_doubled(&mut blocks);
        self.footnotes.values_mut().for_each(|(blocks, _)| full_stop::drop_doubled(blocks));
        let prefix = format!("{}-", self.name);
        let texts: BTreeMap<String, Vec<Block>> = self
            .footnotes
            .into_iter()
            .map(|(label, (blocks, _))| (format!("{prefix}{label}"), blocks))
            .collect();
        footnotes::fill(&mut blocks, &texts);
        level_headings(&mut blocks);
        read.blocks = blocks;
    }
}

/// Headings count from 1 below the section's own, without gaps, whatever marks the caseworker
/// chose.
fn level_headings(blocks: &mut [Block]) {
    let used: BTreeSet<u8> = blocks
        .iter()
        .filter_map(
            |block| if let Block::Heading { level, .. } = block { Some(*level) } else { None },
        )
        .collect();
    let mut last = 0;
    for block in blocks {
        if let Block::Heading { level, .. } = block {
            let rank = used.iter().position(|known| known == level).unwrap_or(0) + 1;
            let rank = u8::try_from(rank).unwrap_or(u8::MAX).min(last + 1);
            *level = rank;
            last = rank;
        }
    }
}
