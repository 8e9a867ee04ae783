//! The business case: what is found on the printed one, and cases worked out by hand.

use budgetnotat::amount::Unit;
use budgetnotat::equation::Row;
use budgetnotat::note::{ColumnKey, Payback, TableNo};
use budgetnotat::page::{self, Block, Inline, Page, Table};
use budgetnotat::reconcile::payback::{self, Basis, Fault};
use budgetnotat::reconcile::reconcile;
use budgetnotat::table_type::TableKind;
use budgetnotat::text::Lang;
use budgetnotat::view;

use crate::case::Case;
use crate::real::{self, slip};

/// The case of 2016 with its printed figures.
const PRINTED: &str = "tests/som-trykt/business-case";
const BC1: &str = "notes/budget-2017/BC1.toml";

/// What is found on the printed case, word for word; [`the_printed_case`] holds it.
const FOUND: &[&str] = &[
    "advarsel[beloeb-uens]: her er det 1,4 mio. kr. fra innovationspuljen, men 1,5 mio. kr. i linje 76\n  \
     hjælp: ret det, der er forkert; er det to forskellige ting, så sig det i teksten, fx med årene",
    "fejl[paavirkning]: `Samlet økonomisk påvirkning` i `konsekvenser` er 1.807, 1.564, 1.564 og -1.182 i 2016/17, 2018, 2019 og \
     2020, men tabellerne giver 1.907, 2.164, 1.164 og -1.482\n  \
     hjælp: begge giver 789 over årene: en gammel total er nok blevet stående; slettes den skrevne række, regnes den ud",
    "fejl[fordelingsnoegle]: fordelingsnøglen for SUD i `fordeling_service` er 88–100\u{a0}%, men beløbene giver 74–100\u{a0}%\n  \
     i 2020, 2021 og 2022 udgør 333 af 450 74 %\n  \
     hjælp: ret nøglen eller beløbene; slettes nøglen, og skrives noegler = true på tabellen, regnes den ud",
    "fejl[samme-midler]: `fordeling_overfoersler` er uenig med `varige` og `varige_overfoersler` om efterspørgselsstyrede \
     overførsler hos BIU i 2020, 2021 og 2022\n  \
     fordeling_overfoersler -445 ≠ -446 (forskel 1)\n  \
     hjælp: de andre tabeller er enige, så det er nok `fordeling_overfoersler`, der skal rettes",
];

#[test]
fn the_printed_case() {
    let outcome = real::project(PRINTED).check();
    let found: Vec<String> = outcome
        .findings()
        .iter()
        .map(|finding| outcome.shown(finding, Lang::Da).trim_end().to_owned())
        .collect();
    assert_eq!(found, FOUND);
    // The other half of the keys is told with the first, at its own place.
    let keys = &outcome.findings()[2];
    let label = &keys.labels[0];
    assert_eq!(outcome.project.sources.slice(label.span), "\"0 %-12 %\"");
    assert_eq!(label.text.get(Lang::Da), "BIU: 0–12\u{a0}%, beløbene giver 0–26\u{a0}%");
    // Every other printed figure holds: all are verified.
    assert_eq!(outcome.checked.counts.unverified, 0);
}

#[test]
fn tables_one_unit_apart_are_wrong_where_they_are_exact_and_counted_where_they_are_rounded() {
    let exact = real::project(PRINTED).check();
    assert_eq!(exact.checked.counts.rounded, 0);
    let reported = exact
        .only(&["beloeb-uens", "paavirkning", "fordelingsnoegle", "samme-midler"])
        .fails("samme-midler")
        .points_at("-1_084");
    drop(reported.holds("fordeling_overfoersler -445 ≠ -446 (forskel 1)"));
    let tables = ["varige", "varige_overfoersler", "fordeling_overfoersler"];
    let say = |case, id: &&str| {
        slip(case, BC1, &format!("id = \"{id}\"\n"), "type = ", "afrundet = true\ntype = ")
    };
    let rounded = tables.iter().fold(real::project(PRINTED), say).check();
    // Three years, in each of the two tables that agree.
    assert_eq!(rounded.checked.counts.rounded, 6);
    let largest = rounded.checked.counts.largest.map(|gap| (gap.amount.machine(), gap.unit));
    assert_eq!(largest, Some(("1".to_owned(), Unit::ThousandKr)));
    // A slip of hundreds is none of rounding: the old total is still one, with each of its years
    // under suspicion.
    let outcome = rounded
        .only(&["beloeb-uens", "paavirkning", "fordelingsnoegle"])
        .fails("paavirkning")
        .holds("begge giver 789 over årene");
    let suspects = outcome
        .picked()
        .suspects
        .iter()
        .map(|suspect| (suspect.column.as_str(), suspect.value.machine(), suspect.slip));
    let value = |year, value: &str| (year, value.to_owned(), Some("old-total"));
    let meant = [
        value("2016/17", "1907"),
        value("2018", "2164"),
        value("2019", "1164"),
        value("2020", "-1482"),
    ];
    assert_eq!(suspects.collect::<Vec<_>>(), meant);
}

/// The note of a project on disk, and what it is looked up in.
fn paybacks(case: &Case) -> [Option<Result<Payback, Fault>>; 2] {
    use budgetnotat::equation::dimensions::Names;
    let project = case.read();
    let note = project
        .notes
        .iter()
        .find(|note| note.tables.iter().any(|table| table.kind.value == TableKind::Effect))
        .unwrap();
    let round = project.round(note).unwrap();
    let solved = reconcile(note, &project.municipality, round);
    let names = Names::new(&project.municipality, round);
    let table = note.table_where(|table| table.kind.value == TableKind::Effect).unwrap();
    Basis::BOTH.map(|basis| payback::of(&solved, &names, table, basis))
}

#[test]
fn the_clean_case_pays_back_as_the_paper_says() {
    assert_eq!(
        paybacks(&real::project(real::REAL)),
        [Some(Ok(Payback::After(16))), Some(Ok(Payback::After(6)))]
    );
    let project = real::project(real::REAL).read();
    let note = project.notes.iter().find(|note| note.id.value == "BC1").unwrap();
    let solved = reconcile(note, &project.municipality, project.round(note).unwrap());
    let total = |column: &str| {
        let column = ColumnKey::Period(budgetnotat::note::Period::parse(column).unwrap());
        solved
            .system
            .find(TableNo(0), Row::Grand, &column)
            .and_then(|figure| solved.solution.value(figure).amount())
            .unwrap()
            .machine()
    };
    let given = ["2016/17", "2018", "2019", "2020", "2021", "2022"].map(total);
    assert_eq!(given, ["1907", "2164", "1164", "-1482", "-1482", "-1482"]);
}

/// A case of one permanent change and one investment, with these lines in the overview and under
/// each.
fn case(overview: &str, change: &str, investment: &str) -> Case {
    Case::new().note(
        "BC1",
        &format!(
            "[[tabel]]\nid = \"konsekvenser\"\ntype = \"paavirkning\"\nsum_af = [\"varige\", \"implementering\"]\n{overview}\n\
             [[tabel]]\nid = \"varige\"\ntype = \"varige\"\nalene = \"prøve\"\n[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\n{change}\n\
             [[tabel]]\nid = \"implementering\"\ntype = \"investering\"\nalene = \"prøve\"\n[[tabel.post]]\ntekst = \"B\"\n\
             {investment}\n"
        ),
    )
}

const SERVICE: &str = "styringsomraade = \"service\"";

#[test]
fn paybacks_worked_out_by_hand() {
    for (overview, change, investment) in [
        // 1.000 − 300 = 700 after four years, and 100 a year: seven more.
        ("service = 11\ni_alt = 11", "2021 = -100\n2022 = -100\n2023 = -100", "2020 = 1_000"),
        // Saved in the year that it costs.
        ("service = 0\ni_alt = 0", "2020 = -100\n2021 = -100", "2020 = 100"),
        // The last year saves nothing any more, and 50 are left.
        ("service = \"aldrig\"\ni_alt = \"aldrig\"", "2020 = -50", "2020 = 100"),
        // An investment below nothing is a gain, and the case costs nothing.
        ("service = 0\ni_alt = 0", "2023 = -10", "2020 = -500"),
        // … but a cost that goes on for ever eats it up.
        ("service = \"aldrig\"\ni_alt = \"aldrig\"", "2023 = 10", "2020 = -500"),
    ] {
        case(
            &format!("[tabel.tilbagebetaling]\n{overview}"),
            &format!("{SERVICE}\n{change}"),
            investment,
        )
        .check()
        .only(&[]);
    }
    // Savings on other areas than service count in the one time only.
    let other = "styringsomraade = \"eo\"\n2021 = -100\n2022 = -100\n2023 = -100";
    case("[tabel.tilbagebetaling]\nservice = \"aldrig\"\ni_alt = 11", other, "2020 = 1_000")
        .check()
        .only(&[]);
    case("[tabel.tilbagebetaling]\nservice = 11\ni_alt = 12", other, "2020 = 1_000")
        .check()
        .only(&["tilbagebetaling", "tilbagebetaling"])
        .fails("tilbagebetaling")
        .points_at("11")
        .holds("baseret på besparelserne på service, er 11 år, men tallene giver aldrig");
}

#[test]
fn savings_on_service_are_told_apart_or_nothing_is_said_of_them() {
    let change = "2021 = -100\n2022 = -100\n2023 = -100";
    case("[tabel.tilbagebetaling]\ni_alt = 11", change, "2020 = 1_000").check().only(&[]);
    let claim = "[tabel.tilbagebetaling]\nservice = 11";
    case(claim, change, "2020 = 1_000")
        .check()
        .only(&["tilbagebetaling"])
        .fails("tilbagebetaling")
        .holds("kan ikke efterprøves");
    assert_eq!(
        paybacks(&case("", change, "2020 = 1_000")),
        [Some(Err(Fault::NoArea)), Some(Ok(Payback::After(11)))]
    );
}

#[test]
fn a_range_pays_back_over_its_years() {
    let years = "aar = [2020, \"2021-2026\"]";
    let note = format!(
        "[[tabel]]\nid = \"konsekvenser\"\ntype = \"paavirkning\"\nsum_af = [\"varige\", \"implementering\"]\n{years}\n\
         [tabel.tilbagebetaling]\ni_alt = 6\n\
         [[tabel]]\nid = \"varige\"\ntype = \"varige\"\nalene = \"prøve\"\n{years}\n[[tabel.post]]\ntekst = \"A\"\n2021-2026 = {{ aarligt = -200 }}\n\
         [[tabel]]\nid = \"implementering\"\ntype = \"investering\"\nalene = \"prøve\"\n{years}\n[[tabel.post]]\ntekst = \"B\"\n2020 = 1_000\n"
    );
    Case::new().note("BC1", &note).check().only(&[]);
    assert_eq!(paybacks(&Case::new().note("BC1", &note))[1], Some(Ok(Payback::After(6))));
}

#[test]
fn sums_too_large_are_reported_and_nothing_is_made_up() {
    let huge = "1_000_000_000_000_000";
    let change = format!("{SERVICE}\n2020 = -{huge}\n2021 = -{huge}");
    case("", &change, &format!("2020 = {huge}\n2021 = {huge}")).check().only(&[]);
    // An unreadable figure makes no payback time wrong.
    case("[tabel.tilbagebetaling]\ni_alt = 3", "2020 = \"måske\"", "2020 = 100")
        .check()
        .silent("tilbagebetaling");
}

#[test]
fn a_payback_time_is_whole_years_or_never() {
    for (written, meant) in [
        ("\"3\"", "et antal hele år"),
        ("2.5", "et antal hele år"),
        ("-1", "et antal hele år"),
        ("\"aldrg\"", ""),
    ] {
        case(&format!("[tabel.tilbagebetaling]\ni_alt = {written}"), "2021 = -100", "2020 = 100")
            .check()
            .only(&["forkert-slags"])
            .fails("forkert-slags")
            .points_at(written)
            .holds(meant);
    }
}

#[test]
fn a_total_row_with_old_years_is_one_finding_and_one_with_another_sum_is_reported_year_by_year() {
    let change = "2021 = -100\n2022 = -200\n2023 = -200";
    let investment = "2020 = 400\n2021 = 700";
    let row = |years: [i64; 4]| {
        let lines: Vec<String> =
            (2020..).zip(years).map(|(year, value)| format!("{year} = {value}")).collect();
        format!("[tabel.i_alt]\n{}", lines.join("\n"))
    };
    case(&row([400, 600, -200, -200]), change, investment).check().only(&[]);
    case(&row([500, 400, -100, -200]), change, investment)
        .check()
        .only(&["paavirkning"])
        .fails("paavirkning")
        .points_at("500")
        .holds("er 500, 400 og -100 i 2020, 2021 og 2022, men tabellerne giver 400, 600 og -200")
        .holds("begge giver 600 over årene");
    case(&row([500, 600, -200, -201]), change, investment)
        .check()
        .only(&["paavirkning", "paavirkning"])
        .fails("paavirkning")
        .points_at("500")
        .holds("500 ≠ 400 (forskel 100)");
}

#[test]
fn a_stale_total_is_found_in_every_type_of_table() {
    let note = |total: &str| {
        format!(
            "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\n[tabel.i_alt]\n{total}\n\
             [[tabel.post]]\ntekst = \"A\"\n2020 = 100\n2021 = 200\n[[tabel.post]]\ntekst = \"B\"\n2021 = 50\n2022 = 70\n"
        )
    };
    let old = note("2020 = 130\n2021 = 220\n2022 = 70\n2023 = 0\ni_alt = 420");
    Case::new()
        .note("BI1", &old)
        .check()
        .only(&["kolonnesum"])
        .fails("kolonnesum")
        .holds("begge giver 420 over årene");
    // With another sum it is no old profile.
    let wrong = note("2020 = 130\n2021 = 221\n2022 = 70\n2023 = 0");
    Case::new()
        .note("BI1", &wrong)
        .check()
        .only(&["raekkesum", "kolonnesum", "kolonnesum"])
        .fails("kolonnesum")
        .holds("(forskel 30)");
    // A figure that stands under another year is the simpler slip.
    let moved = note("2020 = 150\n2021 = 200\n2022 = 70\n2023 = 0\ni_alt = 420");
    Case::new()
        .note("BI1", &moved)
        .check()
        .only(&["kolonnesum"])
        .fails("kolonnesum")
        .holds("under 2020 ville alt stemme");
}

#[test]
fn what_can_not_be_added_is_reported_and_the_sum_is_not_held_against_it() {
    let with = |parts: &str, total: &str| {
        let claim = if total.is_empty() {
            String::new()
        } else {
            format!("[tabel.i_alt]\n2020 = {total}\n")
        };
        let note = format!(
            "[[tabel]]\nid = \"konsekvenser\"\ntype = \"paavirkning\"\nsum_af = [{parts}]\n{claim}\n\
             [[tabel]]\nid = \"varige\"\ntype = \"varige\"\nalene = \"prøve\"\n[[tabel.post]]\ntekst = \"A\"\n2020 = -5\n\
             [[tabel]]\nid = \"anden\"\ntype = \"varige\"\ntitel = \"Anden\"\nenhed = \"mio. kr.\"\nalene = \"prøve\"\n[[tabel.post]]\ntekst = \"B\"\n2020 = 1.5\n\
             [afsnit_i_proeven]\n"
        );
        Case::new().note("BC1", &note.replace("[afsnit_i_proeven]\n", &sections(parts)))
    };
    with("\"varige\", \"anden\"", "100")
        .check()
        .only(&["paavirkning-tabel"])
        .fails("paavirkning-tabel")
        .holds("er i mio. kr., summen i 1.000 kr.");
    with("\"varige\", \"varige\"", "")
        .check()
        .fails("paavirkning-tabel")
        .holds("lægges til to gange");
    with("\"varge\"", "").check().fails("ukendt-tabel").holds("mente du varige?");
    with("\"konsekvenser\"", "")
        .check()
        .fails("paavirkning-tabel")
        .holds("er af typen paavirkning");
}

/// A section that places the tables that no overview shows.
fn sections(parts: &str) -> String {
    let places: Vec<String> = ["konsekvenser", "varige", "anden"]
        .iter()
        .filter(|id| **id == "konsekvenser" || !parts.contains(&format!("\"{id}\"")))
        .map(|id| format!("{{{{ tabel(\"{id}\") }}}}\n"))
        .collect();
    format!("[[afsnit]]\noverskrift = \"Tabeller\"\ntekst = '''\n{}'''\n", places.join("\n"))
}

#[test]
fn an_effect_needs_its_tables_and_has_no_posts() {
    let head = "[[tabel]]\nid = \"k\"\ntype = \"paavirkning\"\n";
    Case::new()
        .note("BC1", head)
        .check()
        .only(&["manglende-noegle"])
        .fails("manglende-noegle")
        .holds("sum_af");
    case("[[tabel.post]]\ntekst = \"X\"\n2020 = 5\n", "2021 = -1", "2020 = 1")
        .check()
        .fails("paavirkning-tabel")
        .holds("har ingen egne poster");
}

#[test]
fn keys_of_a_business_case_are_reported_where_they_do_not_belong() {
    let table = |key: &str, post: &str| {
        format!(
            "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\n{key}\n[[tabel.post]]\ntekst = \"A\"\n{post}\n2020 = 5\n"
        )
    };
    for (key, post, word, kind) in [
        ("noegler = true", "", "noegler", "fordeling"),
        ("sum_af = [\"a\"]", "", "sum_af", "paavirkning"),
        ("tilbagebetaling = { i_alt = 3 }", "", "tilbagebetaling", "paavirkning"),
        ("", "innovationspulje = true", "innovationspulje", "investering"),
    ] {
        Case::new()
            .note("BI1", &table(key, post))
            .check()
            .only(&["forkert-sted"])
            .fails("forkert-sted")
            .points_at(word)
            .holds(&format!("bruges kun i tabeltypen {kind}"));
    }
}

#[test]
fn distribution_keys_are_held_against_their_own_sort() {
    let note = |keys: [&str; 3]| {
        let [first, second, cost] = keys;
        format!(
            "[[tabel]]\nid = \"f\"\ntype = \"fordeling\"\ntitel = \"F\"\nalene = \"prøve\"\n\
             [[tabel.post]]\nudvalg = \"SUD\"\nart = \"besparelse\"\nnoegle = \"{first}\"\n2020 = -75\n2021 = -60\n\
             [[tabel.post]]\nudvalg = \"BIU\"\nart = \"besparelse\"\nnoegle = \"{second}\"\n2020 = -25\n2021 = -40\n\
             [[tabel.post]]\nudvalg = \"BIU\"\nnoegle = \"{cost}\"\n2022 = 10\n"
        )
    };
    let check = |keys| Case::new().note("BI1", &note(keys)).check();
    check(["60-75 %", "25–40 pct.", "100 %"]).only(&[]);
    check(["60,0 %-75,0 %", "Antal medarbejdere", "100 %"]).only(&[]);
    // Two keys of one sort are one finding; another sort's is its own.
    check(["60-80 %", "20-40 %", "100 %"])
        .only(&["fordelingsnoegle"])
        .fails("fordelingsnoegle")
        .points_at("\"60-80 %\"");
    check(["75 %", "25-40 %", "90 %"])
        .only(&["fordelingsnoegle", "fordelingsnoegle"])
        .fails("fordelingsnoegle")
        .holds("er 75\u{a0}%, men beløbene giver 60–75\u{a0}%")
        .holds("i 2021 udgør 60 af 100 60 %");
}

#[test]
fn one_digit_in_the_clean_case_is_found_where_it_is() {
    // A post of the overview against the table of its control area and the allocation.
    slip(real::project(real::REAL), BC1, "id = \"varige\"\n", " -28 |", " -82 |")
        .check()
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("-82")
        .holds("-82 i linje")
        .holds("til -28");
    // An allocation of the investments.
    slip(
        real::project(real::REAL),
        BC1,
        "id = \"fordeling_indsatsinvesteringer\"",
        "1.300 |    1.300 |",
        "1.300 |    1.030 |",
    )
    .check()
    .only(&["samme-midler"])
    .fails("samme-midler")
    .points_at("1.030");
}

/// The page of a case's only note, as its templates see it.
fn page(case: &Case, draft: bool) -> Page {
    let solved = case.solved();
    let note = solved.project().notes.iter().find(|note| note.id.value == "BC1").unwrap();
    view::page(&solved, note, draft).unwrap()
}

/// The page's tables, in order.
fn tables(page: &Page) -> Vec<&Table> {
    let blocks = page.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| if let Block::Table { table } = block { Some(table) } else { None })
        .collect()
}

/// A row's cells as text.
fn texts(row: &page::Row) -> Vec<&str> {
    row.cells.iter().map(|cell| cell.text.as_str()).collect()
}

#[test]
fn the_overview_is_one_table_of_all_that_it_sums() {
    let page = page(&real::project(real::REAL), false);
    let all = tables(&page);
    let overview = all[0];
    let headers: Vec<&str> = overview.columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(
        headers,
        ["Forslagets økonomi", "Styringsområde", "2016/17", "2018", "2019", "2020", "2021", "2022"]
    );
    let kinds: Vec<&str> = overview.rows.iter().map(|row| row.kind).collect();
    let changes = ["heading", "post", "post", "post", "post", "post", "post", "post", "subtotal"];
    let costs =
        ["heading", "post", "post", "post", "post", "post", "subtotal", "total", "fact", "fact"];
    assert_eq!(kinds, [&changes[..], &costs[..]].concat());
    assert!(overview.rows.iter().all(|row| row.cells.len() == headers.len()));
    let row =
        |label: &str| texts(overview.rows.iter().find(|row| row.cells[0].text == label).unwrap());
    assert_eq!(
        row("Samlet varig ændring")[2..],
        ["-493", "-536", "-636", "-1.482", "-1.482", "-1.482"]
    );
    assert_eq!(
        row("Samlet økonomisk påvirkning")[2..],
        ["1.907", "2.164", "1.164", "-1.482", "-1.482", "-1.482"]
    );
    assert_eq!(
        row("Tilbagebetalingstid baseret på serviceeffektivisering")[2..],
        ["16 år", "", "", "", "", ""]
    );
    assert_eq!(row("Tilbagebetalingstid baseret på totaløkonomi")[2], "6 år");
    assert_eq!(row("Effekt på socialområdet (SOF)")[1], "Service");
    // It has no number, and the tables in it stand nowhere else.
    let numbers: Vec<Option<&str>> = all.iter().map(|table| table.number.as_deref()).collect();
    let expected = [
        None,
        Some("1"),
        Some("2"),
        Some("3"),
        Some("4"),
        Some("5"),
        None,
        Some("6"),
        Some("7"),
        Some("8"),
        Some("9"),
    ];
    assert_eq!(numbers, expected);
}

#[test]
fn keys_are_worked_out_from_the_amounts() {
    let page = page(&real::project(real::REAL), false);
    let keys = |title: &str| -> Vec<String> {
        let all = tables(&page);
        let table = all.iter().find(|table| table.title == title).unwrap();
        let column =
            table.columns.iter().position(|column| column.header == "Fordelingsnøgle").unwrap();
        table.rows.iter().map(|row| row.cells[column].text.replace('\u{a0}', " ")).collect()
    };
    // Nothing to share has no key: no costs are borne on service.
    assert_eq!(
        keys("Fordeling af varige ændringer mellem udvalg, service"),
        ["74–100 %", "", "0–26 %", "", "100 %", ""]
    );
    let transfers = ["13–100 %", "0 %", "0–87 %", "100 %", "100 %", "100 %"];
    assert_eq!(keys("Fordeling af varige ændringer mellem udvalg, overførsler"), transfers);
    assert_eq!(
        keys("Fordeling af serviceinvesteringer mellem udvalg"),
        ["0 %", "0 %", "100 %", "100 %"]
    );
}

#[test]
fn what_does_not_add_up_is_marked_in_a_draft() {
    let page = page(&real::project(PRINTED), true);
    let cells = tables(&page).into_iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let marked: Vec<&str> =
        cells.filter(|cell| cell.disputed.is_some()).map(|cell| cell.text.as_str()).collect();
    let count = |of: &[&str]| marked.iter().filter(|text| of.contains(text)).count();
    assert_eq!(count(&["1.807", "1.564", "-1.182"]), 4, "{marked:?}");
    assert_eq!(count(&["88–100\u{a0}%", "0–12\u{a0}%"]), 2, "{marked:?}");
    // Whichever of the three tables about transfers is wrong: three years of each figure.
    assert_eq!(count(&["-1.084", "639", "-446", "-554", "108"]), 15, "{marked:?}");
    assert_eq!(marked.len(), 4 + 2 + 15, "{marked:?}");
    let wrong = slip(
        real::project(PRINTED),
        BC1,
        "[tabel.tilbagebetaling]",
        "service = 16",
        "service = 15",
    );
    let shown = self::page(&wrong, true);
    let fact = tables(&shown)[0].rows.iter().find(|row| row.kind == "fact").unwrap();
    assert_eq!(
        (fact.cells[2].text.as_str(), fact.cells[2].disputed.as_deref()),
        ("15 år", Some("stemmer ikke"))
    );
}

#[test]
fn an_overview_whose_sum_is_off_by_rounding_says_so() {
    let said = |total: i64| {
        let case = case(&format!("[tabel.i_alt]\n2020 = {total}"), "2021 = -100", "2020 = 400");
        let case = case.saved("notes/budget-2020/BC1.toml", |bytes| {
            String::from_utf8(bytes)
                .unwrap()
                .replace("type = ", "afrundet = true\ntype = ")
                .into_bytes()
        });
        tables(&page(&case, true))[0].rounding.is_some()
    };
    assert!(!said(400));
    assert!(said(401));
    // More than that is an error, and no rounding.
    assert!(!said(402));
}

#[test]
fn payback_times_are_told_in_words() {
    let said = |change: &str, investment: &str| -> Vec<String> {
        let page = page(&case("", change, investment), false);
        let facts = tables(&page)[0].rows.iter().filter(|row| row.kind == "fact");
        facts.map(|row| row.cells[2].text.clone()).collect()
    };
    let service = |years: &str| format!("{SERVICE}\n{years}");
    assert_eq!(said(&service("2020 = -10"), "2020 = 5"), ["under 1 år", "under 1 år"]);
    assert_eq!(
        said(&service("2021 = 5"), "2020 = 5"),
        ["tilbagebetales ikke", "tilbagebetales ikke"]
    );
    // 8 − 5 = 3 after four years, and 5 a year.
    assert_eq!(
        said("styringsomraade = \"eo\"\n2023 = -5", "2020 = 8"),
        ["tilbagebetales ikke", "4 år"]
    );
    // Where the savings on service can't be told apart, nothing is said of them.
    assert_eq!(said("2023 = -5", "2020 = 8"), ["4 år"]);
}

/// A business case of these sections: two numbered, an annex between them.
const SECTIONS: &str = "type = \"business-case\"
udgave = \"2016\"

[[afsnit]]
overskrift = \"Først\"
id = \"foerst\"
tekst = '''
Se {{ ref(\"sidst\") | lille }} og {{ ref(\"bilaget\") | lille }}.
'''

[[afsnit]]
overskrift = \"Teknisk bilag\"
id = \"bilaget\"
bilag = true
tekst = '''
{{ ref(\"foerst\") }}.
'''

[[afsnit]]
overskrift = \"Sidst\"
id = \"sidst\"
tekst = 'Slut.'
";

/// The references in a section's first paragraph: where they lead, and what they say.
fn references(page: &Page, section: usize) -> Vec<(&str, &str)> {
    let Block::Paragraph { content } = &page.sections[section].blocks[0] else {
        panic!("no paragraph")
    };
    let refs = content.iter().filter_map(|inline| match inline {
        Inline::Ref { target, text } => Some((target.as_str(), text.as_str())),
        _ => None,
    });
    refs.collect()
}

#[test]
fn sections_are_numbered_and_referred_to() {
    let case = Case::new().note("BC1", SECTIONS);
    let page = page(&case, false);
    let numbers: Vec<(Option<usize>, bool)> =
        page.sections.iter().map(|section| (section.number, section.annex)).collect();
    assert_eq!(numbers, [(Some(1), false), (None, true), (Some(2), false)]);
    assert_eq!(
        references(&page, 0),
        [("afsnit-sidst", "afsnit\u{a0}2"), ("afsnit-bilaget", "bilaget »Teknisk bilag«")]
    );
    assert_eq!(references(&page, 1), [("afsnit-foerst", "Afsnit\u{a0}1")]);
    assert_eq!(page.sections[2].label.as_deref(), Some("afsnit-sidst"));
    case.check().only(&[]);
    // Where sections have no numbers, they are called by their headings.
    let plain = SECTIONS.replace("business-case", "budgetnotat").replace("2016", "2019");
    let page = self::page(&Case::new().note("BC1", &plain), false);
    assert_eq!(references(&page, 0)[0], ("afsnit-sidst", "afsnittet »Sidst«"));
    let slip = SECTIONS.replace("ref(\"sidst\")", "ref(\"sids\")");
    Case::new()
        .note("BC1", &slip)
        .check()
        .only(&["ukendt-henvisning"])
        .fails("ukendt-henvisning")
        .holds("mente du sidst?");
    let twice = SECTIONS.replace("\"sidst\"", "\"foerst\"");
    Case::new()
        .note("BC1", &twice)
        .check()
        .only(&["dobbelt-id"])
        .fails("dobbelt-id")
        .holds("eller afsnit");
}

#[test]
fn an_overview_without_a_place_is_one_finding() {
    let place = "{{ tabel(\"konsekvenser\") }}";
    slip(real::project(real::REAL), BC1, "tekst", place, "Her stod den.")
        .check()
        .only(&["tabel-ikke-placeret"])
        .fails("tabel-ikke-placeret")
        .points_at("\"konsekvenser\"");
    // A table that stands in it has no place of its own.
    slip(
        real::project(real::REAL),
        BC1,
        "tekst",
        place,
        &format!("{place}\n\n{{{{ tabel(\"varige\") }}}}"),
    )
    .check()
    .only(&["tabel-to-gange"]);
    // A slip in the overview's type is no fault of what it sums.
    slip(real::project(real::REAL), BC1, "id = \"konsekvenser\"", "paavirkning", "paavirkninger")
        .check()
        .only(&["manglende-noegle", "ukendt-tabeltype"]);
}

#[test]
fn a_total_of_a_sort_that_there_is_not_is_reported() {
    let after = "id = \"fordeling_service\"";
    slip(
        real::project(real::REAL),
        BC1,
        after,
        "i alt |  | besparelse |",
        "i alt |  | besparelser |",
    )
    .check()
    .fails("ukendt-ord")
    .points_at("besparelser");
}
