//! `tekst`: goals, effects, evaluation; no figures.

use super::kind::{ColumnSource, DefaultMoney, TableType};
use crate::key::table;
use crate::table_type::uses::{self, Use};
use crate::text::StaticText;

/// Source: *Oversigt over aktiviteter og afledt effekt* (2015), *målsætning for adfærdseffekter*
/// (2019).
pub(super) static TYPE: TableType = TableType {
    name: "tekst",
    meaning: StaticText {
        da: "Mål, effekter og evaluering i ord.",
        en: "Goals, effects and evaluation in words.",
    },
    page: include_str!("../../docs/tabeltyper/tekst.md"),
    money: DefaultMoney::None,
    columns: ColumnSource::Named,
    required: &[],
    printed: &[],
    permanent: false,
    stub: "",
    total: "",
    title: None,
    numbered: true,
    own_uses: &[
        (&table::ROWS, Use::Printed),
        (&table::POSTS, Use::Printed),
        (&table::COLUMN_SUM_OF, Use::Reconciled),
        (&table::COLUMN_DECIMALS, Use::Printed),
    ],
    uses: &[uses::ALL, uses::NAMED],
};
