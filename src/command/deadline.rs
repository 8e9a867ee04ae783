//! Typesetting that does not end: Typst can't be stopped from within, so the program ends, with a
//! sentence.
//!
//! Templates are the project's own code, and are trusted to be no attack; but one may loop, double
//! a text over and over, or meet a note that it was not made for. Nothing is lost when the program
//! ends here: files are written whole and then renamed, and the next build clears away what was
//! unfinished.

use std::num::NonZeroU64;
use std::process;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::limit;
use crate::sanitize;
use crate::text;
use crate::text::{Lang, Text};

/// How often it is looked.
const OFTEN: Duration = Duration::from_millis(100);

/// How long a note may take, and what is being typeset.
pub(super) struct Deadline {
    seconds: u64,
    running: Mutex<Vec<(String, Instant)>>,
}

impl Deadline {
    /// The time that a note may take: so many seconds, or what the program allows.
    pub(super) fn new(seconds: Option<NonZeroU64>) -> Self {
        let own = seconds.map(NonZeroU64::get);
        Self { seconds: own.unwrap_or(limit::SECONDS.most as u64), running: Mutex::new(Vec::new()) }
    }

    /// Does `work`, and ends the program where one of its notes takes too long, or all of it too
    /// much memory.
    pub(super) fn guard<T>(&self, lang: Lang, work: impl FnOnce() -> T) -> T {
        thread::scope(|scope| {
            let (done, ended) = channel::<()>();
            scope.spawn(move || self.look(&ended, lang));
            let result = work();
            drop(done);
            result
        })
    }

    /// Typesets one note.
    pub(super) fn note<T>(&self, path: &str, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        self.running().push((path.to_owned(), begun));
        let result = work();
        self.running().retain(|(own, _)| own != path);
        result
    }

    fn running(&self) -> MutexGuard<'_, Vec<(String, Instant)>> {
        // A thread that panicked has left the list whole.
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn look(&self, ended: &Receiver<()>, lang: Lang) {
        while matches!(ended.recv_timeout(OFTEN), Err(RecvTimeoutError::Timeout)) {
            if let Some(fault) = self.late().or_else(|| too_much(limit::MEMORY.most)) {
                eprintln!("budgetnotat: {}", sanitize::text(fault).get(lang));
                process::exit(2);
            }
        }
    }

    fn late(&self) -> Option<Text> {
        let (seconds, most) = (self.seconds, Duration::from_secs(self.seconds));
        let running = self.running();
        let (path, _) = running.iter().find(|(_, begun)| begun.elapsed() > most)?;
        Some(text!(
            "{path} er ikke sat efter {seconds} sekunder: en skabelon bliver måske ved uden ende. Ret den, eller giv mere tid med --timeout",
            "{path} was not typeset within {seconds} seconds: a template may never finish. Correct it, or give more time with --timeout"
        ))
    }
}

/// What is said where the program takes more memory than it may.
fn too_much(most: usize) -> Option<Text> {
    (resident()? > most as u64).then(|| {
        let most = most >> 30;
        text!(
            "der er brugt over {most} GB hukommelse: en skabelon laver måske mere og mere uden ende. Ret den, eller byg færre ad gangen med --jobs 1",
            "more than {most} GB of memory is used: a template may be growing without end. Correct it, or build fewer at once with --jobs 1"
        )
    })
}

/// How many bytes of memory the program takes; unknown on systems that do not tell it in a file.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()?.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_late_only_while_it_runs() {
        let deadline = Deadline { seconds: 0, running: Mutex::default() };
        deadline.note("notes/budget-2020/BI8.toml", || {
            thread::sleep(Duration::from_millis(5));
            assert!(
                deadline.late().is_some_and(|text| text
                    .da
                    .starts_with("notes/budget-2020/BI8.toml er ikke sat"))
            );
        });
        assert_eq!(deadline.late(), None);
        assert_eq!(Deadline::new(None).seconds, 120);
    }

    #[test]
    fn memory_is_known_on_linux() {
        if cfg!(target_os = "linux") {
            assert!(too_much(1 << 20).is_some_and(|text| text.da.contains("hukommelse")));
            assert_eq!(too_much(usize::MAX), None);
        }
    }
}
