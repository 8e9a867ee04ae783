//! `budgetnotat check`: all findings in one run.

use std::path::PathBuf;

use crate::command::{Ended, Failure, FormatArg, files, output};
use crate::diagnostic::Severity;
use crate::report::{self, Format, Style};
use crate::rule;
use crate::text::Lang;

/// Check that every total, and every pair of tables about the same money, reconciles
///
/// Reads notes, rounds or folders (everything under notes/ by default) and shows all findings in one run. Exit status: 0
/// nothing wrong, 1 findings, 2 could not run.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Notes, rounds or folders
    paths: Vec<PathBuf>,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    format: FormatArg,
    /// Fail on warnings (advarsel) too
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Ended, Failure> {
    let found = files::open(&args.paths)?;
    let checked = rule::check(&found.project, &found.selection);
    let below = files::below(&found.root);
    let style = Style { below: &below, ..output::style(Format::from(args.format), lang) };
    output::print(&report::render(&checked, &found.project.sources, style));
    let fails = |severity| report::count(&checked, severity) > 0;
    let failed = fails(Severity::Error) || (args.strict && fails(Severity::Warning));
    Ok(if failed { Ended::Findings } else { Ended::Clean })
}
