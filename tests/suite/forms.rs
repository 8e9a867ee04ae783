//! `budgetnotat fmt --raekker` and `--poster`: one form of a table turned into the other, with all
//! that is printed and all that is found as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use budgetnotat::form::{Form, Rewritten, Same, rewrite};
use budgetnotat::grid::figure::{Read, read};
use budgetnotat::key::Section;
use budgetnotat::layout::format;
use budgetnotat::page::Page;
use budgetnotat::project::{Input, Project, Selection};
use budgetnotat::rule::check;
use budgetnotat::solved::Solved;
use budgetnotat::view;
use proptest::prelude::*;

use crate::audit_made_up;
use crate::case::root;
use crate::desk::{BI8, Desk, said};
use crate::real::files;

/// A project's files.
fn inputs(folder: &Path) -> Vec<Input> {
    let found = files(&folder.join("notes"));
    let toml = found.into_iter().filter(|path| path.extension().is_some_and(|end| end == "toml"));
    toml.map(|path| Input {
        path: path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/"),
        bytes: fs::read(&path).unwrap(),
    })
    .collect()
}

/// The same with another text in a note's place.
fn with(inputs: &[Input], path: &str, text: &str) -> Vec<Input> {
    let bytes = |input: &Input| {
        if input.path == path { text.as_bytes().to_vec() } else { input.bytes.clone() }
    };
    inputs.iter().map(|input| Input { path: input.path.clone(), bytes: bytes(input) }).collect()
}

/// What is printed of a note, and its findings by rule and figure; worked out from files alone.
fn facts(inputs: &[Input], path: &str) -> (Vec<Page>, BTreeMap<(String, String), usize>) {
    let solved = Solved::new(Project::read(inputs.to_vec()));
    let project = solved.project();
    let note = project.notes.iter().find(|note| project.path(note.file) == path).unwrap();
    let pages = [true, false].map(|draft| view::page(&solved, note, draft).unwrap());
    let mut findings = BTreeMap::new();
    for finding in check(&solved, &Selection::Paths(vec![path.to_owned()])).findings {
        let span = finding.primary.span;
        if span.file != note.file {
            continue;
        }
        let text = &project.sources.get(span.file).unwrap().text[span.range()];
        let toml = text.replace('_', "").replace('.', ",");
        let figure = [text, &toml].into_iter().find_map(|text| match read(text) {
            Read::Amount(amount) => Some(amount.danish(0)),
            _ => None,
        });
        *findings.entry((finding.rule.name.to_owned(), figure.unwrap_or_default())).or_insert(0) +=
            1;
    }
    (pages.into(), findings)
}

fn turned(inputs: &[Input], path: &str, form: Form, only: Option<&str>) -> Rewritten {
    let mut solved = Solved::new(Project::read(inputs.to_vec()));
    let project = solved.project();
    let file = project.notes.iter().map(|note| note.file).find(|file| project.path(*file) == path);
    let mut same = Same::new(&mut solved, file.unwrap());
    let text = &inputs.iter().find(|input| input.path == path).unwrap().bytes;
    rewrite(std::str::from_utf8(text).unwrap(), form, only, &mut |text| same.holds(text)).unwrap()
}

/// Turns a note into lines and back, and holds all that is told of it against what was. Gives how
/// many tables were turned, and those that were not.
fn there_and_back(inputs: &[Input], path: &str) -> Rewritten {
    let before = facts(inputs, path);
    let there = turned(inputs, path, Form::Lines, None);
    let in_lines = with(inputs, path, &there.text);
    assert_eq!(facts(&in_lines, path), before, "{path}\n{}", there.text);
    assert_eq!(format(&there.text, Section::Note).as_ref(), Ok(&there.text));
    let back = turned(&in_lines, path, Form::Posts, None);
    for (table, why) in &back.left {
        assert!(!there.turned.contains(table), "{path}: {table}: {}\n{}", why.da, there.text);
    }
    assert_eq!(facts(&with(inputs, path, &back.text), path), before, "{path}\n{}", back.text);
    // No comment is lost.
    let text = inputs.iter().find(|input| input.path == path).unwrap();
    let text = std::str::from_utf8(&text.bytes).unwrap();
    let count = |text: &str| comments(text).len();
    assert_eq!((count(text), count(text)), (count(&there.text), count(&back.text)), "{path}");
    there
}

/// Comments of a file, but for those that may look like one in a text.
fn comments(text: &str) -> Vec<&str> {
    let mut within = false;
    let mut out = Vec::new();
    for line in text.lines() {
        let open = line.matches("'''").count() % 2 == 1;
        if !within && !open && (line.starts_with('#') || line.contains("  #")) {
            out.push(line);
        }
        within ^= open;
    }
    out
}

#[test]
fn every_note_here_says_the_same_in_lines_and_back() {
    let projects = [
        ".",
        "tests/projekter/vestby",
        "tests/projekter/trykt",
        "tests/projekter/bif-som-udvalg",
        "tests/som-trykt/business-case",
    ];
    let (mut tables, mut left) = (0, Vec::new());
    for project in projects {
        let inputs = inputs(&root().join(project));
        let notes = inputs.iter().filter(|input| {
            !input.path.ends_with("kommune.toml")
                && !input.path.ends_with("runde.toml")
                && !input.path.ends_with("rammer.toml")
                && !input.path.contains("/pakker/")
        });
        for note in notes {
            let there = there_and_back(&inputs, &note.path);
            tables += there.turned.len();
            left.extend(
                there
                    .left
                    .into_iter()
                    .map(|(table, why)| format!("{project} {}: {table}: {}", note.path, why.da)),
            );
        }
    }
    assert!(tables >= 36, "{tables} turned");
    assert_eq!(left, Vec::<String>::new());
}

/// Notes made up of every table type, subtotals, parts, shares, options, claims.
fn made_up(seed: u64) -> (usize, Vec<String>) {
    let path = "notes/budget-2020/A1.toml";
    let read =
        |path: &str| Input { path: path.to_owned(), bytes: fs::read(root().join(path)).unwrap() };
    let inputs = vec![
        read("notes/kommune.toml"),
        read("notes/budget-2020/runde.toml"),
        Input { path: path.to_owned(), bytes: audit_made_up::note(seed).into_bytes() },
    ];
    let there = there_and_back(&inputs, path);
    (there.turned.len(), there.left.into_iter().map(|(_, why)| why.da).collect())
}

#[test]
fn made_up_notes_say_the_same_in_lines_and_back() {
    let (mut tables, mut left) = (0, Vec::new());
    for seed in 0..150 {
        let (turned, others) = made_up(seed);
        tables += turned;
        left.extend(others);
    }
    assert!(tables > 100, "{tables} turned, left: {left:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_made_up_note_says_the_same_in_lines_and_back(seed in any::<u64>()) {
        made_up(seed);
    }
}

const HEAD: &str = "id = \"BI8\"\ntitel = \"T\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"BIF\"\n\n[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n{{ tabel(\"t\") }}\n'''\n\n[[tabel]]\nid = \"t\"\n";

/// A table of a small note in the other form, and why not.
fn table(rest: &str, form: Form) -> (String, Vec<String>) {
    let path = "notes/budget-2020/BI8.toml";
    let inputs: Vec<Input> = with(&inputs(&root()), path, &format!("{HEAD}{rest}"))
        .into_iter()
        .filter(|input| !input.path.contains("pakker"))
        .collect();
    let out = turned(&inputs, path, form, None);
    let text = out.text.split_once("id = \"t\"\n").unwrap().1.to_owned();
    (text, out.left.into_iter().map(|(_, why)| why.da).collect())
}

const POSTS: &str = "type = \"aktiviteter\"
titel = \"T\"

[tabel.i_alt]
tekst = \"Alt i alt\"
2020 = 1_300

[[tabel.post]]
overskrift = true
tekst = \"Løn\"

# aftalt med SUF
[[tabel.post]]
id = \"a\"
tekst = \"A | B\"
styringsomraade = \"service\"
2020 = 1_000  # se arket
2021 = 2_000

[[tabel.post]]
tekst = \"halvdelen\"
styringsomraade = \"service\"
heraf = \"a\"
2020 = 500

[[tabel.post]]
id = \"b\"
tekst = \"Refusion\"
styringsomraade = \"service\"
andel = { af = \"a\", pct = 30 }

[[tabel.post]]
delsum = true
tekst = \"Sum\"
2020 = 1_300
";

const LINES: &str = "type = \"aktiviteter\"
titel = \"T\"
# A | B: aftalt med SUF
# A | B, 2020: se arket
raekker = '''
|    | id | tekst | styringsomraade |     2020 |     2021 |
| #  |  | Løn |  |          |          |
|    | a | A \\| B | service |    1.000 |    2.000 |
| >  |  | halvdelen | service |      500 |          |
|    | b | Refusion | service |          |          |
| =  |  | Sum |  |    1.300 |          |
| == |  | Alt i alt |  |    1.300 |          |
'''

[[tabel.post]]
id = \"b\"
andel = { af = \"a\", pct = 30 }
";

#[test]
fn blocks_become_lines_and_what_can_not_be_a_cell_stays_beside_them() {
    assert_eq!(table(POSTS, Form::Lines), (LINES.to_owned(), vec![]));
    // Back again; a comment beside a figure stands above it.
    let back = POSTS.replace("2020 = 1_000  # se arket\n", "# se arket\n2020 = 1_000\n");
    assert_eq!(table(LINES, Form::Posts), (back, vec![]));
}

#[test]
fn texts_of_several_lines_go_on_over_lines_and_back() {
    let posts = "type = \"tekst\"\ntitel = \"T\"\nkolonner = [\n    { id = \"maal\", tekst = \"Mål\" },\n    { id = \"hvem\", tekst = \"Hvem\" },\n]\n\n[[tabel.post]]\nmaal = '''\nMål:\n\n- a\n- b | c\n'''\nhvem = \"BIF\"\n\n[[tabel.post]]\nmaal = \"Et\"\nhvem = \"SUF\"\n";
    let lines = "type = \"tekst\"\ntitel = \"T\"\nraekker = '''\n|    | Mål | Hvem |\n|    | Mål: | BIF |\n| …  |  |  |\n| …  | - a |  |\n| …  | - b \\| c |  |\n|    | Et | SUF |\n'''\n";
    assert_eq!(table(posts, Form::Lines), (lines.to_owned(), vec![]));
    assert_eq!(table(lines, Form::Posts), (posts.to_owned(), vec![]));
    // A list within a list would lose its blanks.
    let nested = posts.replace("- b | c", "  - b");
    let (text, _) = table(&nested, Form::Lines);
    assert!(text.contains("\n  - b\n"), "{text}");
}

#[test]
fn comments_of_rows_with_one_name_and_of_none_keep_their_places() {
    let posts = "type = \"aktiviteter\"\ntitel = \"T\"\nudsnit = true\n\n[[tabel.post]]\ntekst = \"A\"\nstyringsomraade = \"service\"\n2020 = 5\n\n# den anden\n[[tabel.post]]\ntekst = \"A\"\nstyringsomraade = \"ei\"\n# fra arket\n2020 = 7\n# til sidst\n";
    let (text, left) = table(posts, Form::Lines);
    assert_eq!(left, Vec::<String>::new());
    assert!(
        text.contains(
            "# A (2): den anden\n# A (2): til sidst\n# A (2), 2020: fra arket\nraekker = "
        ),
        "{text}"
    );
    let text = text.replace("raekker = ", "# om alle\nraekker = ");
    let (back, _) = table(&text, Form::Posts);
    assert!(
        back.contains("# om alle\n\n[[tabel.post]]\ntekst = \"A\"\nstyringsomraade = \"service\"")
            || back.contains(
                "# om alle\n[[tabel.post]]\ntekst = \"A\"\nstyringsomraade = \"service\""
            ),
        "{back}"
    );
    assert!(back.contains("# den anden\n# til sidst\n[[tabel.post]]\ntekst = \"A\"\nstyringsomraade = \"ei\"\n# fra arket\n2020 = 7\n"), "{back}");
}

#[test]
fn columns_are_named_by_their_headers_where_that_is_the_same() {
    let posts = "type = \"tal\"\ntitel = \"T\"\nkolonner = [\n    { id = \"antal_boern\", tekst = \"Antal børn\" },\n    { id = \"sted\", tekst = \"Sted\", slags = \"tekst\" },\n]\n\n[[tabel.post]]\ntekst = \"A\"\nantal_boern = 5\nsted = \"Valby\"\n";
    let lines = "type = \"tal\"\ntitel = \"T\"\nraekker = '''\n| tekst | Antal børn | Sted |\n| A |        5 | Valby |\n'''\n";
    assert_eq!(table(posts, Form::Lines), (lines.to_owned(), vec![]));
    assert_eq!(table(lines, Form::Posts), (posts.to_owned(), vec![]));
    // A column that says more than its heading keeps its description, and its id.
    let more = posts.replace("tekst = \"Antal børn\" }", "tekst = \"Antal børn\", sum = false }");
    let (text, left) = table(&more, Form::Lines);
    assert_eq!(left, Vec::<String>::new());
    assert!(
        text.contains("sum = false") && text.contains("| tekst | antal_boern | sted |"),
        "{text}"
    );
    assert_eq!(table(&text, Form::Posts).0, more);
}

#[test]
fn ranges_lists_ticks_and_totals_of_some_posts() {
    let posts = "type = \"aktiviteter\"\ntitel = \"T\"\n\n[[tabel.total]]\ntekst = \"Service\"\nhvor = { styringsomraade = \"service\" }\n\n[[tabel.post]]\ntekst = \"A\"\nstyringsomraade = \"service\"\nforvaltning = [\"BIF\", \"SUF\"]\nvarig = true\n2020 = 5\n2024-2030 = { aarligt = 1_000 }\ni_alt = 7_005\n\n[[tabel.post]]\nid = \"b\"\ntekst = \"B\"\nstyringsomraade = \"overfoersler\"\n2020 = -7\n2024-2030 = { aarligt = 3, antal = 2 }\n";
    let (text, left) = table(posts, Form::Lines);
    assert_eq!(left, Vec::<String>::new());
    assert!(text.contains("| == |  | Service | service |  |  |          |"), "{text}");
    assert!(
        text.contains("|    |  | A | service | BIF, SUF | ja |        5 |          1.000 |")
            || text.contains("| BIF, SUF | ja |        5 |    1.000 |    7.005 |"),
        "{text}"
    );
    assert!(
        text.contains("[[tabel.post]]\nid = \"b\"\n2024-2030 = { aarligt = 3, antal = 2 }\n"),
        "{text}"
    );
    assert_eq!(table(&text, Form::Posts), (posts.to_owned(), vec![]));
}

#[test]
fn marks_of_notes_stay_at_their_figures() {
    let posts = "type = \"aktiviteter\"\ntitel = \"T\"\nudsnit = true\nnote = \"* skønnet\"\n\n[[tabel.post]]\ntekst = \"A\"\nstyringsomraade = \"service\"\n2020 = \"1.200*\"\n2021 = 1_300\n";
    let (text, left) = table(posts, Form::Lines);
    assert_eq!(left, Vec::<String>::new());
    assert!(text.contains("| A | service |   1.200* |    1.300 |"), "{text}");
    assert_eq!(table(&text, Form::Posts), (posts.to_owned(), vec![]));
    // A header has its mark in lines only.
    let header = text.replace("    2021 |", "   2021* |");
    let (same, left) = table(&header, Form::Posts);
    assert_eq!(
        (same, left),
        (header, vec!["2021* har et mærke, der kun kan stå i linjer".to_owned()])
    );
}

#[test]
fn a_table_that_would_say_something_else_is_left_and_told() {
    let post = |text: &str, more: &str| {
        format!(
            "type = \"aktiviteter\"\ntitel = \"T\"\nudsnit = true\n\n[[tabel.post]]\ntekst = \"{text}\"\nstyringsomraade = \"service\"\n{more}2020 = 5\n"
        )
    };
    let why = |text: &str| table(text, Form::Lines).1.concat();
    assert!(
        why(&post("Løn i alt", "")).contains("det ville give raekker-maerke"),
        "{}",
        why(&post("Løn i alt", ""))
    );
    assert!(
        why(&post("A", "andel = { af = \"x\", pct = 5 }\n"))
            .contains("1 af 1 poster har noget, der ikke kan stå i en celle (andel)")
    );
    assert_eq!(why(&post("A", "")), "");
    let lines = "type = \"aktiviteter\"\ntitel = \"T\"\nudsnit = true\nraekker = '''\n| tekst |     2020 |\n| A |     12.5 |\n'''\n";
    let (text, left) = table(lines, Form::Posts);
    assert_eq!(
        (text.as_str(), left.concat().as_str()),
        (lines, "`12.5` er intet tal: ret det først")
    );
    let broken = lines.replace("| A |     12.5 |", "| A | 1 | 2 |");
    assert!(table(&broken, Form::Posts).1[0].starts_with("linjerne kan ikke læses"));
}

#[test]
fn on_disk_one_table_or_all_of_them() {
    let desk = Desk::new(".");
    let before = fs::read_to_string(desk.path(BI8)).unwrap();
    let one = desk.run(&["fmt", "--raekker", "--tabel", "oekonomi", BI8]);
    assert_eq!(
        (one.status.code(), said(&one)),
        (Some(0), format!("rettede {BI8}\nrettede 1 af 1 fil\n"))
    );
    let text = fs::read_to_string(desk.path(BI8)).unwrap();
    assert_eq!(text.matches("raekker = '''").count(), 1);
    assert_eq!(desk.run(&["fmt", "--check", BI8]).status.code(), Some(0));
    assert_eq!(desk.run(&["fmt", "--poster", BI8]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(desk.path(BI8)).unwrap(), before);
    assert_eq!(desk.run(&["fmt", "--raekker", "--check"]).status.code(), Some(1));
    assert_eq!(fs::read_to_string(desk.path(BI8)).unwrap(), before);
    for args in [&["fmt", "--raekker", "--poster"][..], &["fmt", "--tabel", "oekonomi"]] {
        assert_eq!(desk.run(args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn a_sign_is_judged_where_money_stands() {
    // Income beside a column of its own, in per cent.
    made_up(4_727_844_146_291_862_796);
}
