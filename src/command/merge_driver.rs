//! `budgetnotat merge-driver`: what git runs to merge a note that two have changed.

use std::path::{Path, PathBuf};

use crate::command::outcome::{Failure, Outcome};
use crate::command::{disk, git, terminal};
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
    #[arg(required_unless_present = "marked")]
    base: Option<PathBuf>,
    /// Our version, which the result is written over (%A)
    #[arg(required_unless_present = "marked")]
    ours: Option<PathBuf>,
    /// Their version (%B)
    #[arg(required_unless_present = "marked")]
    theirs: Option<PathBuf>,
    /// The file's path in the project (%P)
    #[arg(required_unless_present = "marked")]
    path: Option<PathBuf>,
    /// How many signs a conflict is marked with (%L)
    #[arg(default_value_t = merge::MARKS)]
    marks: usize,
    /// Merge by meaning a file that git has left its conflict marks in, where no driver ran
    #[arg(long, value_name = "FILE", conflicts_with_all = ["base", "ours", "theirs", "path"])]
    marked: Option<PathBuf>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    if let Some(path) = &args.marked {
        let bytes = read(path, path)?;
        let [base, ours, theirs] = sides(path, &bytes)?;
        return merged([&base, &ours, &theirs], args.marks, path, path, lang);
    }
    let (Some(base), Some(ours), Some(theirs), Some(path)) =
        (&args.base, &args.ours, &args.theirs, &args.path)
    else {
        return Ok(Outcome::Clean);
    };
    let files = [read(base, path)?, read(ours, path)?, read(theirs, path)?];
    merged(files.each_ref().map(Vec::as_slice), args.marks, ours, path, lang)
}

/// A file's bytes; `shown` is what it is called in the project.
fn read(path: &Path, shown: &Path) -> Result<Vec<u8>, Failure> {
    let bytes =
        disk::bounded(path, limit::FILE.most + 1).map_err(|error| Failure::io(path, &error))?;
    if bytes.len() > limit::FILE.most {
        let (path, most) = (shown.display(), limit::FILE.most >> 20);
        return Err(Failure::new(text!(
            "{path} er over {most} MB og er ikke flettet: din egen udgave står i filen",
            "{path} is larger than {most} MB and was not merged: your own version stands in the file"
        )));
    }
    Ok(bytes)
}

/// The three versions that a file with conflict marks was merged of. The common one is in the
/// marks, or in git's index while the merge goes on; otherwise what both have alike.
fn sides(path: &Path, bytes: &[u8]) -> Result<[Vec<u8>; 3], Failure> {
    let shown = path.display();
    let sides = merge::sides(&String::from_utf8_lossy(bytes)).map_err(|line| {
        Failure::new(text!(
            "{shown}: mærket i linje {line} har intet modstykke; en konflikt er <<<<<<<, ======= og >>>>>>>",
            "{shown}: the mark in line {line} has no counterpart; a conflict is <<<<<<<, ======= and >>>>>>>"
        ))
    })?;
    let Some(sides) = sides else {
        return Err(Failure::new(text!(
            "{shown} har ingen konfliktmærker",
            "{shown} has no conflict marks"
        )));
    };
    let base = sides.base.map(String::into_bytes);
    let base = base.or_else(|| git::common(path, limit::FILE.most));
    let base = base.unwrap_or_else(|| sides.common.into_bytes());
    Ok([base, sides.ours.into_bytes(), sides.theirs.into_bytes()])
}

/// Merges three versions and writes the result to `to`; `path` is the file's in the project.
fn merged(
    [base, ours, theirs]: [&[u8]; 3],
    marks: usize,
    to: &Path,
    path: &Path,
    lang: Lang,
) -> Result<Outcome, Failure> {
    let root = root_section(&path.to_string_lossy());
    let merged = merge::merge(base, ours, theirs, root, marks);
    terminal::write_whole(to, &merged.bytes)?;
    let path = path.display();
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
