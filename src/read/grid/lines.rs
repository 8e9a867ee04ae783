//! What all lines of a table are read with: what the headers are, and what a cell below each says.

use std::borrow::Cow;

use crate::grid::figure::{self, Read};
use crate::grid::{Cell, Grid, Line, one_line};
use crate::key::{Key, Kind, post as p};
use crate::note::{ColumnKind, mark};
use crate::parse::tree::{Name, Node, Table, Value};
use crate::read::grid::header::{Head, dashed};
use crate::read::grid::target::Target;
use crate::source::{Span, Spanned};
use crate::table_type::TableType;

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
    pub(super) known: Known,
}

/// What is known of the headers, found once for all lines.
#[derive(Default)]
pub(super) struct Known {
    /// Which of them are columns of figures.
    pub(super) figures: Vec<bool>,
    /// The one above texts.
    pub(super) text: Option<usize>,
    /// The one above ids.
    pub(super) id: Option<usize>,
    /// Those above what says what kind of row a line is.
    pub(super) kinds: Vec<usize>,
}

impl Known {
    fn of(heads: &[Head]) -> Self {
        let kinds = [&p::HEADING, &p::SUBTOTAL, &p::OF_WHICH, &p::SUM_OF, &p::REST];
        let at = |key: &Key| heads.iter().position(|head| head.target.is_key(key));
        Self {
            figures: heads.iter().map(is_figure_column).collect(),
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

    pub(super) fn span(&self, range: &std::ops::Range<usize>) -> Span {
        (self.place)(range.clone())
    }

    pub(super) fn target(&self, number: usize) -> &Target {
        self.heads.get(number).map_or(&Target::Unknown, |head| &head.target)
    }

    /// True for a column of figures.
    pub(super) fn is_figure(&self, number: usize) -> bool {
        self.known.figures.get(number).copied().unwrap_or_default()
    }

    /// The cell that says what the line is: the one below `tekst`, or else the first word.
    pub(super) fn label<'l>(&self, line: &'l Line<'t>) -> Option<(usize, &'l Cell<'t>)> {
        let own = self.known.text.and_then(|number| Some((number, line.cell(number)?)));
        own.or_else(|| {
            line.filled().find(|(number, _)| {
                !self.is_figure(*number)
                    && matches!(self.target(*number), Target::Key(key) if key.kind != Kind::Bool)
            })
        })
    }

    /// A cell as an entry of a block, under what its header means; `None` where that is not known.
    pub(super) fn value(&self, number: usize, cell: &Cell<'t>) -> Option<(Name<'t>, Node<'t>)> {
        let span = self.span(&cell.range);
        let printed = || Spanned::new(Value::Printed(cell.text.clone()), span);
        match self.target(number) {
            Target::Key(key) => Some(self.entry(key, number, self.typed_value(key, cell))),
            Target::Period(_) => Some((self.header_name(number), printed())),
            Target::NearPeriod(period) => Some((self.name(number, period.to_string()), printed())),
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
                let node = match kind {
                    ColumnKind::Figure => printed(),
                    ColumnKind::Text => Spanned::new(Value::Text(cell.text.clone()), span),
                    ColumnKind::Tick => self.words(cell),
                };
                Some((name, node))
            }
            Target::Unknown => None,
        }
    }

    /// A cell as a value of a key.
    fn typed_value(&self, key: &Key, cell: &Cell<'t>) -> Node<'t> {
        let span = self.span(&cell.range);
        let written = one_line(&cell.text);
        // Quotes that a block would have are none of the code's.
        let quoted = || written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        if let Some(inner) = quoted().filter(|_| key.name != p::TEXT.name) {
            return Spanned::new(Value::Text(Cow::Owned(inner.trim().to_owned())), span);
        }
        let value = match key.kind {
            Kind::Amount => Value::Printed(cell.text.clone()),
            Kind::Bool => match written.to_lowercase().as_str() {
                "x" | "ja" | "true" => Value::Bool(true),
                "nej" | "false" | "-" | "–" => Value::Bool(false),
                _ => return self.words(cell),
            },
            Kind::Texts | Kind::TextOrTexts if key.kind == Kind::Texts || written.contains(',') => {
                let items = written.split(',').map(str::trim).filter(|item| !item.is_empty());
                let item =
                    |item: &str| Spanned::new(Value::Text(Cow::Owned(item.to_owned())), span);
                Value::List(items.map(item).collect())
            }
            _ => return self.words(cell),
        };
        Spanned::new(value, span)
    }

    /// What a cell says, on one line.
    pub(super) fn words(&self, cell: &Cell<'t>) -> Node<'t> {
        Spanned::new(Value::Text(one_line(&cell.text)), self.span(&cell.range))
    }

    pub(super) fn entry(&self, key: &Key, number: usize, node: Node<'t>) -> (Name<'t>, Node<'t>) {
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

pub(super) fn name<'t>(name: &'static str, span: Span) -> Name<'t> {
    Spanned::new(Cow::Borrowed(name), span)
}

/// True for the header of figures.
pub(super) fn is_figure_column(head: &Head) -> bool {
    match &head.target {
        Target::Key(key) => key.kind == Kind::Amount,
        Target::Period(_) | Target::NearPeriod(_) | Target::Range(..) => true,
        Target::Named(_, kind) => *kind == ColumnKind::Figure,
        Target::Unknown => false,
    }
}

/// True for a cell that is written as a figure, or as none.
pub(super) fn is_figure(text: &str) -> bool {
    let figure = mark::split(text).map_or(text, |(figure, _)| figure);
    let figure = figure.trim_end_matches('%').trim_end();
    figure::read(figure) != Read::Unreadable
}
