//! The amounts in the text as a list: for people, and for programs.

use std::fmt::Write as _;

use serde::Serialize;

use crate::rule::mentions::list::{Entry, Standing};
use crate::source::Sources;
use crate::text;
use crate::text::Lang;

/// A line each, by file, and how many there are of each sort.
pub fn human(entries: &[Entry], sources: &Sources, lang: Lang) -> String {
    let mut out = String::new();
    let widest = entries.iter().map(|entry| entry.words.chars().count()).max().unwrap_or(0);
    let standing = entries
        .iter()
        .map(|entry| entry.standing.words().get(lang).chars().count())
        .max()
        .unwrap_or(0);
    let mut file = None;
    for entry in entries {
        let Some(source) = sources.get(entry.span.file) else { continue };
        if file != Some(entry.span.file) {
            let _ = writeln!(out, "{}{}", if file.is_some() { "\n" } else { "" }, source.path);
            file = Some(entry.span.file);
        }
        let at = source.position(entry.span.start as usize);
        let place = format!("{}:{}", at.line, at.column);
        let words = entry.standing.words();
        let line = format!(
            "  {place:>9}  {:<widest$}  {:<standing$}  {}",
            entry.words.replace('\n', " "),
            words.get(lang),
            entry.behind.get(lang)
        );
        let _ = writeln!(out, "{}", line.trim_end());
    }
    let count =
        |standing: Standing| entries.iter().filter(|entry| entry.standing == standing).count();
    let parts = [
        Standing::Filled,
        Standing::Backed,
        Standing::External,
        Standing::Apart,
        Standing::Wrong,
        Standing::Unbacked,
    ]
    .into_iter()
    .filter(|standing| count(*standing) > 0)
    .map(|standing| format!("{} {}", count(standing), standing.words().get(lang)))
    .collect::<Vec<_>>()
    .join(", ");
    let all = entries.len();
    let total = match all {
        0 => text!("ingen beløb i teksten", "no amounts in the text"),
        _ => text!("{all} beløb i teksten: {parts}", "{all} amounts in the text: {parts}"),
    };
    let _ = writeln!(out, "{}{}", if out.is_empty() { "" } else { "\n" }, total.get(lang));
    out
}

/// The version of the object's shape; a field is never taken away within one.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    schema_version: u32,
    amounts: Vec<Amount<'a>>,
}

#[derive(Serialize)]
struct Amount<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    text: &'a str,
    /// Exact decimal text, in kroner.
    kroner: String,
    up_to: Option<String>,
    standing: &'static str,
    behind: &'a str,
}

/// One JSON object. Lines and columns from 1 in Unicode scalars.
pub fn json(entries: &[Entry], sources: &Sources, lang: Lang) -> String {
    let amount = |entry: &'_ Entry| {
        let source = sources.get(entry.span.file)?;
        let at = source.position(entry.span.start as usize);
        Some((source.path.as_str(), at.line, at.column))
    };
    let amounts = entries.iter().filter_map(|entry| {
        let (file, line, column) = amount(entry)?;
        let (text, standing, behind) =
            (entry.words.as_str(), entry.standing.machine(), entry.behind.get(lang));
        let (kroner, up_to) =
            (entry.kroner.machine(), entry.up_to.map(crate::amount::Amount::machine));
        Some(Amount { file, line, column, text, kroner, up_to, standing, behind })
    });
    let report = Report { schema_version: SCHEMA_VERSION, amounts: amounts.collect() };
    // Texts and numbers only: nothing here can fail to be written.
    let mut out = serde_json::to_string_pretty(&report).unwrap_or_default();
    out.push('\n');
    out
}
