//! What changed between two versions of a project.

use crate::project::Selection;

use super::pairs;
use super::round::{self, RoundChanges};
use super::side::Side;

/// What changed between two versions of a project, round by round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The rounds that either version has, in the order of their folders.
    pub rounds: Vec<RoundChanges>,
}

impl Changes {
    /// What changed between two versions, in the selected notes and packs; of the totals, those of
    /// the selected notes.
    pub fn between(before: &Side<'_>, after: &Side<'_>, selection: &Selection) -> Self {
        let rounds = pairs::rounds(before, after);
        Self {
            rounds: rounds
                .iter()
                .filter_map(|pair| round::changes(before, after, pair, selection))
                .collect(),
        }
    }

    /// True where nothing differs.
    pub fn is_empty(&self) -> bool {
        self.rounds.iter().all(RoundChanges::is_empty)
    }
}
