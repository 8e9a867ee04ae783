//! A pack with its overviews solved: made once, and read by the check, the document and the
//! exports.

use std::sync::{Arc, OnceLock};

use crate::note::Pack;
use crate::pack::{Packed, overview};
use crate::project::Selection;
use crate::reconcile::{Reconciled, reconcile};
use crate::solved::Solved;

/// A pack's sums, and its overviews as tables.
#[derive(Debug)]
pub struct SolvedPack<'a> {
    /// Its notes and sums.
    pub packed: Packed<'a>,
    /// Its overviews, solved as any note is.
    overview: OnceLock<Reconciled>,
}

impl<'a> SolvedPack<'a> {
    /// A pack of the project; `None` where its round is not known.
    pub fn new(solved: &'a Solved, pack: &'a Pack) -> Option<Self> {
        let round = solved.project().rounds.get(&pack.round)?;
        Some(Self { packed: Packed::new(solved, pack, round), overview: OnceLock::new() })
    }

    /// Its overviews, solved; worked out where they are first asked for.
    pub fn overview(&self) -> &Reconciled {
        let Packed { municipality, round, .. } = self.packed;
        self.overview.get_or_init(|| {
            reconcile(&Arc::new(overview::overview(&self.packed)), municipality, round)
        })
    }
}

/// The selected packs, solved.
pub fn selected<'a>(solved: &'a Solved, selection: &Selection) -> Vec<SolvedPack<'a>> {
    let project = solved.project();
    let asked = project.packs.iter().filter(|pack| selection.has(project.path(pack.file)));
    asked.filter_map(|pack| SolvedPack::new(solved, pack)).collect()
}
