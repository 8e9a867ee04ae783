//! Documents that can lie are made from the program: the README's failing check, the list of keys.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use budgetnotat::key::{Kind, Section};
use budgetnotat::project::{Input, Project};
use budgetnotat::report::{self, Style};
use budgetnotat::rule::{self, Selection};
use budgetnotat::solved::Solved;
use budgetnotat::table_type::{TABLE_TYPES, Use};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// Holds a made text against the file; renews the file with `OPDATER=1`.
fn hold(path: &Path, made: &str) {
    let written = fs::read_to_string(path).unwrap_or_default();
    if written == made {
        return;
    }
    if std::env::var_os("OPDATER").is_some() {
        fs::write(path, made).unwrap();
    } else {
        panic!("{} is not what the program says; renew it with OPDATER=1", path.display());
    }
}

#[test]
fn the_readme_shows_a_failing_check_as_it_looks() {
    let read =
        |path: &str| Input { path: path.to_owned(), bytes: fs::read(root().join(path)).unwrap() };
    let mut note = read("notes/budget-2020/BI8.toml");
    let text = String::from_utf8(note.bytes).unwrap();
    let at = text.find("bevilling = \"32.00\"").unwrap();
    let slip = at + text[at..].find("2020 = 1_200").unwrap();
    note.bytes = format!("{}2020 = 1_300{}", &text[..slip], &text[slip + "2020 = 1_200".len()..])
        .into_bytes();
    let others = [
        "notes/kommune.toml",
        "notes/budget-2020/runde.toml",
        "notes/budget-2020/BI25.toml",
        "notes/budget-2020/BI39.toml",
    ];
    let solved = Solved::new(Project::read(others.map(read).into_iter().chain([note]).collect()));
    let project = solved.project();
    let checked =
        rule::check(&solved, &Selection::Paths(vec!["notes/budget-2020/BI8.toml".to_owned()]));
    let shown = report::render(&checked, &project.sources, Style::default());

    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let start = readme.find("```text\nfejl[").unwrap() + "```text\n".len();
    let end = start + readme[start..].find("```").unwrap();
    hold(&path, &format!("{}{}{}", &readme[..start], shown, &readme[end..]));
}

#[test]
fn the_list_of_keys_is_the_codes_own() {
    let mut out =
        String::from("# Nøgler\n\nAlle nøgler i formatet. Siden laves af programmet selv.\n");
    for section in Section::ALL {
        let _ = writeln!(
            out,
            "\n## {}\n\n| nøgle | værdi | betyder |\n|---|---|---|",
            section.opening()
        );
        for key in section.keys() {
            let must = if key.required { " (skal være der)" } else { "" };
            let value = match key.kind {
                Kind::OneOf(words) => {
                    words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", ")
                }
                kind => kind.words().da.to_owned(),
            };
            let _ = writeln!(out, "| `{}` | {value}{must} | {} |", key.name, key.meaning.da);
        }
        if section.takes_columns() {
            let _ = writeln!(out, "\nDesuden et tal for hvert af tabellens år og egne kolonner.");
        }
    }
    let sections =
        [Section::Table, Section::Column, Section::GrandTotal, Section::Total, Section::Post];
    let types: Vec<&str> = TABLE_TYPES.iter().map(|kind| kind.name).collect();
    let _ = writeln!(
        out,
        "\n## Hvad tabeltyperne gør med nøglerne\n\nEn nøgle uden ord ud for en type er der ikke brug for i den: den ville gå tabt, og derfor er den en fejl\n([forkert-sted](regler/forkert-sted.md)).\n\n| nøgle | {} |\n|---|{}",
        types.join(" | "),
        "---|".repeat(types.len())
    );
    for section in sections {
        for key in section.keys() {
            let becomes = TABLE_TYPES.iter().map(|kind| kind.use_of(key).map_or("", Use::word));
            let becomes: Vec<&str> = becomes.collect();
            let _ =
                writeln!(out, "| {} `{}` | {} |", section.opening(), key.name, becomes.join(" | "));
        }
    }
    hold(&root().join("docs/noegler.md"), &out);
}
