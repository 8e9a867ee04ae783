//! What does not add up: one finding a root cause, with both sides, the difference, and what would mend it.

use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, Rule, Sides, rule};
use crate::equation::{Figure, Origin, Row, State, derive};
use crate::note::Kind;
use crate::reconcile::blame::{Cause, Mend};
use crate::reconcile::solve::{self, Value};
use crate::rule::Context;
use crate::text;

mod mend;
mod told;
mod words;

rule!(COLUMN = "kolonnesum", Error; "En total er ikke summen af sine poster.", "A total is not the sum of its posts.");
rule!(ROW = "raekkesum", Error; "En sum på tværs er ikke summen af sin række.", "A sum across is not the sum of its row.");
rule!(SUBTOTAL = "delsum", Error; "En delsum er ikke summen af sine dele.", "A subtotal is not the sum of its parts.");
rule!(SHARE = "andel", Error; "En andel er ikke den procent, den siger.", "A share is not the percentage that it says.");
rule!(SAME_MONEY = "samme-midler", Error; "To tabeller om de samme midler er uenige.", "Two tables about the same money disagree.");
rule!(MUST_GIVE = "skal-give", Error; "En tabel giver ikke, hvad den skal.", "A table does not give what it must.");
rule!(FINANCING = "finansiering", Error; "Finansieringen er ikke lig udgifterne.", "Financing is not equal to expenditure.");
rule!(DECLARED = "afstemning", Error; "En sammenhæng, notatet selv har skrevet, holder ikke.", "A relation that the note itself declares does not hold.");
rule!(UNSOLVED = "uden-vaerdi", Error; "Et tal kan ikke regnes ud.", "A figure can't be computed.");
rule!(OVERFLOW = "for-stor-sum", Error; "En sum er større, end der kan regnes med.", "A sum is larger than can be computed with.");

/// The most places that a finding points to.
const MOST_LABELS: usize = 8;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for cause in &context.reconciled.causes {
        findings.extend(finding(context, cause));
    }
    unsolved(context, findings);
    overflow(context, findings);
}

/// The rule that an equation belongs to.
fn rule_of(origin: &Origin) -> &'static Rule {
    match origin {
        Origin::Column => &COLUMN,
        Origin::Row => &ROW,
        Origin::Subtotal | Origin::ColumnSum | Origin::Gathered => &SUBTOTAL,
        Origin::Share => &SHARE,
        Origin::MustGive => &MUST_GIVE,
        Origin::SameMoney(_) => &SAME_MONEY,
        Origin::Finances { .. } => &FINANCING,
        Origin::Declared { .. } => &DECLARED,
    }
}

fn finding(context: &Context<'_>, cause: &Cause) -> Option<Diagnostic> {
    let checks = &context.reconciled.checks;
    let (first, rest) = cause.checks.split_first()?;
    let equation = &context.reconciled.system.equations[checks[*first].equation];
    let told = told::equation(context, equation)?;
    let system = &context.reconciled.system;
    let primary = mend::place(context, cause).unwrap_or(told.anchor);
    let (message, relabel_note) = match &cause.mend {
        Mend::Relabel(relabel) => (told::relabel(context, cause, relabel), true),
        _ => (told.message.clone(), false),
    };
    let mut finding = Diagnostic::new(rule_of(&equation.origin), primary, message).sides(told.sides.clone());
    finding = finding.note(told.note.clone());
    if !relabel_note {
        finding = finding.here(told.here.clone());
    }
    // The other equations that the same slip breaks: each at the figure that it contradicts.
    let mut pointed: BTreeSet<_> = BTreeSet::from([primary]);
    if !relabel_note {
        for index in rest {
            let other = &system.equations[checks[*index].equation];
            if let Some(told) = told::equation(context, other)
                && pointed.insert(told.anchor)
            {
                finding = finding.label(told.anchor, told.short);
            }
        }
    }
    for (span, words) in told.places.into_iter().chain(mend::places(context, cause)) {
        if finding.labels.len() >= MOST_LABELS {
            break;
        }
        if pointed.insert(span) {
            finding = finding.label(span, words);
        }
    }
    Some(finding.maybe_help(mend::help(context, cause, equation)))
}

fn unsolved(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let reconciled = context.reconciled;
    let (system, solution) = (&reconciled.system, &reconciled.solution);
    let mut seen = BTreeSet::new();
    let unsolved = solve::unsolved(system, solution);
    let in_posts = unsolved.iter().any(|id| matches!(system.figure(*id).row, Row::Post(_)));
    for id in unsolved {
        let figure = system.figure(id);
        let Row::Post(post) = figure.row else { continue };
        if !seen.insert((figure.table, post)) {
            continue;
        }
        let post = &reconciled.note.tables[figure.table].posts[post];
        let name = words::row(context, figure);
        let circle = solve::in_circle(system, solution, id);
        let rest = matches!(post.kind, Kind::Rest(_));
        // What waits on a circle or a rest follows from it.
        if !circle && !rest && in_posts && waits_on_another(context, figure) {
            continue;
        }
        let span = match &post.kind {
            Kind::Rest(span) => *span,
            Kind::Share(share) => share.of.span,
            _ => post.span,
        };
        findings.push(if circle {
            Diagnostic::new(&derive::CIRCLE, span, text!("`{name}` afhænger af sig selv", "`{name}` depends on itself"))
                .help(text!("bryd cirklen: skriv tallene på en af posterne", "break the circle: write the figures of one of the posts"))
        } else {
            Diagnostic::new(&UNSOLVED, span, text!("`{name}` kan ikke regnes ud", "`{name}` can't be computed")).help(text!(
                "intet siger, hvad tabellen skal give: skriv skal_give, totalen i [tabel.i_alt], eller en tabel om de samme midler",
                "nothing says what the table must give: write skal_give, the total in [tabel.i_alt], or a table about the same money"
            ))
        });
    }
}

/// True where another post's figure must be known first.
fn waits_on_another(context: &Context<'_>, figure: &Figure) -> bool {
    let reconciled = context.reconciled;
    let own = reconciled.system.find(figure.table, figure.row, &figure.column);
    reconciled.system.equations.iter().filter(|equation| equation.target == own).any(|equation| {
        let mut others = equation.terms.iter().filter(|(_, part)| Some(*part) != own);
        others.any(|(_, part)| *reconciled.solution.value(*part) == Value::Unsolved)
    })
}

fn overflow(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let reconciled = context.reconciled;
    for index in solve::overflows(&reconciled.system, &reconciled.solution) {
        let equation = &reconciled.system.equations[index];
        let Some((_, figure)) = equation.terms.last() else { continue };
        let figure = reconciled.system.figure(*figure);
        let name = words::row(context, figure);
        findings.push(
            Diagnostic::new(&OVERFLOW, figure.span, text!("summen i `{name}` er for stor til at regne med", "the sum in `{name}` is too large to compute with"))
                .help(text!("er tallene skrevet i den rigtige enhed?", "are the figures written in the right unit?")),
        );
    }
}

/// What a figure is written as, for messages.
fn written(figure: &Figure) -> Option<Amount> {
    match figure.state {
        State::Written(amount) => Some(amount),
        _ => None,
    }
}

/// Both sides; equal sides where the difference can't be held, which no failed equation has.
fn sides(left: Amount, right: Amount) -> Sides {
    Sides::new(left, right).unwrap_or(Sides { left, right, difference: Amount::ZERO })
}
