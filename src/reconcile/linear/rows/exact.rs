//! Rows as sums of fractions, of which only what is not 0 is held.

use std::cmp::Ordering;

use crate::reconcile::linear::fraction::Fraction;

/// A sum: variables in rising order, with coefficients that are not 0.
pub(in crate::reconcile::linear) type Terms = Vec<(usize, Fraction)>;

/// Rows of any coefficients.
#[derive(Clone, Debug, Default)]
pub(super) struct Exact {
    rows: Vec<Terms>,
    /// The row that was taken out.
    turned: Terms,
    /// Where a row is made longer before it takes the place of the one it was.
    longer: Terms,
}

impl Exact {
    pub(super) fn new(rows: Vec<Terms>) -> Self {
        Self { rows, ..Self::default() }
    }

    /// With a row that is taken out.
    pub(super) fn with_turned(rows: Vec<Terms>, turned: Terms) -> Self {
        Self { rows, turned, longer: Terms::new() }
    }

    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn terms(&self, row: usize) -> &[(usize, Fraction)] {
        &self.rows[row]
    }

    pub(super) fn column(&self, variable: usize) -> Vec<(usize, Fraction)> {
        let coefficient = |terms: &Terms| Some(terms[place(terms, variable)?].1.clone());
        let rows = self.rows.iter().enumerate();
        rows.filter_map(|(row, terms)| Some((row, coefficient(terms)?))).collect()
    }

    /// What [`super::Rows::pick`] says.
    pub(super) fn pick(
        &self,
        row: usize,
        fewest: bool,
        [above, below]: [&[i32]; 2],
        uses: &[i32],
    ) -> Option<(usize, Ordering)> {
        let signs = self.rows[row].iter().map(|(variable, c)| (*variable, c.sign()));
        let mut able = signs.filter(|(variable, sign)| {
            let room = if *sign == Ordering::Greater { above } else { below };
            room[*variable] != 0
        });
        if fewest { able.min_by_key(|(variable, _)| uses[*variable]) } else { able.next() }
    }

    /// Takes a row out, and solves it for `entering`. Tells how many words its coefficients have.
    pub(super) fn turn(&mut self, row: usize, entering: usize, leaving: usize) -> Option<u64> {
        let mut turned = std::mem::take(&mut self.rows[row]);
        let (_, pivot) = turned.remove(place(&turned, entering)?);
        let share = Fraction::ONE.divided_by(&pivot)?;
        let opposite = share.negated();
        for (_, c) in &mut turned {
            *c = c.times(&opposite);
        }
        let at = turned.partition_point(|(variable, _)| *variable < leaving);
        turned.insert(at, (leaving, share));
        self.turned = turned;
        Some(self.turned.iter().map(|(_, c)| c.words()).sum())
    }

    /// Puts the row that was taken out in place of `entering`, which stands `factor` times in
    /// another; `uses` counts what is new in it and what vanishes.
    pub(super) fn replace(
        &mut self,
        row: usize,
        entering: usize,
        factor: &Fraction,
        uses: &mut [i32],
    ) {
        let (own, longer) = (&mut self.rows[row], &mut self.longer);
        longer.clear();
        longer.reserve_exact(own.len() + self.turned.len());
        let mut kept = own.drain(..).filter(|(variable, _)| *variable != entering).peekable();
        for (variable, c) in &self.turned {
            while let Some(term) = kept.next_if(|(own, _)| own < variable) {
                longer.push(term);
            }
            let more = factor.times(c);
            let Some((_, c)) = kept.next_if(|(own, _)| own == variable) else {
                uses[*variable] += 1;
                longer.push((*variable, more));
                continue;
            };
            let total = c.plus(&more);
            if total.is_zero() {
                uses[*variable] -= 1;
            } else {
                longer.push((*variable, total));
            }
        }
        longer.extend(kept);
        std::mem::swap(own, longer);
    }

    /// Puts the row that was taken out where it was.
    pub(super) fn put_back(&mut self, row: usize) {
        self.rows[row] = std::mem::take(&mut self.turned);
    }
}

/// Where a variable stands in a sum.
fn place(terms: &[(usize, Fraction)], variable: usize) -> Option<usize> {
    terms.binary_search_by_key(&variable, |(variable, _)| *variable).ok()
}
