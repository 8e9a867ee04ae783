//! `tal`: a figure for each named column; anything else that adds up.

use super::kind::{ColumnSource, DefaultMoney, Printed, TableType};
use crate::key::{post, table};
use crate::table_type::uses::{self, Use};
use crate::text::StaticText;

/// Source: free tables in budget notes and memos.
pub(super) static TYPE: TableType = TableType {
    name: "tal",
    meaning: StaticText {
        da: "Et tal i hver af tabellens egne kolonner.",
        en: "A figure in each of the table's own columns.",
    },
    page: include_str!("../../docs/tabeltyper/tal.md"),
    money: DefaultMoney::None,
    columns: ColumnSource::Named,
    required: &[&post::TEXT],
    printed: &[Printed::Text],
    permanent: false,
    stub: "",
    total: "I alt",
    title: None,
    numbered: true,
    own_uses: &[
        (&post::TEXT, Use::Printed),
        // Its columns may be years.
        (&table::YEARS, Use::Printed),
        (&table::PERMANENT, Use::Reconciled),
        (&post::PERMANENT, Use::Reconciled),
    ],
    uses: &[uses::ALL, uses::FIGURES, uses::POSTS, uses::NAMED, uses::FIGURE_COLUMNS],
};
