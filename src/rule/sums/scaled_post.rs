//! A post whose figures all have the wrong sign or are a thousand times too large, in words.

use crate::amount::Unit;
use crate::diagnostic::{Diagnostic, Rule};
use crate::reconcile::scaled_post::{Scale, ScaledPost};
use crate::rule::context::Context;
use crate::rule::sums::told::Statement;
use crate::rule::sums::words;
use crate::text;
use crate::text::Text;

/// Says it at the first of its figures.
pub(super) fn finding(
    context: &Context<'_>,
    scaled: &ScaledPost,
    rule: &'static Rule,
    statement: Statement,
) -> Option<Diagnostic> {
    let table = &context.reconciled.note.tables[scaled.table];
    let (name, id) = (words::post(table, scaled.post), &table.id.value);
    let (first, others) = scaled.figures.split_first()?;
    let message = match scaled.scale {
        Scale::Turned => text!(
            "alle tal på posten `{name}` i `{id}` har det forkerte fortegn",
            "all figures of the post `{name}` in `{id}` have the wrong sign"
        ),
        Scale::Large => text!(
            "alle tal på posten `{name}` i `{id}` er 1.000 gange for store",
            "all figures of the post `{name}` in `{id}` are 1,000 times too large"
        ),
        Scale::Small => text!(
            "alle tal på posten `{name}` i `{id}` er 1.000 gange for små",
            "all figures of the post `{name}` in `{id}` are 1,000 times too small"
        ),
    };
    let span = |id| context.reconciled.system.figure(id).span;
    let finding = Diagnostic::new(rule, span(*first), message);
    let finding =
        others.iter().fold(finding, |finding, id| finding.label(span(*id), Text::default()));
    Some(finding.sides(statement.sides).note(statement.note))
}

/// What to write.
pub(super) fn help(context: &Context<'_>, scaled: &ScaledPost) -> Option<Text> {
    let system = &context.reconciled.system;
    let figure = system.figure(*scaled.figures.first()?);
    let written = figure.written()?;
    let (is, unit) = (words::figure(figure, written), figure.measure.unit);
    let (meant, finer) = match scaled.scale {
        Scale::Turned => {
            let meant = words::figure(figure, written.negated());
            return Some(text!(
                "skriv {meant} i stedet for {is}, og skift også fortegn på de andre: så stemmer tabellerne",
                "write {meant} in place of {is}, and change the sign of the others too: then the tables agree"
            ));
        }
        Scale::Large => (written.divided_by(1000.into())?, true),
        Scale::Small => (written.times(1000.into())?, false),
    };
    let meant = words::figure(figure, meant);
    let typed = Unit::ALL.into_iter().map(|(_, other)| other).find(|other| {
        let (own, other) = (unit.exponent(), other.exponent());
        other.is_multiple_of(3) && if finer { other + 3 == own } else { own + 3 == other }
    });
    let typed = typed.filter(|typed| typed.is_money()).map_or("", Unit::name);
    let own = unit.name();
    if typed.is_empty() {
        return Some(text!("skriv {meant} i stedet for {is}", "write {meant} in place of {is}"));
    }
    Some(text!(
        "skriv {meant} i stedet for {is}, og de andre ligesådan: tabellen er i {own}, men posten er vist skrevet i {typed}",
        "write {meant} in place of {is}, and the others likewise: the table is in {own}, but the post seems to be typed in {typed}"
    ))
}
