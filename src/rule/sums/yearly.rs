//! A total that is typed by the year, over parts that are not by the year, or not over the same
//! years.

use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, rule};
use crate::equation::{Equation, Origin};
use crate::reconcile::Reconciled;
use crate::reconcile::years::Years;
use crate::rule::context::Context;
use crate::rule::sums::words;
use crate::text;
use crate::text::Text;

rule!(
    YEARLY = "aarlig-total", Error;
    "En total er skrevet om året, men det er dens dele ikke i de samme år.",
    "A total is typed by the year, but its parts are not, over the same years."
);

/// The most parts that are pointed to.
const MOST_LABELS: usize = 8;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for equation in wrong(context.reconciled) {
        findings.extend(finding(context, &context.reconciled.system.equations[equation]));
    }
}

/// The equations of such totals, by index: what else is said of them follows from that.
pub(super) fn wrong(reconciled: &Reconciled) -> BTreeSet<usize> {
    let (system, solution) = (&reconciled.system, &reconciled.solution);
    let is_wrong = |equation: &Equation| {
        let total = matches!(equation.origin, Origin::Column | Origin::Subtotal | Origin::Effect);
        let Some(figure) = equation.target.filter(|_| total).map(|target| system.figure(target))
        else {
            return false;
        };
        let Some(years) = figure.years.filter(|_| figure.written().is_some()) else { return false };
        let parts = || {
            equation
                .terms
                .iter()
                .map(|(_, part)| *part)
                .filter(|part| Some(*part) != equation.target)
        };
        let of_parts = parts().map(|part| solution.years(part)).fold(Years::Any, Years::and);
        let known = parts().all(|part| solution.value(part).amount().is_some());
        known && of_parts != Years::Any && of_parts != Years::Each(years)
    };
    (0..system.equations.len()).filter(|index| is_wrong(&system.equations[*index])).collect()
}

fn finding(context: &Context<'_>, equation: &Equation) -> Option<Diagnostic> {
    let (system, solution) = (&context.reconciled.system, &context.reconciled.solution);
    let target = equation.target?;
    let figure = system.figure(target);
    let parts = || equation.terms.iter().filter(|(_, part)| *part != target);
    let given = parts().try_fold(Amount::ZERO, |sum, (weight, part)| {
        sum.plus(solution.value(*part).amount()?.times(*weight)?)
    })?;
    let (row, id, years) = (
        words::row(context, figure),
        &context.reconciled.note.tables[figure.table].id.value,
        figure.years?,
    );
    let Text { da: typed_da, en: typed_en } = words::typed(figure, figure.typed()?);
    let (da, en) = words::parts_of(&equation.origin);
    let message = text!(
        "`{row}` i `{id}` er {typed_da} i {years} år, men {da} er ikke alle beløb om året i de samme år",
        "`{row}` in `{id}` is {typed_en} in {years} years, but not all of {en} are that"
    );
    let (sum, toml) = (words::figure(figure, given), given.toml());
    let mut finding = Diagnostic::new(&YEARLY, figure.span, message)
        .note(text!("{da} giver {sum} over alle årene", "{en} give {sum} over all the years"))
        .help(text!(
            "skriv {{ sum = {toml} }}, eller slet tallet, så regnes det ud",
            "write {{ sum = {toml} }}, or delete the figure, so that it is computed"
        ));
    let other = parts().filter(|(_, part)| {
        let own = solution.years(*part);
        system.written(*part) && own != Years::Any && own != Years::Each(years)
    });
    for (_, part) in other.take(MOST_LABELS) {
        let words = match solution.years(*part) {
            Years::Each(years) => text!("om året i {years} år", "a year in {years} years"),
            Years::Any | Years::None => text!("ikke om året", "not by the year"),
        };
        finding = finding.label(system.figure(*part).span, words);
    }
    Some(finding)
}
