//! `bevillinger`: the same money, by appropriation.

use super::kind::{ColumnSource, DefaultMoney, Printed, TableType};
use crate::key::post;
use crate::table_type::uses::{self, Use};
use crate::text::StaticText;

/// Source: *Bevillingstekniske oplysninger* in budget notes of 2019, with the columns added by
/// 2026.
pub(super) static TYPE: TableType = TableType {
    name: "bevillinger",
    meaning: StaticText {
        da: "De samme penge, fordelt på bevillinger.",
        en: "The same money, by appropriation.",
    },
    page: include_str!("../../docs/tabeltyper/bevillinger.md"),
    money: DefaultMoney::Named("ansøgt"),
    columns: ColumnSource::Years,
    required: &[&post::AREA, &post::COMMITTEE, &post::APPROPRIATION, &post::UI],
    printed: &[
        Printed::AtPoint,
        Printed::Area,
        Printed::CommitteeCode,
        Printed::Appropriation,
        Printed::OwnText,
        Printed::Direction,
        Printed::Permanent,
    ],
    permanent: false,
    stub: "Styringsområde",
    total: "Udgifter i alt",
    title: None,
    numbered: true,
    own_uses: &[
        (&post::AT_POINT, Use::Printed),
        (&post::TEXT, Use::Printed),
        (&post::AREA, Use::Printed),
        (&post::COMMITTEE, Use::Printed),
        (&post::APPROPRIATION, Use::Printed),
        (&post::UI, Use::Printed),
        (&post::PERMANENT, Use::Printed),
    ],
    uses: uses::BY_YEAR,
};
