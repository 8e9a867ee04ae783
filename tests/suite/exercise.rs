//! The exercise of `docs/architecture.md`, done: its steps on a copy of the sources, which is built
//! and finds what it should.
//!
//! The copy stands in the folder of built things and is written only where it changed, so that it
//! is built anew only when the sources are; with the front half alone, whose dependencies these
//! tests have built already.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::case::root;

/// What the copy is called, so that it takes the place of nothing that is built here.
const NAME: &str = "oevelse";

/// The exercise's blocks of code, in order: what stands before each, and the block.
fn blocks(text: &str) -> Vec<(String, String)> {
    let exercise = text.split_once("\n## An exercise\n").expect("the exercise").1;
    let exercise = exercise.split_once("\n## How to add\n").expect("what comes after it").0;
    let mut out = Vec::new();
    let (mut before, mut open, mut block) = (String::new(), None, String::new());
    for line in exercise.lines() {
        let marks: String = line.chars().take_while(|c| *c == '`').collect();
        match &open {
            None if marks.len() >= 3 => open = Some(marks),
            None => before = before + line + "\n",
            Some(close) if line == close => {
                out.push((std::mem::take(&mut before), std::mem::take(&mut block)));
                open = None;
            }
            Some(_) => block = block + line + "\n",
        }
    }
    out
}

/// The file that a step names: the last path between backticks before its block.
fn named(step: &str) -> &str {
    let last = |ending: &str| {
        step.split('`').skip(1).step_by(2).filter(|word| word.ends_with(ending)).last()
    };
    last(".rs").or_else(|| last(".md")).expect("a step names its file")
}

/// Lines put below those that a block names in comments.
fn inserted(text: &str, block: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let mut above = None;
    for line in block.lines() {
        if let Some(named) = line.strip_prefix("// ") {
            let named = named.trim();
            let found: Vec<usize> = lines
                .iter()
                .enumerate()
                .filter(|(_, l)| l.trim().trim_end_matches(';') == named.trim_end_matches(';'))
                .map(|(at, _)| at)
                .collect();
            let [at] = found[..] else { panic!("`{named}` stands {} times", found.len()) };
            above = Some(at);
        } else {
            let at = above.take().expect("a line says below which it stands");
            lines.insert(at + 1, line);
        }
    }
    lines.join("\n") + "\n"
}

/// Writes a file of the copy, where it is not so already: what is as it was is not built again.
fn write(path: &Path, text: &[u8]) {
    if fs::read(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
}

fn run(program: impl AsRef<OsStr>, folder: &Path, args: &[&str]) -> Output {
    Command::new(program).args(args).current_dir(folder).output().expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The program with the exercise done.
fn done() -> PathBuf {
    let built = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the folder of built things")
        .to_path_buf();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(NAME);
    let mut files = BTreeMap::new();
    let read = |name: &str| fs::read_to_string(root().join(name)).expect("UTF-8");
    let blocks = blocks(&read("docs/architecture.md"));
    assert_eq!(blocks.len(), 4, "{blocks:?}");
    for (step, block) in blocks {
        let name = named(&step).to_owned();
        let there = root().join(&name).is_file();
        files.insert(name.clone(), if there { inserted(&read(&name), &block) } else { block });
    }
    let manifest =
        read("Cargo.toml").replacen("name = \"budgetnotat\"", &format!("name = \"{NAME}\""), 1);
    let manifest =
        manifest.replace("default-run = \"budgetnotat\"", &format!("default-run = \"{NAME}\""));
    let (package, _) = manifest.split_once("\n[[bench]]").expect("what is measured comes last");
    files.insert(
        "Cargo.toml".to_owned(),
        format!("{package}\n[lib]\nname = \"budgetnotat\"\n\n[workspace]\n"),
    );
    files.insert(
        "Cargo.lock".to_owned(),
        read("Cargo.lock").replace("name = \"budgetnotat\"", &format!("name = \"{NAME}\"")),
    );
    for name in ["src", "docs/regler", "docs/tabeltyper"] {
        for entry in crate::real::files(&root().join(name)) {
            let inner =
                entry.strip_prefix(root()).expect("within").to_str().expect("UTF-8").to_owned();
            if !files.contains_key(&inner) {
                write(&folder.join(&inner), &fs::read(&entry).expect("a file"));
            }
        }
    }
    for (name, text) in &files {
        write(&folder.join(name), text.as_bytes());
    }
    // The copy of another time may have files that are there no more.
    for entry in crate::real::files(&folder.join("src")) {
        let inner = entry.strip_prefix(&folder).expect("within");
        if !root().join(inner).is_file() && !files.contains_key(inner.to_str().expect("UTF-8")) {
            fs::remove_file(&entry).expect("removed");
        }
    }
    let target = built.to_str().expect("UTF-8");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let args = [
        "build",
        "--quiet",
        "--offline",
        "--no-default-features",
        "--bin",
        NAME,
        "--target-dir",
        target,
    ];
    let output = run(cargo, &folder, &args);
    assert!(output.status.success(), "{}", said(&output));
    built.join("debug").join(format!("{NAME}{}", std::env::consts::EXE_SUFFIX))
}

#[test]
fn a_newcomers_rule_finds_what_it_should() {
    let program = done();
    let folder = tempfile::tempdir().expect("a folder");
    assert!(run(&program, folder.path(), &["init"]).status.success());
    let check = || said(&run(&program, folder.path(), &["check", "--format", "short"]));
    let clean = check();
    assert!(!clean.contains("titel-punktum"), "{clean}");
    let note = folder.path().join("notes/budget-2027/BU1.toml");
    let text = fs::read_to_string(&note).expect("UTF-8");
    let line = text.lines().position(|line| line.starts_with("titel = ")).expect("a title");
    let title = text.lines().nth(line).expect("a line").trim_end_matches('"');
    fs::write(&note, text.replacen(title, &format!("{title}."), 1)).expect("written");
    let column = title.chars().count() + 1;
    let finding = format!(
        "notes/budget-2027/BU1.toml:{}:{column}: bemærkning[titel-punktum]: titlen slutter med et punktum\n",
        line + 1
    );
    assert!(check().starts_with(&finding), "{}", check());
    let page = run(&program, folder.path(), &["explain", "titel-punktum"]);
    assert!(
        page.status.success() && said(&page).contains("En titel slutter med et punktum."),
        "{}",
        said(&page)
    );
}

#[test]
fn lines_are_put_below_the_one_that_is_named() {
    assert_eq!(
        inserted("a;\nb\n    c,\n", "// a\nx;\n//     c,\n    y,\n"),
        "a;\nx;\nb\n    c,\n    y,\n"
    );
}
