//! Root causes: failed equations that changing one figure by one amount would resolve are one
//! cause.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Unit;
use crate::equation::dimensions::Names;
use crate::equation::{FigureId, Origin, State, System};
use crate::note::{Note, TableNo};
use crate::reconcile::cause::{Cause, Mend, Suspect, disputed_by, rank};
use crate::reconcile::check::Check;
use crate::reconcile::mended::Checked;
use crate::reconcile::slip::old_total;
use crate::reconcile::solve::Solution;
use crate::reconcile::window::{self, Window};
use crate::reconcile::{
    forgotten, outlier, recounted, relabel, scaled_post, shares, shifted, shifted_years,
    wrong_table, wrong_unit,
};

/// The most failed checks that are searched for common causes: bounds time on notes where
/// everything fails.
const MOST_SEARCHED: usize = 400;

/// The most figures that those checks may have, one counted in each: every figure is tried in every
/// check that it is in.
const MOST_FIGURES: usize = 10_000;

/// Groups failed checks into causes; `usual` is what the round's figures are counted in.
pub fn causes(
    note: &Note,
    (names, usual): (&Names<'_>, Unit),
    system: &System,
    solution: &Solution,
    checks: &[Check],
) -> Vec<Cause> {
    let mut failed: BTreeSet<usize> = checks
        .iter()
        .enumerate()
        .filter(|(_, check)| !check.holds())
        .map(|(index, _)| index)
        .collect();
    if failed.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let figures: usize = failed.iter().map(|index| checks[*index].base_figures.len()).sum();
    let mut add = |failed: &mut BTreeSet<usize>, checks_mended: Vec<usize>, mend: Mend| {
        for check in &checks_mended {
            failed.remove(check);
        }
        let disputed = disputed_by(system, checks, &checks_mended, &mend);
        out.push(Cause { checks: checks_mended, mend, disputed, conflict: None });
    };
    if failed.len() <= MOST_SEARCHED && figures <= MOST_FIGURES {
        let uses = uses(checks);
        for (mended, shares) in shares::find(system, solution, checks, &failed) {
            add(&mut failed, mended, Mend::Shares(shares));
        }
        for shifted in shifted::find(note, system, checks, &failed, &uses) {
            add(&mut failed, shifted.checks.clone(), Mend::Shifted(shifted));
        }
        while let Some(wrong) = wrong_unit::find(note, usual, system, checks, &failed) {
            add(&mut failed, wrong.checks.clone(), Mend::WrongUnit(wrong));
        }
        for (mended, table, posts) in recounted::find(note, system, checks, &failed, &uses) {
            add(&mut failed, mended, Mend::Recounted(table, posts));
        }
        while let Some(wrong) = wrong_table::find(note, names, system, checks, &failed, &uses) {
            add(&mut failed, wrong.checks.clone(), Mend::WrongTable(wrong));
        }
        for (table, post, own) in forgotten::empty_posts(note, system, checks, &failed, &uses) {
            if own.iter().all(|index| failed.contains(index)) {
                add(&mut failed, own, Mend::EmptyPost(table, post));
            }
        }
        for relabel in relabel::find(note, names, system, checks, &failed) {
            add(&mut failed, relabel.checks.clone(), Mend::Relabel(relabel));
        }
        while let Some(scaled) =
            scaled_post::find(&Checked { note, system, checks, failed: &failed, uses: &uses })
        {
            add(&mut failed, scaled.checks.clone(), Mend::ScaledPost(scaled));
        }
        while let Some(shifted) =
            shifted_years::find(&Checked { note, system, checks, failed: &failed, uses: &uses })
        {
            add(&mut failed, shifted.checks.clone(), Mend::ShiftedYears(shifted));
        }
        for (table, missing) in missing_posts(system, checks, &failed) {
            add(&mut failed, missing, Mend::MissingPost(table));
        }
        while let Some(lacks) = wrong_table::lacking(note, names, system, checks, &failed, &uses) {
            add(&mut failed, lacks.checks.clone(), Mend::Lacking(lacks));
        }
        let moved =
            moves(system, checks, &failed, &uses).map(|(moved, _)| moved).unwrap_or_default();
        for old in old_total::find(note, system, checks, &failed, &uses) {
            // One figure in the wrong column is the simpler slip.
            if !old.checks.iter().any(|check| moved.contains(check)) {
                add(&mut failed, old.checks.clone(), Mend::OldTotal(old));
            }
        }
        while let Some((mut mended, mend)) = best(note, system, checks, &failed, &uses) {
            mended.sort_by_key(|index| {
                (rank(&system.equations[checks[*index].equation].origin), *index)
            });
            add(&mut failed, mended, mend);
        }
    }
    for check in std::mem::take(&mut failed) {
        add(&mut failed, vec![check], Mend::None);
    }
    outlier::gather(system, checks, out)
}

/// Codes that one of two tables has posts for and the other none, failing in several years: one
/// post is missing, not a figure a year.
fn missing_posts(
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
) -> Vec<(TableNo, Vec<usize>)> {
    let mut groups: BTreeMap<
        (TableNo, TableNo, TableNo, crate::equation::dimensions::Dimensions),
        Vec<usize>,
    > = BTreeMap::new();
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
        groups
            .entry((lacking, compared.left, compared.right, compared.dims.clone()))
            .or_default()
            .push(*index);
    }
    let several = groups.into_iter().filter(|(_, checks)| checks.len() > 1);
    several.map(|((table, ..), checks)| (table, checks)).collect()
}

/// The checks that each written figure is in.
fn uses(checks: &[Check]) -> BTreeMap<FigureId, Vec<usize>> {
    let mut uses: BTreeMap<FigureId, Vec<usize>> = BTreeMap::new();
    for (index, check) in checks.iter().enumerate() {
        for base_figure in check.base_figures.keys() {
            uses.entry(*base_figure).or_default().push(index);
        }
    }
    uses
}

/// The largest group of failed checks that one change mends, and the change.
fn best(
    note: &Note,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
) -> Option<(Vec<usize>, Mend)> {
    let first = *failed.iter().next()?;
    let mut groups: BTreeMap<Vec<usize>, Vec<Suspect>> = BTreeMap::new();
    let base_figures: BTreeSet<FigureId> =
        failed.iter().flat_map(|index| checks[*index].base_figures.keys().copied()).collect();
    for base_figure in base_figures {
        let known = system.figure(base_figure);
        let Some(written) = known.written() else { continue };
        let touched = uses.get(&base_figure).map_or(&[][..], Vec::as_slice);
        for (changes, group) in window::changes(checks, failed, touched, base_figure) {
            let could = changes.plus(written).and_then(|window: Window| window.typed(known));
            let Some(window) = could else { continue };
            let whole = group.first().and_then(|index| {
                let check = &checks[*index];
                let change =
                    check.residual.negated().divided_by(*check.base_figures.get(&base_figure)?)?;
                written.plus(change)?.divided_by(known.times())
            });
            groups.entry(group).or_default().push(Suspect::new(
                base_figure,
                window,
                whole.unwrap_or(window.low),
            ));
        }
    }
    let moved = moves(system, checks, failed, uses);
    let largest = groups
        .iter()
        .max_by_key(|(group, _)| (group.len(), std::cmp::Reverse(group.first().copied())));
    let mended =
        |moved: &Option<(Vec<usize>, Mend)>| moved.as_ref().map_or(0, |(own, _)| own.len());
    let most = largest.map_or(0, |(group, _)| group.len()).max(mended(&moved));
    // What is not there is seen at a glance; that a figure that is there is wrong is a guess.
    if let Some((own, forgotten)) = forgotten::find(note, system, checks, failed, uses)
        && own.len() >= most
        && mended(&moved) < own.len()
    {
        return Some((own, Mend::Forgotten(forgotten)));
    }
    match (largest, moved) {
        (Some((group, _)), Some((moved, mend))) if moved.len() > group.len() => Some((moved, mend)),
        (None, Some((moved, mend))) => Some((moved, mend)),
        (Some((group, suspects)), _) => {
            let sure = suspects.len() == 1;
            Some((group.clone(), Mend::Figures { suspects: suspects.clone(), sure }))
        }
        (None, None) => Some((vec![first], Mend::None)),
    }
}

/// A figure in the wrong column: moved to an empty cell of its row, everything it breaks holds.
fn moves(
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
) -> Option<(Vec<usize>, Mend)> {
    let candidates: BTreeSet<FigureId> =
        failed.iter().flat_map(|index| checks[*index].base_figures.keys().copied()).collect();
    let absent: Vec<FigureId> = candidates
        .iter()
        .copied()
        .filter(|base_figure| system.figure(*base_figure).state == State::Absent)
        .collect();
    for to in absent {
        let target = system.figure(to);
        for from in &candidates {
            let source = system.figure(*from);
            // What is typed is moved: elsewhere a year's amount is the whole.
            let (Some(whole), Some(typed)) = (source.written(), source.typed()) else { continue };
            if (source.table, source.row) != (target.table, target.row) {
                continue;
            }
            let mut touched: BTreeSet<usize> =
                uses.get(from).into_iter().flatten().copied().collect();
            touched.extend(uses.get(&to).into_iter().flatten().copied());
            let holds = |index: &usize| {
                let check = &checks[*index];
                let weight = |base_figure: &FigureId| {
                    check.base_figures.get(base_figure).copied().unwrap_or_default()
                };
                let change = typed.times(weight(&to)).zip(whole.times(weight(from)));
                let change = change.and_then(|(new, old)| new.minus(old));
                change
                    .and_then(|change| check.residual.plus(change))
                    .is_some_and(|after| after.abs() <= check.tolerance)
            };
            let mended: Vec<usize> =
                touched.iter().copied().filter(|index| failed.contains(index)).collect();
            if mended.len() >= 2 && touched.iter().all(holds) {
                return Some((mended, Mend::Column { figure: *from, to }));
            }
        }
    }
    None
}
