//! How fast `check --watch` answers a save in a whole round: from the file is written till the last
//! line of the answer is read.
//!
//! `cargo bench --no-default-features --bench watch`. Of it, 50 ms is waiting till the editor is
//! done.
#![allow(clippy::expect_used, reason = "a bench without its notes can say nothing")]

mod round;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// As many notes as a large round has.
const NOTES: usize = 300;
const RUNS: usize = 15;

fn main() {
    let folder = round::written(NOTES);
    let mut child = Command::new(env!("CARGO_BIN_EXE_budgetnotat"))
        .args(["check", "--watch", "--format", "short"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut lines =
        BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
    let mut answered =
        || lines.find(|line| line.starts_with(&format!("{NOTES} notater"))).expect("an answer");
    let start = Instant::now();
    println!("{}", answered());
    println!("the first answer {:>8.1?}", start.elapsed());
    let path = folder.path().join("notes/budget-2020/BI250.toml");
    let text = fs::read_to_string(&path).expect("a note");
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|run| {
            let own = if run % 2 == 0 {
                text.replacen("2021 = 600", "2021 = 700", 1)
            } else {
                text.clone()
            };
            let start = Instant::now();
            fs::write(&path, own).expect("a note");
            let said = answered();
            assert_eq!(said.contains("ingen fund"), run % 2 == 1, "{said}");
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "a save           {:>8.1?} (median of {RUNS}; {:.1?} to {:.1?})",
        times[RUNS / 2],
        times[0],
        times[RUNS - 1]
    );
    child.kill().and_then(|()| child.wait()).expect("it ends");
}
