//! The guides are run: what stands in their blocks is typed as it stands, in a folder of its own,
//! and what is answered is what they show; `OPDATER=1` writes the answers anew.
//!
//! ```` ```sh ```` is run, and the ```` ```text ```` block after it is what it printed. ```` ```toml ```` is written into the note that
//! the guide made last, in place of the section or table of the same name, or, with `fil=` and a path, as that whole file. Where the
//! program is built without Typst, what only it can do is passed over.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::case::root;
use crate::desk::Desk;
use crate::pages::{Block, blocks, generated};

/// A guide being followed.
struct Reader {
    folder: PathBuf,
    /// The note that blocks are written into.
    note: Option<PathBuf>,
}

impl Reader {
    /// Types commands as they stand; what they print, on both streams as on a terminal.
    fn types(&mut self, commands: &str) -> String {
        let program = Path::new(env!("CARGO_BIN_EXE_budgetnotat")).parent().expect("its folder");
        let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
        let mut shell = Command::new("sh");
        // Findings are what a guide shows: they do not end it.
        let or_findings = |line: &str| {
            if line.starts_with("budgetnotat check") {
                format!("{line} || [ $? = 1 ]\n")
            } else {
                format!("{line}\n")
            }
        };
        let script: String = std::iter::once("exec 2>&1\n".to_owned())
            .chain(commands.lines().map(or_findings))
            .collect();
        shell.args(["-e", "-c", &script]);
        shell.current_dir(&self.folder).env("PATH", path).env("HOME", &self.folder);
        for (name, value) in [("GIT_CONFIG_NOSYSTEM", "1"), ("LC_ALL", "C.UTF-8")] {
            shell.env(name, value);
        }
        for who in ["AUTHOR", "COMMITTER"] {
            shell
                .env(format!("GIT_{who}_NAME"), "En sagsbehandler")
                .env(format!("GIT_{who}_EMAIL"), "en@eksempel.dk");
        }
        let output = shell.output().expect("sh");
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(output.status.success(), "{commands}\n{printed}");
        for line in printed.lines().filter_map(|line| line.strip_prefix("skrev notes/")) {
            let path = self.folder.join("notes").join(line);
            self.note = Some(path)
                .filter(|path| {
                    path.extension().is_some_and(|e| e == "toml")
                        && !path.ends_with("runde.toml")
                        && !path.ends_with("rammer.toml")
                })
                .or(self.note.take());
        }
        printed
    }

    /// Writes a whole file.
    fn saves(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    /// Writes a section or table into the note, in place of the one of that name.
    fn writes(&self, block: &str) {
        let path = self.note.as_ref().expect("a note to write in");
        let old = fs::read_to_string(path).expect("the note");
        let lines: Vec<&str> = old.lines().collect();
        let name: Vec<&str> = block.lines().take(2).collect();
        let start = lines
            .windows(2)
            .position(|pair| pair == name)
            .unwrap_or_else(|| panic!("{name:?} is not in the note"));
        let header = |line: &&str| ["[[afsnit]]", "[[tabel]]"].contains(line);
        let next =
            lines[start + 1..].iter().position(header).map_or(lines.len(), |at| start + 1 + at);
        // The comment above the next one is its own.
        let comments = lines[..next].iter().rev().take_while(|line| line.starts_with('#')).count();
        let after = &lines[next - comments..];
        let blank = if after.is_empty() { "" } else { "\n" };
        let text = [&lines[..start], &block.lines().collect::<Vec<_>>()[..]].concat().join("\n")
            + "\n"
            + blank;
        fs::write(path, after.iter().fold(text, |text, line| text + line + "\n")).expect("written");
    }
}

/// Follows a guide from its first block to its last, and gives it with its answers as they are.
fn followed(guide: &str, folder: PathBuf) -> String {
    let mut reader = Reader { folder, note: None };
    let mut lines: Vec<String> = guide.lines().map(str::to_owned).collect();
    let all = blocks(guide);
    let mut answers = Vec::new();
    for (index, block) in all.iter().enumerate() {
        match block.info.first().map(String::as_str) {
            Some("sh") if !cfg!(feature = "typeset") && needs_typst(block) => {}
            Some("sh") => {
                let printed = reader.types(&block.text);
                match all.get(index + 1).filter(|next| next.info == ["text"]) {
                    Some(next) => answers.push((next.line + 1, next.text.lines().count(), printed)),
                    None => assert!(
                        printed.is_empty(),
                        "{}prints, and nothing is shown:\n{printed}",
                        block.text
                    ),
                }
            }
            Some("toml") => match block.value("fil") {
                Some(path) => reader.saves(path, &block.text),
                None => reader.writes(&block.text),
            },
            Some("text") => {}
            other => panic!("a block of {other:?}: it is not run"),
        }
    }
    for (from, count, printed) in answers.into_iter().rev() {
        lines.splice(from..from + count, printed.lines().map(str::to_owned));
    }
    lines.join("\n") + "\n"
}

fn needs_typst(block: &Block) -> bool {
    ["budgetnotat build", "budgetnotat compare", "budgetnotat unpack"]
        .iter()
        .any(|command| block.text.contains(command))
}

fn follow(name: &str, folder: PathBuf) {
    let path = root().join("docs").join(name);
    let guide = fs::read_to_string(&path).expect("a guide");
    let followed = followed(&guide, folder);
    generated(&path, &followed).unwrap_or_else(|fault| panic!("{fault}"));
}

/// Follows one section of a page, from its heading to the next one of its level.
fn follow_section(path: &Path, heading: &str) {
    let page = fs::read_to_string(path).expect("a page");
    let start = page.find(heading).unwrap_or_else(|| panic!("no {heading:?}")) + heading.len();
    let end = page[start..].find("\n## ").map_or(page.len(), |end| start + end + 1);
    let folder = tempfile::tempdir().unwrap();
    let followed = followed(&page[start..end], folder.path().to_path_buf());
    let made = format!("{}{followed}{}", &page[..start], &page[end..]);
    generated(path, &made).unwrap_or_else(|fault| panic!("{fault}"));
}

#[test]
fn the_readme_goes_from_an_empty_folder_to_a_pdf() {
    follow_section(&root().join("README.md"), "## From an empty folder to a PDF\n");
}

#[test]
fn the_finance_departments_guide_is_what_happens() {
    let folder = tempfile::tempdir().unwrap();
    follow("vejledning-oekonomi.md", folder.path().to_path_buf());
}

#[test]
fn the_caseworkers_guide_is_what_happens() {
    let folder = tempfile::tempdir().unwrap();
    follow("vejledning.md", folder.path().to_path_buf());
}

#[cfg(all(unix, feature = "typeset"))]
#[test]
fn a_pdf_is_built_again_as_its_page_says() {
    let desk = Desk::new(".");
    follow("byg-igen.md", desk.path("."));
}

#[test]
fn the_page_for_editors_is_what_happens() {
    // A project from before there were schemas.
    let desk = Desk::new("tests/projekter/vestby");
    follow("editor.md", desk.path("."));
}
