//! What exceeds any limit of a real note, round or register is cut, and each cut is a finding.

use crate::diagnostic::Diagnostic;
use crate::limit;
use crate::note::Note;
use crate::parse::limits::{beyond, list};
use crate::register::{Elsewhere, Municipality, Round};
use crate::source::{FileId, Span};

/// Cuts a note that no paper could be.
pub(crate) fn note(note: &mut Note) -> Vec<Diagnostic> {
    let span = note.id.span;
    let mut findings: Vec<Diagnostic> =
        list(&mut note.sections, &limit::SECTIONS, span).into_iter().collect();
    findings.extend(list(&mut note.tables, &limit::TABLES, span));
    let mut total = 0;
    let mut cells = 0;
    let (mut room, mut cell_room) = (limit::POSTS.most, limit::CELLS.most);
    for table in &mut note.tables {
        findings.extend(list(&mut table.totals, &limit::TOTALS, table.span));
        total += table.posts.len();
        table.posts.truncate(room);
        room -= table.posts.len();
        let columns = table.columns.len().max(1);
        cells += table.posts.len() * columns;
        table.posts.truncate(cell_room / columns);
        cell_room -= table.posts.len() * columns;
    }
    findings.extend((total > limit::POSTS.most).then(|| beyond(&limit::POSTS, total, span)));
    findings.extend((cells > limit::CELLS.most).then(|| beyond(&limit::CELLS, cells, span)));
    findings
}

/// Cuts a register that no municipality has.
pub(crate) fn municipality(m: &mut Municipality) -> Vec<Diagnostic> {
    let top = Span::new(m.file, 0..0);
    let cuts = [
        list(&mut m.committees, &limit::ENTRIES, top),
        list(&mut m.administrations, &limit::ENTRIES, top),
        list(&mut m.areas, &limit::ENTRIES, top),
        list(&mut m.appropriations, &limit::ENTRIES, top),
        list(&mut m.districts, &limit::ENTRIES, top),
    ];
    // One is enough to say that this is no register.
    cuts.into_iter().flatten().take(1).collect()
}

/// Cuts a round that no negotiation has.
pub(crate) fn round(round: &mut Round) -> Vec<Diagnostic> {
    let top = Span::new(round.file, 0..0);
    let cuts = [
        list(&mut round.agreements, &limit::ENTRIES, top),
        list(&mut round.known, &limit::ENTRIES, top),
    ];
    cuts.into_iter().flatten().take(1).collect()
}

/// Cuts a list of more than any round has.
pub(crate) fn elsewhere(elsewhere: &mut Elsewhere, file: FileId) -> Vec<Diagnostic> {
    let top = Span::new(file, 0..0);
    let cuts = [
        list(&mut elsewhere.notes, &limit::ENTRIES, top),
        list(&mut elsewhere.frames, &limit::ENTRIES, top),
    ];
    cuts.into_iter().flatten().take(1).collect()
}
