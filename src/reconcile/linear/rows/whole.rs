//! Rows of whole coefficients in one block, each variable at its own place in each: changed where
//! they stand, without looking for it.

use std::cmp::Ordering;

use super::exact::{Exact, Terms};
use crate::reconcile::linear::fraction::Fraction;

/// The most places in a block: a few tables of a hundred posts together. Most would be empty in
/// more.
const MOST_CELLS: usize = 1 << 20;

/// Rows of whole coefficients.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    /// How many variables there are.
    width: usize,
    /// The coefficients, row by row.
    cells: Vec<i32>,
    /// How many of each row are not 0.
    lengths: Vec<usize>,
    /// Not less than any of them, whatever its sign.
    most: u32,
    /// The row that was taken out: what of it is not 0.
    turned: Vec<(usize, i32)>,
}

impl Whole {
    /// These rows, where their coefficients are whole and small, and a block of them is too.
    pub(super) fn new(rows: &[Terms], width: usize) -> Option<Self> {
        let room = rows.len().checked_mul(width).filter(|room| *room <= MOST_CELLS)?;
        let mut cells = vec![0; room];
        let mut most = 1;
        for (row, terms) in rows.iter().enumerate() {
            for (variable, c) in terms {
                let c = small(c)?;
                cells[row * width + variable] = c;
                most |= c.unsigned_abs();
            }
        }
        let lengths = rows.iter().map(Vec::len).collect();
        fits(most.into()).then(|| Self { width, cells, lengths, most, turned: Vec::new() })
    }

    /// The same as sums of fractions.
    pub(super) fn exact(&self) -> Exact {
        let turned = self.turned.iter().map(|(variable, c)| (*variable, fraction(*c)));
        let rows = (0..self.count()).map(|row| self.terms(row));
        Exact::with_turned(rows.collect(), turned.collect())
    }

    pub(super) fn count(&self) -> usize {
        self.lengths.len()
    }

    pub(super) fn length(&self, row: usize) -> usize {
        self.lengths[row]
    }

    pub(super) fn terms(&self, row: usize) -> Terms {
        let filled = self.cells_of(row).iter().enumerate().filter(|(_, c)| **c != 0);
        filled.map(|(variable, c)| (variable, fraction(*c))).collect()
    }

    pub(super) fn column(&self, variable: usize) -> Vec<(usize, Fraction)> {
        let cells = self.cells.iter().skip(variable).step_by(self.width).enumerate();
        cells.filter(|(_, c)| **c != 0).map(|(row, c)| (row, fraction(*c))).collect()
    }

    /// What [`super::Rows::pick`] says: without a branch for each variable, for which of them have
    /// room can't be foreseen.
    pub(super) fn pick(
        &self,
        row: usize,
        fewest: bool,
        [above, below]: [&[i32]; 2],
        uses: &[i32],
    ) -> Option<(usize, Ordering)> {
        let cells = self.cells_of(row);
        // In how many rows each is; more than any is in, where it has no room.
        let keys = || {
            cells.iter().zip(above).zip(below).zip(uses).map(|(((c, above), below), uses)| {
                let able = ((*c > 0) & (*above != 0)) | ((*c < 0) & (*below != 0));
                *uses | ((i32::from(able) - 1) & i32::MAX)
            })
        };
        let variable = if fewest {
            let fewest = keys().fold(i32::MAX, i32::min);
            keys().position(|key| key == fewest && key != i32::MAX)?
        } else {
            keys().position(|key| key != i32::MAX)?
        };
        Some((variable, cells[variable].cmp(&0)))
    }

    fn cells_of(&self, row: usize) -> &[i32] {
        &self.cells[row * self.width..][..self.width]
    }

    /// Takes a row out, and solves it for `entering`. Tells how many words its coefficients have;
    /// `None`, with nothing changed, where they would be fractions.
    pub(super) fn turn(&mut self, row: usize, entering: usize, leaving: usize) -> Option<u64> {
        let cells = &mut self.cells[row * self.width..][..self.width];
        let pivot = cells[entering];
        if pivot.abs() != 1 {
            return None;
        }
        cells[entering] = 0;
        cells[leaving] = -1;
        // Each is put where the next one goes that is not 0.
        self.turned.resize(self.lengths[row] + 1, (0, 0));
        let mut length = 0;
        for (variable, cell) in cells.iter().enumerate() {
            self.turned[length] = (variable, -pivot * cell);
            length += usize::from(*cell != 0);
        }
        cells.fill(0);
        self.turned.truncate(length);
        self.lengths[row] = 0;
        Some(length as u64)
    }

    /// Puts the row that was taken out in place of `entering`, which stands `factor` times in
    /// another; `uses` counts what is new in it and what vanishes. False, with nothing changed,
    /// where a coefficient could be too large.
    pub(super) fn replace(
        &mut self,
        row: usize,
        entering: usize,
        factor: &Fraction,
        uses: &mut [i32],
    ) -> bool {
        let sum = |factor: i32| u64::from(self.most) * (1 + u64::from(factor.unsigned_abs()));
        let Some(factor) = small(factor).filter(|factor| fits(sum(*factor))) else { return false };
        let cells = &mut self.cells[row * self.width..][..self.width];
        cells[entering] = 0;
        let uses = &mut uses[..cells.len()];
        let (mut length, mut most) = (self.lengths[row] - 1, self.most);
        for (variable, c) in &self.turned {
            let before = cells[*variable];
            let after = before + factor * c;
            cells[*variable] = after;
            uses[*variable] += i32::from(after != 0) - i32::from(before != 0);
            length = length + usize::from(after != 0) - usize::from(before != 0);
            most |= after.unsigned_abs();
        }
        (self.lengths[row], self.most) = (length, most);
        true
    }

    /// Puts the row that was taken out where it was.
    pub(super) fn put_back(&mut self, row: usize) {
        let cells = &mut self.cells[row * self.width..][..self.width];
        for (variable, c) in &self.turned {
            cells[*variable] = *c;
        }
        self.lengths[row] = self.turned.len();
    }
}

/// True for what a coefficient can be, whatever its sign.
fn fits(most: u64) -> bool {
    i32::try_from(most).is_ok()
}

fn small(c: &Fraction) -> Option<i32> {
    c.to_word().and_then(|c| i32::try_from(c).ok())
}

fn fraction(c: i32) -> Fraction {
    Fraction::whole(c.into())
}
