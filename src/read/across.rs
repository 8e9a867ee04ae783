//! The sum across: whether a table has one, what it is called, where it stands.

use crate::key::{Section, table as k};
use crate::note::{Across, Cell, ColumnKey, GrandTotal, Table};
use crate::parse::tree::Value;
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::read::wrong_type::wrong_type;

/// What a table says of its sum across; `headers` is what the headers of its lines say.
pub(super) fn read(reader: &mut Reader, fields: &Fields<'_>, headers: Across) -> Across {
    let Some(node) = fields.node(&k::ACROSS) else { return headers };
    let block = match &node.value {
        Value::Bool(shown) => return Across { shown: Some(*shown), ..headers },
        Value::Table(block) => block,
        _ => {
            wrong_type(reader, &k::ACROSS, node);
            return headers;
        }
    };
    let own = Fields::open(reader, block, Section::Across, &[]);
    let text = own.text(reader, &k::ACROSS_TEXT);
    let place = own.text(reader, &k::ACROSS_PLACE).map(|word| match word.value.as_str() {
        "foerst" => 0,
        _ => usize::MAX,
    });
    Across { shown: Some(true), text, place: place.or(headers.place) }
}

/// A table of figures that are no money has sums across where it has written one.
pub(super) fn settle(table: &mut Table) {
    let grand: &[Cell] = match &table.grand_total {
        GrandTotal::Row { cells, .. } => cells,
        GrandTotal::None => &[],
    };
    let posts = table.posts.iter().flat_map(|post| &post.cells);
    let mut cells = posts.chain(table.totals.iter().flat_map(|total| &total.cells)).chain(grand);
    let written = cells.any(|cell| cell.column == ColumnKey::Across);
    if table.across.shown.is_none() && !table.unit.is_money() {
        table.across.shown = Some(written);
    }
}
