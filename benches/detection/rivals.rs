//! Which other figures could be the wrong one: found by trying, with nothing of the program's own blame.

use crate::judge;
use crate::papers::{Paper, slip};

/// How well a paper tells which one figure is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// No other figure could be changed alone so that everything holds.
    Sole,
    /// Others could, but only the planted one looks like a slip.
    Looks,
    /// Others could, and some look as much like a slip: nobody could know.
    Alike,
    /// Others could, and one looks like a slip where the planted one does not: whoever looks is misled.
    Misleading,
}

impl Told {
    /// True where a method could know.
    pub(crate) fn identifiable(self) -> bool {
        matches!(self, Self::Sole | Self::Looks)
    }
}

/// How well a paper with one wrong figure tells which, where it should have been `right` and the slip is one that shows, or not.
/// Every other figure is tried as every amount that each sum by itself leaves it; in rounded papers that is not enough, and the
/// note so written is checked.
pub(crate) fn told(paper: &Paper, wrong: usize, right: i64, named: bool) -> Told {
    let rivals = |shows: bool| {
        let others = (0..paper.figures.len()).filter(|figure| *figure != wrong);
        let mut ways = others.filter_map(|figure| Some((figure, window(paper, figure)?))).flat_map(move |(figure, (low, high))| {
            let other = (low..=high).filter(move |value| *value != paper.figures[figure].printed);
            other.filter(move |value| slip::shows(paper, figure, *value) == shows).map(move |value| (figure, value))
        });
        ways.any(|(figure, value)| holds(paper, figure, value))
    };
    match (named || slip::shows(paper, wrong, right), rivals(true)) {
        (true, true) => Told::Alike,
        (false, true) => Told::Misleading,
        (shows, false) => match (shows, rivals(false)) {
            (_, false) => Told::Sole,
            (true, true) => Told::Looks,
            (false, true) => Told::Alike,
        },
    }
}

fn holds(paper: &Paper, figure: usize, value: i64) -> bool {
    let mut changed = paper.clone();
    changed.figures[figure].printed = value;
    if paper.print.rounded() { !judge::program(&changed).alarm } else { !judge::exact(&changed) }
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
