//! A post, or a total row, as cells: what a block's keys are below headers.

use toml_edit::Value;

use super::comments::Remark;
use super::head::{Cells, Column, Head, key, name};
use super::value::{can_be_cell, cell_of_figure, cell_of_text, is_marked_figure, written};
use crate::grid::Mark;
use crate::key::{Kind, post as p, table as k};
use crate::lossless::{Block, Entry, comments};
use crate::note::Period;
use crate::text;
use crate::text::Text;

/// A row before its cells stand in columns.
#[derive(Clone)]
pub(super) struct Row<'b> {
    pub(super) mark: Mark,
    pub(super) cells: Vec<(Head, String)>,
    /// What can't be a cell: it stays in a block with the row's id.
    pub(super) left: Vec<&'b Entry>,
    pub(super) blocks: Vec<&'b Block>,
    pub(super) remarks: Vec<Remark>,
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
}

impl<'b> Row<'b> {
    fn empty(mark: Mark, block: &Block) -> Self {
        let mut remarks = Vec::new();
        Remark::of_block(block, &mut remarks);
        Self {
            mark,
            cells: Vec::new(),
            left: Vec::new(),
            blocks: Vec::new(),
            remarks,
            id: None,
            name: None,
        }
    }

    /// A post; `above` is the id of the nearest line without a mark above.
    pub(super) fn of(
        post: &'b Block,
        columns: &[Column],
        above: Option<&str>,
        ranges: &mut Vec<Head>,
    ) -> Result<Self, Text> {
        let mut row = Self::empty(Mark::Post, post);
        row.blocks = post.blocks.iter().collect();
        row.id = post.text(p::ID.name).map(str::to_owned);
        row.name = [&p::TEXT, &p::AGREEMENT, &p::COMMITTEE, &p::APPROPRIATION, &p::ID]
            .iter()
            .find_map(|key| post.text(key.name))
            .filter(|text| can_be_cell(text))
            .map(str::to_owned);
        for entry in &post.entries {
            if let Some(mark) = mark(entry, above) {
                if row.mark != Mark::Post {
                    let name = row.name.unwrap_or_default();
                    return Err(text!(
                        "posten {name} siger på to måder, hvad den er",
                        "the post {name} says in two ways what it is"
                    ));
                }
                row.mark = mark;
                row.remark(entry);
                continue;
            }
            match cell(entry, columns).filter(|said| is_new_or_alike(said, ranges)) {
                Some(Said::Cell(head, cell)) => {
                    row.cells.push((head, cell));
                    row.remark(entry);
                }
                Some(Said::Nothing) => row.remark(entry),
                None => {
                    if name(entry) == Some(p::SUM_OF.name) && row.mark == Mark::Post {
                        row.mark = Mark::Subtotal;
                    }
                    row.left.push(entry);
                }
            }
        }
        if row.name.is_none() {
            let mut words = row.cells.iter().filter(|(head, _)| !head.is_figure());
            row.name = words.next().map(|(_, cell)| cell.clone());
        }
        let has_text = row.cells.iter().any(|(head, _)| *head == Head::Key(&p::TEXT));
        let is_called = row.cells.iter().any(|(head, _)| head.is_label());
        let name = row.name.clone().unwrap_or_default();
        if matches!(row.mark, Mark::Heading | Mark::Subtotal) && !has_text && is_called {
            return Err(text!("posten {name} har ingen tekst", "the post {name} has no text"));
        }
        if row.mark == Mark::Post && row.cells.is_empty() {
            return Err(text!("en post er tom", "a post is empty"));
        }
        Ok(row)
    }

    /// `[tabel.i_alt]`, where all of it can be cells.
    pub(super) fn of_grand_total(
        block: &'b Block,
        columns: &[Column],
        label: &Head,
    ) -> Option<Self> {
        let mut row = Self::empty(Mark::Total, block);
        row.name = Some(block.text(k::GRAND_TOTAL_TEXT.name).unwrap_or("I alt").to_owned());
        if !block.blocks.is_empty() {
            return None;
        }
        for entry in &block.entries {
            row.total_cell(entry, columns, label)?;
        }
        Some(row)
    }

    /// A `[[tabel.total]]`, where all of it can be cells of columns that there are.
    pub(super) fn of_total(block: &'b Block, columns: &[Column], heads: &[Head]) -> Option<Self> {
        let mut row = Self::empty(Mark::Total, block);
        row.name = Some(block.text(k::TOTAL_TEXT.name)?.to_owned());
        if !block.blocks.is_empty() {
            return None;
        }
        for entry in &block.entries {
            if name(entry) != Some(k::TOTAL_WHERE.name) {
                row.total_cell(entry, columns, &Head::Key(&p::TEXT))?;
                continue;
            }
            if comments(&entry.text).next().is_some() {
                return None;
            }
            for (code, value) in entry.value.as_inline_table()? {
                let head = Head::Key(key(code)?);
                let value =
                    value.as_str().filter(|text| can_be_cell(text) && !text.contains(','))?;
                if !(heads.contains(&head) && head.is_label()) || head == Head::Key(&p::TEXT) {
                    return None;
                }
                row.cells.push((head, value.to_owned()));
            }
            row.remark(entry);
        }
        let has_code = |(head, _): &(Head, String)| head.is_label() && *head != Head::Key(&p::TEXT);
        row.cells.iter().any(has_code).then_some(row)
    }

    /// False where a range is typed in another way than in the columns that there are.
    pub(super) fn fits(&self, heads: &[Head]) -> bool {
        self.cells.iter().all(|(head, _)| {
            !matches!(head, Head::Range(..))
                || heads.iter().all(|own| own == head || own.key() != head.key())
        })
    }

    /// Adds what a total row says under a key: its label, or a figure.
    fn total_cell(&mut self, entry: &Entry, columns: &[Column], label: &Head) -> Option<()> {
        self.remark(entry);
        if name(entry) == Some(k::TOTAL_TEXT.name) {
            let text = entry.value.as_str().filter(|text| can_be_cell(text))?;
            self.cells.push((label.clone(), text.to_owned()));
            return Some(());
        }
        let Some(Said::Cell(head, cell)) = cell(entry, columns) else { return None };
        head.is_figure().then(|| self.cells.push((head, cell)))
    }

    /// True where not all of it is cells.
    pub(super) fn is_beside(&self) -> bool {
        !(self.left.is_empty() && self.blocks.is_empty())
    }

    fn remark(&mut self, entry: &Entry) {
        let key = name(entry);
        Remark::all(key, &entry.lead, &mut self.remarks);
        Remark::all(key, &entry.trail, &mut self.remarks);
    }
}

/// False for a range that is typed in another way than in the rows above.
fn is_new_or_alike(said: &Said, ranges: &mut Vec<Head>) -> bool {
    let Said::Cell(head @ Head::Range(range, _), _) = said else { return true };
    let known = ranges.iter().find(|known| matches!(known, Head::Range(own, _) if own == range));
    let alike = known.is_none_or(|known| known == head);
    if known.is_none() {
        ranges.push(head.clone());
    }
    alike
}

/// The mark that a key stands for.
fn mark(entry: &Entry, above: Option<&str>) -> Option<Mark> {
    let name = name(entry)?;
    let is = entry.value.as_bool() == Some(true);
    if name == p::HEADING.name && is {
        return Some(Mark::Heading);
    }
    if name == p::SUBTOTAL.name && is {
        return Some(Mark::Subtotal);
    }
    (name == p::OF_WHICH.name && entry.value.as_str().is_some_and(|id| Some(id) == above))
        .then_some(Mark::OfWhich)
}

/// What a value that can be a cell is there.
enum Said {
    Cell(Head, String),
    /// A tick that is none.
    Nothing,
}

/// What a key's value is as a cell; `None` where it can't be one.
fn cell(entry: &Entry, columns: &[Column]) -> Option<Said> {
    let name = name(entry)?;
    let (value, own) = (&entry.value, written(entry, &entry.value));
    let text = || value.as_str().filter(|text| can_be_cell(text)).map(str::to_owned);
    let figure = || match value {
        Value::Integer(_) | Value::Float(_) => cell_of_figure(own),
        Value::String(text) if text.value() == "-" => Some("-".to_owned()),
        // A figure with the mark of a note is in quotes, as it is printed.
        Value::String(text) if is_marked_figure(text.value()) => Some(text.value().clone()),
        _ => None,
    };
    if let Some(column) = columns.iter().find(|column| column.id == name) {
        let cell = match (column.cells, value) {
            (Cells::Figures, _) => figure()?,
            (Cells::Texts, _) => cell_of_text(value.as_str()?)?,
            (Cells::Ticks, Value::Boolean(tick)) if *tick.value() => "x".to_owned(),
            (Cells::Ticks, Value::Boolean(_)) => return Some(Said::Nothing),
            (Cells::Ticks, _) => return None,
        };
        return Some(Said::Cell(Head::Named(name.to_owned(), column.cells), cell));
    }
    if let Some(key) = key(name) {
        let cell = match key.kind {
            _ if [&p::HEADING, &p::SUBTOTAL, &p::SUM_OF, &p::REST, &p::SHARE]
                .iter()
                .any(|own| own.name == name) =>
            {
                return None;
            }
            Kind::Amount => figure()?,
            Kind::Bool => if value.as_bool()? { "ja" } else { "nej" }.to_owned(),
            Kind::TextOrTexts => {
                let plain = |text: &str| can_be_cell(text) && !text.contains(',');
                match value {
                    Value::Array(list) if comments(own).next().is_none() => {
                        let all: Option<Vec<&str>> = list
                            .iter()
                            .map(|item| item.as_str().filter(|text| plain(text)))
                            .collect();
                        all.filter(|all| !all.is_empty())?.join(", ")
                    }
                    _ => text().filter(|text| plain(text))?,
                }
            }
            Kind::Text | Kind::Id | Kind::OneOf(_) => text()?,
            _ => return None,
        };
        return Some(Said::Cell(Head::Key(key), cell));
    }
    let period = Period::parse(name)?;
    if let Value::InlineTable(range) = value {
        let mut fields = range.iter();
        let (Some((of, value)), None) = (fields.next(), fields.next()) else { return None };
        let key = [&p::RANGE_SUM, &p::RANGE_YEARLY].into_iter().find(|key| key.name == of)?;
        let cell = match value {
            Value::String(text) if text.value() == "-" => "-".to_owned(),
            _ => cell_of_figure(written(entry, value))?,
        };
        let is_plain = comments(own).next().is_none();
        return is_plain.then(|| Said::Cell(Head::Range(period.to_string(), key), cell));
    }
    if matches!(period, Period::Range(..)) {
        return None;
    }
    Some(Said::Cell(Head::Period(name.to_owned()), figure()?))
}
