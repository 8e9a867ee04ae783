//! Figures from other sources, declared by the note: an amount and its source.

use crate::mention::money::{self, TextAmount};
use crate::note::{self, Note};

/// A declared figure, read.
pub(crate) struct External<'a> {
    /// As declared.
    pub(crate) declared: &'a note::External,
    /// The amount; `None` where it can't be read (a finding says so).
    pub(crate) money: Option<TextAmount>,
}

/// The figures that a note declares as somebody else's.
pub(crate) fn read(note: &Note) -> Vec<External<'_>> {
    let amount = |text: &str| {
        let found = money::find(text);
        let whole = |money: &TextAmount| money.range.end >= text.trim_end_matches([' ', '.']).len();
        found.into_iter().next().filter(whole)
    };
    note.externals
        .iter()
        .map(|declared| External { declared, money: amount(&declared.amount.value) })
        .collect()
}
