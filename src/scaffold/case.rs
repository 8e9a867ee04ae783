//! The tables of a new business case: permanent changes, investments, both in one overview, and who
//! bears them.

use std::fmt::Write as _;

use crate::register::{Committee, Named};
use crate::scaffold::lines::raekker;
use crate::scaffold::plan::{ALLOCATIONS, NewNote, OVERVIEW, Second, example};

/// Why the money of a case without committees is reported once.
const ALONE: &str = "alene = \"beløbene er ikke fordelt endnu\"\n";

/// The tables, to stand after the sections.
pub(super) fn tables(note: &NewNote<'_>, out: &mut String, second: &Second<'_>) {
    let (unit, example) = (note.round.unit.name(), example(note.round.unit));
    let (committee, area) = bearer(note, second);
    let alone = if committee.is_none() { ALONE } else { "" };
    let _ = write!(
        out,
        "\n# Overblikket: de to tabeller lagt sammen, og hvor længe investeringerne er om at tjene sig ind.\n[[tabel]]\n\
         id = \"{OVERVIEW}\"\ntype = \"paavirkning\"\nsum_af = [\"varige\", \"implementering\"]\n\n\
         # Varige ændringer: besparelser med minus, og sidste år fortsætter. Tallene er i {unit}: {example}.\n\
         [[tabel]]\nid = \"varige\"\ntype = \"varige\"\n{alone}"
    );
    post(note, out, "besparelse", "Besparelse", area.as_deref());
    let _ = write!(
        out,
        "\n# Det, forslaget koster at gennemføre.\n[[tabel]]\nid = \"implementering\"\ntype = \"investering\"\n{alone}"
    );
    post(note, out, "omkostning", "Omkostning", area.as_deref());
    let Some(committee) = committee else { return };
    for (id, money, words) in [
        (ALLOCATIONS[0], "varige", "varige ændringer"),
        (ALLOCATIONS[1], "investering", "investeringer"),
    ] {
        let _ = write!(
            out,
            "\n# De samme penge efter udvalg: en linje for hvert. Nøglerne regnes ud.\n[[tabel]]\nid = \"{id}\"\n\
             type = \"fordeling\"\ntitel = \"Fordeling af {words} på udvalg\"\nmidler = \"{money}\"\n{}noegler = true\n",
            if money == "varige" { "varig = true\n" } else { "" }
        );
        let mut words = vec![("udvalg", committee.code())];
        words.extend(area.as_deref().map(|area| ("styringsomraade", area)));
        out.push_str(&raekker(&words, note.round));
    }
}

fn post(note: &NewNote<'_>, out: &mut String, id: &str, text: &str, area: Option<&str>) {
    let mut words = vec![("id", id), ("tekst", text)];
    words.extend(area.map(|area| ("styringsomraade", area)));
    out.push_str(&raekker(&words, note.round));
}

/// Whose money a new case is of: a committee, and a control area.
fn bearer<'a>(note: &NewNote<'a>, second: &Second<'a>) -> (Option<&'a Committee>, Option<String>) {
    match second {
        Second::Appropriations(committee, appropriation) => {
            (Some(committee), appropriation.area.as_ref().map(|area| area.value.clone()))
        }
        Second::Allocation(committee, area) => (Some(committee), Some(area.code().to_owned())),
        Second::None => (None, note.municipality.areas.first().map(|area| area.code().to_owned())),
    }
}
