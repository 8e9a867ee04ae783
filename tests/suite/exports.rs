//! Figures out: every figure of the notes is there once, as CSV that parses back, as JSON that its
//! schema describes, and what a pack counts of them is what the pack says.

use std::collections::BTreeMap;
use std::fs;

use budgetnotat::amount::Amount;
use budgetnotat::equation::{FigureId, Row, State};
use budgetnotat::export::csv::{self, Dialect};
use budgetnotat::export::{Export, guard, json, workbook};
use budgetnotat::note::{ColumnKey, Kind};
use budgetnotat::pack::Packed;
use budgetnotat::solved::Solved;
use serde_json::Value;

use crate::case::{Case, root};
use crate::desk::{BI8, Desk, said};
use crate::packs::packed;
use crate::packs::{case_of, generated};
use crate::real::{self, REAL};
use crate::schema::{faults, figures_schema};

const PROJECTS: [&str; 3] = [REAL, real::PRINTED, "tests/projekter/vestby"];

/// What is done with the first pack of a project.
fn exported<T>(project: &Solved, look: impl FnOnce(&Export<'_>, &Packed<'_>) -> T) -> T {
    packed(project, |packed| look(&Export::of_pack(project, packed, false), packed))
}

#[test]
fn every_figure_that_is_written_or_filled_in_is_there_once() {
    let mut filled = 0;
    for solved in PROJECTS.map(|project| real::project(project).solved()) {
        for note in &solved.project().notes {
            let export = Export::of_note(&solved, note, false).unwrap();
            let at = |table: &str, number: usize, column: &str| {
                let is = |line: &&budgetnotat::export::Line| {
                    let figure = &line.figure;
                    figure.table == table
                        && figure.number == number + 1
                        && figure.column.to_string() == column
                };
                let found: Vec<_> = export.lines.iter().filter(is).collect();
                assert_eq!(found.len(), 1, "{} {table} {number} {column}", note.id.value);
                found[0].figure.clone()
            };
            for table in &note.tables {
                for (number, post) in table.numbered_posts() {
                    for cell in post.cells.iter().filter(|cell| cell.column != ColumnKey::Across) {
                        let Some(amount) = cell.amount() else { continue };
                        let figure = at(&table.id.value, number.0, &cell.column.to_string());
                        assert_eq!(figure.amount, amount);
                        assert_eq!((figure.unit, figure.filled_in), (table.unit, false));
                    }
                }
            }
            let reconciled = &solved.of(note).unwrap().reconciled;
            let figures = reconciled.system.figures.iter().enumerate();
            let posts = figures.filter(|(number, figure)| match figure.row {
                Row::Post(post) => {
                    let empty = matches!(note.tables[figure.table].posts[post].kind, Kind::Heading);
                    // A sum across is a sum, as the total row is.
                    !empty
                        && !reconciled.solution.is_absent(FigureId(*number))
                        && figure.column != ColumnKey::Across
                }
                _ => false,
            });
            let mut count = 0;
            for (_, figure) in posts {
                let Row::Post(post) = figure.row else { unreachable!() };
                let line =
                    at(&note.tables[figure.table].id.value, post.0, &figure.column.to_string());
                assert_eq!(line.filled_in, figure.state == State::Unknown);
                filled += usize::from(line.filled_in);
                count += 1;
            }
            assert_eq!(export.lines.len(), count, "{}", note.id.value);
        }
    }
    assert!(filled > 5, "{filled} figures are filled in");
}

#[test]
fn both_kinds_of_csv_parse_back() {
    let awkward = real::slip(
        real::project(REAL),
        BI8,
        "id = \"oekonomi\"",
        "\"Social- og sundhedsindsatser",
        "\"; \\\"Social\\\",\\n- og",
    );
    let project = awkward.solved();
    exported(&project, |export, _| {
        assert!(export.lines.iter().any(|line| line.figure.post.starts_with("; \"Social\",\n")));
        let comma = csv::write(export, Dialect::Comma).unwrap();
        let danish = csv::write(export, Dialect::Danish).unwrap();
        assert!(comma.starts_with(b"runde,notat,"));
        let danish = danish.strip_prefix(b"\xef\xbb\xbf").expect("the mark of UTF-8");
        let read = |bytes: &[u8], delimiter| -> Vec<Vec<String>> {
            let mut reader = ::csv::ReaderBuilder::new()
                .delimiter(delimiter)
                .has_headers(false)
                .from_reader(bytes);
            reader
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect()
        };
        let (comma, danish) = (read(&comma, b','), read(danish, b';'));
        assert_eq!((comma.len(), danish.len()), (export.lines.len() + 1, export.lines.len() + 1));
        assert_eq!(comma[0], danish[0]);
        let column = |name: &str| comma[0].iter().position(|own| own == name).unwrap();
        let (amount, post) = (column("beloeb"), column("post"));
        for ((line, record), theirs) in export.lines.iter().zip(&comma[1..]).zip(&danish[1..]) {
            assert_eq!(Amount::parse(&record[amount]), Some(line.figure.amount));
            assert_eq!(Amount::parse(&theirs[amount].replace(',', ".")), Some(line.figure.amount));
            let posts = [&record[post], &theirs[post]].map(|field| guard::unguarded(field));
            assert_eq!(posts, [line.figure.post.as_str(); 2]);
        }
    });
}

/// Texts that spreadsheets take for something else, and amounts that they must not.
const AWKWARD: &[&str] = &[
    "- heraf vikarer",
    "+ moms",
    "=1+1",
    "=HYPERLINK(\\\"http://x\\\")",
    "@sum",
    "−5",
    "＝1+1",
    "'citat'",
    "#N/A",
    " 7",
    "10-12",
    "1/2",
    "1e5",
    "0520",
    "05.20",
    "JAN-2",
    "maj 5",
    "5 kr.",
    "12:30",
    "5 %",
    "(100)",
    "SAND",
    "Løn",
    "1/2 stilling",
    "a;b,c \\\"d\\\"",
];

/// A project with a post of each such text.
fn awkward() -> Case {
    let head = "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"x\"\n";
    let post = |(number, text): (usize, &&str)| {
        format!(
            "\n[[tabel.post]]\ntekst = \"{text}\"\nstyringsomraade = \"service\"\n2020 = -{number}\n"
        )
    };
    let posts: String = AWKWARD.iter().enumerate().map(post).collect();
    let appropriation = "\n[[tabel]]\nid = \"b\"\ntype = \"bevillinger\"\ntitel = \"B\"\nudsnit = true\n\n[[tabel.post]]\nstyringsomraade = \"service\"\n\
                         udvalg = \"BIU\"\nbevilling = \"02510\"\nui = \"U\"\n2020 = -1\n";
    let number =
        "\n[[bevilling]]\nudvalg = \"BIU\"\nnummer = \"0.25.10\"\nstyringsomraade = \"service\"\n";
    let register =
        String::from_utf8(fs::read(root().join("notes/kommune.toml")).unwrap()).unwrap() + number;
    Case::new().municipality(&register).note("BI1", &format!("{head}{posts}{appropriation}"))
}

/// The fields of both files by their columns, texts without their guards.
fn fields(bytes: &[u8], delimiter: u8) -> Vec<BTreeMap<String, String>> {
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let unguarded = |field: &str| guard::unguarded(field).into_owned();
    let line = |record: ::csv::StringRecord| {
        names.iter().cloned().zip(record.iter().map(unguarded)).collect()
    };
    reader.records().map(|record| line(record.unwrap())).collect()
}

#[test]
fn texts_are_guarded_and_read_back_and_numbers_are_not() {
    let solved = awkward().solved();
    let export = Export::of_note(&solved, &solved.project().notes[0], false).unwrap();
    let json: Value = serde_json::from_slice(&json::write(&export).unwrap()).unwrap();
    for (dialect, delimiter, guards) in [(Dialect::Comma, b',', 0), (Dialect::Danish, b';', 1)] {
        let bytes = csv::write(&export, dialect).unwrap();
        let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let read = fields(bare, delimiter);
        assert_eq!(read.len(), AWKWARD.len() + 1);
        for ((line, record), figure) in
            export.lines.iter().zip(&read).zip(json["figures"].as_array().unwrap())
        {
            assert_eq!(
                (&record["post"], &record["adresse"]),
                (&line.figure.post, &line.figure.address)
            );
            // JSON has the text as it is.
            assert_eq!(
                (figure["post"].as_str(), figure["address"].as_str()),
                (Some(&*line.figure.post), Some(&*line.figure.address))
            );
            assert_eq!(record["bevilling"], line.figure.appropriation.clone().unwrap_or_default());
            assert_eq!(record["enhed"], "1.000 kr.");
        }
        let raw = std::str::from_utf8(bare).unwrap();
        assert!(
            !raw.contains("=\"\"-1\"\"")
                && raw.contains(&format!("{0}-1{0}", char::from(delimiter))),
            "amounts stay numbers"
        );
        assert!(
            raw.contains("\"=\"\"- heraf vikarer\"\"\"") && raw.contains("\"=\"\"0.25.10\"\"\""),
            "{raw}"
        );
        assert_eq!(raw.matches("\"=\"\"1.000 kr.\"\"\"").count(), guards * read.len());
    }
    assert_eq!(json["figures"].as_array().unwrap().last().unwrap()["appropriation"], "0.25.10");
    assert!(workbook::write(&export).is_ok());
}

/// `.ci/workbook` builds it, and opens it in `LibreOffice`.
#[test]
#[ignore = "writes the awkward texts into target/, for what is done with them outside cargo"]
fn the_awkward_texts_on_disk() {
    let folder = root().join("target/awkward-texts");
    let project = awkward().read();
    for (_, source) in project.sources.iter() {
        let path = folder.join(&source.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, source.text.as_bytes()).unwrap();
    }
}

#[test]
fn decimals_have_a_comma_where_fields_have_semicolons() {
    let note = "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nenhed = \"mio. kr.\"\nalene = \"x\"\n\n[[tabel.post]]\n\
                tekst = \"x\"\nstyringsomraade = \"service\"\n2020 = 12.5\n";
    let solved = Case::new().note("BI1", note).solved();
    let export = Export::of_note(&solved, &solved.project().notes[0], false).unwrap();
    let text = |dialect| String::from_utf8(csv::write(&export, dialect).unwrap()).unwrap();
    assert!(text(Dialect::Comma).contains(",2020,12.5,,mio. kr.,"));
    assert!(text(Dialect::Danish).contains(";2020;12,5;;mio. kr.;"));
}

/// What a paper prints beside a figure goes along with it, as it is typed.
#[test]
fn a_table_s_own_number_and_a_figure_s_mark_are_in_json() {
    let note = "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nnummer = \"3a\"\nalene = \"x\"\n\
                raekker = '''\n| tekst | styringsomraade | 2020 | 2021 |\n| Løn | service | 5* | 7 |\n'''\n\
                note = \"* Skøn.\"\n";
    let solved = Case::new().note("BI1", note).solved();
    let export = Export::of_note(&solved, &solved.project().notes[0], false).unwrap();
    let data: Value = serde_json::from_slice(&json::write(&export).unwrap()).unwrap();
    let marks: Vec<_> = data["figures"].as_array().unwrap().iter().map(|it| &it["mark"]).collect();
    assert_eq!(marks, [&Value::from("*"), &Value::Null]);
    assert_eq!(data["figures"][0]["table_number"], "3a");
    assert_eq!(data["figures"][0]["amount"], "5");
}

#[test]
fn json_is_as_its_schema_says() {
    let schema = figures_schema();
    let mut seen = Vec::new();
    for solved in PROJECTS.map(|project| real::project(project).solved()) {
        for note in &solved.project().notes {
            seen.push(json::write(&Export::of_note(&solved, note, true).unwrap()).unwrap());
        }
    }
    seen.push(exported(&real::project(REAL).solved(), |export, _| json::write(export).unwrap()));
    for bytes in &seen {
        let data: Value = serde_json::from_slice(bytes).unwrap();
        let faults = faults(&schema, &data);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        assert!(!data["figures"].as_array().unwrap().is_empty());
    }
}

/// What the figures count in the pack, added up here, is what the pack says; of the real pack and
/// of a large made-up one.
#[test]
fn what_the_figures_count_is_what_the_pack_says() {
    for project in [real::project(REAL).solved(), case_of(&generated(60)).solved()] {
        exported(&project, |export, packed| {
            let data: Value = serde_json::from_slice(&json::write(export).unwrap()).unwrap();
            let counts = |note: &Value, option: &Value| {
                let member = packed
                    .members
                    .iter()
                    .find(|member| note == member.note.id.value.as_str())
                    .unwrap();
                member.counted && member.counts(option.as_str())
            };
            let mut sums: BTreeMap<[String; 3], Amount> = BTreeMap::new();
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            for figure in data["figures"].as_array().unwrap() {
                let placed = &figure["in_pack"];
                if !placed.is_null() && counts(&figure["note"], &figure["option"]) {
                    let key =
                        [&figure["committee"], &placed["control_area"], &placed["year"]].map(text);
                    let sum = sums.entry(key).or_default();
                    *sum = sum
                        .plus(Amount::parse(placed["amount"].as_str().unwrap()).unwrap())
                        .unwrap();
                }
            }
            let totals = data["pack"]["totals"].as_array().unwrap();
            assert!(totals.len() >= 12);
            for total in totals {
                let key = ["committee", "control_area", "year"].map(|name| text(&total[name]));
                let ours = sums.remove(&key).unwrap_or_default();
                assert_eq!(ours.machine(), total["amount"], "{key:?}");
            }
            assert_eq!(
                sums.into_values().filter(|sum| !sum.is_zero()).count(),
                0,
                "nothing is counted outside the totals"
            );
        });
    }
}

#[test]
fn a_figure_that_no_spreadsheet_holds_is_refused_with_why() {
    let note = "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nenhed = \"kr.\"\ndecimaler = 2\nalene = \"x\"\n\n[[tabel.post]]\n\
                tekst = \"x\"\nstyringsomraade = \"service\"\n2020 = 123456789012345.67\n";
    let solved = Case::new().note("BI1", note).solved();
    let fault =
        workbook::write(&Export::of_note(&solved, &solved.project().notes[0], false).unwrap())
            .unwrap_err();
    assert!(
        fault.message().da.starts_with("123.456.789.012.345,67 har flere cifre"),
        "{}",
        fault.message().da
    );
}

#[test]
fn build_writes_what_is_asked_for_and_the_same_bytes_again() {
    let desk = Desk::new(".");
    let output = desk.run(&["build", "--outputs", "xlsx,csv,json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("skrev out/budget-2020/flere-skal-med.xlsx\n"));
    let names = ["xlsx", "csv", "semikolon.csv", "json"]
        .map(|ending| format!("out/budget-2020/flere-skal-med.{ending}"));
    let read = |desk: &Desk| {
        names.iter().map(|name| fs::read(desk.path(name)).unwrap()).collect::<Vec<_>>()
    };
    let first = read(&desk);
    assert!(first[0].starts_with(b"PK"));
    assert!(
        desk.path("out/budget-2020/BI8.json").is_file()
            && !desk.path("out/budget-2020/BI8.pdf").exists()
    );
    // Elsewhere, the pack alone.
    let other = Desk::new(".");
    other.run(&[
        "build",
        "notes/budget-2020/pakker/flere-skal-med.toml",
        "--outputs",
        "json,csv,xlsx,csv",
    ]);
    assert!(first == read(&other), "the same figures are the same bytes");
    assert!(!other.path("out/budget-2016").exists());
    // What is so already is not written again; one figure changed is.
    assert!(!said(&desk.run(&["build", "--outputs", "xlsx,csv,json"])).contains("skrev"));
    let desk = desk.slip(BI8, "2020 = 10_000", "2020 = 10_001");
    assert_eq!(
        desk.run(&["build", "--outputs", "csv"]).status.code(),
        Some(1),
        "a pack with an error is not built"
    );
    assert!(read(&desk) == first);
    assert_eq!(desk.run(&["build", "--outputs", "ods"]).status.code(), Some(2));
}

/// `.ci/workbook` builds it.
#[test]
#[ignore = "writes the made-up round into target/, for what is done with it outside cargo"]
fn the_made_up_round_on_disk() {
    let folder = root().join("target/made-up-round");
    for (path, text) in generated(300).files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
