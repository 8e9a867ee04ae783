//! What a table's figures are counted in, and how many decimals they have.

use std::sync::Arc;

use crate::amount::Unit;
use crate::key::table as k;
use crate::note::{Cell, Column, ColumnKey, GrandTotal, Table};
use crate::read::columns::Usual;
use crate::read::fields::Fields;
use crate::read::precision::{Owner, Precision};
use crate::read::reader::Reader;

/// What a table says of its figures.
#[derive(Clone, Copy)]
pub(super) struct Counting {
    unit: Unit,
    own: Option<u32>,
    /// What its figures are held against.
    pub(super) precision: Precision,
}

impl Counting {
    /// Reads how many decimals the figures have.
    pub(super) fn of(
        reader: &mut Reader,
        fields: &Fields<'_>,
        unit: Unit,
        unit_unknown: bool,
    ) -> Self {
        let own = fields.integer(reader, &k::DECIMALS).map(|own| own.value);
        let unread = own.is_none() && fields.node(&k::DECIMALS).is_some();
        let most = own.unwrap_or(unit.most_decimals());
        let known = own.is_some() || !(unread || unit_unknown);
        Self { unit, own, precision: Precision { most, owner: Owner::Table, known, unit } }
    }

    /// The decimals that the figures have, unless they show others.
    pub(super) fn decimals(self) -> u32 {
        self.own.unwrap_or(self.unit.default_decimals())
    }

    /// Settles the decimals that nothing says: those of a column's own unit, and of figures that
    /// are no money, as many as the figure with most of them has.
    pub(super) fn settle(self, table: &mut Table, usual: &mut Usual) {
        let columns = Arc::clone(&table.columns);
        if self.own.is_none() && self.unit.most_decimals() > self.unit.default_decimals() {
            let own = |key: &ColumnKey| {
                table
                    .column(key)
                    .is_none_or(|column| column.unit.is_none() && column.decimals.is_none())
            };
            table.decimals = most(table, own).max(table.decimals);
        }
        let unsaid = |column: &Column| column.decimals.is_none() && column.unit.is_some();
        if !columns.iter().any(unsaid) {
            return;
        }
        let settled = |column: &Column| {
            let Some(unit) = column.unit.filter(|_| unsaid(column)) else { return column.clone() };
            let shown = most(table, |key| *key == column.key).min(unit.most_decimals());
            Column { decimals: Some(shown.max(unit.default_decimals())), ..column.clone() }
        };
        table.columns = usual.shared(columns.iter().map(settled).collect());
    }
}

/// The most decimals that a figure in some columns has.
fn most(table: &Table, of: impl Fn(&ColumnKey) -> bool) -> u32 {
    let grand: &[Cell] = match &table.grand_total {
        GrandTotal::Row { cells, .. } => cells,
        GrandTotal::None => &[],
    };
    let posts = table.posts.iter().flat_map(|post| &post.cells);
    let cells = posts.chain(table.totals.iter().flat_map(|total| &total.cells)).chain(grand);
    let shown = cells.filter(|cell| of(&cell.column)).filter_map(|cell| cell.value);
    let scale =
        |value: crate::note::Whole| value.rate().map_or(value.amount(), |rate| rate.yearly).scale();
    shown.map(scale).max().unwrap_or_default()
}
