//! `budgetnotat check`: all findings in one run.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::ValueEnum;

use crate::cancel::Cancel;
use crate::command::outcome::{Failure, Outcome};
use crate::command::session::{Opened, Session};
use crate::command::{files, since, terminal};
use crate::diagnostic::Severity;
use crate::parallel;
use crate::report::{self, Format, Style};
use crate::text;
use crate::text::{Lang, Text};

/// Check that every total, and every pair of tables about the same money, reconciles
///
/// Reads notes, rounds or folders (everything under notes/ by default) and shows all findings in
/// one run. Exit status: 0 nothing wrong, 1 findings, 2 could not run.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Notes, rounds or folders
    pub(super) paths: Vec<PathBuf>,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    format: FormatArg,
    /// Only what changed since a git revision, and what depends on it
    ///
    /// A note that changed and those that refer to it, all of a round whose runde.toml changed,
    /// everything where kommune.toml did. What is not committed counts as changed.
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Check again whenever something is saved, until Ctrl-C
    #[arg(long)]
    pub(super) watch: bool,
    /// Fail on warnings (advarsel) too
    #[arg(long)]
    strict: bool,
    /// List the figures that nothing could contradict, and why
    #[arg(long, visible_alias = "uefterproevede")]
    unverified: bool,
    /// How many notes are read and checked at once [default: one a processor]
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

impl Args {
    /// On how many threads notes are read and checked.
    fn threads(&self) -> usize {
        self.jobs.map_or_else(parallel::available, NonZeroUsize::get)
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatArg {
    /// With the lines of the file
    Human,
    /// A line each
    Short,
    /// One JSON object
    Json,
    /// Annotations in GitHub Actions
    Github,
    /// Code Quality report for GitLab
    Gitlab,
    /// SARIF 2.1.0
    Sarif,
    /// Test cases in XML, as test reports are shown
    Junit,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Human => Self::Human,
            FormatArg::Short => Self::Short,
            FormatArg::Json => Self::Json,
            FormatArg::Github => Self::Github,
            FormatArg::Gitlab => Self::Gitlab,
            FormatArg::Sarif => Self::Sarif,
            FormatArg::Junit => Self::Junit,
        }
    }
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let output = once(args, lang, &mut Session::once(), &Cancel::default())?;
    // Nobody cancels it.
    let Some(Output { text, ended }) = output else { return Ok(Outcome::Clean) };
    terminal::print(&text);
    Ok(ended)
}

/// What one check gave: what is printed of it, and how it ended.
pub(super) struct Output {
    pub(super) text: String,
    pub(super) ended: Outcome,
}

/// Reads and checks once; `None` where that was cancelled.
pub(super) fn once(
    args: &Args,
    lang: Lang,
    session: &mut Session,
    cancel: &Cancel,
) -> Result<Option<Output>, Failure> {
    let Opened { root, selection, solved, checker } = session.open(&args.paths, args.threads())?;
    let project = solved.project();
    let selection = match &args.since {
        None => selection,
        Some(revision) => since::selection(&root, project, &selection, revision)?,
    };
    // Who watches can lose patience; who checks once waits, and keeps no solved note.
    if args.watch && solved.solve(&selection, cancel).is_err() {
        return Ok(None);
    }
    let (mut checked, _) = checker.check(solved, &selection);
    if args.since.is_some() {
        checked.retain(&project.sources, |path| selection.has(path));
    }
    if args.since.is_none() && !args.watch && checked.is_of_nothing() {
        return Err(files::no_notes(&args.paths));
    }
    let sources = &project.sources;
    let below = files::below(&root);
    let style = Style {
        below: &below,
        unverified: args.unverified,
        ..terminal::style(Format::from(args.format), lang)
    };
    let fails = |severity| report::count(&checked, severity) > 0;
    let failed = fails(Severity::Error) || (args.strict && fails(Severity::Warning));
    let ended = if failed { Outcome::Findings } else { Outcome::Clean };
    let text = match &args.since {
        Some(revision) if checked.is_of_nothing() && style.format.is_read_by_people() => {
            unchanged(revision).get(lang).to_owned()
        }
        _ => report::render(&checked, sources, style),
    };
    Ok(Some(Output { text, ended }))
}

fn unchanged(revision: &str) -> Text {
    text!(
        "intet at efterprøve: hverken notaterne eller det, de afhænger af, er ændret siden {revision}\n",
        "nothing to check: neither the notes nor what they depend on changed since {revision}\n"
    )
}
