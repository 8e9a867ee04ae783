//! Rounded tables: what rounding can give is no error, what it can't is one, alone and all at once.

use std::fmt::Write as _;

use budgetnotat::diagnostic::{Severity, Suspect};
use budgetnotat::report::summary;
use budgetnotat::view;
use proptest::prelude::*;

use crate::case::{Case, Outcome};
use crate::real::{self, BI8, BI25, PRINTED};

const ROUND: &str = "titel = \"B\"\ndato = 2019-01-01\naar = [2020, 2021]\nprisniveau = 2020\nenhed = \"mio. kr.\"\n";

/// A table of activities in mio. kr., two years, with this after its head.
fn table(head: &str, blocks: &str) -> String {
    format!(
        "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\n{head}\n{blocks}"
    )
}

fn post(name: &str, figures: &str) -> String {
    format!("[[tabel.post]]\ntekst = \"{name}\"\n{figures}\n")
}

fn case(round: &str, note: &str) -> Case {
    Case::new().round("budget-2020", &format!("{ROUND}{round}")).note("BI1", note)
}

fn rounded(blocks: &str) -> Outcome {
    case("", &table("afrundet = true", blocks)).check()
}

/// Two posts of 2020 and their written total.
fn two(total: &str) -> String {
    format!("[tabel.i_alt]\n2020 = {total}\n{}{}", post("A", "2020 = 1.2"), post("B", "2020 = 1.2"))
}

/// The suspects of the only finding.
fn suspects(outcome: &Outcome) -> &[Suspect] {
    assert_eq!(outcome.findings().len(), 1, "{}", outcome.all());
    &outcome.findings()[0].suspects
}

#[test]
fn a_table_or_its_round_says_that_figures_are_rounded() {
    let exact = case("", &table("", &two("2.5"))).check().only(&["kolonnesum"]);
    let _ = exact
        .fails("kolonnesum")
        .holds("er tallene afrundet hver for sig, så skriv afrundet = true");
    assert!(!case("", &table("", &two("2.7"))).check().all().contains("afrundet"));
    case("", &table("afrundet = true", &two("2.5"))).check().only(&[]);
    case("afrundet = true", &table("", &two("2.5"))).check().only(&[]);
    case("afrundet = true", &table("afrundet = false", &two("2.5"))).check().only(&["kolonnesum"]);
}

#[test]
fn rounding_gives_half_a_unit_a_figure_and_no_more() {
    // Three figures: 0,15. Both ends belong to what each can be.
    rounded(&two("2.5")).only(&[]);
    rounded(&two("2.6"))
        .only(&["kolonnesum"])
        .fails("kolonnesum")
        .holds("(forskel 0,2); afrunding kan højst give 0,15");
    let three = |total: &str| format!("{}{}", two(total), post("C", "2020 = 1.2"));
    rounded(&three("3.8")).only(&[]);
    rounded(&three("3.9")).only(&["kolonnesum"]);
}

#[test]
fn what_is_not_written_in_a_rounded_table_is_nothing() {
    // A blank is nothing, and a written 0 is what rounds to it.
    rounded(&format!(
        "[tabel.i_alt]\n2020 = 1.3\n2021 = 0.1\n{}",
        post("A", "2020 = 1.2\n2021 = 0.0")
    ))
    .only(&[]);
    rounded(&format!("[tabel.i_alt]\n2020 = 1.3\n2021 = 0.1\n{}", post("A", "2020 = 1.2")))
        .only(&["kolonnesum"]);
}

#[test]
fn weights_and_decimals_count() {
    let yearly = |sum: &str| {
        let post = post("A", "2021-2030 = { aarligt = 1.2 }");
        format!("aar = [\"2021-2030\"]\n[tabel.i_alt]\n2021-2030 = {{ sum = {sum} }}\n{post}")
    };
    // Ten times half a unit, and the sum's own.
    case("", &table("afrundet = true", &yearly("12.5"))).check().only(&[]);
    case("", &table("afrundet = true", &yearly("12.6"))).check().only(&["kolonnesum"]);
    let columns = |sum: &str| {
        format!(
            "[[tabel]]\nid = \"t\"\ntype = \"tal\"\ntitel = \"T\"\nenhed = \"mio. kr.\"\nafrundet = true\nkolonner = [{{ id = \"a\", tekst = \"A\", decimaler = 0 }}, {{ id = \"b\", tekst = \"B\" }}, {{ id = \"s\", tekst = \"S\", decimaler = 0, sum_af = [\"a\", \"b\"] }}]\ni_alt = false\n[[tabel.post]]\ntekst = \"P\"\na = 12\nb = 3.4\ns = {sum}\n"
        )
    };
    // 0,5 and 0,05 and 0,5.
    case("", &columns("16")).check().only(&[]);
    case("", &columns("17"))
        .check()
        .only(&["delsum"])
        .fails("delsum")
        .holds("afrunding kan højst give 1,05");
    case("", &columns("15.4")).check().fails("for-mange-decimaler").holds("kolonnen har");
}

#[test]
fn a_figure_finer_than_its_table_is_reported() {
    rounded(&two("2.45"))
        .only(&["for-mange-decimaler"])
        .fails("for-mange-decimaler")
        .points_at("2.45")
        .holds("skriv 2.5");
}

/// A table in mio. kr. and one in 1.000 kr. about the same money.
fn units(head: &str, coarse: &str, fine: &str) -> Outcome {
    case(
        "",
        &format!(
            "[[tabel]]\nid = \"oversigt\"\ntype = \"aktiviteter\"\ntitel = \"A\"\n{head}\n[[tabel.post]]\ntekst = \"A\"\nstyringsomraade = \"service\"\n2020 = {coarse}\n[[tabel]]\nid = \"bevillinger\"\ntype = \"bevillinger\"\ntitel = \"B\"\nenhed = \"1.000 kr.\"\n[[tabel.post]]\nstyringsomraade = \"service\"\nudvalg = \"BIU\"\nbevilling = \"35.10\"\nui = \"U\"\n2020 = {fine}\n"
        ),
    )
    .check()
}

#[test]
fn a_rounded_table_is_compared_with_one_in_a_finer_unit() {
    units("afrundet = true", "11.8", "11_849").only(&[]);
    units("afrundet = true", "11.8", "11_851")
        .only(&["samme-midler"])
        .fails("samme-midler")
        .holds("bevillinger 11.851 t.kr. ≠ oversigt 11,8 mio. kr. (forskel 51 t.kr.); afrunding kan højst give 50 t.kr.")
        .holds("til 11.815 (to cifre er byttet om)");
    units("afrundet = true", "11.8", "11_899").fails("samme-midler").holds(
        "ændres 11,8 i linje 9 til 11,9, eller 11.899 i linje 20 til mellem 11.750 og 11.850, bedst 11.800, stemmer det",
    );
    // One that claims to be exact is not held against the other, and that is told.
    units("", "11.8", "11_851")
        .only(&["uafstemt", "uafstemt"])
        .warns("uafstemt")
        .holds("sæt afrundet = true");
}

#[test]
fn what_is_within_rounding_is_counted_and_stated() {
    // The total's year against its posts, and against the sum across that is filled in from theirs.
    let outcome = rounded(&two("2.5"));
    assert_eq!(
        summary(&outcome.checked),
        budgetnotat::text::Text::new(
            "1 notat, 1 tabel, 3 tal, 2 kontroller: ingen fund; alle tal indgår i mindst én kontrol; 2 summer afviger inden for afrunding, størst 0,1 mio. kr.",
            "1 note, 1 table, 3 figures, 2 checks: no findings; every figure is in at least one check; 2 sums differ within rounding, at most 0,1 mio. kr."
        )
    );
    assert!(!summary(&rounded(&two("2.4")).checked).da.contains("afrunding"));
}

#[test]
fn sums_that_hold_alone_are_judged_together() {
    // Each row asks that all its figures are half a unit more than written, and the middle year
    // that they are not.
    let cells = [[10, 12, 14], [20, 21, 22]];
    let outcome = rounded(&full(cells, [38, 65], [31, 33, 37], 102));
    let outcome =
        outcome.only(&["stemmer-ikke-samlet"]).fails("stemmer-ikke-samlet").holds("de 3 summer");
    // Both rows and the middle year; at the likeliest figure, and at the sums.
    let _ = outcome
        .points_at("2.0")
        .holds("færre kan ikke vise det")
        .holds("til 2,1, ligesom i 2021, stemmer det");
    // With the middle year like the others, everything fits.
    rounded(&full(cells, [38, 65], [31, 34, 37], 102)).only(&[]);
}

#[test]
fn a_total_that_is_filled_in_is_what_is_printed_above_it_and_needs_no_excuse() {
    let sentence = |blocks: &str| {
        let case = case("", &table("afrundet = true", blocks));
        let solved = case.solved();
        let page = view::page(&solved, &solved.project().notes[0], false).unwrap();
        let json = serde_json::to_value(&page).unwrap().to_string();
        json.matches("Afvigelse skyldes afrundinger.").count()
    };
    let posts = format!("{}{}", post("A", "2020 = 1.2"), post("B", "2020 = 1.2"));
    assert_eq!(sentence(&posts), 0);
    assert_eq!(sentence(&two("2.4")), 0);
    assert_eq!(sentence(&two("2.5")), 1);
    // What is wrong is no rounding, and what the table says itself is not said again.
    assert_eq!(sentence(&two("2.8")), 0);
    assert_eq!(sentence(&format!("note = \"Afvigelser skyldes afrunding.\"\n{}", two("2.5"))), 0);
}

/// Figures as they are written, with this many decimals.
fn written(tenths: i64) -> String {
    format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10)
}

/// A table of two posts and three years, every sum written.
fn full(cells: [[i64; 3]; 2], rows: [i64; 2], columns: [i64; 3], all: i64) -> String {
    let line = |figures: [i64; 3], sum: i64| {
        let years =
            (2020..).zip(figures).map(|(year, figure)| format!("{year} = {}\n", written(figure)));
        format!("{}i_alt = {}", years.collect::<String>(), written(sum))
    };
    let posts = ["A", "B"]
        .iter()
        .zip(cells.iter().zip(rows))
        .map(|(name, (cells, sum))| post(name, &line(*cells, sum)));
    format!(
        "aar = [2020, 2021, 2022]\n[tabel.i_alt]\n{}\n{}",
        line(columns, all),
        posts.collect::<String>()
    )
}

/// True where some true figures round to what is written. All sums are of whole figures, so where
/// any true figures do, some do that are whole numbers of half units: every such is tried.
fn possible(cells: [[i64; 3]; 2], rows: [i64; 2], columns: [i64; 3], all: i64) -> bool {
    let near = |halves: i64, written: i64| (halves - 2 * written).abs() <= 1;
    (0..729_i64).any(|code| {
        let at = |post: usize, year: usize| {
            2 * cells[post][year] + code / 3_i64.pow(u32::try_from(3 * post + year).unwrap()) % 3
                - 1
        };
        let row = |post| (0..3).map(|year| at(post, year)).sum::<i64>();
        (0..2).all(|post| near(row(post), rows[post]))
            && (0..3).all(|year| near(at(0, year) + at(1, year), columns[year]))
            && near(row(0) + row(1), all)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// The program says what brute force says, of tables that are a little off.
    #[test]
    fn there_is_an_error_exactly_where_no_figures_fit(
        cells in prop::array::uniform2(prop::array::uniform3(-20_i64..40)),
        off in prop::array::uniform6(prop_oneof![3 => Just(0_i64), 4 => -1_i64..=1, 2 => -2_i64..=2]),
    ) {
        let sum = |figures: &mut dyn Iterator<Item = i64>| figures.sum::<i64>();
        let rows = [0, 1].map(|post: usize| sum(&mut cells[post].iter().copied()) + off[post]);
        let columns = [0, 1, 2].map(|year: usize| cells[0][year] + cells[1][year] + off[2 + year]);
        let all = sum(&mut cells.iter().flatten().copied()) + off[5];
        let outcome = rounded(&full(cells, rows, columns, all));
        let error = outcome.findings().iter().any(|finding| finding.severity() == Severity::Error);
        prop_assert_eq!(error, !possible(cells, rows, columns, all), "{}", outcome.all());
    }

    /// Figures that were rounded from true ones are never an error, however they were rounded at
    /// the middle.
    #[test]
    fn true_figures_rounded_are_no_error(
        kroner in prop::collection::vec(prop::array::uniform4(-3_000_i64..9_000), 1..9), up: bool,
    ) {
        // In tens of kroner of a table in thousands with one decimal: halves are met often.
        let round = |tens: i64| (tens + if up { 5 } else { 4 }).div_euclid(10);
        let mut out = String::from("[tabel.i_alt]\n");
        let line = |out: &mut String, figures: [i64; 4]| {
            for (year, tens) in (2020..).zip(figures) {
                let _ = writeln!(out, "{year} = {}", written(round(tens)));
            }
            let _ = writeln!(out, "i_alt = {}", written(round(figures.iter().sum())));
        };
        line(&mut out, std::array::from_fn(|year| kroner.iter().map(|post| post[year]).sum()));
        for (number, figures) in kroner.iter().enumerate() {
            let _ = writeln!(out, "[[tabel.post]]\ntekst = \"Post {number}\"");
            line(&mut out, *figures);
        }
        let outcome = case("", &table("afrundet = true\naar = [2020, 2021, 2022, 2023]", &out)).check();
        prop_assert!(outcome.findings().iter().all(|finding| finding.severity() == Severity::Remark), "{}", outcome.all());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Weights that no machine word can hold the fractions of are worked through or given up, and
    /// never run away.
    #[test]
    fn awkward_weights_come_to_an_end(
        weights in prop::collection::vec(1_u32..999_999, 12), figures in prop::collection::vec(-99_i64..99, 24),
    ) {
        let mut columns = vec!["{ id = \"k0\", tekst = \"K\" }".to_owned(), "{ id = \"k1\", tekst = \"K\" }".to_owned()];
        for (number, pair) in weights.chunks(2).enumerate() {
            let (own, a, b) = (number + 2, number, number + 1);
            columns.push(format!(
                "{{ id = \"k{own}\", tekst = \"K\", sum_af = [\"0.{:06}*k{a}\", \"-1.{:06}*k{b}\"] }}", pair[0], pair[1]
            ));
        }
        let posts = figures.chunks(8).map(|row| {
            let cells = row.iter().enumerate().map(|(column, figure)| format!("k{column} = {}\n", written(*figure)));
            format!("[[tabel.post]]\ntekst = \"P\"\n{}", cells.collect::<String>())
        });
        let table = format!(
            "[[tabel]]\nid = \"t\"\ntype = \"tal\"\ntitel = \"T\"\nafrundet = true\nenhed = \"mio. kr.\"\nkolonner = [{}]\n{}",
            columns.join(", "),
            posts.collect::<String>()
        );
        let begun = std::time::Instant::now();
        let _ = case("", &table).check();
        prop_assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    }
}

/// The real notes with their printed totals, said to be rounded.
fn real_and_rounded() -> Case {
    ["notes/budget-2016/runde.toml", "notes/budget-2020/runde.toml"]
        .into_iter()
        .fold(real::project(PRINTED), |case, round| {
            case.saved(round, |bytes| [b"afrundet = true\n".as_slice(), &bytes].concat())
        })
}

#[test]
fn what_adds_up_exactly_adds_up_rounded() {
    let outcome = real_and_rounded().check().only(&[]);
    assert_eq!(outcome.checked.counts.rounded, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// One figure of the real notes changed, to whatever: it is told with its suspects in both
    /// languages, or it holds.
    #[test]
    fn any_figure_may_be_anything(path in prop::sample::select(vec![BI8, BI25]), which: prop::sample::Index, figure in -99_999_i64..99_999) {
        let case = real_and_rounded().saved(path, |bytes| {
            let mut lines: Vec<String> = String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect();
            let figures: Vec<usize> = (0..lines.len()).filter(|line| lines[*line].starts_with("20")).collect();
            let at = figures[which.index(figures.len())];
            let key = lines[at].split('=').next().unwrap().trim_end().to_owned();
            lines[at] = format!("{key} = {figure}");
            lines.join("\n").into_bytes()
        });
        let outcome = case.check();
        for finding in outcome.findings() {
            prop_assert!(!finding.message.da.is_empty() && !finding.message.en.is_empty());
            prop_assert!(finding.suspects.iter().all(|suspect| suspect.low <= suspect.value && suspect.value <= suspect.high), "{}", outcome.all());
        }
    }
}

/// The first suspect of a table with one slip: what it is, what it should be, what it looks like.
fn first(outcome: &Outcome) -> (String, String, &'static str) {
    let suspect = &suspects(outcome)[0];
    let is = outcome.project.sources.slice(suspect.span).to_owned();
    (is, suspect.value.machine(), suspect.slip.unwrap_or("none"))
}

/// An exact table in 1.000 kr.
fn exact(blocks: &str) -> Outcome {
    case("", &table("enhed = \"1.000 kr.\"", blocks)).check()
}

/// Three posts and their written total in 2020: rightly 4.360, 3.920 and 1.250, together 9.530.
fn column(total: &str, a: &str, b: &str, c: &str) -> Outcome {
    let posts = [("Løn", a), ("Husleje", b), ("Tolke", c)]
        .map(|(name, figure)| post(name, &format!("2020 = {figure}")));
    exact(&format!("[tabel.i_alt]\n2020 = {total}\n{}", posts.concat()))
}

#[test]
fn slips_are_named() {
    column("9_530", "4_360", "3_920", "1_250").only(&[]);
    for (outcome, is, value, name, words) in [
        (
            column("9_530", "4_630", "3_920", "1_250"),
            "4_630",
            "4360",
            "swapped-digits",
            "4.360 (to cifre er byttet om)",
        ),
        (
            column("9_530", "460", "3_920", "1_250"),
            "460",
            "4360",
            "dropped-digit",
            "4.360 (et ciffer mangler)",
        ),
        (
            column("9_530", "4_360", "3_920", "11_250"),
            "11_250",
            "1250",
            "doubled-digit",
            "1.250 (et ciffer står der to gange)",
        ),
        (
            column("9_530", "4_360", "3_920", "-1_250"),
            "-1_250",
            "1250",
            "sign",
            "1.250 (fortegnet er vendt)",
        ),
        (
            column("9_530", "4_360", "392", "1_250"),
            "392",
            "3920",
            "factor",
            "3.920 (det er 10 gange for småt)",
        ),
        (
            column("9_530", "4_360_000", "3_920", "1_250"),
            "4_360_000",
            "4360",
            "factor",
            "4.360 (det er 1.000 gange for stort)",
        ),
        (
            column("8_280", "4_360", "3_920", "1_250"),
            "8_280",
            "9530",
            "part-left-out",
            "9.530 (`Tolke`, 1.250, er ikke talt med)",
        ),
        (
            column("13_450", "4_360", "3_920", "1_250"),
            "13_450",
            "9530",
            "part-counted-twice",
            "9.530 (`Husleje`, 3.920, er talt med to gange)",
        ),
    ] {
        assert_eq!(first(&outcome), (is.to_owned(), value.to_owned(), name), "{}", outcome.all());
        let _ = outcome.fails("kolonnesum").holds(words);
    }
}

#[test]
fn a_part_of_a_row_is_called_by_its_column() {
    let row = post("A", "2020 = 1_250\n2021 = 3_920\ni_alt = 3_920");
    let outcome = exact(&row).only(&["raekkesum"]).fails("raekkesum");
    assert_eq!(first(&outcome), ("3_920".to_owned(), "5170".to_owned(), "part-left-out"));
    let _ = outcome.holds("(`2020`, 1.250, er ikke talt med)");
}

#[test]
fn two_that_look_equally_likely_are_both_told() {
    // The same figure in two rows, one of which is read in the wrong line.
    let outcome = column("8_050", "4_000", "4_000", "950").fails("kolonnesum");
    let names: Vec<_> =
        suspects(&outcome).iter().map(|suspect| (suspect.post.as_str(), suspect.score)).collect();
    assert_eq!(names, [("Løn", 42), ("Husleje", 42), ("Tolke", 7), ("Udgifter i alt", 7)]);
    let _ = outcome.holds("3.100 (tallet for `Husleje` er skrevet igen), eller 4.000 i linje");
}

#[test]
fn an_old_total_is_reported_once() {
    let posts = format!(
        "{}{}",
        post("A", "2020 = 400\n2021 = 700\ni_alt = 1_100"),
        post("B", "2020 = 50\n2021 = 80\ni_alt = 130")
    );
    let outcome = exact(&format!("[tabel.i_alt]\n2020 = 500\n2021 = 730\ni_alt = 1_230\n{posts}"))
        .only(&["kolonnesum"])
        .fails("kolonnesum")
        .points_at("500")
        .holds("er 500 og 730 i 2020 og 2021, men posterne giver 450 og 780")
        .holds("begge giver 1.230 over årene: en gammel total er nok blevet stående");
    let reported: Vec<_> =
        suspects(&outcome).iter().map(|suspect| (suspect.value.machine(), suspect.slip)).collect();
    assert_eq!(
        reported,
        [("450".to_owned(), Some("old-total")), ("780".to_owned(), Some("old-total"))]
    );
}

#[test]
fn a_total_from_before_a_post_was_changed_is_reported_once_with_its_sum_across() {
    let posts = format!(
        "{}{}",
        post("A", "2020 = 400\n2021 = 700\ni_alt = 1_100"),
        post("B", "2020 = 50\n2021 = 80\ni_alt = 130")
    );
    let outcome = exact(&format!("[tabel.i_alt]\n2020 = 450\n2021 = 700\ni_alt = 1_150\n{posts}"))
        .only(&["kolonnesum"])
        .fails("kolonnesum")
        .points_at("700")
        .holds("er 700 og 1.150 i 2021 og på tværs, men posterne giver 780 og 1.230")
        .holds("fra før en post blev ændret");
    let reported: Vec<_> =
        suspects(&outcome).iter().map(|suspect| (suspect.value.machine(), suspect.slip)).collect();
    assert_eq!(
        reported,
        [("780".to_owned(), Some("old-total")), ("1230".to_owned(), Some("old-total"))]
    );
    // Where the row's own sum fails too, its figures are not of one time.
    let torn = exact(&format!("[tabel.i_alt]\n2020 = 450\n2021 = 700\ni_alt = 1_190\n{posts}"));
    assert!(!torn.all().contains("fra før en post blev ændret"), "{}", torn.all());
}

/// What is written in a rounded table of whole figures, its posts named by letters.
fn whole(total: &str, posts: &[&str]) -> Outcome {
    let each = posts.iter().zip('A'..).map(|(figures, name)| post(&name.to_string(), figures));
    case(
        "",
        &table(
            "enhed = \"1.000 kr.\"\nafrundet = true",
            &format!("[tabel.i_alt]\n{total}\n{}", each.collect::<String>()),
        ),
    )
    .check()
}

#[test]
fn a_unit_off_is_no_evidence_against_a_slip() {
    // The years' sums, and over them the same sums again: rounding is counted once.
    let sign = whole(
        "2020 = 531\n2021 = 477",
        &["2020 = 100\n2021 = 41", "2020 = -332\n2021 = 332", "2020 = 100\n2021 = 105"],
    );
    assert_eq!(first(&sign), ("-332".to_owned(), "332".to_owned(), "sign"), "{}", sign.all());
    let total = whole("2020 = -2_604", &["2020 = 181", "2020 = 92", "2020 = 812", "2020 = 1_518"]);
    assert_eq!(first(&total), ("-2_604".to_owned(), "2604".to_owned(), "sign"), "{}", total.all());
    let twice =
        whole("2020 = -959\n2021 = -288", &["2020 = -971\n2021 = -300", "2020 = 11\n2021 = 111"]);
    assert_eq!(
        first(&twice),
        ("111".to_owned(), "11".to_owned(), "doubled-digit"),
        "{}",
        twice.all()
    );
}

#[test]
fn the_slip_that_fits_the_sums_best_is_named() {
    // 973, rightly: not the first figure that would do with another digit, and no tenth of it.
    let lost = whole("2020 = 105_369", &["2020 = 104_353", "2020 = 43", "2020 = 97"]);
    assert_eq!(
        first(&lost),
        ("97".to_owned(), "973".to_owned(), "dropped-digit"),
        "{}",
        lost.all()
    );
}

#[test]
fn a_figure_is_no_factor_of_what_it_does_not_tell() {
    let zero = exact(&format!(
        "[tabel.i_alt]\n2020 = 11_290\n{}{}",
        post("A", "2020 = 11_290"),
        post("B", "2020 = 365")
    ));
    assert_eq!(
        first(&zero),
        ("11_290".to_owned(), "11655".to_owned(), "part-left-out"),
        "{}",
        zero.all()
    );
    let tenth = rounded(&format!(
        "[tabel.i_alt]\n2020 = 765.9\n{}{}",
        post("A", "2020 = 3.4"),
        post("B", "2020 = 765.8")
    ));
    assert_eq!(
        first(&tenth),
        ("765.9".to_owned(), "769.3".to_owned(), "part-left-out"),
        "{}",
        tenth.all()
    );
    // Kroner in a table of 1.000 kr. are still known by the digits that they keep.
    let kroner = column("9_530", "4_360_123", "3_920", "1_250");
    assert_eq!(
        first(&kroner),
        ("4_360_123".to_owned(), "4360".to_owned(), "factor"),
        "{}",
        kroner.all()
    );
}

#[test]
fn a_row_that_repeats_itself_is_not_copied() {
    let years = |figures: [&str; 4]| {
        let each: Vec<String> =
            (2020..).zip(figures).map(|(year, figure)| format!("{year} = {figure}\n")).collect();
        each.concat()
    };
    let posts = [
        post("A", &years(["652.4", "68.8", "725.9", "762.7"])),
        post("B", &years(["0.6", "0.7", "0.7", "0.7"])),
    ];
    let totals = years(["653.0", "689.5", "726.6", "763.4"]);
    let outcome = rounded(&format!(
        "aar = [2020, 2021, 2022, 2023]\n[tabel.i_alt]\n{totals}{}",
        posts.concat()
    ));
    assert_eq!(
        first(&outcome),
        ("68.8".to_owned(), "688.8".to_owned(), "dropped-digit"),
        "{}",
        outcome.all()
    );
    assert!(
        suspects(&outcome).iter().all(|suspect| suspect.slip != Some("copied")),
        "{}",
        outcome.all()
    );
}

#[test]
fn a_slip_in_a_rounded_table_is_one_finding_at_its_figure() {
    // 3,4 for 4,3: the row and the column both see it.
    let posts = [
        post("A", "2020 = 3.4\n2021 = 2.2\ni_alt = 6.5"),
        post("B", "2020 = 1.7\n2021 = 5.1\ni_alt = 6.7"),
        post("C", "2020 = 8.2\n2021 = 1.3\ni_alt = 9.5"),
    ];
    let outcome = rounded(&format!(
        "[tabel.i_alt]\n2020 = 14.3\n2021 = 8.6\ni_alt = 22.8\n{}",
        posts.concat()
    ));
    let outcome = outcome
        .only(&["kolonnesum"])
        .fails("kolonnesum")
        .points_at("3.4")
        .holds("4,3 (to cifre er byttet om)");
    let suspect = &suspects(&outcome)[0];
    assert_eq!((suspect.post.as_str(), suspect.column.as_str(), suspect.score), ("A", "2020", 100));
    assert!(suspect.low <= suspect.value && suspect.value <= suspect.high);
}

#[test]
fn json_names_the_suspects() {
    let case = case(
        "",
        &table(
            "enhed = \"1.000 kr.\"",
            "[tabel.i_alt]\n2020 = 12\n[[tabel.post]]\ntekst = \"A\"\n2020 = 21\n",
        ),
    );
    let solved = case.solved();
    let project = solved.project();
    let checked = budgetnotat::rule::check(&solved, &budgetnotat::rule::Selection::All);
    let style = budgetnotat::report::Style {
        format: budgetnotat::report::Format::Json,
        ..Default::default()
    };
    let object: serde_json::Value =
        serde_json::from_str(&budgetnotat::report::render(&checked, &project.sources, style))
            .unwrap();
    let suspects = object["findings"][0]["suspects"].as_array().unwrap();
    assert_eq!(suspects.len(), 2);
    let expected = serde_json::json!({
        "file": "notes/budget-2020/BI1.toml", "line": 16, "column": 8, "address": "budget-2020/BI1/t/tekst=A/2020", "table": "t", "post": "A", "column_id": "2020",
        "value": "12", "low": "12", "high": "12", "slip": "swapped-digits", "score": 50
    });
    assert_eq!(suspects[0], expected);
}
