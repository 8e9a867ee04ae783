//! The program run as its users run it: how long it takes, of which how much is the processor's,
//! and how much memory.
#![allow(dead_code, reason = "not every bench asks for everything")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

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
    let before = processor();
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
    let ended = loop {
        if let Some(ended) = child.try_wait().expect("the program") {
            break ended;
        }
        let text = fs::read_to_string(&status).unwrap_or_default();
        let value = text.lines().find_map(|line| {
            line.strip_prefix("VmHWM:")?.trim().trim_end_matches(" kB").parse().ok()
        });
        peak = value.unwrap_or(0).max(peak);
        std::thread::sleep(Duration::from_millis(1));
    };
    let wall = start.elapsed();
    assert!(ended.success(), "{} {args:?}", program.display());
    Run { wall, processor: processor().saturating_sub(before), peak }
}

/// The processor time of all programs that were run and have ended.
fn processor() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system tells");
    let of = |time: TimeVal| {
        let whole = u64::try_from(time.tv_sec()).unwrap_or(0);
        Duration::from_secs(whole)
            + Duration::from_micros(u64::try_from(time.tv_usec()).unwrap_or(0))
    };
    of(usage.user_time()) + of(usage.system_time())
}
