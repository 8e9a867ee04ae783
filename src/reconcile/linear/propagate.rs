//! Narrowing: what each equation leaves for its unknowns, until one is left nothing.
//!
//! Cheap, and it tells which few equations a contradiction comes from; it misses some, so it never
//! says that there is a solution.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::fraction::Fraction;
use crate::reconcile::linear::problem::{Problem, Question, Row};
use crate::reconcile::linear::work::Work;

/// The most rounds: two equations can narrow each other without end.
const MOST_ROUNDS: usize = 4;

/// One end of what an unknown can be, and the equations that made it so.
#[derive(Clone)]
struct End {
    at: Option<Fraction>,
    because: Vec<usize>,
}

struct Narrowing<'p> {
    problem: &'p Problem,
    question: &'p Question,
    ends: BTreeMap<usize, [End; 2]>,
}

/// Equations that contradict each other, where narrowing finds some.
pub(super) fn contradiction(
    problem: &Problem,
    question: &Question,
    work: &mut Work,
) -> Option<Vec<usize>> {
    let mut narrowing = Narrowing { problem, question, ends: BTreeMap::new() };
    // An equation is looked at again where one of its unknowns was narrowed.
    let mut uses: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in &question.rows {
        for (unknown, _) in problem.rows.get(*index).map_or(&[][..], |row| &row.terms) {
            uses.entry(*unknown).or_default().push(*index);
        }
    }
    let mut waiting = question.rows.clone();
    for _ in 0..MOST_ROUNDS {
        let mut narrowed: Vec<usize> = Vec::new();
        for index in std::mem::take(&mut waiting) {
            let Some(row) = problem.rows.get(index) else { continue };
            work.spend(row.terms.len() as u64 * 4)?;
            match narrowing.row(index, row) {
                Ok(unknowns) => narrowed.extend(unknowns),
                Err(rows) => return Some(rows),
            }
        }
        waiting.extend(narrowed.iter().filter_map(|unknown| uses.get(unknown)).flatten());
        waiting.sort_unstable();
        waiting.dedup();
        if waiting.is_empty() {
            break;
        }
    }
    None
}

impl Narrowing<'_> {
    fn ends(&self, unknown: usize) -> [End; 2] {
        if let Some(ends) = self.ends.get(&unknown) {
            return ends.clone();
        }
        let bounds = self.problem.bounds(self.question, unknown);
        let end = |at: Option<&Fraction>| End { at: at.cloned(), because: Vec::new() };
        [end(bounds.map(|bounds| &bounds.low)), end(bounds.map(|bounds| &bounds.high))]
    }

    /// Narrows an equation's unknowns, and tells which; or tells the equations that leave it no
    /// solution.
    fn row(&mut self, index: usize, row: &Row) -> Result<Vec<usize>, Vec<usize>> {
        // What each term can be, and what they can be together; one without end is told apart.
        let mut terms: Vec<[End; 2]> = Vec::with_capacity(row.terms.len());
        let mut sums = [Fraction::ZERO, Fraction::ZERO];
        let mut endless = [0_usize; 2];
        for (unknown, coefficient) in &row.terms {
            let [mut low, mut high] = self.ends(*unknown);
            if coefficient.sign() == Ordering::Less {
                std::mem::swap(&mut low, &mut high);
            }
            let ends =
                [low, high].map(|end| End { at: end.at.map(|at| at.times(coefficient)), ..end });
            for side in 0..2 {
                match &ends[side].at {
                    Some(at) => sums[side] = sums[side].plus(at),
                    None => endless[side] += 1,
                }
            }
            terms.push(ends);
        }
        let because = |terms: &mut dyn Iterator<Item = &End>| {
            let mut rows: Vec<usize> =
                terms.flat_map(|end| end.because.iter().copied()).chain([index]).collect();
            rows.sort_unstable();
            rows.dedup();
            rows
        };
        for (side, wrong) in [(0, Ordering::Greater), (1, Ordering::Less)] {
            if endless[side] == 0 && sums[side].cmp(&row.constant) == wrong {
                return Err(because(&mut terms.iter().map(|ends| &ends[side])));
            }
        }
        // Where all can be as they are, there is nothing to narrow for.
        let mut narrowed = Vec::new();
        for (number, (unknown, coefficient)) in row.terms.iter().enumerate() {
            for side in 0..2 {
                // The others at their one end leave this term its other end.
                let own_endless = usize::from(terms[number][side].at.is_none());
                if endless[side] > own_endless {
                    continue;
                }
                let own = terms[number][side].at.clone().unwrap_or(Fraction::ZERO);
                let left = row.constant.minus(&sums[side].minus(&own));
                let Some(left) = left.divided_by(coefficient) else { continue };
                let upper = (side == 0) != (coefficient.sign() == Ordering::Less);
                let mut ends = self.ends(*unknown);
                let end = &mut ends[usize::from(upper)];
                let narrower =
                    end.at.as_ref().is_none_or(|at| if upper { left < *at } else { left > *at });
                if narrower {
                    let others = terms
                        .iter()
                        .enumerate()
                        .filter(|(other, _)| *other != number)
                        .map(|(_, ends)| &ends[side]);
                    *end = End { at: Some(left), because: because(&mut { others }) };
                    narrowed.push(*unknown);
                    self.ends.insert(*unknown, ends);
                }
            }
        }
        Ok(narrowed)
    }
}
