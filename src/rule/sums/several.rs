//! Causes of several equations at once, in words: a total row with another's years, a table that
//! the others contradict.

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, Rule, Sides, rule};
use crate::equation::{FigureId, Origin};
use crate::note::{ColumnKey, PostNo, TableNo};
use crate::reconcile::cause::{Cause, OutlierTable};
use crate::reconcile::recounted::Recounted;
use crate::reconcile::slip::old_total::OldTotal;
use crate::reconcile::wrong_table::{Lacking, WrongTable};
use crate::rule::context::Context;
use crate::rule::recounted;
use crate::rule::sums::sides::{MOST_LABELS, sides};
use crate::rule::sums::told::{Statement, value, written};
use crate::rule::sums::words;
use crate::source::Span;
use crate::text;
use crate::text::{Lang, Text};

rule!(
    SAME_MONEY = "samme-midler", Error;
    "To tabeller om de samme midler er uenige.",
    "Two tables about the same money disagree."
);

/// A total row whose years are another's: all of them in one finding.
pub(super) fn old_total(
    context: &Context<'_>,
    old: &OldTotal,
    rule: &'static Rule,
    sides: Sides,
) -> Option<Diagnostic> {
    let system = &context.reconciled.system;
    let (first, _) = old.figures.first()?;
    let figure = system.figure(*first);
    let id = &context.reconciled.note.tables[figure.table].id.value;
    let row = words::row(context, figure);
    let equation = old
        .checks
        .first()
        .map(|check| &system.equations[context.reconciled.checks[*check].equation])?;
    let (parts_da, parts_en) = words::parts_of(&equation.origin);
    let list = |of: &dyn Fn(&(FigureId, Amount)) -> Text| {
        Text::list(&old.figures.iter().map(of).collect::<Vec<_>>())
    };
    let column = |figure: FigureId| match &system.figure(figure).column {
        ColumnKey::Across => text!("på tværs", "across"),
        year => Text::same(year.to_string()),
    };
    let printed = |figure: FigureId, amount: Amount| words::figure(system.figure(figure), amount);
    let written = |figure: FigureId| {
        printed(figure, context.reconciled.solution.value(figure).amount().unwrap_or_default())
    };
    let Text { da: years_da, en: years_en } = list(&|(figure, _)| column(*figure));
    let Text { da: is_da, en: is_en } = list(&|(figure, _)| Text::same(written(*figure)));
    let Text { da: given_da, en: given_en } =
        list(&|(figure, mended)| Text::same(printed(*figure, *mended)));
    let message = text!(
        "`{row}` i `{id}` er {is_da} i {years_da}, men {parts_da} giver {given_da}",
        "`{row}` in `{id}` is {is_en} in {years_en}, but {parts_en} give {given_en}"
    );
    let mut finding = Diagnostic::new(rule, figure.span, message).sides(sides);
    for (index, (figure, mended)) in old.figures.iter().enumerate() {
        let mended = printed(*figure, *mended);
        let words = text!("{parts_da} giver {mended}", "{parts_en} give {mended}");
        finding = if index == 0 {
            finding.here(words)
        } else {
            finding.label(system.figure(*figure).span, words)
        };
    }
    Some(finding)
}

/// Posts that count again what others count, where a sum tells of it: the first of them.
pub(super) fn recounted(
    context: &Context<'_>,
    (number, posts): (TableNo, &[Recounted]),
    rule: &'static Rule,
    statement: Statement,
) -> Option<Diagnostic> {
    let table = &context.reconciled.note.tables[number];
    let (first, others) = posts.split_first()?;
    let post = table.post_at(first.post)?;
    let finding = Diagnostic::new(rule, recounted::place(post), recounted::message(table, *first))
        .sides(statement.sides)
        .note(statement.note);
    let others = others.iter().filter_map(|known| {
        Some((recounted::place(table.post_at(known.post)?), recounted::message(table, *known)))
    });
    let finding = others.fold(finding, |finding, (place, words)| finding.label(place, words));
    // The table that says otherwise.
    let elsewhere = statement.anchors.iter().find(|(of, _)| *of != Some(number));
    Some(match elsewhere {
        Some((Some(other), span)) => {
            let id = &context.reconciled.note.tables[*other].id.value;
            finding.label(*span, text!("`{id}` har den ikke", "`{id}` does not have it"))
        }
        _ => finding,
    })
}

/// A post without figures, where another table has what it lacks.
pub(super) fn empty_post(
    context: &Context<'_>,
    (number, post): (TableNo, PostNo),
    rule: &'static Rule,
    statement: Statement,
) -> Option<Diagnostic> {
    let table = &context.reconciled.note.tables[number];
    let (name, id) = (words::post(table, post), &table.id.value);
    let message = text!(
        "posten `{name}` i `{id}` har ingen tal",
        "the post `{name}` in `{id}` has no figures"
    );
    let finding = Diagnostic::new(rule, recounted::place(table.post_at(post)?), message);
    Some(finding.sides(statement.sides).note(statement.note))
}

/// A post that stands in another table than its own.
pub(super) fn wrong_table(
    context: &Context<'_>,
    wrong: &WrongTable,
    rule: &'static Rule,
    statement: Statement,
) -> Option<Diagnostic> {
    let tables = &context.reconciled.note.tables;
    let post = tables[wrong.from].post_at(wrong.post)?;
    let name = words::post(&tables[wrong.from], wrong.post);
    let (from, to) = (&tables[wrong.from].id.value, &tables[wrong.to].id);
    let has = context.reconciled.system.dims[wrong.from][wrong.post].get(wrong.by).is_some();
    let key = wrong.by.key();
    let (da, en) = if has { ("med", "with") } else { ("uden", "without") };
    let to_id = &to.value;
    let message = text!(
        "posten `{name}` ({da} {key}) i `{from}` hører vist til i `{to_id}`, som mangler netop de beløb",
        "the post `{name}` ({en} {key}) in `{from}` probably belongs in `{to_id}`, which lacks just those amounts"
    );
    let finding = Diagnostic::new(rule, recounted::place(post), message)
        .label(to.span, text!("her mangler den", "it is missing here"));
    Some(finding.sides(statement.sides).note(statement.note))
}

/// A post that another table has nothing for.
pub(super) fn lacking(
    context: &Context<'_>,
    lacks: &Lacking,
    rule: &'static Rule,
    statement: Statement,
) -> Option<Diagnostic> {
    let tables = &context.reconciled.note.tables;
    let post = tables[lacks.from].post_at(lacks.post)?;
    let name = words::post(&tables[lacks.from], lacks.post);
    let (from, to) = (&tables[lacks.from].id.value, &tables[lacks.to].id);
    let to_id = &to.value;
    let message = text!(
        "`{to_id}` mangler netop beløbene fra posten `{name}` i `{from}`",
        "`{to_id}` lacks just the amounts of the post `{name}` in `{from}`"
    );
    let finding = Diagnostic::new(rule, to.span, message)
        .label(recounted::place(post), text!("de står her", "they are here"));
    Some(finding.sides(statement.sides).note(statement.note))
}

/// A table that the others contradict: which, about what, and when.
pub(super) fn outlier(
    context: &Context<'_>,
    cause: &Cause,
    outlier: &OutlierTable,
) -> Option<Diagnostic> {
    let system = &context.reconciled.system;
    let tables = &context.reconciled.note.tables;
    let first = &system.equations[context.reconciled.checks[*cause.checks.first()?].equation];
    let Origin::SameMoney(compared) = &first.origin else { return None };
    let list =
        |words: Vec<String>| Text::list(&words.into_iter().map(Text::same).collect::<Vec<_>>());
    let id = &tables[outlier.table].id.value;
    let Text { da: others_da, en: others_en } =
        list(outlier.others.iter().map(|other| format!("`{}`", tables[*other].id.value)).collect());
    let Text { da: about_da, en: about_en } = words::dims(context, &compared.dims, &compared.by)
        .unwrap_or_else(|| text!("totalen", "the total"));
    let years: Vec<String> = outlier
        .gaps
        .iter()
        .filter_map(|(period, _)| period.map(|period| period.to_string()))
        .collect();
    let Text { da: years_da, en: years_en } = list(years.clone());
    let when =
        if years.is_empty() { Text::default() } else { text!(" i {years_da}", " in {years_en}") };
    let Text { da: when_da, en: when_en } = when;
    let message = text!(
        "`{id}` er uenig med {others_da} om {about_da}{when_da}",
        "`{id}` disagrees with {others_en} about {about_en}{when_en}"
    );
    // Both sides of every period, those of one amount told once.
    let mut sums: Vec<(Sides, Vec<String>)> = Vec::new();
    let mut places: Vec<(Span, Text)> = Vec::new();
    for check in &cause.checks {
        let equation = &system.equations[context.reconciled.checks[*check].equation];
        let Origin::SameMoney(compared) = &equation.origin else { continue };
        let (left, right) = equation.terms.split_at(compared.left_terms);
        let (mine, theirs, sign) = if compared.left == outlier.table {
            (left, right, Decimal::ONE)
        } else {
            (right, left, Decimal::NEGATIVE_ONE)
        };
        let (own, other) =
            (value(context, mine)?.times(sign)?, value(context, theirs)?.times(-sign)?);
        let both = sides(own, other);
        let year = compared.period.map(|period| period.to_string()).unwrap_or_default();
        match sums.iter_mut().find(|(known, _)| *known == both) {
            Some((_, years)) if years.contains(&year) => {}
            Some((_, years)) => years.push(year),
            None => sums.push((both, vec![year])),
        }
        places.extend(
            written(context, mine, &Text::default())
                .into_iter()
                .filter(|(span, _)| !places.iter().any(|(known, _)| known == span))
                .collect::<Vec<_>>(),
        );
    }
    let notes: Vec<Text> = sums
        .iter()
        .map(|(both, years)| {
            let (own, other, difference) = (both.left, both.right, both.difference.abs());
            let Text { da, en } = list(years.clone());
            let sum = text!(
                "{id} {own} ≠ {other} (forskel {difference})",
                "{id} {own} ≠ {other} (difference {difference})"
            );
            if sums.len() == 1 {
                sum
            } else {
                Text::new(format!("{da}: {}", sum.da), format!("{en}: {}", sum.en))
            }
        })
        .collect();
    let join = |lang| notes.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join("; ");
    let whole = sums.first().map(|(both, _)| both.clone())?;
    let mut places = places.into_iter();
    let primary = places.next().map_or(tables[outlier.table].id.span, |(span, _)| span);
    let mut finding = Diagnostic::new(&SAME_MONEY, primary, message)
        .here(text!("i `{id}`", "in `{id}`"))
        .sides(whole)
        .note(Text::new(join(Lang::Da), join(Lang::En)));
    for (span, words) in places.take(MOST_LABELS.saturating_sub(outlier.others.len())) {
        finding = finding.label(span, words);
    }
    for other in &outlier.others {
        finding = finding.label(tables[*other].id.span, text!("de er enige", "they agree"));
    }
    Some(finding)
}
