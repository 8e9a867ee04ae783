//! The tidy table of a pack: what counts adds up to what the pack prints, in every file, and each row
//! says all that is known of its figure; the workbook's guards and shares.

use std::collections::BTreeMap;

use budgetnotat::amount::Amount;
use budgetnotat::audit::{self, File, Handed};
use budgetnotat::export::csv::{self, Dialect};
use budgetnotat::export::{Export, json, workbook};
use budgetnotat::note::Note;
use budgetnotat::pack::{Packed, SolvedPack};
use budgetnotat::solved::Solved;
use budgetnotat::view;

use crate::case::Case;
use crate::packs::{case_of, generated, note, packed, service};
use crate::real::{self, REAL};

/// A row of CSV by its headings.
type Row = BTreeMap<String, String>;

fn rows(bytes: &[u8]) -> Vec<Row> {
    let mut reader = ::csv::Reader::from_reader(bytes);
    let headings = reader.headers().unwrap().clone();
    let row = |record: ::csv::StringRecord| {
        headings.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn table(solved: &Solved) -> Vec<Row> {
    packed(solved, |packed| {
        rows(&csv::write(&Export::of_pack(solved, packed, false), Dialect::Comma).unwrap())
    })
}

/// A note with a common post and two options that exclude each other, none of them counted.
fn options() -> Case {
    let post = |choice: &str, amounts: &str| {
        format!(
            "\n[[tabel.post]]\nstyringsomraade = \"service\"\nudvalg = \"SUD\"\nbevilling = \"32.00\"\nui = \"U\"\nvalg = \"{choice}\"\n{amounts}\n"
        )
    };
    let options = "kategori = \"need to\"\nfortrolig = true\nforudsaetter = [\"BI2\"]\n\n[[valgmulighed]]\nid = \"A\"\ntitel = \"Fuld\"\nudelukker = [\"B\"]\n\n[[valgmulighed]]\nid = \"B\"\ntitel = \"Halv\"\n";
    let own = service(options, "2020 = 100\n2021 = 101")
        + &post("A", "2020 = 1_000")
        + &post("B", "2020 = 500\n2021 = 7");
    Case::new().note("BI1", &own).note("BI2", &service("", "2020 = 20"))
}

#[test]
fn what_counts_adds_up_to_what_the_pack_prints() {
    let mut left_out = 0;
    for solved in [
        real::project(REAL).solved(),
        case_of(&generated(60)).solved(),
        options().pack("p", "titel = \"P\"\n").solved(),
    ] {
        let mut sums: BTreeMap<[String; 3], Amount> = BTreeMap::new();
        for row in table(&solved) {
            left_out +=
                usize::from(row["pakke_beloeb"].is_empty() && !row["pakke_pris"].is_empty());
            assert_eq!(row["pakke_talt"] == "ja", !row["pakke_beloeb"].is_empty());
            if let Some(amount) = Amount::parse(&row["pakke_beloeb"]) {
                assert_eq!(row["pakke_beloeb"], row["pakke_pris"]);
                let key = ["udvalg", "pakke_styringsomraade", "pakke_aar"];
                let sum = sums.entry(key.map(|name| row[name].clone())).or_default();
                *sum = sum.plus(amount).unwrap();
            }
        }
        packed(&solved, |packed| {
            let mut found = 0;
            for ([committee, area, year], sum) in &sums {
                let at = packed.periods.iter().position(|period| period.to_string() == *year);
                let pack = packed.total(|part| {
                    part.sum.committee == *committee && packed.root(&part.sum.area) == area
                });
                assert_eq!(pack.unwrap()[at.unwrap()], *sum, "{committee} {area} {year}");
                found += 1;
            }
            let all = sums.values().copied().try_fold(Amount::ZERO, Amount::plus);
            let mut whole = packed.total(|_| true).unwrap().into_iter();
            assert_eq!(all, whole.try_fold(Amount::ZERO, Amount::plus));
            assert!(found > 1, "{found}");
        });
    }
    assert!(left_out > 3, "{left_out} figures are shown and not counted");
}

#[test]
fn each_row_says_all_that_is_known_of_its_figure() {
    let solved =
        options().pack("p", "titel = \"P\"\n[[valg]]\nnotat = \"BI1\"\nvalg = \"A\"\n").solved();
    let table = table(&solved);
    let of = |choice: &str, year: &str| {
        let fits =
            |row: &&Row| row["notat"] == "BI1" && row["valg"] == choice && row["aar"] == year;
        table.iter().find(fits).unwrap()
    };
    let common = of("", "2020");
    for (column, holds) in [
        ("titel", "Et notat"),
        ("kategori", "need to"),
        ("fortrolig", "ja"),
        ("notatets_forvaltning", "BIF"),
        ("notatets_udvalg", "BIU"),
        ("udvalg", "BIU"),
        ("bevilling_noegle", "BIU 35.10"),
        ("enhed", "1.000 kr."),
        ("pakke_talt", "ja"),
        ("pakke_beloeb", "100"),
    ] {
        assert!(common[column].contains(holds), "{column}: {:?}", common[column]);
    }
    assert!(common["bevilling_trykt"].contains("35.10"), "{}", common["bevilling_trykt"]);
    // Who wrote the note, and who holds the money.
    assert_eq!((&*of("A", "2020")["udvalg"], &*of("A", "2020")["notatets_udvalg"]), ("SUD", "BIU"));
    assert_eq!(of("A", "2020")["pakke_beloeb"], "1000");
    let (left_out, counted) = (&of("B", "2020")["pakke_pris"], &of("B", "2020")["pakke_beloeb"]);
    assert_eq!((&**left_out, &**counted), ("500", ""));
}

/// A pack, its files' sums audited after a change to the bytes of CSV.
fn audited(solved: &Solved, change: impl Fn(String) -> String) -> usize {
    let project = solved.project();
    let own = SolvedPack::new(solved, &project.packs[0]).unwrap();
    let packed: &Packed<'_> = &own.packed;
    let known = solved.known(&packed.pack.round);
    let page = view::pack::page(project, packed, own.overview(), known, None);
    let export = Export::of_pack(solved, packed, false);
    let bytes = csv::write(&export, Dialect::Comma).unwrap();
    let bytes = change(String::from_utf8(bytes).unwrap()).into_bytes();
    let notes: Vec<&Note> = project.notes_of(&packed.pack.round).map(|(_, note)| note).collect();
    let file = File::Csv { bytes: &bytes, danish: false };
    let money = packed.money();
    let (municipality, round) = (&project.municipality, packed.round);
    audit::pack(packed.pack, municipality, round, &notes, &page, &money, &[file]).breaches.len()
}

#[test]
fn a_table_that_counts_other_money_than_the_pack_is_not_written() {
    let solved = options().pack("p", "titel = \"P\"\n").solved();
    assert_eq!(audited(&solved, |text| text), 0);
    // One figure more is counted, one is lost, one is another.
    assert!(audited(&solved, |text| text.replace("500,nej,\r\n", "500,ja,500\r\n")) > 0);
    assert!(audited(&solved, |text| text.replace("100,ja,100\r\n", "100,ja,\r\n")) > 0);
    assert!(audited(&solved, |text| text.replace("20,ja,20\r\n", "20,ja,21\r\n")) > 0);
}

#[test]
fn a_withdrawn_note_is_in_the_table_and_counts_in_nothing() {
    let case = Case::new()
        .note("BI1", &service("status = \"trukket\"\nversion = \"2\"", "2020 = 10"))
        .note("BI2", &service("", "2020 = 20"))
        .pack("p", "titel = \"P\"\n");
    let rows = table(&case.solved());
    let row = rows.iter().find(|row| row["notat"] == "BI1" && row["aar"] == "2020").unwrap();
    assert_eq!((&*row["status"], &*row["version"], &*row["beloeb"]), ("trukket", "2", "10"));
    assert_eq!((&*row["pakke_talt"], &*row["pakke_beloeb"], &*row["pakke_pris"]), ("nej", "", ""));
    let other = rows.iter().find(|row| row["notat"] == "BI2").unwrap();
    assert_eq!(other["status"], "til forhandling");
}

#[test]
fn json_says_what_is_counted() {
    let solved = options().pack("p", "titel = \"P\"\n").solved();
    packed(&solved, |packed| {
        let bytes = json::write(&Export::of_pack(&solved, packed, false)).unwrap();
        let data: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let counted: Vec<(&str, bool)> = data["figures"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|figure| figure["year"] == "2020")
            .map(|figure| {
                (figure["amount"].as_str().unwrap(), figure["in_pack"]["counted"] == true)
            })
            .collect();
        assert_eq!(counted, [("100", true), ("1000", false), ("500", false), ("20", true)]);
        assert_eq!(data["pack"]["notes"][0]["presupposes"][0], "BI2");
        assert_eq!(data["pack"]["notes"][0]["options"][0]["excludes"][0], "B");
    });
}

/// What stands in a workbook's cells: by sheet and place.
fn cells(case: &Case) -> Vec<Handed> {
    let solved = case.solved();
    packed(&solved, |packed| {
        workbook::made(&Export::of_pack(&solved, packed, false)).unwrap().cells
    })
}

fn said(cells: &[Handed], text: &str) -> bool {
    cells.iter().any(|cell| cell.sheet == "Valg" && cell.text.trim() == text)
}

#[test]
fn the_workbook_says_what_can_not_stand_together() {
    let pack = |picks: &str, more: &str| {
        options().pack(
            "p",
            &format!("titel = \"P\"\n{more}\n[[valg]]\nnotat = \"BI1\"\nvalg = {picks}\n"),
        )
    };
    let fits = cells(&pack("[\"A\"]", ""));
    assert!(said(&fits, "Valgene passer sammen") && said(&fits, "passer"), "{fits:?}");
    let clash = cells(&pack("[\"A\", \"B\"]", ""));
    assert!(said(&clash, "Udelukker B.") && said(&clash, "Udelukker A."));
    assert!(said(&clash, "2 linjer passer ikke sammen med andre: se kolonnen Kontrol"));
    let lacks = cells(&pack("[\"A\"]", "notater = [\"BI1\"]"));
    assert!(said(&lacks, "Kræver BI2."), "{lacks:?}");
    assert!(said(&lacks, "1 linje passer ikke sammen med andre: se kolonnen Kontrol"));
    let uncounted = cells(&pack("[\"A\"]", "taelles_ikke = [\"BI2\"]"));
    assert!(said(&uncounted, "Kræver BI2."));
}

#[test]
fn what_is_left_of_the_frames_stands_above_the_lines() {
    let cells = cells(&real::project(REAL));
    let of_sheet = || cells.iter().filter(|cell| cell.sheet == "Valg");
    let row = of_sheet().find(|cell| cell.text == "Tilbage: Servicemåltal").unwrap().row;
    let left: Vec<&str> =
        of_sheet().filter(|cell| cell.row == row).map(|cell| cell.text.as_str()).collect();
    assert_eq!(left, ["Tilbage: Servicemåltal", "800", "800", "1250", "1000"]);
    let headings = of_sheet().find(|cell| cell.text == "Med (1/0)").unwrap().row;
    assert!(row < headings, "above the lines: {row} {headings}");
}

#[test]
fn a_label_is_one_sum() {
    let solved = Case::new()
        .note("BI1", &note("", "service", "SUD", "32.00", "2020 = 10"))
        .note("BI2", &service("", "2020 = 5"))
        .note("SO1", &note("forvaltning = \"SOF\"", "service", "BIU", "35.10", "2020 = 20"))
        .note("SO2", &note("forvaltning = \"SOF\"", "service", "SUD", "32.00", "2020 = 1"))
        .pack("p", "titel = \"P\"\n")
        .solved();
    let own = SolvedPack::new(&solved, &solved.project().packs[0]).unwrap();
    let page = view::pack::page(
        solved.project(),
        &own.packed,
        own.overview(),
        solved.known(&own.packed.pack.round),
        None,
    );
    let tables = page.overviews.iter().map(|overview| &overview.table).chain(&page.list);
    let mut sums: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in tables.flat_map(|table| &table.rows).filter(|row| row.kind != "heading") {
        let label =
            row.cells[0].blocks.as_ref().map_or(row.cells[0].text.clone(), |_| String::new());
        sums.entry(label).or_default().push(row.cells[1].text.clone());
    }
    sums.remove("");
    for (label, figures) in &sums {
        assert!(figures.iter().all(|one| one == &figures[0]), "{label}: {figures:?}");
    }
    assert_eq!(sums["Socialudvalgets notater i alt"], ["21"]);
    assert_eq!(sums["Socialudvalget"][0], "11");
    assert_eq!(page.groups[0].name, "Socialudvalgets notater");
}

#[test]
fn a_note_s_row_is_its_common_posts_and_what_is_chosen() {
    let pack = "titel = \"P\"\n[[valg]]\nnotat = \"BI1\"\nvalg = \"A\"\n";
    let solved = options().pack("p", pack).solved();
    let own = SolvedPack::new(&solved, &solved.project().packs[0]).unwrap();
    let known = solved.known(&own.packed.pack.round);
    let project = solved.project();
    let page = |change: fn(&mut budgetnotat::page::Table)| {
        let mut page = view::pack::page(project, &own.packed, own.overview(), known, None);
        change(page.list.as_mut().unwrap());
        page
    };
    let list = page(|_| ()).list.unwrap();
    let rows: Vec<(String, String)> = list
        .rows
        .iter()
        .map(|row| (row.cells[0].text.clone(), row.cells[1].text.clone()))
        .skip(1)
        .take(3)
        .collect();
    let of = |label: &str, figure: &str| (label.to_owned(), figure.to_owned());
    assert_eq!(
        rows,
        [
            of("fælles poster", "100"),
            of("valgt: A – Fuld", "1.000"),
            of("ikke valgt: B – Halv", "500")
        ]
    );
    let breaches = |change| {
        let packed = &own.packed;
        let notes: Vec<&Note> =
            project.notes_of(&packed.pack.round).map(|(_, note)| note).collect();
        let (municipality, money) = (&project.municipality, packed.money());
        let page = page(change);
        audit::pack(packed.pack, municipality, packed.round, &notes, &page, &money, &[])
            .breaches
            .len()
    };
    assert_eq!(breaches(|_| ()), 0);
    assert!(breaches(|list| list.rows[1].cells[1].text = "99".to_owned()) > 0);
    assert!(breaches(|list| list.rows[3].cells[1].text = "501".to_owned()) > 0);
}
