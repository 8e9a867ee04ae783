//! `tidligere`: what was granted before, in current prices.

use super::kind::{ColumnSource, DefaultMoney, Printed, TableType};
use crate::key::post;
use crate::table_type::uses::{self, Use};
use crate::text::StaticText;

/// Source: *Tidligere afsatte midler* in budget notes of 2019.
pub(super) static TYPE: TableType = TableType {
    name: "tidligere",
    meaning: StaticText {
        da: "Det, der tidligere er afsat, i løbende priser.",
        en: "What was granted before, in current prices.",
    },
    page: include_str!("../../docs/tabeltyper/tidligere.md"),
    money: DefaultMoney::Named("tidligere"),
    columns: ColumnSource::PastYears,
    required: &[],
    printed: &[Printed::Agreement, Printed::OwnText],
    permanent: false,
    stub: "Aftale",
    total: "Afsatte midler i alt",
    title: Some("Tidligere afsatte midler"),
    numbered: false,
    own_uses: &[(&post::TEXT, Use::Printed), (&post::AGREEMENT, Use::Printed)],
    uses: &[uses::ALL, uses::FIGURES, uses::POSTS, uses::YEARS, uses::NAMED, uses::FIGURE_COLUMNS],
};
