//! `budgetnotat check`: all findings in one run.

use std::path::PathBuf;

use crate::command::{Ended, Failure, FormatArg, files, output, since, watch};
use crate::diagnostic::Severity;
use crate::report::{self, Format, Style};
use crate::rule::{self, Checked};
use crate::text;
use crate::text::{Lang, Text};

/// Check that every total, and every pair of tables about the same money, reconciles
///
/// Reads notes, rounds or folders (everything under notes/ by default) and shows all findings in one run. Exit status: 0
/// nothing wrong, 1 findings, 2 could not run.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Notes, rounds or folders
    pub(super) paths: Vec<PathBuf>,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    format: FormatArg,
    /// Only what changed since a git revision, and what depends on it
    ///
    /// A note that changed and those that refer to it, all of a round whose runde.toml changed, everything where kommune.toml
    /// did. What is not committed counts as changed.
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Check again whenever something is saved, until Ctrl-C
    #[arg(long)]
    watch: bool,
    /// Fail on warnings (advarsel) too
    #[arg(long)]
    strict: bool,
    /// List the figures that nothing could contradict, and why
    #[arg(long, visible_alias = "uefterproevede")]
    unverified: bool,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Ended, Failure> {
    if args.watch {
        return watch::run(args, lang);
    }
    let Told { text, ended } = once(args, lang)?;
    output::print(&text);
    Ok(ended)
}

/// What one check gave: what is printed of it, and how it ended.
pub(super) struct Told {
    pub(super) text: String,
    pub(super) ended: Ended,
}

/// Reads and checks once.
pub(super) fn once(args: &Args, lang: Lang) -> Result<Told, Failure> {
    let found = files::open(&args.paths)?;
    let sources = &found.project.sources;
    let checked = match &args.since {
        None => rule::check(&found.project, &found.selection),
        Some(revision) => {
            let selection = since::selection(&found, revision)?;
            let mut checked = rule::check(&found.project, &selection);
            checked.retain(sources, |path| selection.has(path));
            checked
        }
    };
    let below = files::below(&found.root);
    let style = Style { below: &below, unverified: args.unverified, ..output::style(Format::from(args.format), lang) };
    let fails = |severity| report::count(&checked, severity) > 0;
    let failed = fails(Severity::Error) || (args.strict && fails(Severity::Warning));
    let ended = if failed { Ended::Findings } else { Ended::Clean };
    let text = match &args.since {
        Some(revision) if nothing(&checked) && style.format.is_read_by_people() => unchanged(revision).get(lang).to_owned(),
        _ => report::render(&checked, sources, style),
    };
    Ok(Told { text, ended })
}

/// True where there was nothing to check.
fn nothing(checked: &Checked) -> bool {
    checked.notes.is_empty() && checked.findings.is_empty()
}

fn unchanged(revision: &str) -> Text {
    text!(
        "intet at efterprøve: hverken notaterne eller det, de afhænger af, er ændret siden {revision}\n",
        "nothing to check: neither the notes nor what they depend on changed since {revision}\n"
    )
}
