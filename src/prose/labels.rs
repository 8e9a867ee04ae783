//! What the parts of a page are referred to by.

/// The label that a section is referred to by on the page.
pub fn section_label(id: &str) -> String {
    format!("afsnit-{id}")
}

/// What stands before a note's id in the label that it is referred to by.
pub const NOTE_LABEL: &str = "notat-";

/// The label that another note is referred to by. On a note's own page nothing has it, so that it is
/// the text alone; in a pack it leads to the note.
pub fn note_label(id: &str) -> String {
    format!("{NOTE_LABEL}{id}")
}

/// The label that a table is referred to by on the page.
pub fn table_label(id: &str) -> String {
    format!("tabel-{id}")
}
