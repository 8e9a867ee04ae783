//! Figures that nothing could contradict, one by one: which they are, and why.

use std::collections::BTreeSet;

use crate::address::Addresses;
use crate::equation::{FigureId, State};
use crate::rule::checked::{Unverified, Why};
use crate::rule::context::Context;
use crate::rule::sums::words;

/// Those of a note, in its order.
pub(super) fn unverified(context: &Context<'_>) -> Vec<Unverified> {
    let reconciled = context.reconciled;
    let (system, unread) = (&reconciled.system, reconciled.unread());
    let all: BTreeSet<FigureId> =
        reconciled.unverified().into_iter().chain(unread.iter().copied()).collect();
    if all.is_empty() {
        return Vec::new();
    }
    let addresses = Addresses::new(&reconciled.note);
    let blocked = reconciled.blocked();
    let one = |id: FigureId| {
        let figure = system.figure(id);
        let table = &reconciled.note.tables[figure.table];
        let why = match &table.alone {
            _ if unread.contains(&id) => Why::Unreadable,
            _ if blocked.contains(&id) => Why::Blocked,
            _ if table.excerpt => Why::Excerpt,
            Some(reason) => Why::Alone(reason.value.clone()),
            None => Why::Unrelated,
        };
        Unverified {
            span: figure.span,
            address: addresses.of(figure.table, figure.row, &figure.column).unwrap_or_default(),
            table: table.id.value.clone(),
            post: words::row(context, figure),
            column: figure.column.to_string(),
            amount: if let State::Written(amount) = figure.state { Some(amount) } else { None },
            why,
        }
    };
    all.into_iter().map(one).collect()
}
