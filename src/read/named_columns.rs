//! The columns that a table names itself.

use crate::amount::Unit;
use crate::diagnostic::{Diagnostic, rule};
use crate::key::{Section, post as p, table as k};
use crate::limit;
use crate::note::{Column, ColumnKey, ColumnKind, Period};
use crate::parse::limits;
use crate::parse::tree::Value;
use crate::read::fields::Fields;
use crate::read::lost_keys;
use crate::read::reader::Reader;
use crate::read::scope::{self, Counted};
use crate::read::term::terms;
use crate::read::wrong_type::wrong_type;
use crate::text;

rule!(
    BAD_COLUMN = "kolonne-id", Error;
    "En kolonne hedder noget, der er optaget.",
    "A column has a name that is taken."
);

/// Reads the columns that a table names. They hold text unless they say so, where it is a table of
/// texts; figures else. `adds_up` says whether those in the table's own unit are added up.
pub(super) fn named_columns(
    reader: &mut Reader,
    fields: &Fields<'_>,
    text_type: bool,
    adds_up: bool,
) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut blocks = fields.blocks(reader, &k::COLUMNS);
    if let Some(finding) = limits::list(&mut blocks, &limit::COLUMNS, fields.table.span) {
        reader.push(finding);
    }
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
        let kind = column.text(reader, &k::COLUMN_KIND);
        let kind = kind.as_ref().map(|word| word.value.as_str());
        // The post's own `varig`, printed as a column.
        let permanent = *name == p::PERMANENT.name && matches!(kind, None | Some("tekst"));
        if Section::Post.has(name) && !permanent {
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
        let kind = match kind {
            Some("tekst") => ColumnKind::Text,
            Some("kryds") => ColumnKind::Tick,
            None if text_type || permanent => ColumnKind::Text,
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
        let own = match scope::unit(reader, &column, &k::COLUMN_UNIT) {
            Counted::In(unit) => Some(unit),
            Counted::Unsaid | Counted::Unknown => None,
        };
        columns.push(Column {
            key,
            text: column.text(reader, &k::COLUMN_TEXT),
            kind,
            sum_of: terms(reader, sum_of),
            summed: column
                .bool(reader, &k::COLUMN_SUMMED)
                .map_or(own.map_or(adds_up, Unit::adds_up), |b| b.value),
            group: column.text(reader, &k::COLUMN_GROUP),
            area: column.text(reader, &k::COLUMN_AREA),
            committee: column.text(reader, &k::COLUMN_COMMITTEE),
            year,
            unit: own,
            decimals: column.integer(reader, &k::COLUMN_DECIMALS).map(|d| d.value),
            span: id.span,
        });
    }
    columns
}
