//! `docs/ci.md` is what happens: its hook refuses a slip, and what its pipelines run gives what
//! they say.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::case::root;
use crate::desk::BI8;
use crate::pages::{Block, blocks};
use crate::repository::Repository;

fn guide() -> Vec<Block> {
    blocks(&fs::read_to_string(root().join("docs/ci.md")).unwrap())
}

/// The file that the guide shows.
fn shown(path: &str) -> String {
    guide().into_iter().find(|block| block.value("fil") == Some(path)).expect(path).text
}

/// Commands as they are typed or run by a pipeline, the program at hand.
fn typed(folder: &Path, commands: &str, variables: &[(&str, &str)]) -> Output {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_budgetnotat"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let mut shell = Command::new("bash");
    shell
        .args(["-e", "-c", commands])
        .current_dir(folder)
        .env("PATH", path)
        .envs(variables.iter().copied());
    for who in ["AUTHOR", "COMMITTER"] {
        shell
            .env(format!("GIT_{who}_NAME"), "Prøve")
            .env(format!("GIT_{who}_EMAIL"), "proeve@example.dk");
    }
    shell.output().expect("bash")
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

/// The real notes in a repository with the guide's hook turned on as the guide says.
fn hooked() -> Repository {
    let here = Repository::new("");
    here.write(".githooks/pre-commit", &shown(".githooks/pre-commit"));
    let turned_on = guide()
        .into_iter()
        .find(|block| block.text.contains("core.hooksPath"))
        .expect("how to turn it on");
    assert!(typed(here.top.path(), &turned_on.text, &[]).status.success());
    here
}

fn commit(here: &Repository, how: &str) -> Output {
    typed(
        here.top.path(),
        &format!("git -c commit.gpgsign=false commit --quiet --message x {how}"),
        &[],
    )
}

#[test]
fn the_hook_refuses_a_slip_and_lets_the_rest_through() {
    let here = hooked();
    here.git(&["add", "--all"]);
    let output = commit(&here, "");
    assert!(output.status.success(), "{}", printed(&output));
    here.edit(BI8, "bevilling = \"32.00\"", "2020 = 1_200", "2020 = 1_300");
    // However it is put in the commit: git hands each another index.
    for how in ["--all", BI8] {
        let output = commit(&here, how);
        assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
        assert!(printed(&output).contains("fejl[samme-midler]"), "{}", printed(&output));
    }
    // A slip that is not in the commit is told, and that it is not.
    here.write("notes/budget-2020/ny.txt", "x");
    here.git(&["add", "notes/budget-2020/ny.txt"]);
    let output = commit(&here, "");
    assert!(
        !output.status.success() && printed(&output).starts_with("bemærk: noget er ændret"),
        "{}",
        printed(&output)
    );
    // What was committed already is let be.
    assert!(commit(&here, "--all --no-verify").status.success());
    here.write("andet.txt", "x");
    here.git(&["add", "--all"]);
    let output = commit(&here, "");
    assert!(output.status.success(), "{}", printed(&output));
}

#[test]
fn the_hook_checks_a_first_commit_whole() {
    let here = hooked();
    fs::remove_dir_all(here.top.path().join(".git")).unwrap();
    here.git(&["init", "--quiet"]);
    here.git(&["config", "core.hooksPath", ".githooks"]);
    here.edit(BI8, "bevilling = \"32.00\"", "2020 = 1_200", "2020 = 1_300");
    here.git(&["add", "--all"]);
    let output = commit(&here, "");
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    here.edit(BI8, "bevilling = \"32.00\"", "2020 = 1_300", "2020 = 1_200");
    here.git(&["add", "--all"]);
    let output = commit(&here, "");
    assert!(output.status.success(), "{}", printed(&output));
}

/// What a pipeline runs the program with, in its order.
fn runs(path: &str) -> Vec<String> {
    let text = shown(path);
    let lines = text
        .lines()
        .filter_map(|line| line.find("budgetnotat check").map(|at| line[at..].to_owned()));
    lines.collect()
}

#[test]
fn what_the_pipelines_run_gives_reports_and_decides() {
    let here = Repository::new("");
    here.edit(BI8, "bevilling = \"32.00\"", "2020 = 1_200", "2020 = 1_300");
    here.commit();
    let folder = here.top.path();
    let run = |command: &str, base: &str| {
        typed(folder, command, &[("BASE", base), ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base)])
    };
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();

    let [changed, all, sarif] = &runs(".github/workflows/notater.yml")[..] else {
        panic!("three commands")
    };
    let output = run(changed, "HEAD~1");
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).starts_with(&format!("::error file={BI8},")), "{}", printed(&output));
    assert_eq!(run(changed, "HEAD").status.code(), Some(0));
    assert_eq!(run(all, "").status.code(), Some(1));
    assert_eq!(run(sarif, "").status.code(), Some(0));
    assert!(read("budgetnotat.sarif").contains("\"ruleId\": \"samme-midler\""));

    let [quality, cases, decides] = &runs(".gitlab-ci.yml")[..] else { panic!("three commands") };
    assert_eq!((run(quality, "").status.code(), run(cases, "").status.code()), (Some(0), Some(0)));
    assert!(read("gl-code-quality-report.json").contains("\"check_name\": \"samme-midler\""));
    assert!(read("junit.xml").contains("<failure "));
    // By what the request changes; on the main branch, where there is no request, by everything.
    assert_eq!(run(decides, "HEAD~1").status.code(), Some(1));
    assert_eq!(run(decides, "HEAD").status.code(), Some(0));
    assert_eq!(run(decides, "").status.code(), Some(1));
    // What can't run is no report.
    fs::remove_file(folder.join("notes/kommune.toml")).unwrap();
    assert_eq!(run(quality, "").status.code(), Some(1));
    assert_eq!(run(changed, "HEAD~1").status.code(), Some(2));
}
