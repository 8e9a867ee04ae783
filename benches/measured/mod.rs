//! The program run as its users run it: how long it takes, and how much memory.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs the program; how long it took, and its greatest memory in KB (0 where the system does not
/// tell).
pub(crate) fn run(folder: &Path, args: &[&str]) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_budgetnotat"))
        .args(args)
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()
        .expect("the program");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait().expect("the program") {
            break ended;
        }
        let text = fs::read_to_string(&status).unwrap_or_default();
        let told = text.lines().find_map(|line| {
            line.strip_prefix("VmHWM:")?.trim().trim_end_matches(" kB").parse().ok()
        });
        peak = told.unwrap_or(0).max(peak);
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(ended.success(), "{args:?}");
    (start.elapsed(), peak)
}
