//! Which figures depend on which, where they can't be computed.

use std::collections::{HashMap, HashSet};

use crate::equation::{Equation, FigureId, Origin, State, System};
use crate::reconcile::solve::{Solution, Value};

/// Figures that no equation gives a value, and that stand in a subtotal, share or rest of somebody.
pub(crate) fn unsolved(system: &System, solution: &Solution) -> Vec<FigureId> {
    let asked = |id: &FigureId| {
        *solution.value(*id) == Value::Unsolved && system.figure(*id).state == State::Unknown
    };
    (0..system.figures.len()).map(FigureId).filter(asked).collect()
}

/// What waits on what among the figures that can't be determined.
pub(crate) struct WaitGraph<'a> {
    solution: &'a Solution,
    /// The equations that could tell each figure.
    solved_by: HashMap<FigureId, Vec<&'a Equation>>,
}

impl<'a> WaitGraph<'a> {
    /// A remainder waits on everything else in its column, for what is left is told by the rest.
    pub(crate) fn new(system: &'a System, solution: &'a Solution) -> Self {
        let mut solved_by: HashMap<FigureId, Vec<&Equation>> = HashMap::new();
        for equation in &system.equations {
            let parts = equation.terms.iter().map(|(_, part)| *part);
            let mut solved: Vec<FigureId> = match equation.origin {
                Origin::Column => equation.target.into_iter().chain(parts).collect(),
                Origin::Subtotal | Origin::Share | Origin::ColumnSum | Origin::Gathered => {
                    equation.target.into_iter().collect()
                }
                _ => continue,
            };
            solved.sort_unstable();
            solved.dedup();
            for figure in solved {
                solved_by.entry(figure).or_default().push(equation);
            }
        }
        Self { solution, solved_by }
    }

    /// The figures that a figure waits on.
    fn of(&self, figure: FigureId) -> impl Iterator<Item = FigureId> {
        self.solved_by.get(&figure).into_iter().flatten().flat_map(move |equation| {
            // A total waits on its posts; a remainder does not wait on its total.
            let total = equation.target.filter(|_| equation.origin == Origin::Column);
            // Once as what is told, and again only where it is among its own parts.
            let last = equation.terms.iter().rposition(|(_, part)| *part == figure);
            let others =
                equation.terms.iter().enumerate().filter(move |(index, _)| Some(*index) != last);
            let unsolved = |part: &FigureId| *self.solution.value(*part) == Value::Unsolved;
            others
                .map(|(_, (_, part))| *part)
                .filter(unsolved)
                .filter(move |part| total != Some(*part))
        })
    }

    /// The figures of the circle that a figure is in, itself among them; empty where it waits on no
    /// circle.
    pub(crate) fn circle(&self, start: FigureId) -> HashSet<FigureId> {
        let mut seen = HashSet::new();
        let mut queue = vec![start];
        while let Some(figure) = queue.pop() {
            queue.extend(self.of(figure).filter(|part| seen.insert(*part)));
        }
        if seen.contains(&start) { seen } else { HashSet::new() }
    }
}
