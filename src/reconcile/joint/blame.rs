//! Which single figure, changed to what, mends everything at once.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::model::{self, Model};
use crate::amount::Amount;
use crate::equation::{FigureId, System};
use crate::reconcile::cause::Suspect;
use crate::reconcile::linear::fraction::Fraction;
use crate::reconcile::linear::simplex::{Extreme, Simplex};
use crate::reconcile::linear::{Answer, Question, Work};
use crate::reconcile::window::Window;

/// The most suspects that are tried: bounds time where everything hangs together.
const MOST_TRIED: usize = 150;

/// Figures under suspicion of which nothing else is known yet.
pub(super) fn provisional(system: &System, figures: &[FigureId]) -> Vec<Suspect> {
    let suspect = |figure: &FigureId| {
        let written = system.figure(*figure).typed()?;
        Some(Suspect::new(*figure, Window { low: written, high: written }, written))
    };
    figures.iter().filter_map(suspect).collect()
}

/// The suspects that, let go of alone, make all equations possible, each with all that it could be
/// written as. `None` where it took too long to tell.
pub(super) fn survivors(
    system: &System,
    model: &Model,
    question: &Question,
    suspects: &[Suspect],
    work: &mut Work,
) -> Option<Vec<Suspect>> {
    let mut stuck = Simplex::new(&model.problem, question);
    let mut waiting: Vec<&Suspect> = suspects.iter().take(MOST_TRIED).collect();
    match stuck.answer(work) {
        Answer::Impossible(proof) => {
            let spoken = proof.combined(&model.problem, question);
            waiting.retain(|suspect| spoken.terms.contains_key(&suspect.figure.0));
        }
        // It is the other causes' doubts that make it possible: nothing can be told apart.
        Answer::Possible | Answer::Open => return None,
    }
    let mut out = Vec::new();
    waiting.reverse();
    while let Some(suspect) = waiting.pop() {
        let unknown = suspect.figure.0;
        work.spend(stuck.size())?;
        let mut loose = stuck.clone();
        loose.release(unknown);
        match loose.answer(work) {
            Answer::Possible => {
                let ends = [false, true].map(|up| loose.extreme(unknown, up, work));
                out.extend(written(system, suspect, &ends));
            }
            Answer::Impossible(proof) => {
                // Whoever is not spoken of here can't help either.
                let mut free = question.clone();
                free.free.insert(unknown);
                let spoken = proof.combined(&model.problem, &free);
                waiting.retain(|other| spoken.terms.contains_key(&other.figure.0));
            }
            Answer::Open => return None,
        }
    }
    Some(out)
}

/// A suspect with what it could be typed as, when its unknown can go from the one end to the other.
fn written(system: &System, suspect: &Suspect, ends: &[Extreme; 2]) -> Option<Suspect> {
    let figure = system.figure(suspect.figure);
    let (whole, written) = (figure.written()?, figure.typed()?);
    let step = model::step(system, suspect.figure.0);
    let half = Fraction::decimal(figure.half_step());
    let at = |end: &Extreme, up: bool| match end {
        Extreme::At(unknown) => {
            let real = Fraction::decimal(whole.decimal()).plus(&unknown.times(&step));
            let end = if up { real.plus(&half) } else { real.minus(&half) };
            grid(&end.divided_by(&Fraction::decimal(figure.times()))?, figure.measure.decimals, up)
        }
        Extreme::Endless => Some(Amount::new(if up { Amount::LIMIT } else { -Amount::LIMIT })),
        Extreme::Open => None,
    };
    let window = Window { low: at(&ends[0], false)?, high: at(&ends[1], true)? };
    if window.low > window.high {
        return None;
    }
    // What the failed sum alone asks for, where it was told; else the middle.
    let known = suspect.value != written || suspect.window.single() && window.has(written);
    let middle = window
        .low
        .plus(window.high)
        .and_then(|sum| sum.divided_by(Decimal::TWO))
        .map(|middle| middle.rounded(figure.measure.decimals));
    let value = if known { suspect.value } else { middle.unwrap_or(window.low) };
    Some(Suspect::new(suspect.figure, window, value))
}

/// The last amount with so many decimals that is not above (`up`), or below, a fraction.
fn grid(value: &Fraction, decimals: u32, up: bool) -> Option<Amount> {
    let scale = Fraction::whole(10_i128.checked_pow(decimals)?);
    let scaled = value.times(&scale);
    let whole = if up { scaled.floor()? } else { scaled.negated().floor()?.checked_neg()? };
    let amount = Decimal::try_from_i128_with_scale(whole, decimals).ok()?.normalize();
    debug_assert_ne!(
        Fraction::decimal(amount).cmp(value),
        if up { Ordering::Greater } else { Ordering::Less }
    );
    Some(Amount::new(amount))
}
