//! `fordeling`: the same money, by committee.

use super::kind::{ColumnSource, DefaultMoney, Printed, TableType};
use crate::key::{post, table};
use crate::table_type::uses::{self, Use};
use crate::text::StaticText;

/// Source: *Flere forvaltninger/udvalg* in budget notes of 2015; distribution keys from business
/// cases of 2016.
pub(super) static TYPE: TableType = TableType {
    name: "fordeling",
    meaning: StaticText {
        da: "De samme penge, fordelt på udvalg.",
        en: "The same money, by committee.",
    },
    page: include_str!("../../docs/tabeltyper/fordeling.md"),
    money: DefaultMoney::TheOnly,
    columns: ColumnSource::Years,
    required: &[&post::COMMITTEE],
    printed: &[Printed::CommitteeName, Printed::AreaOrScope, Printed::Sort, Printed::Key],
    permanent: false,
    stub: "Udvalg",
    total: "I alt",
    title: None,
    numbered: true,
    own_uses: &[
        (&post::TEXT, Use::Printed),
        (&post::AREA, Use::Printed),
        (&post::COMMITTEE, Use::Printed),
        (&post::SORT, Use::Printed),
        (&post::KEY, Use::Printed),
        (&table::AREA, Use::Printed),
        (&table::COMPUTED_KEYS, Use::Printed),
    ],
    uses: uses::BY_YEAR,
};
