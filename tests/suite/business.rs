//! The business case: what is found on the printed one, and cases worked out by hand.

use budgetnotat::equation::Row;
use budgetnotat::note::{ColumnKey, Payback};
use budgetnotat::reconcile::payback::{self, Basis, Fault};
use budgetnotat::reconcile::reconcile;
use budgetnotat::text::Lang;

use crate::case::Case;
use crate::real::{self, slip};

/// The case of 2016 with its printed figures.
const PRINTED: &str = "tests/som-trykt/business-case";
const BC1: &str = "notes/budget-2017/BC1.toml";

/// What is found on the printed case, word for word; [`the_printed_case`] holds it.
const FOUND: &[&str] = &[
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
    let found: Vec<String> =
        outcome.findings().iter().map(|finding| outcome.shown(finding, Lang::Da).trim_end().to_owned()).collect();
    assert_eq!(found, FOUND);
    // The other half of the keys is told with the first, at its own place.
    let keys = &outcome.findings()[1];
    let label = &keys.labels[0];
    assert_eq!(outcome.project.sources.slice(label.span), "\"0 %-12 %\"");
    assert_eq!(label.text.get(Lang::Da), "BIU: 0–12\u{a0}%, beløbene giver 0–26\u{a0}%");
    // Every other printed figure holds: all are verified.
    assert_eq!(outcome.checked.counts.unverified, 0);
}

/// The note of a project on disk, and what it is looked up in.
fn paybacks(case: &Case) -> [Option<Result<Payback, Fault>>; 2] {
    use budgetnotat::equation::facts::Names;
    let project = case.read();
    let note = project.notes.iter().find(|note| note.tables.iter().any(|table| table.kind.value == "paavirkning")).unwrap();
    let round = project.round(note).unwrap();
    let solved = reconcile(note, &project.municipality, round);
    let names = Names::new(&project.municipality, round);
    let table = note.tables.iter().position(|table| table.kind.value == "paavirkning").unwrap();
    Basis::BOTH.map(|basis| payback::of(&solved, &names, table, basis))
}

#[test]
fn the_clean_case_pays_back_as_the_paper_says() {
    assert_eq!(paybacks(&real::project(real::REAL)), [Some(Ok(Payback::After(16))), Some(Ok(Payback::After(6)))]);
    let project = real::project(real::REAL).read();
    let note = project.notes.iter().find(|note| note.id.value == "BC1").unwrap();
    let solved = reconcile(note, &project.municipality, project.round(note).unwrap());
    let total = |column: &str| {
        let column = ColumnKey::Period(budgetnotat::note::Period::parse(column).unwrap());
        solved.system.find(0, Row::Grand, &column).and_then(|figure| solved.solution.value(figure).amount()).unwrap().machine()
    };
    let given = ["2016/17", "2018", "2019", "2020", "2021", "2022"].map(total);
    assert_eq!(given, ["1907", "2164", "1164", "-1482", "-1482", "-1482"]);
}

/// A case of one permanent change and one investment, with these lines in the overview and under each.
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
        case(&format!("[tabel.tilbagebetaling]\n{overview}"), &format!("{SERVICE}\n{change}"), investment).check().only(&[]);
    }
    // Savings on other areas than service count in the one time only.
    let other = "styringsomraade = \"eo\"\n2021 = -100\n2022 = -100\n2023 = -100";
    case("[tabel.tilbagebetaling]\nservice = \"aldrig\"\ni_alt = 11", other, "2020 = 1_000").check().only(&[]);
    case("[tabel.tilbagebetaling]\nservice = 11\ni_alt = 12", other, "2020 = 1_000")
        .check()
        .only(&["tilbagebetaling", "tilbagebetaling"])
        .fails("tilbagebetaling")
        .points_at("11")
        .holds("baseret på besparelserne på service, er 11 år, men tallene giver aldrig");
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
fn sums_too_large_are_told_and_nothing_is_made_up() {
    let huge = "1_000_000_000_000_000";
    let change = format!("{SERVICE}\n2020 = -{huge}\n2021 = -{huge}");
    case("", &change, &format!("2020 = {huge}\n2021 = {huge}")).check().only(&[]);
    // An unreadable figure makes no payback time wrong.
    case("[tabel.tilbagebetaling]\ni_alt = 3", "2020 = \"måske\"", "2020 = 100").check().silent("tilbagebetaling");
}

#[test]
fn a_payback_time_is_whole_years_or_never() {
    for (written, meant) in
        [("\"3\"", "et antal hele år"), ("2.5", "et antal hele år"), ("-1", "et antal hele år"), ("\"aldrg\"", "")]
    {
        case(&format!("[tabel.tilbagebetaling]\ni_alt = {written}"), "2021 = -100", "2020 = 100")
            .check()
            .only(&["forkert-slags"])
            .fails("forkert-slags")
            .points_at(written)
            .holds(meant);
    }
}

#[test]
fn a_total_row_with_old_years_is_one_finding_and_one_with_another_sum_is_told_year_by_year() {
    let change = "2021 = -100\n2022 = -200\n2023 = -200";
    let investment = "2020 = 400\n2021 = 700";
    let row = |years: [i64; 4]| {
        let lines: Vec<String> = (2020..).zip(years).map(|(year, value)| format!("{year} = {value}")).collect();
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
    Case::new().note("BI1", &old).check().only(&["kolonnesum"]).fails("kolonnesum").holds("begge giver 420 over årene");
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
    Case::new().note("BI1", &moved).check().only(&["kolonnesum"]).fails("kolonnesum").holds("under 2020 ville alt stemme");
}

#[test]
fn what_can_not_be_added_is_told_and_the_sum_is_not_held_against_it() {
    let with = |parts: &str, total: &str| {
        let claim = if total.is_empty() { String::new() } else { format!("[tabel.i_alt]\n2020 = {total}\n") };
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
    with("\"varige\", \"varige\"", "").check().fails("paavirkning-tabel").holds("lægges til to gange");
    with("\"varge\"", "").check().fails("ukendt-tabel").holds("mente du varige?");
    with("\"konsekvenser\"", "").check().fails("paavirkning-tabel").holds("er af typen paavirkning");
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
    Case::new().note("BC1", head).check().only(&["manglende-noegle"]).fails("manglende-noegle").holds("sum_af");
    case("[[tabel.post]]\ntekst = \"X\"\n2020 = 5\n", "2021 = -1", "2020 = 1")
        .check()
        .fails("paavirkning-tabel")
        .holds("har ingen egne poster");
}

#[test]
fn keys_of_a_business_case_are_told_where_they_do_not_belong() {
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
    check(["60-80 %", "20-40 %", "100 %"]).only(&["fordelingsnoegle"]).fails("fordelingsnoegle").points_at("\"60-80 %\"");
    check(["75 %", "25-40 %", "90 %"])
        .only(&["fordelingsnoegle", "fordelingsnoegle"])
        .fails("fordelingsnoegle")
        .holds("er 75\u{a0}%, men beløbene giver 60–75\u{a0}%")
        .holds("i 2021 udgør 60 af 100 60 %");
}

#[test]
fn one_digit_in_the_clean_case_is_found_where_it_is() {
    // A post of the overview against the table of its control area and the allocation.
    slip(real::project(real::REAL), BC1, "id = \"varige\"\n", "2019 = -28", "2019 = -82")
        .check()
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("-82")
        .holds("-82 i linje")
        .holds("ville stemme som -28");
    // An allocation of the investments.
    slip(real::project(real::REAL), BC1, "id = \"fordeling_indsatsinvesteringer\"", "2018 = 1_300", "2018 = 1_030")
        .check()
        .only(&["samme-midler"])
        .fails("samme-midler")
        .points_at("1_030");
}
