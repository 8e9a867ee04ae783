//! What is known of a table type.

use crate::key::{Key, post};
use crate::table_type::uses::{Use, Uses};
use crate::text::StaticText;

/// What is known of a table type.
#[derive(Debug)]
pub struct TableType {
    /// Its name in notes.
    pub name: &'static str,
    /// What it says.
    pub meaning: StaticText,
    /// Its page (Markdown, Danish).
    pub page: &'static str,
    /// Which money it is about unless the table says.
    pub money: DefaultMoney,
    /// Where its columns come from.
    pub columns: ColumnSource,
    /// What every post (but headings and sums) must have, in the post or from the table.
    pub required: &'static [&'static Key],
    /// What is printed before the figures, in order; the first one is the row's label.
    pub printed: &'static [Printed],
    /// True where the last year goes on for all posts, whether the table says so or not.
    pub permanent: bool,
    /// Heading over the first column unless the table says.
    pub stub: &'static str,
    /// Label of the total row unless the table says.
    pub total: &'static str,
    /// Title unless the table says; a table without either gets a finding.
    pub title: Option<&'static str>,
    /// True where it has a number unless the table says.
    pub numbered: bool,
    /// What becomes of each key that is its own, of the table, its columns, posts and totals, or that
    /// it uses as no other type does.
    pub own_uses: Uses,
    /// What becomes of keys that it shares with other types. One that is neither here nor among its
    /// own would be lost: `forkert-sted` says so.
    pub uses: &'static [Uses],
}

impl TableType {
    /// What becomes of a key's value; `None` where it would be lost.
    pub fn use_of(&self, key: &Key) -> Option<Use> {
        let mut uses = self.own_uses.iter().chain(self.uses.iter().copied().flatten());
        uses.find(|(own, _)| std::ptr::eq(*own, key)).map(|(_, becomes)| *becomes)
    }
}

/// Which money a table is about unless it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultMoney {
    /// This money.
    Named(&'static str),
    /// The note's only money.
    TheOnly,
    /// That of the tables that it is the sum of: compared with nothing itself.
    Summed,
    /// No money: compared with nothing.
    None,
}

/// Where a type's columns come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnSource {
    /// The round's years.
    Years,
    /// The round's years of past grants.
    PastYears,
    /// The table names them.
    Named,
}

/// A column that tells what a row is, before its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed {
    /// The post's text, with its administration in brackets where the form has it so.
    Text,
    /// The post's text, where it is no label: a project beside its appropriation. Printed where any
    /// post has one.
    OwnText,
    /// The past agreement.
    Agreement,
    /// The control area's name, where the posts say it.
    Area,
    /// The control area's name, where the posts or the table say it.
    AreaOrScope,
    /// The committee's full name.
    CommitteeName,
    /// The committee's code.
    CommitteeCode,
    /// The appropriation, number and name.
    Appropriation,
    /// Expenditure or income.
    Direction,
    /// Point of the recommendation; printed where any post has one.
    AtPoint,
    /// Cost or saving; printed where any post has one.
    Sort,
    /// Distribution key; printed where any post has one, or the table has them computed.
    Key,
    /// Whether the money is applied for from the innovation pool; printed where any post says so.
    Pool,
    /// Whether the last year goes on; printed where any post says so.
    Permanent,
}

impl Printed {
    /// The key of a post that it is printed of.
    pub fn key(self) -> &'static Key {
        match self {
            Self::Text | Self::OwnText => &post::TEXT,
            Self::Agreement => &post::AGREEMENT,
            Self::Area | Self::AreaOrScope => &post::AREA,
            Self::CommitteeName | Self::CommitteeCode => &post::COMMITTEE,
            Self::Appropriation => &post::APPROPRIATION,
            Self::Direction => &post::UI,
            Self::AtPoint => &post::AT_POINT,
            Self::Sort => &post::SORT,
            Self::Key => &post::KEY,
            Self::Pool => &post::POOL,
            Self::Permanent => &post::PERMANENT,
        }
    }
}
