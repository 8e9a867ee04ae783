//! A table's columns: its years, ranges and one amount, or those that it names.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, rule};
use crate::key::{Section, post as p, table as k};
use crate::limit;
use crate::note::{Column, ColumnKey, ColumnKind, Period};
use crate::parse::keys::looks_like_period;
use crate::parse::limits;
use crate::parse::tree::{Node, Value};
use crate::read::faults::{MISPLACED_KEY, MISSING_KEY};
use crate::read::fields::Fields;
use crate::read::grid::Row;
use crate::read::lost_keys;
use crate::read::reader::Reader;
use crate::read::scope;
use crate::read::term::terms;
use crate::read::wrong_type::wrong_type;
use crate::register::Round;
use crate::source::{Span, Spanned};
use crate::table_type::{ColumnSource, TableType};
use crate::text;

rule!(
    BAD_COLUMN = "kolonne-id", Error;
    "En kolonne hedder noget, der er optaget.",
    "A column has a name that is taken."
);

/// The columns of a table, and those that it names in vain.
pub(crate) struct Columns {
    pub(crate) columns: Vec<Column>,
    /// Ids of named columns that the table's type does not take: a finding says so once, and not
    /// again at each figure.
    pub(crate) ignored: Vec<String>,
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

/// Reads a table's columns, as its type has them.
pub(crate) fn columns(
    reader: &mut Reader,
    fields: &Fields<'_>,
    kind: Option<&TableType>,
    round: &Round,
    posts: &[Row<'_>],
) -> Columns {
    let source = kind.map_or(ColumnSource::Years, |kind| kind.columns);
    let mut ignored = Vec::new();
    if let Some(node) = fields.node(&k::COLUMNS) {
        match kind.filter(|kind| kind.columns != ColumnSource::Named) {
            Some(kind) => {
                reader.push(not_taken(fields, node, kind));
                ignored = ids(node);
            }
            None => return named(reader, fields, kind),
        }
    } else if source == ColumnSource::Named {
        return named(reader, fields, kind);
    }
    let mut columns = periods(reader, fields, source, round, posts);
    cut(reader, &mut columns, fields.table.span);
    Columns { columns, ignored }
}

fn named(reader: &mut Reader, fields: &Fields<'_>, kind: Option<&TableType>) -> Columns {
    Columns {
        columns: named_columns(reader, fields, kind.is_some_and(|kind| kind.name == "tekst")),
        ignored: Vec::new(),
    }
}

/// Says that the table's type has the round's years for columns.
fn not_taken(fields: &Fields<'_>, node: &Node<'_>, kind: &TableType) -> Diagnostic {
    let key = fields.table.entries.iter().find(|(key, _)| key.value == k::COLUMNS.name);
    let name = kind.name;
    let message = text!(
        "`kolonner` bruges kun i tabeltyperne tal og tekst; en tabel af typen {name} har rundens år",
        "`kolonner` is for the table types tal and tekst; a table of the type {name} has the round's years"
    );
    Diagnostic::new(&MISPLACED_KEY, key.map_or(node.span, |(key, _)| key.span), message).help(
        text!(
            "slet kolonner, eller skriv type = \"tal\"",
            "delete kolonner, or write type = \"tal\""
        ),
    )
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
fn periods(
    reader: &mut Reader,
    fields: &Fields<'_>,
    source: ColumnSource,
    round: &Round,
    posts: &[Row<'_>],
) -> Vec<Column> {
    let listed = years(reader, fields, source, round);
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
        return vec![Column::amount(span)];
    }
    let mut columns: Vec<Column> =
        listed.iter().map(|period| Column::period(period.value, period.span)).collect();
    ranges
        .retain(|(range, _)| columns.iter().all(|column| column.key != ColumnKey::Period(*range)));
    ranges.sort_unstable_by_key(|(range, _)| (range.first(), range.last()));
    columns.extend(ranges.into_iter().map(|(range, span)| Column::period(range, span)));
    columns.extend(amount.map(Column::amount));
    columns
}

/// The years that the table, or else its round, lists.
pub(crate) fn years(
    reader: &mut Reader,
    fields: &Fields<'_>,
    source: ColumnSource,
    round: &Round,
) -> Vec<Spanned<Period>> {
    let own = scope::periods(reader, fields, &k::YEARS);
    match source {
        _ if !own.is_empty() => own,
        ColumnSource::PastYears if !round.past_years.is_empty() => round.past_years.clone(),
        _ => round.years.clone(),
    }
}

fn named_columns(reader: &mut Reader, fields: &Fields<'_>, text_type: bool) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut blocks = fields.blocks(reader, &k::COLUMNS);
    cut(reader, &mut blocks, fields.table.span);
    for block in blocks {
        let column = Fields::open(reader, block, Section::Column, &[]);
        let Some(id) = column.text(reader, &k::COLUMN_ID) else { continue };
        let key = ColumnKey::Named(id.value.clone());
        let name = &id.value;
        if let Some(first) = columns.iter().find(|column| column.key == key) {
            let finding = Diagnostic::new(
                &BAD_COLUMN,
                id.span,
                text!("to kolonner hedder `{name}`", "two columns are called `{name}`"),
            )
            .label(first.span, text!("den første", "the first"))
            .help(text!("giv dem hvert sit id", "give each its own id"));
            reader.push(finding);
            continue;
        }
        if Section::Post.has(name) {
            reader.push(
                Diagnostic::new(
                    &BAD_COLUMN,
                    id.span,
                    text!(
                        "en kolonne kan ikke hedde `{name}`: det er en af postens egne nøgler",
                        "a column can't be called `{name}`: that is one of the post's own keys"
                    ),
                )
                .help(text!(
                    "kald den noget andet, fx {name}_tal",
                    "call it something else, e.g. {name}_tal"
                )),
            );
            continue;
        }
        let kind =
            match column.text(reader, &k::COLUMN_KIND).as_ref().map(|word| word.value.as_str()) {
                Some("tekst") => ColumnKind::Text,
                Some("kryds") => ColumnKind::Tick,
                None if text_type => ColumnKind::Text,
                _ => ColumnKind::Figure,
            };
        let year = column.node(&k::COLUMN_YEAR).and_then(|node| {
            let period = match &node.value {
                Value::Number(text) | Value::Text(text) => Period::parse(text),
                _ => None,
            };
            if period.is_none() {
                wrong_type(reader, &k::COLUMN_YEAR, node);
            }
            period
        });
        if kind != ColumnKind::Figure {
            lost_keys::column(reader, block);
        }
        let sum_of = column.texts(reader, &k::COLUMN_SUM_OF);
        columns.push(Column {
            key,
            text: column.text(reader, &k::COLUMN_TEXT),
            kind,
            sum_of: terms(reader, sum_of),
            summed: column.bool(reader, &k::COLUMN_SUMMED).is_none_or(|b| b.value),
            group: column.text(reader, &k::COLUMN_GROUP),
            area: column.text(reader, &k::COLUMN_AREA),
            committee: column.text(reader, &k::COLUMN_COMMITTEE),
            year,
            decimals: column.integer(reader, &k::COLUMN_DECIMALS).map(|d| d.value),
            span: id.span,
        });
    }
    if columns.is_empty() && fields.node(&k::COLUMNS).is_none() {
        reader.push(
            Diagnostic::new(
                &MISSING_KEY,
                fields.table.span,
                text!("[[tabel]] mangler `kolonner`", "[[tabel]] lacks `kolonner`"),
            )
            .help(text!(
                "tilføj kolonner = [{{ id = \"…\", tekst = \"…\" }}]",
                "add kolonner = [{{ id = \"…\", tekst = \"…\" }}]"
            )),
        );
    }
    columns
}

/// Cuts what a page can't hold.
fn cut<T>(reader: &mut Reader, list: &mut Vec<T>, span: Span) {
    if let Some(finding) = limits::list(list, &limit::COLUMNS, span) {
        reader.push(finding);
    }
}
