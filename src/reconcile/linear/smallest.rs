//! The smallest set of equations that contradict each other.

use std::collections::{BTreeMap, BTreeSet};

use super::proof::Proof;
use crate::reconcile::linear::problem::{Problem, Question};
use crate::reconcile::linear::proof::Answer;
use crate::reconcile::linear::work::Work;

/// Equations that contradict each other, none of which can be spared.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The proof: its equations are the set.
    pub proof: Proof,
    /// How small the set is known to be.
    pub size: Size,
}

/// How small a set of contradicting equations is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// No fewer equations contradict each other.
    Smallest,
    /// None of its equations can be spared.
    Irreducible,
    /// It contradicts itself, and it took too long to tell more.
    Some,
}

/// The most sets that are looked at, and the most that are tried, in search of a smaller one.
const MOST_SEEN: usize = 20_000;
const MOST_TRIED: usize = 300;

/// Makes a contradiction as small as it gets: first no equation can be spared, then no set of fewer
/// is one, as far as that can be searched. `proof` is of the question's equations.
pub fn smallest(problem: &Problem, question: &Question, proof: Proof, work: &mut Work) -> Conflict {
    let (proof, reduced) = irreducible(problem, question, proof, work);
    if !reduced {
        return Conflict { proof, size: Size::Some };
    }
    let rows = proof.multipliers.len();
    let links = links(problem, question);
    let mut tried = 0;
    for size in 1..rows {
        match search(problem, question, &links, size, &mut tried, work) {
            Search::Found(proof) => return Conflict { proof, size: Size::Smallest },
            Search::None => {}
            Search::GaveUp => return Conflict { proof, size: Size::Irreducible },
        }
    }
    Conflict { proof, size: Size::Smallest }
}

/// Takes away each equation that the others contradict each other without. False where it took too
/// long to try them all.
fn irreducible(
    problem: &Problem,
    question: &Question,
    mut proof: Proof,
    work: &mut Work,
) -> (Proof, bool) {
    let mut needed: BTreeSet<usize> = BTreeSet::new();
    loop {
        let rows: Vec<usize> = proof.multipliers.iter().map(|(row, _)| *row).collect();
        let Some(spared) = rows.iter().find(|row| !needed.contains(row)).copied() else {
            return (proof, true);
        };
        let rest = Question {
            rows: rows.into_iter().filter(|row| *row != spared).collect(),
            free: question.free.clone(),
        };
        match problem.answer(&rest, work) {
            Answer::Impossible(fewer) => proof = fewer,
            Answer::Possible => {
                needed.insert(spared);
            }
            Answer::Open => return (proof, false),
        }
    }
}

enum Search {
    Found(Proof),
    None,
    GaveUp,
}

/// The equations that each shares an unknown with: a contradiction hangs together.
fn links(problem: &Problem, question: &Question) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut uses: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for row in &question.rows {
        for (unknown, _) in problem.rows.get(*row).map_or(&[][..], |row| &row.terms) {
            uses.entry(*unknown).or_default().push(*row);
        }
    }
    let mut links: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for rows in uses.values() {
        for row in rows {
            links.entry(*row).or_default().extend(rows.iter().filter(|other| *other != row));
        }
    }
    links
}

/// Tries every set of `size` equations that hang together.
fn search(
    problem: &Problem,
    question: &Question,
    links: &BTreeMap<usize, BTreeSet<usize>>,
    size: usize,
    tried: &mut usize,
    work: &mut Work,
) -> Search {
    let mut seen: BTreeSet<Vec<usize>> = BTreeSet::new();
    let mut waiting: Vec<Vec<usize>> = question.rows.iter().rev().map(|row| vec![*row]).collect();
    while let Some(set) = waiting.pop() {
        let terms: usize =
            set.iter().filter_map(|row| problem.rows.get(*row)).map(|row| row.terms.len()).sum();
        if work.spend((size * terms) as u64).is_none() {
            return Search::GaveUp;
        }
        if set.len() == size {
            if set.iter().any(|row| can_be_spared(problem, question, *row, &set)) {
                continue;
            }
            *tried += 1;
            if *tried > MOST_TRIED {
                return Search::GaveUp;
            }
            match problem.answer(&Question { rows: set, free: question.free.clone() }, work) {
                Answer::Impossible(proof) => return Search::Found(proof),
                Answer::Possible => continue,
                Answer::Open => return Search::GaveUp,
            }
        }
        let next: BTreeSet<usize> =
            set.iter().filter_map(|row| links.get(row)).flatten().copied().collect();
        for row in next.into_iter().filter(|row| !set.contains(row)) {
            let mut larger = set.clone();
            larger.push(row);
            larger.sort_unstable();
            if seen.insert(larger.clone()) {
                waiting.push(larger);
            }
        }
        if seen.len() > MOST_SEEN {
            return Search::GaveUp;
        }
    }
    Search::None
}

/// True where an equation can be met whatever the others of a set leave for the unknowns it has in
/// common with them: by those it has alone. No smallest contradiction has such a one in it.
fn can_be_spared(problem: &Problem, question: &Question, row: usize, set: &[usize]) -> bool {
    let Some(own) = problem.rows.get(row) else { return true };
    let shared = |unknown: usize| {
        let mut others =
            set.iter().filter(|other| **other != row).filter_map(|other| problem.rows.get(*other));
        others.any(|other| {
            other.terms.binary_search_by_key(&unknown, |(unknown, _)| *unknown).is_ok()
        })
    };
    // What those it has alone can give, and what is asked of them at the most.
    let mut alone = [own.constant.negated(), own.constant.negated()];
    for (unknown, coefficient) in &own.terms {
        let Some(bounds) = problem.bounds(question, *unknown) else { return !shared(*unknown) };
        let (one, other) = (bounds.low.times(coefficient), bounds.high.times(coefficient));
        let (least, most) = if one <= other { (one, other) } else { (other, one) };
        let crossed = shared(*unknown);
        alone[0] = alone[0].plus(if crossed { &most } else { &least });
        alone[1] = alone[1].plus(if crossed { &least } else { &most });
    }
    alone[0].sign() != std::cmp::Ordering::Greater && alone[1].sign() != std::cmp::Ordering::Less
}
