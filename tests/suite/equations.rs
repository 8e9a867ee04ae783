//! The equations: what is filled in, what is compared with what, and what is not.

use budgetnotat::equation::Row;
use budgetnotat::note::{ColumnKey, Period, PostNo, TableNo};
use budgetnotat::reconcile::reconcile;

use crate::case::{Case, Outcome};

/// Two tables about the money asked for: activities and appropriations, with these lines in their
/// one post.
fn two(activities: &str, appropriations: &str) -> Outcome {
    Case::new().note("BI1", &tables(activities, appropriations)).check()
}

fn tables(activities: &str, appropriations: &str) -> String {
    format!(
        "[[tabel]]\nid = \"oekonomi\"\ntype = \"aktiviteter\"\ntitel = \"A\"\n[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\nstyringsomraade = \"service\"\n{activities}\n\
         [[tabel]]\nid = \"bevillinger\"\ntype = \"bevillinger\"\ntitel = \"B\"\n[[tabel.post]]\nstyringsomraade = \"service\"\nudvalg = \"BIU\"\nbevilling = \"35.10\"\nui = \"U\"\n{appropriations}\n"
    )
}

/// One free-standing table of activities with these blocks.
fn one(blocks: &str) -> Case {
    let head = "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\n";
    Case::new().note("BI1", &format!("{head}{blocks}"))
}

/// What a figure of the first table is filled in as.
fn filled(case: &Case, row: Row, column: &ColumnKey) -> Option<String> {
    let project = case.read();
    let note = &project.notes[0];
    let solved = reconcile(note, &project.municipality, project.round(note).unwrap());
    let figure = solved.system.find(TableNo(0), row, column)?;
    solved.solution.value(figure).amount().map(budgetnotat::amount::Amount::machine)
}

fn year(year: u16) -> ColumnKey {
    ColumnKey::Period(Period::Year(year))
}

#[test]
fn a_range_is_the_same_range_or_all_its_years() {
    two("2020 = 5\n2021-2023 = { sum = 60 }", "2020 = 5\n2021 = 20\n2022 = 20\n2023 = 20")
        .only(&[]);
    two("2020 = 5\n2021-2023 = { aarligt = 20 }", "2020 = 5\n2021 = 20\n2022 = 20\n2023 = 20")
        .only(&[]);
    two("2020 = 5\n2021-2023 = { sum = 61 }", "2020 = 5\n2021 = 20\n2022 = 20\n2023 = 20")
        .only(&["samme-midler"])
        .fails("samme-midler")
        .holds("i 2021-2023")
        .holds("(forskel 1)");
    two("2024-2030 = { sum = 70 }", "2024-2030 = { aarligt = 10 }").only(&[]);
    two("2024-2030 = { sum = 50 }", "2024-2030 = { aarligt = 10, antal = 5 }").only(&[]);
    two("2024-2030 = { sum = 70 }", "2024-2030 = { aarligt = 11 }").only(&["samme-midler"]);
}

#[test]
fn a_yearly_amount_counts_once_a_year_on_claims_too() {
    let post = "[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\n2027-2032 = { aarligt = 10 }\n";
    one(&format!("[tabel.i_alt]\n2027-2032 = {{ aarligt = 10 }}\n{post}")).check().only(&[]);
    one(&format!("[tabel.i_alt]\n2027-2032 = {{ sum = 60 }}\n{post}")).check().only(&[]);
    one(&format!("[tabel.i_alt]\n2027-2032 = {{ aarligt = 11 }}\n{post}"))
        .check()
        .only(&["kolonnesum"]);
}

#[test]
fn years_are_compared_with_one_amount_as_a_whole() {
    two("2020 = 5\n2021 = 10", "beloeb = 15").only(&[]);
    two("2020 = 5\n2021 = 10", "beloeb = 16")
        .only(&["samme-midler"])
        .fails("samme-midler")
        .holds("(forskel 1)");
    two("beloeb = 15", "beloeb = 16").only(&["samme-midler"]);
}

#[test]
fn pair_years_are_columns_like_others() {
    let round = "titel = \"B\"\ndato = 2019-01-01\naar = [\"2016/17\", 2018]\nprisniveau = 2016\n";
    let case = |figure: &str| {
        Case::new()
            .round("budget-2016", round)
            .note("BI1", &tables("\"2016/17\" = 5\n2018 = 1", figure))
    };
    case("\"2016/17\" = 5\n2018 = 1").check().only(&[]);
    case("\"2016/17\" = 6\n2018 = 1").check().only(&["samme-midler"]);
}

#[test]
fn a_printed_sum_across_is_verified_though_its_rows_print_none() {
    let table = |sum: i32| {
        format!(
            "[[tabel]]\nid = \"t\"\ntype = \"tidligere\"\nalene = \"prøve\"\n[tabel.i_alt]\ni_alt = {sum}\n[[tabel.post]]\naftale = \"Budgetaftale 2019\"\n2019 = 5\n2020 = 6\n"
        )
    };
    Case::new().note("BI1", &table(11)).check().only(&[]);
    Case::new()
        .note("BI1", &table(12))
        .check()
        .only(&["raekkesum"])
        .fails("raekkesum")
        .points_at("12");
}

#[test]
fn shares_round_half_away_from_zero_and_count() {
    let case = one(
        "[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\n2020 = 5\n[[tabel.post]]\nid = \"b\"\ntekst = \"B\"\nandel = { af = \"a\", pct = -50 }\n",
    );
    assert_eq!(filled(&case, Row::Post(PostNo(1)), &year(2020)).as_deref(), Some("-3"));
    assert_eq!(filled(&case, Row::Grand, &year(2020)).as_deref(), Some("2"));
    let claim = |n: i32| {
        one(&format!(
            "[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\n2020 = 14_300\n[[tabel.post]]\ntekst = \"B\"\nandel = {{ af = \"a\", pct = -50 }}\n2020 = {n}\n"
        ))
    };
    claim(-7150).check().only(&[]);
    claim(-7100)
        .check()
        .only(&["andel"])
        .fails("andel")
        .points_at("-7100")
        .holds("-50 pct. giver -7.150");
}

#[test]
fn the_remainder_gives_what_the_table_must() {
    let case = one(
        "skal_give = 0\n[[tabel.post]]\ntekst = \"A\"\n2020 = 5\n2021 = 7\n[[tabel.post]]\ntekst = \"B\"\nrest = true\n",
    );
    assert_eq!(filled(&case, Row::Post(PostNo(1)), &year(2020)).as_deref(), Some("-5"));
    assert_eq!(filled(&case, Row::Post(PostNo(1)), &ColumnKey::Across).as_deref(), Some("-12"));
    case.check().only(&[]);
    // By the other table, and by a printed total.
    two(
        "2020 = 5\n[[tabel.post]]\ntekst = \"B\"\nstyringsomraade = \"service\"\nrest = true",
        "2020 = 9",
    )
    .only(&[]);
    let case = one(
        "[tabel.i_alt]\n2020 = 9\n2021 = 0\n2022 = 0\n2023 = 0\n[[tabel.post]]\ntekst = \"A\"\n2020 = 5\n[[tabel.post]]\ntekst = \"B\"\nrest = true\n",
    );
    assert_eq!(filled(&case, Row::Post(PostNo(1)), &year(2020)).as_deref(), Some("4"));
    one("[[tabel.post]]\ntekst = \"A\"\n2020 = 5\n[[tabel.post]]\ntekst = \"B\"\nrest = true\n")
        .check()
        .only(&["uden-vaerdi"])
        .fails("uden-vaerdi")
        .points_at("true");
}

#[test]
fn subtotals_never_count_twice() {
    let rows = "[[tabel.post]]\noverskrift = true\ntekst = \"Drift\"\n[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\n2020 = 5\n[[tabel.post]]\ntekst = \"heraf løn\"\nheraf = \"a\"\n2020 = 4\n[[tabel.post]]\nid = \"b\"\ntekst = \"B\"\n2020 = 2\n[[tabel.post]]\ntekst = \"Drift i alt\"\ndelsum = true\n[[tabel.post]]\ntekst = \"A minus B\"\nsum_af = [\"a\", \"-b\"]\n";
    let case = one(rows);
    assert_eq!(filled(&case, Row::Post(PostNo(4)), &year(2020)).as_deref(), Some("7"));
    assert_eq!(filled(&case, Row::Post(PostNo(5)), &year(2020)).as_deref(), Some("3"));
    assert_eq!(filled(&case, Row::Grand, &year(2020)).as_deref(), Some("7"));
    case.check().only(&[]);
    one(&format!("{rows}2020 = 4\n")).check().only(&["delsum"]).fails("delsum").points_at("4");
}

#[test]
fn partial_totals_count_what_they_name() {
    let table = |claim: i32| {
        format!(
            "i_alt = false\n[[tabel.total]]\ntekst = \"Overførsler i alt\"\nhvor = {{ styringsomraade = \"overfoersler\" }}\n2020 = {claim}\n[[tabel.post]]\ntekst = \"A\"\nstyringsomraade = \"ei\"\n2020 = 4\n[[tabel.post]]\ntekst = \"B\"\nstyringsomraade = \"eo\"\n2020 = 6\n[[tabel.post]]\ntekst = \"C\"\nstyringsomraade = \"service\"\n2020 = 1\n"
        )
    };
    one(&table(10)).check().only(&[]);
    one(&table(11)).check().only(&["kolonnesum"]).fails("kolonnesum").points_at("11");
}

#[test]
fn a_part_of_an_area_counts_as_the_whole() {
    let tables = tables(
        "2020 = 1\n[[tabel.post]]\ntekst = \"B\"\nstyringsomraade = \"ei\"\n2020 = 4\n[[tabel.post]]\ntekst = \"C\"\nstyringsomraade = \"eo\"\n2020 = 6",
        "2020 = 1\n[[tabel.post]]\nstyringsomraade = \"overfoersler\"\nudvalg = \"BIU\"\nbevilling = \"35.30\"\nui = \"U\"\n2020 = 10",
    );
    Case::new().note("BI1", &tables).check().only(&[]);
    Case::new()
        .note("BI1", &tables.replace("2020 = 10", "2020 = 11"))
        .check()
        .only(&["samme-midler"])
        .fails("samme-midler")
        .holds("overførsler");
}

#[test]
fn what_is_not_the_same_is_not_compared() {
    let tables = tables("2020 = 1", "2020 = 2");
    let with = |key: &str| {
        Case::new()
            .note(
                "BI1",
                &tables.replace("id = \"bevillinger\"", &format!("id = \"bevillinger\"\n{key}")),
            )
            .check()
    };
    with("").only(&["samme-midler"]);
    with("udsnit = true").silent("samme-midler");
    with("midler = \"andre\"").silent("samme-midler");
    with("enhed = \"mio. kr.\"").silent("samme-midler").warns("uafstemt").holds("mio. kr.");
    with("prisniveau = 2019").silent("samme-midler");
    with("prisniveau = { 2020 = 2020, 2021 = 2020, 2022 = 2020, 2023 = 2020 }")
        .only(&["samme-midler"]);
}

#[test]
fn derived_tables_are_gathered_from_their_source() {
    let source = "[[tabel]]\nid = \"o\"\ntype = \"aktiviteter\"\ntitel = \"O\"\nalene = \"prøve\"\n[[tabel.post]]\ntekst = \"A\"\nudvalg = \"BIU\"\nstyringsomraade = \"service\"\n2020 = 1\n[[tabel.post]]\ntekst = \"B\"\nudvalg = \"SUD\"\nstyringsomraade = \"service\"\n2020 = 2\n[[tabel.post]]\ntekst = \"C\"\nudvalg = \"BIU\"\nstyringsomraade = \"service\"\n2020 = 4\n";
    let derived = "[[tabel]]\nid = \"f\"\ntype = \"fordeling\"\ntitel = \"F\"\nudledt_af = \"o\"\n";
    let project = Case::new().note("BI1", &format!("{source}{derived}"));
    project.read();
    let read = project.read();
    let note = &read.notes[0];
    let solved = reconcile(note, &read.municipality, read.round(note).unwrap());
    let rows: Vec<String> = (0..2)
        .map(|row| {
            solved
                .solution
                .value(solved.system.find(TableNo(1), Row::Post(PostNo(row)), &year(2020)).unwrap())
                .amount()
                .unwrap()
                .machine()
        })
        .collect();
    assert_eq!(rows, ["5", "2"]);
    project.check().only(&[]);
    Case::new()
        .note("BI1", &format!("{source}{derived}[tabel.i_alt]\n2020 = 8\n"))
        .check()
        .only(&["kolonnesum"]);
}

#[test]
fn a_circle_is_one_finding() {
    one("[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\nsum_af = [\"b\"]\n[[tabel.post]]\nid = \"b\"\ntekst = \"B\"\nsum_af = [\"a\"]\n[[tabel.post]]\ntekst = \"C\"\n2020 = 1\n")
        .check()
        .only(&["cirkel"])
        .fails("cirkel");
    one("[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\nandel = { af = \"a\", pct = 10 }\n[[tabel.post]]\ntekst = \"C\"\n2020 = 1\n")
        .check()
        .only(&["cirkel"]);
    one("skal_give = 0\n[[tabel.post]]\ntekst = \"A\"\n2020 = 1\n[[tabel.post]]\ntekst = \"B\"\nrest = true\n[[tabel.post]]\ntekst = \"C\"\nrest = true\n")
        .check()
        .only(&["uden-vaerdi"])
        .fails("uden-vaerdi")
        .holds("to poster");
}

#[test]
fn named_columns_add_up_across_and_down() {
    let table = |sum: i32, total: i32| {
        format!(
            "[[tabel]]\nid = \"t\"\ntype = \"tal\"\ntitel = \"T\"\nkolonner = [{{ id = \"service\", tekst = \"Service\" }}, {{ id = \"anlaeg\", tekst = \"Anlæg\" }}, {{ id = \"sum\", tekst = \"I alt\", sum_af = [\"service\", \"0.5*anlaeg\"] }}, {{ id = \"p\", tekst = \"pct.\", sum = false }}]\n[tabel.i_alt]\nsum = {total}\n[[tabel.post]]\ntekst = \"A\"\nservice = 4\nanlaeg = 6\nsum = {sum}\np = 10\n[[tabel.post]]\ntekst = \"B\"\nservice = 1\nanlaeg = 2\np = 20\n"
        )
    };
    Case::new().note("BI1", &table(7, 9)).check().only(&[]);
    Case::new().note("BI1", &table(8, 9)).check().fails("delsum").points_at("8");
    Case::new().note("BI1", &table(7, 8)).check().only(&["delsum"]).fails("delsum").points_at("8");
}

#[test]
fn declared_relations_hold_for_each_year() {
    let tables = tables("2020 = 5\n2021 = 6", "2020 = 5\n2021 = 6");
    let third = |figure: i32| {
        format!(
            "{tables}[[tabel]]\nid = \"samlet\"\ntype = \"aktiviteter\"\ntitel = \"S\"\nmidler = \"samlet\"\n[[tabel.post]]\ntekst = \"S\"\n2020 = 10\n2021 = {figure}\n[[afstemning]]\ntekst = \"Samlet er de to lagt sammen\"\nled = [\"samlet\", \"-oekonomi.a\", \"-bevillinger\"]\nfor_hver = [\"aar\"]\n"
        )
    };
    Case::new().note("BI1", &third(12)).check().only(&[]);
    Case::new()
        .note("BI1", &third(13))
        .check()
        .only(&["afstemning"])
        .fails("afstemning")
        .points_at("13")
        .holds("Samlet er de to lagt sammen (2021)");
    let unknown = third(12).replace("-bevillinger", "-bevilinger");
    Case::new()
        .note("BI1", &unknown)
        .check()
        .only(&["afstemning-led"])
        .fails("afstemning-led")
        .holds("mente du -bevillinger?");
}

#[test]
fn financing_is_the_expenditure_with_the_opposite_sign() {
    let note = |figure: i32| {
        format!(
            "{}[[tabel]]\nid = \"fin\"\ntype = \"aktiviteter\"\ntitel = \"F\"\nfinansierer = \"oekonomi\"\n[[tabel.post]]\ntekst = \"Statstilskud\"\n2020 = {figure}\n",
            tables("2020 = 5", "2020 = 5")
        )
    };
    Case::new().note("BI1", &note(-5)).check().only(&[]);
    Case::new().note("BI1", &note(-4)).check().only(&["finansiering"]).fails("finansiering");
}

#[test]
fn an_unknown_code_is_reported_once_and_the_sums_go_on() {
    two("2020 = 5", "2020 = 5").only(&[]);
    let slip = tables("2020 = 5", "2020 = 5").replacen(
        "styringsomraade = \"service\"",
        "styringsomraade = \"servise\"",
        1,
    );
    Case::new()
        .note("BI1", &slip)
        .check()
        .only(&["ukendt-styringsomraade"])
        .fails("ukendt-styringsomraade")
        .holds("mente du service");
    let other = slip.replace("servise", "hest");
    Case::new().note("BI1", &other).check().only(&["ukendt-styringsomraade"]);
}

#[test]
fn overflow_is_a_finding() {
    let post = "[[tabel.post]]\ntekst = \"A\"\n2020 = 1_000_000_000_000_000\n";
    one(post).check().only(&[]);
    let weights = "[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\n2020 = 1_000_000_000_000_000\n[[tabel.post]]\nid = \"b\"\ntekst = \"B\"\nsum_af = [\"1000000000000000*a\"]\n[[tabel.post]]\ntekst = \"C\"\nsum_af = [\"1000000000000000*b\"]\n";
    one(weights).check().fails("for-stor-sum");
}

#[test]
fn a_post_outside_its_tables_scope_is_reported() {
    one("styringsomraade = \"service\"\n[[tabel.post]]\ntekst = \"A\"\nstyringsomraade = \"anlaeg\"\n2020 = 1\n")
        .check()
        .fails("uden-for-tabellen")
        .points_at("\"anlaeg\"");
}

#[test]
fn a_post_that_one_table_lacks_is_one_finding() {
    let tables = tables(
        "2020 = 5\n2021 = 5\n[[tabel.post]]\ntekst = \"B\"\nstyringsomraade = \"overfoersler\"\n2020 = 3\n2021 = 4",
        "2020 = 5\n2021 = 5",
    );
    Case::new()
        .note("BI1", &tables)
        .check()
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("\"bevillinger\"")
        .holds("`bevillinger` har ingen post for overførsler mv., men det har `oekonomi` i 2020 og 2021");
}

#[test]
fn what_the_register_contradicts_is_reported_once() {
    let tables = tables("2020 = 5\n2021 = 5", "2020 = 5\n2021 = 5");
    let wrong_area = tables.replacen(
        "styringsomraade = \"service\"\nudvalg",
        "styringsomraade = \"overfoersler\"\nudvalg",
        1,
    );
    Case::new().note("BI1", &wrong_area).check().only(&["bevilling-styringsomraade"]);
}

#[test]
fn a_sum_of_a_post_that_does_not_exist_is_reported_once() {
    one("[[tabel.post]]\nid = \"alfa\"\ntekst = \"A\"\n2020 = 5\n[[tabel.post]]\nid = \"beta\"\ntekst = \"B\"\n2020 = 6\n[[tabel.post]]\ntekst = \"C\"\nsum_af = [\"alfa\", \"bete\"]\n2020 = 11\n")
        .check()
        .only(&["ukendt-post"])
        .fails("ukendt-post")
        .holds("mente du beta?");
}

#[test]
fn a_missing_minus_on_an_income_is_reported_once() {
    let tables = tables(
        "2020 = 5\n[[tabel.post]]\ntekst = \"B\"\nstyringsomraade = \"service\"\n2020 = -2",
        "2020 = 5\n[[tabel.post]]\nstyringsomraade = \"service\"\nudvalg = \"SOU\"\nbevilling = \"34.05\"\nui = \"I\"\n2020 = 2",
    );
    Case::new()
        .note("BI1", &tables)
        .check()
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("2")
        .holds("til -2");
}

/// A price is no part of a total: what a column is made of by it holds in the posts, and its total
/// is that of the posts.
#[test]
fn a_column_of_others_of_which_one_has_no_total_is_reported_by_its_posts() {
    let columns = "kolonner = [{ id = \"antal\", tekst = \"Antal\" }, { id = \"pris\", tekst = \"Pris\", sum = false }, \
                   { id = \"sum\", tekst = \"I alt\", sum_af = [\"antal\", \"100*pris\"] }]\n";
    let post = |text: &str, antal: u32, pris: u32| {
        format!("[[tabel.post]]\ntekst = \"{text}\"\nantal = {antal}\npris = {pris}\n")
    };
    let note = |total: u32| {
        let posts = format!("{}{}", post("A", 1, 5), post("B", 3, 7));
        format!(
            "[[tabel]]\nid = \"t\"\ntype = \"tal\"\ntitel = \"T\"\nalene = \"prøve\"\n{columns}[tabel.i_alt]\nsum = {total}\n{posts}"
        )
    };
    Case::new().note("BI1", &note(1_204)).check().only(&[]);
    Case::new().note("BI1", &note(1_205)).check().only(&["kolonnesum"]);
}
