//! What a family of slips is, and what is seen of a figure that may be one.

use crate::amount::Amount;
use crate::equation::{FigureId, System};
use crate::note::Note;
use crate::reconcile::check::Check;
use crate::reconcile::solve::Solution;
use crate::reconcile::window::Window;
use crate::text::Text;

/// A family of slips.
#[derive(Debug)]
pub struct Family {
    /// Its name in machine-readable output.
    pub name: &'static str,
    /// How much more likely one of it is than a figure that is wrong by accident, where that counts 1:
    /// what can be seen by accident (an inserted digit, a neighbour that is alike) counts less
    /// than what hardly can (a sign).
    pub weight: u32,
    /// What the figure would be if it is such a slip, and that it is, in words that follow the
    /// figure.
    pub(super) find: fn(&SuspectView<'_>) -> Vec<(Amount, Text)>,
}

/// A slip that explains a figure.
#[derive(Clone, Debug)]
pub struct Slip {
    /// Its family.
    pub family: &'static Family,
    /// What happened, to stand after what the figure would have to be.
    pub words: Text,
}

/// A figure under suspicion, and all that can be seen of it.
pub(crate) struct SuspectView<'a> {
    pub(crate) note: &'a Note,
    pub(crate) system: &'a System,
    pub(crate) solution: &'a Solution,
    pub(crate) checks: &'a [Check],
    /// The failed checks that it would mend.
    pub(crate) mended: &'a [usize],
    pub(crate) figure: FigureId,
    /// What is typed.
    pub(crate) written: Amount,
    /// What it could have been typed as for everything to add up.
    pub(crate) window: Window,
    /// What of that makes the sums agree best.
    pub(crate) best: Amount,
}

impl SuspectView<'_> {
    /// An amount as its table writes it.
    pub(super) fn danish(&self, amount: Amount) -> String {
        amount.danish(self.system.figure(self.figure).measure.decimals)
    }
}
