//! The table types: which money a table is about unless it says, what its posts must have, and which columns are printed.
//!
//! A new type is one file here, its page and one line in [`TABLE_TYPES`].

mod activities;
mod allocation;
mod appropriations;
mod effect;
mod figures;
mod investment;
mod kind;
mod past;
mod permanent;
mod text;

pub use kind::{ColumnSource, DefaultMoney, INVESTMENT, PERMANENT, Printed, TableType};

/// Every table type, in the order they are explained.
pub static TABLE_TYPES: &[&TableType] = &[
    &activities::TYPE,
    &allocation::TYPE,
    &appropriations::TYPE,
    &permanent::TYPE,
    &investment::TYPE,
    &effect::TYPE,
    &past::TYPE,
    &text::TYPE,
    &figures::TYPE,
];

/// The type named `name`.
pub fn table_type(name: &str) -> Option<&'static TableType> {
    TABLE_TYPES.iter().find(|kind| kind.name == name).copied()
}
