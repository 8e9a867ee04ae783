//! `varige`: a business case's permanent changes.

use super::kind::{ColumnSource, DefaultMoney, Printed, TableType};
use crate::key::post;
use crate::table_type::uses;
use crate::text::StaticText;

/// Source: *Varige ændringer* in business cases of 2016, in the overview and under *Økonomi*.
pub(super) static TYPE: TableType = TableType {
    name: "varige",
    meaning: StaticText {
        da: "En business cases varige ændringer: besparelser med minus, og sidste år fortsætter.",
        en: "A business case's permanent changes: savings with a minus, and the last year goes on.",
    },
    page: include_str!("../../docs/tabeltyper/varige.md"),
    money: DefaultMoney::Named("varige"),
    columns: ColumnSource::Years,
    required: &[&post::TEXT],
    printed: &[Printed::Text, Printed::Area],
    permanent: true,
    stub: "Varige ændringer",
    total: "Samlet varig ændring",
    title: Some("Varige ændringer"),
    numbered: true,
    own_uses: uses::TEXT_AND_AREA,
    uses: uses::BY_YEAR,
};
