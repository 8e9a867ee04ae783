//! What would mend a root cause: a figure written otherwise, in another column, or posts under
//! another code.

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::diagnostic;
use crate::equation::dimensions::Dimension;
use crate::equation::{Equation, FigureId, Origin};
use crate::note::{PostNo, TableNo, Word};
use crate::reconcile::cause::{Cause, Mend, Suspect};
use crate::reconcile::relabel::Relabel;
use crate::reconcile::scaled_post::Scale;
use crate::reconcile::slip::{self, old_total};
use crate::reconcile::window::Window;
use crate::rule::context::Context;
use crate::rule::recounted;
use crate::rule::sums::sides::typed;
use crate::rule::sums::statement::silent;
use crate::rule::sums::words;
use crate::rule::sums::{scaled_post, shifted_years, stale, wrong_unit};
use crate::source::Span;
use crate::text;
use crate::text::Text;

/// The one figure that would mend everything.
pub(super) fn blamed(cause: &Cause) -> Option<FigureId> {
    match &cause.mend {
        Mend::Figures { suspects, sure: true } => suspects.first().map(|suspect| suspect.figure),
        Mend::Column { figure, .. } => Some(*figure),
        _ => None,
    }
}

/// The exact figure or word that is almost surely wrong, where that is known.
pub(super) fn place(context: &Context<'_>, cause: &Cause) -> Option<Span> {
    let system = &context.reconciled.system;
    match &cause.mend {
        Mend::Figures { suspects, sure: true } => {
            suspects.first().map(|suspect| system.figure(suspect.figure).span)
        }
        Mend::Figures { suspects, .. } => {
            likely(suspects).map(|suspect| system.figure(suspect.figure).span)
        }
        Mend::Column { figure, .. } => Some(system.figure(*figure).span),
        Mend::Relabel(relabel) => relabel.changes.first().and_then(|(table, post, ..)| {
            let own = word(context, *table, *post, relabel.dimension).map(|word| word.span);
            let post = || context.reconciled.note.tables[*table].post_at(*post);
            own.or_else(|| post().map(recounted::place))
        }),
        Mend::OldTotal(_)
        | Mend::Outlier(_)
        | Mend::Recounted(..)
        | Mend::EmptyPost(..)
        | Mend::Forgotten(_)
        | Mend::WrongTable(_)
        | Mend::WrongUnit(_)
        | Mend::ScaledPost(_)
        | Mend::ShiftedYears(_)
        | Mend::Lacking(_)
        | Mend::MissingPost(_)
        | Mend::Shares(_)
        | Mend::Shifted(_)
        | Mend::None => None,
    }
}

/// The one suspect that looks more like a slip than all others.
fn likely(suspects: &[Suspect]) -> Option<&Suspect> {
    match suspects {
        [first, second, ..] => Some(first).filter(|_| first.score > second.score),
        _ => suspects.first(),
    }
}

/// The places of incomes whose missing minus a sum tells of already.
pub(in crate::rule) fn signs_in_findings(context: &Context<'_>) -> Vec<Span> {
    let system = &context.reconciled.system;
    let suspects = context.reconciled.causes.iter().flat_map(Cause::suspects);
    let turned = suspects.filter(|suspect| {
        suspect.slip.as_ref().is_some_and(|slip| slip.family.name == slip::SIGN.name)
    });
    let known = turned.map(|suspect| system.figure(suspect.figure));
    let turned = context.reconciled.causes.iter().filter_map(|cause| match &cause.mend {
        Mend::ScaledPost(scaled) if scaled.scale == Scale::Turned => Some(&scaled.figures),
        _ => None,
    });
    let known = known.chain(turned.flatten().map(|figure| system.figure(*figure)));
    let missing = known.filter(|figure| figure.written().is_some_and(|is| !is.is_negative()));
    missing.map(|figure| figure.span).collect()
}

fn word<'a>(
    context: &'a Context<'_>,
    table: TableNo,
    post: PostNo,
    dimension: Dimension,
) -> Option<&'a Word> {
    let post = &context.reconciled.note.tables[table].posts[post];
    match dimension {
        Dimension::Area => post.area.as_ref(),
        Dimension::Committee => post.committee.as_ref().or(post.administrations.first()),
        Dimension::Appropriation => post.appropriation.as_ref(),
        Dimension::Choice => post.choice.as_ref(),
    }
}

/// The most suspects that a finding names.
const MOST_SUSPECTS: usize = 20;

/// The figures under suspicion, for machines.
pub(in crate::rule) fn suspects(context: &Context<'_>, cause: &Cause) -> Vec<diagnostic::Suspect> {
    let system = &context.reconciled.system;
    let suspect = |figure: FigureId,
                   value: Amount,
                   window: Window,
                   slip: Option<&'static str>,
                   score: u32| {
        let known = system.figure(figure);
        let table = &context.reconciled.note.tables[known.table];
        diagnostic::Suspect {
            span: known.span,
            table: table.id.value.clone(),
            post: words::row(context, known),
            column: known.column.to_string(),
            value,
            low: window.low,
            high: window.high,
            slip,
            score,
        }
    };
    let alone = |value| Window { low: value, high: value };
    let mut out: Vec<diagnostic::Suspect> = if let Mend::OldTotal(old) = &cause.mend {
        let share = 100 / u32::try_from(old.figures.len()).unwrap_or(u32::MAX).max(1);
        let each = old.figures.iter().filter_map(|(figure, whole)| {
            Some((*figure, system.figure(*figure).typed_as(*whole)?))
        });
        each.map(|(figure, value)| {
            suspect(figure, value, alone(value), Some(old_total::NAME), share)
        })
        .collect()
    } else {
        let slip = |suspect: &Suspect| suspect.slip.as_ref().map(|slip| slip.family.name);
        let each = cause.suspects().iter();
        each.map(|known| suspect(known.figure, known.value, known.window, slip(known), known.score))
            .collect()
    };
    out.truncate(MOST_SUSPECTS);
    out
}

/// The further posts that stand under the wrong code.
pub(super) fn places(context: &Context<'_>, relabel: &Relabel) -> Vec<(Span, Text)> {
    let changes = relabel.changes.iter().enumerate().skip(1);
    changes
        .filter_map(|(index, (table, post, ..))| {
            Some((
                word(context, *table, *post, relabel.dimension)?.span,
                perhaps(context, relabel, index)?,
            ))
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
    let would = |suspect: &Suspect| would(context, suspect);
    match &cause.mend {
        // That the one figure would be 0 is no mend.
        Mend::Figures { .. } | Mend::None if silent(context, equation).is_some() => {
            let silent = silent(context, equation)?;
            let Origin::SameMoney(compared) = &equation.origin else { return None };
            let tables = &context.reconciled.note.tables;
            let other = if silent == compared.left { compared.right } else { compared.left };
            let (silent, other) = (&tables[silent].id.value, &tables[other].id.value);
            Some(text!(
                "skriv tallet i `{silent}` også, eller slet det i `{other}`",
                "write the figure in `{silent}` too, or delete it in `{other}`"
            ))
        }
        Mend::Figures { suspects, sure: true } => suspects.first().and_then(would).map(changed),
        Mend::Figures { suspects, .. } => {
            if let Some(help) = stale::help(context, cause) {
                return Some(help);
            }
            if let Some(suspect) = likely(suspects) {
                return would(suspect).map(changed);
            }
            // Two that look equally likely are both told.
            let best = suspects.first().map_or(0, |suspect| suspect.score);
            let alike: Vec<&Suspect> =
                suspects.iter().take_while(|suspect| suspect.score == best).collect();
            if let [first, second] = alike.as_slice() {
                let (a, b) = (would(first)?, would(second)?);
                return Some(changed(Text::new(
                    format!("{}, eller {}", a.da, b.da),
                    format!("{}, or {}", a.en, b.en),
                )));
            }
            Some(generic(equation))
        }
        Mend::Column { figure, to } => {
            let (from, to) = (system.figure(*figure), system.figure(*to));
            let (Text { da: is_da, en: is_en }, line) = (typed(from)?, line(from.span));
            let (wrong, right) = (&from.column, &to.column);
            Some(text!(
                "{is_da} i linje {line} står under {wrong}; under {right} ville alt stemme",
                "{is_en} in line {line} stands under {wrong}; under {right} everything would add up"
            ))
        }
        Mend::Relabel(relabel) => {
            let (table, post, from, to) = relabel.changes.first()?;
            if from.is_empty() {
                let key = relabel.dimension.key();
                return Some(text!(
                    "skriv {key} = \"{to}\" på posten",
                    "write {key} = \"{to}\" on the post"
                ));
            }
            let (from, to) = (
                words::code(context, relabel.dimension, from),
                words::code(context, relabel.dimension, to),
            );
            let at = word(context, *table, *post, relabel.dimension).map(|word| line(word.span));
            match (at, relabel.changes.get(1)) {
                (Some(at), Some((other_table, other_post, ..))) => {
                    let other = word(context, *other_table, *other_post, relabel.dimension)
                        .map_or(0, |word| line(word.span));
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
        Mend::Forgotten(forgotten) => {
            let figure = system.figure(forgotten.figure);
            let table = &context.reconciled.note.tables[figure.table];
            let (year, line) = (&figure.column, line(figure.span));
            let (row, value) = (words::row(context, figure), forgotten.value.toml());
            Some(if table.in_lines {
                let value = words::figure(figure, forgotten.value);
                text!(
                    "mangler der et tal i {year} i linje {line} (`{row}`)? Står der {value}, stemmer det",
                    "is a figure missing in {year} in line {line} (`{row}`)? With {value} there, it adds up"
                )
            } else {
                text!(
                    "mangler der et tal i {year} på posten `{row}` (linje {line})? Med {year} = {value} stemmer det",
                    "is a figure missing in {year} on the post `{row}` (line {line})? With {year} = {value}, it adds up"
                )
            })
        }
        Mend::EmptyPost(table, _) => Some(if context.reconciled.note.tables[*table].in_lines {
            text!(
                "skriv linjens tal; er det en mellemoverskrift, så sæt mærket # foran den",
                "write the line's figures; if it is a heading, put the mark # before it"
            )
        } else {
            text!(
                "skriv postens tal; er det en mellemoverskrift, så skriv overskrift = true",
                "write the post's figures; if it is a heading, write overskrift = true"
            )
        }),
        Mend::WrongTable(wrong) => {
            let (from, to) = (
                &context.reconciled.note.tables[wrong.from],
                &context.reconciled.note.tables[wrong.to].id.value,
            );
            Some(if from.in_lines {
                text!("flyt linjen til `{to}`", "move the line to `{to}`")
            } else {
                text!("flyt posten til `{to}`", "move the post to `{to}`")
            })
        }
        Mend::ScaledPost(scaled) => scaled_post::help(context, scaled),
        Mend::ShiftedYears(shifted) => Some(shifted_years::help(context, shifted)),
        Mend::WrongUnit(wrong) => Some(wrong_unit::help(context, wrong.table, wrong.typed)),
        Mend::Lacking(lacks) => {
            let tables = &context.reconciled.note.tables;
            let (from, to) = (&tables[lacks.from].id.value, &tables[lacks.to].id.value);
            Some(text!(
                "tilføj beløbene i `{to}`, eller slet dem i `{from}`",
                "add the amounts to `{to}`, or delete them in `{from}`"
            ))
        }
        Mend::Recounted(table, posts) => {
            let table = &context.reconciled.note.tables[*table];
            posts.first().map(|known| recounted::help(table, *known))
        }
        Mend::MissingPost(table) => {
            let id = &context.reconciled.note.tables[*table].id.value;
            Some(text!(
                "tilføj posten i `{id}`; handler tabellen kun om en del af pengene, så skriv det på tabellen (fx styringsomraade = \"service\")",
                "add the post to `{id}`; if the table is about a part of the money only, say so on the table (e.g. styringsomraade = \"service\")"
            ))
        }
        Mend::Outlier(outlier) => {
            let id = &context.reconciled.note.tables[outlier.table].id.value;
            Some(text!(
                "de andre tabeller er enige, så det er nok `{id}`, der skal rettes",
                "the other tables agree, so it is probably `{id}` that should be corrected"
            ))
        }
        Mend::OldTotal(old) => {
            let Some(sum) = old.sum else {
                return Some(text!(
                    "tallene er nok fra før en post blev ændret; slettes den skrevne række, regnes den ud",
                    "the figures are probably from before a post was changed; if the written row is deleted, it is computed"
                ));
            };
            let sum = words::figure(system.figure(old.figures.first()?.0), sum);
            Some(text!(
                "begge giver {sum} over årene: en gammel total er nok blevet stående; slettes den skrevne række, regnes den ud",
                "both give {sum} over the years: an old total was probably left in place; if the written row is deleted, it is computed"
            ))
        }
        Mend::Shifted(_) | Mend::Shares(_) | Mend::None => Some(generic(equation)),
    }
}

/// That figures in millions or thousands of millions may be rounded, where rounding could give all
/// that a cause is off by and nobody says that they are.
pub(super) fn perhaps_rounded(context: &Context<'_>, cause: &Cause) -> Option<Text> {
    let (system, checks) = (&context.reconciled.system, &context.reconciled.checks);
    let explained = |index: &usize| {
        let check = &checks[*index];
        let could =
            check.base_figures.iter().try_fold(Decimal::ZERO, |sum, (base_figure, weight)| {
                let figure = system.figure(*base_figure);
                let coarse = matches!(figure.measure.unit, Unit::MillionKr | Unit::BillionKr)
                    && !figure.rounded;
                let half = Decimal::new(5, figure.measure.decimals.saturating_add(1))
                    .checked_mul(weight.abs())?;
                let half = half.checked_mul(figure.times())?;
                if coarse { sum.checked_add(half) } else { None }
            });
        could.is_some_and(|could| check.residual.abs().decimal() <= could)
    };
    cause.checks.iter().all(explained).then(|| {
        text!(
            "er tallene afrundet hver for sig, så skriv afrundet = true på tabellen",
            "if each figure is rounded by itself, write afrundet = true on the table"
        )
    })
}

/// What a suspect would have to be changed to.
fn would(context: &Context<'_>, suspect: &Suspect) -> Option<Text> {
    let known = context.reconciled.system.figure(suspect.figure);
    let (Text { da: is_da, en: is_en }, line) =
        (typed(known)?, context.project.sources.line(known.span));
    let Text { da: value_da, en: value_en } = words::typed(known, suspect.value);
    Some(match &suspect.slip {
        Some(slip) => {
            let Text { da, en } = &slip.words;
            text!(
                "{is_da} i linje {line} til {value_da}{da}",
                "{is_en} in line {line} is changed to {value_en}{en}"
            )
        }
        None if suspect.window.single() => {
            text!(
                "{is_da} i linje {line} til {value_da}",
                "{is_en} in line {line} is changed to {value_en}"
            )
        }
        None => {
            let (low, high) = (
                words::figure(known, suspect.window.low),
                words::figure(known, suspect.window.high),
            );
            text!(
                "{is_da} i linje {line} til mellem {low} og {high}, bedst {value_da}",
                "{is_en} in line {line} is changed to between {low} and {high}, best {value_en}"
            )
        }
    })
}

/// That all adds up once something is changed.
fn changed(Text { da, en }: Text) -> Text {
    text!("ændres {da}, stemmer det", "if {en}, it adds up")
}

/// What a suspect would best be, where everything adds up as it is.
pub(in crate::rule) fn fits_best(context: &Context<'_>, suspect: &Suspect) -> Option<Text> {
    let known = context.reconciled.system.figure(suspect.figure);
    let (Text { da: is_da, en: is_en }, line) =
        (typed(known)?, context.project.sources.line(known.span));
    let Text { da: value_da, en: value_en } = words::typed(known, suspect.value);
    let Text { da, en } = suspect.slip.as_ref().map(|slip| slip.words.clone()).unwrap_or_default();
    Some(text!(
        "{is_da} i linje {line} ville passe bedst som {value_da}{da}; er det rigtigt, er alle tallene afrundet til samme side",
        "{is_en} in line {line} would fit best as {value_en}{en}; if it is right, the figures are rounded the same way"
    ))
}

/// Where no figure stands out.
fn generic(equation: &Equation) -> Text {
    match &equation.origin {
        Origin::SameMoney(_) => text!(
            "ret det af tallene, der er forkert; er det ikke de samme midler, så giv tabellerne hver sit midler = \"…\"",
            "correct the figure that is wrong; if it is not the same money, give each table its own midler = \"…\""
        ),
        Origin::MustGive => text!(
            "ret det af tallene, der er forkert, eller lad posten med rest = true give forskellen",
            "correct the figure that is wrong, or let a post with rest = true give the difference"
        ),
        Origin::Column | Origin::Row | Origin::Subtotal | Origin::Effect => text!(
            "ret det af tallene, der er forkert; slettes den skrevne sum, regnes den ud",
            "correct the figure that is wrong; if the written sum is deleted, it is computed"
        ),
        _ => text!("ret det af tallene, der er forkert", "correct the figure that is wrong"),
    }
}
