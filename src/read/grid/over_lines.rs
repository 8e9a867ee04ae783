//! Figures in a row that goes on over lines: a cell holds one, on any of them.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::grid::{self, Cell, Grid};
use crate::read::grid::faults::FORM;
use crate::read::grid::header::Head;
use crate::read::grid::lines::is_figure_column;
use crate::read::reader::Reader;
use crate::source::Span;
use crate::text;

/// Says which cells have a second figure below the first, and leaves the first; `text` is that of
/// the lines.
pub(super) fn one_figure(
    reader: &mut Reader,
    grid: &mut Grid<'_>,
    heads: &[Head],
    text: &str,
    place: &dyn Fn(Range<usize>) -> Span,
) {
    for line in &mut grid.lines {
        for (cell, head) in line.cells.iter_mut().zip(heads) {
            if let Some(second) = second(cell, text).filter(|_| is_figure_column(head)) {
                reader.push(finding(text.get(second.clone()).unwrap_or_default(), place(second)));
                let first = cell.text.split('\n').next().unwrap_or_default().to_owned();
                cell.range.end = cell.range.start + first.len();
                cell.text = Cow::Owned(first);
            }
        }
    }
}

/// Where the second of a cell's lines is.
fn second(cell: &Cell<'_>, text: &str) -> Option<Range<usize>> {
    let Cow::Owned(words) = &cell.text else { return None };
    if !words.contains('\n') {
        return None;
    }
    let lines = grid::lines_of(text.get(cell.range.clone())?);
    let (_, second) = lines.into_iter().nth(1)?;
    Some(cell.range.start + second.start..cell.range.start + second.end)
}

fn finding(written: &str, span: Span) -> Diagnostic {
    let message = text!(
        "{written} står under et andet tal i samme celle, for linjen fortsætter den ovenover",
        "{written} stands below another figure in the same cell, for the line goes on with the one above"
    );
    Diagnostic::new(&FORM, span, message).help(text!(
        "er linjen en række for sig, så slet … forrest på den; ellers slet et af tallene",
        "if the line is a row of its own, delete the … first on it; otherwise delete one of the figures"
    ))
}
