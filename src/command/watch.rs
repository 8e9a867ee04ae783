//! `budgetnotat check --watch`: checks again whenever something is saved, and keeps going whatever
//! happens to the files.

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::cancel::Cancel;
use crate::command::check::{self, Args};
use crate::command::outcome::{Failure, Outcome};
use crate::command::session::Session;
use crate::command::{by_name, files, terminal};
use crate::paths;
use crate::text;
use crate::text::Lang;

/// How long it must have been quiet: an editor writes, renames and sets rights in one save.
const QUIET: Duration = Duration::from_millis(50);

/// The longest that is waited for quiet.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often it is looked whether the project is still there, or there again: a folder above it
/// that is moved tells nothing.
const LOOK: Duration = Duration::from_secs(1);

/// The folders that a check reads, and their folders.
const WATCHED: [&str; 2] = [paths::NOTES, paths::TEMPLATES];

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let paths = by_name::resolved(&args.paths)?;
    let (root, _) = files::locate(&paths, files::canonical)?;
    let (signal, changes) = mpsc::channel();
    let above = root.clone();
    // What is being checked when something is saved is not worth ending.
    let current = Arc::new(Mutex::new(Cancel::default()));
    let running = Arc::clone(&current);
    let heard = move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| matters(&event, &above)) {
            running.lock().unwrap_or_else(PoisonError::into_inner).cancel();
            let _ = signal.send(());
        }
    };
    let mut watcher = RecommendedWatcher::new(heard, Config::default().with_follow_symlinks(false))
        .map_err(|error| unheard(&error))?;
    let mut last = String::new();
    let mut changed = true;
    let mut session = Session::default();
    loop {
        let cancel = Cancel::default();
        current.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&cancel);
        // What is saved while it is read is heard of, and read again.
        watch(&mut watcher, &root)?;
        let there = is_there(&root);
        let output = match check::once(args, lang, &mut session, &cancel) {
            Ok(None) => {
                changed |= wait(&changes, || is_there(&root) != there);
                continue;
            }
            Ok(Some(output)) => Ok(output),
            Err(failure) => Err(failure),
        };
        let message = output
            .as_ref()
            .map_or_else(|failure| failure.message(lang), |output| output.text.clone());
        if (changed || message != last) && !show(output.is_ok(), &message, lang) {
            return Ok(Outcome::Clean);
        }
        last = message;
        changed = wait(&changes, || is_there(&root) != there);
    }
}

/// Listens to the project's folder and to all in those that are read, as they are now: a folder
/// that was taken away and came back is another one.
fn watch(watcher: &mut impl Watcher, root: &Path) -> Result<(), Failure> {
    let folders = WATCHED.map(|name| (root.join(name), RecursiveMode::Recursive));
    for (folder, mode) in
        [(root.to_path_buf(), RecursiveMode::NonRecursive)].into_iter().chain(folders)
    {
        // Not listened to, or not there any more: both are as they should be.
        let _ = watcher.unwatch(&folder);
        match watcher.watch(&folder, mode) {
            Err(error) if folder.is_dir() => return Err(unheard(&error)),
            _ => {}
        }
    }
    Ok(())
}

fn is_there(root: &Path) -> bool {
    root.join(paths::MUNICIPALITY).is_file()
}

/// True for what can have changed what is read. That a file was opened or read is no change: the
/// check itself does that. Hidden files are an editor's own.
fn matters(event: &Event, root: &Path) -> bool {
    let written = !event.kind.is_access()
        || event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
    written
        && event.paths.iter().any(|path| {
            let Ok(inner) = path.strip_prefix(root) else { return true };
            let mut parts =
                inner.components().map(|part| part.as_os_str().to_string_lossy()).peekable();
            let read = parts.peek().is_none_or(|first| WATCHED.contains(&&**first));
            read && !parts.any(|part| part.starts_with('.'))
        })
}

/// Waits until something was saved and all is quiet; true then, and false where the project has
/// gone or come without a word.
fn wait(changes: &Receiver<()>, gone_or_come: impl Fn() -> bool) -> bool {
    loop {
        match changes.recv_timeout(LOOK) {
            Ok(()) => break,
            Err(RecvTimeoutError::Timeout) if !gone_or_come() => {}
            Err(_) => return false,
        }
    }
    let first = Instant::now();
    while first.elapsed() < PATIENCE && changes.recv_timeout(QUIET).is_ok() {}
    true
}

/// Shows an outcome, on a terminal in place of the one before; false where nobody reads any more.
fn show(ran: bool, message: &str, lang: Lang) -> bool {
    let terminal = io::stdout().is_terminal();
    let clear = if terminal { "\u{1b}[2J\u{1b}[H" } else { "" };
    let shown =
        terminal::try_print(&if ran { format!("{clear}{message}") } else { clear.to_owned() });
    if !ran {
        eprintln!("{message}");
    }
    if terminal {
        eprintln!(
            "\n{}",
            text!("venter på ændringer; Ctrl-C stopper", "waiting for changes; Ctrl-C stops")
                .get(lang)
        );
    }
    shown
}

fn unheard(error: &notify::Error) -> Failure {
    Failure::new(text!(
        "ændringer i mappen kan ikke følges: {error}",
        "changes in the folder can't be followed: {error}"
    ))
}
