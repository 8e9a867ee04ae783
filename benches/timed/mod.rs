//! The time that a piece of work takes.

use std::time::{Duration, Instant};

/// How often it is done.
const RUNS: usize = 15;

/// The median of several runs.
pub(crate) fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}
