//! A figure that was read in the wrong place: the year's beside it, or the row's above or below.

use super::profile;
use crate::amount::Amount;
use crate::equation::Row;
use crate::reconcile::slip::family::{Family, Seen};
use crate::text;
use crate::text::Text;

/// It is the figure of a neighbouring year or row. What it should have been is not told by that.
pub(super) static COPIED: Family = Family { name: "copied", weight: 6, find };

fn find(seen: &Seen<'_>) -> Vec<(Amount, Text)> {
    if seen.written.is_zero() {
        return Vec::new();
    }
    let mut same = Vec::new();
    // In a row that repeats itself anyway, a year like the one beside it is what the row is like.
    let habit = profile::repeats(seen.system, seen.figure);
    for (amount, column) in profile::neighbours(seen.system, seen.figure) {
        if amount == seen.written && !habit {
            same.push(text!(
                " (tallet i {column} er skrevet igen)",
                " (the figure in {column} is written again)"
            ));
        }
    }
    let own = seen.system.figure(seen.figure);
    if let Row::Post(post) = own.row {
        for other in post.beside() {
            let figure = seen
                .system
                .find(own.table, Row::Post(other), &own.column)
                .map(|id| seen.system.figure(id));
            if figure.is_some_and(|figure| figure.typed() == Some(seen.written)) {
                let name = super::part::name(seen.note, own.table, Row::Post(other));
                same.push(text!(
                    " (tallet for `{name}` er skrevet igen)",
                    " (the figure of `{name}` is written again)"
                ));
            }
        }
    }
    // Where several are alike, being alike says nothing.
    match same.as_slice() {
        [words] => vec![(middle(seen), words.clone())],
        _ => Vec::new(),
    }
}

/// Any figure that adds up will do: the one in the middle of those that can be written.
fn middle(seen: &Seen<'_>) -> Amount {
    let decimals = seen.system.figure(seen.figure).measure.decimals;
    let both =
        seen.window.low.plus(seen.window.high).and_then(|sum| sum.over(rust_decimal::Decimal::TWO));
    seen.window.nearest(both.unwrap_or(seen.window.low).rounded(decimals))
}
