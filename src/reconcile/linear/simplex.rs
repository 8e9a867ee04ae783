//! The simplex method for equations within bounds, in exact fractions.
//!
//! After Dutertre and de Moura, *A Fast Linear-Arithmetic Solver for DPLL(T)* (CAV 2006): every
//! equation's left side is a variable of its own, held at its constant; a basic variable outside
//! its bounds is moved to the nearer one, and where its row leaves no room for that, the row is the
//! proof that there is no solution. At first the variable that stands in the fewest rows is taken,
//! which keeps the rows short; then Bland's rule (the lowest index first), which makes it end.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::fraction::Fraction;
use super::hint;
use super::proof::{Proof, is_solution};
use super::rows::{Rows, Terms};
use crate::reconcile::linear::problem::{Problem, Question};
use crate::reconcile::linear::proof::Answer;
use crate::reconcile::linear::work::Work;

/// A question being worked on.
#[derive(Clone, Debug)]
pub struct Simplex<'p> {
    problem: &'p Problem,
    question: Question,
    /// Lowest and highest of each variable: first the unknowns in the question, then the equations.
    bounds: Vec<[Option<Fraction>; 2]>,
    value: Vec<Fraction>,
    /// How each value stands to its lowest, and to its highest: 1 where it can move towards it, 0 at
    /// it, -1 outside.
    room: [Vec<i32>; 2],
    /// The unknown of the problem that each of the first variables is, in rising order.
    unknowns: Vec<usize>,
    /// The basic variable of each row.
    basic: Vec<usize>,
    /// The row of each basic variable.
    place: Vec<Option<usize>>,
    /// Each basic variable as a sum of others.
    rows: Rows,
    /// How many steps are taken before Bland's rule.
    hurry: usize,
}

/// How far an unknown can go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extreme {
    /// To this.
    At(Fraction),
    /// Without end.
    Endless,
    /// It took too long to tell.
    Open,
}

impl<'p> Simplex<'p> {
    /// Begins with values that nearly meet the equations.
    pub fn new(problem: &'p Problem, question: &Question) -> Self {
        let asked = || question.rows.iter().filter_map(|row| problem.rows.get(*row));
        let mut unknowns: Vec<usize> =
            asked().flat_map(|row| row.terms.iter().map(|(unknown, _)| *unknown)).collect();
        unknowns.sort_unstable();
        unknowns.dedup();
        let mut bounds: Vec<[Option<Fraction>; 2]> = Vec::new();
        let mut value = Vec::new();
        for unknown in &unknowns {
            let own = problem.bounds(question, *unknown);
            let near = own.map_or(Fraction::ZERO, |own| {
                Fraction::ZERO.max(own.low.clone()).min(own.high.clone())
            });
            bounds.push([own.map(|own| own.low.clone()), own.map(|own| own.high.clone())]);
            value.push(near);
        }
        let local = |unknown: &usize| unknowns.binary_search(unknown).ok();
        let rows: Vec<Terms> = asked()
            .map(|row| row.terms.iter().filter_map(|(u, c)| Some((local(u)?, c.clone()))).collect())
            .collect();
        let ends = |v: usize| {
            problem.bounds(question, unknowns[v]).map(|own| (own.low.clone(), own.high.clone()))
        };
        // One equation alone is met in one step.
        if rows.len() > 1
            && let Some(guess) = hint::guess(
                value.len(),
                rows.iter().map(Vec::as_slice).zip(asked().map(|row| &row.constant)),
                ends,
            )
        {
            value = guess;
        }
        for (row, terms) in asked().zip(&rows) {
            let sum =
                terms.iter().fold(Fraction::ZERO, |sum, (v, c)| sum.plus(&c.times(&value[*v])));
            bounds.push([Some(row.constant.clone()), Some(row.constant.clone())]);
            value.push(sum);
        }
        let room = [0, 1].map(|side| {
            bounds.iter().zip(&value).map(|(bounds, value)| room(bounds, value)[side]).collect()
        });
        let hurry = 4 * rows.len() + 16;
        let basic: Vec<usize> = (unknowns.len()..value.len()).collect();
        let place = (0..value.len()).map(|variable| variable.checked_sub(unknowns.len())).collect();
        Self {
            problem,
            question: question.clone(),
            room,
            bounds,
            rows: Rows::new(rows, value.len()),
            value,
            unknowns,
            basic,
            place,
            hurry,
        }
    }

    /// How much work a copy of it is.
    pub fn size(&self) -> u64 {
        self.rows.size() as u64
    }

    /// Lets an unknown be anything from here on.
    pub fn release(&mut self, unknown: usize) {
        self.question.free.insert(unknown);
        if let Ok(variable) = self.unknowns.binary_search(&unknown) {
            self.bounds[variable] = [None, None];
            self.measure(variable);
        }
    }

    /// Answers; what it says has been held against the equations. `work` is counted down.
    pub fn answer(&mut self, work: &mut Work) -> Answer {
        while let Some((row, side)) = self.outside() {
            let Some(entering) = self.entering(row, side) else {
                let proof = self.proof(row);
                let holds = proof.holds(self.problem, &self.question);
                return if holds { Answer::Impossible(proof) } else { Answer::Open };
            };
            let Some(bound) = self.bounds[self.basic[row]][side].clone() else {
                return Answer::Open;
            };
            // What looking and moving take, besides the pivot.
            if work.spend(8 * self.rows.count() as u64).is_none() {
                return Answer::Open;
            }
            if self.move_basic(row, entering, &bound, work).is_none() {
                return Answer::Open;
            }
        }
        let value = |unknown: usize| {
            self.unknowns.binary_search(&unknown).map_or(Fraction::ZERO, |v| self.value[v].clone())
        };
        if is_solution(self.problem, &self.question, value) {
            Answer::Possible
        } else {
            Answer::Open
        }
    }

    /// The first basic variable that is below its lowest (0) or above its highest (1).
    fn outside(&self) -> Option<(usize, usize)> {
        let [low, high] = &self.room;
        let side = |variable: usize| match (low[variable], high[variable]) {
            (..0, _) => Some(0),
            (_, ..0) => Some(1),
            _ => None,
        };
        let outside = self
            .basic
            .iter()
            .enumerate()
            .filter_map(|(row, variable)| Some((*variable, row, side(*variable)?)));
        outside.min_by_key(|(variable, ..)| *variable).map(|(_, row, side)| (row, side))
    }

    /// True where a variable has room above (`up`) or below.
    fn has_room(&self, variable: usize, up: bool) -> bool {
        self.room[usize::from(up)][variable] != 0
    }

    /// A variable of a row that can bring its basic one up to its lowest (0) or down to its highest
    /// (1).
    fn entering(&mut self, row: usize, side: usize) -> Option<usize> {
        let taken = self.rows.pick(row, self.hurry > 0, self.towards(side == 0));
        self.hurry = self.hurry.saturating_sub(1);
        taken.map(|(variable, _)| variable)
    }

    /// Gives a variable a value.
    fn set(&mut self, variable: usize, value: Fraction) {
        self.value[variable] = value;
        self.measure(variable);
    }

    /// Notes how a variable stands to its bounds.
    fn measure(&mut self, variable: usize) {
        let room = room(&self.bounds[variable], &self.value[variable]);
        (self.room[0][variable], self.room[1][variable]) = (room[0], room[1]);
    }

    /// The room that each variable has to bring a basic one `up` or down: where its coefficient in
    /// that one's row is above 0, and where it is below.
    fn towards(&self, up: bool) -> [&[i32]; 2] {
        let [low, high] = &self.room;
        if up { [high, low] } else { [low, high] }
    }

    /// Moves a row's basic variable to `to` by means of another, which takes its place. `None`
    /// where that is too much work.
    fn move_basic(
        &mut self,
        row: usize,
        entering: usize,
        to: &Fraction,
        work: &mut Work,
    ) -> Option<()> {
        let leaving = self.basic[row];
        let column = self.rows.column(entering);
        let (_, c) = column.iter().find(|(own, _)| *own == row)?;
        let step = to.minus(&self.value[leaving]).divided_by(c)?;
        self.shift(entering, &step, &column);
        self.set(leaving, to.clone());
        self.pivot(row, entering, &column, work)
    }

    /// Adds `step` to a variable that is not basic, and what follows to the basic ones.
    fn shift(&mut self, variable: usize, step: &Fraction, column: &[(usize, Fraction)]) {
        self.set(variable, self.value[variable].plus(step));
        for (row, c) in column {
            let basic = self.basic[*row];
            self.set(basic, self.value[basic].plus(&c.times(step)));
        }
    }

    /// Lets a variable of a row take its basic one's place.
    fn pivot(
        &mut self,
        row: usize,
        entering: usize,
        column: &[(usize, Fraction)],
        work: &mut Work,
    ) -> Option<()> {
        let leaving = self.basic[row];
        self.rows.pivot(row, entering, leaving, column, work)?;
        self.basic[row] = entering;
        self.place[leaving] = None;
        self.place[entering] = Some(row);
        Some(())
    }

    /// What a row says in terms of the equations as they were given: each with its share of it.
    fn proof(&self, row: usize) -> Proof {
        let first = self.unknowns.len();
        let mut multipliers: BTreeMap<usize, Fraction> = BTreeMap::new();
        let mut add = |variable: usize, share: Fraction| {
            if let Some(index) =
                variable.checked_sub(first).and_then(|at| self.question.rows.get(at))
            {
                multipliers.insert(*index, share);
            }
        };
        add(self.basic[row], Fraction::ONE);
        for (variable, c) in self.rows.terms(row) {
            add(variable, c.negated());
        }
        Proof { multipliers: multipliers.into_iter().collect() }
    }

    /// How far up (or down) an unknown can go, from a solution that [`Simplex::answer`] has found.
    pub fn extreme(&mut self, unknown: usize, up: bool, work: &mut Work) -> Extreme {
        let Ok(goal) = self.unknowns.binary_search(&unknown) else { return Extreme::Endless };
        let mut hurry = 4 * self.rows.count() + 16;
        loop {
            // What moves it: itself, or the first variable of its row that has room the right way.
            let (moved, rising) = match self.place[goal] {
                None if !self.has_room(goal, up) => return Extreme::At(self.value[goal].clone()),
                None => (goal, up),
                Some(row) => {
                    let rising = |sign| (sign == Ordering::Greater) == up;
                    let taken = self.rows.pick(row, hurry > 0, self.towards(up));
                    hurry = hurry.saturating_sub(1);
                    let Some((v, sign)) = taken else {
                        return Extreme::At(self.value[goal].clone());
                    };
                    (v, rising(sign))
                }
            };
            let column = self.rows.column(moved);
            let Some((step, row)) = self.room(moved, rising, &column) else {
                return Extreme::Endless;
            };
            self.shift(moved, &if rising { step } else { step.negated() }, &column);
            if let Some(row) = row
                && self.pivot(row, moved, &column, work).is_none()
            {
                return Extreme::Open;
            }
            if work.spend(8 * self.rows.count() as u64).is_none() {
                return Extreme::Open;
            }
        }
    }

    /// How far a variable that is not basic can be moved, and the row that stops it; no row where
    /// its own bound does.
    fn room(
        &self,
        variable: usize,
        up: bool,
        column: &[(usize, Fraction)],
    ) -> Option<(Fraction, Option<usize>)> {
        let own = self.bounds[variable][usize::from(up)]
            .as_ref()
            .map(|bound| bound.minus(&self.value[variable]).abs());
        let mut least = own.map(|room| (room, variable, None));
        for (row, c) in column {
            let basic = &self.basic[*row];
            let rising = (c.sign() == Ordering::Greater) == up;
            let Some(bound) = &self.bounds[*basic][usize::from(rising)] else { continue };
            let Some(room) = bound.minus(&self.value[*basic]).divided_by(c) else { continue };
            let room = room.abs();
            let nearer = |(known, index, _): &(Fraction, usize, Option<usize>)| {
                (&room, basic) < (known, index)
            };
            if least.as_ref().is_none_or(nearer) {
                least = Some((room, *basic, Some(*row)));
            }
        }
        least.map(|(room, _, row)| (room, row))
    }
}

/// How a value stands to its lowest and to its highest, as [`Simplex::room`] holds it.
fn room([low, high]: &[Option<Fraction>; 2], value: &Fraction) -> [i32; 2] {
    [
        low.as_ref().map_or(1, |low| value.cmp(low) as i32),
        high.as_ref().map_or(1, |high| high.cmp(value) as i32),
    ]
}
