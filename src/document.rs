//! Document types and their forms: which template, what the form places by itself, how it prints what is not there.

/// Every document type.
pub static DOCUMENT_TYPES: &[&DocumentType] = &[&BUDGET_NOTE];

/// A kind of paper.
#[derive(Debug)]
pub struct DocumentType {
    /// Its name in notes; its template is `templates/<name>.typ`.
    pub name: &'static str,
    /// Its forms, the newest last.
    pub editions: &'static [Edition],
}

/// One form of a document type.
#[derive(Debug)]
pub struct Edition {
    /// Its name in notes.
    pub name: &'static str,
    /// Table types that the form places by itself: no `{{ tabel(…) }}` for them.
    pub places: &'static [&'static str],
    /// How a missing figure is printed unless the table says.
    pub blank: &'static str,
    /// True where the administration stands in brackets after an activity's text.
    pub names_administration: bool,
}

/// Budget notes as printed in 2015 and 2019.
static BUDGET_NOTE: DocumentType = DocumentType {
    name: "budgetnotat",
    editions: &[
        Edition { name: "2015", places: &[], blank: "0", names_administration: true },
        Edition { name: "2019", places: &["tidligere"], blank: "blank", names_administration: false },
    ],
};

/// The type named `name`.
pub fn document_type(name: &str) -> Option<&'static DocumentType> {
    DOCUMENT_TYPES.iter().find(|kind| kind.name == name).copied()
}

impl DocumentType {
    /// The form named `name`; the newest where none is named.
    pub fn edition(&self, name: Option<&str>) -> Option<&'static Edition> {
        let editions: &'static [Edition] = self.editions;
        match name {
            Some(name) => editions.iter().find(|edition| edition.name == name),
            None => editions.last(),
        }
    }
}
