//! Which equations say something of which unknown figures.

use std::ops::Range;

use crate::equation::{FigureId, State, System};

/// The equations that each unknown figure is in, once for each of its terms: one list for all of
/// them.
pub(super) struct Uses {
    /// Where each figure's begin in the list; the next one's is where they end.
    begin: Vec<usize>,
    equations: Vec<usize>,
}

impl Uses {
    pub(super) fn new(system: &System) -> Self {
        let terms = || {
            let numbered = system.equations.iter().enumerate();
            let each = numbered.flat_map(|(index, equation)| {
                equation.terms.iter().map(move |(_, figure)| (index, figure.0))
            });
            each.filter(|(_, figure)| system.figures[*figure].state == State::Unknown)
        };
        let mut begin = vec![0; system.figures.len() + 1];
        for (_, figure) in terms() {
            begin[figure + 1] += 1;
        }
        for figure in 1..begin.len() {
            begin[figure] += begin[figure - 1];
        }
        let mut next = begin.clone();
        let mut equations = vec![0; begin.last().copied().unwrap_or_default()];
        for (index, figure) in terms() {
            equations[next[figure]] = index;
            next[figure] += 1;
        }
        Self { begin, equations }
    }

    /// Where the list has those of a figure.
    pub(super) fn of(&self, figure: FigureId) -> Range<usize> {
        self.begin[figure.0]..self.begin[figure.0 + 1]
    }
    /// The equation that stands there.
    pub(super) fn equation(&self, at: usize) -> usize {
        self.equations[at]
    }
}
