//! `budgetnotat merge-driver`: what git runs to merge a note that two have changed.

use std::path::{Path, PathBuf};

use crate::command::outcome::{Failure, Outcome};
use crate::command::{disk, terminal};
use crate::limit;
use crate::lossless::root_section;
use crate::merge;
use crate::text;
use crate::text::{Lang, Text};

/// Merge two changed versions of a note by meaning, for git
///
/// Git runs it with the files it has made: see docs/fletning.md. The result is written over OURS.
/// Exit status: 0 merged, 1 both have changed the same figure or text, which is marked in the file,
/// 2 could not run.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The common version (%O)
    base: PathBuf,
    /// Our version, which the result is written over (%A)
    ours: PathBuf,
    /// Their version (%B)
    theirs: PathBuf,
    /// The file's path in the project (%P)
    path: PathBuf,
    /// How many signs a conflict is marked with (%L)
    #[arg(default_value_t = merge::MARKS)]
    marks: usize,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let read = |path: &Path| {
        let bytes =
            disk::bounded(path, limit::FILE.most + 1).map_err(|error| Failure::io(path, &error))?;
        if bytes.len() > limit::FILE.most {
            let (path, most) = (args.path.display(), limit::FILE.most >> 20);
            return Err(Failure::new(text!(
                "{path} er over {most} MB og er ikke flettet: din egen udgave står i filen",
                "{path} is larger than {most} MB and was not merged: your own version stands in the file"
            )));
        }
        Ok(bytes)
    };
    let (base, ours, theirs) = (read(&args.base)?, read(&args.ours)?, read(&args.theirs)?);
    let root = root_section(&args.path.to_string_lossy());
    let merged = merge::merge(&base, &ours, &theirs, root, args.marks);
    terminal::write_whole(&args.ours, &merged.bytes)?;
    let path = args.path.display();
    let say = |text: &Text| eprintln!("{}", text.get(lang));
    if let Some(why) = &merged.by_line {
        let (da, en) = (&why.da, &why.en);
        say(&text!(
            "{path}: flettet linje for linje: {da}; kør `budgetnotat check {path}`",
            "{path}: merged line by line: {en}; run `budgetnotat check {path}`"
        ));
    }
    for conflict in &merged.conflicts {
        let Text { da, en } = conflict.message();
        say(&text!("{path}: {da}", "{path}: {en}"));
    }
    if merged.conflicts.is_empty() {
        return Ok(Outcome::Clean);
    }
    let count = merged.conflicts.len();
    let (places_da, places_en) = if count == 1 { ("sted", "place") } else { ("steder", "places") };
    say(&text!(
        "{path}: begge har ændret {count} {places_da}; resten er flettet. Vælg i filen mellem vores og deres, slet mærkerne, og kør `budgetnotat check {path}`",
        "{path}: both have changed {count} {places_en}; the rest is merged. Choose between ours (vores) and theirs (deres) in the file, delete the marks, and run `budgetnotat check {path}`"
    ));
    Ok(Outcome::Findings)
}
