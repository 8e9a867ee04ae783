//! The rows of a pack's list below its notes, and those of notes that were withdrawn.

use rust_decimal::Decimal;

use crate::audit::breach::{Audit, Breach, Elsewhere, Kind, loose};
use crate::audit::overview::Overview;
use crate::audit::recount::{self, Part};
use crate::audit::totals::within;
use crate::note::{Note, Period};

/// The id of the list among the overviews.
pub(super) const BY_NOTE: &str = "notater";

/// The rows below a note: what belongs to none of its options, and each of those.
pub(super) fn options(
    front: &Overview<'_>,
    columns: &[(usize, Period)],
    parts: &[Part<'_>],
    decimals: u32,
    audit: &mut Audit,
) {
    let mut note = "";
    for row in 0..front.table.rows.len() {
        let label = front.label(row);
        let Some(choice) = option(label) else {
            note = label.split(" – ").next().unwrap_or_default();
            continue;
        };
        for (column, period) in columns {
            let mut own = parts.iter().filter(|part| {
                part.note.id.value == note
                    && part.choice.as_deref() == choice.id()
                    && within(*period, part.period)
            });
            let sum = own.try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.amount));
            if let Some(sum) = sum {
                front.verify_exact((row, *column), sum, decimals, audit);
            }
        }
    }
}

/// Which money of its note a row below it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Below<'l> {
    /// That of no option.
    Common,
    /// That of the option of that id.
    Option(&'l str),
}

impl<'l> Below<'l> {
    fn id(self) -> Option<&'l str> {
        match self {
            Self::Common => None,
            Self::Option(id) => Some(id),
        }
    }
}

/// Which money of its note a row below it is: of no option, or of the one of that id; none where it
/// is no such row.
pub(super) fn option(label: &str) -> Option<Below<'_>> {
    if label == "fælles poster" {
        return Some(Below::Common);
    }
    let own = label.strip_prefix("valgt: ").or_else(|| label.strip_prefix("ikke valgt: "))?;
    Some(Below::Option(own.split(" – ").next().unwrap_or(own)))
}

/// Each note that was withdrawn has its row in the list, which says so and has no figure.
pub(super) fn withdrawn(front: &Overview<'_>, chosen: &[&Note], audit: &mut Audit) {
    let says = |row: &usize| front.label(*row).ends_with("(trukket)");
    let of =
        |note: &Note, row: usize| front.label(row).starts_with(&format!("{} – ", note.id.value));
    for note in chosen.iter().filter(|note| recount::withdrawn(note)) {
        audit.verified += 1;
        let rows: Vec<usize> =
            (0..front.table.rows.len()).filter(says).filter(|row| of(note, *row)).collect();
        let [row] = rows[..] else {
            let row = &note.id.value;
            audit.breaches.push(Breach {
                gives: None,
                ..loose(BY_NOTE, row, "", "", Kind::Layout, Decimal::ZERO)
            });
            continue;
        };
        let printed = |column: &usize| {
            let cells = front.table.rows.get(row).map(|row| row.cells.as_slice());
            cells.and_then(|cells| cells.get(*column)).is_some_and(|cell| !cell.text.is_empty())
        };
        for column in front.columns.iter().copied().filter(printed) {
            let there = Kind::Elsewhere(Elsewhere::Figures);
            audit.breaches.push(front.breach(row, column, there, None));
        }
    }
}
