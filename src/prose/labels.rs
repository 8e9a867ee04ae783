//! What the parts of a page are referred to by.

/// The label that a section is referred to by on the page.
pub fn section_label(id: &str) -> String {
    format!("afsnit-{id}")
}

/// The label that a table is referred to by on the page.
pub fn table_label(id: &str) -> String {
    format!("tabel-{id}")
}
