//! A table that was pasted into the text with tabulators between its cells: it is printed as one
//! long line.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, rule};
use crate::prose::passage::Setting;
use crate::rule::context::Context;
use crate::source::Span;
use crate::text;

rule!(
    PASTED = "indsat-tabel", Warning;
    "En tabel er sat ind i teksten med tabulatorer og bliver trykt som én linje.",
    "A table is pasted into the text with tabulators, and is printed as one line."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let tabs = |text: &str| memchr::memchr(b'\t', text.as_bytes()).is_some();
    if !tabs(&context.prose.whole) {
        return;
    }
    for text in &context.prose.texts {
        for passage in &text.list {
            if passage.setting == Setting::Running && tabs(&passage.text) {
                let span = text.span(passage, 0..passage.text.len());
                findings.extend(finding(span, context.project.sources.slice(span)));
            }
        }
    }
}

/// The lines of a text that are a table's, and where they begin and end.
fn table(written: &str) -> Option<(usize, usize, Vec<Vec<&str>>)> {
    let (mut at, mut from, mut to) = (0, None, 0);
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in written.split_inclusive('\n') {
        let own = line.trim();
        if own.contains('\t') {
            from.get_or_insert(at + (line.len() - line.trim_start().len()));
            to = at + line.trim_end().len();
            rows.push(own.split('\t').map(str::trim).collect());
        } else if from.is_some() {
            break;
        }
        at += line.len();
    }
    let wide = rows.iter().map(Vec::len).max()?;
    let figures = |row: &Vec<&str>| row[1..].iter().any(|cell| is_figure(cell));
    let is_table =
        rows.len() > 1 && rows.iter().any(figures) || wide > 2 && rows.iter().any(figures);
    is_table.then_some((from?, to, rows))
}

fn is_figure(cell: &str) -> bool {
    let cell = cell.trim_start_matches(['-', '−', '–']);
    cell.starts_with(|c: char| c.is_ascii_digit())
}

fn finding(span: Span, written: &str) -> Option<Diagnostic> {
    let (from, to, rows) = table(written)?;
    let wide = rows.iter().map(Vec::len).max()?;
    let line = |cells: &dyn Fn(usize) -> String| {
        (0..wide).fold("|".to_owned(), |mut line, at| {
            let _ = write!(line, " {} |", cells(at));
            line
        })
    };
    let rules = line(&|at| {
        let figure = rows.iter().skip(1).any(|row| row.get(at).is_some_and(|cell| is_figure(cell)));
        if figure { "---:" } else { "---" }.to_owned()
    });
    let cell =
        |row: &[&str], at: usize| row.get(at).copied().unwrap_or_default().replace('|', "\\|");
    let mut lines: Vec<String> = rows.iter().map(|row| line(&|at| cell(row, at))).collect();
    let first = lines.first().cloned().unwrap_or_default();
    lines.insert(1, rules.clone());
    // A table does not go on in a paragraph.
    let apart = if from > 0 { "\n" } else { "" };
    let meant = format!("{apart}{}", lines.join("\n"));
    let start = span.start as usize;
    Some(Diagnostic {
        replacement: Some(meant),
        ..Diagnostic::new(
            &PASTED,
            Span::new(span.file, start + from..start + to),
            text!(
                "den indsatte tabel trykkes ikke som en tabel: der er tabulatorer mellem cellerne",
                "the pasted table is not printed as a table: there are tabs between its cells"
            ),
        )
        .help(text!(
            "skriv {first}, på linjen under {rules}, og de andre rækker ligesådan; skal tallene efterprøves, så gør den til en [[tabel]] med raekker",
            "write {first}, on the line below it {rules}, and the other rows likewise; to have the figures verified, make it a [[tabel]] with raekker"
        ))
    })
}
