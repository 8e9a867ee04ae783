//! Marks of notes in a table, and the notes under it.

use crate::note::{Marked, Table, TableNo, mark};
use crate::page::{Mark, TableNote};
use crate::prose;
use crate::view::PageBuilder;

impl PageBuilder<'_> {
    /// The mark at a place of a table.
    pub(super) fn mark(&self, table: &Table, at: &Marked) -> Option<Mark> {
        let own = table.mark_at(at)?;
        let text = printed(table, &own.mark.value);
        Some(Mark { label: self.note_label(table, &own.mark.value), text })
    }

    /// The label of the note that a mark of a table is of: its own, or else the first table's that
    /// has one.
    fn note_label(&self, table: &Table, mark: &str) -> Option<String> {
        let mut tables = std::iter::once(table).chain(&self.note.tables);
        tables
            .find_map(|table| Some((table, number_of(table, mark)?)))
            .map(|(table, number)| label(table, number))
    }

    /// The notes under a table.
    pub(super) fn notes(&self, index: TableNo) -> Vec<TableNote> {
        let table = &self.note.tables[index];
        let said = table.notes.iter().enumerate();
        said.map(|(number, note)| {
            let name = format!("note-{}-{}", table.id.value, number + 1);
            let blocks = prose::read(self.scene, &note.text, &name).blocks;
            let own = note.mark.as_ref();
            TableNote {
                mark: own.map(|own| printed(table, &own.value)).unwrap_or_default(),
                label: own.map(|_| label(table, number)).unwrap_or_default(),
                blocks,
            }
        })
        .collect()
    }
}

fn label(table: &Table, number: usize) -> String {
    format!("tabelnote-{}-{}", table.id.value, number + 1)
}

/// The place of a mark's note among its table's.
fn number_of(table: &Table, own: &str) -> Option<usize> {
    table.notes.iter().position(|note| note.mark.as_ref().is_some_and(|mark| mark.value == own))
}

/// How a mark is printed: a name in brackets as its number among the table's marks of that kind, in
/// the order they are first used.
fn printed(table: &Table, own: &str) -> String {
    if !own.starts_with("[^") {
        return mark::printed(own).to_owned();
    }
    let marks = table.marks.iter().map(|mark| mark.mark.value.as_str());
    let notes = table.notes.iter().filter_map(|note| note.mark.as_ref()).map(|mark| &*mark.value);
    let mut names: Vec<&str> = Vec::new();
    for name in marks.chain(notes).filter(|name| name.starts_with("[^")) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let number = names.iter().position(|name| *name == own).map_or(0, |place| place + 1);
    number.to_string()
}
