//! Document types and their forms: which template, what the form places itself, and how it prints
//! what is missing.

use std::collections::BTreeSet;

use crate::table_type::TableKind;

/// Every document type that comes with the program.
pub static DOCUMENT_TYPES: &[&DocumentType] = &[&BUDGET_NOTE, &BUSINESS_CASE];

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
    pub places: &'static [TableKind],
    /// How a missing figure is printed unless the table says.
    pub blank: &'static str,
    /// True where the administration stands in brackets after an activity's text.
    pub names_administration: bool,
    /// True where sections have numbers, but annexes.
    pub numbers_sections: bool,
    /// True where the control area of a whole table has no column of its own.
    pub hides_scope: bool,
    /// Those of its sections that every note of the form has.
    pub required: &'static [&'static str],
    /// The sections that a new note begins with.
    pub sections: &'static [Opening],
}

/// A section that a new note begins with.
#[derive(Debug)]
pub struct Opening {
    /// Its heading.
    pub heading: &'static str,
    /// What is to be written in it (Danish): its text until it is.
    pub text: &'static str,
    /// Types of the tables that belong in it.
    pub tables: &'static [&'static str],
}

/// Budget notes as printed in 2015 and 2019.
static BUDGET_NOTE: DocumentType = DocumentType {
    name: "budgetnotat",
    editions: &[
        Edition {
            name: "2015",
            places: &[],
            blank: "0",
            names_administration: true,
            numbers_sections: false,
            hides_scope: false,
            required: &["Baggrund", "Økonomi"],
            sections: SECTIONS_2015,
        },
        Edition {
            name: "2019",
            places: &[TableKind::Past],
            blank: "blank",
            names_administration: false,
            numbers_sections: false,
            hides_scope: false,
            required: &["Baggrund", "Økonomi"],
            sections: SECTIONS_2019,
        },
    ],
};

/// Business cases as printed in 2016.
static BUSINESS_CASE: DocumentType = DocumentType {
    name: "business-case",
    editions: &[Edition {
        name: "2016",
        places: &[],
        blank: "0",
        names_administration: true,
        numbers_sections: true,
        hides_scope: true,
        required: &["Baggrund og formål", "Økonomi"],
        sections: SECTIONS_CASE,
    }],
};

const BACKGROUND: Opening = Opening {
    heading: "Baggrund",
    text: "Skriv her, hvorfor der søges penge: hvad problemet er, hvem det handler om, og hvad der er gjort før.",
    tables: &[],
};

const CONTENT: Opening = Opening {
    heading: "Indhold",
    text: "Skriv her, hvad pengene skal bruges til, aktivitet for aktivitet.",
    tables: &[],
};

/// Source: budget note BI25, Københavns Kommune, 2015.
static SECTIONS_2015: &[Opening] = &[
    BACKGROUND,
    CONTENT,
    Opening {
        heading: "Overordnede målsætninger og effekter",
        text: "Skriv her, hvad der skal komme ud af det, og hvordan det måles.",
        tables: &[],
    },
    Opening {
        heading: "Økonomi",
        text: "Skriv her, hvad beløbene dækker.",
        tables: &["aktiviteter", "bevillinger"],
    },
    Opening {
        heading: "Flere forvaltninger/udvalg",
        text: "Skriv her, hvem der ellers er med, og hvad de skal gøre.",
        tables: &[],
    },
];

/// Source: budget note BI8, Københavns Kommune, 2019.
static SECTIONS_2019: &[Opening] = &[
    BACKGROUND,
    CONTENT,
    Opening {
        heading: "Forventet adfærdsmæssig effekt og opfølgning",
        text: "Skriv her, hvad der ventes at ske, hvordan det kan ses, og hvornår der følges op.",
        tables: &[],
    },
    Opening {
        heading: "Økonomi",
        text: "Skriv her, hvad beløbene dækker.",
        tables: &["aktiviteter"],
    },
    Opening {
        heading: "Risikovurdering og proces",
        text: "Skriv her, hvad der kan gå galt, hvad det i så fald betyder, og hvad der skal ske hvornår.",
        tables: &[],
    },
    Opening {
        heading: "Bevillingstekniske oplysninger",
        text: "Skriv her, hvis der er noget at vide om bevillingerne; slet ellers linjen.",
        tables: &["bevillinger"],
    },
];

/// Source: business cases of *Smarte investeringer i kernevelfærden*, Københavns Kommune, 2016.
static SECTIONS_CASE: &[Opening] = &[
    Opening {
        heading: "Forslagets samlede økonomiske konsekvenser",
        text: "Skriv her, hvad der er værd at vide om beløbene og tilbagebetalingstiden.",
        tables: &["paavirkning"],
    },
    Opening {
        heading: "Baggrund og formål",
        text: "Skriv her, hvad problemet er, og hvorfor det skal løses nu.",
        tables: &[],
    },
    Opening {
        heading: "Forslagets indhold",
        text: "Skriv her, hvad der skal gøres, trin for trin.",
        tables: &[],
    },
    Opening {
        heading: "Økonomi",
        text: "Skriv her, hvordan besparelser og omkostninger er regnet ud, og hvad de bygger på.",
        tables: &[],
    },
    Opening {
        heading: "Fordeling på udvalg",
        text: "Skriv her, hvilke udvalg der sparer, og hvilke der betaler.",
        tables: &["fordeling"],
    },
    Opening {
        heading: "Implementering af forslaget",
        text: "Skriv her, hvad der skal ske hvornår.",
        tables: &[],
    },
    Opening {
        heading: "Inddragelse af samarbejdspartnere",
        text: "Skriv her, hvem der er med, og hvordan.",
        tables: &[],
    },
    Opening {
        heading: "Forslagets bredere effekt for borgerne",
        text: "Skriv her, hvad borgerne mærker.",
        tables: &[],
    },
    Opening {
        heading: "Opfølgning",
        text: "Skriv her, hvordan det måles, hvem der følger op, og hvornår.",
        tables: &[],
    },
    Opening {
        heading: "Risikovurdering",
        text: "Skriv her, hvad der kan gå galt, og hvad der så gøres.",
        tables: &[],
    },
];

/// What a note of a project's own type begins with: its template knows the form, the program does
/// not.
static SECTIONS_OWN: &[Opening] = &[Opening {
    heading: "Indhold",
    text: "Skriv her, hvad der søges penge til, og hvorfor.",
    tables: &["aktiviteter", "bevillinger"],
}];

/// A project's own document type: it is whatever its template makes of it. It has no forms but
/// those that the template knows, and places no tables by itself.
static OWN: DocumentType = DocumentType {
    name: "",
    editions: &[Edition {
        name: "",
        places: &[],
        blank: "blank",
        names_administration: false,
        numbers_sections: false,
        hides_scope: false,
        required: &[],
        sections: SECTIONS_OWN,
    }],
};

/// The type named `name`: one of the program's, or one that the project has a template of its own
/// for, `templates/<name>.typ`.
pub fn document_type(name: &str, templates: &BTreeSet<String>) -> Option<&'static DocumentType> {
    let known = DOCUMENT_TYPES.iter().find(|kind| kind.name == name).copied();
    known.or_else(|| own_types(templates).any(|own| own == name).then_some(&OWN))
}

/// How each text begins that a new note begins a section with.
pub const OPENING: &str = "Skriv her, ";

/// Every section that a new note of some type begins with.
pub fn openings() -> impl Iterator<Item = &'static Opening> {
    DOCUMENT_TYPES
        .iter()
        .copied()
        .chain([&OWN])
        .flat_map(|kind| kind.editions)
        .flat_map(|edition| edition.sections)
}

/// Templates that are no document type: the one that all begin with, and a pack's.
const NO_TYPES: &[&str] = &["main", "pakke"];

/// Names of the project's own document types.
pub fn own_types(templates: &BTreeSet<String>) -> impl Iterator<Item = &str> {
    let names = templates
        .iter()
        .filter_map(|file| file.strip_suffix(".typ").filter(|name| !name.contains('/')));
    names.filter(|name| {
        !NO_TYPES.contains(name) && DOCUMENT_TYPES.iter().all(|kind| kind.name != *name)
    })
}

impl DocumentType {
    /// The form named `name`; the newest where none is named. A project's own type takes any name
    /// for one.
    pub fn edition(&self, name: Option<&str>) -> Option<&'static Edition> {
        let editions: &'static [Edition] = self.editions;
        match name.filter(|_| !self.name.is_empty()) {
            Some(name) => editions.iter().find(|edition| edition.name == name),
            None => editions.last(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_that_a_section_begins_with_begins_alike() {
        assert!(openings().count() > 10);
        assert!(openings().all(|opening| opening.text.starts_with(OPENING)));
    }
}
