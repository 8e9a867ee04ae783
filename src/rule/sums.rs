//! What does not add up: one finding a root cause, with both sides, the difference, and what would
//! mend it.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Rule, rule};
use crate::equation::faults::CIRCLE;
use crate::equation::{Figure, Origin, Row};
use crate::note::{Kind, PostNo, SubtotalOf, TableNo};
use crate::read::OVERFLOW;
use crate::reconcile::cause::{Cause, Mend};
use crate::reconcile::solve::{self, Value};
use crate::reconcile::unsolved::{self, WaitGraph};
use crate::rule::context::Context;
use crate::source::Span;
use crate::text;
use crate::text::Text;

mod declared;
pub(super) mod mend;
mod never;
mod several;
mod scaled_post;
mod shares;
mod shifted;
mod shifted_years;
mod sides;
mod stale;
pub(super) mod statement;
mod swapped;
mod told;
mod together;
pub(super) mod yearly;
pub(in crate::rule) mod words;
pub(in crate::rule) mod wrong_unit;

pub(super) use several::SAME_MONEY;
pub(super) use together::TOGETHER;

use sides::MOST_LABELS;

rule!(
    COLUMN = "kolonnesum", Error;
    "En total er ikke summen af sine poster.",
    "A total is not the sum of its posts."
);
rule!(
    ROW = "raekkesum", Error;
    "En sum på tværs er ikke summen af sin række.",
    "A sum across is not the sum of its row."
);
rule!(
    SUBTOTAL = "delsum", Error;
    "En delsum er ikke summen af sine dele.",
    "A subtotal is not the sum of its parts."
);
rule!(
    SHARE = "andel", Error;
    "En andel er ikke den procent, den siger.",
    "A share is not the percentage that it says."
);
rule!(
    MUST_GIVE = "skal-give", Error;
    "En tabel giver ikke, hvad den skal.",
    "A table does not give what it must."
);
rule!(
    FINANCING = "finansiering", Error;
    "Finansieringen er ikke lig udgifterne.",
    "Financing is not equal to expenditure."
);
rule!(
    DECLARED = "afstemning", Error;
    "En sammenhæng, notatet selv har skrevet, holder ikke.",
    "A relation that the note itself declares does not hold."
);
rule!(
    EFFECT = "paavirkning", Error;
    "Den samlede påvirkning er ikke summen af sine tabeller.",
    "The total effect is not the sum of its tables."
);
rule!(UNSOLVED = "uden-vaerdi", Error; "Et tal kan ikke regnes ud.", "A figure can't be computed.");

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    // A total that is typed by the year where it can't be is told as that.
    let yearly = yearly::wrong(context.reconciled);
    let checks = &context.reconciled.checks;
    let is_yearly =
        |cause: &&Cause| cause.checks.iter().any(|check| yearly.contains(&checks[*check].equation));
    // A relation that holds for no row is told once, and so are rows that have each other's
    // figures.
    let (never, mut told) = never::hold(context, &DECLARED);
    findings.extend(never);
    let (swapped, also) = swapped::rows(context, &DECLARED, &told);
    findings.extend(swapped);
    told.extend(also);
    let causes = context.reconciled.causes.iter().enumerate();
    let left = causes.filter(|(index, _)| !told.contains(index)).map(|(_, cause)| cause);
    for cause in left.filter(|cause| !is_yearly(cause)) {
        findings.extend(
            finding(context, cause).map(|finding| finding.suspects(mend::suspects(context, cause))),
        );
    }
    yearly::check(context, findings);
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
        Origin::Effect => &EFFECT,
        Origin::MustGive => &MUST_GIVE,
        Origin::SameMoney(_) => &SAME_MONEY,
        Origin::Finances { .. } => &FINANCING,
        Origin::Declared { .. } => &DECLARED,
    }
}

fn finding(context: &Context<'_>, cause: &Cause) -> Option<Diagnostic> {
    let (checks, system) = (&context.reconciled.checks, &context.reconciled.system);
    if let Some(conflict) = &cause.conflict {
        return together::finding(context, cause, conflict);
    }
    let blamed = mend::blamed(cause);
    // The equation that says what the blamed figure should be tells it best; else the nearest one.
    let says = |index: &&usize| {
        let equation = &system.equations[checks[**index].equation];
        blamed.is_some()
            && equation.terms.last().map(|(_, target)| *target) == blamed
            && within_table(&equation.origin)
    };
    let first = *cause.checks.iter().find(says).or(cause.checks.first())?;
    let equation = &system.equations[checks[first].equation];
    let statement = statement::equation(context, equation, Some(first))?;
    // A written sum that fails is reported at the sum, unless another figure is surely the culprit.
    let guessed = blamed.is_some()
        || !within_table(&equation.origin)
        || matches!(cause.mend, Mend::Relabel(_));
    let primary = mend::place(context, cause).filter(|_| guessed).unwrap_or(statement.anchor());
    let rule = rule_of(&equation.origin);
    if let Mend::Relabel(relabel) = &cause.mend {
        let mut finding =
            Diagnostic::new(rule, primary, statement::relabel(context, cause, relabel))
                .here(mend::perhaps(context, relabel, 0).unwrap_or_default())
                .sides(statement.sides)
                .note(statement.note);
        for (span, words) in mend::places(context, relabel) {
            finding = finding.label(span, words);
        }
        return Some(finding.maybe_help(mend::help(context, cause, equation)));
    }
    if let Mend::Shares(shares) = &cause.mend {
        return shares::finding(context, cause, shares, rule, statement);
    }
    if let Mend::Shifted(shifted) = &cause.mend {
        return shifted::finding(context, shifted, statement);
    }
    if let Mend::OldTotal(old) = &cause.mend {
        return several::old_total(context, old, rule, statement.sides)
            .map(|finding| finding.maybe_help(mend::help(context, cause, equation)));
    }
    if let Mend::Outlier(outlier) = &cause.mend {
        return several::outlier(context, cause, outlier)
            .map(|finding| finding.maybe_help(mend::help(context, cause, equation)));
    }
    if let Mend::Recounted(table, posts) = &cause.mend {
        return several::recounted(context, (*table, posts), rule, statement)
            .map(|finding| finding.maybe_help(mend::help(context, cause, equation)));
    }
    if let Mend::EmptyPost(table, post) = cause.mend {
        return several::empty_post(context, (table, post), rule, statement)
            .map(|finding| finding.maybe_help(mend::help(context, cause, equation)));
    }
    if let Mend::WrongTable(wrong) = &cause.mend {
        return several::wrong_table(context, wrong, rule, statement)
            .map(|finding| finding.maybe_help(mend::help(context, cause, equation)));
    }
    if let Mend::ScaledPost(scaled) = &cause.mend {
        return scaled_post::finding(context, scaled, rule, statement)
            .map(|finding| finding.maybe_help(mend::help(context, cause, equation)));
    }
    if let Mend::ShiftedYears(shifted) = &cause.mend {
        return Some(
            shifted_years::finding(context, shifted, rule, statement)
                .maybe_help(mend::help(context, cause, equation)),
        );
    }
    if let Mend::WrongUnit(wrong) = &cause.mend {
        return Some(
            wrong_unit::finding(context, wrong, statement)
                .maybe_help(mend::help(context, cause, equation)),
        );
    }
    if let Mend::Lacking(lacks) = &cause.mend {
        return several::lacking(context, lacks, rule, statement)
            .map(|finding| finding.maybe_help(mend::help(context, cause, equation)));
    }
    if let Mend::MissingPost(table) = &cause.mend {
        let id = &context.reconciled.note.tables[*table].id;
        let mut finding =
            Diagnostic::new(rule, id.span, statement::missing(context, cause, *table))
                .sides(statement.sides)
                .note(statement.note);
        for (span, words) in
            statement.places.into_iter().filter(|(span, _)| *span != id.span).take(MOST_LABELS)
        {
            finding = finding.label(span, words);
        }
        return Some(finding.maybe_help(mend::help(context, cause, equation)));
    }
    let here =
        statement.places.iter().find(|(span, _)| *span == primary).map(|(_, words)| words.clone());
    let here = here.unwrap_or_else(|| {
        if primary == statement.anchor() { statement.here.clone() } else { Text::default() }
    });
    let mut finding = Diagnostic::new(rule, primary, statement.message.clone())
        .here(here)
        .sides(statement.sides.clone())
        .note(statement.note.clone());
    // Each equation that the same slip breaks is reported at the figure that contradicts it.
    let mut pointed: BTreeSet<_> = BTreeSet::from([primary]);
    let own_table = blamed.map(|figure| system.figure(figure).table);
    for index in std::iter::once(&first).chain(cause.checks.iter().filter(|index| **index != first))
    {
        let Some(other) =
            statement::equation(context, &system.equations[checks[*index].equation], Some(*index))
        else {
            continue;
        };
        if blamed.is_none() && *index == first {
            continue;
        }
        let at = other.contradicts(own_table);
        if pointed.insert(at) {
            finding = finding.label(at, other.short);
        }
    }
    // Where one figure is surely the culprit, the innocent ones are not shown.
    let parts =
        if blamed.is_some() && cause.checks.len() > 1 { Vec::new() } else { statement.places };
    let room = MOST_LABELS.saturating_sub(finding.labels.len());
    for (span, words) in parts.into_iter().filter(|(span, _)| pointed.insert(*span)).take(room) {
        finding = finding.label(span, words);
    }
    let help = mend::help(context, cause, equation);
    let parts: Vec<Text> = help.into_iter().chain(mend::perhaps_rounded(context, cause)).collect();
    let help = parts
        .into_iter()
        .reduce(|one, other| Text::new(one.da + "; " + &other.da, one.en + "; " + &other.en));
    Some(finding.maybe_help(help))
}

/// Equations of one table, whose last term is the figure that the others should give.
fn within_table(origin: &Origin) -> bool {
    !matches!(
        origin,
        Origin::SameMoney(_) | Origin::Finances { .. } | Origin::Declared { .. } | Origin::MustGive
    )
}

fn unsolved(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let reconciled = context.reconciled;
    let (system, solution) = (&reconciled.system, &reconciled.solution);
    let mut reported: BTreeSet<(TableNo, PostNo)> = BTreeSet::new();
    let open = unsolved::unsolved(system, solution);
    if open.is_empty() {
        return;
    }
    let graph = WaitGraph::new(system, solution);
    for id in open {
        let figure = system.figure(id);
        let Row::Post(number) = figure.row else { continue };
        let table = &reconciled.note.tables[figure.table];
        let post = &table.posts[number];
        if !reported.insert((figure.table, number)) {
            continue;
        }
        let name = words::row(context, figure);
        let span = match &post.kind {
            Kind::Rest(span) => *span,
            Kind::Share(share) => share.of.span,
            Kind::Subtotal(SubtotalOf::Posts(terms)) => {
                terms.first().map_or(post.span, |term| term.span)
            }
            _ => table
                .column(&figure.column)
                .and_then(|column| column.sum_of.first())
                .map_or(post.span, |term| term.span),
        };
        let rests: Vec<Span> = table
            .posts
            .iter()
            .filter_map(|p| if let Kind::Rest(span) = p.kind { Some(span) } else { None })
            .collect();
        if let ([first, second, ..], Kind::Rest(_)) = (rests.as_slice(), &post.kind) {
            findings.push(
                Diagnostic::new(
                    &UNSOLVED,
                    *second,
                    text!("to poster skal give resten", "two posts are to give the rest"),
                )
                .label(*first, text!("den første", "the first"))
                .help(text!("behold rest = true på én af dem", "keep rest = true on one of them")),
            );
            reported.extend(table.post_numbers().map(|other| (figure.table, other)));
            continue;
        }
        let circle = graph.circle(id);
        if !circle.is_empty() {
            // The whole circle is one fault.
            for member in &circle {
                let member = system.figure(*member);
                if let Row::Post(post) = member.row {
                    reported.insert((member.table, post));
                }
            }
            findings.push(
                Diagnostic::new(
                    &CIRCLE,
                    span,
                    text!("`{name}` afhænger af sig selv", "`{name}` depends on itself"),
                )
                .help(text!(
                    "bryd cirklen: skriv tallene på en af posterne, eller tag et led ud",
                    "break the circle: write the figures of one of the posts, or take a term out"
                )),
            );
            continue;
        }
        // What waits on a circle or a rest follows from it.
        if !matches!(post.kind, Kind::Rest(_)) && waits_on_another(context, figure) {
            continue;
        }
        findings
            .push(Diagnostic::new(&UNSOLVED, span, text!("`{name}` kan ikke regnes ud", "`{name}` can't be computed")).help(text!(
            "intet siger, hvad tabellen skal give: skriv skal_give, totalen i [tabel.i_alt], eller en tabel om de samme midler",
            "nothing says what the table must give: write skal_give, the total in [tabel.i_alt], or a table about the same money"
        )));
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
    for index in solve::overflows(&reconciled.system, &reconciled.solution, &reconciled.checks) {
        let equation = &reconciled.system.equations[index];
        let Some((_, figure)) = equation.terms.last() else { continue };
        let figure = reconciled.system.figure(*figure);
        let name = words::row(context, figure);
        findings.push(
            Diagnostic::new(
                &OVERFLOW,
                figure.span,
                text!(
                    "summen i `{name}` er for stor til at regne med",
                    "the sum in `{name}` is too large to compute with"
                ),
            )
            .help(text!(
                "er tallene skrevet i den rigtige enhed?",
                "are the figures written in the right unit?"
            )),
        );
    }
}
