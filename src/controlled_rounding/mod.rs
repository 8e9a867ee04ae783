//! Controlled rounding: each figure of a table is rounded to one of its two neighbours so that
//! rows, columns and totals add up.
//!
//! Controlled rounding (Bacharach, *Matrix Rounding Problems*, Management Science 12, 1966; Causey,
//! Cox and Ernst, *Applications of Transportation Theory to Statistical Problems*, JASA 80, 1985;
//! Cox, *A Constructive Procedure for Unbiased Controlled Rounding*, JASA 82, 1987): the figures of
//! a table whose lines are sums of lines below them, and whose columns have a sum across, are the
//! flow of a network. The unrounded figures are a flow within the two neighbours of each, so there
//! is a whole one, and the cheapest whole one is the rounding that is nearest. Everything is exact.

mod flow;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::amount::Amount;
use flow::{Arc, Network};

/// A line of a table: its own figures, or the sum of the lines under it.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// What tells it from the other lines: two roundings that are equally near are chosen between
    /// by it, never by the order of lines.
    pub key: String,
    /// The line that this one is a part of, by index; none for the total.
    pub under: Option<usize>,
    /// Its figures by column, in the unit that is rounded to; not read where other lines are under
    /// it.
    pub figures: Vec<Amount>,
    /// Figures that are given already, since they are printed elsewhere too: by column, the sum
    /// across last. Empty, or one for each.
    pub given: Vec<Option<Amount>>,
}

/// A line's figures as they are to be printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rounded {
    /// By column.
    pub figures: Vec<Amount>,
    /// The sum across.
    pub across: Amount,
}

/// Why a table can't be rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unrounded {
    /// No rounding adds up with the figures that are given. Without given figures there always is
    /// one.
    Given,
    /// Too large to be computed with, or no tree of lines with one total.
    Unfit,
}

/// The figures that are added up, unrounded.
struct Exact {
    /// By line: each column, and the sum across last.
    figures: Vec<Vec<Amount>>,
    /// By line: true where other lines are under it.
    inner: Vec<bool>,
    /// Lines, those above before those under them, then by key.
    order: Vec<usize>,
}

/// Rounds a table's lines to `decimals`, each figure to one of its two neighbours (to itself where
/// it has no more decimals), so that every line is the sum of those under it and every sum across
/// that of its columns; as near as can be: the sum of the distances is the least. One line is the
/// total, and every line has a figure for each column.
pub fn round(lines: &[Line], decimals: u32) -> Result<Vec<Rounded>, Unrounded> {
    let exact = Exact::new(lines).ok_or(Unrounded::Unfit)?;
    let columns = exact.figures.first().map_or(0, |figures| figures.len() - 1);
    let mut network = Network::default();
    // The two ends of the network meet in one node, so that the flow goes round.
    let ends = network.node();
    // What a line's sum across is divided from into its columns, and what the columns of those
    // under it come together in.
    let mut across = vec![ends; lines.len()];
    let mut below = vec![Vec::new(); lines.len()];
    // Nodes are numbered in an order that does not depend on that of the lines: equally near
    // roundings are chosen between by it.
    for line in exact.order.iter().copied() {
        across[line] = network.node();
        below[line] =
            (0..if exact.inner[line] { columns } else { 0 }).map(|_| network.node()).collect();
    }
    let mut arcs = BTreeMap::new();
    for line in exact.order.iter().copied() {
        for (column, figure) in exact.figures[line].iter().enumerate() {
            let given = lines[line].given.get(column).copied().flatten();
            let bounds = Bounds::new(*figure, given, decimals).ok_or(Unrounded::Unfit)?;
            let parent = lines[line].under;
            let (from, to) = if column == columns {
                (parent.map_or(ends, |parent| across[parent]), across[line])
            } else {
                let from = if exact.inner[line] { below[line][column] } else { across[line] };
                (from, parent.map_or(ends, |parent| below[parent][column]))
            };
            arcs.insert((line, column), (network.arc(Arc { from, to, ..bounds.arc }), bounds));
        }
    }
    let chosen = network.cheapest().ok_or(Unrounded::Given)?;
    let figure = |line: usize, column: usize| {
        let (arc, bounds) = arcs.get(&(line, column)).ok_or(Unrounded::Unfit)?;
        bounds.figure(chosen[*arc], decimals).ok_or(Unrounded::Unfit)
    };
    (0..lines.len())
        .map(|line| {
            let figures =
                (0..columns).map(|column| figure(line, column)).collect::<Result<_, _>>()?;
            Ok(Rounded { figures, across: figure(line, columns)? })
        })
        .collect()
}

impl Exact {
    fn new(lines: &[Line]) -> Option<Self> {
        let columns = lines.iter().map(|line| line.figures.len()).max()?;
        let mut inner = vec![false; lines.len()];
        let mut depths = Vec::new();
        let mut totals = 0;
        for line in lines {
            let mut depth = 0;
            let mut at = line.under;
            totals += usize::from(at.is_none());
            while let Some(above) = at {
                *inner.get_mut(above)? = true;
                depth += 1;
                if depth > lines.len() {
                    return None;
                }
                at = lines[above].under;
            }
            depths.push(depth);
        }
        let mut order: Vec<usize> = (0..lines.len()).collect();
        // A line's own key and those of the lines that it is a part of.
        let path = |line: usize| {
            let above = std::iter::successors(Some(line), |line| lines[*line].under);
            above.map(|line| lines[line].key.as_str()).collect::<Vec<_>>()
        };
        order.sort_by_cached_key(|line| (depths[*line], path(*line)));
        let mut figures = vec![vec![Amount::ZERO; columns + 1]; lines.len()];
        for line in order.iter().rev().copied() {
            if !inner[line] {
                if lines[line].figures.len() != columns {
                    return None;
                }
                for (column, figure) in lines[line].figures.iter().enumerate() {
                    figures[line][column] = *figure;
                    figures[line][columns] = figures[line][columns].plus(*figure)?;
                }
            }
            if let Some(above) = lines[line].under {
                let own = figures[line].clone();
                for (sum, figure) in figures[above].iter_mut().zip(own) {
                    *sum = sum.plus(figure)?;
                }
            }
        }
        (totals == 1).then_some(Self { figures, inner, order })
    }
}

/// The two neighbours of a figure, in whole steps of what is rounded to.
struct Bounds {
    lower: i64,
    arc: Arc,
}

impl Bounds {
    fn new(figure: Amount, given: Option<Amount>, decimals: u32) -> Option<Self> {
        let steps = |amount: Amount| {
            amount.decimal().checked_mul(Decimal::from(10_i64.checked_pow(decimals)?))
        };
        let value = steps(given.unwrap_or(figure))?;
        let (floor, part) = (value.floor(), value.checked_sub(value.floor())?);
        let lower = i64::try_from(floor).ok()?;
        // Up costs what it is further away than down: 1 − part − part. Counted in billionths, far
        // below what any figure of a budget has.
        let cost = Decimal::ONE
            .checked_sub(part.checked_mul(Decimal::TWO)?)?
            .checked_mul(Decimal::from(PARTS))?;
        let arc = Arc {
            from: 0,
            to: 0,
            lower,
            room: !part.is_zero(),
            cost: i64::try_from(cost.round()).ok()?,
        };
        Some(Self { lower, arc })
    }

    fn figure(&self, up: bool, decimals: u32) -> Option<Amount> {
        let steps = self.lower.checked_add(i64::from(up))?;
        (decimals <= Decimal::MAX_SCALE)
            .then(|| Amount::new(Decimal::from_i128_with_scale(i128::from(steps), decimals)))
    }
}

/// Into how many parts a step is divided where distances are compared.
const PARTS: i64 = 1_000_000_000;

#[cfg(test)]
mod tests;
