//! What a header means, as far as that is the same in both forms.

use toml_edit::Value;

use crate::grid::Holds;
use crate::key::{Key, Kind, Section, post as p, table as k};
use crate::lossless::{Block, Entry, comments};
use crate::note::Period;

/// What the cells of a column are in a block.
#[derive(Clone, Debug)]
pub(super) enum Head {
    /// The value of a post's key.
    Key(&'static Key),
    /// The figure of a period, as it is typed.
    Period(String),
    /// All of a range, or what it is each year.
    Range(String, &'static Key),
    /// A named column, and whether its cells are ticks, texts or figures.
    Named(String, Cells),
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Key(one), Self::Key(other)) => one.name == other.name,
            (Self::Range(one, of), Self::Range(other, by)) => one == other && of.name == by.name,
            (Self::Period(one), Self::Period(other))
            | (Self::Named(one, _), Self::Named(other, _)) => one == other,
            _ => false,
        }
    }
}

/// What a named column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    Figures,
    Texts,
    Ticks,
}

impl Head {
    /// How it is typed above lines.
    pub(super) fn header(&self) -> String {
        match self {
            Self::Key(key) if key.name == p::ACROSS.name => "I alt".to_owned(),
            Self::Key(key) => key.name.to_owned(),
            Self::Period(period) => period.clone(),
            Self::Range(range, key) if key.name == p::RANGE_YEARLY.name => {
                format!("{range} årligt")
            }
            Self::Range(range, _) => format!("{range} sum"),
            Self::Named(id, _) => id.clone(),
        }
    }

    /// The key that its values have in a block.
    pub(super) fn key(&self) -> &str {
        match self {
            Self::Key(key) => key.name,
            Self::Period(name) | Self::Range(name, _) | Self::Named(name, _) => name,
        }
    }

    /// True where words stand below it: a row may be called by one of them.
    pub(super) fn is_label(&self) -> bool {
        matches!(self, Self::Key(key) if !matches!(key.kind, Kind::Amount | Kind::Bool))
    }

    /// True where figures stand below it.
    pub(super) fn is_figure(&self) -> bool {
        match self {
            Self::Key(key) => key.kind == Kind::Amount,
            Self::Period(_) | Self::Range(..) => true,
            Self::Named(_, cells) => *cells == Cells::Figures,
        }
    }

    /// The order of columns: keys as they are described, then years in the order of time, the
    /// table's own columns, and the sum across.
    pub(super) fn rank(&self, named: &[Column]) -> (usize, usize, (u16, u16)) {
        let keys = Section::Post.keys();
        match self {
            Self::Key(key) if key.name == p::ACROSS.name => (5, 0, (0, 0)),
            Self::Key(key) if key.name == p::AMOUNT.name => (3, 0, (0, 0)),
            Self::Key(key) => {
                (0, keys.iter().position(|own| own.name == key.name).unwrap_or(0), (0, 0))
            }
            Self::Named(id, _) => {
                (4, named.iter().position(|column| column.id == *id).unwrap_or(usize::MAX), (0, 0))
            }
            Self::Period(name) | Self::Range(name, _) => {
                let period = Period::parse(name);
                (2, 0, period.map_or((0, 0), |period| (period.first(), period.last())))
            }
        }
    }
}

/// A column that its table names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) id: String,
    /// Its heading.
    pub(super) text: Option<String>,
    pub(super) cells: Cells,
    /// True where it says nothing else.
    pub(super) plain: bool,
}

/// The columns that a table names, in order; `None` where it names none.
pub(super) fn named(table: &Block) -> Option<Vec<Column>> {
    let text_type = table.text(k::TYPE.name) == Some("tekst");
    let column = |fields: &[(&str, &Value)]| {
        let text = |name: &str| fields.iter().find(|(own, _)| *own == name)?.1.as_str();
        let cells = match text(k::COLUMN_KIND.name) {
            Some("tekst") => Cells::Texts,
            Some("kryds") => Cells::Ticks,
            None if text_type => Cells::Texts,
            _ => Cells::Figures,
        };
        let plain = [k::COLUMN_ID.name, k::COLUMN_TEXT.name, k::COLUMN_KIND.name];
        Some(Column {
            id: text(k::COLUMN_ID.name)?.to_owned(),
            text: text(k::COLUMN_TEXT.name).map(str::to_owned),
            cells,
            plain: fields.iter().all(|(own, _)| plain.contains(own))
                && text(k::COLUMN_ID.name) != Some(p::PERMANENT.name),
        })
    };
    if let Some(entry) = table.entry(k::COLUMNS.name) {
        let list = entry.value.as_array()?;
        let fields = |value: &Value| {
            let inner = value.as_inline_table()?;
            let fields: Vec<(&str, &Value)> = inner.iter().collect();
            column(&fields)
        };
        return list.iter().map(fields).collect();
    }
    let blocks = table.blocks.iter().filter(|block| block.name() == k::COLUMNS.name);
    let of_block = |block: &Block| {
        let fields: Vec<(&str, &Value)> =
            block.entries.iter().filter_map(|entry| Some((name(entry)?, &entry.value))).collect();
        column(&fields)
    };
    let columns: Option<Vec<Column>> = blocks.map(of_block).collect();
    columns.filter(|columns| !columns.is_empty())
}

/// Those of a table's columns that hold cells of their own: not the post's own `varig`, which is a
/// key of it.
pub(super) fn with_cells(named: &[Column]) -> Vec<Column> {
    named.iter().filter(|column| column.id != p::PERMANENT.name).cloned().collect()
}

/// True where the table's list of columns is one value without comments.
pub(super) fn is_plain_list(table: &Block) -> bool {
    table.entry(k::COLUMNS.name).is_some_and(|entry| {
        let all = [&entry.lead, &entry.text, &entry.trail];
        all.iter().all(|text| comments(text).next().is_none())
    })
}

/// A key of one part.
pub(super) fn name(entry: &Entry) -> Option<&str> {
    match &entry.path[..] {
        [name] => Some(name),
        _ => None,
    }
}

/// The key of a post that a name is.
pub(super) fn key(name: &str) -> Option<&'static Key> {
    Section::Post.keys().iter().copied().find(|key| key.name == name)
}

/// What a header above lines means; `None` where it is none of the keys, periods and columns that
/// `named` has.
pub(super) fn of_header(header: &str, named: &[Column]) -> Option<Head> {
    let mut own =
        named.iter().filter(|column| column.id == header || column.text.as_deref() == Some(header));
    let column = own.next().map(|column| Head::Named(column.id.clone(), column.cells));
    if own.next().is_some() {
        return None;
    }
    let other = if matches!(header, "I alt" | "i_alt") {
        Some(Head::Key(&p::ACROSS))
    } else if let Some(key) = key(header) {
        Some(Head::Key(key))
    } else if crate::grid::holds(header) == Holds::Money {
        period(header)
    } else {
        None
    };
    match (column, other) {
        (Some(_), Some(_)) => None,
        (column, other) => column.or(other),
    }
}

fn period(header: &str) -> Option<Head> {
    let plain = header.replace(['–', '—', '−'], "-");
    if Period::parse(&plain).is_some() {
        return Some(Head::Period(plain));
    }
    let (range, word) = plain.split_once(' ')?;
    let key = if word.trim() == "sum" { &p::RANGE_SUM } else { &p::RANGE_YEARLY };
    Some(Head::Range(range.to_owned(), key))
}
