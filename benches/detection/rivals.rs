//! Which other figures could be the wrong one: found by trying, with nothing of the program's own
//! blame.

use budgetnotat::reconcile::linear::fraction::Fraction;
use budgetnotat::reconcile::linear::{Answer, Bounds, Problem, Question, Row, Work};

use crate::papers::{Paper, Sum, slip};

/// How well a paper tells which one figure is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// No other figure could be changed alone so that everything holds.
    Sole,
    /// Others could, but only the planted one looks like a slip.
    Looks,
    /// Others could, and some look as much like a slip: nobody could know.
    Alike,
    /// Others could, and one looks like a slip where the planted one does not: whoever looks is
    /// misled.
    Misleading,
}

impl Evidence {
    /// True where a method could know.
    pub(crate) fn identifiable(self) -> bool {
        matches!(self, Self::Sole | Self::Looks)
    }
}

/// How well a paper with one wrong figure tells which, where it should have been `right` and the
/// slip is one that shows, or not. Every other figure is let go of, and where all sums can hold
/// then, it is a rival; then it is tried as every amount that would make it look like a slip.
pub(crate) fn evidence(paper: &Paper, wrong: usize, right: i64, named: bool) -> Evidence {
    let others = (0..paper.figures.len()).filter(|figure| *figure != wrong);
    let near: Vec<_> = others.filter_map(|figure| Some((figure, window(paper, figure)?))).collect();
    let rivals: Vec<_> =
        near.into_iter().filter(|(figure, _)| possible(paper, Some((*figure, None)))).collect();
    let looks = rivals.iter().any(|(figure, (low, high))| {
        let mut shown = (*low..=*high).filter(|value| slip::shows(paper, *figure, *value));
        shown.any(|value| possible(paper, Some((*figure, Some(value)))))
    });
    match (slip::shows(paper, wrong, right) || named, looks) {
        (true, true) => Evidence::Alike,
        (false, true) => Evidence::Misleading,
        _ if rivals.is_empty() => Evidence::Sole,
        (true, false) => Evidence::Looks,
        (false, false) => Evidence::Alike,
    }
}

/// True where there are true amounts that meet every sum, each rounded to what is printed, when one
/// figure is printed as another amount, or may be anything. The question is decided by the
/// program's exact solver, whose answers carry proofs; the equations are the paper's own, and whom
/// the program blames has no part in it.
pub(crate) fn possible(paper: &Paper, changed: Option<(usize, Option<i64>)>) -> bool {
    let whole = |number: i64| Fraction::whole(number.into());
    let printed = |figure: usize| match changed {
        Some((own, value)) if own == figure => value.unwrap_or(0),
        _ => paper.figures[figure].printed,
    };
    // Everything in half units: an unknown is how far the true amount is from what is printed.
    let half = i64::from(paper.print.rounded());
    let bounds = Bounds { low: whole(-half), high: whole(half) };
    let row = |sum: &Sum| {
        let mut terms: Vec<(usize, Fraction)> =
            sum.terms.iter().map(|(weight, term)| (*term, whole(*weight))).collect();
        terms.sort_by_key(|(term, _)| *term);
        let constant: i64 =
            sum.terms.iter().map(|(weight, term)| -2 * weight * printed(*term)).sum();
        Row { terms, constant: whole(constant) }
    };
    let unknowns = vec![bounds; paper.figures.len()];
    let problem = Problem { unknowns, rows: paper.sums.iter().map(row).collect() };
    let free = changed
        .filter(|(_, value)| value.is_none())
        .map(|(figure, _)| figure)
        .into_iter()
        .collect();
    let question = Question { rows: (0..problem.rows.len()).collect(), free };
    let mut work = Work::default();
    match problem.answer(&question, &mut work) {
        Answer::Possible => true,
        Answer::Impossible(proof) => {
            assert!(proof.holds(&problem, &question), "a proof that proves nothing");
            false
        }
        Answer::Open => panic!("a paper that is too large to decide"),
    }
}

/// What a figure could be for each sum by itself to hold; `None` where nothing would do.
fn window(paper: &Paper, figure: usize) -> Option<(i64, i64)> {
    let is = paper.figures[figure].printed;
    let (mut low, mut high) = (i64::MIN, i64::MAX);
    for sum in &paper.sums {
        let (residual, reach) = (paper.residual(sum), paper.reach(sum));
        let Some((weight, _)) = sum.terms.iter().find(|(_, term)| *term == figure) else {
            if 2 * residual.abs() > reach {
                return None;
            }
            continue;
        };
        // 2·|residual + weight·change| ≤ reach, where the weight is 1 or −1.
        let middle = -2 * residual * weight;
        low = low.max(is - (reach - middle).div_euclid(2));
        high = high.min(is + (reach + middle).div_euclid(2));
    }
    (low <= high).then_some((low, high))
}
