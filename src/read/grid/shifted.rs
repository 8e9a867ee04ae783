//! Lines that lack a cell, where what stands below the headers shows it: a figure where a code
//! should stand, or a word where a figure should.

use crate::diagnostic::Diagnostic;
use crate::grid::figure::{self, Read};
use crate::grid::{Cell, Line};
use crate::key::{Kind, post as p};
use crate::read::grid::faults::FORM;
use crate::read::grid::lines::{Lines, is_figure};
use crate::read::grid::target::Target;
use crate::read::reader::Reader;
use crate::text;

/// Which headers the cells of a line stand below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placed {
    /// Each below its own.
    Sound,
    /// It can't be told.
    Torn,
    /// From the cell of that number on, each belongs below the next.
    Shifted(usize),
}

/// True for a text that can be an id.
pub(super) fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

impl<'t> Lines<'_, 't> {
    /// Which headers the cells of a line stand below. Of one with too few cells in which something
    /// stands below a header that it can't belong to, a cell is missing before it: says so, and
    /// where.
    pub(super) fn placed(
        &self,
        reader: &mut Reader,
        line: &Line<'t>,
        others: &[Line<'t>],
    ) -> Placed {
        let (cells, headers) = (line.cells.len(), self.heads.len());
        if line.torn {
            return Placed::Torn;
        }
        let foreign = || line.filled().find(|(number, cell)| self.is_foreign(*number, cell));
        let Some((number, cell)) = Some(()).filter(|()| cells < headers).and_then(|()| foreign())
        else {
            return Placed::Sound;
        };
        let place = self.missing(line, number, others);
        // A word below a year may be a slip of its own.
        if place.is_none() && self.is_figure(number) {
            return Placed::Sound;
        }
        let (text, header) = (&cell.text, self.header.get(number).map_or("", |cell| &cell.text));
        let message = text!(
            "linjen har {cells} celler, men der er {headers} overskrifter, og {text} står under {header}",
            "the line has {cells} cells, but there are {headers} headers, and {text} stands below {header}"
        );
        let known = place.and_then(|at| {
            let header = self.header.get(at).filter(|header| !header.is_blank())?;
            Some((&header.text, line.cells.get(at).filter(|cell| !cell.is_blank())?))
        });
        let help = match known {
            Some((header, next)) => {
                let next = &next.text;
                text!(
                    "der mangler en celle under {header}, foran {next}: skriv den, eller sæt en | mere for en tom celle",
                    "a cell is missing below {header}, before {next}: write it, or put one more | for a blank one"
                )
            }
            None => text!(
                "der mangler en celle foran {text}: skriv den, eller sæt en | mere for en tom celle",
                "a cell is missing before {text}: write it, or put one more | for a blank one"
            ),
        };
        let finding = Diagnostic::new(&FORM, self.span(&cell.range), message);
        reader.push(finding.help(help));
        place.map_or(Placed::Torn, Placed::Shifted)
    }

    /// True for a figure below a header of codes, and a word below one of figures.
    fn is_foreign(&self, number: usize, cell: &Cell<'t>) -> bool {
        match self.target(number) {
            Target::Key(key) if key.kind != Kind::Amount => {
                let of_codes = key.names.is_some() && key.name != p::APPROPRIATION.name
                    || matches!(key.kind, Kind::OneOf(_) | Kind::Id | Kind::Bool);
                of_codes && matches!(figure::read(&cell.text), Read::Amount(_))
            }
            _ => {
                self.is_figure(number)
                    && cell.text.starts_with(char::is_alphabetic)
                    && !is_figure(&cell.text)
            }
        }
    }

    /// The column whose cell is missing, where one place for it is likelier than all others; `first`
    /// is the first cell that can't stay where it is.
    fn missing(&self, line: &Line<'t>, first: usize, others: &[Line<'t>]) -> Option<usize> {
        let shifted = |at: usize| {
            line.filled().map(move |(number, cell)| (number + usize::from(number >= at), cell))
        };
        let fits = |at: &usize| shifted(*at).all(|(number, cell)| !self.is_foreign(number, cell));
        let likeness = |at: usize| -> usize {
            shifted(at).map(|(number, cell)| self.likeness(number, cell, line, others)).sum()
        };
        let mut places: Vec<(usize, usize)> =
            (0..=first).filter(fits).map(|at| (likeness(at), at)).collect();
        let most = places.iter().map(|(likeness, _)| *likeness).max()?;
        places.retain(|(likeness, _)| *likeness == most);
        match places.as_slice() {
            [(_, at)] => Some(*at),
            // Of several, the one right before what stands wrong.
            _ => places.last().map(|(_, at)| *at).filter(|at| *at == first),
        }
    }

    /// How much a cell is like what stands below a header.
    fn likeness(
        &self,
        number: usize,
        cell: &Cell<'t>,
        own: &Line<'t>,
        others: &[Line<'t>],
    ) -> usize {
        /// As many lines as show what stands in a column.
        const MOST: usize = 50;
        let Target::Key(key) = self.target(number) else { return 0 };
        let among = || {
            others
                .iter()
                .take(MOST)
                .filter(|other| other.range != own.range)
                .any(|other| other.cell(number).is_some_and(|other| other.text == cell.text))
        };
        let alike = match key.kind {
            Kind::OneOf(words) => words.contains(&&*cell.text),
            Kind::Id => is_id(&cell.text),
            _ if key.name == p::APPROPRIATION.name => {
                cell.text.starts_with(|c: char| c.is_ascii_digit())
            }
            _ => key.name == p::TEXT.name && !is_id(&cell.text),
        };
        usize::from(alike) + 2 * usize::from(key.names.is_some() && among())
    }
}
