//! The table types: which money a table is about unless it says, what its posts must have, and
//! which columns are printed.
//!
//! A new type is one file here, its page and one line in `table_types!`.

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
mod uses;

use std::sync::LazyLock;

use crate::key::{Key, Section};

pub use kind::{ColumnSource, DefaultMoney, Printed, TableType};
pub use uses::{Use, Uses};

macro_rules! table_types {
    ($($(#[$doc:meta])* $kind:ident is $module:ident;)+) => {
        /// What sort of table a table is.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum TableKind {
            $($(#[$doc])* $kind,)+
            /// None that there is: the word that stands there. A finding tells of it.
            Unknown(String),
        }

        impl TableKind {
            /// Reads the word that a note has.
            pub fn read(word: &str) -> Self {
                $(if word == $module::TYPE.name {
                    return Self::$kind;
                })+
                Self::Unknown(word.to_owned())
            }

            /// What is known of it; `None` where there is no such type.
            pub fn table_type(&self) -> Option<&'static TableType> {
                match self {
                    $(Self::$kind => Some(&$module::TYPE),)+
                    Self::Unknown(_) => None,
                }
            }
        }

        /// Every table type, in the order they are explained.
        pub static TABLE_TYPES: &[&TableType] = &[$(&$module::TYPE),+];
    };
}

table_types! {
    /// The money asked for, by activity.
    Activities is activities;
    /// The same money, by committee.
    Allocation is allocation;
    /// The same money, by appropriation.
    Appropriations is appropriations;
    /// A business case's permanent changes.
    Permanent is permanent;
    /// What a business case costs to carry out.
    Investment is investment;
    /// Permanent changes and investments added up.
    Effect is effect;
    /// What was granted before.
    Past is past;
    /// Goals, effects and evaluation in words.
    Text is text;
    /// A figure in each of the table's own columns.
    Figures is figures;
}

impl TableKind {
    /// The word that a note has.
    pub fn word(&self) -> &str {
        match self {
            Self::Unknown(word) => word,
            known => known.table_type().map_or("", |facts| facts.name),
        }
    }
}

/// For each type, the keys of each section that it takes no notice of: found once, as every table
/// asks.
static LOST: LazyLock<Vec<OfType>> = LazyLock::new(|| {
    let of_type = |kind: &&'static TableType| {
        let lost = |section: &Section| {
            let lost = section.keys().iter().copied().filter(|key| kind.use_of(key).is_none());
            (*section, lost.collect())
        };
        OfType { kind, lost: Section::ALL.iter().map(lost).collect() }
    };
    TABLE_TYPES.iter().map(of_type).collect()
});

/// What one type takes no notice of, by section.
struct OfType {
    kind: &'static TableType,
    lost: Vec<(Section, Vec<&'static Key>)>,
}

impl TableType {
    /// The keys of a section that it takes no notice of: what stands under them would be lost.
    pub fn loses(&self, section: Section) -> &'static [&'static Key] {
        let own = LOST.iter().find(|own| std::ptr::eq(own.kind, self));
        let lost = own.and_then(|own| own.lost.iter().find(|(of, _)| *of == section));
        lost.map_or(&[], |(_, lost)| lost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_is_read_by_its_name() {
        for facts in TABLE_TYPES {
            let kind = TableKind::read(facts.name);
            assert!(
                kind.table_type().is_some_and(|own| std::ptr::eq(own, *facts)),
                "{}",
                facts.name
            );
            assert_eq!(kind.word(), facts.name);
        }
        let unknown = TableKind::read("aktivitetr");
        assert!(unknown.table_type().is_none());
        assert_eq!(unknown.word(), "aktivitetr");
    }
}
