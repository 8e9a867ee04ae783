//! What a full build once made and makes no longer is taken away, and nothing else is.

use std::fs;

use crate::desk::{Desk, said};

const NOTE: &str = "notes/budget-2016/BI25.toml";

fn built(desk: &Desk) -> String {
    let output = desk.run(&["build", "--outputs", "csv,json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    said(&output)
}

#[test]
fn what_belongs_to_a_note_that_is_gone_is_removed_and_told() {
    let desk = Desk::new(".");
    built(&desk);
    let own = ["csv", "semikolon.csv", "json"].map(|end| format!("out/budget-2016/BI25.{end}"));
    assert!(own.iter().all(|path| desk.path(path).is_file()));
    fs::write(desk.path("out/budget-2016/mit eget.csv"), "a\n").unwrap();
    fs::remove_file(desk.path(NOTE)).unwrap();
    // A build of some notes removes nothing.
    let some = desk.run(&["build", "notes/budget-2020", "--outputs", "csv"]);
    assert_eq!(some.status.code(), Some(0));
    assert!(own.iter().all(|path| desk.path(path).is_file()));
    let words = built(&desk);
    for path in &own {
        assert!(!desk.path(path).exists(), "{words}");
        assert!(words.contains(&format!("slettede {path}: ")), "{words}");
    }
    assert!(words.contains("filer: 0 nye, 0 ændret, 3 slettet\n"), "{words}");
    assert!(desk.path("out/budget-2016/mit eget.csv").is_file(), "what is not ours stays");
    assert!(desk.path("out/budget-2020/BI8.csv").is_file());
    assert!(!built(&desk).contains("slettede"), "once");
}

#[test]
fn a_folder_that_two_projects_are_built_to_keeps_both() {
    let (one, other) = (Desk::new("."), Desk::new("tests/projekter/vestby"));
    let shared = one.path("fælles");
    let build = |desk: &Desk| {
        let out = shared.to_str().unwrap();
        assert_eq!(desk.run(&["build", "--outputs", "csv", "--out", out]).status.code(), Some(0));
    };
    build(&one);
    build(&other);
    assert!(shared.join("budget-2016/BI25.csv").is_file());
}

#[test]
fn a_file_that_was_changed_by_hand_is_left_and_told() {
    let desk = Desk::new(".");
    built(&desk);
    fs::write(desk.path("out/budget-2016/BI25.csv"), "rettet\n").unwrap();
    fs::remove_file(desk.path(NOTE)).unwrap();
    let words = built(&desk);
    assert!(desk.path("out/budget-2016/BI25.csv").is_file());
    assert!(!desk.path("out/budget-2016/BI25.json").exists());
    assert!(
        words.contains("out/budget-2016/BI25.csv hører til noget, der ikke findes mere"),
        "{words}"
    );
}

#[test]
fn a_note_that_can_not_be_read_keeps_what_it_was_built_to() {
    let desk = Desk::new(".");
    built(&desk);
    fs::write(desk.path(NOTE), "[[[\n").unwrap();
    let output = desk.run(&["build", "--outputs", "csv,json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(desk.path("out/budget-2016/BI25.csv").is_file(), "{}", said(&output));
}

#[test]
fn a_folder_without_a_record_is_left_as_it_is() {
    let desk = Desk::new(".");
    built(&desk);
    fs::remove_file(desk.path("out/.budgetnotat.json")).unwrap();
    fs::remove_file(desk.path(NOTE)).unwrap();
    built(&desk);
    assert!(desk.path("out/budget-2016/BI25.csv").is_file());
}

#[test]
fn what_is_new_and_what_is_changed_is_counted() {
    let desk = Desk::new(".");
    assert!(!built(&desk).contains("filer:"), "all are new");
    let desk = desk.slip("notes/budget-2016/BI25.toml", "titel = \"", "titel = \"Ny: ");
    let words = built(&desk);
    assert!(
        words.starts_with("filer: 0 nye, 3 ændret, 0 slettet\n")
            || words.contains("\nfiler: 0 nye, 3 ændret, 0 slettet\n"),
        "{words}"
    );
}
