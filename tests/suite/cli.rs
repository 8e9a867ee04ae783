//! The program as it is run: exit statuses, formats, paths, and what it writes.

use std::fs;

use crate::desk::{BI8, BI25, Desk, run, said};

#[test]
fn a_clean_project_ends_with_0_and_says_how_much_was_checked() {
    let output = Desk::new(".").run(&["check"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        said(&output),
        "5 notater, 1 pakke, 25 tabeller, 271 tal, 198 kontroller: ingen fund; alle tal indgår i mindst én kontrol\n"
    );
    let output = Desk::new(".").run(&["check", "--lang", "en"]);
    assert_eq!(
        said(&output),
        "5 notes, 1 pack, 25 tables, 271 figures, 198 checks: no findings; every figure is in at least one check\n"
    );
}

#[test]
fn a_finding_ends_with_1_and_a_warning_only_when_strict() {
    let error = Desk::new(".").slip(BI8, "2021 = 600", "2021 = 700");
    assert_eq!(error.run(&["check"]).status.code(), Some(1));
    // The other note has nothing wrong.
    assert_eq!(error.run(&["check", BI25]).status.code(), Some(0));
    let warning = Desk::new("tests/projekter/bif-som-udvalg");
    assert_eq!(warning.run(&["check"]).status.code(), Some(0));
    assert_eq!(warning.run(&["check", "--strict"]).status.code(), Some(1));
    let remark = Desk::new(".").slip(BI8, "udvalg = \"SOU\"", "udvalg = \"SUND\"");
    let output = remark.run(&["check", "--strict", "--format", "short"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("bemærkning[andet-navn]"), "{}", said(&output));
}

#[test]
fn what_can_not_run_ends_with_2_and_a_sentence() {
    let empty = tempfile::tempdir().unwrap();
    let output = run(empty.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("notes/kommune.toml") && words.contains("budgetnotat init"), "{words}");
    assert_eq!(run(empty.path(), &["check", "findesikke"]).status.code(), Some(2));
    assert_eq!(run(empty.path(), &["check", "--format", "yaml"]).status.code(), Some(2));
    assert_eq!(run(empty.path(), &["explain", "findesikke"]).status.code(), Some(2));
}

#[test]
fn the_root_is_found_upward_from_the_path_or_the_folder() {
    let desk = Desk::new(".");
    let within = desk.path("notes/budget-2020");
    assert!(said(&run(&within, &["check", "BI8.toml"])).starts_with("1 notat,"));
    assert!(said(&run(&within, &["check"])).starts_with("5 notater,"));
    assert!(said(&run(&within, &["check", "runde.toml"])).starts_with("3 notater, 1 pakke,"));
    assert!(said(&run(&within, &["check", "../kommune.toml"])).starts_with("5 notater,"));
    assert!(said(&run(&within, &["check", "..", "../budget-2016"])).starts_with("5 notater,"));
    let elsewhere = tempfile::tempdir().unwrap();
    assert!(
        said(&run(elsewhere.path(), &["check", within.to_str().unwrap()]))
            .starts_with("3 notater,")
    );
}

#[test]
fn json_is_one_object_with_exact_sums_and_places() {
    let desk = Desk::new(".").slip(BI8, "2021 = 600", "2021 = 700");
    let output = desk.run(&["check", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let object: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(object["schema_version"], 1);
    let checked = serde_json::json!({
        "notes": 5, "packs": 1, "tables": 25, "figures": 271, "equations": 190, "unverified": 0, "rounded": 0, "largest_rounding": null,
        "amounts": 7, "backed": 7
    });
    assert_eq!(object["checked"], checked);
    let finding = &object["findings"][0];
    assert_eq!(finding["rule"], "samme-midler");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["file"], BI8);
    assert_eq!(
        (&finding["left"], &finding["right"], &finding["difference"]),
        (&"11900".into(), &"11800".into(), &"100".into())
    );
    let text = fs::read_to_string(desk.path(BI8)).unwrap();
    let line = usize::try_from(finding["line"].as_u64().unwrap()).unwrap();
    let (from, to) = (finding["column"].as_u64().unwrap(), finding["end_column"].as_u64().unwrap());
    let shown: String = text
        .lines()
        .nth(line - 1)
        .unwrap()
        .chars()
        .skip(usize::try_from(from).unwrap() - 1)
        .take(usize::try_from(to - from).unwrap())
        .collect();
    assert_eq!(shown, "700");
    let label = &finding["labels"][0];
    for field in ["file", "line", "column", "end_line", "end_column", "message"] {
        assert!(!label[field].is_null(), "{field}");
    }
}

#[test]
fn links_out_of_the_project_are_not_followed() {
    let desk = Desk::new(".");
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("X1.toml"), "id = ").unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(
            secret.path().join("X1.toml"),
            desk.path("notes/budget-2020/X1.toml"),
        )
        .unwrap();
        std::os::unix::fs::symlink(secret.path(), desk.path("notes/budget-2099")).unwrap();
        let output = desk.run(&["check"]);
        let words = said(&output);
        assert_eq!(output.status.code(), Some(1));
        assert!(words.contains("5 notater,") && !words.contains("id = "), "{words}");
        for path in ["notes/budget-2020/X1.toml", "notes/budget-2099"] {
            assert!(
                words.contains(&format!(
                    "fejl[ikke-laest]: {path} er et link ud af projektet og er ikke læst"
                )),
                "{words}"
            );
        }
    }
}

#[test]
fn explain_lists_the_rules_and_shows_a_page() {
    let desk = Desk::new(".");
    assert!(said(&desk.run(&["explain"])).contains("samme-midler"));
    assert!(said(&desk.run(&["explain", "fejl[samme-midler]"])).starts_with("# samme-midler\n"));
    let output = desk.run(&["explain", "samme-midlr"]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("mente du samme-midler?"));
}

#[test]
fn init_makes_a_municipality_that_checks_and_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["init"]).status.code(), Some(0));
    let output = run(folder.path(), &["check", "--strict"]);
    assert_eq!(
        said(&output),
        "1 notat, 2 tabeller, 8 tal, 4 kontroller: ingen fund; alle tal indgår i mindst én kontrol\n"
    );
    let note = folder.path().join("notes/budget-2027/BU1.toml");
    fs::remove_file(folder.path().join("notes/kommune.toml")).unwrap();
    fs::write(&note, "mit eget").unwrap();
    assert_eq!(run(folder.path(), &["init"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&note).unwrap(), "mit eget");
    assert!(!folder.path().join("notes/kommune.toml").exists());
}
