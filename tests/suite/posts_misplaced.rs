//! Posts that count what others count, stand in the wrong table, have each other's amounts or lack a
//! figure: one finding, and the mend that is offered works.

use crate::case::{Case, Outcome};

/// Two tables about the same money, with more posts in the first.
fn two(more: &str) -> String {
    format!(
        "{}{more}
[[tabel]]
id = \"bevillinger\"
type = \"bevillinger\"
titel = \"Bevillinger\"
{}{}",
        "[[tabel]]
id = \"oekonomi\"
type = \"aktiviteter\"
titel = \"Aktiviteter\"
",
        post("udvalg = \"SOU\"\nbevilling = \"34.05\"\nui = \"U\"", [3_200, 6_500]),
        post("udvalg = \"SUD\"\nbevilling = \"32.00\"\nui = \"U\"", [7_700, 5_200]),
    )
}

fn post(keys: &str, years: [i64; 2]) -> String {
    let [first, second] = years;
    format!(
        "\n[[tabel.post]]\n{keys}\nstyringsomraade = \"service\"\n2020 = {first}\n2021 = {second}\n"
    )
}

fn activities() -> String {
    post("id = \"a\"\ntekst = \"Rekruttering\"", [3_200, 6_500])
        + &post("tekst = \"Uddannelse\"", [7_700, 5_200])
}

fn check(note: &str) -> Outcome {
    Case::new().note("BI1", note).check()
}

#[test]
fn a_total_typed_as_a_post_is_one_finding_whatever_it_is_called() {
    let total = "\n[[tabel.post]]\ntekst = \"I alt\"\n2020 = 10_900\n2021 = 11_700\n";
    for named in [
        total.to_owned(),
        total.replace("I alt", "Indsatser"),
        post("tekst = \"Sum\"", [10_900, 11_700]),
    ] {
        check(&two(&(activities() + &named)))
            .only(&["samme-midler"])
            .fails("samme-midler")
            .holds("er summen af de andre poster, men lægges til dem")
            .holds("bevillinger 10.900 ≠ oekonomi 21.800")
            .holds("slet posten");
    }
    check(&two(&activities())).clean();
}

#[test]
fn a_total_that_nothing_contradicts_is_a_warning_where_it_can_hardly_be_chance() {
    let table = |last: &str| {
        format!(
            "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\n{}{last}",
            activities()
        )
    };
    check(&table(&post("tekst = \"Total\"", [10_900, 11_700])))
        .warns("talt-to-gange")
        .points_at("\"Total\"");
    check(&table(&post("tekst = \"Begge\"", [10_900, 11_700]))).warns("talt-to-gange");
    // Another sum, another sort, and too few digits to tell it from chance.
    check(&table(&post("tekst = \"Begge\"", [10_900, 11_701]))).silent("talt-to-gange");
    check(&table(&post("art = \"finansiering\"\ntekst = \"Puljen\"", [10_900, 11_700])))
        .silent("talt-to-gange");
    let few = table(&post("tekst = \"Tre\"", [30, 30]))
        .replace("3_200", "10")
        .replace("6_500", "10")
        .replace("7_700", "20")
        .replace("5_200", "20");
    check(&few).silent("talt-to-gange");
}

#[test]
fn a_subtotal_and_a_part_are_offered_what_makes_them_that() {
    let subtotal = post("tekst = \"Drift i alt\"", [10_900, 11_700]);
    let note = two(&(activities() + &subtotal + &post("tekst = \"Andet\"", [0, 0])));
    check(&note).only(&["samme-midler"]).fails("samme-midler").holds("skriv delsum = true");
    check(&note.replace("tekst = \"Drift i alt\"", "tekst = \"Drift i alt\"\ndelsum = true"))
        .clean();
    let part = post("tekst = \"- heraf annoncer\"", [100, 200]);
    let note = two(&(post("id = \"a\"\ntekst = \"Rekruttering\"", [3_200, 6_500])
        + &part
        + &post("tekst = \"Uddannelse\"", [7_700, 5_200])));
    check(&note)
        .only(&["samme-midler"])
        .fails("samme-midler")
        .holds("er en del af `Rekruttering`")
        .holds("skriv heraf = \"a\"");
    check(&note.replace("tekst = \"- heraf", "heraf = \"a\"\ntekst = \"- heraf")).clean();
    // More than the post above, and counted by the other table: only its name says that it is one.
    check(&two(&activities().replace("\"Uddannelse\"", "\"Heraf uddannelse\"")))
        .only(&["talt-to-gange"])
        .warns("talt-to-gange")
        .holds("slet ordet Heraf");
}

#[test]
fn a_copied_post_is_one_finding_and_two_alike_are_told() {
    let copy = post("tekst = \"Uddannelse\"", [7_700, 5_200]);
    check(&two(&(activities() + &copy)))
        .only(&["samme-midler"])
        .fails("samme-midler")
        .holds("posten `Uddannelse` står to gange i `oekonomi` med de samme beløb");
    let table = |second: &str| {
        format!(
            "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\n{}{}",
            post("tekst = \"Uddannelse\"", [10, 10]),
            post(second, [10, 20])
        )
    };
    check(&table("tekst = \"Uddannelse\"")).remarks("ens-poster").points_at("\"Uddannelse\"");
    for other in [
        "tekst = \"Løn\"",
        "id = \"b\"\ntekst = \"Uddannelse\"",
        "art = \"finansiering\"\ntekst = \"Uddannelse\"",
    ] {
        check(&table(other)).silent("ens-poster");
    }
}

#[test]
fn a_post_in_the_wrong_table_is_one_finding_that_says_where_it_belongs() {
    let moved = post("tekst = \"Uddannelse\"", [7_700, 5_200]);
    let note = two(&post("tekst = \"Rekruttering\"", [3_200, 6_500])) + &moved;
    check(&note)
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("\"Uddannelse\"")
        .holds("(uden bevilling) i `bevillinger` hører vist til i `oekonomi`")
        .holds("flyt posten til `oekonomi`");
}

#[test]
fn a_forgotten_figure_is_asked_for_in_its_row() {
    let note = two(&activities());
    let without = note.replacen("2021 = 5200\n", "", 1);
    check(&without)
        .only(&["samme-midler"])
        .fails("samme-midler")
        .holds("mangler der et tal i 2021 på posten `Uddannelse`")
        .holds("2021 = 5_200");
    let empty = note.replacen("2020 = 7700\n2021 = 5200\n", "", 1);
    check(&empty)
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("\"Uddannelse\"")
        .holds("posten `Uddannelse` i `oekonomi` har ingen tal");
}

#[test]
fn a_year_that_one_table_says_nothing_of_is_told_as_that() {
    let note = two(&activities());
    check(&(note.clone() + "2022 = 100\n"))
        .only(&["samme-midler"])
        .fails("samme-midler")
        .holds("`bevillinger` har 100 for service i 2022, men `oekonomi` har intet tal")
        .holds("mangler der et tal i 2022 på posten `Uddannelse`");
    let income = "\n[[tabel.post]]\nstyringsomraade = \"service\"\nudvalg = \"SUD\"\n\
                  bevilling = \"32.00\"\nui = \"I\"\n2022 = -100\n";
    check(&(note + income))
        .only(&["samme-midler"])
        .fails("samme-midler")
        .holds("skriv tallet i `oekonomi` også, eller slet det i `bevillinger`");
}

#[test]
fn posts_with_each_others_amounts_are_told_once() {
    let table = |id: &str, first: &str, second: &str| {
        format!(
            "[[tabel]]\nid = \"{id}\"\ntype = \"aktiviteter\"\ntitel = \"{id}\"\n
[[tabel.post]]\ntekst = \"Byggemodning\"\n{first}\n
[[tabel.post]]\ntekst = \"Øvrige anlæg\"\n{second}\n\n"
        )
    };
    let a = table("a", "beloeb = 93_500", "beloeb = 389_600");
    check(&(a.clone() + &table("b", "2020 = 389_600", "2020 = 93_500")))
        .only(&["ombyttede-poster"])
        .warns("ombyttede-poster");
    check(&(a + &table("b", "2020 = 93_500", "2020 = 389_600"))).clean();
}

#[test]
fn an_old_total_and_its_sum_across_are_one_finding_where_another_table_confirms_the_posts() {
    let note =
        two(&(activities() + "\n[tabel.i_alt]\n2020 = 9_637\n2021 = 11_700\ni_alt = 21_337\n"));
    check(&note).only(&["kolonnesum"]).fails("kolonnesum").holds("er 9.637 og 21.337");
}

#[test]
fn income_and_savings_by_their_art_have_a_minus() {
    let table = |art: &str, years: [i64; 2], more: &str| {
        format!(
            "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\n{more}{}{}",
            post("tekst = \"Drift\"", [900, 900]),
            post(&format!("tekst = \"X\"\nart = \"{art}\""), years)
        )
    };
    let check = |art: &str, years: [i64; 2], more: &str| check(&table(art, years, more));
    check("indtaegt", [400, -400], "").warns("ui-fortegn").points_at("400");
    check("besparelse", [300, 300], "").warns("ui-fortegn").points_at("300");
    check("besparelse", [-300, 300], "").warns("ui-fortegn").points_at("300");
    // A saving that costs something first, and money that is moved.
    check("besparelse", [300, -300], "").silent("ui-fortegn");
    check("indtaegt", [-400, -400], "").silent("ui-fortegn");
    check("indtaegt", [400, 400], "skal_give = 0\n").silent("ui-fortegn");
}

#[test]
fn a_post_that_the_other_table_has_nothing_for_is_one_finding() {
    let two_posts = two(&activities());
    let start = two_posts.rfind("[[tabel.post]]").unwrap();
    check(&two_posts[..start])
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("\"bevillinger\"")
        .holds("mangler netop beløbene fra posten `Uddannelse` i `oekonomi`")
        .holds("tilføj beløbene i `bevillinger`");
    // Two posts with the same amounts: it may be either.
    let alike = two(&activities().replace("= 7700", "= 3200").replace("= 5200", "= 6500"));
    let start = alike.rfind("[[tabel.post]]").unwrap();
    let outcome = check(&alike[..start]);
    assert!(!outcome.all().contains("mangler netop"), "{}", outcome.all());
}

#[test]
fn an_option_that_one_post_lacks_is_one_finding() {
    let choices = "[[valgmulighed]]\nid = \"a\"\ntitel = \"A\"\n\n[[valgmulighed]]\nid = \"b\"\ntitel = \"B\"\n\n";
    let first = post("tekst = \"Rekruttering\"\nvalg = \"a\"", [3_200, 6_500])
        + &post("tekst = \"Uddannelse\"\nvalg = \"b\"", [7_700, 5_200]);
    let note = |activities: &str| {
        let whole = two(activities).replace("udvalg = \"SOU\"", "valg = \"a\"\nudvalg = \"SOU\"");
        choices.to_owned() + &whole.replace("udvalg = \"SUD\"", "valg = \"b\"\nudvalg = \"SUD\"")
    };
    check(&note(&first)).clean();
    check(&note(&first.replace("\nvalg = \"b\"", "")))
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("\"Uddannelse\"")
        .holds("posten `Uddannelse` i `oekonomi` hører ikke til nogen valgmulighed; med valg b stemmer tabellerne")
        .holds("skriv valg = \"b\" på posten");
    // Of one option, one of its posts lacks it.
    let one = note(&first).replace("valg = \"b\"", "valg = \"a\"");
    check(&one).clean();
    check(&one.replacen("valg = \"a\"\n", "", 1))
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("\"Rekruttering\"")
        .holds("skriv valg = \"a\" på posten");
}

#[test]
fn a_copied_post_with_its_id_is_one_finding() {
    let twice = activities() + &post("id = \"a\"\ntekst = \"Rekruttering\"", [3_200, 6_500]);
    check(&two(&twice))
        .only(&["samme-midler"])
        .fails("samme-midler")
        .holds("posten `Rekruttering` står to gange i `oekonomi` med de samme beløb")
        .holds("slet posten");
    // With other figures it is another post with the same id.
    check(&two(&twice.replacen("2020 = 3200", "2020 = 3100", 1))).fails("dobbelt-id");
}

#[test]
fn a_total_that_agrees_with_its_own_sum_across_blames_no_figure() {
    let table = "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\n"
        .to_owned()
        + &activities()
        + "\n[tabel.i_alt]\n2020 = 10_000\n2021 = 11_700\ni_alt = 21_700\n";
    check(&table)
        .only(&["kolonnesum"])
        .fails("kolonnesum")
        .points_at("10_000")
        .holds("er rækken skrevet, før en post blev ændret, så slet rækken: summen regnes så ud");
}

#[test]
fn a_post_with_all_signs_turned_or_in_another_unit_is_one_finding() {
    let turned = |figures: [i64; 2]| {
        let [first, second] = figures;
        two(&activities()).replace(
            "ui = \"U\"\nstyringsomraade = \"service\"\n2020 = 7700\n2021 = 5200\n",
            &format!(
                "ui = \"U\"\nstyringsomraade = \"service\"\n2020 = {first}\n2021 = {second}\n"
            ),
        )
    };
    check(&turned([7_700, 5_200])).clean();
    check(&turned([-7_700, -5_200]))
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("-7700")
        .holds("alle tal på posten `SUD` i `bevillinger` har det forkerte fortegn")
        .holds("skriv 7.700 i stedet for -7.700");
    check(&turned([7_700_000, 5_200_000]))
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("7700000")
        .holds("er 1.000 gange for store")
        .holds("skriv 7.700 i stedet for 7.700.000")
        .holds("posten er vist skrevet i kr.");
    // One figure is told by itself.
    check(&turned([-7_700, 5_200])).fails("samme-midler").holds("fortegnet er vendt");
}
