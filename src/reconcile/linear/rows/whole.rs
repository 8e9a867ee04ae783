//! Rows of whole coefficients, each variable at its own place in each: changed where they stand,
//! a lane of variables at a time, and only where there is something to change.

use std::cmp::Ordering;

use super::exact::{Exact, Terms};
use crate::reconcile::linear::fraction::Fraction;

/// The most places that are held: a few tables of a hundred posts together. Most would be empty in
/// more.
const MOST_CELLS: usize = 1 << 20;

/// How many variables are worked on together, without a branch for each.
pub(super) const LANE: usize = 16;

type Lane = [i32; LANE];

/// Rows of whole coefficients.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    /// How many lanes a row has.
    width: usize,
    /// The coefficients, row by row.
    lanes: Vec<Lane>,
    /// How many of each row are not 0.
    lengths: Vec<usize>,
    /// Not less than any of them, whatever its sign.
    most: u32,
    /// The row that was taken out.
    turned: Vec<Lane>,
    /// The lanes of it that are not empty.
    filled: Vec<usize>,
}

impl Whole {
    /// These rows, where their coefficients are whole and small, and they have room.
    pub(super) fn new(rows: &[Terms], variables: usize) -> Option<Self> {
        rows.len().checked_mul(variables).filter(|cells| *cells <= MOST_CELLS)?;
        let width = variables.div_ceil(LANE);
        let mut own = Self {
            width,
            lanes: vec![Lane::default(); width * rows.len()],
            lengths: rows.iter().map(Vec::len).collect(),
            most: 1,
            turned: vec![Lane::default(); width],
            filled: Vec::new(),
        };
        for (row, terms) in rows.iter().enumerate() {
            for (variable, c) in terms {
                let c = small(c)?;
                own.lanes_of(row).as_flattened_mut()[*variable] = c;
                own.most |= c.unsigned_abs();
            }
        }
        fits(own.most.into()).then_some(own)
    }

    /// The same as sums of fractions.
    pub(super) fn exact(&self) -> Exact {
        let rows = (0..self.count()).map(|row| self.terms(row));
        Exact::with_turned(rows.collect(), terms(self.turned.as_flattened()))
    }

    pub(super) fn count(&self) -> usize {
        self.lengths.len()
    }

    pub(super) fn length(&self, row: usize) -> usize {
        self.lengths[row]
    }

    pub(super) fn terms(&self, row: usize) -> Terms {
        terms(self.cells_of(row))
    }

    pub(super) fn column(&self, variable: usize) -> Vec<(usize, Fraction)> {
        let cells = (0..self.count()).map(|row| (row, self.cells_of(row)[variable]));
        cells.filter(|(_, c)| *c != 0).map(|(row, c)| (row, fraction(c))).collect()
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
        let of_each = cells.iter().zip(above).zip(below).zip(uses);
        let keys: Vec<i32> = of_each
            .map(|(((&c, &above), &below), &uses)| {
                let able = (c > 0 && above != 0) || (c < 0 && below != 0);
                uses | ((i32::from(able) - 1) & i32::MAX)
            })
            .collect();
        let variable = if fewest {
            let least = keys.iter().copied().fold(i32::MAX, i32::min);
            keys.iter().position(|key| *key == least).filter(|_| least != i32::MAX)?
        } else {
            keys.iter().position(|key| *key != i32::MAX)?
        };
        Some((variable, cells[variable].cmp(&0)))
    }

    fn cells_of(&self, row: usize) -> &[i32] {
        self.lanes[row * self.width..][..self.width].as_flattened()
    }

    fn lanes_of(&mut self, row: usize) -> &mut [Lane] {
        &mut self.lanes[row * self.width..][..self.width]
    }

    /// Takes a row out, and solves it for `entering`. Tells how many words its coefficients have;
    /// `None`, with nothing changed, where they would be fractions.
    pub(super) fn turn(&mut self, row: usize, entering: usize, leaving: usize) -> Option<u64> {
        let pivot = self.cells_of(row)[entering];
        if pivot.abs() != 1 {
            return None;
        }
        let mut turned = std::mem::take(&mut self.turned);
        let lanes = self.lanes_of(row);
        turned.copy_from_slice(lanes);
        lanes.fill(Lane::default());
        let cells = turned.as_flattened_mut();
        (cells[entering], cells[leaving]) = (0, -1);
        self.filled.clear();
        let mut length = 0;
        for (at, lane) in turned.iter_mut().enumerate() {
            let own = lane.iter().filter(|c| **c != 0).count();
            for c in lane {
                *c *= -pivot;
            }
            if own > 0 {
                self.filled.push(at);
                length += own;
            }
        }
        self.turned = turned;
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
        let (uses, _) = uses.as_chunks_mut();
        let lanes = &mut self.lanes[row * self.width..][..self.width];
        lanes.as_flattened_mut()[entering] = 0;
        let (mut length, mut most) = (self.lengths[row] - 1, self.most);
        for at in &self.filled {
            let (lane, turned): (&mut Lane, &Lane) = (&mut lanes[*at], &self.turned[*at]);
            let uses: &mut Lane = &mut uses[*at];
            let mut new = 0;
            for ((cell, c), uses) in lane.iter_mut().zip(turned).zip(uses) {
                let before = *cell;
                *cell += factor * c;
                let change = i32::from(*cell != 0) - i32::from(before != 0);
                *uses += change;
                new += change;
                most |= cell.unsigned_abs();
            }
            length = length.saturating_add_signed(new as isize);
        }
        (self.lengths[row], self.most) = (length, most);
        true
    }

    /// Puts the row that was taken out where it was.
    pub(super) fn put_back(&mut self, row: usize) {
        let turned = std::mem::take(&mut self.turned);
        self.lanes_of(row).copy_from_slice(&turned);
        self.lengths[row] = turned.as_flattened().iter().filter(|c| **c != 0).count();
        self.turned = turned;
    }
}

/// What of a row is not 0.
fn terms(cells: &[i32]) -> Terms {
    let filled = cells.iter().enumerate().filter(|(_, c)| **c != 0);
    filled.map(|(variable, c)| (variable, fraction(*c))).collect()
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
