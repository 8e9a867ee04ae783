//! `budgetnotat changes` as it is run: in a real repository, with what is asked for and what can't be
//! answered.

use std::fs;
use std::process::{Command, Output};

use serde_json::Value;

use crate::desk::{run, said};
use crate::real::{BI8, BI25};
use crate::repository::Repository;

const ROUND: &str = "notes/budget-2020/runde.toml";
const MUNICIPALITY: &str = "notes/kommune.toml";

impl Repository {
    fn changes(&self, rest: &[&str]) -> Output {
        run(&self.project, &[&["changes"], rest].concat())
    }

    fn reported(&self, rest: &[&str]) -> Value {
        let output = self.changes(&[rest, &["--format", "json"]].concat());
        let data: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
        #[cfg(feature = "typeset")]
        {
            let faults = crate::schema::faults(&crate::schema::changes_schema(), &data);
            assert!(faults.is_empty(), "{}", faults.join("\n"));
        }
        data
    }

    /// BI8 asks for 100 more of the same committee and year, in every table that says so.
    fn dearer(&self) {
        let text = fs::read_to_string(self.project.join(BI8)).unwrap();
        fs::write(self.project.join(BI8), text.replace("10_000", "10_100")).unwrap();
    }
}

/// The lines of the round as a whole: note, committee, year, difference and cause.
fn lines(report: &Value) -> Vec<(String, String, String, String, String)> {
    let views = report["rounds"].as_array().unwrap().iter().flat_map(|round| {
        round["views"].as_array().unwrap().iter().filter(|view| view["pack"].is_null())
    });
    let text = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
    let told = views.flat_map(|view| view["lines"].as_array().unwrap()).map(|line| {
        let [note, committee, year, difference, cause] =
            ["note", "committee", "year", "difference", "cause"].map(|key| text(line, key));
        (note, committee, year, difference, cause)
    });
    told.collect()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn nothing_changed_is_said() {
    let here = Repository::new("");
    let output = here.changes(&["HEAD"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("intet er ændret"), "{}", said(&output));
}

#[test]
fn an_amount_is_told_with_its_frames_and_packs_wherever_the_project_lies() {
    for folder in ["", "økonomi/budget 2020"] {
        let here = Repository::new(folder);
        here.dearer();
        let output = here.changes(&["HEAD"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let text = said(&output);
        for words in
            ["BI8 ", "ændret beløb", "Servicemåltal", "Pakken Flere skal med 2", "0 uforklaret"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
        let told = lines(&here.reported(&["HEAD"]));
        assert!(told.iter().all(|(note, committee, _, difference, cause)| {
            (note.as_str(), committee.as_str(), difference.as_str(), cause.as_str())
                == ("BI8", "BIU", "100", "beloeb")
        }));
        assert_eq!(told.len(), 2, "{told:?}");
        // From one commit to another it is the same, and the other way round the opposite.
        here.commit();
        assert_eq!(lines(&here.reported(&["HEAD~1", "HEAD"])), told);
        let back = lines(&here.reported(&["HEAD", "HEAD~1"]));
        assert!(back.iter().all(|(_, _, _, difference, _)| difference == "-100"), "{back:?}");
    }
}

#[test]
fn a_note_is_asked_for_by_its_name_also_where_it_is_gone() {
    let here = Repository::new("");
    here.dearer();
    fs::remove_file(here.project.join(BI25)).unwrap();
    // Those that presuppose it have an error now: what they are is not this test's.
    let told = lines(&here.reported(&["HEAD", "BI25"]));
    assert!(!told.is_empty() && told.iter().all(|(note, ..)| note == "BI25"), "{told:?}");
    assert!(told.iter().all(|(.., cause)| cause == "notat-udgaaet"), "{told:?}");
    let output = here.changes(&["HEAD", "BI99"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("BI99"), "{}", stderr(&output));
}

#[test]
fn what_is_a_revision_and_a_note_is_asked_about() {
    let here = Repository::new("");
    here.git(&["branch", "BI8"]);
    let output = here.changes(&["HEAD", "BI8"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("refs/heads/BI8"), "{}", stderr(&output));
    assert_eq!(here.changes(&["HEAD", "refs/heads/BI8"]).status.code(), Some(0));
}

#[test]
fn a_withdrawn_note_counts_no_more() {
    let here = Repository::new("");
    here.edit(BI25, "type", "\n", "\nstatus = \"trukket\"\n");
    let told = lines(&here.reported(&["HEAD"]));
    assert!(told.iter().any(|(note, .., cause)| note == "BI25" && cause == "trukket"), "{told:?}");
}

#[test]
fn a_version_with_an_error_is_unresolved() {
    let here = Repository::new("");
    here.edit(BI8, "bevilling = \"32.00\"", "2020 = 1_200", "2020 = 1_300");
    here.commit();
    // What is wrong was wrong before: the earlier version is the one that can't be told.
    here.edit(BI8, "bevilling = \"32.00\"", "2020 = 1_300", "2020 = 1_200");
    let output = here.changes(&["HEAD"]);
    assert_eq!(output.status.code(), Some(1));
    let text = said(&output);
    assert!(text.contains("uafklaret: der var fejl i notatet"), "{text}");
    assert!(!text.contains("0 uforklaret"), "{text}");
}

#[test]
fn a_base_that_is_no_toml_loses_nothing() {
    let here = Repository::new("");
    let text = fs::read_to_string(here.project.join(BI8)).unwrap();
    here.write(BI8, "id = \"BI8\"\n[[[[ikke toml");
    here.commit();
    here.write(BI8, &text);
    let output = here.changes(&["HEAD"]);
    assert_eq!(output.status.code(), Some(1));
    let report = here.reported(&["HEAD"]);
    let note = &report["rounds"].as_array().unwrap().iter().find_map(|round| {
        round["notes"].as_array().unwrap().iter().find(|note| note["note"] == "BI8").cloned()
    });
    assert_eq!(note.as_ref().unwrap()["unresolved"], "before");
    assert!(lines(&report).iter().any(|(note, .., cause)| note == "BI8" && cause == "uafklaret"));
}

#[test]
fn a_round_in_another_folder_is_the_same_round() {
    let here = Repository::new("");
    fs::rename(here.project.join("notes/budget-2020"), here.project.join("notes/budget-2020-igen"))
        .unwrap();
    let report = here.reported(&["HEAD"]);
    let round = report["rounds"]
        .as_array()
        .unwrap()
        .iter()
        .find(|round| round["round"] == "budget-2020-igen");
    let round = round.unwrap();
    assert_eq!(
        (round["presence"].as_str(), round["renamed_from"].as_str()),
        (Some("renamed"), Some("budget-2020"))
    );
    assert!(lines(&report).is_empty());
}

#[test]
fn a_register_that_changed_is_a_cause() {
    let here = Repository::new("");
    // What was BIU's is now called otherwise: the notes are as they were.
    let text = fs::read_to_string(here.project.join(MUNICIPALITY)).unwrap();
    let text = text
        .replace("kode = \"BIU\"", "kode = \"BEU\"")
        .replace("udvalg = \"BIU\"", "udvalg = \"BEU\"");
    let text = text.replacen(
        "navn = \"Beskæftigelses- og Integrationsudvalget\"\n",
        "navn = \"Beskæftigelses- og Integrationsudvalget\"\naliasser = [\"BIU\"]\n",
        1,
    );
    here.write(MUNICIPALITY, &text);
    let report = here.reported(&["HEAD", "notes/budget-2020"]);
    let told = lines(&report);
    let resolved: Vec<_> = told.iter().filter(|(.., cause)| cause != "uafklaret").collect();
    assert!(!told.is_empty(), "{report:#}");
    assert!(resolved.iter().all(|(.., cause)| cause == "register"), "{told:?}");
}

#[test]
fn a_comment_in_the_round_is_no_difference() {
    let here = Repository::new("");
    here.edit(ROUND, "enhed", "\n", "  # 1.000 kr.\n");
    let output = here.changes(&["HEAD"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(lines(&here.reported(&["HEAD"])).is_empty());
}

#[test]
fn a_rounds_own_facts_are_told_where_no_money_differs() {
    let here = Repository::new("");
    here.edit(ROUND, "titel", "\"Budget 2020\"", "\"Budgettet for 2020\"");
    let output = here.changes(&["HEAD"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(said(&output).contains("rundens titel er ændret"), "{}", said(&output));
    assert!(lines(&here.reported(&["HEAD"])).is_empty());
}

#[test]
fn what_git_does_not_have_is_a_sentence() {
    let here = Repository::new("");
    for (base, words) in [("nix", "git kender ingen revision `nix`"), ("--hjælp", "kendes ikke")] {
        let output = here.changes(&[base]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
    }
    // A clone that was fetched without its history.
    here.dearer();
    here.commit();
    let shallow = tempfile::tempdir().unwrap();
    let from = format!("file://{}", here.top.path().display());
    let to = shallow.path().join("klon");
    let cloned = Command::new("git")
        .args(["clone", "--quiet", "--depth", "1", &from])
        .arg(&to)
        .status()
        .unwrap();
    assert!(cloned.success());
    let output = run(&to, &["changes", "HEAD~1"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--unshallow"), "{}", stderr(&output));
}

#[cfg(feature = "export")]
#[test]
fn lines_as_csv_add_up_to_the_difference() {
    let here = Repository::new("");
    here.dearer();
    let output = here.changes(&["HEAD", "--format", "csv"]);
    let text = said(&output);
    let mut reader = csv_lines(&text);
    let head = reader.remove(0);
    let column = |name: &str| head.iter().position(|own| own == name).unwrap();
    let round: Vec<_> = reader.iter().filter(|line| line[column("pakke")].is_empty()).collect();
    let sum: i64 = round.iter().map(|line| line[column("forskel")].parse::<i64>().unwrap()).sum();
    assert_eq!((round.len(), sum), (2, 200), "{text}");
    assert!(reader.iter().all(|line| line.len() == head.len()));
}

#[cfg(feature = "export")]
fn csv_lines(text: &str) -> Vec<Vec<String>> {
    let fields = |line: &str| line.split(',').map(str::to_owned).collect();
    text.lines().map(fields).collect()
}

/// A note of a round in mio. kr.: a table that follows the lines is not told again, and one whose
/// figures were moved among themselves is.
#[test]
fn a_table_of_the_same_money_is_told_where_it_does_not_follow() {
    for unit in ["1.000 kr.", "mio. kr.", "kr."] {
        let here = Repository::new("");
        let note = |own: [u32; 2], sum: u32| {
            format!(
                "id = \"BI90\"\ntitel = \"Prøve\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"BIF\"\n\n\
                 [[afsnit]]\noverskrift = \"Baggrund\"\ntekst = '''\nA.\n'''\n\n[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n\
                 {{{{ tabel(\"oekonomi\") }}}}\n\n{{{{ tabel(\"bevillinger\") }}}}\n'''\n\n\
                 [[tabel]]\nid = \"oekonomi\"\ntype = \"aktiviteter\"\ntitel = \"Aktiviteter\"\n\n\
                 [[tabel.post]]\ntekst = \"Løn\"\nstyringsomraade = \"service\"\n2020 = {}\n\n\
                 [[tabel.post]]\ntekst = \"Husleje\"\nstyringsomraade = \"service\"\n2020 = {}\n\n\
                 [[tabel]]\nid = \"bevillinger\"\ntype = \"bevillinger\"\ntitel = \"Bevillinger\"\n\n\
                 [[tabel.post]]\nstyringsomraade = \"service\"\nudvalg = \"BIU\"\nbevilling = \"35.10\"\nui = \"U\"\n2020 = {sum}\n",
                own[0], own[1]
            )
        };
        here.edit(ROUND, "enhed", "\"1.000 kr.\"", &format!("\"{unit}\""));
        here.write("notes/budget-2020/BI90.toml", &note([40, 60], 100));
        here.commit();
        let others = |own: [u32; 2], sum: u32| {
            here.write("notes/budget-2020/BI90.toml", &note(own, sum));
            let report = here.reported(&["HEAD", "BI90"]);
            let notes = report["rounds"][0]["notes"].as_array().unwrap();
            notes[0]["other_figures"].as_array().unwrap().len()
        };
        assert_eq!(others([50, 60], 110), 0, "{unit}: it says what the line says");
        assert_eq!(others([50, 50], 100), 2, "{unit}: moved within the table");
        assert_eq!(others([50, 70], 120), 2, "{unit}: which of them, only the table says");
    }
}
