//! Lines that have more cells than there are headers.

use super::figure::{self, Read};
use super::sheet::{self, Holds};
use super::table::{Cell, Fault, Line};

/// Takes the blank cell out of a line that has one cell too many, where all that follows it stands
/// below the wrong headers with it, and below the right ones without; gives where it was.
pub(super) fn take_blank(
    header: &[Cell<'_>],
    cells: &mut Vec<Cell<'_>>,
) -> Option<std::ops::Range<usize>> {
    let last = cells.iter().rposition(|cell| !cell.is_blank())?;
    if last != header.len() || fits(header, cells.iter()) {
        return None;
    }
    let without = |skipped: usize| {
        let rest = cells.iter().enumerate().filter(move |(at, _)| *at != skipped);
        rest.map(|(_, cell)| cell)
    };
    let mut blanks = (0..last)
        .filter(|at| cells.get(*at).is_some_and(Cell::is_blank) && fits(header, without(*at)));
    let at = blanks.next()?;
    // Of blanks beside each other, any will do.
    if blanks.zip(at + 1..).any(|(other, next)| other != next) {
        return None;
    }
    Some(cells.remove(at).range)
}

/// True where figures stand below the headers of figures, and words below those of words.
pub(super) fn fits<'c, 't: 'c>(
    header: &[Cell<'_>],
    cells: impl Iterator<Item = &'c Cell<'t>>,
) -> bool {
    header.iter().zip(cells).all(|(head, cell)| {
        let is_figure = || figure::read(&cell.text) != Read::Unreadable;
        cell.is_blank()
            || match sheet::holds(&head.text) {
                Holds::Money => is_figure(),
                Holds::Words => !matches!(figure::read(&cell.text), Read::Amount(_)),
                Holds::Either => true,
            }
    })
}

/// Says once that a header is missing, where most lines have as many cells too many; `counts` is
/// how many cells those have that have too many.
pub(super) fn few_headers(
    header: &[Cell<'_>],
    lines: &mut [Line<'_>],
    counts: &[usize],
    faults: &mut Vec<Fault>,
) {
    let beyond = |fault: &Fault| matches!(fault, Fault::Beyond(_));
    let many = faults.iter().filter(|fault| beyond(fault)).count();
    let Some(most) = counts.iter().copied().max() else { return };
    let alike = counts.iter().filter(|count| **count == most).count();
    if many < 2 || alike * 2 <= lines.len() {
        return;
    }
    let (Some(first), Some(last)) = (header.first(), header.last()) else { return };
    faults.retain(|fault| !beyond(fault));
    faults.push(Fault::FewHeaders(first.range.start..last.range.end, most));
    for line in lines {
        line.torn = true;
    }
}
