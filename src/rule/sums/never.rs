//! A relation that holds for none of its rows is wrong itself: one finding, and not one for each
//! row.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, Rule};
use crate::equation::each::Each;
use crate::equation::{Equation, Origin};
use crate::note::{ColumnKey, Declared, PostNo};
use crate::rule::context::Context;
use crate::rule::sums::told::value;
use crate::rule::sums::{statement, words};
use crate::text;
use crate::text::Text;

/// The fewest rows that say something of the relation: that one or two fail is a slip in each.
const FEWEST: usize = 3;

/// A relation in one of its columns, with its checks.
type Column = (usize, Option<ColumnKey>);

/// Relations that hold for none of their rows, told as that rule, and the causes that they tell of.
pub(super) fn hold(
    context: &Context<'_>,
    rule: &'static Rule,
) -> (Vec<Diagnostic>, BTreeSet<usize>) {
    let (mut findings, mut told) = (Vec::new(), BTreeSet::new());
    let checks = &context.reconciled.checks;
    let mut columns: BTreeMap<Column, Vec<usize>> = BTreeMap::new();
    for (index, check) in checks.iter().enumerate() {
        let equation = &context.reconciled.system.equations[check.equation];
        if let Some((relation, column, _)) = row(equation)
            && says(context, equation)
        {
            columns.entry((relation, column.cloned())).or_default().push(index);
        }
    }
    let mut said: BTreeMap<usize, usize> = BTreeMap::new();
    for (relation, _) in columns.keys() {
        *said.entry(*relation).or_default() += 1;
    }
    columns.retain(|_, own| own.len() >= FEWEST && own.iter().all(|check| !checks[*check].holds()));
    if columns.is_empty() {
        return (findings, told);
    }
    let mut by_relation: BTreeMap<usize, Vec<Column>> = BTreeMap::new();
    for column in columns.keys() {
        by_relation.entry(column.0).or_default().push(column.clone());
    }
    for (index, failing) in by_relation {
        let own: BTreeSet<usize> =
            failing.iter().flat_map(|column| &columns[column]).copied().collect();
        let causes: BTreeSet<usize> = context
            .reconciled
            .causes
            .iter()
            .enumerate()
            .filter(|(_, cause)| {
                cause.conflict.is_none() && cause.checks.iter().all(|check| own.contains(check))
            })
            .map(|(at, _)| at)
            .collect();
        let covered: BTreeSet<usize> =
            causes.iter().flat_map(|at| &context.reconciled.causes[*at].checks).copied().collect();
        if covered != own || causes.len() < FEWEST {
            continue;
        }
        let columns = said.get(&index).copied().unwrap_or_default();
        if let Some(finding) = finding(context, rule, index, (&failing, columns), &own) {
            findings.push(finding);
            told.extend(causes);
        }
    }
    (findings, told)
}

/// Of an equation that a relation gives for a row: the relation, the column, and the row.
fn row(equation: &Equation) -> Option<(usize, Option<&ColumnKey>, PostNo)> {
    match &equation.origin {
        Origin::Declared { index, of: Each::Row { post, column, .. } } => {
            Some((*index, column.as_ref(), *post))
        }
        _ => None,
    }
}

/// True where a row has a figure other than 0: nothing is what nothing is.
fn says(context: &Context<'_>, equation: &Equation) -> bool {
    equation.terms.iter().any(|term| {
        value(context, std::slice::from_ref(term)).is_some_and(|value| !value.is_zero())
    })
}

fn finding(
    context: &Context<'_>,
    rule: &'static Rule,
    index: usize,
    (failing, of): (&[Column], usize),
    checks: &BTreeSet<usize>,
) -> Option<Diagnostic> {
    let note = &context.reconciled.note;
    let relation = note.declared.get(index)?;
    let equations: Vec<&Equation> = checks
        .iter()
        .map(|check| {
            &context.reconciled.system.equations[context.reconciled.checks[*check].equation]
        })
        .collect();
    let rows: BTreeSet<PostNo> =
        equations.iter().filter_map(|equation| Some(row(equation)?.2)).collect();
    let first = *checks.first()?;
    let example = statement::equation(context, equations.first()?, Some(first))?;
    let (said, count) = (&relation.text.value, rows.len());
    // In some of its columns it holds: those where it does not are named.
    let Each::Row { table, .. } = &each(equations.first()?)? else { return None };
    let table = &note.tables[*table];
    let where_it_fails: Vec<Text> = failing
        .iter()
        .filter(|_| failing.len() < of)
        .filter_map(|(_, column)| Some(words::column(table, column.as_ref()?)))
        .collect();
    let Text { da, en } = Text::list(&where_it_fails);
    let (da, en) = if da.is_empty() { (da, en) } else { (format!(" {da}"), format!(" {en}")) };
    let message = text!(
        "holder for ingen af {count} poster{da}: {said}",
        "holds for none of {count} posts{en}: {said}"
    );
    let (span, help) = match mend(context, relation, checks) {
        Some((term, help)) => (relation.terms.get(term)?.span, help),
        None => (
            relation.text.span,
            text!(
                "ret leddene, hvis det er dem, der er skrevet forkert; ellers tallene",
                "correct the terms, if they are what is wrong; else the figures"
            ),
        ),
    };
    let Text { da, en } = example.note;
    let finding = Diagnostic::new(rule, span, message)
        .sides(example.sides)
        .note(text!("fx {da}", "e.g. {en}"))
        .help(help);
    let places = example.places.into_iter().filter(|(place, _)| *place != span);
    Some(places.fold(finding, |finding, (place, words)| finding.label(place, words)))
}

fn each(equation: &Equation) -> Option<&Each> {
    match &equation.origin {
        Origin::Declared { of, .. } => Some(of),
        _ => None,
    }
}

/// What would make a relation of two terms hold for every row: the term, and what to do.
fn mend(
    context: &Context<'_>,
    relation: &Declared,
    checks: &BTreeSet<usize>,
) -> Option<(usize, Text)> {
    let mut sides: Vec<(Amount, Amount, Amount)> = Vec::new();
    for check in checks {
        let check = &context.reconciled.checks[*check];
        let equation = &context.reconciled.system.equations[check.equation];
        let [one, other] = equation.terms.as_slice() else { return None };
        let of = |term| value(context, std::slice::from_ref(term));
        sides.push((of(one)?, of(other)?, check.tolerance));
    }
    let second = relation.terms.get(1)?.value.trim();
    let holds = |factor: Decimal| {
        sides.iter().all(|(one, other, tolerance)| {
            other
                .times(factor)
                .and_then(|other| one.plus(other))
                .is_some_and(|sum| sum.abs() <= *tolerance)
        })
    };
    if holds(Decimal::NEGATIVE_ONE) {
        let turned = match second.strip_prefix('-') {
            Some(bare) => bare.trim_start().to_owned(),
            None => format!("-{second}"),
        };
        return Some((1, text!("skriv leddet som \"{turned}\"", "write the term as \"{turned}\"")));
    }
    let thousands = [Decimal::ONE_THOUSAND, Decimal::new(1, 3)];
    thousands.into_iter().any(holds).then(|| {
        (
            1,
            text!(
                "tallene er 1.000 gange for store eller små i alle poster: ret enhed på den ene tabel",
                "the figures are 1.000 times too large or small in every post: correct enhed of one of the tables"
            ),
        )
    })
}
