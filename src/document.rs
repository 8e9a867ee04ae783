//! Document types and their forms: which template, what the form places by itself, how it prints what is not there.

use std::collections::BTreeSet;

/// Every document type that comes with the program.
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

/// A project's own document type: it is whatever its template makes of it. It has no forms but those that the template knows,
/// and places no tables by itself.
static OWN: DocumentType =
    DocumentType { name: "", editions: &[Edition { name: "", places: &[], blank: "blank", names_administration: false }] };

/// The type named `name`: one of the program's, or one that the project has a template of its own for, `templates/<name>.typ`.
pub fn document_type(name: &str, templates: &BTreeSet<String>) -> Option<&'static DocumentType> {
    let known = DOCUMENT_TYPES.iter().find(|kind| kind.name == name).copied();
    known.or_else(|| own_types(templates).any(|own| own == name).then_some(&OWN))
}

/// Names of the project's own document types.
pub fn own_types(templates: &BTreeSet<String>) -> impl Iterator<Item = &str> {
    let names = templates.iter().filter_map(|file| file.strip_suffix(".typ").filter(|name| !name.contains('/')));
    names.filter(|name| *name != "main" && DOCUMENT_TYPES.iter().all(|kind| kind.name != *name))
}

impl DocumentType {
    /// The form named `name`; the newest where none is named. A project's own type takes any name for one.
    pub fn edition(&self, name: Option<&str>) -> Option<&'static Edition> {
        let editions: &'static [Edition] = self.editions;
        match name.filter(|_| !self.name.is_empty()) {
            Some(name) => editions.iter().find(|edition| edition.name == name),
            None => editions.last(),
        }
    }
}
