//! What would mend a root cause: a figure written otherwise, in another column, or posts under another code.

use crate::equation::facts::Dimension;
use crate::equation::{Equation, FigureId, Origin, Row};
use crate::note::Word;
use crate::reconcile::blame::{Cause, Mend, neighbour};
use crate::reconcile::relabel::Relabel;
use crate::rule::Context;
use crate::rule::sums::{words, written};
use crate::source::Span;
use crate::text;
use crate::text::Text;

/// The one figure that would mend everything.
pub(super) fn blamed(cause: &Cause) -> Option<FigureId> {
    match &cause.mend {
        Mend::Figures { options, sure: true } => options.first().map(|(figure, _)| *figure),
        Mend::Column { figure, .. } => Some(*figure),
        _ => None,
    }
}

/// The exact figure or word that is almost surely wrong, where that is known.
pub(super) fn place(context: &Context<'_>, cause: &Cause) -> Option<Span> {
    let system = &context.reconciled.system;
    match &cause.mend {
        Mend::Figures { options, sure: true } => options.first().map(|(figure, _)| system.figure(*figure).span),
        Mend::Figures { options, .. } => likely(context, options).map(|(figure, _)| system.figure(figure).span),
        Mend::Column { figure, .. } => Some(system.figure(*figure).span),
        Mend::Relabel(relabel) => {
            relabel.changes.first().and_then(|(table, post, ..)| word(context, *table, *post, relabel.dimension)).map(|w| w.span)
        }
        Mend::Profile(_) | Mend::Odd(_) | Mend::MissingPost(_) | Mend::None => None,
    }
}

/// The one option that would become its neighbour's figure.
fn likely(context: &Context<'_>, options: &[(FigureId, crate::amount::Amount)]) -> Option<(FigureId, crate::amount::Amount)> {
    let reconciled = context.reconciled;
    if let Some(signed) = options.iter().find(|(figure, mended)| sign_slip(context, *figure, *mended)) {
        return Some(*signed);
    }
    // A figure that several causes speak of is no slip of one of them.
    let alone = |figure: &FigureId| reconciled.causes.iter().filter(|cause| cause.disputed.contains(figure)).count() == 1;
    let mut like =
        options.iter().filter(|(figure, mended)| alone(figure) && neighbour(&reconciled.system, *figure, *mended).is_some());
    let first = like.next()?;
    like.next().is_none().then_some(*first)
}

/// True for an income written without its minus, that would add up with it.
fn sign_slip(context: &Context<'_>, figure: FigureId, mended: crate::amount::Amount) -> bool {
    let known = context.reconciled.system.figure(figure);
    let Row::Post(post) = known.row else { return false };
    let income = context.reconciled.note.tables[known.table].posts[post].ui.as_ref().is_some_and(|ui| ui.value == "I");
    income && written(known).is_some_and(|is| is.negated() == mended && !is.is_negative())
}

/// The places of incomes whose missing minus a sum tells of already.
pub(in crate::rule) fn told_signs(context: &Context<'_>) -> Vec<Span> {
    let mut out = Vec::new();
    for cause in &context.reconciled.causes {
        if let Mend::Figures { options, .. } = &cause.mend {
            let slips = options.iter().filter(|(figure, mended)| sign_slip(context, *figure, *mended));
            out.extend(slips.map(|(figure, _)| context.reconciled.system.figure(*figure).span));
        }
    }
    out
}

fn word<'a>(context: &'a Context<'_>, table: usize, post: usize, dimension: Dimension) -> Option<&'a Word> {
    let post = &context.reconciled.note.tables[table].posts[post];
    match dimension {
        Dimension::Area => post.area.as_ref(),
        Dimension::Committee => post.committee.as_ref().or(post.administrations.first()),
        Dimension::Appropriation => post.appropriation.as_ref(),
        Dimension::Choice => post.choice.as_ref(),
    }
}

/// The further posts that stand under the wrong code.
pub(super) fn places(context: &Context<'_>, relabel: &Relabel) -> Vec<(Span, Text)> {
    let changes = relabel.changes.iter().enumerate().skip(1);
    changes
        .filter_map(|(index, (table, post, ..))| {
            Some((word(context, *table, *post, relabel.dimension)?.span, perhaps(context, relabel, index)?))
        })
        .collect()
}

/// What may be meant at one of the posts under the wrong code.
pub(super) fn perhaps(context: &Context<'_>, relabel: &Relabel, index: usize) -> Option<Text> {
    let (_, _, _, to) = relabel.changes.get(index)?;
    let to = words::code(context, relabel.dimension, to);
    Some(text!("her måske {to}", "perhaps {to} here"))
}

/// What to do.
pub(super) fn help(context: &Context<'_>, cause: &Cause, equation: &Equation) -> Option<Text> {
    let system = &context.reconciled.system;
    let line = |span: Span| context.project.sources.line(span);
    let would = |figure: FigureId, mended: crate::amount::Amount| -> Option<Text> {
        let known = system.figure(figure);
        let (is, line) = (written(known)?, line(known.span));
        Some(match neighbour(system, figure, mended) {
            Some(column) => text!(
                "{is} i linje {line} ville stemme som {mended}, ligesom i {column}",
                "{is} in line {line} would add up as {mended}, as in {column}"
            ),
            None => text!("{is} i linje {line} ville stemme som {mended}", "{is} in line {line} would add up as {mended}"),
        })
    };
    match &cause.mend {
        Mend::Figures { options, sure: true } => options.first().and_then(|(figure, mended)| would(*figure, *mended)),
        Mend::Figures { options, .. } => {
            if let Some((figure, mended)) = likely(context, options) {
                return would(figure, mended);
            }
            if let [(first, first_mended), (second, second_mended)] = options.as_slice() {
                let (a, b) = (would(*first, *first_mended)?, would(*second, *second_mended)?);
                return Some(Text::new(format!("{}, eller {}", a.da, b.da), format!("{}, or {}", a.en, b.en)));
            }
            Some(generic(equation))
        }
        Mend::Column { figure, to } => {
            let (from, to) = (system.figure(*figure), system.figure(*to));
            let (is, line) = (written(from)?, line(from.span));
            let (wrong, right) = (&from.column, &to.column);
            Some(text!(
                "{is} i linje {line} står under {wrong}; under {right} ville alt stemme",
                "{is} in line {line} stands under {wrong}; under {right} everything would add up"
            ))
        }
        Mend::Relabel(relabel) => {
            let (table, post, from, to) = relabel.changes.first()?;
            let (from, to) = (words::code(context, relabel.dimension, from), words::code(context, relabel.dimension, to));
            let at = word(context, *table, *post, relabel.dimension).map(|word| line(word.span));
            match (at, relabel.changes.get(1)) {
                (Some(at), Some((other_table, other_post, ..))) => {
                    let other = word(context, *other_table, *other_post, relabel.dimension).map_or(0, |word| line(word.span));
                    Some(text!(
                        "byttes {from} og {to} om i linje {at} og {other}, stemmer tabellerne",
                        "with {from} and {to} swapped in lines {at} and {other}, the tables agree"
                    ))
                }
                (Some(at), None) => Some(text!(
                    "står der {to} i stedet for {from} i linje {at}, stemmer tabellerne",
                    "with {to} in place of {from} in line {at}, the tables agree"
                )),
                (None, _) => None,
            }
        }
        Mend::MissingPost(table) => {
            let id = &context.reconciled.note.tables[*table].id.value;
            Some(text!(
                "tilføj posten i `{id}`; handler tabellen kun om en del af pengene, så skriv det på tabellen (fx styringsomraade = \"service\")",
                "add the post to `{id}`; if the table is about a part of the money only, say so on the table (e.g. styringsomraade = \"service\")"
            ))
        }
        Mend::Odd(odd) => {
            let id = &context.reconciled.note.tables[odd.table].id.value;
            Some(text!(
                "de andre tabeller er enige, så det er nok `{id}`, der skal rettes",
                "the other tables agree, so it is probably `{id}` that is to be mended"
            ))
        }
        Mend::Profile(profile) => {
            let sum = profile.sum;
            Some(text!(
                "begge giver {sum} over årene: en gammel total er nok blevet stående; slettes den skrevne række, regnes den ud",
                "both give {sum} over the years: an old total was probably left in place; if the written row is deleted, it is computed"
            ))
        }
        Mend::None => Some(generic(equation)),
    }
}

/// Where no figure stands out.
fn generic(equation: &Equation) -> Text {
    match &equation.origin {
        Origin::SameMoney(_) => text!(
            "ret det af tallene, der er forkert; er det ikke de samme midler, så giv tabellerne hver sit midler = \"…\"",
            "mend the figure that is wrong; if it is not the same money, give each table its own midler = \"…\""
        ),
        Origin::MustGive => text!(
            "ret det af tallene, der er forkert, eller lad posten med rest = true give forskellen",
            "mend the figure that is wrong, or let a post with rest = true give the difference"
        ),
        Origin::Column | Origin::Row | Origin::Subtotal | Origin::Effect => text!(
            "ret det af tallene, der er forkert; slettes den skrevne sum, regnes den ud",
            "mend the figure that is wrong; if the written sum is deleted, it is computed"
        ),
        _ => text!("ret det af tallene, der er forkert", "mend the figure that is wrong"),
    }
}
