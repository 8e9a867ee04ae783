//! `budgetnotat init`: creates a small municipality to start from, which checks and builds. Never
//! overwrites.

use std::path::{Path, PathBuf};

use crate::command::outcome::{Failure, Outcome};
use crate::command::{self, terminal};
use crate::paths;
use crate::project::{Input, Project};
use crate::schema;
use crate::text;
use crate::text::{Lang, Text};

/// The round that is begun with.
const ROUND: &str = "budget-2027";

/// The files, by path from the project's root.
fn files() -> [(String, &'static str); 4] {
    [
        (paths::MUNICIPALITY.to_owned(), include_str!("scaffold/kommune.toml")),
        (paths::round(ROUND), include_str!("scaffold/runde.toml")),
        (paths::frames(ROUND), include_str!("scaffold/rammer.toml")),
        (paths::note(ROUND, "BU1"), include_str!("scaffold/BU1.toml")),
    ]
}

/// What an editor needs to complete, to mark and to check, and git to store and to merge; where a
/// folder has its own, that is left as it is.
const EDITOR: &[(&str, &str)] = &[
    (".vscode/extensions.json", include_str!("scaffold/extensions.json")),
    (".vscode/settings.json", include_str!("scaffold/settings.json")),
    (".vscode/tasks.json", include_str!("scaffold/tasks.json")),
    (".gitattributes", include_str!("scaffold/gitattributes")),
    (".gitignore", include_str!("scaffold/gitignore")),
];

/// Make a small municipality to begin with, that checks and builds
///
/// Never overwrites: where there is one already, nothing is written.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The project's folder [default: the current one]
    dir: Option<PathBuf>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let root = args.dir.as_deref().unwrap_or(Path::new("."));
    let files = files();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    if let Some((path, _)) = files.iter().find(|(path, _)| root.join(path).exists()) {
        return Err(Failure::new(text!(
            "{path} findes allerede; intet er skrevet",
            "{path} exists already; nothing was written"
        )));
    }
    let input = |(path, text): &(&str, &str)| Input {
        path: (*path).to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let schemas = schema::files(&Project::read(files.iter().map(input).collect()));
    let schemas = schemas.iter().map(|(path, json)| (path.as_str(), json.as_str()));
    let beside = EDITOR
        .iter()
        .copied()
        .chain(schemas)
        .filter(|(path, _)| root.join(path).symlink_metadata().is_err());
    let beside: Vec<_> = beside.collect();
    for (path, text) in files.iter().chain(&beside) {
        terminal::write_whole(&root.join(path), text.as_bytes())?;
    }
    let mut written: Vec<Text> =
        files.iter().map(|(path, _)| text!("skrev {path}\n", "wrote {path}\n")).collect();
    written.extend(command::schema::editor_files_message(beside.iter().map(|(path, _)| *path)));
    let of_git: Vec<&str> =
        beside.iter().map(|(path, _)| *path).filter(|path| path.starts_with(".git")).collect();
    let listed = of_git.join(", ");
    written.extend(
        (!listed.is_empty())
            .then(|| text!("skrev til git: {listed}\n", "wrote for git: {listed}\n")),
    );
    written.push(text!(
        "ret navnene i notes/kommune.toml, og kør `budgetnotat check`\n",
        "correct the names in notes/kommune.toml, and run `budgetnotat check`\n"
    ));
    terminal::print(&written.iter().map(|text: &Text| text.get(lang)).collect::<String>());
    Ok(Outcome::Clean)
}
