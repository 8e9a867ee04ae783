//! Shares of one post that are 100 per cent together: rounded individually, they need not add up to
//! the post.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, Sides, rule};
use crate::equation::{Row, rows};
use crate::note::{ColumnKey, Kind, PostNo, Share, Table, TableNo};
use crate::reconcile::cause::Mend;
use crate::rule::context::Context;
use crate::rule::sums::words;
use crate::text;
use crate::text::{Text, short};

rule!(
    NOT_THE_WHOLE = "andele-tilsammen", Warning;
    "Andele, der tilsammen er 100 pct., giver ikke det hele.",
    "Shares that are 100 per cent together do not give the whole."
);

/// Shares of one post.
struct Shares<'n> {
    /// The post.
    of: PostNo,
    /// Those shares of it.
    posts: Vec<(PostNo, &'n Share)>,
}

/// A column in which shares do not give the whole.
struct Gap<'n> {
    column: &'n ColumnKey,
    sides: Sides,
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let reported_shares = reported_shares(context);
    for (index, table) in
        context.reconciled.note.numbered_tables().filter(|(_, table)| !table.rounded)
    {
        for shares in wholes(table) {
            let gaps: Vec<Gap<'_>> = rows::figure_columns(table)
                .filter_map(|column| gap(context, index, &shares, &column.key))
                .collect();
            let already =
                shares.posts.iter().all(|(post, _)| reported_shares.contains(&(index, *post)));
            if !already {
                findings.extend(finding(context, table, &shares, &gaps));
            }
        }
    }
}

/// The shares whose rounding a sum that fails tells of already.
fn reported_shares(context: &Context<'_>) -> BTreeSet<(TableNo, PostNo)> {
    let system = &context.reconciled.system;
    let causes = context.reconciled.causes.iter();
    let shares =
        causes.filter_map(
            |cause| if let Mend::Shares(shares) = &cause.mend { Some(shares) } else { None },
        );
    let posts = shares.flat_map(|shares| &shares.figures).filter_map(|share| {
        let figure = system.figure(*share);
        if let Row::Post(post) = figure.row { Some((figure.table, post)) } else { None }
    });
    posts.collect()
}

/// The sets of a table's shares that are the whole of a post, with either sign: all its shares, or
/// else those of one sign. One that takes the rest of the others leaves no gap.
fn wholes(table: &Table) -> Vec<Shares<'_>> {
    let mut all: Vec<Shares<'_>> = Vec::new();
    for (number, post) in table.numbered_posts() {
        let Kind::Share(share) = &post.kind else { continue };
        let is = |post: &crate::note::Post| {
            post.id.as_ref().is_some_and(|id| id.value == share.of.value)
        };
        let Some(of) = table.post_where(is) else { continue };
        match all.iter_mut().find(|shares| shares.of == of) {
            Some(known) => known.posts.push((number, share)),
            None => all.push(Shares { of, posts: vec![(number, share)] }),
        }
    }
    let mut out = Vec::new();
    for Shares { of, posts } in
        all.into_iter().filter(|shares| shares.posts.iter().all(|(_, share)| share.rest.is_none()))
    {
        let (negative, positive): (Vec<_>, Vec<_>) =
            posts.iter().copied().partition(|(_, share)| share.percent.value.is_sign_negative());
        let sets = if is_whole(&posts) { vec![posts] } else { vec![negative, positive] };
        out.extend(sets.into_iter().filter(|set| is_whole(set)).map(|posts| Shares { of, posts }));
    }
    out
}

fn percent(posts: &[(PostNo, &Share)]) -> Option<Decimal> {
    posts.iter().try_fold(Decimal::ZERO, |sum, (_, share)| sum.checked_add(share.percent.value))
}

fn is_whole(posts: &[(PostNo, &Share)]) -> bool {
    posts.len() > 1 && percent(posts).is_some_and(|percent| percent.abs() == Decimal::ONE_HUNDRED)
}

/// What shares give in a column against the whole, where they are not alike and each is the
/// percentage that it says.
fn gap<'n>(
    context: &Context<'_>,
    index: TableNo,
    shares: &Shares<'_>,
    column: &'n ColumnKey,
) -> Option<Gap<'n>> {
    let reconciled = context.reconciled;
    let table = &reconciled.note.tables[index];
    let amount = |post: PostNo| {
        let id = reconciled.system.find(index, Row::Post(post), column)?;
        reconciled.solution.value(id).amount()
    };
    let hundredth = |percent: Decimal| percent.checked_div(Decimal::ONE_HUNDRED);
    let of = amount(shares.of)?;
    let mut given = Amount::ZERO;
    for (post, share) in &shares.posts {
        let own = amount(*post)?;
        // One that is another figure has a finding of its own.
        if of.times(hundredth(share.percent.value)?)?.rounded(table.decimals) != own {
            return None;
        }
        given = given.plus(own)?;
    }
    let whole = of.times(hundredth(percent(&shares.posts)?)?)?;
    (given != whole).then(|| Sides::new(given, whole)).flatten().map(|sides| Gap { column, sides })
}

fn finding(
    context: &Context<'_>,
    table: &Table,
    shares: &Shares<'_>,
    gaps: &[Gap<'_>],
) -> Option<Diagnostic> {
    let first = gaps.first()?;
    let name = |post: PostNo| {
        table.posts[post].name().map_or_else(|| "posten".to_owned(), |word| short(&word.value))
    };
    let names: Vec<Text> =
        shares.posts.iter().map(|(post, _)| Text::same(format!("`{}`", name(*post)))).collect();
    let Text { da: names_da, en: names_en } = Text::list(&names);
    let (of, percent) = (name(shares.of), Amount::new(percent(&shares.posts)?));
    let (given, whole) =
        (first.sides.left.danish(table.decimals), first.sides.right.danish(table.decimals));
    let difference = first.sides.difference.abs();
    let Text { da: when_da, en: when_en } = words::column(table, first.column);
    let message = text!(
        "{names_da} er tilsammen {percent} pct. af `{of}`, men giver {given} {when_da}, og det hele er {whole}",
        "{names_en} are together {percent} per cent of `{of}`, but give {given} {when_en}, and the whole is {whole}"
    );
    let others: Vec<Text> = gaps[1..].iter().map(|gap| words::column(table, gap.column)).collect();
    let Text { da: also_da, en: also_en } = Text::list(&others);
    let also = if others.is_empty() {
        Text::default()
    } else {
        text!("; også {also_da}", "; also {also_en}")
    };
    let (also_da, also_en) = (also.da, also.en);
    let note = text!(
        "{given} ≠ {whole} (forskel {difference}): hver andel er afrundet for sig{also_da}",
        "{given} ≠ {whole} (difference {difference}): each share is rounded by itself{also_en}"
    );
    // One with written figures would have to be written anew.
    let unwritten = |(post, _): &&(PostNo, &Share)| table.posts[*post].cells.is_empty();
    let (last, share) = shares.posts.iter().rev().find(unwritten).or(shares.posts.last())?;
    let (last, line) = (&table.posts[*last], context.project.sources.line(share.percent.span));
    let who = last.name().map_or_else(|| "posten".to_owned(), |word| short(&word.value));
    let help = if last.cells.is_empty() {
        text!(
            "sæt rest = true på `{who}` ved siden af andel i linje {line}: så får den det, der er tilbage efter de andre andele",
            "put rest = true on `{who}` beside andel in line {line}: then it gets what the other shares leave"
        )
    } else {
        text!(
            "sæt rest = true på `{who}` ved siden af andel i linje {line}, og slet dens tal: så får den det, der er tilbage efter de andre andele",
            "put rest = true on `{who}` beside andel in line {line}, and delete its figures: then it gets what the other shares leave"
        )
    };
    let mut finding = Diagnostic::new(&NOT_THE_WHOLE, share.percent.span, message)
        .sides(first.sides.clone())
        .note(note)
        .help(help);
    for (_, other) in
        shares.posts.iter().filter(|(_, other)| other.percent.span != share.percent.span)
    {
        let percent = Amount::new(other.percent.value);
        finding = finding.label(
            other.percent.span,
            text!("{percent} pct. for sig", "{percent} per cent by itself"),
        );
    }
    Some(finding)
}
