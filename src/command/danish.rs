//! The command line's own words in Danish: its help, and what is said of arguments that can't be
//! read. The English ones are the doc comments of the commands, and clap's.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

use crate::command::danish_words::WORDS;
use crate::sanitize;

/// How a command's help is laid out.
const TEMPLATE: &str = "{about-with-newline}\n{usage-heading} {usage}\n\n{all-args}{after-help}";

/// What a command line that can't be read gives, in Danish: the text of the help that it asks for,
/// or what is wrong with it, and whether it is the former.
pub(super) fn answer(command: Command, arguments: &[std::ffi::OsString]) -> Option<Answer> {
    let command = in_danish(command);
    let error = command.clone().try_get_matches_from(arguments).err()?;
    Some(match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Answer::Asked(error),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Answer::Shown(error),
        _ => Answer::Fault(fault(&error)),
    })
}

/// What is to be printed.
pub(super) enum Answer {
    /// The help or the version, which was asked for.
    Asked(Error),
    /// The help, where nothing was asked for.
    Shown(Error),
    /// What is wrong.
    Fault(String),
}

/// The command line with Danish words.
pub(super) fn in_danish(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let mut command = worded(command, &name).disable_help_subcommand(true);
    let names: Vec<String> =
        command.get_subcommands().map(|own| own.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |own| worded(own, &name));
    }
    with_usage(command)
}

/// A command with the words of its own and of its arguments.
fn worded(command: Command, name: &str) -> Command {
    let own = |argument: &str| {
        WORDS.iter().find(|words| words.command == name && words.argument == argument)
    };
    let shared = |argument: &str| {
        WORDS.iter().find(|words| words.command.is_empty() && words.argument == argument)
    };
    let mut command = command
        .help_template(TEMPLATE.replace("{usage-heading}", "Brug:"))
        .subcommand_help_heading("Kommandoer")
        .subcommand_value_name("KOMMANDO")
        .disable_help_flag(true)
        .disable_version_flag(true);
    if let Some(words) = own("") {
        command = command.about(words.short);
        if !words.long.is_empty() {
            command = command.long_about(format!("{}\n\n{}", words.short, words.long));
        }
    }
    let arguments: Vec<String> =
        command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    for id in arguments.iter().filter(|id| !matches!(id.as_str(), "help" | "version")) {
        let Some(words) = own(id).or_else(|| shared(id)) else { continue };
        command = command.mut_arg(id, |argument| {
            let heading = if argument.is_positional() { "Argumenter" } else { "Valg" };
            let takes = argument.get_action().takes_values();
            let argument = argument.help(words.short).help_heading(heading);
            let argument = if takes {
                argument.hide_default_value(true).hide_possible_values(true)
            } else {
                argument
            };
            let argument = match words.long {
                "" => argument,
                long => argument.long_help(format!("{}\n\n{long}", words.short)),
            };
            if words.value.is_empty() { argument } else { argument.value_name(words.value) }
        });
    }
    let flag = |id: &'static str, short: char, action: ArgAction, help: &'static str| {
        Arg::new(id).long(id).short(short).action(action).help(help).help_heading("Valg")
    };
    command = command.arg(flag("help", 'h', ArgAction::Help, "Vis hjælp (kort med -h)"));
    if name == "budgetnotat" {
        command = command.arg(flag("version", 'V', ArgAction::Version, "Vis programmets version"));
    }
    command
}

/// The usage lines with Danish placeholders.
fn with_usage(mut command: Command) -> Command {
    let usage = |command: &mut Command| {
        let words = command.render_usage().to_string();
        let words = words.split_once(": ").map_or(words.as_str(), |(_, rest)| rest);
        words.replace("[OPTIONS]", "[VALG]").replace("[COMMAND]", "[KOMMANDO]")
    };
    let mut built = command.clone();
    built.build();
    let own = usage(&mut built);
    let names: Vec<String> = built.get_subcommands().map(|own| own.get_name().to_owned()).collect();
    for name in names {
        let Some(words) = built.find_subcommand_mut(&name).map(usage) else { continue };
        command = command.mut_subcommand(&name, |sub| sub.override_usage(words));
    }
    command.override_usage(own)
}

/// What is wrong with an argument.
fn fault(error: &Error) -> String {
    let all = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    };
    let one = |kind: ContextKind| all(kind).join(" ");
    let argument = one(ContextKind::InvalidArg);
    let value = one(ContextKind::InvalidValue);
    let known = all(ContextKind::ValidValue);
    let close =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
            .into_iter()
            .flat_map(all)
            .next_back();
    let said = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("der er ingen kommando `{}`", one(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("`{argument}` kendes ikke her"),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("der mangler noget efter {argument}")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{value}` kan ikke stå efter {argument}")
        }
        ErrorKind::MissingRequiredArgument => {
            format!("der mangler {}", listed(&all(ContextKind::InvalidArg)))
        }
        ErrorKind::ArgumentConflict => {
            let prior = one(ContextKind::PriorArg);
            if prior == argument || prior.is_empty() {
                format!("{argument} kan kun stå én gang")
            } else {
                format!("{argument} og {prior} kan ikke stå sammen")
            }
        }
        ErrorKind::MissingSubcommand => "der mangler en kommando".to_owned(),
        ErrorKind::InvalidUtf8 => "et argument er ikke tekst".to_owned(),
        _ => format!("{argument} kan ikke læses"),
    };
    let help = match (&close, known.as_slice()) {
        (Some(close), _) => format!("; mente du {close}?"),
        (None, []) => String::new(),
        (None, known) => format!("; skriv {}", listed_or(known)),
    };
    let line = sanitize::plain(format!("{said}{help}"));
    format!("{line}\nprøv `budgetnotat --help` eller `budgetnotat KOMMANDO --help`")
}

fn listed(all: &[String]) -> String {
    joined(all, " og ")
}

fn listed_or(all: &[String]) -> String {
    joined(all, " eller ")
}

fn joined(all: &[String], last: &str) -> String {
    match all.split_last() {
        None => String::new(),
        Some((one, [])) => one.clone(),
        Some((one, rest)) => format!("{}{last}{one}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::command::Cli;

    #[test]
    fn every_command_and_argument_has_danish_words_and_none_are_left_over() {
        let command = Cli::command();
        let mut needed = vec![("budgetnotat".to_owned(), String::new())];
        let shared =
            |id: &str| WORDS.iter().any(|words| words.command.is_empty() && words.argument == id);
        for own in command.get_subcommands() {
            needed.push((own.get_name().to_owned(), String::new()));
            let ids = own.get_arguments().map(|argument| argument.get_id().to_string());
            needed.extend(ids.filter(|id| !shared(id)).map(|id| (own.get_name().to_owned(), id)));
        }
        for (command, argument) in &needed {
            let has =
                WORDS.iter().any(|words| words.command == command && words.argument == argument);
            assert!(has, "{command} {argument}");
        }
        if cfg!(feature = "typeset") {
            for words in WORDS.iter().filter(|words| !words.command.is_empty()) {
                let needs = needed.iter().any(|(command, argument)| {
                    words.command == command && words.argument == argument
                });
                assert!(needs, "{} {}", words.command, words.argument);
            }
        }
    }

    fn said(arguments: &[&str]) -> String {
        let all = std::iter::once("budgetnotat").chain(arguments.iter().copied());
        let all: Vec<std::ffi::OsString> = all.map(Into::into).collect();
        match answer(Cli::command(), &all) {
            Some(Answer::Asked(error) | Answer::Shown(error)) => error.render().to_string(),
            Some(Answer::Fault(text)) => text,
            None => String::new(),
        }
    }

    #[test]
    fn help_has_no_english_words() {
        let commands = Cli::command();
        let mut all = vec![said(&["--help"]), said(&["-h"])];
        for own in commands.get_subcommands() {
            all.push(said(&[own.get_name(), "--help"]));
            all.push(said(&[own.get_name(), "-h"]));
        }
        for text in all {
            assert!(text.contains("Brug: budgetnotat"), "{text}");
            let english = [
                "Usage",
                "Options",
                "OPTIONS",
                "Possible",
                "default",
                "Print",
                "COMMAND",
                "Arguments",
            ];
            for word in english {
                assert!(!text.contains(word), "{word}: {text}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_danish_with_what_is_meant() {
        for (arguments, text) in [
            (&["chek"][..], "der er ingen kommando `chek`; mente du check?"),
            (&["check", "--formt", "short"], "`--formt` kendes ikke her; mente du --format?"),
            (&["check", "--format", "kort"], "`kort` kan ikke stå efter --format"),
            (&["check", "--format"], "der mangler noget efter --format"),
            (&["check", "--jobs", "0"], "`0` kan ikke stå efter --jobs"),
            (&["new"], "der mangler --round <RUNDE> og <ID>"),
            (&["fmt", "--raekker", "--poster"], "kan ikke stå sammen"),
            (&["check", "--lang", "no"], "skriv da eller en"),
        ] {
            let said = said(arguments);
            assert!(said.contains(text), "{arguments:?}: {said}");
        }
    }
}
