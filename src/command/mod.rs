//! The command line: one file a command; the only place that reads and writes files.

mod check;
mod explain;
mod files;
mod init;
mod output;

#[cfg(feature = "typeset")]
mod build;
#[cfg(feature = "typeset")]
mod compare;
#[cfg(feature = "typeset")]
mod git;
#[cfg(feature = "typeset")]
mod kept;
#[cfg(feature = "typeset")]
mod pdf;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::report::Format;
use crate::text;
use crate::text::{Lang, Text};

/// Reads, reconciles and typesets municipal budget notes.
#[derive(Debug, Parser)]
#[command(name = "budgetnotat", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Language of messages
    #[arg(long, value_enum, default_value_t = LangArg::Da, global = true)]
    lang: LangArg,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(CheckArgs),
    #[cfg(feature = "typeset")]
    Build(BuildArgs),
    #[cfg(feature = "typeset")]
    Compare(CompareArgs),
    Explain(ExplainArgs),
    Init(InitArgs),
}

/// Check that every total, and every pair of tables about the same money, reconciles
///
/// Reads notes, rounds or folders (everything under notes/ by default) and shows all findings in one run. Exit status: 0
/// nothing wrong, 1 findings, 2 could not run.
#[derive(Args, Debug)]
struct CheckArgs {
    /// Notes, rounds or folders
    paths: Vec<PathBuf>,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    format: FormatArg,
    /// Fail on warnings (advarsel) too
    #[arg(long)]
    strict: bool,
}

/// Check notes, fill their totals in and typeset them: one PDF a note
///
/// A note with an error (fejl) is not built, the others are; then the exit status is 1. The PDFs conform to PDF/UA-1 and
/// PDF/A-3a.
#[cfg(feature = "typeset")]
#[derive(Args, Debug)]
struct BuildArgs {
    /// Notes, rounds or folders
    paths: Vec<PathBuf>,
    /// Folder for the PDFs [default: out/ beside notes/]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Build notes with errors too, marked UDKAST, the disputed figures marked
    #[arg(long)]
    draft: bool,
    /// Build unchanged notes too
    ///
    /// A note is unchanged when its sources, the templates, the fonts and the program are.
    #[arg(long)]
    force: bool,
    /// How many notes are typeset at once [default: one a processor]
    #[arg(long, short, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
}

/// Show which pages a change in git gives another look, side by side
///
/// Renders every note as it was in a git revision and as it is now, each side with its own templates and fonts, by this
/// program. A line for each note that differs, and the pages before and after in out/sammenligning/index.html. Exit status: 0
/// no page differs, 1 some do, 2 could not run.
#[cfg(feature = "typeset")]
#[derive(Args, Debug)]
struct CompareArgs {
    /// The git revision to compare with: a branch, a tag, HEAD
    base: String,
    /// Notes, rounds or folders
    paths: Vec<PathBuf>,
    /// Compare with this revision rather than the working tree
    #[arg(long, value_name = "REV")]
    head: Option<String>,
    /// Folder for the report's folder [default: out/ beside notes/]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Show a rule's page; without a rule, list them all
#[derive(Args, Debug)]
struct ExplainArgs {
    /// The rule's name, as it stands in a finding
    rule: Option<String>,
}

/// Make a small municipality to begin with, that checks and builds
///
/// Never overwrites: where there is one already, nothing is written.
#[derive(Args, Debug)]
struct InitArgs {
    /// The project's folder [default: the current one]
    dir: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LangArg {
    /// Danish
    Da,
    /// English
    En,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatArg {
    /// With the lines of the file
    Human,
    /// A line each
    Short,
    /// One JSON object
    Json,
}

/// Why a command could not run.
#[derive(Debug)]
struct Failure(Text);

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Clean,
    Findings,
}

/// Runs the command line and says how it ended: 0 nothing wrong, 1 findings, 2 could not run.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let lang = match cli.lang {
        LangArg::Da => Lang::Da,
        LangArg::En => Lang::En,
    };
    let ended = match cli.command {
        Command::Check(args) => check::run(&args, lang),
        #[cfg(feature = "typeset")]
        Command::Build(args) => build::run(&args, lang),
        #[cfg(feature = "typeset")]
        Command::Compare(args) => compare::run(&args, lang),
        Command::Explain(args) => explain::run(&args, lang),
        Command::Init(args) => init::run(&args, lang),
    };
    match ended {
        Ok(Ended::Clean) => ExitCode::SUCCESS,
        Ok(Ended::Findings) => ExitCode::FAILURE,
        Err(Failure(text)) => {
            eprintln!("budgetnotat: {}", text.get(lang));
            ExitCode::from(2)
        }
    }
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Human => Self::Human,
            FormatArg::Short => Self::Short,
            FormatArg::Json => Self::Json,
        }
    }
}

impl Failure {
    fn new(text: Text) -> Self {
        Self(text)
    }

    fn io(path: &std::path::Path, error: &std::io::Error) -> Self {
        let path = path.display();
        Self(text!("{path}: {error}", "{path}: {error}"))
    }
}
