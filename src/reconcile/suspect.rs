//! Suspects: figures whose single change would mend a cause, ranked by how they look.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::{FigureId, Row, State, System};
use crate::note::Note;
use crate::reconcile::Check;
use crate::reconcile::blame::{Cause, Mend};
use crate::reconcile::slip::{self, Seen, Slip};
use crate::reconcile::solve::Solution;
use crate::reconcile::window::Window;

/// A figure whose single change would mend a cause.
#[derive(Clone, Debug)]
pub struct Suspect {
    /// The figure.
    pub figure: FigureId,
    /// What it would have to be: the likeliest of what would do.
    pub value: Amount,
    /// All that would do, as it would be written; one amount where nothing is rounded.
    pub window: Window,
    /// The slip that it looks like.
    pub slip: Option<Slip>,
    /// How much of the suspicion falls on it, in per cent of that on all the cause's suspects, rounded down.
    pub score: u32,
}

/// How many times likelier a sign is turned where the post's own word says which it should be.
const SIGN_IS_TOLD: u32 = 3;

impl Suspect {
    /// A suspect, not yet looked at. `value` is what would make the first sum hold exactly; the nearest that would do is taken.
    pub(crate) fn new(figure: FigureId, window: Window, value: Amount) -> Self {
        Self { figure, value: tidy(window.nearest(value)), window, slip: None, score: 0 }
    }
}

fn tidy(amount: Amount) -> Amount {
    Amount::new(amount.decimal().normalize())
}

/// Looks at each cause's suspects: what slip each looks like, and how much that says; the likeliest comes first.
pub(crate) fn rank(note: &Note, system: &System, solution: &Solution, checks: &[Check], causes: &mut [Cause]) {
    // A figure that several causes speak of is no slip of one of them.
    let mut spoken: BTreeMap<FigureId, usize> = BTreeMap::new();
    for figure in causes.iter().flat_map(|cause| &cause.disputed) {
        *spoken.entry(*figure).or_default() += 1;
    }
    for cause in causes {
        let mended = cause.checks.clone();
        let Mend::Figures { suspects, .. } = &mut cause.mend else { continue };
        let mut weights: Vec<u32> = Vec::new();
        for suspect in suspects.iter_mut() {
            let State::Written(written) = system.figure(suspect.figure).state else {
                weights.push(1);
                continue;
            };
            let window = suspect.window;
            let seen = Seen { note, system, solution, checks, mended: &mended, figure: suspect.figure, written, window };
            let alone = spoken.get(&suspect.figure).is_none_or(|causes| *causes <= 1);
            if let Some((value, slip)) = slip::explain(&seen).filter(|(_, slip)| alone || is_sign(slip)) {
                suspect.value = tidy(value);
                suspect.slip = Some(slip);
            }
            weights.push(weight(note, system, suspect, written));
        }
        let all: u32 = weights.iter().sum::<u32>().max(1);
        for (suspect, weight) in suspects.iter_mut().zip(weights) {
            suspect.score = weight * 100 / all;
        }
        suspects.sort_by_key(|suspect| (std::cmp::Reverse(suspect.score), suspect.figure.0));
    }
}

fn is_sign(slip: &Slip) -> bool {
    slip.family.name == slip::SIGN.name
}

/// How likely it is: 1 without a slip.
fn weight(note: &Note, system: &System, suspect: &Suspect, written: Amount) -> u32 {
    let Some(slip) = &suspect.slip else { return 1 };
    let known = system.figure(suspect.figure);
    let post = if let Row::Post(post) = known.row { note.tables[known.table].posts.get(post) } else { None };
    let income = post.and_then(|post| post.ui.as_ref()).is_some_and(|ui| ui.value == "I");
    let told = is_sign(slip) && income && written.decimal() > Decimal::ZERO;
    slip.family.weight * if told { SIGN_IS_TOLD } else { 1 }
}
