//! Rows that are no committee beside committees: central pools, a reserve. They are told by
//! `udvalg = "ingen"`, and compared as what they are.

use budgetnotat::page::{Block, Table};
use budgetnotat::view::page;

use crate::audit::audited;
use crate::case::Case;

const TWO: &str = "[[tabel]]
id = \"f\"
type = \"fordeling\"
titel = \"Fordeling\"

[[tabel.post]]
udvalg = \"BIU\"
styringsomraade = \"service\"
2020 = 600

[[tabel.post]]
tekst = \"Centrale puljer\"
udvalg = \"ingen\"
styringsomraade = \"service\"
2020 = 400

[[tabel]]
id = \"b\"
type = \"bevillinger\"
titel = \"Bevillinger\"

[[tabel.post]]
styringsomraade = \"service\"
udvalg = \"BIU\"
bevilling = \"35.10\"
ui = \"U\"
2020 = 600

[[tabel.post]]
tekst = \"Reserve\"
styringsomraade = \"service\"
udvalg = \"ingen\"
ui = \"U\"
2020 = 400
";

/// A note's tables as they are printed.
fn tables(toml: &str) -> Vec<Table> {
    let solved = Case::new().note("BI1", toml).solved();
    let note = &solved.project().notes[0];
    let page = page(&solved, note, true).expect("a page");
    assert_eq!(audited(solved.project(), note, &page).breaches, []);
    let blocks = page.sections.into_iter().flat_map(|section| section.blocks);
    blocks
        .filter_map(|block| if let Block::Table { table } = block { Some(table) } else { None })
        .collect()
}

fn words(table: &Table, row: usize) -> Vec<&str> {
    table.rows[row].cells.iter().map(|cell| cell.text.as_str()).collect()
}

#[test]
fn pools_stand_beside_committees_in_every_type_without_a_finding() {
    Case::new().note("BI1", TWO).check().only(&[]);
    let tables = tables(TWO);
    let of = |id: &str| tables.iter().find(|table| table.label == id).unwrap();
    assert_eq!(words(of("tabel-f"), 1)[..2], ["Centrale puljer", "Service"]);
    assert_eq!(words(of("tabel-b"), 1)[..5], ["Service", "–", "", "Reserve", "U"]);
    let columns = "[[tabel]]\nid = \"k\"\ntype = \"tal\"\ntitel = \"K\"\nmidler = \"ansøgt\"\nkolonner = [{ id = \"b\", tekst = \"BIU\", udvalg = \"BIU\" }, { id = \"p\", tekst = \"Puljer\", udvalg = \"ingen\" }]\n[[tabel.post]]\ntekst = \"Alt\"\nstyringsomraade = \"service\"\nb = 600\np = 400\n";
    Case::new().note("BI1", &format!("{TWO}\n{columns}")).check().only(&[]);
    let wrong = columns.replace("b = 600\np = 400", "b = 601\np = 399");
    Case::new().note("BI1", &format!("{TWO}\n{wrong}")).check().fails("samme-midler");
}

#[test]
fn a_pool_without_a_text_says_that_it_is_of_no_committee() {
    let toml = TWO.replace("tekst = \"Centrale puljer\"\n", "").replace("\"ingen\"", "\"Ingen\"");
    Case::new().note("BI1", &toml).check().only(&[]);
    assert!(tables(&toml).iter().any(|table| words(table, 1)[0] == "Uden udvalg"));
}

#[test]
fn what_no_committee_holds_is_compared_with_what_no_committee_holds() {
    // 100 moved from the pool to the committee in one of the two tables: both totals still agree.
    let toml = TWO.replacen("2020 = 600", "2020 = 700", 1).replacen("2020 = 400", "2020 = 300", 1);
    let outcome = Case::new().note("BI1", &toml).check().only(&["samme-midler", "samme-midler"]);
    assert!(outcome.all().contains("er uenige om service uden udvalg i 2020"), "{}", outcome.all());
    // The same money at a committee in the other table is no agreement.
    let toml =
        TWO.replacen("tekst = \"Centrale puljer\"\nudvalg = \"ingen\"", "udvalg = \"SUD\"", 1);
    Case::new().note("BI1", &toml).check().fails("samme-midler");
}

#[test]
fn a_forgotten_committee_is_still_found() {
    let toml = TWO.replacen("udvalg = \"ingen\"\n", "", 1);
    Case::new().note("BI1", &toml).check().fails("manglende-noegle").holds("mangler `udvalg`");
    let activities = "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"Kun her.\"\n[[tabel.post]]\ntekst = \"X\"\nudvalg = \"BIU\"\n2020 = 1\n[[tabel.post]]\ntekst = \"Pulje\"\n2020 = 2\n";
    Case::new()
        .note("BI1", activities)
        .check()
        .only(&["mangler-paa-post"])
        .warns("mangler-paa-post")
        .holds("udvalg = \"ingen\", hvis intet udvalg har pengene");
    let mended = activities.replace("\"Pulje\"\n", "\"Pulje\"\nudvalg = \"ingen\"\n");
    Case::new().note("BI1", &mended).check().only(&[]);
    // The name of what is no committee, typed in a committee's place.
    let toml = TWO.replacen("udvalg = \"ingen\"", "udvalg = \"Centrale puljer\"", 1);
    Case::new()
        .note("BI1", &toml)
        .check()
        .fails("ukendt-udvalg")
        .holds("er det intet udvalg, så skriv udvalg = \"ingen\" og navnet i tekst");
}

#[test]
fn an_appropriation_of_a_committee_is_not_without_one() {
    let toml =
        TWO.replace("udvalg = \"ingen\"\nui", "udvalg = \"ingen\"\nbevilling = \"35.30\"\nui");
    Case::new()
        .note("BI1", &toml)
        .check()
        .fails("bevilling-udvalg")
        .points_at("\"ingen\"")
        .holds("bevilling 35.30 hører til BIU")
        .holds("men posten har intet udvalg");
}

#[test]
fn administrations_stand_in_beside_a_pool() {
    let toml = "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\n[[tabel.post]]\ntekst = \"X\"\nforvaltning = \"BIF\"\nstyringsomraade = \"service\"\n2020 = 600\n[[tabel.post]]\ntekst = \"Pulje\"\nudvalg = \"ingen\"\nstyringsomraade = \"service\"\n2020 = 400\n[[tabel]]\nid = \"f\"\ntype = \"fordeling\"\ntitel = \"F\"\nudledt_af = \"a\"\n";
    let solved = Case::new().note("BI1", toml).check().only(&[]);
    drop(solved);
    let tables = tables(toml);
    let derived = tables.iter().find(|table| table.label == "tabel-f").unwrap();
    assert_eq!(words(derived, 0)[0], "Beskæftigelses- og Integrationsudvalget");
    assert_eq!(words(derived, 1)[0], "Pulje");
    let wrong = toml.replace(
        "udledt_af = \"a\"\n",
        "[[tabel.post]]\nudvalg = \"BIU\"\n2020 = 500\n[[tabel.post]]\nudvalg = \"ingen\"\n2020 = 500\n",
    );
    Case::new().note("BI1", &wrong).check().fails("samme-midler");
}

#[test]
fn in_lines_a_dash_or_the_word_says_so() {
    for word in ["ingen", "-", "–"] {
        let rows = format!(
            "| tekst | udvalg | styringsomraade | 2020 |\n| | BIU | service | 600 |\n| Centrale puljer | {word} | service | 400 |\n"
        );
        let toml = format!(
            "[[tabel]]\nid = \"f\"\ntype = \"fordeling\"\ntitel = \"F\"\nraekker = '''\n{rows}'''\n{}",
            &TWO[TWO.find("[[tabel]]\nid = \"b\"").unwrap()..]
        );
        Case::new().note("BI1", &toml).check().only(&[]);
        let tables = tables(&toml);
        assert!(tables.iter().any(|table| words(table, 1)[0] == "Centrale puljer"), "{word}");
    }
}

#[test]
fn a_total_may_be_of_what_no_committee_holds() {
    let toml = TWO.replacen(
        "titel = \"Fordeling\"\n",
        "titel = \"Fordeling\"\n[[tabel.total]]\ntekst = \"Heraf puljer\"\nhvor = { udvalg = \"ingen\" }\n2020 = 401\n",
        1,
    );
    Case::new().note("BI1", &toml).check().fails("kolonnesum").holds("400");
}
