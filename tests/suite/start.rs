//! What a caseworker begins with: `init` and `new` make what checks, and never overwrite.

use std::fs;

use crate::desk::{BI8, Desk, run, said};
use crate::real::PRINTED;

fn text(output: &std::process::Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_new_note_in_a_new_municipality_checks() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["init"]).status.code(), Some(0));
    let made = run(
        folder.path(),
        &["new", "BU2", "--round", "budget-2027", "--title", "Flere ”varme” \"hænder\""],
    );
    assert!(said(&made).contains("skrev notes/budget-2027/BU2.toml"), "{}", text(&made));
    let made =
        run(folder.path(), &["new", "BU3", "--round", "budget-2028", "--administration", "ØKF"]);
    assert!(
        said(&made)
            .contains("skrev notes/budget-2028/runde.toml\nskrev notes/budget-2028/rammer.toml\nskrev notes/budget-2028/BU3.toml"),
        "{}",
        text(&made)
    );
    let checked = run(folder.path(), &["check", "--format", "json"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    let object: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    let rules: Vec<_> =
        object["findings"].as_array().unwrap().iter().map(|finding| &finding["rule"]).collect();
    assert_eq!(rules, ["ikke-skrevet", "ikke-skrevet"]);
    assert_eq!(object["checked"]["unverified"], 0);
    let note = fs::read_to_string(folder.path().join("notes/budget-2027/BU2.toml")).unwrap();
    assert!(
        note.contains("forvaltning = \"BUF\"")
            && note.contains("|        0 |        0 |        0 |        0 |\n"),
        "{note}"
    );
}

#[test]
fn a_new_round_takes_its_shape_after_the_one_before() {
    let desk = Desk::new(".").slip(
        "notes/budget-2020/runde.toml",
        "aar = [2020, 2021, 2022, 2023]",
        "aar = [2020, 2021]",
    );
    let desk =
        desk.slip("notes/budget-2020/runde.toml", "enhed = \"1.000 kr.\"", "enhed = \"mio. kr.\"");
    assert_eq!(desk.run(&["new", "BI1", "--round", "budget-2021"]).status.code(), Some(0));
    let round = fs::read_to_string(desk.path("notes/budget-2021/runde.toml")).unwrap();
    assert!(
        round.contains("aar = [2021, 2022]\n") && round.contains("enhed = \"mio. kr.\""),
        "{round}"
    );
    assert!(
        fs::read_to_string(desk.path("notes/budget-2021/BI1.toml"))
            .unwrap()
            .contains("1,5 er 1,5 mio. kr.")
    );
    only_unwritten(&desk.run(&["check", "notes/budget-2021", "--format", "short"]));
}

#[test]
fn every_administration_and_type_gives_a_note_that_checks() {
    let desk = Desk::new(".");
    for (count, code) in ["BIF", "BUF", "SOF", "SUF", "TMF", "KFF", "ØKF"].iter().enumerate() {
        let id = format!("NY{count}");
        let made = desk.run(&["new", &id, "--round", "budget-2020", "--administration", code]);
        assert_eq!(made.status.code(), Some(0), "{code}: {}", text(&made));
    }
    fs::create_dir_all(desk.path("templates")).unwrap();
    fs::write(desk.path("templates/hoeringssvar.typ"), "#let hoeringssvar(note) = [x]").unwrap();
    assert_eq!(
        desk.run(&["new", "H1", "--round", "budget-2020", "--type", "hoeringssvar"]).status.code(),
        Some(0)
    );
    assert_eq!(
        desk.run(&["new", "BC2", "--round", "budget-2017", "--type", "business-case"])
            .status
            .code(),
        Some(0)
    );
    only_unwritten(&desk.run(&["check", "--format", "short"]));
}

/// All that is said of new notes is that their sections are not written.
fn only_unwritten(checked: &std::process::Output) {
    let all = said(checked);
    assert_eq!(checked.status.code(), Some(0), "{all}");
    let mut findings = all.lines().filter(|line| line.contains(".toml:"));
    assert!(findings.all(|line| line.contains("advarsel[ikke-skrevet]")), "{all}");
}

#[test]
fn a_municipality_without_appropriations_gets_tables_it_can_fill_in() {
    let desk = Desk::new(".");
    for (file, round) in [
        ("navn = \"A\"\n[[forvaltning]]\nkode = \"F\"\nnavn = \"Forvaltningen\"\n", "budget-2030"),
        (
            "navn = \"A\"\n[[forvaltning]]\nkode = \"F\"\nnavn = \"Forvaltningen\"\n[[udvalg]]\nkode = \"U\"\nnavn = \"Udvalget\"\n\
             forvaltning = \"F\"\n[[styringsomraade]]\nid = \"service\"\nnavn = \"Service\"\n",
            "budget-2031",
        ),
    ] {
        fs::write(desk.path("notes/kommune.toml"), file).unwrap();
        assert_eq!(desk.run(&["new", "A1", "--round", round]).status.code(), Some(0));
        assert_eq!(
            desk.run(&["new", "A2", "--round", round, "--type", "business-case"]).status.code(),
            Some(0)
        );
        only_unwritten(&desk.run(&["check", &format!("notes/{round}"), "--format", "short"]));
    }
}

#[test]
fn nothing_is_ever_overwritten() {
    let desk = Desk::new(".");
    let before = fs::read(desk.path(BI8)).unwrap();
    let refused = desk.run(&["new", "BI8", "--round", "budget-2020"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused).contains("findes allerede"), "{}", text(&refused));
    assert_eq!(fs::read(desk.path(BI8)).unwrap(), before);
    // The same id in a file of another name.
    fs::rename(desk.path(BI8), desk.path("notes/budget-2020/anden.toml")).unwrap();
    assert_eq!(desk.run(&["new", "BI8", "--round", "budget-2020"]).status.code(), Some(2));
    assert!(!desk.path(BI8).exists());
    assert_eq!(desk.run(&["init"]).status.code(), Some(2));
}

#[test]
fn what_can_not_be_made_is_reported() {
    let desk = Desk::new(".");
    for (args, words) in [
        (&["new", "../BI1", "--round", "budget-2020"][..], "kan ikke være et notats id"),
        (&["new", "BI1", "--round", "../budget-2020"], "kan ikke være en rundes mappe"),
        (&["new", "BI1", "--round", "overfoerselssag"], "giv den et navn med budgetåret i"),
        (
            &["new", "BI1", "--round", "budget-2020", "--type", "budgetnota"],
            "mente du budgetnotat?",
        ),
        (
            &["new", "BI1", "--round", "budget-2020", "--administration", "XYZ"],
            "der er ingen forvaltning `XYZ` i 2020",
        ),
    ] {
        let refused = desk.run(args);
        assert_eq!(refused.status.code(), Some(2), "{args:?}");
        assert!(text(&refused).contains(words), "{args:?}: {}", text(&refused));
    }
}

#[test]
fn a_note_known_by_title_gets_that_title() {
    let desk = Desk::new(PRINTED);
    let made = desk.run(&["new", "BI39", "--round", "budget-2020"]);
    assert!(said(&made).contains("slet nu [[note]] for BI39"), "{}", said(&made));
    let note = fs::read_to_string(desk.path("notes/budget-2020/BI39.toml")).unwrap();
    assert!(note.contains("titel = \"Flere skal med 2: Særligt fokus på udsatte"), "{note}");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_outside_of_the_project() {
    let (desk, outside) = (Desk::new("."), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(outside.path(), desk.path("notes/budget-2031")).unwrap();
    let refused = desk.run(&["new", "BI1", "--round", "budget-2031"]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}
