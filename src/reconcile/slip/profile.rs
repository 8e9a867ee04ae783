//! A figure that would be what stands beside it.

use super::{Family, Seen};
use crate::amount::Amount;
use crate::equation::{FigureId, State, System};
use crate::note::ColumnKey;
use crate::text;
use crate::text::Text;

/// It would become the figure of the year beside it: years that are alike are the most common profile.
pub(super) static LIKE_NEIGHBOUR: Family = Family { name: "like-neighbour", weight: 10, find };

fn find(seen: &Seen<'_>) -> Vec<(Amount, Text)> {
    let near = neighbours(seen.system, seen.figure);
    near.into_iter()
        .filter_map(|(amount, column)| Some((amount, column.clone())).filter(|(amount, _)| !amount.is_zero()))
        .map(|(amount, column)| (amount, text!(", ligesom i {column}", ", as in {column}")))
        .collect()
}

/// What is written in the years beside a figure in its row.
pub(super) fn neighbours(system: &System, figure: FigureId) -> Vec<(Amount, &ColumnKey)> {
    let own = system.figure(figure);
    let ColumnKey::Period(_) = own.column else { return Vec::new() };
    let near = [figure.0.checked_sub(1), figure.0.checked_add(1)];
    let near = near.into_iter().flatten().filter_map(|index| system.figures.get(index));
    let same_row =
        near.filter(|other| other.table == own.table && other.row == own.row && matches!(other.column, ColumnKey::Period(_)));
    same_row
        .filter_map(|other| if let State::Written(amount) = other.state { Some((amount, &other.column)) } else { None })
        .collect()
}
