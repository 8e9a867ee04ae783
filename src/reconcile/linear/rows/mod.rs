//! The rows of the simplex method: each basic variable as a sum of others.
//!
//! Equations between figures have coefficients of 1 and -1, and most keep them from step to step:
//! such rows are whole numbers, changed where they stand ([`whole`]). Where a
//! coefficient becomes a fraction, or too large, all rows are sums of fractions from there on
//! ([`exact`]). Either way they are the same sums.

mod exact;
mod whole;

use std::cmp::Ordering;

use self::exact::Exact;
use self::whole::{LANE, Whole};
use super::fraction::Fraction;
use super::work::Work;

pub(super) use self::exact::Terms;

/// Basic variables as sums of others.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    /// The rows, while their coefficients are whole.
    whole: Option<Whole>,
    /// The rows, where they are not.
    exact: Exact,
    /// How many rows each variable stands in; a whole number of lanes.
    uses: Vec<i32>,
}

impl Rows {
    /// Rows over so many variables.
    pub(super) fn new(rows: Vec<Terms>, variables: usize) -> Self {
        let mut uses = vec![0; variables.next_multiple_of(LANE)];
        for (variable, _) in rows.iter().flatten() {
            uses[*variable] += 1;
        }
        let whole = Whole::new(&rows, variables);
        let exact = Exact::new(if whole.is_some() { Vec::new() } else { rows });
        Self { whole, exact, uses }
    }

    /// How many rows there are.
    pub(super) fn count(&self) -> usize {
        self.whole.as_ref().map_or_else(|| self.exact.count(), Whole::count)
    }

    /// How many terms all rows have together.
    pub(super) fn size(&self) -> usize {
        (0..self.count()).map(|row| self.length(row)).sum()
    }

    /// How many terms a row has.
    fn length(&self, row: usize) -> usize {
        self.whole.as_ref().map_or_else(|| self.exact.terms(row).len(), |whole| whole.length(row))
    }

    /// A row's terms.
    pub(super) fn terms(&self, row: usize) -> Terms {
        let exact = || self.exact.terms(row).to_vec();
        self.whole.as_ref().map_or_else(exact, |whole| whole.terms(row))
    }

    /// The rows that a variable stands in, with its coefficient in each.
    pub(super) fn column(&self, variable: usize) -> Vec<(usize, Fraction)> {
        let exact = || self.exact.column(variable);
        self.whole.as_ref().map_or_else(exact, |whole| whole.column(variable))
    }

    /// Of a row's variables that have room, the one in the `fewest` rows, else the first; with the
    /// sign of its coefficient. `room` is not 0 for who has some: where its coefficient is above 0,
    /// and where it is below.
    pub(super) fn pick(
        &self,
        row: usize,
        fewest: bool,
        room: [&[i32]; 2],
    ) -> Option<(usize, Ordering)> {
        match &self.whole {
            Some(whole) => whole.pick(row, fewest, room, &self.uses),
            None => self.exact.pick(row, fewest, room, &self.uses),
        }
    }

    /// Lets the variable `entering`, which has this column, take the place of a row's basic one,
    /// `leaving`. `None` where that is too much work: the row is lost then.
    pub(super) fn pivot(
        &mut self,
        row: usize,
        entering: usize,
        leaving: usize,
        column: &[(usize, Fraction)],
        work: &mut Work,
    ) -> Option<()> {
        let words = self.turn(row, entering, leaving)?;
        for (other, factor) in column.iter().filter(|(other, _)| *other != row) {
            work.spend(words.saturating_mul(factor.words()) + self.length(*other) as u64 - 1)?;
            self.replace(*other, entering, factor);
        }
        self.uses[entering] = 0;
        self.uses[leaving] += 1;
        match &mut self.whole {
            Some(whole) => whole.put_back(row),
            None => self.exact.put_back(row),
        }
        Some(())
    }

    /// Takes a row out, and solves it for `entering`. Tells how many words its coefficients have.
    fn turn(&mut self, row: usize, entering: usize, leaving: usize) -> Option<u64> {
        if let Some(words) = self.whole.as_mut().and_then(|own| own.turn(row, entering, leaving)) {
            return Some(words);
        }
        self.leave_whole();
        self.exact.turn(row, entering, leaving)
    }

    /// Puts the row that was taken out in place of `entering`, which stands `factor` times in
    /// another.
    fn replace(&mut self, row: usize, entering: usize, factor: &Fraction) {
        let own = self.whole.as_mut();
        if !own.is_some_and(|own| own.replace(row, entering, factor, &mut self.uses)) {
            self.leave_whole();
            self.exact.replace(row, entering, factor, &mut self.uses);
        }
    }

    fn leave_whole(&mut self) {
        if let Some(whole) = self.whole.take() {
            self.exact = whole.exact();
        }
    }
}

#[cfg(test)]
mod tests;
