//! The text of a new note: the sections of its type, tables with the round's years and the
//! municipality's own codes.

use std::fmt::Write as _;

use crate::document::Opening;
use crate::register::lookup::Named;
use crate::scaffold::lines::raekker;
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
            "\n# Pengene, der søges om: en linje for hver aktivitet. Tallene er i {unit}: {example}.\n[[tabel]]\nid = \"oekonomi\"\n\
             type = \"aktiviteter\"\ntitel = \"Oversigt over aktiviteter\"\n"
        );
        if matches!(second, Second::None) {
            out.push_str("alene = \"beløbene er ikke fordelt endnu\"\n");
        }
        let area = match second {
            Second::Appropriations(_, appropriation) => {
                appropriation.area.as_ref().map(|area| area.value.as_str())
            }
            Second::Allocation(_, area) => Some(area.code()),
            Second::None => self.municipality.areas.first().map(Named::code),
        };
        let mut words = vec![("id", "aktivitet"), ("tekst", "Aktivitet")];
        words.extend(area.map(|area| ("styringsomraade", area)));
        out.push_str(&raekker(&words, self.round));
    }

    /// The same money, told another way.
    fn other(&self, out: &mut String, second: &Second<'_>) {
        match second {
            Second::Appropriations(committee, appropriation) => {
                out.push_str(
                    "\n# De samme penge efter bevilling: en linje for hver. Tabellerne skal stemme år for år.\n[[tabel]]\n\
                     id = \"bevillinger\"\ntype = \"bevillinger\"\ntitel = \"Udgifter efter bevilling\"\n",
                );
                let area = appropriation.area.as_ref().map(|area| area.value.as_str());
                let number = appropriation.number.as_ref().map(|number| number.value.as_str());
                let name = number.or(appropriation.name.as_deref()).unwrap_or_default();
                let mut words: Vec<(&str, &str)> = Vec::new();
                words.extend(area.map(|area| ("styringsomraade", area)));
                words.push(("udvalg", &committee.code.value));
                words.extend([("bevilling", name), ("ui", "U")]);
                out.push_str(&raekker(&words, self.round));
            }
            Second::Allocation(committee, area) => {
                out.push_str(
                    "\n# De samme penge efter udvalg: en linje for hvert. Tabellerne skal stemme år for år.\n[[tabel]]\n\
                     id = \"fordeling\"\ntype = \"fordeling\"\ntitel = \"Fordeling på udvalg\"\n",
                );
                let words = [("styringsomraade", area.code()), ("udvalg", &*committee.code.value)];
                out.push_str(&raekker(&words, self.round));
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
