//! The command line: one file a command; the only place that reads and writes files.

mod both;
mod by_name;
mod changes;
mod check;
mod danish;
mod danish_words;
mod disk;
mod explain;
mod figures;
mod files;
mod fmt;
mod frames;
#[cfg(feature = "typeset")]
mod folder;
mod git;
mod init;
mod line_ends;
mod merge_driver;
mod new;
mod outcome;
mod revision;
mod schema;
mod session;
mod since;
mod strays;
mod terminal;
mod watch;

#[cfg(feature = "typeset")]
mod attach;
#[cfg(feature = "typeset")]
mod build;
#[cfg(feature = "typeset")]
mod build_record;
#[cfg(feature = "typeset")]
mod change_files;
#[cfg(feature = "typeset")]
mod compare;
#[cfg(feature = "typeset")]
mod correction;
#[cfg(feature = "typeset")]
mod deadline;
#[cfg(feature = "typeset")]
mod elsewhere;
#[cfg(feature = "typeset")]
mod figure_files;
#[cfg(feature = "typeset")]
mod pack;
#[cfg(feature = "typeset")]
mod pack_parts;
#[cfg(feature = "typeset")]
mod pdf;
#[cfg(feature = "typeset")]
mod stale;
#[cfg(feature = "typeset")]
mod summary;
#[cfg(feature = "typeset")]
mod unpack;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::text::Lang;
use danish::Answer;
use outcome::Outcome;

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
    Changes(changes::Args),
    Check(check::Args),
    #[cfg(feature = "typeset")]
    Build(build::Args),
    #[cfg(feature = "typeset")]
    Compare(compare::Args),
    #[cfg(feature = "typeset")]
    #[command(name = "rettelsesblad")]
    Correction(correction::Args),
    Explain(explain::Args),
    Figures(figures::Args),
    Fmt(fmt::Args),
    Init(init::Args),
    MergeDriver(merge_driver::Args),
    New(new::Args),
    #[command(name = "rammer")]
    Frames(frames::Args),
    Schema(schema::Args),
    #[cfg(feature = "typeset")]
    Unpack(unpack::Args),
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LangArg {
    /// Danish
    Da,
    /// English
    En,
}

/// Says what is wrong with a command line, or shows the help that it asks for, in the language that
/// it asks for.
fn unread(error: &clap::Error) -> ExitCode {
    let mut arguments: Vec<OsString> = std::env::args_os().collect();
    let english =
        arguments.windows(2).any(|pair| matches!(pair, [a, b] if a == "--lang" && b == "en"))
            || arguments.iter().any(|argument| argument == "--lang=en");
    // `help check` is `check --help`.
    if arguments.get(1).is_some_and(|first| first == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    let answer = if english { None } else { danish::answer(Cli::command(), &arguments) };
    let (error, code) = match &answer {
        Some(Answer::Fault(text)) => {
            eprintln!("budgetnotat: {text}");
            return ExitCode::from(2);
        }
        Some(Answer::Asked(error)) => (error, 0),
        Some(Answer::Shown(error)) => (error, 2),
        None => (error, error.exit_code()),
    };
    // Nobody may be reading.
    let _ = error.print();
    ExitCode::from(u8::try_from(code).unwrap_or(2))
}

/// Runs the command line and says how it ended: 0 nothing wrong, 1 findings, 2 could not run.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return unread(&error),
    };
    let lang = match cli.lang {
        LangArg::Da => Lang::Da,
        LangArg::En => Lang::En,
    };
    let ended = match cli.command {
        Command::Changes(args) => changes::run(&args, lang),
        Command::Check(args) if args.watch => watch::run(&args, lang),
        Command::Check(args) => check::run(&args, lang),
        #[cfg(feature = "typeset")]
        Command::Build(args) => build::run(&args, lang),
        #[cfg(feature = "typeset")]
        Command::Compare(args) => compare::run(&args, lang),
        #[cfg(feature = "typeset")]
        Command::Correction(args) => correction::run(&args, lang),
        Command::Explain(args) => explain::run(&args, lang),
        Command::Figures(args) => figures::run(&args, lang),
        Command::Fmt(args) => fmt::run(&args, lang),
        Command::Init(args) => init::run(&args, lang),
        Command::MergeDriver(args) => merge_driver::run(&args, lang),
        Command::New(args) => new::run(&args, lang),
        Command::Frames(args) => frames::run(&args, lang),
        Command::Schema(args) => schema::run(&args, lang),
        #[cfg(feature = "typeset")]
        Command::Unpack(args) => unpack::run(&args, lang),
    };
    match ended {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("{}", failure.message(lang));
            ExitCode::from(2)
        }
    }
}
