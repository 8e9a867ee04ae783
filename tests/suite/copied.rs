//! What is copied and not put right: rounds of another budget, years that are all one too early, a
//! table in another unit, codes in each other's places.

use crate::case::{Case, Outcome};

fn table(id: &str, kind: &str, head: &str, posts: &str) -> String {
    format!("[[tabel]]\nid = \"{id}\"\ntype = \"{kind}\"\ntitel = \"{id}\"\n{head}{posts}\n")
}

fn post(keys: &str, years: &[(u16, i64)]) -> String {
    let each = years.iter().map(|(year, amount)| format!("{year} = {amount}"));
    let years = each.collect::<Vec<_>>().join("\n") + "\n";
    format!("\n[[tabel.post]]\n{keys}\nstyringsomraade = \"service\"\n{years}")
}

const FOUR: [(u16, i64); 4] = [(2020, 3_200), (2021, 6_500), (2022, 6_600), (2023, 6_700)];

/// Two tables about the same money; `head` is written on the second.
fn two(first: &str, head: &str, second: &str) -> String {
    table("oekonomi", "aktiviteter", "", first) + &table("fordeling", "fordeling", head, second)
}

fn check(note: &str) -> Outcome {
    Case::new().note("BI1", note).check()
}

#[test]
fn a_table_in_another_unit_than_it_says_is_one_finding() {
    let (first, second) = (post("tekst = \"Løn\"", &FOUR), post("udvalg = \"BIU\"", &FOUR));
    check(&two(&first, "", &second)).clean();
    for (unit, times) in
        [("mio. kr.", "3.200.000 t.kr."), ("kr.", "3.200 kr."), ("mia. kr.", "3.200.000.000")]
    {
        let outcome = check(&two(&first, &format!("enhed = \"{unit}\"\n"), &second))
            .only(&["samme-midler"])
            .fails("samme-midler")
            .points_at(&format!("\"{unit}\""))
            .holds(&format!("læses i {unit}, men ser ud til at være skrevet i 1.000 kr."))
            .holds(times)
            .holds("skriv enhed = \"1.000 kr.\", eller slet linjen");
        assert_eq!(outcome.picked().replacement.as_deref(), Some("\"1.000 kr.\""));
    }
    // In whole kroner, and nobody says so.
    let kroner: Vec<(u16, i64)> = FOUR.iter().map(|(year, of)| (*year, of * 1_000)).collect();
    check(&two(&first, "", &post("udvalg = \"BIU\"", &kroner)))
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("\"fordeling\"")
        .holds("ser ud til at være skrevet i kr.")
        .holds("skriv tallene i 1.000 kr. som i resten af notatet");
    // One figure that is off by a thousand is that figure's own slip.
    let mut one = FOUR;
    one[1].1 *= 1_000;
    check(&two(&first, "", &post("udvalg = \"BIU\"", &one)))
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("6500000");
}

#[test]
fn years_that_are_all_one_too_early_are_one_finding() {
    let three = [(2020, 10), (2021, 20), (2022, 35)];
    let later = [(2021, 10), (2022, 20), (2023, 35)];
    let right = post("udvalg = \"BIU\"", &later);
    check(&two(&post("tekst = \"Løn\"", &later), "", &right)).clean();
    check(&two(&post("tekst = \"Løn\"", &three), "", &right))
        .only(&["samme-midler"])
        .fails("samme-midler")
        .holds("står alle ét år for");
    // Where another post of the table is right, only the one is wrong.
    let other = post("tekst = \"Kurser\"", &FOUR);
    let both = post("udvalg = \"SOU\"", &FOUR);
    check(&two(&(other + &post("tekst = \"Løn\"", &three)), "", &(both + &right)))
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("10")
        .holds("tallene på posten `BIU` i `fordeling` står alle ét år for sent")
        .holds("skriv dem under 2020-2022 i stedet for 2021-2023: så stemmer tabellerne")
        .holds("er de rigtige her, så ret årene i `oekonomi`");
}

#[test]
fn years_of_another_round_are_one_finding_and_read_as_meant() {
    let early: Vec<(u16, i64)> = FOUR.iter().map(|(year, of)| (year - 1, *of)).collect();
    let second = post("udvalg = \"BIU\"", &FOUR);
    check(&two(&post("tekst = \"Løn\"", &early), "", &second))
        .only(&["aar-udenfor"])
        .fails("aar-udenfor")
        .points_at("2019")
        .holds("årene 2019-2022 er alle ét år for tidlige: tabellens år er 2020-2023")
        .holds("skriv 2020-2023 på posten");
    let late: Vec<(u16, i64)> = FOUR.iter().map(|(year, of)| (year + 2, *of)).collect();
    let all = post("tekst = \"Løn\"", &late) + &post("tekst = \"Kurser\"", &late);
    check(&table("oekonomi", "aktiviteter", "alene = \"prøve\"\n", &all))
        .only(&["aar-udenfor"])
        .fails("aar-udenfor")
        .holds("alle 2 år for sene");
    // One year that is wrong is that year's own slip.
    let one = [(2020, 1), (2021, 2), (2022, 3), (2032, 4)];
    check(&table("oekonomi", "aktiviteter", "alene = \"prøve\"\n", &post("tekst = \"Løn\"", &one)))
        .fails("aar-udenfor")
        .points_at("2032")
        .holds("mente du");
}

#[test]
fn codes_in_each_others_places_are_one_finding() {
    let keys = "styringsomraade = \"service\"\nudvalg = \"BIU\"\nbevilling = \"35.10\"\nui = \"U\"";
    let first = post("tekst = \"Løn\"", &FOUR[..2]);
    let note = |keys: &str| {
        let second = format!("\n[[tabel.post]]\n{keys}\n2020 = 3_200\n2021 = 6_500\n");
        table("oekonomi", "aktiviteter", "", &first)
            + &table("bevillinger", "bevillinger", "", &second)
    };
    check(&note(keys)).clean();
    for (one, other) in [("service", "BIU"), ("BIU", "35.10"), ("service", "35.10"), ("35.10", "U")]
    {
        let mark = |word: &str| format!("\"{word}\"");
        let swapped = keys.replace(&mark(one), "\"*\"").replace(&mark(other), &mark(one));
        let swapped = swapped.replace("\"*\"", &mark(other));
        check(&note(&swapped))
            .only(&["byttede-koder"])
            .fails("byttede-koder")
            .holds("de er byttet om")
            .holds(&format!("= \"{one}\""))
            .holds(&format!("= \"{other}\""));
    }
}

/// A round in this folder.
fn round(folder: &str, title: &str, years: &str, date: &str, prices: &str) -> Outcome {
    let text = format!(
        "titel = \"{title}\"\ndato = {date}\naar = {years}\nprisniveau = {prices}\nenhed = \"1.000 kr.\"\n"
    );
    let note = table(
        "oekonomi",
        "tekst",
        "kolonner = [{ id = \"a\", tekst = \"A\" }]\n",
        "\n[[tabel.post]]\na = \"b\"\n",
    );
    Case::new()
        .without("notes/budget-2020/runde.toml")
        .round(folder, &text)
        .note("BI1", &note)
        .check()
}

#[test]
fn a_copied_round_is_held_against_itself() {
    let (new, old) = ("[2027, 2028, 2029, 2030]", "[2026, 2027, 2028, 2029]");
    for (folder, title, years, date, prices) in [
        ("budget-2027", "Budget 2027", new, "2026-09-01", "2027"),
        // A paper has the prices of the year before, and begins with a school year.
        ("budget-2027", "Budget 2027", "[\"2026/27\", 2028, 2029]", "2026-06-30", "2026"),
        ("budget-2027", "Budget 2027", new, "2027-02-01", "\"løbende\""),
        ("overfoersel-2026", "Overførselssagen 2025-2026", old, "2024-03-01", "2020"),
        ("b", "Budget 2027", new, "2026-09-01", "2027"),
    ] {
        round(folder, title, years, date, prices).silent("runde-aar");
    }
    let told =
        |case: Outcome, at: &str, help: &str| case.warns("runde-aar").points_at(at).holds(help);
    let outcome = told(
        round("budget-2027", "Budget 2027", old, "2026-09-01", "2027"),
        old,
        &format!("ret aar til {new}"),
    );
    assert_eq!(outcome.picked().replacement.as_deref(), Some(new));
    told(
        round("budget-2027", "Budget 2026", new, "2026-09-01", "2026"),
        "\"Budget 2026\"",
        "ret titel til \"Budget 2027\" og prisniveau til 2027",
    );
    told(
        round("budget-2027", "Budget 2027", new, "2025-09-01", "2027"),
        "2025-09-01",
        "ret dato til en dag i 2026",
    );
    told(
        round("budget-2027", "Budget 2026", old, "2025-09-01", "2026"),
        "\"Budget 2026\"",
        "omdøb mappen til budget-2026, eller ret titlen og årene",
    );
    told(round("b", "Budget 2026", new, "2026-09-01", "2027"), new, "ret titel eller aar");
}

#[test]
fn years_out_of_order_and_twice_are_told() {
    let first = post("tekst = \"Løn\"", &FOUR[..2]);
    let note = |years: &str| {
        check(&table(
            "oekonomi",
            "aktiviteter",
            &format!("alene = \"prøve\"\naar = {years}\n"),
            &first,
        ))
    };
    for sound in [
        "[2020, 2021]",
        "[2023, 2022, 2021, 2020]",
        "[\"2019/20\", 2021]",
        "[2020, 2021, \"2022-2030\"]",
    ] {
        note(sound).silent("aar-raekkefoelge");
    }
    note("[2020, 2022, 2021, 2023]")
        .only(&["aar-raekkefoelge"])
        .warns("aar-raekkefoelge")
        .points_at("2022")
        .holds("ret listen til [2020, 2021, 2022, 2023]");
    note("[2020, 2021, 2021, 2023]")
        .only(&["aar-raekkefoelge"])
        .warns("aar-raekkefoelge")
        .points_at("2021")
        .holds("2021 står to gange");
}
