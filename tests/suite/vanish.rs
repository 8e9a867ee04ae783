//! No note vanishes, and none is told twice: files that would not be read, copies, and clones whose
//! line ends git has turned.

use std::fs;

use crate::case::Case;
use crate::desk::{BI8, Desk, said};

/// The short findings of a run: path and rule, without the lines.
fn found(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let output = desk.run(&[&["check", "--format", "short"], arguments].concat());
    let all = said(&output);
    let lines = all.lines().filter(|line| line.starts_with("notes/"));
    let name = |line: &str| {
        let (path, rest) = line.split_once(':')?;
        let rule = rest.split_once('[')?.1.split_once(']')?.0;
        Some(format!("{path} {rule}"))
    };
    lines.filter_map(name).collect()
}

#[test]
fn notes_that_lie_or_are_named_wrongly_are_told_and_other_files_are_not() {
    let desk = Desk::new(".");
    let note = fs::read_to_string(desk.path(BI8)).unwrap();
    let round = "notes/budget-2020";
    for name in ["BI9.toml.txt", "BI9.TOML", "BI9.txt", "gamle/BI9.toml", "gamle/mere/BI7.toml"] {
        let path = desk.path(&format!("{round}/{name}"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &note).unwrap();
    }
    fs::write(desk.path("notes/BI9.toml"), &note).unwrap();
    let allowed =
        ["README.md", "noter.txt", "~$BI9.docx", "BI9.toml.orig", "BI9.toml~", "BI9.docx"];
    for name in allowed {
        fs::write(desk.path(&format!("{round}/{name}")), "id og titel = intet").unwrap();
    }
    let told = found(&desk, &[]);
    let told: Vec<&str> = told.iter().filter_map(|line| line.strip_suffix(" ikke-laest")).collect();
    assert_eq!(
        told,
        [
            "notes/BI9.toml",
            "notes/budget-2020/BI9.TOML",
            "notes/budget-2020/BI9.toml.txt",
            "notes/budget-2020/BI9.txt",
            "notes/budget-2020/gamle"
        ]
    );
    let output = said(&desk.run(&["check", "--lang", "en", "--format", "short"]));
    assert!(output.contains("2 notes in notes/budget-2020/gamle/ were not read"), "{output}");
}

#[test]
fn a_check_of_nothing_is_no_success() {
    let desk = Desk::new(".");
    fs::remove_dir_all(desk.path("notes/budget-2016")).unwrap();
    fs::remove_dir_all(desk.path("notes/budget-2017")).unwrap();
    fs::remove_dir_all(desk.path("notes/budget-2020")).unwrap();
    let output = desk.run(&["check"]);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), ""));
}

#[test]
fn notes_are_asked_for_by_their_ids() {
    let desk = Desk::new(".").slip(BI8, "2020 = 600", "2020 = 700");
    for name in ["BI8", "bi8", "BI8.toml", "budget-2020"] {
        assert!(!found(&desk, &[name]).is_empty(), "{name}");
    }
    assert!(found(&desk, &["BI39"]).is_empty());
    let output = desk.run(&["check", "BI9"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("hverken en fil eller et notat BI9"), "{said}");
}

#[test]
fn of_two_files_with_an_id_the_copy_is_told_and_a_file_has_its_note_s_name() {
    let note = "id = \"BI1\"\ntitel = \"T\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"BIF\"\n";
    let told = |names: &[&str]| {
        let case = names.iter().fold(Case::new(), |case, name| {
            case.bytes(&format!("notes/budget-2020/{name}.toml"), note)
        });
        let outcome = case.check();
        let own = outcome
            .findings()
            .iter()
            .filter(|finding| ["dobbelt-id", "filnavn"].contains(&finding.rule.name));
        own.map(|finding| {
            let path = outcome.project.path(finding.primary.span.file).to_owned();
            format!("{} {}", path.rsplit('/').next().unwrap(), finding.rule.name)
        })
        .collect::<Vec<_>>()
    };
    assert_eq!(told(&["BI1"]), [""; 0]);
    assert_eq!(told(&["bi1"]), [""; 0]);
    assert_eq!(told(&["BI1", "BI1 - Kopi"]), ["BI1 - Kopi.toml dobbelt-id"]);
    assert_eq!(told(&["BI0", "BI1"]), ["BI0.toml dobbelt-id"]);
    assert_eq!(told(&["BI2"]), ["BI2.toml filnavn"]);
}

/// Git for Windows writes CRLF into the folder and stores LF.
#[test]
fn a_clone_with_windows_line_ends_is_the_same_project() {
    let desk = Desk::new(".");
    for file in ["notes/kommune.toml", "notes/budget-2020/runde.toml", BI8] {
        let text = fs::read_to_string(desk.path(file)).unwrap();
        fs::write(desk.path(file), text.replace('\n', "\r\n")).unwrap();
    }
    assert!(found(&desk, &[BI8]).iter().any(|line| line.ends_with("linjeskift")));
    assert_eq!(desk.git(&["init", "-q"]).0, Some(0));
    fs::write(desk.path(".gitattributes"), "*.toml text=auto\n").unwrap();
    assert_eq!(found(&desk, &[BI8]), [""; 0]);
    assert_eq!(desk.run(&["fmt", "--check", BI8]).status.code(), Some(0));
    // What is written keeps the line ends that the folder has.
    let text = fs::read_to_string(desk.path(BI8)).unwrap();
    fs::write(desk.path(BI8), text.replacen("id = \"BI8\"", "id   = \"BI8\"", 1)).unwrap();
    assert_eq!(desk.run(&["fmt", BI8]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(desk.path(BI8)).unwrap(), text);
    // Told to leave them alone, git stores them.
    fs::write(desk.path(".gitattributes"), "*.toml -text\n").unwrap();
    assert!(found(&desk, &[BI8]).iter().any(|line| line.ends_with("linjeskift")));
}
