//! The right amount, but of other years or of another control area than the sentence says.

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::diagnostic::{Diagnostic, rule};
use crate::equation::FigureId;
use crate::equation::dimensions::Dimension;
use crate::mention::candidate::{Candidate, Origin};
use crate::mention::{Mention, Verdict};
use crate::note::{ColumnKey, Period};
use crate::rule::context::Context;
use crate::rule::mentions::{offer, words};
use crate::rule::sums::words::code;
use crate::text;

rule!(
    OTHER_YEARS = "beloeb-andre-aar", Warning;
    "Beløbet findes, men ikke i det år, teksten siger.",
    "The amount exists, but not in the year that the text says."
);
rule!(
    OTHER_AREA = "beloeb-andet-omraade", Warning;
    "Beløbet findes, men på et andet styringsområde, end teksten siger.",
    "The amount exists, but in another control area than the text says."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let prose = context.prose;
    for mention in &prose.mentions.list {
        let all = &prose.mentions.candidates;
        match &mention.verdict {
            Verdict::OtherYears(index) => {
                findings.extend(other_years(context, mention, all.at(*index)));
            }
            Verdict::OtherArea(index, said) => {
                findings.extend(other_area(context, mention, all.at(*index), said));
            }
            Verdict::Filled(figures) => findings.extend(fetched(context, mention, figures)),
            _ => {}
        }
    }
}

/// A fetched figure of another year than its sentence says.
fn fetched(context: &Context<'_>, mention: &Mention, figures: &[FigureId]) -> Option<Diagnostic> {
    let (from, to) = mention.years?;
    let system = &context.reconciled.system;
    let years = |id: &FigureId| {
        let figure = system.figure(*id);
        let of = &context.reconciled.note.tables[figure.table];
        let period = match &figure.column {
            ColumnKey::Period(period) => *period,
            key => of.column(key)?.year?,
        };
        Some((*id, period.first(), period.last()))
    };
    let Some(all) = figures.iter().map(years).collect::<Option<Vec<_>>>() else {
        return whole(context, mention, figures).filter(|_| from == to);
    };
    let (id, first, last) = *all.iter().find(|(_, first, last)| *last < from || to < *first)?;
    let figure = system.figure(id);
    let place = words::expression_at(context, mention.span)?;
    let written = context.project.sources.slice(place);
    let name = words::row(context, figure.table, figure.row);
    let (said, has) = (span_of(from, to), span_of(first, last));
    // The same row's figure in the year that the text says, where there is one.
    let column = ColumnKey::Period(Period::Year(from));
    let right = system.find(figure.table, figure.row, &column);
    let right =
        right.filter(|id| !context.reconciled.solution.is_absent(*id) && figures.len() == 1);
    let old = format!("[{has}]");
    let meant = right
        .filter(|_| from == to && written.matches(&old).count() == 1)
        .map(|_| written.replace(&old, &format!("[{from}]")));
    let help = match &meant {
        Some(meant) => text!(
            "skriv {meant}, eller ret årstallet i teksten til {has}",
            "write {meant}, or correct the year in the text to {has}"
        ),
        None => text!(
            "hent tallet for det år, teksten siger, eller ret årstallet i teksten til {has}",
            "fetch the figure of the year that the text says, or correct the year in the text to {has}"
        ),
    };
    let own = &mention.words;
    let finding = Diagnostic::new(
        &OTHER_YEARS,
        place,
        text!(
            "teksten siger {said}, men det hentede tal, {own}, er fra {has}",
            "the text says {said}, but the fetched figure, {own}, is of {has}"
        ),
    )
    .label(figure.span, text!("tallet her", "the figure here"));
    let by_year = words::by_year(context, figure.table, figure.row);
    let (da, en) = (&by_year.da, &by_year.en);
    let finding = finding.note(text!("{name}: {da}", "{name}: {en}")).help(help);
    Some(Diagnostic { replacement: meant, ..finding })
}

/// Words of a sentence that speaks of all the years.
const ALL_YEARS: &[&str] = &["i alt", "samlet", "tilsammen", "over ", "period", "årene", "fordel"];

/// A fetched figure that is all years together, where its sentence says one of them.
fn whole(context: &Context<'_>, mention: &Mention, figures: &[FigureId]) -> Option<Diagnostic> {
    let ((said, _), [id]) = (mention.years?, figures) else { return None };
    let (system, solution) = (&context.reconciled.system, &context.reconciled.solution);
    let figure = system.figure(*id);
    if mention.yearly || !matches!(figure.column, ColumnKey::Across) {
        return None;
    }
    let column = ColumnKey::Period(Period::Year(said));
    let right = system.find(figure.table, figure.row, &column)?;
    let (of_all, of_year) = (solution.value(*id).amount()?, solution.value(right).amount()?);
    let fetched = Amount::new(mention.money.kroner);
    let half = Amount::new(mention.money.step().checked_div(Decimal::TWO)?);
    let own = figure.measure.unit.convert(of_all, Unit::Kr)?;
    if of_all == of_year || own.abs().minus(fetched)?.abs() > half {
        return None;
    }
    let place = words::expression_at(context, mention.span)?;
    let file = &context.project.sources.get(place.file)?.text;
    let before = file.get(..place.start as usize)?.rsplit(['\n', '.']).next().unwrap_or_default();
    let after = file.get(place.end as usize..)?.split(['\n', '.']).next().unwrap_or_default();
    let says = |text: &str| {
        let small = text.to_lowercase();
        ALL_YEARS.iter().any(|word| small.contains(word))
    };
    if says(before) || says(after) {
        return None;
    }
    let written = context.project.sources.slice(place);
    let rest = written.get(written.find(['|', '}'])?..)?;
    let meant = format!("{{{{ {} {rest}", offer::path(context, right)?);
    let own = &mention.words;
    let name = words::row(context, figure.table, figure.row);
    let by_year = words::by_year(context, figure.table, figure.row);
    let (da, en) = (&by_year.da, &by_year.en);
    let message = text!(
        "teksten siger {said}, men det hentede tal, {own}, er for alle årene",
        "the text says {said}, but the fetched figure, {own}, is of all the years"
    );
    let finding = Diagnostic::new(&OTHER_YEARS, place, message)
        .label(figure.span, text!("tallet her", "the figure here"))
        .note(text!("{name}: {da}", "{name}: {en}"))
        .help(text!("skriv {meant}", "write {meant}"));
    Some(Diagnostic { replacement: Some(meant), ..finding })
}

/// `2027`, `2027-2030`
fn span_of(from: u16, to: u16) -> String {
    if from == to { from.to_string() } else { format!("{from}-{to}") }
}

/// The figure that a candidate is, or the one that its row begins with.
fn figure(context: &Context<'_>, candidate: &Candidate) -> Option<FigureId> {
    match candidate.origin {
        Origin::Figure(id) | Origin::Rate(id) => Some(id),
        Origin::Years { table, row, .. } | Origin::Average { table, row } => {
            let first = candidate.years?.0;
            context.reconciled.system.find(table, row, &ColumnKey::Period(Period::Year(first)))
        }
        Origin::Part { .. } | Origin::Totals(..) | Origin::External(_) => None,
    }
}

fn other_years(
    context: &Context<'_>,
    mention: &Mention,
    candidate: &Candidate,
) -> Option<Diagnostic> {
    let (from, to) = mention.years?;
    let id = figure(context, candidate)?;
    let figure = context.reconciled.system.figure(id);
    let own = &mention.words;
    let said = span_of(from, to);
    let name = words::row(context, figure.table, figure.row);
    let by_year = words::by_year(context, figure.table, figure.row);
    let (da, en) = (&by_year.da, &by_year.en);
    let (years, years_en) = if from == to { ("årstallet", "year") } else { ("årene", "years") };
    // A year that the row has no figure of can't be looked up.
    let of_year = |year: &u16| {
        let column = ColumnKey::Period(Period::Year(*year));
        context.reconciled.system.find(figure.table, figure.row, &column)
    };
    let lacks = (from..=to).find(|year| of_year(year).is_none());
    let last = context.prose.mentions.candidates.years.map_or(to, |(_, last)| last);
    let message = match lacks.filter(|year| *year > last) {
        Some(year) => text!(
            "teksten siger {own} i {said}, men {name} har intet tal for {year}",
            "the text says {own} in {said}, but {name} has no figure of {year}"
        ),
        None => text!(
            "teksten siger {own} i {said}, men det er ikke tallet for {said} i {name}",
            "the text says {own} in {said}, but that is not the figure of {said} in {name}"
        ),
    };
    let help = match offer::expression(context, candidate, &mention.money) {
        Some(offered) => text!(
            "ret {years} i teksten, eller skriv det tal, du mener, fx {offered}",
            "correct the {years_en} in the text, or write the figure that you mean, e.g. {offered}"
        ),
        None => {
            text!(
                "ret {years} i teksten, eller beløbet",
                "correct the {years_en} in the text, or the amount"
            )
        }
    };
    Some(
        Diagnostic::new(&OTHER_YEARS, mention.span, message)
            .here(text!("i teksten", "in the text"))
            .label(figure.span, text!("tallet her", "the figure here"))
            .note(text!("{name}: {da}", "{name}: {en}"))
            .help(help),
    )
}

fn other_area(
    context: &Context<'_>,
    mention: &Mention,
    candidate: &Candidate,
    said: &str,
) -> Option<Diagnostic> {
    let area = context.prose.mentions.candidates.area(candidate)?;
    let (own, said) = (&mention.words, code(context, Dimension::Area, said));
    let area = code(context, Dimension::Area, &area);
    let finding = Diagnostic::new(
        &OTHER_AREA,
        mention.span,
        text!(
            "teksten siger {own} på {said}, men tallet er på {area}",
            "the text says {own} in {said}, but the figure is in {area}"
        ),
    )
    .here(text!("i teksten", "in the text"))
    .help(text!(
        "ret styringsområdet i teksten, eller i tabellen",
        "correct the control area in the text, or in the table"
    ));
    let Some(id) = figure(context, candidate) else { return Some(finding) };
    let figure = context.reconciled.system.figure(id);
    let name = words::figure(context, figure);
    let (da, en) = (&name.da, &name.en);
    Some(finding.label(figure.span, text!("{area} her", "{area} here")).note(text!("{da}", "{en}")))
}
