//! What a table type does with each key of a table, its columns, its posts and its totals: no key
//! is taken and lost.

use crate::key::{Key, post as p, table as t};

/// What becomes of a key's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It is on the page.
    Printed,
    /// It is a part of what is added, shared or compared.
    Reconciled,
    /// It is a name that the text or another row refers to, or a reason that a finding asks for.
    Referred,
}

impl Use {
    /// In a word, in the list of keys.
    pub fn word(self) -> &'static str {
        match self {
            Self::Printed => "trykkes",
            Self::Reconciled => "regnes med",
            Self::Referred => "henvises til",
        }
    }
}

/// Keys with what becomes of them.
pub type Uses = &'static [(&'static Key, Use)];

use Use::{Printed, Reconciled, Referred};

/// Of every table: its name, its type, its look, and its rows.
pub(super) const ALL: Uses = &[
    (&t::ID, Referred),
    (&t::TYPE, Printed),
    (&t::TITLE, Printed),
    (&t::NUMBERED, Printed),
    (&t::NUMBER, Printed),
    (&t::NOTE, Printed),
    (&p::ID, Referred),
    (&p::HEADING, Printed),
];

/// Of every table with figures: how they are told, and its total.
pub(super) const FIGURES: Uses = &[
    (&t::STUB, Printed),
    (&t::UNIT, Printed),
    (&t::DECIMALS, Printed),
    (&t::ROUNDED, Reconciled),
    (&t::PRICE_LEVEL, Printed),
    (&t::BLANK, Printed),
    (&t::FINANCES, Reconciled),
    (&t::GRAND_TOTAL, Printed),
    (&t::GRAND_TOTAL_TEXT, Printed),
    (&t::GRAND_TOTAL_ACROSS, Reconciled),
];

/// Of every table whose posts have figures: what they are about, and how they relate.
pub(super) const POSTS: Uses = &[
    (&t::MONEY, Reconciled),
    (&t::EXCERPT, Reconciled),
    (&t::ALONE, Referred),
    (&t::AREA, Reconciled),
    (&t::COMMITTEE, Reconciled),
    (&t::ADMINISTRATION, Reconciled),
    (&t::OUTSIDE, Printed),
    (&t::MUST_GIVE, Reconciled),
    (&t::ROWS, Printed),
    (&t::POSTS, Printed),
    (&t::ACROSS, Printed),
    (&t::ACROSS_TEXT, Printed),
    (&t::ACROSS_PLACE, Printed),
    (&t::TOTALS, Printed),
    (&t::TOTAL_TEXT, Printed),
    (&t::TOTAL_WHERE, Reconciled),
    (&t::TOTAL_ACROSS, Reconciled),
    (&p::AREA, Reconciled),
    (&p::COMMITTEE, Reconciled),
    (&p::ADMINISTRATION, Reconciled),
    (&p::APPROPRIATION, Reconciled),
    (&p::UI, Reconciled),
    (&p::SORT, Reconciled),
    (&p::CHOICE, Reconciled),
    (&p::OUTSIDE, Printed),
    (&p::SUBTOTAL, Reconciled),
    (&p::SUM_OF, Reconciled),
    (&p::OF_WHICH, Reconciled),
    (&p::SHARE, Reconciled),
    (&p::REST, Reconciled),
    (&p::PRICE_LEVEL, Printed),
    (&p::ACROSS, Reconciled),
];

/// Of tables whose columns are years, or one amount.
pub(super) const YEARS: Uses = &[
    (&t::YEARS, Printed),
    (&t::PERMANENT, Reconciled),
    (&t::GRAND_TOTAL_AMOUNT, Reconciled),
    (&t::TOTAL_AMOUNT, Reconciled),
    (&p::PERMANENT, Reconciled),
    (&p::AMOUNT, Printed),
];

/// Of tables that name their columns, beside years or in their place.
pub(super) const NAMED: Uses = &[
    (&t::COLUMNS, Printed),
    (&t::COLUMN_ID, Referred),
    (&t::COLUMN_TEXT, Printed),
    (&t::COLUMN_KIND, Printed),
    (&t::COLUMN_GROUP, Printed),
];

/// Of columns of figures among them.
pub(super) const FIGURE_COLUMNS: Uses = &[
    (&t::COLUMN_SUM_OF, Reconciled),
    (&t::COLUMN_SUMMED, Reconciled),
    (&t::COLUMN_AREA, Reconciled),
    (&t::COLUMN_COMMITTEE, Reconciled),
    (&t::COLUMN_YEAR, Reconciled),
    (&t::COLUMN_UNIT, Printed),
    (&t::COLUMN_DECIMALS, Printed),
];

/// Of tables that can be the sum of another's posts, by the codes that they print.
const DERIVED: Uses = &[(&t::DERIVED_FROM, Reconciled)];

/// Of tables whose rows have a text, and the control area beside it.
pub(super) const TEXT_AND_AREA: Uses = &[(&p::TEXT, Printed), (&p::AREA, Printed)];

/// What tables of posts by year have in common.
pub(super) const BY_YEAR: &[Uses] = &[ALL, FIGURES, POSTS, YEARS, NAMED, FIGURE_COLUMNS, DERIVED];
