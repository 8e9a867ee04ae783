//! `budgetnotat changes`: what changed in money between two versions, with the cause of each
//! difference.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::changes::View;
use crate::command::both::Both;
#[cfg(feature = "typeset")]
use crate::command::change_files;
use crate::command::git::Repository;
use crate::command::outcome::{Failure, Outcome};
use crate::command::{by_name, terminal};
use crate::report::changes::{self as shown, Versions};
use crate::text;
use crate::text::Lang;
#[cfg(feature = "export")]
use crate::text::Text;

/// Show what changed in money between two versions in git, and the cause of each difference
///
/// By note, committee, appropriation, area and year: before, after and difference. The lines add up
/// to the difference of every sum, and that is verified. Also what changed in texts, in other figures,
/// in frames and in packs. Exit status: 0 all is told, 1 a note has errors, so that its lines are
/// unresolved, 2 could not run.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The git revision to start from: a branch, a tag, HEAD~3
    base: String,
    /// The revision to end at (else the folder as it is), then notes, packs, rounds or folders
    #[arg(value_name = "HEAD|NOTES")]
    rest: Vec<String>,
    /// How they are shown
    #[arg(long, value_enum, default_value_t = ChangesFormat::Human)]
    format: ChangesFormat,
    /// Also write aendringer.pdf and aendringer.xlsx to this folder
    #[cfg(feature = "typeset")]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ChangesFormat {
    /// Tables by note, sums and frames
    Human,
    /// One JSON object
    Json,
    /// A line each, with commas
    #[cfg(feature = "export")]
    Csv,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let (head, wanted) = head(&args.rest)?;
    let both = Both::read(&args.base, head.as_deref(), &wanted)?;
    let selection = both.selection(&wanted)?;
    let changes = both.changes(&selection);
    #[cfg(feature = "typeset")]
    let written = match &args.out {
        Some(out) => Some(change_files::write(&both, &changes, out, lang)?),
        None => None,
    };
    let versions = Versions { before: &both.names.0, after: &both.names.1 };
    terminal::print(&match args.format {
        ChangesFormat::Human => shown::human(&changes, &versions, lang),
        ChangesFormat::Json => shown::json(&changes, &versions, lang),
        #[cfg(feature = "export")]
        ChangesFormat::Csv => {
            shown::csv(&changes).map_err(|error| Failure::new(Text::same(error.to_string())))?
        }
    });
    // Data are for programs, which read nothing else.
    #[cfg(feature = "typeset")]
    if let Some(written) = written.filter(|_| args.format == ChangesFormat::Human) {
        terminal::print(written.get(lang));
    }
    let told = changes.rounds.iter().flat_map(|round| &round.views).all(View::holds);
    Ok(if told { Outcome::Clean } else { Outcome::Findings })
}

/// The revision to end at, where the first of what is asked for is one, and the rest.
fn head(rest: &[String]) -> Result<(Option<String>, Vec<PathBuf>), Failure> {
    let paths = |words: &[String]| words.iter().map(PathBuf::from).collect::<Vec<_>>();
    let Some((first, others)) = rest.split_first() else { return Ok((None, Vec::new())) };
    let known = by_name::resolved(&[PathBuf::from(first)]).is_ok();
    let revision =
        Repository::of(Path::new(".")).is_ok_and(|repository| repository.commit(first).is_ok());
    match (revision, known) {
        (true, true) => Err(Failure::new(text!(
            "`{first}` er både en version i git og noget i mappen: skriv `./{first}` eller `refs/heads/{first}`",
            "`{first}` is both a revision in git and something in the folder: write `./{first}` or `refs/heads/{first}`"
        ))),
        (true, false) => Ok((Some(first.clone()), paths(others))),
        (false, _) => Ok((None, paths(rest))),
    }
}
