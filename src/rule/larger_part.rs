//! A part of a post that is more than the post itself.

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, rule};
use crate::equation::{FigureId, Row};
use crate::note::post::PartOf;
use crate::note::{Column, ColumnKind, Kind, Post, PostNo, Table, TableNo};
use crate::rule::context::Context;
use crate::text;
use crate::text::short;

rule!(
    /// No error: what is left may be income that is not shown.
    LARGER_PART = "heraf-stoerre", Warning;
    "En del af en post er større end posten.",
    "A part of a post is more than the post."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for (number, table) in context.reconciled.note.numbered_tables() {
        let parts: Vec<(PostNo, &Post, PostNo)> = table
            .numbered_posts()
            .filter_map(|(own, post)| Some((own, post, whole(table, post)?)))
            .collect();
        for (own, post, of) in &parts {
            let siblings =
                || parts.iter().filter(|(_, _, other)| other == of).map(|(sibling, ..)| *sibling);
            let larger = table.columns.iter().find_map(|column| {
                let part = value(context, number, *own, column)?;
                let whole = value(context, number, *of, column)?;
                // Where one of them takes away from the whole, another may well be more.
                let alike = |sibling: PostNo| {
                    value(context, number, sibling, column).is_none_or(|(_, amount)| {
                        amount.is_zero() || amount.is_negative() == whole.1.is_negative()
                    })
                };
                let step =
                    Amount::new(rust_decimal::Decimal::new(1, table.measure(&column.key).decimals));
                let slack = if table.rounded { step } else { Amount::ZERO };
                let most = whole.1.abs().plus(slack)?;
                let is_larger = !whole.1.is_zero() && part.1.abs() > most;
                (is_larger && siblings().all(alike)).then_some((column, part, whole))
            });
            if let Some(larger) = larger {
                findings.extend(finding(context, table, (post, *of), larger));
            }
        }
    }
}

/// The post that a post is a part of.
fn whole(table: &Table, post: &Post) -> Option<PostNo> {
    match &post.kind {
        Kind::OfWhich(PartOf::Named(of)) => table.post_number(&of.value),
        Kind::OfWhich(PartOf::Above(whole)) => Some(*whole),
        _ => None,
    }
}

/// What a post counts in a column, written or filled in.
fn value(
    context: &Context<'_>,
    table: TableNo,
    post: PostNo,
    column: &Column,
) -> Option<(FigureId, Amount)> {
    if column.kind != ColumnKind::Figure || !column.summed {
        return None;
    }
    let figure = context.reconciled.system.find(table, Row::Post(post), &column.key)?;
    Some((figure, context.reconciled.solution.value(figure).amount()?))
}

type Found<'c> = (&'c Column, (FigureId, Amount), (FigureId, Amount));

fn finding(
    context: &Context<'_>,
    table: &Table,
    (post, of): (&Post, PostNo),
    (column, (figure, part), (other, whole)): Found<'_>,
) -> Option<Diagnostic> {
    let system = &context.reconciled.system;
    let name = |post: &Post| post.name().map(|word| short(&word.value)).unwrap_or_default();
    let (own, of) = (name(post), name(table.post_at(of)?));
    let decimals = table.measure(&column.key).decimals;
    let (part, whole) = (part.danish(decimals), whole.danish(decimals));
    let message = match column.year {
        Some(year) => text!(
            "`{own}` er {part} i {year}, men `{of}`, som den er en del af, er kun {whole}",
            "`{own}` is {part} in {year}, but `{of}`, which it is a part of, is only {whole}"
        ),
        None => text!(
            "`{own}` er {part}, men `{of}`, som den er en del af, er kun {whole}",
            "`{own}` is {part}, but `{of}`, which it is a part of, is only {whole}"
        ),
    };
    let finding = Diagnostic::new(&LARGER_PART, system.figure(figure).span, message)
        .label(system.figure(other).span, text!("posten", "the post"));
    Some(if table.in_lines {
        finding.help(text!(
            "ret det af tallene, der er forkert; er den ikke en del af posten ovenover, så slet mærket >",
            "correct the figure that is wrong; if it is no part of the post above, delete the mark >"
        ))
    } else {
        finding.help(text!(
            "ret det af tallene, der er forkert; er den ikke en del af posten, så slet heraf",
            "correct the figure that is wrong; if it is no part of the post, delete heraf"
        ))
    })
}
