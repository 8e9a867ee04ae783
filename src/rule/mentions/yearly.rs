//! An amount that is said to be yearly, and is all years together: fetched, or typed.

use crate::amount::{Amount, Unit};
use crate::diagnostic::{Diagnostic, rule};
use crate::mention::candidate::{Candidate, Origin};
use crate::mention::{Mention, Verdict, money};
use crate::note::{ColumnKey, Rate};
use crate::reconcile::years::Years;
use crate::rule::context::Context;
use crate::rule::mentions::words;
use crate::text;

rule!(
    WHOLE = "beloeb-aarligt", Warning;
    "Et beløb er for alle årene, men teksten siger, at det er årligt.",
    "An amount covers all the years, but the text says that it is yearly."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    findings.extend(
        context
            .prose
            .mentions
            .list
            .iter()
            .filter(|mention| mention.yearly)
            .filter_map(|mention| finding(context, mention)),
    );
    let typed = &context.prose.mentions.list;
    findings.extend(typed.iter().filter_map(|mention| typed_whole(context, mention)));
}

/// Of an amount that is typed as a yearly one, and is a row's sum across.
fn typed_whole(context: &Context<'_>, mention: &Mention) -> Option<Diagnostic> {
    let Verdict::Backed(number) = mention.verdict else { return None };
    if mention.money.rate != money::Rate::Yearly {
        return None;
    }
    let candidates = &context.prose.mentions.candidates;
    let whole = candidates.at(number);
    let Origin::Figure(id) = whole.origin else { return None };
    let system = &context.reconciled.system;
    let figure = system.figure(id);
    if figure.column != ColumnKey::Across {
        return None;
    }
    // Where a year has as much, that may be meant.
    let of_a_year = |candidate: &Candidate| {
        candidate.kroner == whole.kroner && candidate.years.is_some_and(|(from, to)| from == to)
    };
    if candidates.plain().iter().any(of_a_year) {
        return None;
    }
    let table = context.reconciled.note.table_at(figure.table)?;
    let mut each = Vec::new();
    for column in table.columns.iter().filter(|column| column.year.is_some()) {
        let id = system.find(figure.table, figure.row, &column.key)?;
        let amount = context.reconciled.solution.value(id).amount()?;
        each.extend((!amount.is_zero()).then_some(amount));
    }
    let (first, years) = (*each.first()?, each.len());
    if years < 2 {
        return None;
    }
    let own = &mention.words;
    let message = text!(
        "{own} er for alle {years} år tilsammen, ikke for hvert år",
        "{own} is for all {years} years together, not for each year"
    );
    let unit = figure.measure.unit;
    let yearly = unit.convert(first, Unit::Kr)?.abs().decimal();
    let amount = words::in_own_unit(&mention.money, yearly);
    let finding = Diagnostic::new(&WHOLE, mention.span, message);
    if each.iter().any(|other| *other != first) {
        return Some(finding.help(text!(
            "skriv i alt i stedet for årligt, eller beløbet for hvert år",
            "write i alt in place of årligt, or the amount of each year"
        )));
    }
    Some(finding.help(text!(
        "skriv {amount}, eller skriv i alt i stedet for årligt",
        "write {amount}, or i alt in place of årligt"
    )))
}

fn finding(context: &Context<'_>, mention: &Mention) -> Option<Diagnostic> {
    let Rate { yearly, years } = rate(context, mention)?;
    let place = words::expression_at(context, mention.span)?;
    let written = context.project.sources.slice(place);
    // Before the first filter of it all, or at its end.
    let from = if written.contains("sum(") { written.find(')')? } else { 0 };
    let at = from + written[from..].find(['|', '}'])?;
    let (figure, rest) = written.split_at(at);
    let meant = format!("{} | aarligt {rest}", figure.trim_end());
    let own = &mention.words;
    let short = mention.money.unit.short();
    let message = text!(
        "{own} er for alle {years} år tilsammen, ikke for hvert år",
        "{own} is for all {years} years together, not for each year"
    );
    let help = text!(
        "skriv {meant}: så står der {yearly} {short}",
        "write {meant}: then it says {yearly} {short}"
    );
    Some(Diagnostic {
        replacement: Some(meant.clone()),
        ..Diagnostic::new(&WHOLE, place, message).help(help)
    })
}

/// What a fetched whole is each year, in the unit that it is stated in; `None` where the rate was
/// fetched, or there is none.
fn rate(context: &Context<'_>, mention: &Mention) -> Option<Rate> {
    let Verdict::Filled(figures) = &mention.verdict else { return None };
    let (system, solution) = (&context.reconciled.system, &context.reconciled.solution);
    let unit = system.figure(*figures.first()?).measure.unit;
    let mut whole = Amount::ZERO;
    for id in figures {
        whole = whole.plus(unit.convert(solution.value(*id).amount()?, Unit::Kr)?)?;
    }
    let all = figures.iter().map(|id| solution.years(*id)).fold(Years::Any, Years::and);
    let Years::Each(years) = all else { return None };
    let kroner = Amount::new(mention.money.kroner);
    let half = Amount::new(mention.money.step().checked_div(rust_decimal::Decimal::TWO)?);
    let is_whole = whole.abs().minus(kroner)?.abs() <= half;
    let yearly = Unit::Kr.convert(whole.divided_by(years.into())?, mention.money.unit)?;
    (is_whole && years > 1 && !whole.is_zero()).then_some(Rate { yearly, years })
}
