//! A figure that would equal the one beside it.

use crate::amount::Amount;
use crate::equation::{FigureId, System};
use crate::note::ColumnKey;
use crate::reconcile::slip::family::{Family, SuspectView};
use crate::text;
use crate::text::Text;

/// It would become the figure of the year beside it: years that are alike are the most common
/// profile.
pub(super) static LIKE_NEIGHBOUR: Family = Family { name: "like-neighbour", weight: 10, find };

fn find(view: &SuspectView<'_>) -> Vec<(Amount, Text)> {
    let near = neighbours(view.system, view.figure);
    near.into_iter()
        .filter_map(|(amount, column)| {
            Some((amount, column.clone())).filter(|(amount, _)| !amount.is_zero())
        })
        .map(|(amount, column)| (amount, text!(", ligesom i {column}", ", as in {column}")))
        .collect()
}

/// What is typed in the years beside a figure in its row.
pub(super) fn neighbours(system: &System, figure: FigureId) -> Vec<(Amount, &ColumnKey)> {
    let own = system.figure(figure);
    let ColumnKey::Period(_) = own.column else { return Vec::new() };
    let near = [figure.0.checked_sub(1), figure.0.checked_add(1)];
    let near = near.into_iter().flatten().filter_map(|index| system.figures.get(index));
    let same_row = near.filter(|other| {
        other.table == own.table
            && other.row == own.row
            && matches!(other.column, ColumnKey::Period(_))
    });
    same_row.filter_map(|other| Some((other.typed()?, &other.column))).collect()
}

/// True where two neighbouring years of a figure's row are alike, the figure itself left out.
pub(super) fn repeats(system: &System, figure: FigureId) -> bool {
    let own = system.figure(figure);
    let years = |index: usize| {
        let known = system.figures.get(index).filter(|_| index != figure.0)?;
        let same_row = known.table == own.table
            && known.row == own.row
            && matches!(known.column, ColumnKey::Period(_));
        known.typed().filter(|_| same_row)
    };
    let alike = |index: usize| {
        years(index).is_some_and(|amount| index.checked_add(1).and_then(years) == Some(amount))
    };
    let in_row = |index: &usize| {
        system
            .figures
            .get(*index)
            .is_some_and(|known| (known.table, known.row) == (own.table, own.row))
    };
    let before = (0..figure.0).rev().take_while(in_row);
    before.chain((figure.0..system.figures.len()).take_while(in_row)).any(alike)
}
