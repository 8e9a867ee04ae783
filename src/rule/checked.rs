//! What checking gives: findings, and how much was checked.

use std::collections::BTreeMap;

use crate::amount::{Amount, Unit};
use crate::diagnostic::Diagnostic;
use crate::rule::left::Unverified;
use crate::source::{FileId, Sources, Span};
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
        let Counts { notes, tables, figures, equations, unverified, packs, rounded, largest } = other;
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
    /// The larger of two, in whatever unit each is.
    pub(super) fn larger(self, other: Self) -> Self {
        let unit = self.unit.finer(other.unit);
        let (one, two) = (self.unit.convert(self.amount, unit), other.unit.convert(other.amount, unit));
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
    /// Only the findings that are of some files: that stand in one of them, or point into it.
    pub fn retain(&mut self, sources: &Sources, files: impl Fn(&str) -> bool) {
        let of = |file| sources.get(file).is_some_and(|source| files(&source.path));
        self.findings.retain(|finding| is_about(finding, of));
    }
}
