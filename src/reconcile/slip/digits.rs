//! Digits that were swapped, doubled or dropped on the way from the paper to the file.

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::reconcile::slip::family::{Family, SuspectView};
use crate::text;
use crate::text::Text;

/// Two neighbouring digits in each other's place.
pub(super) static SWAPPED: Family = Family { name: "swapped-digits", weight: 20, find: swapped };
/// A digit that stands twice.
pub(super) static DOUBLED: Family = Family { name: "doubled-digit", weight: 15, find: doubled };
/// A digit that is missing.
pub(super) static DROPPED: Family = Family { name: "dropped-digit", weight: 8, find: dropped };

/// The digits of a figure with all its table's decimals, as it is read on paper.
fn digits(view: &SuspectView<'_>) -> Vec<u8> {
    let mut value = view.written.decimal().abs();
    value.rescale(view.system.figure(view.figure).measure.decimals.max(value.normalize().scale()));
    value.mantissa().to_string().bytes().map(|digit| digit - b'0').collect()
}

/// The figure of these digits, with the sign and the decimals of the one that is written. `None`
/// where it is another figure only by a leading zero, or can't be held.
fn figure(view: &SuspectView<'_>, digits: &[u8]) -> Option<Amount> {
    let decimals = view
        .system
        .figure(view.figure)
        .measure
        .decimals
        .max(view.written.decimal().normalize().scale());
    let mantissa = digits
        .iter()
        .try_fold(0_i128, |sum, digit| sum.checked_mul(10)?.checked_add(i128::from(*digit)))?;
    let value = Decimal::try_from_i128_with_scale(mantissa, decimals).ok()?;
    Some(Amount::new(if view.written.is_negative() { -value } else { value }.normalize()))
}

fn swapped(view: &SuspectView<'_>) -> Vec<(Amount, Text)> {
    let written = digits(view);
    let swap = |at: usize| {
        let mut digits = written.clone();
        digits.swap(at, at + 1);
        // Nobody writes 0600: what has one digit fewer is a tenth.
        let other = written[at] != written[at + 1] && digits.first() != Some(&0);
        other.then(|| figure(view, &digits)).flatten()
    };
    let found = (0..written.len().saturating_sub(1)).filter_map(swap);
    found
        .map(|value| (value, text!(" (to cifre er byttet om)", " (two digits are swapped)")))
        .collect()
}

fn doubled(view: &SuspectView<'_>) -> Vec<(Amount, Text)> {
    let written = digits(view);
    let single = |at: usize| {
        let mut digits = written.clone();
        digits.remove(at);
        // The zeros of a round figure are a factor, and stand there by themselves.
        (written[at] == written[at + 1] && written[at] != 0)
            .then(|| figure(view, &digits))
            .flatten()
    };
    let found = (0..written.len().saturating_sub(1)).filter_map(single);
    found
        .map(|value| {
            (value, text!(" (et ciffer står der to gange)", " (a digit stands there twice)"))
        })
        .collect()
}

fn dropped(view: &SuspectView<'_>) -> Vec<(Amount, Text)> {
    let written = digits(view);
    if written.len() < 2 {
        return Vec::new();
    }
    let mut out = Vec::new();
    for at in 0..=written.len() {
        for digit in 0..=9 {
            let mut digits = written.clone();
            digits.insert(at, digit);
            if let Some(value) = figure(view, &digits) {
                out.push((value, text!(" (et ciffer mangler)", " (a digit is missing)")));
            }
        }
    }
    out
}
