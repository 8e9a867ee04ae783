//! Suspects: figures whose change alone would resolve a cause, ranked by what they look like.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::{FigureId, Row, System};
use crate::note::{Direction, Note};
use crate::reconcile::cause::{Cause, Mend, tidy};
use crate::reconcile::check::Check;
use crate::reconcile::evidence::Evidence;
use crate::reconcile::slip;
use crate::reconcile::slip::{Slip, SuspectView};
use crate::reconcile::solve::Solution;

/// How many times likelier a sign is turned where the post's own word says which it should be.
const SIGN_IS_KNOWN: u32 = 3;

/// Looks at each cause's suspects: what slip each looks like, and how much that says; the likeliest
/// comes first.
pub(crate) fn rank(
    note: &Note,
    system: &System,
    solution: &Solution,
    checks: &[Check],
    causes: &mut [Cause],
) {
    // A figure that several causes speak of is no slip of one of them.
    let mut spoken: BTreeMap<FigureId, usize> = BTreeMap::new();
    for figure in causes.iter().flat_map(|cause| &cause.disputed) {
        *spoken.entry(*figure).or_default() += 1;
    }
    let suspects = causes.iter().flat_map(Cause::suspects).map(|suspect| suspect.figure);
    let evidence = Evidence::new(system, checks, suspects);
    for cause in causes {
        let mended = cause.checks.clone();
        let Mend::Figures { suspects, .. } = &mut cause.mend else { continue };
        let mut weights: Vec<(u32, Decimal)> = Vec::new();
        for suspect in suspects.iter_mut() {
            let known = system.figure(suspect.figure);
            let (Some(whole), Some(written)) = (known.written(), known.typed()) else {
                weights.push((1, Decimal::ZERO));
                continue;
            };
            let window = suspect.window;
            let best = evidence
                .change(suspect.figure)
                .and_then(|change| whole.plus(change)?.divided_by(known.times()));
            if let Some(best) = best {
                suspect.value = tidy(window.nearest(best.rounded(known.measure.decimals)));
            }
            let asked = suspect.value;
            let view = SuspectView {
                note,
                system,
                solution,
                checks,
                mended: &mended,
                figure: suspect.figure,
                written,
                window,
                best: asked,
            };
            let alone = spoken.get(&suspect.figure).is_none_or(|causes| *causes <= 1);
            let gain = |value: Amount| {
                known
                    .whole_of(value)
                    .and_then(|value| evidence.gain(suspect.figure, value.minus(whole)?))
                    .unwrap_or_default()
            };
            let best = gain(suspect.value);
            let mut own = (1, best);
            for (value, slip) in slip::explain(&view) {
                let score = (weight(note, system, suspect.figure, &slip, written), gain(value));
                // A slip that makes the sums agree worse than another would, or than no slip at
                // all, is none, unless it is so much likelier.
                let likelier =
                    || likelihood(score.0, best - score.1) > likelihood(own.0, best - own.1);
                if (alone || is_sign(&slip)) && likelier() {
                    own = score;
                    suspect.value = tidy(value);
                    suspect.slip = Some(slip);
                }
            }
            weights.push(own);
        }
        let most = weights.iter().map(|(_, gain)| *gain).max().unwrap_or_default();
        let weights: Vec<u64> =
            weights.into_iter().map(|(weight, gain)| likelihood(weight, most - gain)).collect();
        let all: u64 = weights.iter().sum::<u64>().max(1);
        for (suspect, weight) in suspects.iter_mut().zip(weights) {
            suspect.score = u32::try_from(weight * 100 / all).unwrap_or(100);
        }
        suspects.sort_by_key(|suspect| (std::cmp::Reverse(suspect.score), suspect.figure.0));
    }
}

/// A suspect's weight, less by what the sums say against it: half a variance is a factor *e*, told
/// here in powers of two.
fn likelihood(weight: u32, behind: Decimal) -> u64 {
    /// Powers of two beyond which a suspect is as good as none.
    const FARTHEST: u32 = 16;
    // ½ · log₂ e, in hundredths.
    let powers = behind
        .checked_mul(Decimal::new(72, 2))
        .and_then(|powers| u32::try_from(powers.round()).ok());
    (u64::from(weight) << FARTHEST) >> powers.unwrap_or(FARTHEST).min(FARTHEST)
}

fn is_sign(slip: &Slip) -> bool {
    slip.family.name == slip::SIGN.name
}

/// How likely a slip is, where a figure that is wrong by accident counts 1.
fn weight(note: &Note, system: &System, figure: FigureId, slip: &Slip, written: Amount) -> u32 {
    let known = system.figure(figure);
    let post =
        if let Row::Post(post) = known.row { note.tables[known.table].post_at(post) } else { None };
    let income =
        post.and_then(|post| post.ui.as_ref()).is_some_and(|ui| ui.value == Direction::Income);
    let sign_is_known = is_sign(slip) && income && written.decimal() > Decimal::ZERO;
    slip.family.weight * if sign_is_known { SIGN_IS_KNOWN } else { 1 }
}
