//! Posts under the wrong code: two tables disagree about two codes in every year, and agree once
//! one post changes code or two posts swap theirs.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::compared::Compared;
use crate::equation::dimensions::{Dimension, Dimensions, Names};
use crate::equation::{Origin, Row, State, System};
use crate::note::{Note, PostNo, TableNo};
use crate::reconcile::check::Check;

/// Posts that would have to stand under another code.
#[derive(Clone, Debug)]
pub struct Relabel {
    /// Which sort of code.
    pub dimension: Dimension,
    /// Table and post, the code that it has, and the code that it would have to have. An option that
    /// it lacks is empty.
    pub changes: Vec<(TableNo, PostNo, String, String)>,
    /// The failed checks that this mends.
    pub checks: Vec<usize>,
}

/// What a pair of tables gives for each code and period, and how far from 0 rounding can bring it.
type Gaps = BTreeMap<(Dimensions, String), (Amount, Amount)>;

/// The only relabelling that mends each pair of tables, where there is one.
pub fn find(
    note: &Note,
    names: &Names<'_>,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
) -> Vec<Relabel> {
    let mut pairs: BTreeMap<(TableNo, TableNo), Vec<(usize, &Compared)>> = BTreeMap::new();
    for (index, check) in checks.iter().enumerate() {
        if let Origin::SameMoney(compared) = &system.equations[check.equation].origin {
            pairs.entry((compared.left, compared.right)).or_default().push((index, compared));
        }
    }
    let mut out: Vec<Relabel> = Vec::new();
    for ((left, right), links) in pairs {
        let broken: Vec<usize> =
            links.iter().map(|(index, _)| *index).filter(|index| failed.contains(index)).collect();
        let taken = |index: &usize| out.iter().any(|relabel| relabel.checks.contains(index));
        if broken.len() < 2 || broken.iter().any(taken) {
            continue;
        }
        let Some(by) = links.first().map(|(_, compared)| compared.by.clone()) else { continue };
        let mut found = Vec::new();
        for dimension in by {
            found.extend(search(
                note,
                names,
                system,
                checks,
                &links,
                failed,
                [left, right],
                dimension,
            ));
        }
        if let [(dimension, changes)] = found.as_slice() {
            out.push(Relabel { dimension: *dimension, changes: changes.clone(), checks: broken });
        }
    }
    out
}

/// The code of a post, or of what tables are compared on: no option is one too.
fn code_of(dims: &Dimensions, dimension: Dimension) -> Option<&str> {
    dims.get(dimension).or_else(|| (dimension == Dimension::Choice).then_some(""))
}

type Changes = Vec<(TableNo, PostNo, String, String)>;

#[expect(clippy::too_many_arguments, reason = "one pair of tables and what is known of it")]
fn search(
    note: &Note,
    names: &Names<'_>,
    system: &System,
    checks: &[Check],
    links: &[(usize, &Compared)],
    failed: &BTreeSet<usize>,
    tables: [TableNo; 2],
    dimension: Dimension,
) -> Vec<(Dimension, Changes)> {
    let mut gaps: Gaps = BTreeMap::new();
    let mut codes = BTreeSet::new();
    for (index, compared) in links {
        let period = compared.period.map(|p| p.to_string()).unwrap_or_default();
        gaps.insert(
            (compared.dims.clone(), period),
            (checks[*index].residual, checks[*index].tolerance),
        );
        if failed.contains(index) {
            codes.extend(code_of(&compared.dims, dimension).map(str::to_owned));
        }
    }
    if codes.len() < 2 {
        return Vec::new();
    }
    let Some(sample) = links.first().map(|(_, compared)| *compared) else { return Vec::new() };
    let posts: Vec<(TableNo, PostNo, String)> = tables
        .iter()
        .flat_map(|table| note.tables[*table].post_numbers().map(move |post| (*table, post)))
        .filter(|(table, post)| note.tables[*table].posts[*post].counted())
        .filter_map(|(table, post)| {
            let code = code_of(&system.dims[table][post], dimension)?;
            Some((table, post, code.to_owned()))
        })
        .filter(|(_, _, code)| codes.contains(code))
        .collect();
    let mut found: Vec<(Dimension, Changes)> = Vec::new();
    for (table, post, code) in &posts {
        for other in codes.iter().filter(|other| *other != code && !other.is_empty()) {
            let changes = vec![(*table, *post, code.clone(), other.clone())];
            if mends(system, &gaps, sample, dimension, &changes) {
                found.push((dimension, changes));
            }
        }
    }
    if found.is_empty() {
        for (i, (table, post, code)) in posts.iter().enumerate() {
            for (other_table, other_post, other) in posts.iter().skip(i + 1) {
                if table != other_table || code == other || code.is_empty() || other.is_empty() {
                    continue;
                }
                let changes = vec![
                    (*table, *post, code.clone(), other.clone()),
                    (*other_table, *other_post, other.clone(), code.clone()),
                ];
                if mends(system, &gaps, sample, dimension, &changes) {
                    found.push((dimension, changes));
                }
            }
        }
    }
    // What the register contradicts is no mend: an appropriation has its own committee and control
    // area. Nor is an option that the note does not have.
    found.retain(|(dimension, changes)| {
        changes.iter().all(|(table, post, _, to)| {
            let is_option = || note.choices.iter().any(|choice| choice.id.value == *to);
            if *dimension == Dimension::Choice && !is_option() {
                return false;
            }
            let post = &note.tables[*table].posts[*post];
            post.appropriation
                .as_ref()
                .is_none_or(|word| names.appropriation_has(&word.value, *dimension, to))
        })
    });
    // A swap in the one table mends what a swap in the other does: the later table is the one to
    // look at first.
    let last = found.iter().map(|(_, changes)| changes[0].0).max();
    found.retain(|(_, changes)| Some(changes[0].0) == last);
    found
}

/// True when every code and period agrees once the posts have changed code.
fn mends(
    system: &System,
    gaps: &Gaps,
    sample: &Compared,
    dimension: Dimension,
    changes: &[(TableNo, PostNo, String, String)],
) -> bool {
    let mut after = gaps.clone();
    let unit = |table: TableNo| {
        system.figures.iter().find(|figure| figure.table == table).map(|figure| figure.measure.unit)
    };
    let Some((left, right)) = unit(sample.left).zip(unit(sample.right)) else { return false };
    for (table, post, from, to) in changes {
        // Both tables are stated in the finer of their units.
        let (sign, own) = if *table == sample.left {
            (Decimal::ONE, left)
        } else {
            (Decimal::NEGATIVE_ONE, right)
        };
        let sign = sign * own.factor(left.finer(right)).unwrap_or(Decimal::ONE);
        let mut key = Dimensions::default();
        for other in &sample.by {
            key = key.with(*other, system.dims[*table][*post].get(*other).map(str::to_owned));
        }
        for figure in
            system.figures.iter().filter(|f| f.table == *table && f.row == Row::Post(*post))
        {
            let State::Written(amount) = figure.state else { continue };
            let Some(amount) = amount.times(sign) else { return false };
            let half = Amount::new(figure.half_step()).times(sign.abs()).unwrap_or_default();
            let period = figure.column.to_string();
            for (code, amount) in [(from, amount.negated()), (to, amount)] {
                let code = Some(code.clone()).filter(|code| !code.is_empty());
                let at = (key.clone().with(dimension, code), period.clone());
                // A sum across is no cell of its own here.
                let Some(gap) = after.get_mut(&at) else {
                    if figure.column == crate::note::ColumnKey::Across || amount.is_zero() {
                        continue;
                    }
                    return false;
                };
                let Some((sum, tolerance)) = gap.0.plus(amount).zip(gap.1.plus(half)) else {
                    return false;
                };
                *gap = (sum, if figure.rounded { tolerance } else { gap.1 });
            }
        }
    }
    after.values().all(|(gap, tolerance)| gap.abs() <= *tolerance)
}
