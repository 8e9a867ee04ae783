//! `investering`: what a business case costs to carry out.

use super::kind::{ColumnSource, DefaultMoney, Printed, TableType};
use crate::key::post;
use crate::table_type::uses::{self, Use};
use crate::text::StaticText;

/// Source: *Implementeringsomkostninger* and *Investeringer* in business cases of 2016.
pub(super) static TYPE: TableType = TableType {
    name: "investering",
    meaning: StaticText {
        da: "Det, en business case koster at gennemføre.",
        en: "What a business case costs to carry out.",
    },
    page: include_str!("../../docs/tabeltyper/investering.md"),
    money: DefaultMoney::Named("investering"),
    columns: ColumnSource::Years,
    required: &[&post::TEXT],
    printed: &[Printed::Text, Printed::Area, Printed::Pool],
    permanent: false,
    stub: "Investeringer",
    total: "Samlede implementeringsomkostninger",
    title: Some("Implementeringsomkostninger"),
    numbered: true,
    own_uses: &[
        (&post::TEXT, Use::Printed),
        (&post::AREA, Use::Printed),
        (&post::POOL, Use::Printed),
    ],
    uses: uses::BY_YEAR,
};
