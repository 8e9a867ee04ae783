//! Where a typed table's columns stand among the printed ones.

use crate::note::{Column, Table};
use crate::page;

/// Where a typed table's columns stand among the printed ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Laid {
    /// The printed column of the first of them, or of the sum across where that stands before it.
    pub(super) first: usize,
    /// How many of them stand before the sum across; none where it is not printed.
    pub(super) across: Option<usize>,
}

impl Laid {
    /// Reads it of a printed table; `None` where its sum across is called something else, or stands
    /// elsewhere, than the note says.
    pub(super) fn of(table: &Table, columns: &[Column], printed: &page::Table) -> Option<Self> {
        let at = printed.columns.iter().position(|column| column.sum);
        let first = printed.columns.len().checked_sub(columns.len() + usize::from(at.is_some()))?;
        let Some(at) = at else { return Some(Self { first, across: None }) };
        let said = &table.across;
        let place = said.place.map_or(columns.len(), |place| place.min(columns.len()));
        let called = said.text.as_ref().map_or("I alt", |word| word.value.as_str());
        let right = at == first + place && printed.columns.get(at)?.header == called;
        right.then_some(Self { first, across: Some(place) })
    }

    /// The printed column of one of them.
    pub(super) fn at(self, column: usize) -> usize {
        self.first + column + usize::from(self.across.is_some_and(|before| before <= column))
    }

    /// The printed column of the sum across.
    pub(super) fn across(self) -> Option<usize> {
        self.across.map(|before| self.first + before)
    }
}
