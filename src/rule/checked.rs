//! What checking gives: findings, and how much was checked.

use std::collections::BTreeMap;

use crate::amount::{Amount, Unit};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Sources, Span};
use crate::text;
use crate::text::Text;
use crate::verdict::is_about;

/// How much was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Notes.
    pub notes: usize,
    /// Tables.
    pub tables: usize,
    /// Figures that are written.
    pub figures: usize,
    /// Equations that could have contradicted one.
    pub equations: usize,
    /// Figures that no equation could contradict, those that can't be read among them.
    pub unverified: usize,
    /// Packs.
    pub packs: usize,
    /// Equations that hold only because their figures are rounded.
    pub rounded: usize,
    /// The largest difference among them.
    pub largest: Option<Gap>,
}

/// A difference, and what it is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The difference, without its sign.
    pub amount: Amount,
    /// Its unit.
    pub unit: Unit,
}

impl Counts {
    pub(super) fn add(&mut self, other: Counts) {
        let Counts { notes, tables, figures, equations, unverified, packs, rounded, largest } =
            other;
        self.notes += notes;
        self.tables += tables;
        self.figures += figures;
        self.equations += equations;
        self.unverified += unverified;
        self.packs += packs;
        self.rounded += rounded;
        self.largest = match (self.largest, largest) {
            (Some(own), Some(other)) => Some(own.larger(other)),
            (own, other) => own.or(other),
        };
    }
}

impl Gap {
    /// The larger of two, in whatever unit each is: one of money where the other is of none.
    pub(super) fn larger(self, other: Self) -> Self {
        if self.unit.is_money() != other.unit.is_money() {
            return if self.unit.is_money() { self } else { other };
        }
        let unit = self.unit.finer(other.unit);
        let (one, two) =
            (self.unit.convert(self.amount, unit), other.unit.convert(other.amount, unit));
        if two > one { other } else { self }
    }
}

/// How many amounts the texts have by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// All that are written by hand, prices and quotations not among them.
    pub typed: usize,
    /// Those of them that a figure, a sum or a source stands behind.
    pub backed: usize,
}

impl Amounts {
    pub(super) fn add(&mut self, other: Amounts) {
        self.typed += other.typed;
        self.backed += other.backed;
    }
}

/// A written figure that no equation could contradict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unverified {
    /// The figure.
    pub span: Span,
    /// Its address, `round/note/table/post/column`.
    pub address: String,
    /// Id of its table.
    pub table: String,
    /// Its row, as messages call it.
    pub post: String,
    /// Its column's key.
    pub column: String,
    /// The figure; `None` where it can't be read.
    pub amount: Option<Amount>,
    /// Why nothing could contradict it.
    pub why: Why,
}

/// Why nothing could contradict a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It can't be read.
    Unreadable,
    /// What it would be held against can't be computed.
    Blocked,
    /// Its table is an excerpt.
    Excerpt,
    /// Its table stands alone, and says why.
    Alone(String),
    /// No other figure states the same.
    Unrelated,
}

impl Why {
    /// The word in machine-readable output.
    pub fn machine(&self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Blocked => "blocked",
            Self::Excerpt => "excerpt",
            Self::Alone(_) => "alone",
            Self::Unrelated => "unrelated",
        }
    }

    /// The reason in words.
    pub fn words(&self) -> Text {
        match self {
            Self::Unreadable => text!("kan ikke læses", "can't be read"),
            Self::Blocked => {
                text!(
                    "det tal, det skal stemme med, kan ikke regnes ud",
                    "what it would be compared with can't be computed"
                )
            }
            Self::Excerpt => text!("tabellen er et udsnit", "the table is an excerpt"),
            Self::Alone(reason) => {
                text!("tabellen står alene: {reason}", "the table stands alone: {reason}")
            }
            Self::Unrelated => {
                text!("intet andet tal siger det samme", "no other figure states the same")
            }
        }
    }
}

/// What checking gave.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// All findings, in source order.
    pub findings: Vec<Diagnostic>,
    /// How much was checked.
    pub counts: Counts,
    /// The amounts that the texts have by hand.
    pub amounts: Amounts,
    /// The files of the notes that were checked, in the order of their paths.
    pub notes: Vec<FileId>,
    /// The figures that no equation could contradict, in the order of the notes.
    pub unverified: Vec<Unverified>,
    /// True where something could not be read: there may be figures in it that are not counted.
    pub lost: bool,
    /// The addresses of the figures that findings point to, by their places.
    pub addresses: BTreeMap<Span, String>,
}

impl Checked {
    /// True where there was nothing to check: that nothing is found is no proof of anything.
    pub fn is_of_nothing(&self) -> bool {
        self.notes.is_empty() && self.findings.is_empty()
    }

    /// Only the findings that are of some files: that stand in one of them, or point into it.
    pub fn retain(&mut self, sources: &Sources, files: impl Fn(&str) -> bool) {
        let of = |file| sources.get(file).is_some_and(|source| files(&source.path));
        self.findings.retain(|finding| is_about(finding, of));
    }
}
