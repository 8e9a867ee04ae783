//! The program run as its users run it: how long it takes, of which how much is the processor's,
//! and how much memory.
#![allow(dead_code, reason = "not every bench asks for everything")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

/// What one run of a program took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// On the clock.
    pub(crate) wall: Duration,
    /// The processor's, in the program and in the system for it.
    pub(crate) processor: Duration,
    /// The most memory in KB; 0 where the system does not tell.
    pub(crate) peak: u64,
}

/// Runs this build of the program.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Run {
    of(Path::new(env!("CARGO_BIN_EXE_budgetnotat")), folder, args)
}

/// The run of least processor time among several, each after `before`.
pub(crate) fn best(
    runs: usize,
    program: &Path,
    folder: &Path,
    args: &[&str],
    before: &dyn Fn(),
) -> Run {
    let one = || {
        before();
        of(program, folder, args)
    };
    let first = one();
    (1..runs).map(|_| one()).fold(first, |a, b| Run {
        wall: a.wall.min(b.wall),
        processor: a.processor.min(b.processor),
        peak: a.peak.min(b.peak),
    })
}

/// Runs a program to its end.
pub(crate) fn of(program: &Path, folder: &Path, args: &[&str]) -> Run {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(args)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    // Its memory is asked for until it has ended and waits to be asked what it took. What the system
    // tells then of its memory is no less than ours was when it was started.
    while let Ok(text) = fs::read_to_string(&status) {
        let value = |key: &str| text.lines().find_map(|line| Some(line.strip_prefix(key)?.trim()));
        if value("State:").is_none_or(|state| state.starts_with('Z')) {
            break;
        }
        let own = value("VmHWM:").and_then(|own| own.trim_end_matches(" kB").parse().ok());
        peak = own.unwrap_or(0).max(peak);
        std::thread::sleep(Duration::from_millis(1));
    }
    let ended = child.wait4().expect("the program");
    let wall = start.elapsed();
    assert!(ended.status.success(), "{} {args:?}", program.display());
    Run { wall, processor: ended.rusage.utime + ended.rusage.stime, peak }
}
