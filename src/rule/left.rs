//! Figures that nothing could contradict, one by one: which they are, and why.

use std::collections::BTreeSet;

use crate::address::Addresses;
use crate::amount::Amount;
use crate::equation::{FigureId, State};
use crate::rule::context::Context;
use crate::rule::sums::words;
use crate::source::Span;
use crate::text;
use crate::text::Text;

/// A written figure that no equation could contradict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unverified {
    /// The figure.
    pub span: Span,
    /// Its address, `round/note/table/post/column`.
    pub address: String,
    /// Id of its table.
    pub table: String,
    /// Its row, as messages call it.
    pub post: String,
    /// Its column's key.
    pub column: String,
    /// The figure; `None` where it can't be read.
    pub amount: Option<Amount>,
    /// Why nothing could contradict it.
    pub why: Why,
}

/// Why nothing could contradict a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It can't be read.
    Unreadable,
    /// What it would be held against can't be computed.
    Blocked,
    /// Its table is an excerpt.
    Excerpt,
    /// Its table stands alone, and says why.
    Alone(String),
    /// No other figure tells the same.
    Unrelated,
}

impl Why {
    /// The word in machine-readable output.
    pub fn machine(&self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Blocked => "blocked",
            Self::Excerpt => "excerpt",
            Self::Alone(_) => "alone",
            Self::Unrelated => "unrelated",
        }
    }

    /// The reason in words.
    pub fn words(&self) -> Text {
        match self {
            Self::Unreadable => text!("kan ikke læses", "can't be read"),
            Self::Blocked => {
                text!("det, det skulle stemme med, kan ikke regnes ud", "what it would be held against can't be computed")
            }
            Self::Excerpt => text!("tabellen er et udsnit", "the table is an excerpt"),
            Self::Alone(reason) => text!("tabellen står alene: {reason}", "the table stands alone: {reason}"),
            Self::Unrelated => text!("intet andet tal siger det samme", "no other figure tells the same"),
        }
    }
}

/// Those of a note, in its order.
pub(super) fn unverified(context: &Context<'_>) -> Vec<Unverified> {
    let reconciled = context.reconciled;
    let (system, unread) = (&reconciled.system, reconciled.unread());
    let all: BTreeSet<FigureId> = reconciled.unverified().into_iter().chain(unread.iter().copied()).collect();
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
