//! `budgetnotat check --since`: what changed since a revision and what depends on it, in a real git
//! repository.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Output;

use budgetnotat::dependencies;
use budgetnotat::project::{Input, Project};
use budgetnotat::rule::{self, Checked, Selection};
use budgetnotat::solved::Solved;

use crate::desk::{run, said};
use crate::real::{BI8, BI25};
use crate::repository::Repository;

const REFERRING: &str = "notes/budget-2020/BI9.toml";
const ROUND: &str = "notes/budget-2020/runde.toml";

/// The two real notes without their pack, and one of the same round that presupposes BI8; in
/// `folder` of the repository.
fn repository(folder: &str) -> Repository {
    let here = Repository::new(folder);
    let round = here.project.join("notes/budget-2020");
    fs::remove_dir_all(round.join("pakker")).unwrap();
    let mut known = fs::read_to_string(here.project.join(ROUND)).unwrap();
    for id in ["BI25", "BI39"] {
        fs::remove_file(round.join(format!("{id}.toml"))).unwrap();
        known = format!("{known}\n[[note]]\nid = \"{id}\"\ntitel = \"Flere skal med\"\n");
    }
    here.write("notes/budget-2020/runde.toml", &known);
    here.write(
        REFERRING,
        "id = \"BI9\"\ntitel = \"Mere\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"BIF\"\nforudsaetter = [\"BI8\"]\n\n[[afsnit]]\noverskrift = \"A\"\ntekst = '''\nB.\n'''\n",
    );
    here.commit();
    here
}

impl Repository {
    fn since(&self, revision: &str) -> Output {
        run(&self.project, &["check", "--format", "json", "--since", revision])
    }

    /// How many notes were checked since HEAD, and the rules that found something.
    fn checked(&self) -> (u64, Vec<String>) {
        let object: serde_json::Value = serde_json::from_slice(&self.since("HEAD").stdout).unwrap();
        let rules = object["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["rule"].as_str().unwrap().to_owned());
        (object["checked"]["notes"].as_u64().unwrap(), rules.collect())
    }

    /// Takes back what is not committed.
    fn restore(&self) {
        self.git(&["reset", "--quiet", "--hard"]);
        self.git(&["clean", "--quiet", "--force", "-d"]);
    }
}

fn none() -> Vec<String> {
    Vec::new()
}

#[test]
fn what_changed_and_what_depends_on_it_is_checked() {
    for folder in ["", "økonomi/budget 2020"] {
        let here = repository(folder);
        assert_eq!(here.checked(), (0, none()));
        // A note that none refers to; then one that another does, with a slip in it.
        here.edit(BI25, "titel", "\n", " # rettet\n");
        assert_eq!(here.checked(), (1, none()));
        here.restore();
        here.edit(BI8, "bevilling = \"32.00\"", "2020 = 1_200", "2020 = 1_300");
        assert_eq!(here.checked(), (2, vec!["samme-midler".to_owned()]));
        assert_eq!(here.since("HEAD").status.code(), Some(1));
        // In the index it is as changed as out of it; once committed it is not, and what was found
        // is not told again.
        here.git(&["add", "--all"]);
        assert_eq!(here.checked().0, 2);
        here.commit();
        assert_eq!(here.checked(), (0, none()));
        assert_eq!(here.since("HEAD").status.code(), Some(0));
        assert_eq!(run(&here.project, &["check"]).status.code(), Some(1));
        assert_eq!(here.since("HEAD~1").status.code(), Some(1));
        // Its round, and the municipality.
        here.edit(ROUND, "titel", "\n", " # rettet\n");
        assert_eq!(here.checked(), (2, vec!["samme-midler".to_owned()]));
        here.restore();
        here.edit("notes/kommune.toml", "navn", "\n", " # rettet\n");
        assert_eq!(here.checked().0, 4);
    }
}

#[test]
fn what_git_does_not_hold_is_changed() {
    let here = repository("");
    let note = fs::read_to_string(here.project.join(BI25)).unwrap();
    here.write("notes/budget-2016/BI26.toml", &note.replacen("id = \"BI25\"", "id = \"BI26\"", 1));
    assert_eq!(here.checked(), (1, none()));
    // Neither does it help to have git pass over it.
    here.write(".gitignore", "BI26.toml\n");
    assert_eq!(here.checked(), (1, none()));
    // A note of the same id is a fault of both; the later file tells it.
    here.write("notes/budget-2016/BI24.toml", &note);
    assert_eq!(here.checked(), (3, vec!["dobbelt-id".to_owned()]));
}

#[test]
fn a_note_that_is_no_more_is_missed_where_it_is_named() {
    let here = repository("økonomi");
    fs::remove_file(here.project.join(BI8)).unwrap();
    assert_eq!(here.checked(), (1, vec!["ukendt-notat".to_owned()]));
    here.restore();
    // So is one that has got another id, or another file.
    let other_name = "filnavn".to_owned();
    here.edit(BI8, "id = ", "BI8", "BI7");
    assert_eq!(here.checked(), (2, vec![other_name.clone(), "ukendt-notat".to_owned()]));
    here.restore();
    here.git(&["mv", &format!("økonomi/{BI8}"), "økonomi/notes/budget-2020/sager.toml"]);
    assert_eq!(here.checked(), (2, vec![other_name]));
    here.restore();
    // One that is known by its title alone, and also has a file, is told where it is known.
    here.edit(ROUND, "", "titel", "[[note]]\nid = \"BI25\"\ntitel = \"x\"\n# titel");
    here.commit();
    let note = fs::read_to_string(here.project.join(REFERRING)).unwrap();
    here.write("notes/budget-2020/BI25.toml", &note.replace("BI9", "BI25"));
    assert!(here.checked().1.contains(&"dobbelt-id".to_owned()), "{:?}", here.checked());
}

#[test]
fn a_selection_and_a_revision_are_both_held() {
    let here = repository("");
    here.edit(BI8, "titel", "\n", " # rettet\n");
    here.edit(BI25, "titel", "\n", " # rettet\n");
    assert_eq!(here.checked(), (3, none()));
    let output = run(&here.project, &["check", "--since", "HEAD", "notes/budget-2016"]);
    assert!(said(&output).starts_with("1 notat,"), "{}", said(&output));
    here.restore();
    let output = run(&here.project, &["check", "--since", "HEAD"]);
    assert_eq!(
        said(&output),
        "intet at efterprøve: hverken notaterne eller det, de afhænger af, er ændret siden HEAD\n"
    );
    let output =
        run(&here.project, &["check", "--since", "HEAD", "--lang", "en", "--format", "github"]);
    assert_eq!(
        said(&output),
        "nothing to check: neither the notes nor what they depend on changed since HEAD\n"
    );
}

#[test]
fn a_revision_that_is_none_ends_with_2_and_a_sentence() {
    let here = repository("");
    let refused = |args: &[&str]| {
        let output = run(&here.project, &[&["check"], args].concat());
        assert_eq!((output.status.code(), said(&output)), (Some(2), String::new()));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&["--since", "findesikke"]).contains("git kender ingen revision `findesikke`"));
    assert!(
        refused(&["--since", "findesikke", "--lang", "en"])
            .contains("git knows no revision `findesikke`")
    );
    assert!(refused(&["--since=--all"]).contains("git kender ingen revision `--all`"));
    fs::remove_dir_all(here.top.path().join(".git")).unwrap();
    assert!(refused(&["--since", "HEAD"]).contains("ligger ikke i et git-arkiv"));
}

type Files = BTreeMap<&'static str, String>;

fn read(files: &Files) -> Project {
    Project::read(
        files
            .iter()
            .map(|(path, text)| Input {
                path: (*path).to_owned(),
                bytes: text.clone().into_bytes(),
            })
            .collect(),
    )
}

/// What was found, without lines: the same finding on another line is no news.
fn reported(project: &Project, checked: &Checked) -> BTreeSet<(String, &'static str, String)> {
    let path = |finding: &budgetnotat::diagnostic::Diagnostic| {
        project.sources.get(finding.primary.span.file).unwrap().path.clone()
    };
    checked
        .findings
        .iter()
        .map(|finding| (path(finding), finding.rule.name, finding.message.da.clone()))
        .collect()
}

/// Whatever line of whatever file is taken out, and whatever file: what is found now and was not
/// before is found since.
#[test]
fn no_change_makes_a_finding_that_is_left_out() {
    let before: Files = [
        ("notes/kommune.toml", include_str!("../../notes/kommune.toml")),
        (
            "notes/r/runde.toml",
            "titel = \"Budget 2020\"\ndato = 2019-09-25\naar = [2020]\nprisniveau = 2020\nenhed = \"1.000 kr.\"\n\n[[note]]\n\
             id = \"X\"\ntitel = \"Kendt\"\n\n[[aftale]]\nnavn = \"Budgetaftale 2018\"\n",
        ),
        (
            "notes/r/A.toml",
            "id = \"A\"\ntitel = \"A\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"BIF\"\nudelukker = [\"X\", \"Y\"]\n",
        ),
        (
            "notes/r/B.toml",
            "id = \"B\"\ntitel = \"B\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"SUF\"\nref = [\"A\"]\n\
             [[afsnit]]\noverskrift = \"Tal\"\ntekst = '{{ ref(\"C\") }} og {{ ref(\"t\") }} {{ t.a[2020] }}\n\n{{ tabel(\"t\") }}'\n\n\
             [[tabel]]\nid = \"t\"\ntype = \"bevillinger\"\ntitel = \"T\"\n\n[[tabel.post]]\nid = \"a\"\nudvalg = \"BIU\"\n\
             bevilling = \"35.10\"\nstyringsomraade = \"service\"\nui = \"U\"\nuden_for = [\"K\", \"L\"]\n2020 = 5\n",
        ),
        (
            "notes/r/rammer.toml",
            "[[ramme]]\nnavn = \"K\"\nstyringsomraade = \"alle\"\nkilde = \"K\"\n2020 = 5\n",
        ),
        ("notes/r/andetsteds.toml", "notater = [\"Y\"]\nrammer = [\"L\"]\n"),
        (
            "notes/r/C.toml",
            "id = \"C\"\ntitel = \"C\"\ntype = \"brev\"\nforvaltning = \"SOF\"\nforudsaetter = [\"B\"]\n",
        ),
        ("templates/brev.typ", ""),
    ]
    .map(|(path, text)| (path, text.to_owned()))
    .into();
    let was = Solved::new(read(&before));
    let old = reported(was.project(), &rule::check(&was, &Selection::All));
    let mut news = 0;
    for (path, text) in &before {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let without = |line: usize| {
            Some(
                lines
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| *i != line)
                    .map(|(_, l)| *l)
                    .collect::<String>(),
            )
        };
        for changed in (0..lines.len()).map(without).chain([None]) {
            if changed.is_none() && *path == "notes/kommune.toml" {
                continue;
            }
            let mut after = before.clone();
            after.remove(path);
            after.extend(changed.map(|text| (*path, text)));
            let now = Solved::new(read(&after));
            let earlier = read(
                &before
                    .iter()
                    .filter(|(p, _)| *p == path)
                    .map(|(p, text)| (*p, text.clone()))
                    .collect(),
            );
            let reached = dependencies::affected(
                now.project(),
                &earlier,
                &BTreeSet::from([(*path).to_owned()]),
            );
            let selection = Selection::Paths(reached.into_iter().collect());
            let mut checked = rule::check(&now, &selection);
            checked.retain(&now.project().sources, |path| selection.has(path));
            let all = reported(now.project(), &rule::check(&now, &Selection::All));
            let new: BTreeSet<_> = all.difference(&old).cloned().collect();
            let since = reported(now.project(), &checked);
            let missed: Vec<_> = new.difference(&since).collect();
            assert!(missed.is_empty(), "{path}: {:?}\nmissed {missed:#?}", after.get(path));
            assert!(since.is_subset(&all));
            news += new.len();
        }
    }
    assert!(news > 100, "{news}");
}
