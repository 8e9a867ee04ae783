//! Relations held for each row: `for_hver = ["post"]` pairs the rows of two tables.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use budgetnotat::text::Lang;

use crate::case::{Case, Outcome};

/// Six rows, and their figures in 2020; in 2021 each is one more.
const ROWS: [(&str, i32); 6] = [
    ("Løn", 100),
    ("Husleje", 210),
    ("It", 320),
    ("Kurser", 430),
    ("Rejser", 540),
    ("Inventar", 650),
];

/// Another order.
const SHUFFLED: [usize; 6] = [3, 5, 0, 2, 1, 4];

/// A table of some posts.
fn table(id: &str, head: &str, posts: &[String]) -> String {
    let mut out = format!(
        "[[tabel]]\nid = \"{id}\"\ntype = \"aktiviteter\"\ntitel = \"{id}\"\nmidler = \"{id}\"\n{head}\n"
    );
    for post in posts {
        let _ = writeln!(out, "[[tabel.post]]\n{post}");
    }
    out
}

/// A table of money in columns of its own.
fn columns(id: &str, ids: &[&str], posts: &[String]) -> String {
    let listed: Vec<String> =
        ids.iter().map(|id| format!("{{ id = \"{id}\", tekst = \"Kolonne {id}\" }}")).collect();
    let head = format!("enhed = \"1.000 kr.\"\nkolonner = [{}]", listed.join(", "));
    table(id, &head, posts).replace("type = \"aktiviteter\"", "type = \"tal\"")
}

/// The six rows in an order.
fn six(order: impl IntoIterator<Item = usize>) -> Vec<String> {
    let row = |at: usize| {
        let (text, figure) = ROWS[at];
        format!("tekst = \"{text}\"\n2020 = {figure}\n2021 = {}", figure + 1)
    };
    order.into_iter().map(row).collect()
}

fn relation(led: &str, each: &str) -> String {
    format!("[[afstemning]]\ntekst = \"De er ens\"\nled = [{led}]\nfor_hver = [{each}]\n")
}

/// Two tables whose rows are compared.
fn compared(a: &str, b: &str) -> Outcome {
    Case::new().note("BI1", &format!("{a}{b}{}", relation("\"a\", \"-b\"", "\"post\""))).check()
}

/// Posts, each by its keys.
fn posts(list: &[&str]) -> Vec<String> {
    list.iter().map(|post| (*post).to_owned()).collect()
}

#[test]
fn rows_are_paired_by_text_in_any_order() {
    let (a, b) = (table("a", "", &six(0..6)), table("b", "", &six(SHUFFLED)));
    compared(&a, &b).only(&[]);
    // Neither the size of letters nor blanks tell texts apart.
    let other = b.replace("\"Løn\"", "\"LØN \"").replace("Husleje", " hus leje");
    compared(&a.replace("Husleje", "Hus  leje"), &other).only(&[]);
    // All of it is verified.
    let solved = compared(&a, &b);
    assert_eq!(solved.checked.unverified.len(), 0);
}

#[test]
fn a_wrong_figure_is_one_finding_at_the_figure() {
    let a = format!("{}[tabel.i_alt]\n2020 = 2_250\n", table("a", "", &six(0..6)));
    let b = table("b", "", &six(SHUFFLED)).replace("2020 = 320", "2020 = 350");
    let found = compared(&a, &b).only(&["afstemning"]).fails("afstemning");
    let found = found
        .points_at("350")
        .holds("holder ikke: De er ens (`It` i 2020)")
        .holds("a 320 ≠ b 350 (forskel 30)")
        .holds("til 320, stemmer det");
    let labelled: Vec<&str> =
        found.picked().labels.iter().map(|label| found.project.sources.slice(label.span)).collect();
    assert!(labelled.contains(&"320"), "{labelled:?}");
    assert!(found.message(Lang::En).contains("(`It` in 2020)"));
    // Where nothing else tells which of them is wrong, both are offered.
    let a = table("a", "", &six(0..6));
    compared(&a, &b)
        .only(&["afstemning"])
        .fails("afstemning")
        .points_at("320")
        .holds("til 350, eller 350 i linje");
    // So is a figure that one of them lacks.
    let without = table("b", "", &six(SHUFFLED)).replace("2020 = 320\n", "");
    let found = compared(&a, &without).only(&["afstemning"]).fails("afstemning");
    found.points_at("320").holds("a 320 ≠ b 0");
}

#[test]
fn a_row_without_a_partner_is_named() {
    let a = table("a", "", &six(0..6));
    let found = compared(&a, &table("b", "", &six(SHUFFLED[1..].iter().copied())));
    let found = found.only(&["afstemning-led"]).fails("afstemning-led");
    found
        .points_at("\"Kurser\"")
        .holds("`Kurser` i `a` har ingen tilsvarende post i `b`")
        .holds("skriv posten i `b`, eller slet den her");
    // The rest is compared all the same.
    let b = table("b", "", &six(SHUFFLED[1..].iter().copied())).replace("2020 = 320", "2020 = 350");
    compared(&a, &b).only(&["afstemning", "afstemning-led"]);
    // What is left in the other table is named with it.
    let b = table("b", "", &six(SHUFFLED)).replace("Kurser", "Efteruddannelse");
    let found = compared(&a, &b).only(&["afstemning-led"; 2]).fails("afstemning-led");
    found.points_at("\"Kurser\"").holds("er det `Efteruddannelse` i `b`");
}

#[test]
fn a_slip_in_a_text_is_one_finding_that_names_the_row_that_was_meant() {
    let a = table("a", "", &six(0..6));
    let b = table("b", "", &six(SHUFFLED)).replace("Inventar", "Inventer");
    let found = compared(&a, &b).only(&["afstemning-led"]).fails("afstemning-led");
    found.points_at("\"Inventer\"").holds("mente du Inventar?");
}

#[test]
fn a_row_with_two_partners_is_named() {
    let a = table("a", "", &six(0..6));
    let twice = table("b", "", &six(SHUFFLED.into_iter().chain([0])));
    let found =
        compared(&a, &twice).only(&["afstemning-led", "ens-poster"]).fails("afstemning-led");
    let found =
        found.points_at("\"Løn\"").holds("`Løn` i `a` passer på 2 poster i `b`").holds("samme id");
    let labelled = found.picked().labels.iter();
    let twice = labelled.filter(|label| found.project.sources.slice(label.span) == "\"Løn\"");
    assert_eq!(twice.count(), 2);
    // In both tables.
    let (a, b) = (six([0, 1, 0]), six([0, 0, 1]));
    let found = compared(&table("a", "", &a), &table("b", "", &b));
    found
        .only(&["afstemning-led", "ens-poster", "ens-poster"])
        .fails("afstemning-led")
        .holds("2 poster i `a` og 2 i `b`");
    // Ids tell them apart, whichever comes first.
    let known = |posts: &[String], ids: [&str; 2]| -> Vec<String> {
        let mut ids = ids.into_iter();
        let post = |post: &String| {
            if post.contains("Løn") {
                format!("id = \"{}\"\n{post}", ids.next().unwrap())
            } else {
                post.clone()
            }
        };
        posts.iter().map(post).collect()
    };
    let (one, other) = (known(&a, ["x", "y"]), known(&b, ["y", "x"]));
    compared(&table("a", "", &one), &table("b", "", &other)).only(&[]);
}

#[test]
fn ids_decide_where_both_rows_have_one() {
    let a = posts(&["id = \"x\"\ntekst = \"Løn\"\n2020 = 1", "tekst = \"It\"\n2020 = 2"]);
    let same = posts(&["tekst = \"It\"\n2020 = 2", "id = \"x\"\ntekst = \"Personale\"\n2020 = 1"]);
    compared(&table("a", "", &a), &table("b", "", &same)).only(&[]);
    let other = posts(&["tekst = \"It\"\n2020 = 2", "id = \"y\"\ntekst = \"Løn\"\n2020 = 1"]);
    let found = compared(&table("a", "", &a), &table("b", "", &other));
    let found = found.only(&["afstemning-led"]).fails("afstemning-led").points_at("\"Løn\"");
    found.holds("`Løn` i `a` har id = \"x\", her står \"y\"");
    // Only one has an id: that says nothing.
    let bare = posts(&["tekst = \"It\"\n2020 = 2", "tekst = \"Løn\"\n2020 = 1"]);
    compared(&table("a", "", &a), &table("b", "", &bare)).only(&[]);
}

#[test]
fn codes_pair_rows_whose_texts_differ() {
    let a = posts(&[
        "tekst = \"Skoler\"\nudvalg = \"BUU\"\n2020 = 1",
        "tekst = \"Voksne\"\nudvalg = \"SUD\"\n2020 = 2",
        "tekst = \"Ledige\"\nudvalg = \"BIU\"\n2020 = 3",
    ]);
    // By name, by alias, and the administration that is under the committee.
    let b = posts(&[
        "tekst = \"Socialt\"\nudvalg = \"SOC\"\n2020 = 2",
        "tekst = \"Job\"\nudvalg = \"BIU\"\n2020 = 3",
        "tekst = \"Undervisning\"\nudvalg = \"Børne- og Ungdomsudvalget\"\n2020 = 1",
    ]);
    let found = compared(&table("a", "", &a), &table("b", "", &b)).clean();
    found.only(&["andet-navn"; 2]);
    let wrong = table("b", "", &b).replace("2020 = 3", "2020 = 4");
    compared(&table("a", "", &a), &wrong).fails("afstemning").holds("(`Ledige` i 2020)");
    // Codes that several rows have leave it to the texts.
    let service = "styringsomraade = \"service\"";
    let (a, b) = (table("a", service, &six(0..6)), table("b", service, &six(SHUFFLED)));
    compared(&a, &b).only(&[]);
    compared(&a, &b.replace("\"It\"", "\"Software\"")).only(&["afstemning-led"; 2]);
    // The same text under different codes is not the same row.
    let of = |codes: [&str; 2]| {
        let post = |(code, figure): (&str, i32)| {
            format!("tekst = \"Løn\"\nudvalg = \"{code}\"\n2020 = {figure}")
        };
        [(codes[0], 1), (codes[1], 2)].map(post)
    };
    compared(&table("a", "", &of(["BIU", "SUD"])), &table("b", "", &of(["BIU", "SUD"]))).only(&[]);
    let found =
        compared(&table("a", "", &of(["BIU", "SUD"])), &table("b", "", &of(["BIU", "BUU"])));
    let found = found.only(&["afstemning-led"]).fails("afstemning-led").points_at("\"Løn\"");
    found.holds("har udvalg SUD, her er det BUU");
}

#[test]
fn an_appropriation_is_the_same_without_its_points() {
    let note = |number: &str, figure: i32| {
        let a = posts(&[
            "tekst = \"Beskæftigelse\"\nudvalg = \"BIU\"\nbevilling = \"35.10\"\n2020 = 7",
            "tekst = \"Øvrige\"\nudvalg = \"BIU\"\n2020 = 5",
        ]);
        let b = [
            "tekst = \"Øvrige\"\nudvalg = \"BIU\"\n2020 = 5".to_owned(),
            format!(
                "tekst = \"Rammen\"\nudvalg = \"BIU\"\nbevilling = \"{number}\"\n2020 = {figure}"
            ),
        ];
        compared(&table("a", "", &a), &table("b", "", &b))
    };
    for number in ["35.10", "3510"] {
        note(number, 7).silent("afstemning").silent("afstemning-led");
        note(number, 8).fails("afstemning").holds("a 7 ≠ b 8");
    }
}

#[test]
fn parts_are_compared_with_parts_of_the_same_row() {
    let rows = |it: i32, more: &str| {
        posts(&[
            "id = \"loen\"\ntekst = \"Løn\"\n2020 = 10",
            "tekst = \"heraf vikarer\"\nheraf = \"loen\"\n2020 = 3",
            "id = \"it\"\ntekst = \"It\"\n2020 = 20",
            &format!("tekst = \"heraf vikarer\"\n{more}2020 = {it}"),
        ])
    };
    let a = table("a", "", &rows(4, "heraf = \"it\"\n"));
    let turned = |rows: &[String]| [&rows[2..], &rows[..2]].concat();
    compared(&a, &table("b", "", &turned(&rows(4, "heraf = \"it\"\n")))).only(&[]);
    let found = compared(&a, &table("b", "", &turned(&rows(5, "heraf = \"it\"\n"))));
    found.only(&["afstemning"]).fails("afstemning").points_at("4").holds("`heraf vikarer` i 2020");
    // A row that is missing is told, and not its parts.
    let found = compared(&a, &table("b", "", &rows(4, "heraf = \"it\"\n")[..2]));
    found.only(&["afstemning-led"]).fails("afstemning-led").points_at("\"It\"");
    let found = compared(&a, &table("b", "", &rows(4, "heraf = \"it\"\n")[..3]));
    found.only(&["afstemning-led"]).fails("afstemning-led").points_at("\"heraf vikarer\"");
    // What is counted in one table only is told once.
    let found = compared(&a, &table("b", "", &rows(4, "")));
    found.only(&["afstemning-led"]).fails("afstemning-led").holds("og heraf mod heraf");
    // Subtotals and headings are not paired.
    let more = posts(&["tekst = \"Drift\"\noverskrift = true", "tekst = \"Løn\"\n2020 = 10"]);
    let more = [more, posts(&["tekst = \"Sum\"\ndelsum = true"])].concat();
    compared(&table("a", "", &more), &table("b", "", &more[1..2])).only(&[]);
}

#[test]
fn rows_in_lines_are_rows_like_others() {
    let lines = |id: &str, rows: &str| {
        let head = "aar = [2020, 2021]\nraekker = '''\n|   | tekst | udvalg | 2020 | 2021 |\n";
        table(id, &format!("{head}{rows}'''"), &[])
    };
    let a = lines(
        "a",
        "|   | Løn           | BIU | 10 | 11 |\n\
         | > | heraf vikarer |     |  3 |  4 |\n\
         |   | It            | SUD | 20 | 21 |\n\
         | > | heraf vikarer |     |  5 |  - |\n",
    );
    let b = |part: i32| {
        lines(
            "b",
            &format!(
                "|   | It            | SUD | 20 | 21 |\n\
                 | > | heraf vikarer |     | {part} |  - |\n\
                 |   | Personale     | BIU | 10 | 11 |\n\
                 | > | heraf vikarer |     |  3 |  4 |\n"
            ),
        )
    };
    compared(&a, &b(5)).only(&[]);
    let found = compared(&a, &b(6)).only(&["afstemning"]).fails("afstemning");
    found.points_at("5").holds("(`heraf vikarer` i 2020)").holds("a 5 ≠ b 6");
    // One in lines and one in blocks.
    let blocks = posts(&[
        "id = \"i\"\ntekst = \"It\"\n2020 = 20\n2021 = 21",
        "tekst = \"Heraf vikarer\"\nheraf = \"i\"\n2020 = 5",
        "tekst = \"LØN\"\n2020 = 10\n2021 = 11",
    ]);
    let found = compared(&a, &table("b", "", &blocks)).only(&["afstemning-led"]);
    found.fails("afstemning-led").points_at("heraf vikarer").holds("i `a` har ingen tilsvarende");
}

#[test]
fn figures_are_compared_in_the_finest_unit_and_within_rounding() {
    let exact = [1_234, 2_345, 6_789, 10_250, 3_450, 99];
    let rounded = ["1.2", "2.3", "6.8", "10.3", "3.4", "0.1"];
    let post = |at: usize, figure: &str| format!("tekst = \"{}\"\n2020 = {figure}", ROWS[at].0);
    let a: Vec<String> = (0..6).map(|at| post(at, &exact[at].to_string())).collect();
    let b: Vec<String> = SHUFFLED.iter().map(|at| post(*at, rounded[*at])).collect();
    let b = |head: &str| table("b", &format!("enhed = \"mio. kr.\"\n{head}"), &b);
    let a = table("a", "", &a);
    compared(&a, &b("afrundet = true")).only(&[]);
    let found = compared(&a, &b("afrundet = true").replace("6.8", "6.9")).only(&["afstemning"]);
    found.fails("afstemning").holds("a 6.789 t.kr. ≠ b 6.900 t.kr. (forskel 111 t.kr.)");
    // Rounded figures are judged with all sums that they are in: each row is within rounding, but
    // not with the total that is written.
    let total = format!("{}[tabel.i_alt]\n2020 = 24.4\n", b("afrundet = true"));
    compared(&a, &total).fails("stemmer-ikke-samlet");
    let total = total.replace("24.4", "24.2");
    compared(&a, &total).silent("stemmer-ikke-samlet").silent("afstemning");
    // One that is not rounded is not held against the other.
    compared(&a, &b("")).only(&["afstemning-enhed"]);
}

#[test]
fn columns_that_one_table_has_are_told_once() {
    let years = |years: &str, rows: Vec<String>| table("a", &format!("aar = [{years}]"), &rows);
    // In 2022 it is what it was in 2021.
    let three = |rows: Vec<String>| -> Vec<String> {
        let last = |row: &String| row.rsplit_once("2021 = ").map(|(_, last)| last.to_owned());
        rows.iter().map(|row| format!("{row}\n2022 = {}", last(row).unwrap())).collect()
    };
    let a = years("2020, 2021, 2022", three(six(0..6)));
    let b = table("b", "aar = [2020, 2021]", &six(SHUFFLED));
    let found = compared(&a, &b).clean().remarks("afstemning-kolonne").points_at("\"post\"");
    found.holds("2022 i `a` holdes ikke op mod noget");
    // A year without figures leaves nothing unsaid.
    compared(&years("2020, 2021, 2022", six(0..6)), &b).silent("afstemning-kolonne");
    // A column that another relation names is compared there.
    let named = format!(
        "{a}{b}{}{}",
        relation("\"a\", \"-b\"", "\"post\""),
        relation("\"a[2022]\", \"-b[2021]\"", "\"post\"")
    );
    Case::new().note("BI1", &named).check().only(&[]);
    // Of two that look alike, it is said that they may be one.
    let row = |id: &str| posts(&[&format!("tekst = \"Løn\"\nx = 1\n{id} = 2")]);
    let (a, b) =
        (columns("a", &["x", "antal"], &row("antal")), columns("b", &["x", "antl"], &row("antl")));
    let found = compared(&a, &b).remarks("afstemning-kolonne");
    found.holds("antal i `a` og antl i `b`").holds("giv de to kolonner samme id");
}

#[test]
fn columns_of_other_names_are_compared_where_terms_name_them() {
    let a = table("a", "", &six(0..6));
    let post =
        |at: usize, more: i32| format!("tekst = \"{}\"\nx = {}", ROWS[at].0, ROWS[at].1 + more);
    let b = |slip: i32| {
        let own = |at: &usize| post(*at, if *at == 2 { slip } else { 0 });
        columns("b", &["x"], &SHUFFLED.iter().map(own).collect::<Vec<_>>())
    };
    let note = |b: &str, led: &str| {
        Case::new().note("BI1", &format!("{a}{b}{}", relation(led, "\"post\""))).check()
    };
    note(&b(0), "\"a[2020]\", \"-b[x]\"").silent("afstemning").silent("afstemning-led");
    let found = note(&b(1), "\"a[2020]\", \"-b[x]\"").fails("afstemning").holds("(`It`)");
    found.holds("a 320 ≠ b 321");
    let found = note(&b(0), "\"a\", \"-b\"").fails("afstemning-led");
    found.holds("ingen kolonner til fælles").holds("\"a[2020]\" og \"-b[x]\"");
    let found = note(&b(0), "\"a[2020]\", \"-b\"").fails("afstemning-led").points_at("\"-b\"");
    found.holds("siger ikke sin kolonne").holds("skriv en af b[x]");
}

#[test]
fn a_tables_columns_are_compared_row_by_row() {
    let post = |text: &str, figures: [i32; 3]| {
        let [spent, left, given] = figures;
        format!("tekst = \"{text}\"\nbrugt = {spent}\ntilbage = {left}\ngivet = {given}")
    };
    // Two rows of one text: each is its own partner.
    let note = |given: i32| {
        let rows = [post("Løn", [1, 2, 3]), post("Løn", [4, 5, given]), post("It", [7, 8, 15])];
        let a = columns("a", &["brugt", "tilbage", "givet"], &rows);
        let led = "\"a[givet]\", \"-a[brugt]\", \"-a[tilbage]\"";
        Case::new().note("BI1", &format!("{a}{}", relation(led, "\"post\""))).check()
    };
    note(9).silent("afstemning").silent("afstemning-led");
    note(8).fails("afstemning").holds("8 ≠ 9 (forskel 1)").points_at("8");
    for led in ["\"a\", \"-a\"", "\"a[brugt]\", \"-a[brugt]\""] {
        let a = columns("a", &["brugt"], &posts(&["tekst = \"Løn\"\nbrugt = 1"]));
        let found = Case::new().note("BI1", &format!("{a}{}", relation(led, "\"post\""))).check();
        found.fails("afstemning-led").holds("holdes op mod sig selv");
    }
}

#[test]
fn sums_across_are_compared_where_they_are_printed() {
    let with = |order: &[usize], more: i32| -> Vec<String> {
        let row =
            |row: (&usize, String)| format!("{}\ni_alt = {}", row.1, ROWS[*row.0].1 * 2 + 1 + more);
        order.iter().zip(six(order.iter().copied())).map(row).collect()
    };
    let order = [0, 1, 2, 3, 4, 5];
    let a = table("a", "", &with(&order, 0));
    compared(&a, &table("b", "", &six(SHUFFLED))).only(&[]);
    compared(&a, &table("b", "", &with(&SHUFFLED, 0))).only(&[]);
    // Over other years they are not the same sums.
    let other: Vec<String> =
        with(&SHUFFLED, 7).iter().map(|row| format!("{row}\n2022 = 7")).collect();
    let b = table("b", "aar = [2020, 2021, 2022]", &other);
    let a = table("a", "aar = [2020, 2021]", &with(&order, 0));
    compared(&a, &b).clean().remarks("afstemning-kolonne").holds("2022 i `b`");
}

#[test]
fn a_relation_that_holds_for_no_row_is_told_once_at_the_relation() {
    let note = |led: &str, b: &str| {
        let a = table("a", "", &six(0..6));
        Case::new().note("BI1", &format!("{a}{b}{}", relation(led, "\"post\""))).check()
    };
    let b = table("b", "", &six(SHUFFLED));
    let found = note("\"a\", \"b\"", &b).only(&["afstemning"]).fails("afstemning");
    found
        .points_at("\"b\"")
        .holds("holder for ingen af 6 poster: De er ens")
        .holds("skriv leddet som \"-b\"");
    note("\"a\", \"-b\"", &b).only(&[]);
    // In one of the years.
    let other = b.replace("2021 = ", "2021 = 1");
    let found = note("\"a\", \"-b\"", &other).only(&["afstemning"]).fails("afstemning");
    found.holds("holder for ingen af 6 poster i 2021").points_at("\"De er ens\"");
    // Where it holds for one, the others are told each by itself.
    let one = other.replace("2021 = 1101", "2021 = 101");
    note("\"a\", \"-b\"", &one).only(&["afstemning"; 5]);
}

#[test]
fn rows_that_have_each_others_figures_are_one_finding() {
    let a = table("a", "", &six(0..6));
    let b = table("b", "", &six(SHUFFLED));
    let b =
        b.replace("\"It\"", "\"x\"").replace("\"Kurser\"", "\"It\"").replace("\"x\"", "\"Kurser\"");
    let found = compared(&a, &b).only(&["afstemning"]).fails("afstemning");
    let found = found
        .holds("`It` og `Kurser` i `b` har hinandens tal")
        .holds("fx a 320 ≠ b 430")
        .points_at("\"It\"");
    assert!(found.line(found.picked().primary.span) > 20, "in the later table");
    // A figure that is wrong besides is told each by itself.
    let more = b.replace("2021 = 321", "2021 = 322");
    compared(&a, &more).only(&["afstemning"; 4]);
}

#[test]
fn what_can_not_be_held_for_each_row_is_told() {
    let tables: String =
        ["a", "b", "c"].iter().map(|id| table(id, "", &six(0..6))).collect::<Vec<_>>().concat();
    let tables = tables.replacen("tekst = \"Løn\"", "id = \"loen\"\ntekst = \"Løn\"", 1);
    let said = |led: &str, each: &str| {
        Case::new().note("BI1", &format!("{tables}{}", relation(led, each))).check()
    };
    let fails = |led: &str, each: &str| {
        let found = said(led, each);
        let own = found.findings().iter().filter(|found| found.rule.name == "afstemning-led");
        assert_eq!(own.count(), 1, "{}", found.all());
        found.fails("afstemning-led")
    };
    fails("\"a.loen\", \"-b\"", "\"post\"").points_at("\"a.loen\"").holds("er en enkelt post");
    fails("\"a\"", "\"post\"").points_at("\"post\"").holds("to led");
    fails("\"a\", \"-b\", \"-c\"", "\"post\"").points_at("\"-c\"").holds("mere end to tabeller");
    fails("\"a\", \"-b\"", "\"post\", \"udvalg\"").points_at("\"udvalg\"").holds("slet udvalg");
    fails("\"a\", \"-b\"", "\"post\", \"posst\"").points_at("\"posst\"").holds("mente du post?");
    // With the years, only these; and both tables must have them.
    said("\"a\", \"-b\"", "\"aar\", \"post\"").silent("afstemning-led").silent("afstemning");
    let fewer = tables.replacen("midler = \"b\"", "midler = \"b\"\naar = [2020, 2021]", 1);
    let note = format!("{fewer}{}", relation("\"a\", \"-b\"", "\"post\", \"aar\""));
    Case::new().note("BI1", &note).check().fails("afstemning-led").holds("ikke de samme år");
    // Nothing is the same: one finding.
    let none = [table("a", "", &six(0..3)), table("b", "", &six(3..6))].concat();
    let note = format!("{none}{}", relation("\"a\", \"-b\"", "\"post\""));
    let found = Case::new().note("BI1", &note).check();
    found.only(&["afstemning-led"]).fails("afstemning-led").holds("ingen post i `a`");
}

/// Rows are looked up by what they are known by, so that time grows with them and not with their
/// square, whatever they have in common.
#[test]
fn a_thousand_rows_take_no_time() {
    let many = |of: &dyn Fn(usize) -> String| -> Vec<String> { (0..1000).map(of).collect() };
    let plain = many(&|at| format!("tekst = \"Post nummer {at}\"\n2020 = {at}"));
    let back: Vec<String> = plain.iter().rev().cloned().collect();
    let started = Instant::now();
    compared(&table("a", "", &plain), &table("b", "", &back)).only(&[]);
    let same = many(&|at| format!("tekst = \"Post\"\nudvalg = \"BIU\"\n2020 = {at}"));
    compared(&table("a", "", &same), &table("b", "", &same)).only(&[
        "afstemning-led",
        "ens-poster",
        "ens-poster",
    ]);
    let groups = many(&|at| format!("tekst = \"Post {}\"\n2020 = {at}", at / 31));
    let found = compared(&table("a", "", &groups), &table("b", "", &groups));
    let unpaired = found.findings().iter().filter(|one| one.rule.name == "afstemning-led");
    assert_eq!(unpaired.count(), 33);
    // Slips are named up to a number, and the rest counted.
    let slips = many(&|at| format!("tekst = \"Post numer {at}\"\n2020 = {at}"));
    let found = compared(&table("a", "", &plain), &table("b", "", &slips));
    assert!(found.findings().len() <= 21, "{}", found.findings().len());
    found.fails("afstemning-led");
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
}
