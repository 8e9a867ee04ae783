//! The auditor: a separate part of the program that verifies that what is printed adds up.
//!
//! Between a page's data and the typesetter it reads the printed cells back as text, and holds each
//! total against the printed figures that the typed note says it is made of, each fetched amount
//! against its table, and each written figure against the note. It decides by itself what counts
//! and with which weight: it shares no code with what fills the totals in (a test holds that), so a
//! fault there is not a fault here too. What it finds is the program's fault, never the writer's.
//!
//! `docs/architecture.md` tells what it holds, what is exempt and what it does not see.

mod book;
mod breach;
mod danish;
mod exclusion;
mod export;
mod fetched;
mod files;
mod frames;
mod labels;
mod laid;
mod lines;
mod listed;
mod names;
mod options;
mod overview;
mod pack;
mod prose;
mod recount;
mod relation;
mod said_units;
mod sheet;
mod sums;
mod totals;
mod units;
mod verify;
mod words;
mod yearly;

pub use breach::{Audit, Breach, Elsewhere, Kind};
pub use export::{Exported, exported};
pub use files::{File, Handed, read_back};
pub use pack::{Money, pack};

use crate::note::Note;
use crate::page::Page;
use crate::register::{Municipality, Round};
use book::Book;
use fetched::OfNote;
use names::Register;
use words::Found;

/// Holds a note's page: `note` is as it was typed.
pub fn note(note: &Note, municipality: &Municipality, round: &Round, page: &Page) -> Audit {
    let mut audit = Audit::default();
    let found = Found::of(page);
    let register = Register { municipality, year: round.year() };
    let book = Book::read(note, register, round, &found.tables, page.draft, &mut audit);
    verify::verify(&book, page.draft, &mut audit);
    labels::verify(&book, &mut audit);
    let tables = OfNote { book: &book, draft: page.draft };
    prose::verify(&tables, &found.fetched, page.draft, &mut audit);
    audit
}
