//! `budgetnotat check --watch`, as it runs beside an editor: a save is answered, a fault is told,
//! and it goes on until it is stopped.

use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crate::desk::{BI8, Desk};
use crate::real::CLEAN;

/// Far above what an answer takes, on a machine that does much else.
const PATIENCE: Duration = Duration::from_mins(1);

/// The program watching a project.
struct Watch {
    desk: Desk,
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn new(desk: Desk) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_budgetnotat"));
        program.args(["check", "--watch", "--format", "short"]).current_dir(desk.path(""));
        let mut child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        hear(child.stdout.take().unwrap(), sender.clone());
        hear(child.stderr.take().unwrap(), sender);
        Self { desk, child, lines }
    }

    /// Waits for a line that holds these words.
    #[track_caller]
    fn says(&self, words: &str) {
        let mut heard = String::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(words) => return,
                Ok(line) => heard += &(line + "\n"),
                Err(error) => panic!("{error}: waited for {words:?}, heard:\n{heard}"),
            }
        }
    }

    /// Nothing is said for a while.
    #[track_caller]
    fn is_silent(&self) {
        assert_eq!(self.lines.recv_timeout(Duration::from_secs(3)), Err(RecvTimeoutError::Timeout));
    }

    fn slip(&self, old: &str, new: &str) {
        let path = self.desk.path(BI8);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old));
        // As most editors save: another file, renamed into place.
        let beside = self.desk.path("notes/budget-2020/.BI8.toml.ny");
        fs::write(&beside, text.replacen(old, new, 1)).unwrap();
        fs::rename(beside, path).unwrap();
    }
}

fn hear(stream: impl Read + Send + 'static, sender: Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_save_is_answered_with_what_is_found_now() {
    let watch = Watch::new(Desk::new("."));
    watch.says(CLEAN);
    watch.slip("2021 = 600", "2021 = 700");
    watch.says("fejl[samme-midler]");
    watch.says("1 fejl");
    // Saved half: what there is of it is told.
    let whole = fs::read_to_string(watch.desk.path(BI8)).unwrap();
    let half = whole.find("2021 = 700").unwrap() + "2021 =".len();
    fs::write(watch.desk.path(BI8), &whole[..half]).unwrap();
    watch.says("fejl[syntaks]");
    fs::write(watch.desk.path(BI8), whole.replacen("2021 = 700", "2021 = 600", 1)).unwrap();
    watch.says(CLEAN);
    // A new note in a new folder.
    fs::create_dir(watch.desk.path("notes/budget-2021")).unwrap();
    fs::write(watch.desk.path("notes/budget-2021/BI1.toml"), "id = \"BI1\"\n").unwrap();
    watch.says("fejl[runde-mangler]");
    fs::remove_dir_all(watch.desk.path("notes/budget-2021")).unwrap();
    watch.says(CLEAN);
}

#[test]
fn what_is_no_note_is_not_answered() {
    let watch = Watch::new(Desk::new("."));
    watch.says(CLEAN);
    // Its own reading is no change either, or it would never be silent.
    watch.is_silent();
    fs::create_dir(watch.desk.path("out")).unwrap();
    fs::write(watch.desk.path("out/BI8.pdf"), "x").unwrap();
    fs::write(watch.desk.path("notes/budget-2020/.BI8.toml.swp"), "x").unwrap();
    watch.is_silent();
}

#[test]
fn it_goes_on_when_the_project_is_taken_away_and_comes_back() {
    let watch = Watch::new(Desk::new("."));
    watch.says(CLEAN);
    fs::rename(watch.desk.path("notes"), watch.desk.path("vaek")).unwrap();
    watch.says("budgetnotat: fandt ingen notes/kommune.toml");
    fs::rename(watch.desk.path("vaek"), watch.desk.path("notes")).unwrap();
    watch.says(CLEAN);
    watch.slip("2021 = 600", "2021 = 700");
    watch.says("fejl[samme-midler]");
    fs::remove_dir_all(watch.desk.path("notes")).unwrap();
    watch.says("budgetnotat: fandt ingen notes/kommune.toml");
    watch.is_silent();
}

#[test]
fn without_a_project_there_is_nothing_to_watch() {
    let empty = tempfile::tempdir().unwrap();
    let output = crate::desk::run(empty.path(), &["check", "--watch"]);
    assert_eq!(output.status.code(), Some(2));
}

/// True where whoever runs the tests has them pass Ctrl-C over, as a shell does with what it runs
/// in the background: what they start does too.
#[cfg(unix)]
fn deaf_to_ctrl_c() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .is_some_and(|mask| mask & 2 != 0)
}

#[test]
#[cfg(unix)]
fn ctrl_c_stops_it_and_so_does_a_reader_that_goes_away() {
    use std::os::unix::process::ExitStatusExt as _;
    let mut watch = Watch::new(Desk::new("."));
    watch.says(CLEAN);
    if !deaf_to_ctrl_c() {
        let sent =
            Command::new("kill").args(["-INT", &watch.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert_eq!(watch.child.wait().unwrap().signal(), Some(2));
    }

    let desk = Desk::new(".");
    let mut program = Command::new(env!("CARGO_BIN_EXE_budgetnotat"));
    program.args(["check", "--watch"]).current_dir(desk.path("")).stdout(Stdio::piped());
    let mut child = program.spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert_eq!(first.trim_end(), CLEAN);
    fs::write(desk.path("notes/budget-2020/BI9.toml"), "id = \"BI9\"\n").unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
