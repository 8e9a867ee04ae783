//! `budgetnotat check`: all findings in one run.

use crate::command::{CheckArgs, Ended, Failure, files, output};
use crate::diagnostic::Severity;
use crate::report::{self, Format};
use crate::rule;
use crate::text::Lang;

pub(super) fn run(args: &CheckArgs, lang: Lang) -> Result<Ended, Failure> {
    let found = files::open(&args.paths)?;
    let checked = rule::check(&found.project, &found.selection);
    let style = output::style(Format::from(args.format), lang);
    output::print(&report::render(&checked, &found.project.sources, style));
    let fails = |severity| report::count(&checked, severity) > 0;
    let failed = fails(Severity::Error) || (args.strict && fails(Severity::Warning));
    Ok(if failed { Ended::Findings } else { Ended::Clean })
}
