//! A post's text that names one committee beside the code of another, and texts that are near to
//! that and are none.

use crate::case::{Case, Outcome};

/// A table of that type with one post that has these lines.
fn post(kind: &str, lines: &str) -> Outcome {
    let toml = format!(
        "[[tabel]]\nid = \"a\"\ntype = \"{kind}\"\ntitel = \"A\"\nalene = \"Kun her.\"\n\n[[tabel.post]]\n{lines}\n2020 = 600\n"
    );
    Case::new().note("BI1", &toml).check()
}

const RULE: &str = "tekst-mod-kode";

#[test]
fn a_text_that_is_another_committees_name_is_reported_at_the_text() {
    let outcome = post("fordeling", "tekst = \"Socialudvalget\"\nudvalg = \"BUU\"").only(&[RULE]);
    let outcome = outcome
        .fails(RULE)
        .at(8, 9)
        .points_at("\"Socialudvalget\"")
        .holds("teksten `Socialudvalget` er SUD, men posten har udvalg BUU (Børne- og Ungdomsudvalget)")
        .holds("er det Socialudvalget, så skriv udvalg = \"SUD\"");
    assert_eq!(outcome.project.sources.slice(outcome.picked().labels[0].span), "\"BUU\"");
    // The help works when it is typed.
    post("fordeling", "tekst = \"Socialudvalget\"\nudvalg = \"SUD\"").only(&[]);
}

#[test]
fn codes_and_other_names_are_names_too() {
    for text in ["SUD", "SOC", "socialudvalget", "  Socialudvalget "] {
        let lines = format!("tekst = \"{text}\"\nudvalg = \"BUU\"");
        post("fordeling", &lines).only(&[RULE]).fails(RULE).holds("SUD (Socialudvalget)");
        let lines = format!("tekst = \"{text}\"\nudvalg = \"SUD\"");
        post("fordeling", &lines).only(&[]);
    }
}

#[test]
fn a_text_that_has_a_name_in_it_is_about_something_else() {
    for text in ["Socialudvalgets pulje", "Til Socialudvalget", "Social", "Service", "I alt"] {
        let lines = format!("tekst = \"{text}\"\nudvalg = \"BUU\"\nstyringsomraade = \"service\"");
        post("fordeling", &lines).silent(RULE);
    }
}

#[test]
fn an_old_name_is_the_committee_that_took_over() {
    let round = "titel = \"Budget 2027\"\ndato = 2026-09-25\naar = [2027, 2028]\nprisniveau = 2027\nenhed = \"1.000 kr.\"\n";
    let check = |lines: &str| {
        let toml = format!(
            "[[tabel]]\nid = \"a\"\ntype = \"fordeling\"\ntitel = \"A\"\nalene = \"Kun her.\"\n\n[[tabel.post]]\n{lines}\n2027 = 600\n"
        );
        Case::new().round("budget-2027", round).note("BI1", &toml).check()
    };
    check("tekst = \"Teknik- og Miljøudvalget\"\nudvalg = \"KTU\"").silent(RULE);
    check("tekst = \"TMU\"\nudvalg = \"KTU\"").silent(RULE);
    check("tekst = \"Klima-, Miljø- og Teknikudvalget\"\nudvalg = \"TMU\"").silent(RULE);
    check("tekst = \"Teknik- og Miljøudvalget\"\nudvalg = \"BUU\"")
        .fails(RULE)
        .holds("er KTU (Klima-, Miljø- og Teknikudvalget)");
}

#[test]
fn a_code_that_is_not_known_is_told_of_alone() {
    post("fordeling", "tekst = \"Socialudvalget\"\nudvalg = \"XYZ\"").only(&["ukendt-udvalg"]);
}

#[test]
fn a_table_may_say_the_code_for_all_its_posts() {
    let toml = "[[tabel]]\nid = \"a\"\ntype = \"fordeling\"\ntitel = \"A\"\nudvalg = \"BUU\"\nalene = \"Kun her.\"\n\n[[tabel.post]]\ntekst = \"Socialudvalget\"\n2020 = 600\n";
    Case::new().note("BI1", toml).check().only(&[RULE]).fails(RULE).points_at("\"Socialudvalget\"");
}

#[test]
fn administrations_and_control_areas_are_held_against_their_own_kind() {
    let with = |rest: &str| post("aktiviteter", rest);
    with("tekst = \"Socialforvaltningen\"\nforvaltning = \"BIF\"")
        .only(&[RULE])
        .fails(RULE)
        .holds("skriv forvaltning = \"SOF\"");
    with("tekst = \"Socialforvaltningen\"\nforvaltning = [\"BIF\", \"SOF\"]").only(&[]);
    with("tekst = \"Socialforvaltningen\"\nudvalg = \"SUD\"").only(&[]);
    with("tekst = \"Anlæg\"\nstyringsomraade = \"service\"").only(&[RULE]).fails(RULE);
    with("tekst = \"Service\"\nstyringsomraade = \"service\"").only(&[]);
    // A part of a control area may be told as the whole.
    with("tekst = \"Overførsler\"\nstyringsomraade = \"eo\"").silent(RULE);
}

#[test]
fn an_appropriation_is_held_against_those_of_its_committee() {
    let with = |text: &str| {
        post(
            "bevillinger",
            &format!(
                "tekst = \"{text}\"\nstyringsomraade = \"service\"\nudvalg = \"BIU\"\nbevilling = \"35.10\"\nui = \"U\""
            ),
        )
    };
    with("35.30").only(&[RULE]).fails(RULE).holds("skriv bevilling = \"35.30\"");
    for text in ["35.10", "3510", "34.05", "Mentorer", "Projekt 35.30"] {
        with(text).only(&[]);
    }
}
