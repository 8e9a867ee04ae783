//! `budgetnotat schema`: JSON Schema of the format's files, printed, written beside them, or held
//! against what is there.

use std::path::Path;

use clap::builder::PossibleValuesParser;

use crate::command::outcome::{Failure, Outcome};
use crate::command::{files, terminal};
use crate::project::Project;
use crate::schema::{self, ROOTS, Root, Values};
use crate::text;
use crate::text::{Lang, Text};

/// Print the JSON Schema of a file, for editors; --write puts them beside the notes
///
/// In a project the municipality's own names and codes are offered as values. Without one the
/// schema is the plain one.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The file that it is for
    #[arg(value_parser = PossibleValuesParser::new(ROOTS.iter().map(|root| root.name)), required_unless_present_any = ["write", "check"])]
    file: Option<String>,
    /// The round whose years, names and agreements are offered: budget-2027 [default: those of all
    /// years]
    #[arg(long, value_name = "ROUND", conflicts_with_all = ["write", "check"])]
    round: Option<String>,
    /// Write all of the project's schemas anew, where its files look for them
    #[arg(long, conflicts_with_all = ["file", "check"])]
    write: bool,
    /// Say which of the project's schemas are not up to date
    #[arg(long, conflicts_with = "file")]
    check: bool,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let canonical = |path: &Path| path.canonicalize().map_err(|error| Failure::io(path, &error));
    if let Some(root) =
        args.file.as_ref().and_then(|name| ROOTS.iter().find(|root| root.name == name))
    {
        // Without a project there are no names to offer; asking for a round needs one.
        let project = match files::locate(&[], canonical) {
            Ok((folder, _)) => Some(Project::read(files::inputs(&folder)?)),
            Err(failure) if args.round.is_some() => return Err(failure),
            Err(_) => None,
        };
        let values = match &project {
            Some(project) => {
                let known = |name: &String| {
                    let unknown = || {
                        Failure::new(text!("der er ingen runde {name}", "there is no round {name}"))
                    };
                    project.rounds.get(name).ok_or_else(unknown)
                };
                Values::of(project, args.round.as_ref().map(known).transpose()?)
            }
            None => Values::default(),
        };
        terminal::print(&root.json(&values));
        return Ok(Outcome::Clean);
    }
    let (root, _) = files::locate(&[], canonical)?;
    let project = Project::read(files::inputs(&root)?);
    let stale: Vec<_> = schema::files(&project)
        .into_iter()
        .filter(|(path, json)| files::kept(&root, path).as_ref() != Some(json))
        .collect();
    let mut lines: Vec<Text> = Vec::new();
    for (path, json) in &stale {
        if args.write {
            terminal::write_whole(&files::target(&root, path)?, json.as_bytes())?;
            lines.push(text!("skrev {path}\n", "wrote {path}\n"));
        } else {
            lines.push(text!(
                "{path} mangler eller er forældet\n",
                "{path} is missing or out of date\n"
            ));
        }
    }
    if stale.is_empty() {
        lines
            .push(text!("skemaerne er, som de skal være\n", "the schemas are as they should be\n"));
    } else if args.check {
        lines.push(text!(
            "kør `budgetnotat schema --write`\n",
            "run `budgetnotat schema --write`\n"
        ));
    }
    lines.extend(unmarked(&project));
    terminal::print(&lines.iter().map(|text| text.get(lang)).collect::<String>());
    Ok(if stale.is_empty() || args.write { Outcome::Clean } else { Outcome::Findings })
}

/// Says which folders got what an editor completes from; nothing where none did.
pub(super) fn editor_files_message<'p>(paths: impl Iterator<Item = &'p str>) -> Option<Text> {
    let mut folders: Vec<&str> =
        paths.filter_map(|path| path.rsplit_once('/')).map(|(folder, _)| folder).collect();
    folders.dedup();
    let listed = folders.join(", ");
    (!listed.is_empty())
        .then(|| text!("skrev til editoren: {listed}\n", "wrote for the editor: {listed}\n"))
}

/// Says which files an editor does not know the schema of: their first lines do not name one.
fn unmarked(project: &Project) -> impl Iterator<Item = Text> {
    project.sources.iter().filter_map(|(_, source)| {
        let root = Root::of(&source.path)?;
        let named = source
            .text
            .lines()
            .take_while(|line| line.starts_with('#'))
            .any(|line| line.starts_with("#:schema "));
        let (path, line) = (&source.path, root.line());
        (!named).then(|| {
            text!(
                "{path}: editoren kender ikke filens skema; lad den begynde med {line}\n",
                "{path}: the editor does not know its schema; let it begin with {line}\n"
            )
        })
    })
}
