//! Two rows that have each other's figures: one finding, and not one for each year.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, Rule};
use crate::equation::each::Each;
use crate::equation::{FigureId, Origin, Row};
use crate::note::{ColumnKey, PostNo, TableNo};
use crate::rule::context::Context;
use crate::rule::sums::told::value;
use crate::rule::sums::{statement, words};
use crate::text;
use crate::text::Text;

/// The most rows of a relation that are held against each other.
const MOST_ROWS: usize = 60;

/// A row of a relation: what its two sides come to in each column, and its figures in the later of
/// the two tables.
#[derive(Default)]
struct Held {
    sides: BTreeMap<Option<ColumnKey>, (Amount, Amount)>,
    later: Option<FigureId>,
    /// True where its sides are of two tables.
    two: bool,
    failed: BTreeSet<usize>,
}

/// Pairs of rows that have each other's figures, told as that rule, and the causes that they tell
/// of; what is told before is not told again.
pub(super) fn rows(
    context: &Context<'_>,
    rule: &'static Rule,
    before: &BTreeSet<usize>,
) -> (Vec<Diagnostic>, BTreeSet<usize>) {
    let (mut findings, mut told) = (Vec::new(), BTreeSet::new());
    let mut relations: BTreeMap<usize, BTreeMap<PostNo, Held>> = BTreeMap::new();
    for (at, check) in context.reconciled.checks.iter().enumerate() {
        let equation = &context.reconciled.system.equations[check.equation];
        let Origin::Declared { index, of: Each::Row { post, column, .. } } = &equation.origin
        else {
            continue;
        };
        let [one, other] = equation.terms.as_slice() else { continue };
        let side = |term| value(context, std::slice::from_ref(term));
        let (Some(left), Some(right)) = (side(one), side(other)) else { continue };
        let held = relations.entry(*index).or_default().entry(*post).or_default();
        held.sides.insert(column.clone(), (left, right.negated()));
        let table = |figure: FigureId| context.reconciled.system.figure(figure).table;
        held.two = table(one.1) != table(other.1);
        held.later = Some(if table(one.1) > table(other.1) { one.1 } else { other.1 });
        if !check.holds() {
            held.failed.insert(at);
        }
    }
    for held in relations.values() {
        let failing: Vec<&Held> = held.values().filter(|row| !row.failed.is_empty()).collect();
        if failing.len() > MOST_ROWS {
            continue;
        }
        let mut paired = BTreeSet::new();
        for (at, one) in failing.iter().enumerate() {
            for (place, other) in failing.iter().enumerate().skip(at + 1) {
                if paired.contains(&at) || paired.contains(&place) || !swapped(one, other) {
                    continue;
                }
                let failed: BTreeSet<usize> = one.failed.union(&other.failed).copied().collect();
                let Some(causes) = causes(context, &failed) else { continue };
                if causes.iter().any(|cause| before.contains(cause)) {
                    continue;
                }
                if let Some(finding) = finding(context, rule, one, other) {
                    paired.extend([at, place]);
                    findings.push(finding);
                    told.extend(causes);
                }
            }
        }
    }
    (findings, told)
}

/// True where each of two rows has in the one table what the other has in the other.
fn swapped(one: &Held, other: &Held) -> bool {
    one.two
        && one.sides.len() == other.sides.len()
        && one.sides.iter().all(|(column, (left, right))| {
            let sides = other.sides.get(column);
            sides.is_some_and(|(theirs, its)| left == its && right == theirs)
        })
}

/// The causes that some failed checks are, where they are of nothing else.
fn causes(context: &Context<'_>, failed: &BTreeSet<usize>) -> Option<BTreeSet<usize>> {
    let mut out = BTreeSet::new();
    let mut covered = 0;
    for (at, cause) in context.reconciled.causes.iter().enumerate() {
        let own = cause.checks.iter().filter(|check| failed.contains(check)).count();
        if own > 0 && own == cause.checks.len() && cause.conflict.is_none() {
            out.insert(at);
            covered += own;
        }
    }
    (covered == failed.len()).then_some(out)
}

fn finding(
    context: &Context<'_>,
    rule: &'static Rule,
    one: &Held,
    other: &Held,
) -> Option<Diagnostic> {
    let (system, note) = (&context.reconciled.system, &context.reconciled.note);
    let place = |held: &Held| -> Option<(TableNo, PostNo)> {
        let figure = system.figure(held.later?);
        match figure.row {
            Row::Post(post) => Some((figure.table, post)),
            _ => None,
        }
    };
    let ((number, first), (_, second)) = (place(one)?, place(other)?);
    let table = &note.tables[number];
    let [a, b] = [first, second].map(|post| words::post(table, post));
    let id = &table.id.value;
    let failed = *one.failed.first()?;
    let equation = &system.equations[context.reconciled.checks[failed].equation];
    let example = statement::equation(context, equation, Some(failed))?;
    let message = text!(
        "`{a}` og `{b}` i `{id}` har hinandens tal",
        "`{a}` and `{b}` of `{id}` have each other's figures"
    );
    let span = |post: PostNo| {
        let post = &table.posts[post];
        post.name().map_or(post.span, |name| name.span)
    };
    let Text { da, en } = example.note;
    let finding = Diagnostic::new(rule, span(first), message)
        .sides(example.sides)
        .note(text!("fx {da}", "e.g. {en}"))
        .label(span(second), text!("den anden", "the other"));
    let Origin::Declared { index, .. } = &equation.origin else { return None };
    let relation = note.declared.get(*index)?;
    Some(finding.label(relation.text.span, text!("sammenhængen", "the relation")).help(text!(
        "byt de to posters tal (eller navne) i `{id}`",
        "swap the figures (or names) of the two posts of `{id}`"
    )))
}
