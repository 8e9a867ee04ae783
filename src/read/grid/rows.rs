//! From lines to the blocks that they stand for: a post, a total row, a heading each.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, rule};
use crate::grid::figure::{self, Read};
use crate::grid::{Cell, Grid, Line, Mark};
use crate::key::{Key, Kind, Section, post as p, table as k};
use crate::note::{ColumnKind, PostNo, mark};
use crate::parse::tree::{Name, Node, Table, Value};
use crate::read::faults::MISPLACED_KEY;
use crate::read::grid::beside::Beside;
use crate::read::grid::faults::MARK;
use crate::read::grid::header::{Head, Target, dashed};
use crate::read::grid::row::{Row, Rows};
use crate::read::reader::Reader;
use crate::source::{Span, Spanned};
use crate::table_type::TableType;
use crate::text;
use crate::text::Text;

rule!(
    NO_FIGURES = "linje-uden-tal", Warning;
    "En linje i tabellen har ingen tal.",
    "A line of the table has no figures."
);
/// What all lines of a table are read with.
pub(super) struct Lines<'a, 't> {
    pub(super) heads: &'a [Head],
    /// Headers as they are typed.
    pub(super) header: &'a [Cell<'t>],
    pub(super) marked: bool,
    /// The lines as typed.
    pub(super) text: &'t str,
    pub(super) kind: Option<&'a TableType>,
    pub(super) place: &'a dyn Fn(std::ops::Range<usize>) -> Span,
    known: Known,
}

/// What is known of the headers, found once for all lines.
#[derive(Default)]
struct Known {
    /// Which of them are columns of figures.
    figures: Vec<bool>,
    /// The one above texts.
    text: Option<usize>,
    /// The one above ids.
    id: Option<usize>,
    /// Those above what says what kind of row a line is.
    kinds: Vec<usize>,
}

impl Known {
    fn of(heads: &[Head]) -> Self {
        let kinds = [&p::HEADING, &p::SUBTOTAL, &p::OF_WHICH, &p::SUM_OF, &p::REST];
        let at = |key: &Key| heads.iter().position(|head| head.target.is_key(key));
        let figure = |head: &Head| match &head.target {
            Target::Key(key) => key.kind == Kind::Amount,
            Target::Period(_) | Target::Range(..) => true,
            Target::Named(_, kind) => *kind == ColumnKind::Figure,
            Target::Unknown => false,
        };
        Self {
            figures: heads.iter().map(figure).collect(),
            text: at(&p::TEXT),
            id: at(&p::ID),
            kinds: kinds.into_iter().filter_map(at).collect(),
        }
    }
}

impl<'a, 't> Lines<'a, 't> {
    /// What is needed to read the lines below these headers.
    pub(super) fn new(
        heads: &'a [Head],
        grid: &'a Grid<'t>,
        text: &'t str,
        kind: Option<&'a TableType>,
        place: &'a dyn Fn(std::ops::Range<usize>) -> Span,
    ) -> Self {
        let known = Known::of(heads);
        Self { heads, header: &grid.header, marked: grid.marked, text, kind, place, known }
    }

    /// Reads the lines; what stands beside them in blocks is added.
    pub(super) fn read(
        &self,
        reader: &mut Reader,
        lines: &[Line<'t>],
        beside: &mut Beside<'t>,
    ) -> Rows<'t> {
        let mut rows = Rows::default();
        let mut above = None;
        let last = lines.iter().rposition(|line| line.filled().next().is_some());
        for (number, line) in lines.iter().enumerate() {
            if line.filled().next().is_none() && line.mark == Mark::Post {
                continue;
            }
            let mark = self.mark(reader, line, beside, Some(number) == last);
            if mark == Mark::Total {
                self.total(reader, line, &mut rows);
                continue;
            }
            let row = self.row(reader, line, mark, above, beside);
            if mark == Mark::Post {
                above = Some(PostNo(rows.posts.len()));
            }
            rows.posts.push(row);
        }
        rows
    }

    fn span(&self, range: &std::ops::Range<usize>) -> Span {
        (self.place)(range.clone())
    }

    fn target(&self, number: usize) -> &Target {
        self.heads.get(number).map_or(&Target::Unknown, |head| &head.target)
    }

    /// True for a column of figures.
    fn is_figure(&self, number: usize) -> bool {
        self.known.figures.get(number).copied().unwrap_or_default()
    }

    /// The cell that says what the line is: the one below `tekst`, or else the first word.
    fn label<'l>(&self, line: &'l Line<'t>) -> Option<(usize, &'l Cell<'t>)> {
        let own = self.known.text.and_then(|number| Some((number, line.cell(number)?)));
        own.or_else(|| {
            line.filled().find(|(number, _)| {
                !self.is_figure(*number)
                    && matches!(self.target(*number), Target::Key(key) if key.kind != Kind::Bool)
            })
        })
    }

    /// What kind of row a line is. One without a mark that looks like a total, a part or a heading
    /// is told, and read on as that.
    fn mark(
        &self,
        reader: &mut Reader,
        line: &Line<'t>,
        beside: &Beside<'t>,
        is_last: bool,
    ) -> Mark {
        let id = self.known.id.and_then(|number| line.cell(number));
        if line.torn || line.mark != Mark::Post || id.is_some_and(|id| beside.says_kind(&id.text)) {
            return line.mark;
        }
        if self.known.kinds.iter().any(|number| line.cell(*number).is_some()) {
            return Mark::Post;
        }
        let Some((_, label)) = self.label(line) else { return Mark::Post };
        let has_figures = line.filled().any(|(number, _)| self.is_figure(number));
        let span = self.span(&label.range);
        if let Some(mark) = mark_within(&label.text) {
            return self.misplaced_mark(reader, line, mark, span);
        }
        let (mark, what) = match looks_like(&label.text, self.kind) {
            Some(Mark::Total) if has_figures && is_last => {
                (Mark::Total, text!("en total", "a total"))
            }
            Some(Mark::Total) if has_figures => (Mark::Subtotal, text!("en delsum", "a subtotal")),
            Some(Mark::OfWhich) if has_figures => {
                (Mark::OfWhich, text!("en del af posten ovenover", "a part of the post above"))
            }
            _ => {
                let figures = (0..self.heads.len()).any(|number| self.is_figure(number));
                if !has_figures && figures {
                    return self.without_figures(reader, line, &label.text, span);
                }
                return Mark::Post;
            }
        };
        let label = &label.text;
        let Text { da: what, en: what_en } = what;
        let message = text!(
            "linjen \"{label}\" ligner {what}, men står som en post og lægges til",
            "the line \"{label}\" looks like {what_en}, but stands as a post and is added"
        );
        let help = self.typed(line, mark);
        reader.push(Diagnostic::new(&MARK, span, message).help(help));
        mark
    }

    /// Says that a mark stands in the cell of the line's text, and reads it on.
    fn misplaced_mark(&self, reader: &mut Reader, line: &Line<'t>, mark: Mark, span: Span) -> Mark {
        let typed = mark.text();
        let message = text!(
            "mærket {typed} står i cellen med linjens tekst",
            "the mark {typed} stands in the cell of the line's text"
        );
        let Text { da, en } = self.typed(line, mark);
        let help = text!("{da}, og slet det her", "{en}, and delete it here");
        reader.push(Diagnostic::new(&MARK, span, message).help(help));
        mark
    }

    /// How a mark is put on a line.
    fn typed(&self, line: &Line<'t>, mark: Mark) -> Text {
        let mark = mark.text();
        if self.marked {
            text!("skriv {mark} i linjens første celle", "write {mark} in the line's first cell")
        } else if !self.text[line.range.clone()].contains('|') {
            text!(
                "skriv {mark} og en tabulator forrest på linjen",
                "write {mark} and a tab first on the line"
            )
        } else {
            text!(
                "skriv {mark} forrest på linjen, før den første |",
                "write {mark} first on the line, before the first |"
            )
        }
    }

    fn without_figures(
        &self,
        reader: &mut Reader,
        line: &Line<'t>,
        label: &str,
        span: Span,
    ) -> Mark {
        let message =
            text!("linjen \"{label}\" har ingen tal", "the line \"{label}\" has no figures");
        let Text { da, en } = self.typed(line, Mark::Heading);
        reader.push(Diagnostic::new(&NO_FIGURES, span, message).help(text!(
            "skriv tallene; 0 eller -, hvor der ikke er nogen; er det en mellemoverskrift, så {da}",
            "write the figures, 0 or - where there are none; if it is a heading, {en}"
        )));
        Mark::Heading
    }

    /// The block that a line stands for, with what a block beside it adds.
    fn row(
        &self,
        reader: &mut Reader,
        line: &Line<'t>,
        mark: Mark,
        above: Option<PostNo>,
        beside: &mut Beside<'t>,
    ) -> Row<'t> {
        let span =
            line.filled().next().map_or(self.span(&line.range), |(_, cell)| self.span(&cell.range));
        let mut block = Table { entries: Vec::with_capacity(line.cells.len() + 1), span };
        let at_mark = self.span(&line.mark_range);
        let kind = match mark {
            Mark::Heading => Some(&p::HEADING),
            Mark::Subtotal => Some(&p::SUBTOTAL),
            _ => None,
        };
        // A heading's or subtotal's words are its text, whatever column they stand in.
        let label = kind.and_then(|_| self.label(line)).map(|(number, _)| number);
        let mut astray = line.torn;
        let filled = line.filled().filter(|_| !line.torn);
        for (number, cell) in filled {
            if label == Some(number) {
                block.entries.push(self.entry(&p::TEXT, number, self.words(cell)));
            } else if let Some(entry) = self.value(number, cell) {
                block.entries.push(entry);
            } else {
                astray |= is_figure(&cell.text);
            }
        }
        if line.torn {
            block
                .entries
                .extend(line.cells.first().map(|cell| self.entry(&p::TEXT, 0, self.words(cell))));
        }
        let id = block.get(p::ID.name).and_then(|node| match &node.value {
            Value::Text(id) => Some(id.to_string()),
            _ => None,
        });
        let added = id.and_then(|id| beside.take(reader, &id, &mut block));
        let summed = added.is_some_and(|added| added.says_sum);
        block.entries.extend(
            kind.filter(|_| !summed)
                .map(|key| (name(key.name, at_mark), Spanned::new(Value::Bool(true), at_mark))),
        );
        let above = (mark == Mark::OfWhich).then(|| {
            if above.is_none() {
                let message = text!(
                    "> betyder en del af posten ovenover, men der står ingen post ovenover",
                    "> means a part of the post above, but there is no post above"
                );
                reader.push(Diagnostic::new(&MARK, at_mark, message).help(text!(
                    "slet >, eller flyt linjen ned under den post, den er en del af",
                    "delete >, or move the line down below the post that it is a part of"
                )));
            }
            above
        });
        Row { block: Cow::Owned(block), above: above.flatten(), at_mark, astray }
    }

    /// A total row: of all posts, or of those with the codes that the line has.
    fn total(&self, reader: &mut Reader, line: &Line<'t>, rows: &mut Rows<'t>) {
        let at_mark = self.span(&line.mark_range);
        let mut block = Table { entries: Vec::new(), span: at_mark };
        let mut codes = Table { entries: Vec::new(), span: at_mark };
        let label = self.label(line).map(|(number, _)| number);
        for (number, cell) in line.filled() {
            if label == Some(number) {
                block.entries.push(self.entry(&k::TOTAL_TEXT, number, self.words(cell)));
                continue;
            }
            match self.target(number) {
                Target::Key(key) if key.kind != Kind::Amount => {
                    let known = Section::Where.has(key.name);
                    if known {
                        codes.entries.extend(self.value(number, cell));
                    } else {
                        self.not_of_a_total(reader, cell);
                    }
                }
                Target::Named(_, kind) if *kind != ColumnKind::Figure => {
                    self.not_of_a_total(reader, cell);
                }
                _ => block.entries.extend(self.value(number, cell)),
            }
        }
        if codes.entries.is_empty() {
            if let Some(first) = &rows.grand_total {
                let message = text!("tabellen har to totalrækker", "the table has two total rows");
                reader.push(Diagnostic::new(&MARK, at_mark, message)
                    .label(first.span, text!("den første", "the first"))
                    .help(text!(
                        "skriv = for en delsum; en total af nogle af posterne har deres kode i sin celle, fx service under styringsomraade",
                        "write = for a subtotal; a total of some of the posts has their code in its cell, e.g. service below styringsomraade"
                    )));
                return;
            }
            rows.grand_total = Some(block);
            return;
        }
        let span =
            codes.entries.iter().map(|(_, node)| node.span).reduce(Span::to).unwrap_or(at_mark);
        let codes = Spanned::new(Value::Table(codes), span);
        block.entries.push((name(k::TOTAL_WHERE.name, span), codes));
        rows.totals.push(block);
    }

    fn not_of_a_total(&self, reader: &mut Reader, cell: &Cell<'t>) {
        let text = &cell.text;
        let message = text!(
            "\"{text}\" står på en totalrække, hvor det ikke trykkes",
            "\"{text}\" stands on a total row, where it is not printed"
        );
        reader.push(Diagnostic::new(&MISPLACED_KEY, self.span(&cell.range), message).help(text!(
            "slet det, eller flyt det til tabellens note",
            "delete it, or move it to the table's note"
        )));
    }

    /// A cell as an entry of a block, under what its header means; `None` where that is not known.
    fn value(&self, number: usize, cell: &Cell<'t>) -> Option<(Name<'t>, Node<'t>)> {
        let span = self.span(&cell.range);
        let printed = || Spanned::new(Value::Printed(cell.text.clone()), span);
        match self.target(number) {
            Target::Key(key) => Some(self.entry(key, number, self.typed_value(key, cell))),
            Target::Period(_) => Some((self.header_name(number), printed())),
            Target::Range(range, key) => {
                let inner = Table { entries: vec![self.entry(key, number, printed())], span };
                let node = Spanned::new(Value::Table(inner), span);
                Some((self.name(number, range.to_string()), node))
            }
            Target::Named(id, kind) => {
                let own = self.header.get(number).filter(|header| header.text == *id);
                let name = match own {
                    Some(_) => self.header_name(number),
                    None => self.name(number, id.clone()),
                };
                let figure = *kind == ColumnKind::Figure;
                Some((name, if figure { printed() } else { self.words(cell) }))
            }
            Target::Unknown => None,
        }
    }

    /// A cell as a value of a key.
    fn typed_value(&self, key: &Key, cell: &Cell<'t>) -> Node<'t> {
        let span = self.span(&cell.range);
        // Quotes that a block would have are none of the code's.
        let quoted = || cell.text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        if let Some(inner) = quoted().filter(|_| key.name != p::TEXT.name) {
            return Spanned::new(Value::Text(Cow::Owned(inner.trim().to_owned())), span);
        }
        let value = match key.kind {
            Kind::Amount => Value::Printed(cell.text.clone()),
            Kind::Bool => match cell.text.to_lowercase().as_str() {
                "x" | "ja" | "true" => Value::Bool(true),
                "nej" | "false" | "-" | "–" => Value::Bool(false),
                _ => return self.words(cell),
            },
            Kind::Texts | Kind::TextOrTexts
                if key.kind == Kind::Texts || cell.text.contains(',') =>
            {
                let items = cell.text.split(',').map(str::trim).filter(|item| !item.is_empty());
                let item =
                    |item: &str| Spanned::new(Value::Text(Cow::Owned(item.to_owned())), span);
                Value::List(items.map(item).collect())
            }
            _ => return self.words(cell),
        };
        Spanned::new(value, span)
    }

    fn words(&self, cell: &Cell<'t>) -> Node<'t> {
        Spanned::new(Value::Text(cell.text.clone()), self.span(&cell.range))
    }

    fn entry(&self, key: &Key, number: usize, node: Node<'t>) -> (Name<'t>, Node<'t>) {
        let span = self.heads.get(number).map_or(node.span, |head| head.span);
        (name(key.name, span), node)
    }

    /// A header as it is typed, with the dash of a key.
    fn header_name(&self, number: usize) -> Name<'t> {
        let span = self.heads.get(number).map(|head| head.span).unwrap_or_default();
        let name = match self.header.get(number).map(|cell| &cell.text) {
            Some(Cow::Borrowed(text)) if text.is_ascii() => Cow::Borrowed(*text),
            Some(text) => Cow::Owned(dashed(text).into_owned()),
            None => Cow::Borrowed(""),
        };
        Spanned::new(name, span)
    }

    fn name(&self, number: usize, name: String) -> Name<'t> {
        let span = self.heads.get(number).map(|head| head.span).unwrap_or_default();
        Spanned::new(Cow::Owned(name), span)
    }
}

fn name<'t>(name: &'static str, span: Span) -> Name<'t> {
    Spanned::new(Cow::Borrowed(name), span)
}

/// The mark that a line's text begins with, where a blank follows it.
fn mark_within(label: &str) -> Option<Mark> {
    let (first, rest) = label.split_once(' ')?;
    Mark::read(first).filter(|mark| *mark != Mark::Post && !rest.trim().is_empty())
}

/// The mark that a line's words ask for.
fn looks_like(label: &str, kind: Option<&TableType>) -> Option<Mark> {
    let plain = label.trim_end_matches([':', '.']);
    let words = ["i alt", "ialt", "sum", "total", "samlet", "subtotal", "delsum"];
    let ends = |word: &str| {
        let start = plain.len().checked_sub(word.len());
        start.and_then(|start| plain.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    let starts = |text: &str, word: &str| {
        text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    let own = kind.is_some_and(|kind| plain.eq_ignore_ascii_case(kind.total));
    let is = |word: &&str| plain.eq_ignore_ascii_case(word);
    if own || words.iter().any(is) || ends(" i alt") {
        return Some(Mark::Total);
    }
    let part = plain.trim_start_matches(['-', '–', ' ', '•']);
    let of_which = ["heraf", "deraf"].iter().any(|word| {
        let rest = || part.get(word.len()..).unwrap_or_default();
        starts(part, word) && !rest().starts_with(char::is_alphanumeric)
    });
    of_which.then_some(Mark::OfWhich)
}

/// True for a cell that is written as a figure, or as none.
pub(super) fn is_figure(text: &str) -> bool {
    let figure = mark::split(text).map_or(text, |(figure, _)| figure);
    let figure = figure.trim_end_matches('%').trim_end();
    figure::read(figure) != Read::Unreadable
}
