//! Slips planted in the real notes: one finding each, at the exact figure, with the mend.

use crate::case::{Case, Outcome};
use crate::real::{self, BI8, BI25, PRINTED, REAL, slip};

fn planted(path: &str, after: &str, old: &str, new: &str) -> Outcome {
    slip(real::project(REAL), path, after, old, new).check()
}

fn printed(path: &str, after: &str, old: &str, new: &str) -> Outcome {
    slip(real::project(PRINTED), path, after, old, new).check()
}

#[test]
fn a_figure_changed_in_any_table_is_one_finding() {
    planted(BI25, "Virksomhedskonsulenter", "2016 = 1_100", "2016 = 1_200")
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("1_200")
        .holds("fordeling 3.700 ≠ serviceudgifter 3.800 (forskel 100)")
        .holds("til 1.100, ligesom i 2017, stemmer det");
    planted(BI25, "skal_give", "2016 = 14_300", "2016 = 14_400")
        .only(&["skal-give"])
        .fails("skal-give")
        .holds("100 ≠ 0");
    planted(BI25, "id = \"fordeling\"", "2016 = 3_700", "2016 = 3_800")
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("3_800");
    planted(BI8, "id = \"tvaerfaglig\"", "2021 = 1_800", "2021 = 1_900")
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("1_900");
    planted(BI8, "bevilling = \"32.00\"", "2020 = 1_200", "2020 = 1_300")
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("1_300")
        .holds("`bevillinger` og `oekonomi` er uenige om service i 2020")
        .holds("bevillinger 11.900 ≠ oekonomi 11.800 (forskel 100)")
        .holds("til 1.200, ligesom i 2021, stemmer det");
}

#[test]
fn a_wrong_cell_that_breaks_row_column_and_link_is_one_finding_with_three_places() {
    let outcome = printed(BI8, "bevilling = \"32.00\"", "2020 = 1_200", "2020 = 1_300")
        .only(&["kolonnesum"])
        .fails("kolonnesum")
        .points_at("1_300");
    assert_eq!(outcome.picked().labels.len(), 3, "{}", outcome.all());
    let sides = outcome.picked().sides.clone().unwrap();
    assert_eq!(
        (sides.left.machine(), sides.right.machine(), sides.difference.machine()),
        ("13000".into(), "13100".into(), "-100".into())
    );
}

#[test]
fn a_wrong_claim_is_the_one_that_is_pointed_at() {
    printed(BI25, "id = \"serviceudgifter\"", "2016 = 5_925", "2016 = 5_952")
        .only(&["kolonnesum"])
        .fails("kolonnesum")
        .points_at("5_952");
    printed(BI25, "\"Lokaler\"", "i_alt = 2_700", "i_alt = 2_800")
        .only(&["raekkesum"])
        .fails("raekkesum")
        .points_at("2_800")
        .holds("til 2.700");
    printed(BI25, "id = \"serviceudgifter\"", "i_alt = 18_100", "i_alt = 18_000")
        .only(&["kolonnesum"])
        .fails("kolonnesum")
        .points_at("18_000");
}

#[test]
fn independent_slips_are_all_told_in_one_run() {
    let case =
        slip(real::project(PRINTED), BI8, "bevilling = \"32.00\"", "2020 = 1_200", "2020 = 1_300");
    let case = slip(case, BI25, "\"Lokaler\"", "i_alt = 2_700", "i_alt = 2_800");
    let case = slip(case, BI25, "sagsbehandling", "2017 = 550", "2017 = 560");
    case.check().only(&["kolonnesum", "raekkesum", "kolonnesum"]);
}

#[test]
fn swapped_committees_are_one_finding() {
    let case =
        slip(real::project(REAL), BI8, "bevillinger\"", "udvalg = \"SOU\"", "udvalg = \"sUD\"");
    let case = slip(case, BI8, "bevillinger\"", "udvalg = \"SUD\"", "udvalg = \"SOU\"");
    let case = slip(case, BI8, "bevillinger\"", "udvalg = \"sUD\"", "udvalg = \"SUD\"");
    case.check()
        .only(&["udvalg-byttet"])
        .fails("udvalg-byttet")
        .points_at("\"SUD\"")
        .holds("skriv SOU her og SUD i linje");

    let case = slip(
        real::project(REAL),
        BI25,
        "id = \"fordeling\"",
        "udvalg = \"SOU\"",
        "udvalg = \"sUD\"",
    );
    let case = slip(case, BI25, "id = \"fordeling\"", "udvalg = \"SUD\"", "udvalg = \"SOU\"");
    let case = slip(case, BI25, "id = \"fordeling\"", "udvalg = \"sUD\"", "udvalg = \"SUD\"");
    case.check()
        .only(&["samme-midler"])
        .fails("samme-midler")
        .holds("SOU og SUD i 2016, 2017 og 2018")
        .holds("byttes SOU og SUD om");
}

#[test]
fn one_committee_for_another_names_the_trap() {
    planted(BI8, "bevillinger\"", "udvalg = \"SOU\"", "udvalg = \"SUD\"")
        .only(&["bevilling-udvalg"])
        .fails("bevilling-udvalg")
        .points_at("\"SUD\"")
        .holds("SUD og SOU forveksles ofte");
}

#[test]
fn a_figure_under_the_wrong_year_is_one_finding() {
    planted(BI8, "bevilling = \"34.05\"", "2021 = 600", "2201 = 600")
        .only(&["aar-udenfor"])
        .fails("aar-udenfor")
        .points_at("2201")
        .holds("mente du 2021?");
    planted(BI8, "bevilling = \"34.05\"", "2021 = 600", "2022 = 600")
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("600")
        .holds("står under 2022; under 2021 ville alt stemme");
}

#[test]
fn numbers_as_danes_write_them_are_reported_with_their_mend() {
    for (written, rule, mend) in [
        ("10.000", "tal-punktum", "10_000"),
        ("12,5", "tal-komma", "mente du 12_500 (12,5 mio. kr.)?"),
        ("10 000", "tal-mellemrum", "skriv 10_000"),
        ("−5", "tal-minus", "skriv -5"),
        ("\"10_000\"", "tal-tekst", "skriv 10_000"),
        ("10.000 kr.", "tal-tekst", "skriv 10_000"),
        ("10000.5", "for-mange-decimaler", "decimaler"),
        ("1e4", "ulaeseligt-tal", "cifre"),
    ] {
        let outcome =
            planted(BI8, "id = \"sagsstammer\"", "2020 = 10_000", &format!("2020 = {written}"));
        // The one that means another figure breaks a sum as well: told at the figures, not at this
        // fault.
        let outcome = outcome.fails(rule).points_at(written).holds(mend);
        assert!(outcome.findings().len() == 1 || written == "−5", "{}", outcome.all());
    }
}

#[test]
fn a_deleted_quote_hides_nothing() {
    let case =
        slip(real::project(REAL), BI8, "id =", "forvaltning = \"BIF\"", "forvaltning = \"BIF");
    let case = slip(case, BI8, "bevilling = \"32.00\"", "2020 = 1_200", "2020 = 1_300");
    case.check()
        .only(&["anfoerselstegn", "samme-midler"])
        .fails("anfoerselstegn")
        .points_at("\"BIF")
        .holds("skriv \"BIF\"");
}

#[test]
fn a_long_text_without_its_end_is_reported_where_it_begins() {
    let case = slip(real::project(REAL), BI8, "[^2]: Notat", "\n'''\n", "\n\n");
    case.check().only(&["uafsluttet-tekst"]).fails("uafsluttet-tekst").points_at("'''");
    let case = slip(real::project(REAL), BI8, "overskrift = \"Økonomi\"", "tekst = '''", "tekst =");
    case.check()
        .only(&["uafsluttet-tekst"])
        .fails("uafsluttet-tekst")
        .holds("begynder ikke med '''");
}

#[test]
fn a_figure_that_does_not_exist_is_reported_at_its_name() {
    planted(
        BI8,
        "Investering i lave",
        "oekonomi.sagsstammer[2020] | mio",
        "oekonomi.findesikke[2020]",
    )
    .only(&["ukendt-tal"])
    .fails("ukendt-tal")
    .points_at("findesikke")
    .holds("posterne er sagsstammer, tvaerfaglig, social_sundhed");
    planted(BI8, "Investering i lave", "[2020] | mio", "[2024] | mio")
        .only(&["ukendt-tal"])
        .fails("ukendt-tal")
        .points_at("2024");
    planted(BI8, "Investering i lave", "[2020] | mio", "[\"2020\"] | mio").only(&[]);
}

#[test]
fn a_control_area_that_is_forgotten_is_not_silent() {
    planted(BI8, "id = \"sagsstammer\"", "styringsomraade = \"service\"\n", "")
        .only(&["mangler-paa-post"])
        .warns("mangler-paa-post");
    planted(BI8, "id = \"bevillinger\"", "styringsomraade = \"service\"\n", "")
        .only(&["manglende-noegle"])
        .fails("manglende-noegle");
}

#[test]
fn bytes_that_are_not_utf_8_are_read_on() {
    let latin: Vec<u8> =
        "titel = \"Økonomi\"\ntype = \"budgetnotat\"\nforvaltning = \"BIF\"\nid = \"X1\"\n"
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();
    Case::new()
        .bytes("notes/budget-2020/X1.toml", latin)
        .check()
        .only(&["tegnsaet"])
        .fails("tegnsaet")
        .points_at("Ø");
}

#[test]
fn one_word_is_one_finding() {
    // Of other years, and not the appropriation's: the graver is told.
    planted(BI8, "bevillinger\"", "udvalg = \"SOU\"", "udvalg = \"KTU\"")
        .only(&["bevilling-udvalg"])
        .fails("bevilling-udvalg");
    // A place with a slip in its name is that table's place.
    planted(BI8, "opsummerer", "tabel(\"oekonomi\")", "tabel(\"okonomi\")")
        .only(&["ukendt-tal"])
        .fails("ukendt-tal")
        .points_at("\"okonomi\"")
        .holds("mente du oekonomi?");
}

#[test]
fn a_nought_too_many_is_no_swap_of_digits() {
    let desk = crate::desk::Desk::new(".").slip(crate::desk::BI8, "2020 = 600", "2020 = 6_000");
    let output = crate::desk::said(&desk.run(&["check", crate::desk::BI8]));
    assert!(output.contains("ændres 6.000"), "{output}");
    assert!(!output.contains("byttet om"), "{output}");
}
