//! What the figures are held against: the program as it was before this work on speed began, and
//! hledger. `docs/benchmarks.md` says how to get both.
#![allow(dead_code, reason = "not every bench has every peer")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The variable that holds the path of the earlier program.
const FIRST: &str = "BUDGETNOTAT_FIRST";

/// The program as it was at the first commit of the work on speed, and its benches.
#[derive(Debug)]
pub(crate) struct First {
    pub(crate) program: PathBuf,
}

/// The earlier program, where the variable names one; else `None`, and a line that says so.
pub(crate) fn first() -> Option<First> {
    let named = std::env::var_os(FIRST).map(PathBuf::from);
    let found = named.and_then(|path| path.canonicalize().ok()).filter(|path| path.is_file());
    if found.is_none() {
        println!(
            "peer missing: {FIRST} names no program (docs/benchmarks.md says how to build it)"
        );
    }
    found.map(|program| First { program })
}

impl First {
    /// What its own bench of that name prints, run now; `None` where it is not built.
    pub(crate) fn bench(&self, name: &str) -> Option<String> {
        let executable = newest(&self.program.parent()?.join("deps"), &format!("{name}-"));
        let Some(executable) = executable else {
            println!("peer missing: the bench `{name}` is not built beside {FIRST}");
            return None;
        };
        let out = Command::new(executable).arg("--bench").output().ok()?;
        out.status.success().then(|| String::from_utf8_lossy(&out.stdout).into_owned())
    }
}

/// The newest executable of a folder whose name begins like that.
fn newest(folder: &Path, start: &str) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let own = entries.filter(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(start) && path.extension().is_none()
    });
    own.max_by_key(|path| path.metadata().and_then(|data| data.modified()).ok())
}

/// The time that a line of a bench's output gives, such as `parse as TOML       17.8ms`.
pub(crate) fn time(output: &str, line: &str) -> Option<Duration> {
    let word = output.lines().find(|text| text.starts_with(line))?.split_whitespace().last()?;
    let units = [("ns", 1_u64), ("µs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000)];
    let (number, unit) = units.iter().find_map(|(name, unit)| {
        Some((word.strip_suffix(name)?, unit))
            .filter(|(number, _)| !number.ends_with(['m', 'n', 'µ']))
    })?;
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let scale = 10_u64.pow(u32::try_from(part.len()).ok()?);
    let all = whole.parse::<u64>().ok()? * scale + part.parse::<u64>().ok()?;
    Some(Duration::from_nanos(all * unit / scale))
}

/// A ratio with two decimals.
pub(crate) fn ratio(a: Duration, b: Duration) -> String {
    let hundredths = a.as_nanos() * 100 / b.as_nanos().max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A journal with so many postings, as hledger and ledger read them: transactions that balance.
pub(crate) fn journal(postings: usize) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for number in 0..postings / 2 {
        let (year, month, day) = (2020 + number % 4, 1 + number % 12, 1 + number % 28);
        let amount = 100 + number * 7 % 9_000;
        let _ = write!(
            out,
            "{year}-{month:02}-{day:02} Note {number}\n    committee:{}:service  {amount}.00 DKK\n    \
             financing:{}  -{amount}.00 DKK\n\n",
            number % 7,
            number % 3
        );
    }
    out
}
