//! The cheapest whole flow through arcs that carry their lower bound or one more.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A way from a node to another.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Arc {
    /// Where it begins.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
    /// What it carries at least.
    pub(super) lower: i64,
    /// True where it can carry one more.
    pub(super) room: bool,
    /// What one more costs; may be below 0.
    pub(super) cost: i64,
}

/// Nodes that pass on all that they get, and the arcs between them.
#[derive(Debug, Default)]
pub(super) struct Network {
    /// By node: the arcs that begin or end there.
    at: Vec<Vec<usize>>,
    arcs: Vec<Arc>,
}

impl Network {
    /// A new node.
    pub(super) fn node(&mut self) -> usize {
        self.at.push(Vec::new());
        self.at.len() - 1
    }

    /// A new arc between nodes that are there.
    pub(super) fn arc(&mut self, arc: Arc) -> usize {
        let index = self.arcs.len();
        self.at[arc.from].push(index);
        self.at[arc.to].push(index);
        self.arcs.push(arc);
        index
    }

    /// For each arc whether it carries one more, in the flow where that costs least; `None` where
    /// there is no flow at all.
    ///
    /// Successive shortest paths with potentials (Ahuja, Magnanti and Orlin, *Network Flows*, 1993,
    /// section 9.7): what pays for itself is carried from the beginning, so that no cost is below
    /// 0, and what then is left over at some nodes is sent the cheapest way to those that lack it.
    pub(super) fn cheapest(&self) -> Option<Vec<bool>> {
        let mut more: Vec<bool> = self.arcs.iter().map(|arc| arc.room && arc.cost < 0).collect();
        let mut left = vec![0_i64; self.at.len()];
        for (arc, more) in self.arcs.iter().zip(&more) {
            let carried = arc.lower.checked_add(i64::from(*more))?;
            left[arc.to] = left[arc.to].checked_add(carried)?;
            left[arc.from] = left[arc.from].checked_sub(carried)?;
        }
        let mut potential = vec![0_i64; self.at.len()];
        while let Some(start) = left.iter().position(|left| *left > 0) {
            let end = self.send(start, &left, &mut more, &mut potential)?;
            left[start] -= 1;
            left[end] += 1;
        }
        Some(more)
    }

    /// Sends one from `start` the cheapest way to a node that lacks something: that node.
    fn send(
        &self,
        start: usize,
        left: &[i64],
        more: &mut [bool],
        potential: &mut [i64],
    ) -> Option<usize> {
        let mut distance: Vec<Option<i64>> = vec![None; self.at.len()];
        let mut came: Vec<Option<usize>> = vec![None; self.at.len()];
        let mut done = vec![false; self.at.len()];
        let mut queue = BinaryHeap::from([Reverse((0_i64, start))]);
        distance[start] = Some(0);
        let mut end = None;
        while let Some(Reverse((so_far, node))) = queue.pop() {
            if std::mem::replace(&mut done[node], true) {
                continue;
            }
            if left[node] < 0 {
                end = Some((node, so_far));
                break;
            }
            for index in self.at[node].iter().copied() {
                let Some((next, cost)) = self.step(index, node, more[index]) else { continue };
                let total = so_far + cost + potential[node] - potential[next];
                if !done[next] && distance[next].is_none_or(|known| total < known) {
                    distance[next] = Some(total);
                    came[next] = Some(index);
                    queue.push(Reverse((total, next)));
                }
            }
        }
        let (end, least) = end?;
        for (node, potential) in potential.iter_mut().enumerate() {
            *potential +=
                distance[node].filter(|_| done[node]).map_or(least, |distance| distance.min(least));
        }
        let mut node = end;
        while let Some(index) = came[node].filter(|_| node != start) {
            more[index] = !more[index];
            let arc = self.arcs[index];
            node = if arc.to == node { arc.from } else { arc.to };
        }
        Some(end)
    }

    /// Where an arc leads from `node` with what it carries now, and what that costs: one more along
    /// it, or one less against it.
    fn step(&self, index: usize, node: usize, more: bool) -> Option<(usize, i64)> {
        let arc = self.arcs[index];
        if arc.from == node && arc.room && !more {
            Some((arc.to, arc.cost))
        } else if arc.to == node && more {
            Some((arc.from, -arc.cost))
        } else {
            None
        }
    }
}
