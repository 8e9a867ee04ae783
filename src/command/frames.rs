//! `budgetnotat rammer`: what packs use of their rounds' frames, each and together.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::command::outcome::{Failure, Outcome};
use crate::command::{files, terminal};
use crate::diagnostic::Severity;
use crate::pack::Packed;
use crate::pack::together::Together;
use crate::parallel;
use crate::report::frames::{self, Uses};
use crate::report::{self, Format};
use crate::rule::Checker;
use crate::solved::Solved;
use crate::text;
use crate::text::Lang;

/// Show what packs use of their rounds' frames: a line for each frame and year
///
/// Several packs of a round are also added up: a note that is in two of them counts once, and that is
/// said. Errors are shown below, as `check` shows them. Exit status: 0 nothing wrong, 1 findings,
/// 2 could not run.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Packs, rounds or folders
    paths: Vec<PathBuf>,
    /// How they are shown
    #[arg(long, value_enum, default_value_t = FramesFormat::Human)]
    format: FramesFormat,
    /// Exit with 1 on warnings too: a frame that is exceeded is one
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FramesFormat {
    /// A line each, by pack
    Human,
    /// One JSON object
    Json,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let (_, selection, gathered) = files::find(&args.paths)?;
    let threads = parallel::available();
    let solved = Solved::new(gathered.project(threads)).on_threads(threads);
    let (checked, packs) = Checker::default().check(&solved, &selection);
    if packs.is_empty() {
        return Err(no_packs(&args.paths));
    }
    let packs: Vec<&Packed<'_>> = packs.iter().map(|own| &own.packed).collect();
    let mut rounds: BTreeMap<&str, Vec<&Packed<'_>>> = BTreeMap::new();
    for packed in &packs {
        rounds.entry(&packed.pack.round).or_default().push(packed);
    }
    let several = rounds.values().filter(|packs| packs.len() > 1);
    let together = several.filter_map(|packs| Together::new(packs)).collect();
    let uses = Uses { packs, together };
    let count = |severity| report::count(&checked, severity) > 0;
    let errors = count(Severity::Error);
    match args.format {
        FramesFormat::Json => terminal::print(&frames::json(&uses)),
        FramesFormat::Human => {
            terminal::print(&frames::human(&uses, lang));
            if errors {
                let style = terminal::style(Format::Short, lang);
                terminal::print("\n");
                terminal::print(&report::render(&checked, &solved.project().sources, style));
            }
        }
    }
    let failed = errors || (args.strict && count(Severity::Warning));
    Ok(if failed { Outcome::Findings } else { Outcome::Clean })
}

/// Nothing that was asked for is a pack.
fn no_packs(paths: &[PathBuf]) -> Failure {
    let listed = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    let listed = if listed.is_empty() { ".".to_owned() } else { listed };
    Failure::new(text!("ingen pakker i {listed}", "no packs in {listed}"))
}
