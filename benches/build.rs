//! How long building takes, and how much memory: one note, a few, a hundred; on one thread and on
//! all; anew, unchanged, and with one note changed.
//!
//! `cargo bench --profile dev --bench build`: that profile shares its build of Typst with
//! everything else, with optimised dependencies. The ratios are the figures to quote: they hardly
//! depend on the machine.
#![allow(clippy::expect_used, reason = "a bench without its notes can say nothing")]

mod measured;
mod round;

use std::fs;
use std::time::Duration;

use measured::run;

/// The numbers of notes.
const SIZES: [usize; 3] = [1, 2, 100];

/// Each figure is the best of so many runs: what else the machine did only ever adds.
const RUNS: usize = 3;

fn main() {
    let threads =
        std::thread::available_parallelism().map_or(1, std::num::NonZero::get).to_string();
    println!("notes  what                     time   peak memory");
    for notes in SIZES {
        let project = round::written(notes);
        let folder = project.path();
        let row = |what: &str, args: &[&str], before: &dyn Fn()| {
            let mut best = (Duration::MAX, 0);
            for _ in 0..RUNS {
                before();
                best = best.min(run(folder, args));
            }
            println!("{notes:>5}  {what:<20} {:>7} ms  {:>8} KB", best.0.as_millis(), best.1);
            best.0
        };
        let clean = || drop(fs::remove_dir_all(folder.join("out")));
        let one = row("anew, one thread", &["build", "--jobs", "1"], &clean);
        let all = row(&format!("anew, {threads} threads"), &["build", "--jobs", &threads], &clean);
        let same = row("unchanged", &["build"], &|| ());
        let changed = row("one changed", &["build"], &|| {
            let path = folder.join("notes/budget-2020/BI100.toml");
            let text = fs::read_to_string(&path).expect("a note");
            fs::write(&path, text + "# Endnu en linje.\n").expect("a note");
        });
        let ratio = |a: Duration, b: Duration| {
            let tenths = a.as_micros() * 10 / b.as_micros().max(1);
            format!("{},{}", tenths / 10, tenths % 10)
        };
        println!(
            "       one thread / all: {}   anew / unchanged: {}   anew / one changed: {}",
            ratio(one, all),
            ratio(all, same),
            ratio(all, changed)
        );
    }
}
