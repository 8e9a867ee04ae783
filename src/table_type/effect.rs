//! `paavirkning`: permanent changes and implementation costs together, and how long the costs take
//! to come back.

use super::kind::{ColumnSource, DefaultMoney, TableType};
use crate::key::table;
use crate::table_type::uses::{self, Use};
use crate::text::StaticText;

/// Source: *Forslagets samlede økonomiske konsekvenser* in business cases of 2016.
pub(super) static TYPE: TableType = TableType {
    name: "paavirkning",
    meaning: StaticText {
        da: "Varige ændringer og investeringer lagt sammen, og hvor længe de sidste er om at tjene sig ind.",
        en: "Permanent changes and investments added up, and how long the latter take to pay back.",
    },
    page: include_str!("../../docs/tabeltyper/paavirkning.md"),
    money: DefaultMoney::Summed,
    columns: ColumnSource::Years,
    required: &[],
    printed: &[],
    permanent: true,
    stub: "Forslagets økonomi",
    total: "Samlet økonomisk påvirkning",
    title: Some("Samlede økonomiske konsekvenser"),
    numbered: false,
    own_uses: &[
        (&table::SUM_OF, Use::Reconciled),
        (&table::PAYBACK, Use::Printed),
        (&table::YEARS, Use::Printed),
        (&table::PERMANENT, Use::Reconciled),
        (&table::POSTS, Use::Reconciled),
        (&table::TOTALS, Use::Reconciled),
    ],
    uses: &[uses::ALL, uses::FIGURES],
};
