//! What `build` keeps of a run, so that the next one of the same files need not be made: it tells the
//! same, and nothing depends on it.

use std::fs;

use crate::desk::{BI8, Desk, said};
use crate::real::{PRINTED, files};

const RECORD: &str = "out/.budgetnotat.json";

/// A round with findings of both kinds: a note with an error, and a warning.
fn with_findings() -> Desk {
    Desk::new(PRINTED).slip(BI8, "2021 = 600", "2021 = 700")
}

fn record(desk: &Desk) -> serde_json::Value {
    serde_json::from_slice(&fs::read(desk.path(RECORD)).unwrap()).unwrap()
}

fn keep(desk: &Desk, record: &serde_json::Value) {
    fs::write(desk.path(RECORD), record.to_string()).unwrap();
}

#[test]
fn what_was_found_is_reported_again_in_both_languages() {
    let desk = with_findings();
    let first = desk.run(&["build"]);
    assert_eq!(first.status.code(), Some(1), "{}", said(&first));
    let kept = record(&desk);
    for lang in ["da", "en"] {
        let again = desk.run(&["--lang", lang, "build"]);
        // The record is as it was: nothing was made, and nothing new is known.
        assert_eq!(record(&desk), kept);
        fs::remove_file(desk.path(RECORD)).unwrap();
        let anew = desk.run(&["--lang", lang, "build", "--force"]);
        assert_eq!((again.status, anew.status), (first.status, first.status));
        let written = |line: &&str| {
            ["skrev ", "wrote ", "filer: ", "files: "].iter().any(|own| line.starts_with(own))
        };
        let (again, anew) = (said(&again), said(&anew));
        let findings = |text: &str| text.lines().take_while(|line| !line.is_empty()).count();
        assert!(findings(&again) > 3, "{again}");
        let (again, same): (Vec<&str>, Vec<&str>) = again
            .lines()
            .partition(|line| !line.contains("uændret") && !line.contains("unchanged"));
        assert_eq!(again, anew.lines().filter(|line| !written(line)).collect::<Vec<_>>());
        assert_eq!(same.len(), 1);
    }
}

#[test]
fn without_what_is_kept_every_byte_is_the_same() {
    let desk = with_findings();
    desk.run(&["build"]);
    let bytes = || {
        let files = files(&desk.path("out"));
        files.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect::<Vec<_>>()
    };
    let first = bytes();
    let again = said(&desk.run(&["build"]));
    assert_eq!(bytes(), first);
    fs::remove_file(desk.path(RECORD)).unwrap();
    assert!(said(&desk.run(&["build"])).contains("skrev "));
    assert_eq!(bytes(), first);
    assert_eq!(said(&desk.run(&["build"])), again);
}

/// It is held against the files, and taken for nothing where anything in it is not so.
#[test]
fn a_record_that_is_not_so_is_none() {
    let desk = with_findings();
    desk.run(&["build"]);
    let kept = record(&desk);
    let reported = said(&desk.run(&["build"]));
    let changed = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut record = kept.clone();
        change(&mut record);
        assert_ne!(record, kept);
        keep(&desk, &record);
        assert_eq!(said(&desk.run(&["build"])), reported);
        assert_eq!(record_of_run(&desk), kept["run"]);
    };
    changed(&|record| record["run"]["said"][0] = "ingen fund\n".into());
    changed(&|record| record["run"]["failed"] = false.into());
    changed(&|record| record["run"]["pdfs"] = serde_json::json!([]));
    changed(&|record| record["run"]["left"] = serde_json::json!([]));
    changed(&|record| record["run"]["seal"] = "".into());
    changed(&|record| record["run"]["of"] = "".into());
    changed(&|record| record["run"] = serde_json::Value::Null);
    // Another program's, an older one's, or something else altogether.
    for text in [r#"{"version":1,"pdfs":{}}"#, "[]", "{", ""] {
        fs::write(desk.path(RECORD), text).unwrap();
        assert!(said(&desk.run(&["build"])).contains("skrev out/budget-2016/BI25.pdf"), "{text}");
        assert_eq!(said(&desk.run(&["build"])), reported);
    }
}

fn record_of_run(desk: &Desk) -> serde_json::Value {
    record(desk)["run"].clone()
}

#[test]
fn files_that_are_no_longer_as_they_were_left_are_seen() {
    let desk = Desk::new(PRINTED);
    desk.run(&["build"]);
    // An older one of a note that has an error by now: it is pointed out as long as it is there.
    let desk = desk.slip(BI8, "2021 = 600", "2021 = 700");
    let old = "out/budget-2020/BI8.pdf er fra før";
    assert!(said(&desk.run(&["build"])).contains(old));
    assert!(said(&desk.run(&["build"])).contains(old));
    fs::remove_file(desk.path("out/budget-2020/BI8.pdf")).unwrap();
    assert!(!said(&desk.run(&["build"])).contains(old));
    // One byte of a PDF, its length and all as before.
    let path = desk.path("out/budget-2016/BI25.pdf");
    let made = fs::read(&path).unwrap();
    let mut touched = made.clone();
    touched[1_000] ^= 1;
    fs::write(&path, &touched).unwrap();
    assert!(said(&desk.run(&["build"])).contains("skrev out/budget-2016/BI25.pdf"));
    assert_eq!(fs::read(&path).unwrap(), made);
    fs::remove_file(&path).unwrap();
    assert!(said(&desk.run(&["build"])).contains("skrev out/budget-2016/BI25.pdf"));
}

/// A run is known by all that it follows from: sources, templates, what is asked for.
#[test]
fn another_run_is_not_taken_for_the_last_one() {
    let desk = Desk::new(PRINTED);
    desk.run(&["build"]);
    let both = "2 notater er uændrede siden sidst\n";
    assert!(said(&desk.run(&["build"])).ends_with(both));
    assert!(said(&desk.run(&["build", BI8])).ends_with("1 notat er uændret siden sidst\n"));
    assert!(said(&desk.run(&["build"])).ends_with(both));
    // A draft in between has the same names for other pages.
    assert!(said(&desk.run(&["build", "--draft", BI8])).contains("skrev "));
    assert!(said(&desk.run(&["build"])).contains("skrev out/budget-2020/BI8.pdf"));
    assert!(said(&desk.run(&["build"])).ends_with(both));
    // A note that is there and gone again; the others follow from its id too, and are the same.
    let other = desk.path("notes/budget-2020/BI9.toml");
    fs::write(&other, "id = \"BI9\"\ntitel = \"Ny\"\ntype = \"budgetnotat\"\n").unwrap();
    let with = said(&desk.run(&["build"]));
    assert!(with.contains("BI9") && with.contains("2 notater er uændrede"), "{with}");
    fs::remove_file(&other).unwrap();
    let without = said(&desk.run(&["build"]));
    assert!(!without.contains("BI9.toml") && without.ends_with(both), "{without}");
}
