//! What an editor has to go by: the schemas beside the notes are up to date, describe every key,
//! and the samples in `tests/schema-samples` are what the reader says of them. That editors say the
//! same of them is held by `.ci/schemas`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use budgetnotat::diagnostic::Severity;
use budgetnotat::key::{Kind, Section};
use budgetnotat::schema::{self, ROOTS, Values};
use serde_json::Value;

use crate::case::{Case, Outcome, root};
use crate::desk::{BI8, Desk, run, said};
use crate::pages::{blocks, generated};
use crate::real::{self, REAL};

/// A round of its own name, that samples of notes are put in.
const FOLDER: &str = "budget-2020";

/// The samples of a folder: what file they are (`note`, `runde`, `kommune`), path and text.
fn samples(folder: &str) -> Vec<(String, PathBuf, String)> {
    let files = real::files(&root().join("tests/schema-samples").join(folder));
    let sample = |path: PathBuf| {
        let name =
            path.file_stem().unwrap().to_str().unwrap().split('-').next().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let line =
            ROOTS.iter().find(|root| root.name == name).expect("a file of the format").line();
        assert_eq!(text.lines().next(), Some(line.as_str()), "{}", path.display());
        (name, path, text)
    };
    files.into_iter().map(sample).collect()
}

/// What checking a sample says.
fn checked(name: &str, text: &str) -> Outcome {
    match name {
        "note" => Case::new().bytes(&format!("notes/{FOLDER}/BI1.toml"), text).check(),
        "runde" => Case::new().round(FOLDER, text).check(),
        "rammer" => Case::new().frames(text).check(),
        "andetsteds" => Case::new().bytes(&format!("notes/{FOLDER}/andetsteds.toml"), text).check(),
        _ => Case::new().municipality(text).check(),
    }
}

#[test]
fn what_editors_refuse_the_reader_refuses() {
    let all = samples("refused");
    assert!(all.len() > 50, "{}", all.len());
    let mut faults = Vec::new();
    for (name, path, text) in all {
        let rule = text.lines().find_map(|line| line.strip_prefix("# ")).expect("its rule");
        let outcome = checked(&name, &text);
        let reported = |found: &budgetnotat::diagnostic::Diagnostic| {
            found.rule.name == rule && found.severity() == Severity::Error
        };
        if !outcome.findings().iter().any(reported) {
            faults.push(format!("{}: no {rule}\n{}", path.display(), outcome.all()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_editors_take_the_reader_takes() {
    for (name, path, text) in samples("accepted") {
        let outcome = checked(&name, &text);
        let grave = outcome.findings().iter().any(|found| found.severity() == Severity::Error);
        assert!(!grave, "{}\n{}", path.display(), outcome.all());
    }
}

/// The notes that the pages of rules and table types show, those that are read without a finding,
/// are laid out as a project in `target/tmp/sider`: `.ci/schemas` holds editors to taking them, for
/// a figure that does not add up has no other shape.
#[test]
fn what_the_pages_show_is_laid_out_for_editors() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sider");
    let _ = fs::remove_dir_all(&folder);
    let notes = folder.join("notes").join(FOLDER);
    fs::create_dir_all(&notes).unwrap();
    fs::copy(root().join("notes/kommune.toml"), folder.join("notes/kommune.toml")).unwrap();
    fs::copy(root().join("notes/budget-2020/runde.toml"), notes.join("runde.toml")).unwrap();
    let mut count = 0;
    for path in
        ["docs/regler", "docs/tabeltyper"].iter().flat_map(|pages| real::files(&root().join(pages)))
    {
        let page = fs::read_to_string(&path).unwrap();
        let shown = blocks(&page)
            .into_iter()
            .filter(|block| block.info == ["toml"] || block.info == ["toml", "rettet"]);
        for (number, block) in shown.enumerate() {
            let project = Case::new().note("BI1", &block.unmarked()).read();
            if project.findings.is_empty() {
                let text = &project.sources.get(project.notes[0].file).unwrap().text;
                let name = format!("{}-{number}.toml", path.file_stem().unwrap().to_str().unwrap());
                fs::write(notes.join(name), format!("{}\n\n{text}", schema::NOTE.line())).unwrap();
                count += 1;
            }
        }
    }
    assert!(count > 80, "{count}");
}

#[test]
fn the_schemas_beside_the_notes_are_up_to_date() {
    for (path, json) in schema::files(&real::project(REAL).read()) {
        generated(&root().join(path), &json).unwrap_or_else(|fault| panic!("{fault}"));
    }
}

/// The schema of a section where it is first reached from a root: its `properties`.
fn properties<'s>(
    schema: &'s Value,
    section: Section,
    wanted: Section,
    seen: &mut BTreeSet<Section>,
) -> Option<&'s Value> {
    if section == wanted {
        return Some(&schema["properties"]);
    }
    if !seen.insert(section) {
        return None;
    }
    section.keys().iter().find_map(|key| {
        let value = &schema["properties"][key.name];
        match key.kind {
            Kind::Blocks(inner) | Kind::List(inner) => {
                properties(&value["items"], inner, wanted, seen)
            }
            Kind::Block(inner) | Kind::FalseOr(inner) => properties(value, inner, wanted, seen),
            _ => None,
        }
    })
}

#[test]
fn every_key_is_described_in_a_schema() {
    let schemas: Vec<(Section, Value)> = ROOTS
        .iter()
        .map(|root| (root.section, serde_json::from_str(&root.json(&Values::default())).unwrap()))
        .collect();
    for section in Section::ALL {
        let found = schemas
            .iter()
            .find_map(|(root, schema)| properties(schema, *root, *section, &mut BTreeSet::new()));
        // A range is what stands under a key of years.
        let Some(found) = found else {
            assert_eq!(*section, Section::Range);
            continue;
        };
        for key in section.keys() {
            assert_eq!(
                found[key.name]["description"], key.meaning.da,
                "{} of {section:?}",
                key.name
            );
        }
        assert_eq!(found.as_object().unwrap().len(), section.keys().len(), "{section:?}");
    }
}

/// The words that are offered under a key.
fn offered(schema: &Value) -> Vec<&str> {
    schema["anyOf"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["const"].as_str())
        .collect()
}

#[test]
fn a_rounds_own_names_and_years_are_offered() {
    let desk = Desk::new(".");
    let schema: Value =
        serde_json::from_str(&said(&desk.run(&["schema", "note", "--round", "budget-2020"])))
            .unwrap();
    let post = &schema["properties"]["tabel"]["items"]["properties"]["post"]["items"]["properties"];
    assert_eq!(offered(&post["udvalg"]), ["ØU", "KFU", "BUU", "SOU", "SUD", "TMU", "BIU", "ingen"]);
    assert_eq!(
        post["udvalg"]["anyOf"][6]["description"],
        "Beskæftigelses- og Integrationsudvalget"
    );
    assert!(
        offered(&post["bevilling"]).contains(&"35.10")
            && offered(&post["aftale"]).contains(&"Budgetaftale 2016")
    );
    assert_eq!(post["2023"]["type"], "number");
    let place = &schema["properties"]["sted"]["properties"]["bydele"];
    assert!(offered(place).contains(&"udenbys") && offered(&place["items"]).contains(&"Valby"));
    assert!(!offered(&place["items"]).contains(&"udenbys"));
    // Without a round: all years' names, and no round's years.
    let schema: Value = serde_json::from_str(&said(&desk.run(&["schema", "note"]))).unwrap();
    let post = &schema["properties"]["tabel"]["items"]["properties"]["post"]["items"]["properties"];
    assert!(offered(&post["udvalg"]).contains(&"KTU") && post["2020"].is_null());
    let refused = desk.run(&["schema", "note", "--round", "budget-1999"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn without_a_project_the_schema_is_the_plain_one() {
    let folder = tempfile::tempdir().unwrap();
    for root in ROOTS {
        let printed = run(folder.path(), &["schema", root.name]);
        assert_eq!(said(&printed), root.json(&Values::default()));
    }
    let schema: Value =
        serde_json::from_str(&said(&run(folder.path(), &["schema", "note"]))).unwrap();
    assert_eq!(schema["properties"]["forvaltning"]["anyOf"], Value::Null);
    assert_eq!(offered(&schema["properties"]["type"]), ["budgetnotat", "business-case"]);
    for args in [
        &["schema"][..],
        &["schema", "findesikke"],
        &["schema", "--check"],
        &["schema", "note", "--write"],
    ] {
        assert_eq!(run(folder.path(), args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn schemas_that_are_not_up_to_date_are_reported_and_written_anew() {
    let desk = Desk::new(".");
    assert_eq!(said(&desk.run(&["schema", "--check"])), "skemaerne er, som de skal være\n");
    let desk = desk.slip("notes/kommune.toml", "kode = \"BIU\"", "kode = \"BIEU\"");
    let stale = desk.run(&["schema", "--check"]);
    assert_eq!(stale.status.code(), Some(1));
    let note = "notes/budget-2020/.skema/note.schema.json";
    assert!(
        said(&stale).contains(&format!("{note} mangler eller er forældet\n")),
        "{}",
        said(&stale)
    );
    assert!(said(&desk.run(&["schema", "--write"])).contains(&format!("skrev {note}\n")));
    assert!(fs::read_to_string(desk.path(note)).unwrap().contains("\"const\": \"BIEU\""));
    assert_eq!(desk.run(&["schema", "--check"]).status.code(), Some(0));
}

#[test]
fn files_that_an_editor_does_not_know_are_reported() {
    let desk = Desk::new(".").slip(BI8, "#:schema .skema/note.schema.json\n", "");
    let checked = desk.run(&["schema", "--check"]);
    let reported = format!(
        "{BI8}: editoren kender ikke filens skema; lad den begynde med #:schema .skema/note.schema.json\n"
    );
    assert_eq!(
        (checked.status.code(), said(&checked)),
        (Some(0), format!("skemaerne er, som de skal være\n{reported}"))
    );
}

#[test]
fn what_init_and_new_make_is_complete_for_an_editor() {
    let folder = tempfile::tempdir().unwrap();
    let file = |path: &str| fs::read_to_string(folder.path().join(path));
    fs::create_dir(folder.path().join(".vscode")).unwrap();
    fs::write(folder.path().join(".vscode/settings.json"), "{}").unwrap();
    assert_eq!(run(folder.path(), &["init"]).status.code(), Some(0));
    assert_eq!(
        file(".vscode/settings.json").unwrap(),
        "{}",
        "a folder's own settings are left as they are"
    );
    let extensions: Value =
        serde_json::from_str(&file(".vscode/extensions.json").unwrap()).unwrap();
    assert!(extensions["recommendations"].is_array());
    assert_eq!(run(folder.path(), &["schema", "--check"]).status.code(), Some(0));
    assert_eq!(run(folder.path(), &["new", "A1", "--round", "budget-2028"]).status.code(), Some(0));
    assert_eq!(run(folder.path(), &["schema", "--check"]).status.code(), Some(0));
    for (path, root) in [
        ("notes/kommune.toml", &schema::MUNICIPALITY),
        ("notes/budget-2027/runde.toml", &schema::ROUND),
        ("notes/budget-2027/rammer.toml", &schema::FRAMES),
        ("notes/budget-2028/rammer.toml", &schema::FRAMES),
        ("notes/budget-2027/BU1.toml", &schema::NOTE),
        ("notes/budget-2028/runde.toml", &schema::ROUND),
        ("notes/budget-2028/A1.toml", &schema::NOTE),
    ] {
        let line = file(path).unwrap().lines().next().unwrap().to_owned();
        assert_eq!(line, root.line(), "{path}");
        let beside =
            folder.path().join(path).with_file_name(line.strip_prefix("#:schema ").unwrap());
        assert!(beside.is_file(), "{}", beside.display());
    }
}

#[cfg(unix)]
#[test]
fn schemas_are_not_written_outside_of_the_project() {
    let (desk, outside) = (Desk::new("."), tempfile::tempdir().unwrap());
    fs::remove_dir_all(desk.path("notes/.skema")).unwrap();
    std::os::unix::fs::symlink(outside.path(), desk.path("notes/.skema")).unwrap();
    assert_eq!(desk.run(&["schema", "--write"]).status.code(), Some(2));
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}
