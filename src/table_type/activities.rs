//! `aktiviteter`: the money asked for, by activity.

use super::kind::{ColumnSource, DefaultMoney, Printed, TableType};
use crate::key::post;
use crate::table_type::uses;
use crate::text::StaticText;

/// Source: the tables under *Økonomi* in budget notes of 2015 and 2019.
pub(super) static TYPE: TableType = TableType {
    name: "aktiviteter",
    meaning: StaticText {
        da: "De penge, der søges om, fordelt på aktiviteter.",
        en: "The money asked for, by activity.",
    },
    page: include_str!("../../docs/tabeltyper/aktiviteter.md"),
    money: DefaultMoney::Named("ansøgt"),
    columns: ColumnSource::Years,
    required: &[&post::TEXT],
    printed: &[Printed::Text, Printed::Area],
    permanent: false,
    stub: "Aktiviteter",
    total: "Udgifter i alt",
    title: None,
    numbered: true,
    own_uses: uses::TEXT_AND_AREA,
    uses: uses::BY_YEAR,
};
