//! Figures changed all at once: which failed checks hold then.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::equation::{FigureId, Origin, System};
use crate::note::{Kind, Note, PostNo, TableNo};
use crate::reconcile::check::Check;

/// The checks of a note, and where each figure is in them.
#[derive(Clone, Copy)]
pub(super) struct Checked<'a> {
    pub(super) note: &'a Note,
    pub(super) system: &'a System,
    pub(super) checks: &'a [Check],
    pub(super) failed: &'a BTreeSet<usize>,
    pub(super) uses: &'a BTreeMap<FigureId, Vec<usize>>,
}

impl<'a> Checked<'a> {
    /// The tables that failed checks compare.
    pub(super) fn compared(&self) -> BTreeSet<TableNo> {
        let origin = |index: &usize| &self.system.equations[self.checks[*index].equation].origin;
        let of = |index: &usize| match origin(index) {
            Origin::SameMoney(compared) => Some([compared.left, compared.right]),
            _ => None,
        };
        self.failed.iter().filter_map(of).flatten().collect()
    }

    /// The posts of tables whose figures are computed from no others, at most so many.
    pub(super) fn posts(
        &self,
        tables: &'a BTreeSet<TableNo>,
        most: usize,
    ) -> impl Iterator<Item = (TableNo, PostNo)> + 'a {
        let note = self.note;
        let posts = tables.iter().flat_map(|table| {
            let plain = note.tables[*table].numbered_posts();
            let plain = plain.filter(|(_, post)| matches!(post.kind, Kind::Plain));
            plain.map(|(post, _)| (*table, post))
        });
        posts.take(most)
    }

    /// The failed checks that hold once each of these figures is changed by its amount; `None` where one
    /// that they are in does not, and where it is fewer than two.
    pub(super) fn mended(&self, changes: &BTreeMap<FigureId, Amount>) -> Option<Vec<usize>> {
        let used = changes.keys().filter_map(|figure| self.uses.get(figure));
        let touched: BTreeSet<usize> = used.flatten().copied().collect();
        let mut mended = Vec::new();
        for index in touched {
            let check = &self.checks[index];
            let mut after = check.residual;
            for (figure, change) in changes {
                if let Some(weight) = check.base_figures.get(figure) {
                    after = after.plus(change.times(*weight)?)?;
                }
            }
            if after.abs() > check.tolerance {
                return None;
            }
            if self.failed.contains(&index) {
                mended.push(index);
            }
        }
        Some(mended).filter(|mended| mended.len() > 1)
    }
}
