//! The solver compared with brute force: every way that unknowns can be at their bounds, in the
//! library's own fractions.

use std::collections::BTreeSet;

use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

use super::fraction::Fraction;
use super::simplex::{Extreme, Simplex};
use super::smallest::{Size, smallest};
use crate::reconcile::linear::problem::{Bounds, Problem, Question, Row};
use crate::reconcile::linear::proof::Answer;
use crate::reconcile::linear::work::Work;

type Q = BigRational;

fn q(n: i128) -> Q {
    Q::from_integer(BigInt::from(n))
}

/// Small systems as whole numbers: coefficients by row, constants, lowest and highest.
#[derive(Clone, Debug)]
struct Small {
    rows: Vec<Vec<i128>>,
    constants: Vec<i128>,
    bounds: Vec<(i128, i128)>,
}

impl Small {
    fn problem(&self) -> Problem {
        let bounds = |(low, high): &(i128, i128)| Bounds {
            low: Fraction::whole(*low),
            high: Fraction::whole(*high),
        };
        let row = |(coefficients, constant): (&Vec<i128>, &i128)| Row {
            terms: coefficients
                .iter()
                .enumerate()
                .filter(|(_, c)| **c != 0)
                .map(|(v, c)| (v, Fraction::whole(*c)))
                .collect(),
            constant: Fraction::whole(*constant),
        };
        Problem {
            unknowns: self.bounds.iter().map(bounds).collect(),
            rows: self.rows.iter().zip(&self.constants).map(row).collect(),
        }
    }

    fn question(&self) -> Question {
        Question { rows: (0..self.rows.len()).collect(), free: BTreeSet::new() }
    }

    /// Every corner of what is possible with these equations: some unknowns stand at a bound, and
    /// the equations leave one value for each of the rest. Where nothing is a corner, nothing is
    /// possible, for everything is bounded.
    fn corners(&self, rows: &[usize]) -> Vec<Vec<Q>> {
        let n = self.bounds.len();
        let mut out = Vec::new();
        for mut code in 0..3_usize.pow(u32::try_from(n).unwrap()) {
            let mut at: Vec<Option<i128>> = Vec::new();
            for (low, high) in &self.bounds {
                at.push([Some(*low), Some(*high), None][code % 3]);
                code /= 3;
            }
            out.extend(self.rest(rows, &at).filter(|values| {
                values
                    .iter()
                    .zip(&self.bounds)
                    .all(|(value, (low, high))| q(*low) <= *value && *value <= q(*high))
            }));
        }
        out
    }

    /// The one solution with these unknowns as given (Gauss and Jordan); `None` where there is none
    /// or more than one.
    fn rest(&self, rows: &[usize], at: &[Option<i128>]) -> Option<Vec<Q>> {
        let open: Vec<usize> = (0..at.len()).filter(|v| at[*v].is_none()).collect();
        let mut matrix: Vec<Vec<Q>> = Vec::new();
        for row in rows {
            let known: i128 =
                at.iter().zip(&self.rows[*row]).map(|(value, c)| value.unwrap_or(0) * c).sum();
            let mut line: Vec<Q> = open.iter().map(|v| q(self.rows[*row][*v])).collect();
            line.push(q(self.constants[*row] - known));
            matrix.push(line);
        }
        for column in 0..open.len() {
            let pivot = (column..matrix.len()).find(|line| matrix[*line][column] != q(0))?;
            matrix.swap(column, pivot);
            let lead = matrix[column][column].clone();
            for value in &mut matrix[column] {
                *value /= lead.clone();
            }
            let own = matrix[column].clone();
            for (index, line) in matrix.iter_mut().enumerate().filter(|(index, _)| *index != column)
            {
                let factor = line[column].clone();
                let _ = index;
                for (value, own) in line.iter_mut().zip(&own) {
                    *value -= &factor * own;
                }
            }
        }
        let consistent = matrix
            .iter()
            .skip(open.len())
            .all(|line| line.last().is_some_and(|rest| *rest == q(0)));
        let mut values: Vec<Q> = at.iter().map(|value| q(value.unwrap_or(0))).collect();
        for (line, v) in open.iter().enumerate() {
            values[*v] = matrix[line].last()?.clone();
        }
        consistent.then_some(values)
    }

    fn possible(&self, rows: &[usize]) -> bool {
        !self.corners(rows).is_empty()
    }

    /// The fewest equations that contradict each other.
    fn fewest(&self) -> Option<usize> {
        let n = self.rows.len();
        let sets = (1_usize..1 << n).filter(|set| {
            let rows: Vec<usize> = (0..n).filter(|row| set >> row & 1 == 1).collect();
            !self.possible(&rows)
        });
        sets.map(|set| set.count_ones() as usize).min()
    }
}

fn small() -> impl Strategy<Value = Small> {
    (2_usize..=5, 1_usize..=4).prop_flat_map(|(n, m)| {
        let coefficient =
            prop_oneof![3 => Just(0_i128), 4 => Just(1), 3 => Just(-1), 1 => -3_i128..=3];
        (
            prop::collection::vec(prop::collection::vec(coefficient, n), m),
            prop::collection::vec(-5_i128..=5, m),
            prop::collection::vec((-2_i128..=0, 0_i128..=2), n),
        )
            .prop_map(|(rows, constants, bounds)| Small { rows, constants, bounds })
    })
}

fn fraction(value: &Q) -> Fraction {
    let part = |n: &BigInt| i128::try_from(n).unwrap();
    Fraction::ratio(part(value.numer()), part(value.denom())).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_possible_is_what_brute_force_finds(small in small()) {
        let (problem, question) = (small.problem(), small.question());
        let mut work = Work::default();
        let possible = small.possible(&question.rows);
        match problem.answer(&question, &mut work) {
            Answer::Possible => prop_assert!(possible),
            Answer::Impossible(proof) => {
                prop_assert!(!possible);
                prop_assert!(proof.holds(&problem, &question));
            }
            Answer::Open => prop_assert!(false, "left open"),
        }
        // Without narrowing too.
        prop_assert_eq!(matches!(Simplex::new(&problem, &question).answer(&mut work), Answer::Possible), possible);
    }

    #[test]
    fn an_unknown_goes_as_far_as_the_farthest_corner(small in small(), unknown in 0_usize..5, up: bool) {
        let (problem, question) = (small.problem(), small.question());
        let corners = small.corners(&question.rows);
        let used = small.rows.iter().any(|row| row.get(unknown).is_some_and(|c| *c != 0));
        if corners.is_empty() || !used {
            return Ok(());
        }
        let mut work = Work::default();
        let mut simplex = Simplex::new(&problem, &question);
        prop_assert!(matches!(simplex.answer(&mut work), Answer::Possible));
        let ends = corners.iter().map(|corner| corner[unknown].clone());
        let end = if up { ends.max() } else { ends.min() };
        prop_assert_eq!(simplex.extreme(unknown, up, &mut work), Extreme::At(fraction(&end.unwrap())));
    }

    #[test]
    fn the_smallest_contradiction_is_the_smallest(small in small()) {
        let (problem, question) = (small.problem(), small.question());
        let mut work = Work::default();
        if let Answer::Impossible(proof) = problem.answer(&question, &mut work) {
            let found = smallest(&problem, &question, proof, &mut work);
            prop_assert_eq!(found.size, Size::Smallest);
            prop_assert_eq!(Some(found.proof.multipliers.len()), small.fewest());
            prop_assert!(found.proof.holds(&problem, &question));
        }
    }

    /// Let go of, an unknown is as good as one with bounds far away.
    #[test]
    fn an_unknown_that_is_let_go_of_may_be_anything(small in small(), unknown in 0_usize..5) {
        if unknown >= small.bounds.len() {
            return Ok(());
        }
        let problem = small.problem();
        let mut question = small.question();
        let mut far = small.clone();
        far.bounds[unknown] = (-1000, 1000);
        let possible = far.possible(&question.rows);
        let mut work = Work::default();
        let mut simplex = Simplex::new(&problem, &question);
        let _ = simplex.answer(&mut work);
        simplex.release(unknown);
        prop_assert_eq!(matches!(simplex.answer(&mut work), Answer::Possible), possible);
        question.free.insert(unknown);
        prop_assert_eq!(matches!(problem.answer(&question, &mut work), Answer::Possible), possible);
    }
}

/// A difference that a float can't tell from none is told: a third and a hair.
#[test]
fn a_near_miss_is_no_hit() {
    let third = Fraction::ratio(1, 3).unwrap();
    let hair = Fraction::ratio(1, 10_i128.pow(30)).unwrap();
    for (constant, possible) in
        [(third.clone(), true), (third.plus(&hair), false), (third.minus(&hair), true)]
    {
        let problem = Problem {
            unknowns: vec![Bounds { low: Fraction::ZERO, high: Fraction::ratio(1, 9).unwrap() }; 3],
            rows: vec![Row { terms: (0..3).map(|v| (v, Fraction::ONE)).collect(), constant }],
        };
        let question = Question { rows: vec![0], free: BTreeSet::new() };
        assert_eq!(
            matches!(problem.answer(&question, &mut Work::default()), Answer::Possible),
            possible
        );
    }
}

#[test]
fn a_question_that_is_too_much_work_is_left_open() {
    let row = |constant| Row {
        terms: (0..9).map(|v| (v, Fraction::whole(i128::try_from(v).unwrap() + 1))).collect(),
        constant,
    };
    let problem = Problem {
        unknowns: vec![Bounds { low: Fraction::whole(-1), high: Fraction::ONE }; 9],
        rows: vec![row(Fraction::ONE), row(Fraction::whole(2))],
    };
    let question = Question { rows: vec![0, 1], free: BTreeSet::new() };
    assert!(matches!(problem.answer(&question, &mut Work::of(5)), Answer::Open));
    assert!(matches!(problem.answer(&question, &mut Work::default()), Answer::Impossible(_)));
}
