//! Ranges that have years in common, added across: those years would be counted twice.

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::Row;
use crate::note::{Cell, ColumnKey, Period, Post, PostNo, Table, Whole};
use crate::rule::context::Context;
use crate::text;
use crate::text::short;

rule!(
    /// A remark: a paper may have it so, for amounts that are of other years within the range.
    OVERLAP = "aar-overlapper", Remark; "En række lægger beløb sammen, der dækker de samme år.", "A row adds amounts that cover the same years."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let reconciled = context.reconciled;
    for (index, table) in reconciled.note.numbered_tables() {
        if !table.periods().any(|period| matches!(period, Period::Range(..))) {
            continue;
        }
        let added = |post: &PostNo| {
            reconciled.system.find(index, Row::Post(*post), &ColumnKey::Across).is_some()
        };
        let rows = table.numbered_posts().filter(|(number, post)| post.counted() && added(number));
        let mut told = rows.filter_map(|(_, post)| Some((post, overlap(post)?)));
        let Some((post, first)) = told.next() else { continue };
        findings.push(finding(table, post, first, told.count()));
    }
}

/// Two amounts of a post that share years, each with its period, in the order of time.
type Overlap<'a> = [(&'a Cell, Period); 2];

fn overlap(post: &Post) -> Option<Overlap<'_>> {
    let mut cells: Vec<(&Cell, Period)> = post
        .cells
        .iter()
        .filter(|cell| cell.amount().is_some_and(|amount| !amount.is_zero()))
        .filter_map(|cell| match cell.column {
            ColumnKey::Period(period @ (Period::Range(..) | Period::Year(_))) => {
                Some((cell, period))
            }
            _ => None,
        })
        .filter(|(cell, period)| counts_all(cell, *period))
        .collect();
    cells.sort_by_key(|(_, period)| (period.first(), period.last()));
    // The one that reaches furthest of those before meets the next first.
    let mut furthest: Option<(&Cell, Period)> = None;
    for cell in cells {
        if let Some(before) = furthest.filter(|(_, before)| cell.1.first() <= before.last()) {
            return Some([before, cell]);
        }
        furthest = Some(cell);
    }
    None
}

/// True where an amount is of all years of its period: `antal` says where it is not.
fn counts_all(cell: &Cell, period: Period) -> bool {
    let years = u32::from(period.last().saturating_sub(period.first())) + 1;
    cell.value.and_then(Whole::rate).is_none_or(|rate| rate.years == years)
}

fn finding(table: &Table, post: &Post, overlap: Overlap<'_>, more: usize) -> Diagnostic {
    let [(first, one), (second, other)] = overlap;
    let (from, until) = (other.first(), one.last().min(other.last()));
    let years = if from == until { from.to_string() } else { format!("{from}-{until}") };
    let who = post.name().map(|word| short(&word.value)).unwrap_or_default();
    let id = &table.id.value;
    let message = text!(
        "{one} og {other} dækker begge {years}, og {who} i `{id}` lægger dem sammen",
        "{one} and {other} both cover {years}, and {who} in `{id}` adds them"
    );
    let finding = Diagnostic::new(&OVERLAP, second.span, message)
        .label(first.span, text!("det andet beløb", "the other amount"))
        .help(text!(
            "ret årene; gælder et årligt beløb ikke alle intervallets år, så skriv hvor mange: {{ aarligt = …, antal = … }}",
            "correct the years; where a yearly amount is not of all the range's years, write of how many: {{ aarligt = …, antal = … }}"
        ));
    match more {
        0 => finding,
        1 => finding.note(text!("det gælder også en anden post", "so does another post")),
        more => {
            finding.note(text!("det gælder også {more} andre poster", "so do {more} other posts"))
        }
    }
}
