//! What is said of a note as a whole: its sections, its administration, and what its tables say of
//! each other.

use crate::case::{Case, Outcome};

const HEAD: &str = "id = \"BI1\"\ntitel = \"T\"\ntype = \"budgetnotat\"\n";

fn section(heading: &str) -> String {
    format!("\n[[afsnit]]\noverskrift = \"{heading}\"\ntekst = '''\nTekst.\n'''\n")
}

fn check(sections: &[&str]) -> Outcome {
    let sections: String = sections.iter().map(|heading| section(heading)).collect();
    Case::new().note("BI1", &format!("{HEAD}forvaltning = \"BIF\"\n{sections}")).check()
}

#[test]
fn a_note_has_the_sections_of_its_form() {
    check(&["Baggrund", "Indhold", "Økonomi"]).clean();
    check(&["Indhold", "Økonomi"])
        .warns("afsnit-mangler")
        .holds("notatet har intet afsnit Baggrund")
        .holds("overskrift = \"Baggrund\"");
    // Where there is a table, there is money to speak of.
    check(&["Baggrund", "Indhold"]).clean();
    let table = "\n[[tabel]]\nid = \"t\"\ntype = \"tal\"\ntitel = \"T\"\nkolonner = [{ id = \"a\" }]\n[[tabel.post]]\ntekst = \"X\"\na = 1\n";
    let sections =
        section("Baggrund") + &section("Indhold").replace("Tekst.", "{{ tabel(\"t\") }}");
    Case::new()
        .note("BI1", &format!("{HEAD}forvaltning = \"BIF\"\n{sections}{table}"))
        .check()
        .warns("afsnit-mangler")
        .holds("notatet har intet afsnit Økonomi");
    let path = "notes/budget-2020/BI1.toml";
    let bare = format!("{HEAD}forvaltning = \"BIF\"\n");
    Case::new().bytes(path, bare.as_str()).check().warns("afsnit-mangler").holds("ingen afsnit");
    // Sections of its own, and one that is called a little more.
    check(&["Om sagen", "Det nye"]).clean();
    check(&["Baggrund og formål", "Indhold", "Økonomi"]).clean();
}

#[test]
fn a_heading_or_a_title_is_there_once() {
    check(&["Baggrund", "Økonomi", "økonomi "])
        .only(&["samme-overskrift"])
        .warns("samme-overskrift")
        .holds("anden gang");
    let table = |id: &str, more: &str| {
        format!(
            "[[tabel]]\nid = \"{id}\"\ntype = \"tal\"\ntitel = \"Pladser\"\n{more}kolonner = [{{ id = \"a\" }}]\n[[tabel.post]]\ntekst = \"X\"\na = 1\n\n"
        )
    };
    let note = |more| table("a", "") + &table("b", more);
    Case::new().note("BI1", &note("")).check().warns("samme-overskrift").points_at("\"Pladser\"");
    Case::new().note("BI1", &note("nummereret = false\n")).check().silent("samme-overskrift");
}

/// The money of two administrations, where `kommune.toml` says how their ids begin.
fn administration(id: &str, written: &str, prefixes: bool, committee: &str) -> Outcome {
    let says = |prefix: &str| {
        if prefixes { format!("praefikser = [\"{prefix}\"]\n") } else { String::new() }
    };
    let municipality = format!(
        "navn = \"Prøve\"\n
[[udvalg]]\nkode = \"AU\"\nnavn = \"A\"\nforvaltning = \"AF\"\n
[[udvalg]]\nkode = \"BU\"\nnavn = \"B\"\nforvaltning = \"BF\"\n
[[forvaltning]]\nkode = \"AF\"\nnavn = \"A-forvaltningen\"\n{}
[[forvaltning]]\nkode = \"BF\"\nnavn = \"B-forvaltningen\"\n{}
[[styringsomraade]]\nid = \"service\"\nnavn = \"Service\"\n",
        says("A"),
        says("B")
    );
    let note = format!(
        "id = \"{id}\"\ntitel = \"T\"\ntype = \"budgetnotat\"\nforvaltning = \"{written}\"\n
[[tabel]]\nid = \"t\"\ntype = \"fordeling\"\ntitel = \"T\"\nalene = \"prøve\"\nstyringsomraade = \"service\"\n
[[tabel.post]]\nudvalg = \"{committee}\"\n2020 = 10\n"
    );
    Case::new().municipality(&municipality).note(id, &note).check()
}

#[test]
fn an_administration_fits_the_id_and_the_money_where_the_municipality_says_how_ids_begin() {
    administration("A1", "AF", true, "AU").silent("forkert-forvaltning");
    administration("A1", "BF", true, "AU")
        .only(&["forkert-forvaltning"])
        .warns("forkert-forvaltning")
        .holds("A1 er et id fra AF (A-forvaltningen), men notatets forvaltning er BF")
        .holds("skriv forvaltning = \"AF\"");
    administration("A1", "AF", true, "BU")
        .warns("forkert-forvaltning")
        .holds("notatets forvaltning er AF under AU, men posternes udvalg er BU");
    // An id of nobody's, and a municipality that says nothing of ids.
    administration("X1", "BF", true, "BU").silent("forkert-forvaltning");
    administration("A1", "BF", false, "AU").silent("forkert-forvaltning");
    administration("A1", "AF", false, "BU").silent("forkert-forvaltning");
}

#[test]
fn what_only_one_of_two_tables_says_is_remarked_on() {
    let note = |more: &str, years: &str, last: &str| {
        format!(
            "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nstyringsomraade = \"service\"\n
[[tabel.post]]\ntekst = \"Løn\"\n{more}2020 = 10\n2021 = 10\n
[[tabel]]\nid = \"b\"\ntype = \"fordeling\"\ntitel = \"B\"\nstyringsomraade = \"service\"\n{years}
[[tabel.post]]\nudvalg = \"BIU\"\n2020 = 10\n2021 = 10\n{last}"
        )
    };
    let check = |more: &str, years: &str, last: &str| {
        Case::new().note("BI1", &note(more, years, last)).check()
    };
    check("", "", "").clean();
    check("varig = true\n", "", "")
        .only(&["kun-i-den-ene"])
        .remarks("kun-i-den-ene")
        .holds("`Løn` er varig i `a`");
    check("varig = true\n", "", "varig = true\n").clean();
    let years = "aar = [2020, 2021, 2022, 2023, 2024]\n";
    check("", years, "2024 = 10\n")
        .only(&["kun-i-den-ene"])
        .remarks("kun-i-den-ene")
        .points_at("10")
        .holds("`b` har beløb i 2024, men `a` har ikke 2024 med");
    check("", years, "2024 = 0\n").clean();
}

#[test]
fn a_note_whose_amounts_all_are_0_is_remarked_on() {
    let table = |amount: i64| {
        format!(
            "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\n\n[[tabel.post]]\ntekst = \"X\"\n2020 = 0\n2021 = {amount}\n"
        )
    };
    Case::new().note("BI1", &table(0)).check().remarks("kun-nul").points_at("0");
    Case::new().note("BI1", &table(1)).check().silent("kun-nul");
}
