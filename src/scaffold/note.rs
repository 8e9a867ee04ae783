//! The text of a new note: the sections of its type, tables with the round's years and the
//! municipality's own codes.

use std::fmt::Write as _;

use crate::document::Opening;
use crate::register::lookup::Named;
use crate::scaffold::plan::{ALLOCATIONS, NewNote, OVERVIEW, Second, example};
use crate::scaffold::{case, quoted};
use crate::schema;

impl NewNote<'_> {
    /// Its text.
    pub fn toml(&self) -> String {
        let mut out = schema::NOTE.line();
        out.push_str("\n\n# Summer skrives ikke: de regnes ud. `budgetnotat check` viser, om tallene stemmer.\n\n");
        let mut key = |name: &str, value: &str| {
            let _ = writeln!(out, "{name} = {}", quoted(value));
        };
        key("id", self.id);
        key("titel", self.title);
        key("type", self.kind);
        if !self.edition.name.is_empty() {
            key("udgave", self.edition.name);
        }
        key("forvaltning", &self.administration.code.value);
        let second = self.second();
        for section in self.edition.sections {
            self.section(&mut out, section, &second);
        }
        let has = |kind| self.edition.sections.iter().any(|section| section.tables.contains(&kind));
        if has("paavirkning") {
            case::tables(self, &mut out, &second);
        } else {
            self.activities(&mut out, &second);
            self.other(&mut out, &second);
        }
        out
    }

    fn section(&self, out: &mut String, section: &Opening, second: &Second<'_>) {
        let heading = quoted(section.heading);
        let _ = writeln!(out, "\n[[afsnit]]\noverskrift = {heading}");
        if section.tables.contains(&"aktiviteter") {
            let year = self.round.year();
            let _ = writeln!(
                out,
                "# Beløb i teksten hentes fra tabellen: {{{{ oekonomi.aktivitet[{year}] | mio }}}}"
            );
        }
        let _ = write!(out, "tekst = '''\n{}\n", section.text);
        for table in section.tables.iter().flat_map(|kind| ids_of(kind, second)) {
            let _ = write!(out, "\n{{{{ tabel(\"{table}\") }}}}\n");
        }
        out.push_str("'''\n");
    }

    /// The money asked for, by activity.
    fn activities(&self, out: &mut String, second: &Second<'_>) {
        let (unit, example) = (self.round.unit.name(), example(self.round.unit));
        let _ = write!(
            out,
            "\n# Pengene, der søges om: en [[tabel.post]] for hver aktivitet. Tallene er i {unit}: {example}.\n[[tabel]]\nid = \"oekonomi\"\n\
             type = \"aktiviteter\"\ntitel = \"Oversigt over aktiviteter\"\n"
        );
        if matches!(second, Second::None) {
            out.push_str("alene = \"beløbene er ikke fordelt endnu\"\n");
        }
        out.push_str("\n[[tabel.post]]\nid = \"aktivitet\"\ntekst = \"Aktivitet\"\n");
        let area = match second {
            Second::Appropriations(_, appropriation) => {
                appropriation.area.as_ref().map(|area| area.value.as_str())
            }
            Second::Allocation(_, area) => Some(area.code()),
            Second::None => self.municipality.areas.first().map(Named::code),
        };
        if let Some(area) = area {
            let _ = writeln!(out, "styringsomraade = {}", quoted(area));
        }
        self.figures(out);
    }

    /// The same money, told another way.
    fn other(&self, out: &mut String, second: &Second<'_>) {
        match second {
            Second::Appropriations(committee, appropriation) => {
                out.push_str(
                    "\n# De samme penge efter bevilling: en [[tabel.post]] for hver. Tabellerne skal stemme år for år.\n[[tabel]]\n\
                     id = \"bevillinger\"\ntype = \"bevillinger\"\ntitel = \"Udgifter efter bevilling\"\n\n[[tabel.post]]\n",
                );
                if let Some(area) = &appropriation.area {
                    let _ = writeln!(out, "styringsomraade = {}", quoted(&area.value));
                }
                let _ = writeln!(out, "udvalg = {}", quoted(&committee.code.value));
                let number = appropriation.number.as_ref().map(|number| number.value.as_str());
                let _ = writeln!(
                    out,
                    "bevilling = {}",
                    quoted(number.or(appropriation.name.as_deref()).unwrap_or_default())
                );
                out.push_str("ui = \"U\"\n");
                self.figures(out);
            }
            Second::Allocation(committee, area) => {
                out.push_str(
                    "\n# De samme penge efter udvalg: en [[tabel.post]] for hvert. Tabellerne skal stemme år for år.\n[[tabel]]\n\
                     id = \"fordeling\"\ntype = \"fordeling\"\ntitel = \"Fordeling på udvalg\"\n\n[[tabel.post]]\n",
                );
                let _ = writeln!(out, "styringsomraade = {}", quoted(area.code()));
                let _ = writeln!(out, "udvalg = {}", quoted(&committee.code.value));
                self.figures(out);
            }
            Second::None => {}
        }
    }
}

/// Ids of the tables of a type, where the new note has any.
fn ids_of(kind: &str, second: &Second<'_>) -> &'static [&'static str] {
    match (kind, second) {
        ("aktiviteter", _) => &["oekonomi"],
        ("bevillinger", Second::Appropriations(..)) => &["bevillinger"],
        ("bevillinger", Second::Allocation(..)) => &["fordeling"],
        ("paavirkning", _) => &[OVERVIEW],
        ("fordeling", Second::Appropriations(..) | Second::Allocation(..)) => ALLOCATIONS,
        _ => &[],
    }
}
