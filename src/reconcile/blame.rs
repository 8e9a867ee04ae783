//! Root causes: failed equations that one figure, changed by one amount, would mend are one cause.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::equation::facts::Names;
use crate::equation::{FigureId, Origin, State, System};
use crate::note::{ColumnKey, Note};
use crate::reconcile::Check;
use crate::reconcile::odd::{self, Odd};
use crate::reconcile::profile::{self, Profile};
use crate::reconcile::relabel::{self, Relabel};

/// One root cause: the equations it breaks, and what would mend them.
#[derive(Clone, Debug)]
pub struct Cause {
    /// Indexes of the failed checks, the one that tells it best first.
    pub checks: Vec<usize>,
    /// What would mend them all without breaking another.
    pub mend: Mend,
    /// The figures that it puts in doubt.
    pub disputed: BTreeSet<FigureId>,
}

/// What would mend a cause.
#[derive(Clone, Debug)]
pub enum Mend {
    /// One figure, written so instead; the best guess first. `sure` when no other figure would do.
    Figures {
        /// Each figure with what it would have to be.
        options: Vec<(FigureId, Amount)>,
        /// True when only one figure would do.
        sure: bool,
    },
    /// A figure that stands in another column of its row.
    Column {
        /// The figure.
        figure: FigureId,
        /// Where it would have to stand.
        to: FigureId,
    },
    /// A total row whose years are another row's of the same sum.
    Profile(Profile),
    /// Posts with another code.
    Relabel(Relabel),
    /// A table that several others, which agree, contradict.
    Odd(Odd),
    /// A post that one of two tables lacks: the table's index.
    MissingPost(usize),
    /// Nothing simple.
    None,
}

/// The most failed checks that are searched for common causes: bounds time on notes where everything fails.
const MOST_SEARCHED: usize = 400;

/// Groups failed checks into causes.
pub fn causes(note: &Note, names: &Names<'_>, system: &System, checks: &[Check]) -> Vec<Cause> {
    let mut failed: BTreeSet<usize> =
        checks.iter().enumerate().filter(|(_, check)| !check.residual.is_zero()).map(|(index, _)| index).collect();
    let mut out = Vec::new();
    if failed.len() <= MOST_SEARCHED {
        let uses = uses(checks);
        for relabel in relabel::find(note, names, system, checks, &failed) {
            let disputed = disputed(system, checks, &relabel.checks);
            for check in &relabel.checks {
                failed.remove(check);
            }
            out.push(Cause { checks: relabel.checks.clone(), mend: Mend::Relabel(relabel), disputed });
        }
        for (table, missing) in missing_posts(system, checks, &failed) {
            let disputed = disputed(system, checks, &missing);
            for check in &missing {
                failed.remove(check);
            }
            out.push(Cause { checks: missing, mend: Mend::MissingPost(table), disputed });
        }
        let moved = moves(system, checks, &failed, &uses).map(|(moved, _)| moved).unwrap_or_default();
        for profile in profile::find(note, system, checks, &failed, &uses) {
            // One figure in the wrong column is the simpler slip.
            if profile.checks.iter().any(|check| moved.contains(check)) {
                continue;
            }
            for check in &profile.checks {
                failed.remove(check);
            }
            let disputed = profile.figures.iter().map(|(figure, _)| *figure).collect();
            out.push(Cause { checks: profile.checks.clone(), mend: Mend::Profile(profile), disputed });
        }
        while let Some((checks_mended, mend)) = best(system, checks, &failed, &uses) {
            for check in &checks_mended {
                failed.remove(check);
            }
            let mut cause_checks = checks_mended;
            cause_checks.sort_by_key(|index| (rank(&system.equations[checks[*index].equation].origin), *index));
            let disputed = match &mend {
                Mend::Figures { options, sure: true } => options.iter().map(|(figure, _)| *figure).collect(),
                Mend::Column { figure, .. } => BTreeSet::from([*figure]),
                _ => disputed(system, checks, &cause_checks),
            };
            out.push(Cause { checks: cause_checks, mend, disputed });
        }
    }
    for check in failed {
        out.push(Cause { checks: vec![check], mend: Mend::None, disputed: disputed(system, checks, &[check]) });
    }
    odd::gather(system, checks, out)
}

/// Codes that one of two tables has posts for and the other none, failing in several years: one post is missing, not a
/// figure a year.
fn missing_posts(system: &System, checks: &[Check], failed: &BTreeSet<usize>) -> Vec<(usize, Vec<usize>)> {
    let mut groups: BTreeMap<(usize, usize, usize, crate::equation::facts::Dims), Vec<usize>> = BTreeMap::new();
    for index in failed {
        let equation = &system.equations[checks[*index].equation];
        let Origin::SameMoney(compared) = &equation.origin else { continue };
        let lacking = if compared.left_terms == 0 {
            compared.left
        } else if compared.left_terms == equation.terms.len() {
            compared.right
        } else {
            continue;
        };
        groups.entry((lacking, compared.left, compared.right, compared.dims.clone())).or_default().push(*index);
    }
    let several = groups.into_iter().filter(|(_, checks)| checks.len() > 1);
    several.map(|((table, ..), checks)| (table, checks)).collect()
}

/// Which equation tells a cause best: the nearest to the figure.
fn rank(origin: &Origin) -> u8 {
    match origin {
        Origin::Share => 0,
        Origin::Subtotal | Origin::Gathered => 1,
        Origin::ColumnSum => 2,
        Origin::Column | Origin::Effect => 3,
        Origin::Row => 4,
        Origin::MustGive => 5,
        Origin::SameMoney(_) => 6,
        Origin::Finances { .. } => 7,
        Origin::Declared { .. } => 8,
    }
}

fn disputed(system: &System, checks: &[Check], of: &[usize]) -> BTreeSet<FigureId> {
    of.iter().flat_map(|index| checks[*index].leaves.keys().copied()).filter(|leaf| system.written(*leaf)).collect()
}

/// The checks that each written figure is in.
fn uses(checks: &[Check]) -> BTreeMap<FigureId, Vec<usize>> {
    let mut uses: BTreeMap<FigureId, Vec<usize>> = BTreeMap::new();
    for (index, check) in checks.iter().enumerate() {
        for leaf in check.leaves.keys() {
            uses.entry(*leaf).or_default().push(index);
        }
    }
    uses
}

/// The largest group of failed checks that one change mends, and the change.
fn best(
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
) -> Option<(Vec<usize>, Mend)> {
    let first = *failed.iter().next()?;
    let mut groups: BTreeMap<Vec<usize>, Vec<(FigureId, Amount)>> = BTreeMap::new();
    let leaves: BTreeSet<FigureId> = failed.iter().flat_map(|index| checks[*index].leaves.keys().copied()).collect();
    for leaf in leaves {
        let State::Written(written) = system.figure(leaf).state else { continue };
        let touched = uses.get(&leaf).map_or(&[][..], Vec::as_slice);
        if touched.iter().any(|index| checks[*index].residual.is_zero()) {
            // Changing it would break what holds.
            continue;
        }
        for (delta, group) in deltas(checks, failed, touched, leaf) {
            let Some(mended) =
                written.plus(delta).filter(|m| m.decimal().normalize().scale() <= system.figure(leaf).measure.decimals)
            else {
                continue;
            };
            groups.entry(group).or_default().push((leaf, mended));
        }
    }
    let moved = moves(system, checks, failed, uses);
    let largest = groups.iter().max_by_key(|(group, _)| (group.len(), std::cmp::Reverse(group.first().copied())));
    match (largest, moved) {
        (Some((group, _)), Some((moved, mend))) if moved.len() > group.len() => Some((moved, mend)),
        (None, Some((moved, mend))) => Some((moved, mend)),
        (Some((group, options)), _) => {
            let sure = options.len() == 1;
            Some((group.clone(), Mend::Figures { options: ranked(system, options), sure }))
        }
        (None, None) => Some((vec![first], Mend::None)),
    }
}

/// For each amount that changing `leaf` by would mend something: the failed checks that it mends.
fn deltas(checks: &[Check], failed: &BTreeSet<usize>, touched: &[usize], leaf: FigureId) -> BTreeMap<Amount, Vec<usize>> {
    let mut out: BTreeMap<Amount, Vec<usize>> = BTreeMap::new();
    for index in touched.iter().filter(|index| failed.contains(index)) {
        let check = &checks[*index];
        let delta = check.leaves.get(&leaf).and_then(|weight| check.residual.negated().over(*weight));
        if let Some(delta) = delta {
            out.entry(Amount::new(delta.decimal().normalize())).or_default().push(*index);
        }
    }
    out
}

/// Options in the order of likelihood: a figure that would become its neighbour's first.
fn ranked(system: &System, options: &[(FigureId, Amount)]) -> Vec<(FigureId, Amount)> {
    let mut ranked = options.to_vec();
    ranked.sort_by_key(|(figure, mended)| (!like_neighbour(system, *figure, *mended), figure.0));
    ranked
}

/// True when the mended figure is what stands in a neighbouring column of its row.
pub fn like_neighbour(system: &System, figure: FigureId, mended: Amount) -> bool {
    neighbour(system, figure, mended).is_some()
}

/// The neighbouring column of the row that holds `mended`.
pub fn neighbour(system: &System, figure: FigureId, mended: Amount) -> Option<&ColumnKey> {
    let own = system.figure(figure);
    let ColumnKey::Period(_) = own.column else { return None };
    let near = [figure.0.checked_sub(1), figure.0.checked_add(1)];
    near.into_iter().flatten().filter_map(|index| system.figures.get(index)).find_map(|other| {
        let same_row = other.table == own.table && other.row == own.row && matches!(other.column, ColumnKey::Period(_));
        (same_row && other.state == State::Written(mended)).then_some(&other.column)
    })
}

/// A figure in the wrong column: moved to an empty cell of its row, everything it breaks holds.
fn moves(
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
) -> Option<(Vec<usize>, Mend)> {
    let candidates: BTreeSet<FigureId> = failed.iter().flat_map(|index| checks[*index].leaves.keys().copied()).collect();
    let absent: Vec<FigureId> = candidates.iter().copied().filter(|leaf| system.figure(*leaf).state == State::Absent).collect();
    for to in absent {
        let target = system.figure(to);
        for from in &candidates {
            let source = system.figure(*from);
            let State::Written(amount) = source.state else { continue };
            if (source.table, source.row) != (target.table, target.row) {
                continue;
            }
            let mut touched: BTreeSet<usize> = uses.get(from).into_iter().flatten().copied().collect();
            touched.extend(uses.get(&to).into_iter().flatten().copied());
            let holds = |index: &usize| {
                let check = &checks[*index];
                let weight = |leaf: &FigureId| check.leaves.get(leaf).copied().unwrap_or_default();
                let change = weight(&to).checked_sub(weight(from)).and_then(|weight| amount.times(weight));
                change.and_then(|change| check.residual.plus(change)).is_some_and(Amount::is_zero)
            };
            let mended: Vec<usize> = touched.iter().copied().filter(|index| failed.contains(index)).collect();
            if mended.len() >= 2 && touched.iter().all(holds) {
                return Some((mended, Mend::Column { figure: *from, to }));
            }
        }
    }
    None
}
