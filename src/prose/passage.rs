//! Prose as its reader sees it: stretches of running text without marks, each character with its
//! place in the file.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::equation::FigureId;
use crate::note::{Note, Numbered, TableNo, Word};
use crate::prose::filled::Filled;
use crate::prose::pieces::{CLOSE, OPEN, Prepared, opening};
use crate::prose::place::Map;
use crate::prose::scene::Read;
use crate::source::{Sources, Span};
use crate::stretches;

/// Stands in a passage for what is filled in, and for code: nobody typed it there.
pub(crate) const FILLED: char = '\u{fffc}';

/// Where a passage stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Setting {
    /// In a paragraph or a point of a list.
    #[default]
    Running,
    /// In a heading, a title or a post's text.
    Heading,
    /// In a cell.
    Cell,
    /// In a footnote.
    Footnote,
}

/// A cell of a table that is typed in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CellAt {
    /// Which of the text's tables, from 1.
    pub(crate) grid: usize,
    /// Which row, the headings 0.
    pub(crate) row: usize,
    /// Which column, from 0.
    pub(crate) column: usize,
}

/// A stretch of running text: a paragraph, a point, a heading, a cell or a footnote.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passage {
    /// The text; what is filled in stands as [`FILLED`].
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) setting: Setting,
    /// True in a quotation.
    pub(crate) quoted: bool,
    /// The figures filled in: where, and as what text.
    pub(crate) filled: Vec<(usize, String, Vec<FigureId>)>,
    /// Of a cell of a table, which one.
    pub(crate) cell: Option<CellAt>,
    /// References filled in: where, and the words that each begins with in print.
    pub(crate) refs: Vec<(usize, &'static [&'static str])>,
    /// Marks of footnotes: where, and the footnote's name.
    pub(crate) marks: Vec<(usize, String)>,
    /// Of a footnote, its name.
    pub(crate) footnote: Option<String>,
    /// How many points the list has that follows directly.
    pub(crate) list: Option<usize>,
    /// Where each run of digits begins, ascending: few texts have any, and rules look only there.
    pub(crate) digits: Vec<usize>,
    /// Offsets in `text` with the offset in the prose's value, ascending.
    steps: Vec<(usize, usize)>,
}

impl Passage {
    fn offset(&self, at: usize) -> usize {
        let step = self.steps.partition_point(|(own, _)| *own <= at).saturating_sub(1);
        self.steps.get(step).map_or(at, |(own, value)| value + at.saturating_sub(*own))
    }
}

/// Where each run of digits begins.
pub(crate) fn digits(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    // Most of a text has none.
    for stretch in stretches::having(text, |byte| byte.is_ascii_digit()) {
        let before = stretch.start.checked_sub(1).map(|before| bytes[before]);
        let mut within = before.is_some_and(|before| before.is_ascii_digit());
        for (at, byte) in stretch.clone().zip(&bytes[stretch]) {
            let digit = byte.is_ascii_digit();
            if digit && !within {
                out.push(at);
            }
            within = digit;
        }
    }
    out
}

/// A text of a note as passages.
pub(crate) struct Passages<'a> {
    /// The passages in order.
    pub(crate) list: Vec<Passage>,
    /// Index of each table placed, with the place, in order.
    pub(crate) placed: Vec<(TableNo, Span)>,
    /// True where tables can stand: in sections and the summary.
    pub(crate) holds_tables: bool,
    /// What is wrong with it as prose.
    pub(crate) findings: Vec<Diagnostic>,
    map: Map<'a>,
}

impl<'a> Passages<'a> {
    /// The passages of prose, and what else was read of it.
    pub(super) fn new(mut flat: Flat<'_>, map: Map<'a>, read: Read) -> Self {
        flat.close();
        let Read { placed, findings, .. } = read;
        Self { list: flat.list, placed, holds_tables: false, findings, map }
    }

    /// A text that is no prose, a title or a heading, as its one passage.
    pub(crate) fn of_label(sources: &'a Sources, label: &Word) -> Self {
        let passage = Passage {
            digits: digits(&label.value),
            text: label.value.clone(),
            setting: Setting::Heading,
            steps: vec![(0, 0)],
            ..Passage::default()
        };
        let map = Map::new(sources.slice(label.span), label.span);
        Self {
            list: vec![passage],
            placed: Vec::new(),
            holds_tables: false,
            findings: Vec::new(),
            map,
        }
    }

    /// The place in the file of a range of a passage's text.
    pub(crate) fn span(&self, passage: &Passage, range: Range<usize>) -> Span {
        let last = range.end.saturating_sub(1).max(range.start);
        // From the last byte, so that a mark after the text is not taken along.
        self.map.span(
            passage.offset(range.start),
            passage.offset(last) + range.end.saturating_sub(last),
        )
    }
}

/// The number of each of a note's tables, in the order that they are placed. After a number of the
/// paper's own, `3a`, the next is the one after it.
pub(crate) fn numbers(
    note: &Note,
    placed: impl Iterator<Item = TableNo>,
) -> Numbered<TableNo, Option<String>> {
    let mut numbers = BTreeMap::new();
    let mut last = 0_usize;
    for table in placed.filter(|table| note.tables[*table].numbered) {
        numbers.entry(table).or_insert_with(|| {
            if let Some(own) = &note.tables[table].number {
                last = last.max(leading(&own.value).unwrap_or_default());
                return own.value.clone();
            }
            last += 1;
            last.to_string()
        });
    }
    // A table that is shown in another has that one's number.
    for table in note.table_numbers() {
        match numbers.get(&note.shown_in(table)).cloned() {
            Some(number) => numbers.insert(table, number),
            None => numbers.remove(&table),
        };
    }
    note.table_numbers().map(|table| numbers.get(&table).cloned()).collect()
}

/// The number that a table's number begins with: 3 of `3a`. One of more digits than tables are
/// counted by is a name.
pub(crate) fn leading(number: &str) -> Option<usize> {
    const DIGITS: usize = 4;
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    number.get(..end).filter(|digits| digits.len() <= DIGITS)?.parse().ok()
}

/// Makes passages of a parser's stream of events.
pub(super) struct Flat<'a> {
    prepared: &'a Prepared,
    filled: &'a BTreeMap<usize, Filled>,
    list: Vec<Passage>,
    open: Option<Passage>,
    /// Open lists: the passage right before each, and the points so far.
    lists: Vec<(Option<usize>, usize)>,
    /// The passage that ended right before what comes now.
    before: Option<usize>,
    quotes: usize,
    code: bool,
    footnote: Option<String>,
    /// The cell that comes next.
    next_cell: CellAt,
}

impl<'a> Flat<'a> {
    /// Of prepared prose, with what is filled in by its number.
    pub(super) fn new(prepared: &'a Prepared, filled: &'a BTreeMap<usize, Filled>) -> Self {
        Self {
            prepared,
            filled,
            list: Vec::new(),
            open: None,
            lists: Vec::new(),
            before: None,
            quotes: 0,
            code: false,
            footnote: None,
            next_cell: CellAt::default(),
        }
    }

    /// The next event, and its bytes in the prepared text.
    pub(super) fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) if !self.code => {
                self.text(text, range.start);
            }
            Event::Code(_) => {
                self.opaque(self.prepared.original(range.start), self.prepared.original(range.end));
            }
            Event::FootnoteReference(label) => {
                let at = self.passage().text.len();
                self.passage().marks.push((at, label.to_string()));
            }
            Event::SoftBreak => self.text(" ", range.start),
            Event::HardBreak => self.text("\n", range.start),
            Event::Rule => {
                self.close();
                self.before = None;
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.begin(Setting::Running, range.len()),
            Tag::Heading { .. } => self.begin(Setting::Heading, range.len()),
            Tag::Table(_) => {
                self.close();
                self.next_cell = CellAt { grid: self.next_cell.grid + 1, row: 0, column: 0 };
            }
            Tag::TableRow => {
                let row = self.next_cell.row + 1;
                self.next_cell = CellAt { row, column: 0, ..self.next_cell };
            }
            Tag::TableCell => {
                self.begin(Setting::Cell, range.len());
                self.passage().cell = Some(self.next_cell);
                self.next_cell.column += 1;
            }
            Tag::List(_) => {
                self.close();
                self.lists.push((self.before.take(), 0));
            }
            Tag::Item => {
                self.close();
                self.before = None;
                if let Some((_, items)) = self.lists.last_mut() {
                    *items += 1;
                }
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
            }
            Tag::FootnoteDefinition(label) => {
                self.close();
                self.footnote = Some(label.to_string());
            }
            Tag::CodeBlock(_) => {
                self.close();
                self.code = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item => {
                self.close();
            }
            TagEnd::List(_) => {
                self.close();
                if let Some((Some(before), items)) = self.lists.pop() {
                    self.list[before].list = Some(items);
                }
                self.before = None;
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.close();
                self.footnote = None;
            }
            TagEnd::CodeBlock => {
                self.code = false;
                self.before = None;
            }
            _ => {}
        }
    }

    /// Begins a passage, with room for its text.
    fn begin(&mut self, setting: Setting, room: usize) {
        self.close();
        let setting = if self.footnote.is_some() { Setting::Footnote } else { setting };
        let passage = self.passage();
        passage.setting = setting;
        passage.text.reserve(room);
    }

    /// The passage that text goes to.
    fn passage(&mut self) -> &mut Passage {
        let (quoted, footnote) = (self.quotes > 0, &self.footnote);
        self.open.get_or_insert_with(|| Passage {
            quoted,
            footnote: footnote.clone(),
            setting: if footnote.is_some() { Setting::Footnote } else { Setting::Running },
            ..Passage::default()
        })
    }

    fn close(&mut self) {
        let open = self.open.take().filter(|passage| !passage.text.trim().is_empty());
        if let Some(mut passage) = open {
            passage.digits = digits(&passage.text);
            self.before = Some(self.list.len());
            self.list.push(passage);
        }
    }

    /// Text with marks in it: what is filled in becomes one character.
    fn text(&mut self, text: &str, start: usize) {
        let mut at = 0;
        while let Some(open) = opening(&text[at..]).map(|found| at + found) {
            self.plain(&text[at..open], self.prepared.original(start + at));
            let inner = open + OPEN.len_utf8();
            let Some(close) = text[inner..].find(CLOSE).map(|found| inner + found) else { break };
            at = close + CLOSE.len_utf8();
            self.fill(text[inner..close].parse().ok(), start + open, start + at);
        }
        self.plain(&text[at..], self.prepared.original(start + at));
    }

    fn plain(&mut self, text: &str, value: usize) {
        let passage = self.passage();
        // A step is taken only where what was left out or put in moves the places.
        let at = passage.text.len();
        let goes_on = |(own, known): &(usize, usize)| known + (at - own) == value;
        if !passage.steps.last().is_some_and(goes_on) {
            passage.steps.push((at, value));
        }
        passage.text.push_str(text);
    }

    fn opaque(&mut self, from: usize, to: usize) {
        let mut mark = [0; 4];
        self.plain(FILLED.encode_utf8(&mut mark), from);
        let passage = self.passage();
        passage.steps.push((passage.text.len(), to));
    }

    /// What is filled in under a number, in place of the mark from `start` to `end` of the prepared
    /// text.
    fn fill(&mut self, number: Option<usize>, start: usize, end: usize) {
        let at = self.passage().text.len();
        self.opaque(self.prepared.original(start), self.prepared.original(end));
        match number.and_then(|number| self.filled.get(&number)) {
            Some(Filled::Figure { text, figures }) => {
                let filled = (at, text.clone(), figures.clone());
                self.passage().filled.push(filled);
            }
            Some(Filled::TableRef { .. }) => self.passage().refs.push((at, &["tabel", "tabellen"])),
            Some(Filled::SectionRef { .. }) => {
                let words = &["afsnit", "afsnittet", "bilag", "bilaget"];
                self.passage().refs.push((at, words));
            }
            _ => {}
        }
    }
}
