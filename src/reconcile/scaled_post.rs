//! A post whose figures all have the wrong sign, or are all a thousand times too large or too small: one
//! slip, not one a year.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::{FigureId, Row};
use crate::note::{ColumnKey, PostNo, TableNo};
use crate::reconcile::mended::Checked;

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
pub(super) fn find(checked: &Checked<'_>) -> Option<ScaledPost> {
    let mut found = Vec::new();
    for post in checked.posts(&checked.compared(), MOST_POSTS) {
        for scale in [Scale::Turned, Scale::Large, Scale::Small] {
            found.extend(scaled(checked, post, scale));
        }
    }
    let last = found.iter().map(|one| one.table).max()?;
    let mut found = found.into_iter().filter(|one| one.table == last);
    found.next().filter(|_| found.next().is_none())
}

fn scaled(
    checked: &Checked<'_>,
    (table, post): (TableNo, PostNo),
    scale: Scale,
) -> Option<ScaledPost> {
    let system = checked.system;
    let mut changes: BTreeMap<FigureId, Amount> = BTreeMap::new();
    for column in checked.note.tables[table].columns.iter() {
        if column.key == ColumnKey::Across {
            continue;
        }
        let Some(id) = system.find(table, Row::Post(post), &column.key) else { continue };
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
    let checks = checked.mended(&changes)?;
    Some(ScaledPost { table, post, scale, figures: changes.into_keys().collect(), checks })
}
