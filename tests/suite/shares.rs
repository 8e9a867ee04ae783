//! Shares rounded one by one: what they are together, and where they alone keep tables from
//! agreeing.

use budgetnotat::page::Table;
use budgetnotat::view;

use crate::case::Case;

fn table(id: &str, kind: &str, head: &str, posts: &str) -> String {
    format!("[[tabel]]\nid = \"{id}\"\ntype = \"{kind}\"\ntitel = \"{id}\"\n{head}\n{posts}\n")
}

fn post(head: &str) -> String {
    format!("[[tabel.post]]\n{head}\n\n")
}

fn share(text: &str, of: &str, percent: &str, more: &str) -> String {
    post(&format!("tekst = \"{text}\"\nandel = {{ af = \"{of}\", pct = {percent} }}\n{more}"))
}

fn whole(amounts: &str) -> String {
    post(&format!("id = \"brutto\"\ntekst = \"Bruttoudgift\"\n{amounts}"))
}

fn alone(posts: &str) -> String {
    table(
        "a",
        "aktiviteter",
        "styringsomraade = \"service\"\nalene = \"prøve\"\naar = [2020, 2021]",
        posts,
    )
}

/// The tables of a note's page.
fn tables(case: &Case) -> Vec<Table> {
    let solved = case.solved();
    let page = view::page(&solved, &solved.project().notes[0], false).unwrap();
    let blocks = page.sections.into_iter().flat_map(|section| section.blocks);
    blocks
        .filter_map(|block| {
            if let budgetnotat::page::Block::Table { table } = block { Some(table) } else { None }
        })
        .collect()
}

#[test]
fn shares_of_a_hundred_per_cent_that_do_not_give_the_whole_are_reported() {
    let two =
        [share("Staten", "brutto", "-50", ""), share("Regionen", "brutto", "-50", "")].concat();
    let said = Case::new().note("BI1", &alone(&(whole("2020 = 1_001\n2021 = 800") + &two))).check();
    said.only(&["andele-tilsammen"])
        .warns("andele-tilsammen")
        .points_at("-50")
        .holds("giver -1.002 i 2020, og det hele er -1.001")
        .holds("rest = true på `Regionen`");
    // Thirds, the other sign, and in a later year.
    let three = [
        share("A", "brutto", "33.3", ""),
        share("B", "brutto", "33.3", ""),
        share("C", "brutto", "33.4", ""),
    ]
    .concat();
    let said =
        Case::new().note("BI1", &alone(&(whole("2020 = 1_000\n2021 = 1_001") + &three))).check();
    said.warns("andele-tilsammen")
        .points_at("33.4")
        .holds("giver 1.000 i 2021, og det hele er 1.001")
        .holds("på `C`");
    let half = [
        share("A", "brutto", "50", ""),
        share("B", "brutto", "50", ""),
        share("C", "brutto", "-20", ""),
    ]
    .concat();
    let said = Case::new().note("BI1", &alone(&(whole("2020 = 10\n2021 = -5") + &half))).check();
    said.warns("andele-tilsammen").holds("giver -6 i 2021").holds("rest = true på `B`");
}

#[test]
fn shares_that_give_the_whole_or_are_no_whole_are_not_told() {
    let said = |amounts: &str, shares: &[String]| {
        Case::new()
            .note("BI1", &alone(&(whole(amounts) + &shares.concat())))
            .check()
            .silent("andele-tilsammen");
    };
    let two = || [share("A", "brutto", "-50", ""), share("B", "brutto", "-50", "")];
    said("2020 = 1_000", &two());
    said("2020 = 1_001", &[share("A", "brutto", "-50", ""), share("B", "brutto", "-40", "")]);
    said("2020 = 1_001", &[share("A", "brutto", "-100", "")]);
    // Where figures are rounded one by one, that they don't add up is what the table says.
    let rounded = alone(&(whole("2020 = 1_001") + &two().concat()))
        .replace("alene", "afrundet = true\nalene");
    Case::new().note("BI1", &rounded).check().silent("andele-tilsammen");
}

#[test]
fn a_share_that_takes_the_rest_is_what_the_others_leave() {
    let shares =
        [share("A", "brutto", "-50", ""), share("B", "brutto", "-50", "rest = true")].concat();
    let case = || Case::new().note("BI1", &alone(&(whole("2020 = 1_001\n2021 = 7") + &shares)));
    case().check().clean();
    let table = &tables(&case())[0];
    let column =
        |at: usize| table.rows.iter().map(|row| row.cells[at].text.clone()).collect::<Vec<_>>();
    assert_eq!(column(1), ["1.001", "-501", "-500", "0"]);
    assert_eq!(column(2), ["7", "-4", "-3", "0"]);
    // A written one is a claim.
    let claim =
        [share("A", "brutto", "-50", ""), share("B", "brutto", "-50", "rest = true\n2020 = -501")]
            .concat();
    let said = Case::new().note("BI1", &alone(&(whole("2020 = 1_001") + &claim))).check();
    said.fails("andel")
        .holds("er -501, men når de andre andele er trukket fra, er der -500 tilbage");
    let both =
        [share("A", "brutto", "-50", "rest = true"), share("B", "brutto", "-50", "rest = true")]
            .concat();
    Case::new().note("BI1", &alone(&(whole("2020 = 1_001") + &both))).check().fails("cirkel");
}

/// Three costs with their refunds line by line, and the same money with the refund of the sum.
fn twice(head: &str, refund: &str) -> String {
    let costs: String = ["a", "b", "c"]
        .iter()
        .map(|id| {
            let cost = post(&format!("id = \"{id}\"\ntekst = \"{id}\"\n2020 = 333"));
            cost + &share(&format!("Refusion af {id}"), id, "-50", "")
        })
        .collect();
    let row = "styringsomraade = \"service\"\nudvalg = \"BIU\"\nbevilling = \"35.10\"\nui =";
    let sums = post(&format!("id = \"u\"\n{row} \"U\"\n2020 = 999"))
        + &post(&format!("{row} \"I\"\n{refund}"));
    table("oekonomi", "aktiviteter", &format!("styringsomraade = \"service\"\n{head}"), &costs)
        + &table("bevillinger", "bevillinger", head, &sums)
}

#[test]
fn a_share_line_by_line_and_of_the_sum_calls_no_written_figure_wrong() {
    let said = Case::new().note("BI1", &twice("", "andel = { af = \"u\", pct = -50 }")).check();
    let said = said
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("-50")
        .holds("forskellen på 1 er inden for, hvad afrunding af 3 andele i `oekonomi` og 1 andel i `bevillinger` giver")
        .holds("bevillinger 499 ≠ oekonomi 498 (forskel 1)")
        .holds("rest = true i stedet for andel");
    assert!(said.picked().suspects.is_empty());
    let pointed = said.picked().labels.iter().map(|label| said.project.sources.slice(label.span));
    assert!(pointed.into_iter().all(|text| text == "-50"));
    // Both mends, as they are typed.
    Case::new().note("BI1", &twice("", "rest = true")).check().clean();
    Case::new()
        .note("BI1", &twice("afrundet = true", "andel = { af = \"u\", pct = -50 }"))
        .check()
        .clean();
    // The sum's refund written.
    let said = Case::new().note("BI1", &twice("", "2020 = -500")).check();
    said.only(&["samme-midler"])
        .fails("samme-midler")
        .holds("afrunding af 3 andele i `oekonomi` giver");
    // A slip is still a slip.
    let slip =
        twice("", "andel = { af = \"u\", pct = -50 }").replacen("2020 = 333", "2020 = 373", 1);
    let said = Case::new().note("BI1", &slip).check().fails("samme-midler");
    assert!(!said.picked().suspects.is_empty() && !said.picked().message.da.contains("afrunding"));
}

#[test]
fn what_shares_differ_by_in_rounded_tables_is_counted_and_said_on_the_page() {
    let case =
        || Case::new().note("BI1", &twice("afrundet = true", "andel = { af = \"u\", pct = -50 }"));
    let counts = case().check().clean().checked.counts;
    let largest = counts.largest.unwrap();
    assert_eq!((counts.rounded, largest.amount.to_string()), (1, "1".to_owned()));
    let tables = tables(&case());
    let said: Vec<Option<&str>> = tables.iter().map(|table| table.rounding.as_deref()).collect();
    assert_eq!(tables[0].title, "bevillinger");
    assert_eq!(said, [Some("Afvigelse fra tabel 2 skyldes afrundinger."), None]);
}

#[test]
fn a_sum_that_must_be_nothing_and_fails_by_shares_alone_is_one_finding() {
    let shares = [share("A", "brutto", "-50", ""), share("B", "brutto", "-50", "")].concat();
    let note = |shares: &str| {
        alone(&(whole("2020 = 1_001") + shares)).replace("alene = \"prøve\"", "skal_give = 0")
    };
    let said = Case::new().note("BI1", &note(&shares)).check();
    said.only(&["skal-give"])
        .fails("skal-give")
        .holds("afrunding af 2 andele i `a` giver")
        .holds("rest = true i stedet for andel");
    Case::new()
        .note(
            "BI1",
            &note(&(share("A", "brutto", "-50", "") + &post("tekst = \"B\"\nrest = true"))),
        )
        .check()
        .clean();
}
