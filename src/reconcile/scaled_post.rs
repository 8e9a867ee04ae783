//! A post whose figures all have the wrong sign, or are all a thousand times too large or too small: one
//! slip, not one a year.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::{FigureId, Origin, Row, System};
use crate::note::{ColumnKey, Kind, Note, PostNo, TableNo};
use crate::reconcile::check::Check;

/// What is wrong with all of a post's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Their sign is turned.
    Turned,
    /// They are a thousand times too large.
    Large,
    /// They are a thousand times too small.
    Small,
}

impl Scale {
    /// What each figure would have to be multiplied by.
    fn factor(self) -> Decimal {
        match self {
            Self::Turned => Decimal::NEGATIVE_ONE,
            Self::Large => Decimal::new(1, 3),
            Self::Small => Decimal::ONE_THOUSAND,
        }
    }
}

/// A post whose figures all are wrong in one way.
#[derive(Clone, Debug)]
pub struct ScaledPost {
    /// The table.
    pub table: TableNo,
    /// The post.
    pub post: PostNo,
    /// What is wrong.
    pub scale: Scale,
    /// Its figures.
    pub figures: Vec<FigureId>,
    /// The failed checks that hold once they are right.
    pub checks: Vec<usize>,
}

/// The most posts that are looked at.
const MOST_POSTS: usize = 400;

/// The only such post, of the last table that has one.
pub(super) fn find(
    note: &Note,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
) -> Option<ScaledPost> {
    let mut tables = BTreeSet::new();
    for index in failed {
        if let Origin::SameMoney(compared) = &system.equations[checks[*index].equation].origin {
            tables.extend([compared.left, compared.right]);
        }
    }
    let posts = tables.iter().flat_map(|table| {
        let plain = note.tables[*table].numbered_posts();
        let plain = plain.filter(|(_, post)| matches!(post.kind, Kind::Plain));
        plain.map(|(post, _)| (*table, post))
    });
    let mut found = Vec::new();
    for (table, post) in posts.take(MOST_POSTS) {
        for scale in [Scale::Turned, Scale::Large, Scale::Small] {
            found.extend(scaled(note, system, checks, failed, uses, (table, post), scale));
        }
    }
    let last = found.iter().map(|one| one.table).max()?;
    let mut found = found.into_iter().filter(|one| one.table == last);
    found.next().filter(|_| found.next().is_none())
}

fn scaled(
    note: &Note,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
    (number, post): (TableNo, PostNo),
    scale: Scale,
) -> Option<ScaledPost> {
    let mut changes: BTreeMap<FigureId, Amount> = BTreeMap::new();
    for column in note.tables[number].columns.iter() {
        if column.key == ColumnKey::Across {
            continue;
        }
        let Some(id) = system.find(number, Row::Post(post), &column.key) else { continue };
        let figure = system.figure(id);
        let Some(written) = figure.written().filter(|amount| !amount.is_zero()) else { continue };
        let meant = written.times(scale.factor())?;
        // What would be rounded away was not typed in a finer unit.
        if meant.rounded(figure.measure.decimals) != meant {
            return None;
        }
        changes.insert(id, meant.minus(written)?);
    }
    // One figure is told by itself.
    if changes.len() < 2 {
        return None;
    }
    let mut mended = Vec::new();
    let touched: BTreeSet<usize> =
        changes.keys().filter_map(|figure| uses.get(figure)).flatten().copied().collect();
    for index in touched {
        let check = &checks[index];
        let mut after = check.residual;
        for (figure, change) in &changes {
            if let Some(weight) = check.base_figures.get(figure) {
                after = after.plus(change.times(*weight)?)?;
            }
        }
        if after.abs() > check.tolerance {
            return None;
        }
        if failed.contains(&index) {
            mended.push(index);
        }
    }
    (mended.len() > 1).then(|| ScaledPost {
        table: number,
        post,
        scale,
        figures: changes.into_keys().collect(),
        checks: mended,
    })
}
