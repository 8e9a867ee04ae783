//! The text of a new note: the sections of its type, tables with the round's years and the municipality's own codes.

use std::fmt::Write as _;

use crate::amount::Unit;
use crate::document::{Edition, Opening};
use crate::register::lookup::Named;
use crate::register::{Administration, Appropriation, Committee, ControlArea, Municipality, Round};
use crate::schema;
use crate::start::quoted;

/// A note to be made. Its figures are 0 and its codes the municipality's first that hold in the round's year, so that it checks from
/// the beginning; comments say what belongs where.
#[derive(Debug)]
pub struct NewNote<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Name of its document type.
    pub kind: &'a str,
    /// The type's newest form.
    pub edition: &'a Edition,
    /// The administration that writes it.
    pub administration: &'a Administration,
    /// Where its codes are from.
    pub municipality: &'a Municipality,
    /// Where its years and unit are from.
    pub round: &'a Round,
}

/// Where the money of a new note is told a second time, as far as the municipality's file goes.
enum Second<'a> {
    /// By appropriation.
    Appropriations(&'a Committee, &'a Appropriation),
    /// By committee.
    Allocation(&'a Committee, &'a ControlArea),
    /// Nowhere.
    None,
}

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
        self.activities(&mut out, &second);
        self.other(&mut out, &second);
        out
    }

    fn section(&self, out: &mut String, section: &Opening, second: &Second<'_>) {
        let heading = quoted(section.heading);
        let _ = writeln!(out, "\n[[afsnit]]\noverskrift = {heading}");
        if section.tables.contains(&"aktiviteter") {
            let year = self.round.year();
            let _ = writeln!(out, "# Beløb i teksten hentes fra tabellen: {{{{ oekonomi.aktivitet[{year}] | mio }}}}");
        }
        let _ = write!(out, "tekst = '''\n{}\n", section.text);
        for table in section.tables.iter().filter_map(|kind| id_of(kind, second)) {
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
            Second::Appropriations(_, appropriation) => appropriation.area.as_ref().map(|area| area.value.as_str()),
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
                let _ = writeln!(out, "bevilling = {}", quoted(number.or(appropriation.name.as_deref()).unwrap_or_default()));
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

    fn figures(&self, out: &mut String) {
        for period in &self.round.years {
            let key = period.value.to_string();
            let key = if key.contains('/') { quoted(&key) } else { key };
            let value = if key.contains('-') { "{ sum = 0 }" } else { "0" };
            let _ = writeln!(out, "{key} = {value}");
        }
    }

    /// How the money can be told a second time: by an appropriation of the administration's own committee, of any committee, or by
    /// committee alone.
    fn second(&self) -> Second<'_> {
        let (m, year) = (self.municipality, self.round.year());
        let own = m.committee_of(&self.administration.code.value, year);
        let committees = || own.into_iter().chain(m.committees.iter().filter(|committee| committee.years.hold(year)));
        let of = |committee: &Committee| {
            let holds = |a: &&Appropriation| a.years.hold(year) && a.committee.value == committee.code.value;
            m.appropriations.iter().filter(holds).find(|a| a.number.is_some() || a.name.is_some())
        };
        if let Some((committee, appropriation)) = committees().find_map(|committee| Some((committee, of(committee)?))) {
            return Second::Appropriations(committee, appropriation);
        }
        match (committees().next(), m.areas.first()) {
            (Some(committee), Some(area)) => Second::Allocation(committee, area),
            _ => Second::None,
        }
    }
}

/// Id of the table of a type, where the new note has one.
fn id_of(kind: &str, second: &Second<'_>) -> Option<&'static str> {
    match (kind, second) {
        ("aktiviteter", _) => Some("oekonomi"),
        ("bevillinger", Second::Appropriations(..)) => Some("bevillinger"),
        ("bevillinger", Second::Allocation(..)) => Some("fordeling"),
        _ => None,
    }
}

/// How figures are written in a unit.
fn example(unit: Unit) -> &'static str {
    match unit {
        Unit::Kr => "1_500_000 er 1,5 mio. kr.",
        Unit::ThousandKr => "1_500 er 1,5 mio. kr.",
        Unit::MillionKr => "1.5 er 1,5 mio. kr.",
        Unit::BillionKr => "0.5 er 500 mio. kr.",
    }
    .trim_end_matches('.')
}
