//! A figure that was read in the wrong place: the year's beside it, or the row's above or below.

use super::profile;
use crate::amount::Amount;
use crate::equation::Row;
use crate::reconcile::slip::family::{Family, SuspectView};
use crate::text;
use crate::text::Text;

/// It is the figure of a neighbouring year or row. What it should have been is not told by that.
pub(super) static COPIED: Family = Family { name: "copied", weight: 6, find };

fn find(view: &SuspectView<'_>) -> Vec<(Amount, Text)> {
    if view.written.is_zero() {
        return Vec::new();
    }
    let mut same = Vec::new();
    // In a row that repeats itself anyway, a year like the one beside it is what the row is like.
    let habit = profile::repeats(view.system, view.figure);
    for (amount, column) in profile::neighbours(view.system, view.figure) {
        if amount == view.written && !habit {
            same.push(text!(
                " (tallet i {column} er skrevet igen)",
                " (the figure in {column} is written again)"
            ));
        }
    }
    let own = view.system.figure(view.figure);
    if let Row::Post(post) = own.row {
        for other in post.beside() {
            let figure = view
                .system
                .find(own.table, Row::Post(other), &own.column)
                .map(|id| view.system.figure(id));
            if figure.is_some_and(|figure| figure.typed() == Some(view.written)) {
                let name = super::part::name(view.note, own.table, Row::Post(other));
                same.push(text!(
                    " (tallet for `{name}` er skrevet igen)",
                    " (the figure of `{name}` is written again)"
                ));
            }
        }
    }
    // Where several are alike, being alike says nothing.
    match same.as_slice() {
        [words] => vec![(middle(view), words.clone())],
        _ => Vec::new(),
    }
}

/// Any figure that adds up will do: the one in the middle of those that can be written.
fn middle(view: &SuspectView<'_>) -> Amount {
    let decimals = view.system.figure(view.figure).measure.decimals;
    let both = view
        .window
        .low
        .plus(view.window.high)
        .and_then(|sum| sum.divided_by(rust_decimal::Decimal::TWO));
    view.window.nearest(both.unwrap_or(view.window.low).rounded(decimals))
}
