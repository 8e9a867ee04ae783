//! A table's columns: its years, ranges and one amount, or those that it names.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::key::{post as p, table as k};
use crate::limit;
use crate::note::{Across, Column, ColumnKey, Period};
use crate::parse::keys::looks_like_period;
use crate::parse::limits;
use crate::parse::tree::{Node, Value};
use crate::read::faults::{MISPLACED_KEY, MISSING_KEY};
use crate::read::fields::Fields;
use crate::read::grid::Row;
use crate::read::named_columns::named_columns;
use crate::read::reader::Reader;
use crate::read::scope;
use crate::register::Round;
use crate::source::{Span, Spanned};
use crate::table_type::{ColumnSource, DefaultMoney, TableType};
use crate::text;

/// The columns of a table, and those that it names in vain.
#[derive(Default)]
pub(crate) struct Columns {
    /// The columns.
    pub(crate) all: Vec<Column>,
    /// Ids of named columns that the table's type does not take: a finding says so once, and not
    /// again at each figure.
    pub(crate) ignored: Vec<String>,
    /// What the headers of lines say of the sum across.
    pub(crate) across: Across,
}

/// The columns that most tables of a round have, kept once for all of its notes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Usual(Vec<Arc<[Column]>>);

impl Usual {
    /// The round's years, and its past ones.
    pub(crate) fn of(round: &Round) -> Self {
        let columns = |years: &Vec<Spanned<Period>>| {
            years.iter().map(|year| Column::period(year.value, year.span)).collect()
        };
        Self([&round.years, &round.past_years].map(columns).into())
    }

    /// These columns, shared with other tables that have the same.
    pub(crate) fn shared(&mut self, columns: Vec<Column>) -> Arc<[Column]> {
        if let Some(known) = self.0.iter().find(|known| ***known == *columns) {
            return Arc::clone(known);
        }
        let columns = Arc::from(columns);
        self.0.push(Arc::clone(&columns));
        columns
    }
}

/// What a table's columns are read with.
#[derive(Clone, Copy)]
pub(crate) struct Of<'a> {
    pub(crate) kind: Option<&'a TableType>,
    pub(crate) round: &'a Round,
    /// True where its columns are added up unless they say so: not of per cent and index numbers,
    /// but where a total is asked for.
    pub(crate) adds_up: bool,
}

impl Of<'_> {
    /// Where the columns come from.
    fn source(self) -> ColumnSource {
        self.kind.map_or(ColumnSource::Years, |kind| kind.columns)
    }

    /// True for a table that has years: by its type, or because it lists them.
    pub(crate) fn has_years(self, fields: &Fields<'_>) -> bool {
        let named = fields.node(&k::COLUMNS).is_some();
        match self.kind {
            None => !named,
            Some(kind) if kind.columns != ColumnSource::Named => true,
            Some(kind) => kind.name != "tekst" && fields.node(&k::YEARS).is_some(),
        }
    }
}

/// Reads a table's columns, as its type has them: years, those that it names, or both.
pub(crate) fn columns(
    reader: &mut Reader,
    fields: &Fields<'_>,
    of: Of<'_>,
    posts: &[Row<'_>],
) -> Columns {
    let mut columns = Vec::new();
    let years = of.has_years(fields);
    if years {
        columns = periods(reader, fields, of, posts);
    }
    let mut ignored = Vec::new();
    match (fields.node(&k::COLUMNS), not_taken(fields, of.kind)) {
        (Some(node), Some(finding)) => {
            reader.push(finding);
            ignored = ids(node);
        }
        (Some(_), None) => {
            let text_type = of.kind.is_some_and(|kind| kind.name == "tekst");
            columns.extend(named_columns(reader, fields, text_type, of.adds_up));
        }
        (None, _) if !years => reader.push(missing(fields)),
        (None, _) => {}
    }
    cut(reader, &mut columns, fields.table.span);
    Columns { all: columns, ignored, across: Across::default() }
}

/// Says that a table has its columns from other tables.
fn not_taken(fields: &Fields<'_>, kind: Option<&TableType>) -> Option<Diagnostic> {
    let sum = kind.is_some_and(|kind| kind.money == DefaultMoney::Summed);
    if !sum && fields.node(&k::DERIVED_FROM).is_none() {
        return None;
    }
    let (key, _) = fields.table.entries.iter().find(|(key, _)| key.value == k::COLUMNS.name)?;
    let message = text!(
        "`kolonner` kan ikke stå her: tabellen har sine kolonner fra dem, den er lavet af",
        "`kolonner` can't stand here: the table has its columns from those that it is made of"
    );
    Some(Diagnostic::new(&MISPLACED_KEY, key.span, message).help(text!(
        "slet kolonner, eller skriv dem på den tabel, den er lavet af",
        "delete kolonner, or write them on the table that it is made of"
    )))
}

/// Says that a table has no columns.
fn missing(fields: &Fields<'_>) -> Diagnostic {
    let message = text!("[[tabel]] mangler `kolonner`", "[[tabel]] lacks `kolonner`");
    Diagnostic::new(&MISSING_KEY, fields.table.span, message).help(text!(
        "tilføj kolonner = [{{ id = \"…\", tekst = \"…\" }}]",
        "add kolonner = [{{ id = \"…\", tekst = \"…\" }}]"
    ))
}

/// The ids that a list of columns gives, for a list that is not read.
fn ids(node: &Node<'_>) -> Vec<String> {
    let Value::List(items) = &node.value else { return Vec::new() };
    let id = |item: &Node<'_>| match &item.value {
        Value::Table(table) => match &table.get(k::COLUMN_ID.name)?.value {
            Value::Text(id) => Some(id.to_string()),
            _ => None,
        },
        _ => None,
    };
    items.iter().filter_map(id).collect()
}

/// Columns for the years that the table, or else its round, lists, for the ranges of its posts and
/// for their one amount.
pub(super) fn periods(
    reader: &mut Reader,
    fields: &Fields<'_>,
    of: Of<'_>,
    posts: &[Row<'_>],
) -> Vec<Column> {
    let listed = years(reader, fields, of);
    // Ranges need no list: a post that has one makes the column.
    let mut ranges: Vec<(Period, Span)> = Vec::new();
    let mut amount = None;
    let mut dated = fields.node(&k::YEARS).is_some();
    for (key, _) in posts.iter().flat_map(|post| &post.block.entries) {
        dated |= looks_like_period(&key.value);
        match Period::parse(&key.value) {
            // One more than a table may have shows that there are too many.
            Some(range @ Period::Range(..))
                if ranges.len() <= limit::COLUMNS.most
                    && ranges.iter().all(|(known, _)| *known != range) =>
            {
                ranges.push((range, key.span));
            }
            None if key.value == p::AMOUNT.name => amount = amount.or(Some(key.span)),
            _ => {}
        }
    }
    // A table of amounts has no years, though its round has.
    if let Some(span) = amount.filter(|_| !dated) {
        return vec![Column { summed: of.adds_up, ..Column::amount(span) }];
    }
    let mut columns: Vec<Column> =
        listed.iter().map(|period| Column::period(period.value, period.span)).collect();
    ranges
        .retain(|(range, _)| columns.iter().all(|column| column.key != ColumnKey::Period(*range)));
    ranges.sort_unstable_by_key(|(range, _)| (range.first(), range.last()));
    columns.extend(ranges.into_iter().map(|(range, span)| Column::period(range, span)));
    columns.extend(amount.map(Column::amount));
    for column in &mut columns {
        column.summed = of.adds_up;
    }
    columns
}

/// The years that the table, or else its round, lists.
pub(crate) fn years(reader: &mut Reader, fields: &Fields<'_>, of: Of<'_>) -> Vec<Spanned<Period>> {
    let own = scope::periods(reader, fields, &k::YEARS);
    match of.source() {
        _ if !own.is_empty() => own,
        ColumnSource::PastYears if !of.round.past_years.is_empty() => of.round.past_years.clone(),
        _ => of.round.years.clone(),
    }
}

/// Cuts what a page can't hold.
fn cut<T>(reader: &mut Reader, list: &mut Vec<T>, span: Span) {
    if let Some(finding) = limits::list(list, &limit::COLUMNS, span) {
        reader.push(finding);
    }
}
