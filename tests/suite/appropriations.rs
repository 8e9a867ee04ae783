//! Appropriations by their numbers: with points they are compared with points, without them with
//! whatever the register has.

use std::fmt::Write as _;

use budgetnotat::equation::dimensions::Names;
use budgetnotat::note::PostNo;

use crate::case::{Case, Outcome};

/// A register whose committees have the appropriations given: committee, number, control area.
fn register(appropriations: &[(&str, &str, &str)]) -> Case {
    let mut text = "navn = \"Prøvestad\"\n".to_owned();
    for (committee, administration) in [("BIU", "BIF"), ("SUD", "SOF")] {
        let _ = write!(
            text,
            "[[udvalg]]\nkode = \"{committee}\"\nnavn = \"Udvalget {committee}\"\nforvaltning = \"{administration}\"\n"
        );
        let _ = write!(
            text,
            "[[forvaltning]]\nkode = \"{administration}\"\nnavn = \"Forvaltningen {administration}\"\n"
        );
    }
    for area in ["service", "anlaeg"] {
        let _ = write!(text, "[[styringsomraade]]\nid = \"{area}\"\nnavn = \"{area}\"\n");
    }
    for (committee, number, area) in appropriations {
        let _ = write!(
            text,
            "[[bevilling]]\nudvalg = \"{committee}\"\nnummer = \"{number}\"\nstyringsomraade = \"{area}\"\n"
        );
    }
    Case::new().municipality(&text)
}

/// Two tables by appropriation, each with posts of a committee, number and control area.
fn tables(first: &[(&str, &str, &str, i64)], second: &[(&str, &str, &str, i64)]) -> String {
    let mut text = String::new();
    for (id, posts) in [("a", first), ("b", second)] {
        let _ =
            write!(text, "\n[[tabel]]\nid = \"{id}\"\ntype = \"bevillinger\"\ntitel = \"{id}\"\n");
        for (committee, number, area, amount) in posts {
            let _ = write!(
                text,
                "\n[[tabel.post]]\nstyringsomraade = \"{area}\"\nudvalg = \"{committee}\"\nbevilling = \"{number}\"\nui = \"U\"\n2020 = {amount}\n"
            );
        }
    }
    text
}

fn check(
    register: Case,
    first: &[(&str, &str, &str, i64)],
    second: &[(&str, &str, &str, i64)],
) -> Outcome {
    register.note("BI1", tables(first, second).trim_start()).check()
}

const ALIKE: &[(&str, &str, &str)] = &[("BIU", "5.1.11", "service"), ("BIU", "5.11.1", "anlaeg")];

#[test]
fn numbers_that_differ_in_their_points_are_two() {
    // The register has them both, and says nothing of it.
    check(
        register(ALIKE),
        &[("BIU", "5.1.11", "service", 10)],
        &[("BIU", "5.1.11", "service", 10)],
    )
    .clean();
    let area = &[("BIU", "5.1.11", "service"), ("BIU", "5.11.1", "service")];
    let sums = (
        &[("BIU", "5.1.11", "service", 10), ("BIU", "5.11.1", "service", 20)],
        &[("BIU", "5.1.11", "service", 20), ("BIU", "5.11.1", "service", 10)],
    );
    let swapped = check(register(area), sums.0, sums.1).fails("samme-midler");
    let all = swapped.all();
    assert!(all.contains("5.1.11") && all.contains("5.11.1"), "{all}");
    check(register(ALIKE), &[("BIU", "51.11", "service", 1)], &[("BIU", "51.11", "service", 1)])
        .fails("ukendt-bevilling");
}

#[test]
fn a_number_without_points_is_the_registers_with_them() {
    let one = &[("BIU", "0.25.10", "service"), ("SUD", "02.510", "anlaeg")];
    check(register(one), &[("BIU", "02510", "service", 10)], &[("BIU", "0.25.10", "service", 10)])
        .clean();
    // A register without points takes either.
    check(
        register(&[("BIU", "3510", "service")]),
        &[("BIU", "35.10", "service", 10)],
        &[("BIU", "3510", "service", 10)],
    )
    .clean();
    // Zeros count.
    check(register(one), &[("BIU", "2510", "service", 10)], &[("BIU", "0.25.10", "service", 10)])
        .fails("ukendt-bevilling");
    let project = register(one)
        .note("BI1", tables(&[("BIU", "02510", "service", 10)], &[]).trim_start())
        .read();
    let names = Names::new(&project.municipality, project.round(&project.notes[0]).unwrap());
    assert_eq!(
        names.posts(&project.notes[0].tables[0])[PostNo(0)].appropriation.as_deref(),
        Some("0.25.10")
    );
}

#[test]
fn a_number_that_can_be_two_is_reported_with_both() {
    let unclear = check(
        register(ALIKE),
        &[("BIU", "5111", "service", 10)],
        &[("BIU", "5.1.11", "service", 10)],
    );
    // Its control area tells which one: the sums go on with that.
    let unclear =
        unclear.only(&["bevilling-tvetydig"]).fails("bevilling-tvetydig").points_at("\"5111\"");
    assert_eq!(unclear.findings()[0].replacement.as_deref(), Some("\"5.1.11\""));
    let all = unclear.all();
    assert!(
        all.contains("bevilling 5111 kan være 5.1.11 eller 5.11.1")
            && all.contains("skriv 5.1.11, der hører til service"),
        "{all}"
    );
    let three =
        &[("BIU", "5.1.11", "service"), ("BIU", "5.11.1", "service"), ("BIU", "51.11", "service")];
    let all = check(register(three), &[("BIU", "5111", "service", 10)], &[])
        .fails("bevilling-tvetydig")
        .all();
    assert!(
        all.contains("kan være 5.1.11, 5.11.1 eller 51.11")
            && all.contains("skriv nummeret med punktummer"),
        "{all}"
    );
    // Another committee's is none of this one's, and the register may have the number without
    // points too.
    let other = &[("BIU", "5.1.11", "service"), ("SUD", "5.11.1", "service")];
    check(register(other), &[("BIU", "5111", "service", 10)], &[("BIU", "5.1.11", "service", 10)])
        .clean();
}

#[test]
fn a_register_that_could_not_be_written_is_reported() {
    let post = &[("BIU", "35.10", "service", 10)][..];
    let collides = &[("BIU", "35.10", "service"), ("BIU", "3510", "service")];
    check(register(collides), post, post).fails("register");
    check(register(&[("BIU", "35.10", "service"), ("SUD", "3510", "service")]), post, post).clean();
}

#[test]
fn a_partial_total_finds_its_posts_by_number_or_name() {
    let named = "[[bevilling]]\nudvalg = \"BIU\"\nnummer = \"5.1.11\"\nnavn = \"Kultur\"\nstyringsomraade = \"service\"\n";
    for written in ["5.1.11", "5111", "Kultur", "5.1.11 Kultur"] {
        let total = format!(
            "[[tabel.total]]\ntekst = \"Heraf\"\nhvor = {{ bevilling = \"{written}\" }}\n2020 = 10\n\n[[tabel.post]]"
        );
        let note = tables(&[("BIU", "5.1.11", "service", 10), ("BIU", "6.1", "service", 5)], &[]);
        let note = note
            .replacen("[[tabel.post]]", &total, 1)
            .replace("titel = \"a\"", "titel = \"a\"\nalene = \"x\"");
        let note = &note[..note.find("[[tabel]]\nid = \"b\"").unwrap()];
        let text = String::from_utf8(register_bytes(&[("BIU", "6.1", "service")])).unwrap() + named;
        Case::new().municipality(&text).note("BI1", note.trim()).check().clean();
        Case::new()
            .municipality(&text)
            .note("BI1", note.trim().replacen("2020 = 10", "2020 = 11", 1).as_str())
            .check()
            .fails("kolonnesum");
    }
}

fn register_bytes(appropriations: &[(&str, &str, &str)]) -> Vec<u8> {
    let project = register(appropriations).read();
    project.sources.get(project.municipality.file).unwrap().text.as_bytes().to_vec()
}

#[test]
fn number_and_name_may_be_parted_and_other_words_are_told() {
    let named = String::from_utf8(register_bytes(&[("BIU", "6.1", "service")])).unwrap()
        + "[[bevilling]]\nudvalg = \"BIU\"\nnummer = \"3000\"\nnavn = \"Udsatte børn\"\n\
           styringsomraade = \"service\"\n\n\
           [[bevilling]]\nudvalg = \"BIU\"\nnummer = \"3300\"\nnavn = \"Udsatte voksne\"\n\
           styringsomraade = \"service\"\n";
    let check = |written: &str| {
        let note = tables(&[("BIU", written, "service", 10)], &[("BIU", "3000", "service", 10)]);
        Case::new().municipality(&named).note("BI1", &note).check()
    };
    for written in
        ["3000 Udsatte børn", "3000 - Udsatte børn", "3000 – Udsatte børn", "3000, Udsatte børn"]
    {
        check(written).clean();
    }
    for (written, help) in [
        ("Bevilling 3000", "skriv \"3000\", der er Udsatte børn"),
        ("bev. 3000", "skriv \"3000\", der er Udsatte børn"),
        ("3000 - Udsatte", "skriv \"3000\", der er Udsatte børn"),
        ("3000, Noget andet", "skriv \"3000\", der er Udsatte børn"),
        ("3000 - Udsatte voksne", "skriv \"3000\" eller \"3300\""),
        ("Udsatte b", "mente du 3000 (Udsatte børn)?"),
    ] {
        let all = check(written).fails("ukendt-bevilling").all();
        assert!(all.contains(help), "{written}: {all}");
    }
    let all = check("Udsatte").fails("ukendt-bevilling").all();
    assert!(!all.contains("mente du"), "{all}");
}
