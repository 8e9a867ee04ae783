//! `budgetnotat figures`: every amount in the text, and what stands behind it.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::command::outcome::{Failure, Outcome};
use crate::command::{files, terminal};
use crate::parallel;
use crate::report::figures;
use crate::rule::mentions::list;
use crate::solved::Solved;
use crate::text::Lang;

/// List every amount in the text with the figure that stands behind it
///
/// Amounts that are filled in, that a figure or a simple sum of the note backs, that are somebody
/// else's, and that nothing backs.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Notes, rounds or folders
    notes: Vec<PathBuf>,
    /// How they are shown
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    format: ListFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ListFormat {
    /// A line each, by note
    Human,
    /// One JSON object
    Json,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let (_, selection, gathered) = files::find(&args.notes)?;
    let solved = Solved::new(gathered.project(parallel::available()));
    let entries = list::entries(&solved, &selection);
    let sources = &solved.project().sources;
    terminal::print(&match args.format {
        ListFormat::Human => figures::human(&entries, sources, lang),
        ListFormat::Json => figures::json(&entries, sources, lang),
    });
    Ok(Outcome::Clean)
}
