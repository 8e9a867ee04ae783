//! Two posts that have each other's amounts in another table about the same money.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, rule};
use crate::equation::{Row, same_money};
use crate::note::{ColumnKey, PostNo, Table, TableNo};
use crate::rule::context::Context;
use crate::source::Span;
use crate::text;
use crate::text::{in_sentence, short};

rule!(
    SWAPPED_POSTS = "ombyttede-poster", Warning;
    "To poster har hinandens beløb i to tabeller om de samme midler.",
    "Two posts have each other's amounts in two tables about the same money."
);

/// The most posts of a table that are held against another's.
const MOST_POSTS: usize = 60;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for (left, right) in &context.reconciled.system.linked {
        pair(context, *left, *right, findings);
    }
}

/// A post's own words, and what it has in each of the years that both tables have, or in all.
struct Told {
    post: PostNo,
    amounts: Vec<Amount>,
    first: Option<Span>,
}

fn pair(context: &Context<'_>, left: TableNo, right: TableNo, findings: &mut Vec<Diagnostic>) {
    let tables = &context.reconciled.note.tables;
    let (a, b) = (&tables[left], &tables[right]);
    let few = |table: &Table| (2..=MOST_POSTS).contains(&table.posts.len());
    if !few(a) || !few(b) || a.finances.is_some() || b.finances.is_some() {
        return;
    }
    let named = |table: &Table| table.posts.iter().filter(|post| post.text.is_some()).count() > 1;
    if !named(a) || !named(b) {
        return;
    }
    let (mut ours, theirs) = (names(a), names(b));
    ours.retain(|name, _| theirs.contains_key(name));
    if ours.len() < 2 {
        return;
    }
    let years: Vec<&ColumnKey> = a
        .columns
        .iter()
        .filter(|column| a.tells_money(column) && matches!(column.key, ColumnKey::Period(_)))
        .map(|column| &column.key)
        .filter(|key| b.column(key).is_some())
        .collect();
    let mut told: Vec<(Told, Told)> = Vec::new();
    for (name, post) in &ours {
        let Some(other) = theirs.get(name) else { continue };
        let of = |table, post| amounts(context, (left, right), table, post, &years);
        told.extend(of(left, *post).zip(of(right, *other)));
    }
    for (at, (one, in_other)) in told.iter().enumerate() {
        if one.amounts == in_other.amounts {
            continue;
        }
        let swapped = told
            .iter()
            .skip(at + 1)
            .find(|(two, other)| one.amounts == other.amounts && two.amounts == in_other.amounts);
        if let Some((two, other)) = swapped
            && ![(left, one.post), (left, two.post), (right, in_other.post), (right, other.post)]
                .into_iter()
                .any(|(table, post)| is_told(context, table, post))
        {
            findings.extend(finding(context, (left, right), (one, in_other), (two, other)));
        }
    }
}

/// The counted posts of a table by their text, where no other has it.
fn names(table: &Table) -> BTreeMap<String, PostNo> {
    let mut names: BTreeMap<String, Option<PostNo>> = BTreeMap::new();
    for (number, post) in table.numbered_posts().filter(|(_, post)| post.counted()) {
        let Some(text) = &post.text else { continue };
        let key = text.value.trim().to_lowercase();
        names.entry(key).and_modify(|known| *known = None).or_insert(Some(number));
    }
    names.into_iter().filter_map(|(name, post)| Some((name, post?))).collect()
}

/// What a post has in the years that both tables have, or in all, in the finer of their units.
fn amounts(
    context: &Context<'_>,
    (left, right): (TableNo, TableNo),
    number: TableNo,
    post: PostNo,
    years: &[&ColumnKey],
) -> Option<Told> {
    let reconciled = context.reconciled;
    let tables = &reconciled.note.tables;
    let table = &tables[number];
    let finest = same_money::finest(&tables[left], &tables[right])?;
    let value = |key: &ColumnKey| -> Option<Amount> {
        let Some(figure) = reconciled.system.find(number, Row::Post(post), key) else {
            return Some(Amount::ZERO);
        };
        let amount = reconciled.solution.value(figure).amount()?;
        table.unit_of(key).convert(amount, finest)
    };
    let amounts = if years.is_empty() {
        let money = table.columns.iter().filter(|column| table.tells_money(column));
        let mut sum = Amount::ZERO;
        for column in money {
            sum = sum.plus(value(&column.key)?)?;
        }
        vec![sum]
    } else {
        years.iter().map(|key| value(key)).collect::<Option<Vec<_>>>()?
    };
    let of = table.post_at(post)?;
    let first = of.cells.iter().find(|cell| cell.amount().is_some_and(|is| !is.is_zero()));
    Some(Told { post, amounts, first: first.map(|cell| cell.span) })
}

/// True where a sum that fails speaks of the post already.
fn is_told(context: &Context<'_>, table: TableNo, post: PostNo) -> bool {
    let system = &context.reconciled.system;
    context.reconciled.causes.iter().flat_map(|cause| &cause.disputed).any(|figure| {
        let figure = system.figure(*figure);
        figure.table == table && figure.row == Row::Post(post)
    })
}

fn finding(
    context: &Context<'_>,
    (left, right): (TableNo, TableNo),
    (one, in_other): (&Told, &Told),
    (two, other): (&Told, &Told),
) -> Option<Diagnostic> {
    let tables = &context.reconciled.note.tables;
    let (a, b) = (&tables[left], &tables[right]);
    let name = |told: &Told| {
        let name = a.post_at(told.post).and_then(|post| post.text.as_ref());
        name.map_or_else(String::new, |text| short(&in_sentence(&text.value)))
    };
    let (first, second, a_id, b_id) = (name(one), name(two), &a.id.value, &b.id.value);
    let message = text!(
        "{first} og {second} har hinandens beløb i `{a_id}` og `{b_id}`",
        "{first} and {second} have each other's amounts in `{a_id}` and `{b_id}`"
    );
    let line = |told: &Told, table: &Table| {
        let post = table.post_at(told.post)?;
        Some(context.project.sources.line(told.first.unwrap_or(post.span)))
    };
    let (at, to) = (line(in_other, b)?, line(other, b)?);
    let mut finding = Diagnostic::new(&SWAPPED_POSTS, in_other.first?, message).help(text!(
        "byttes beløbene i linje {at} og {to} om, stemmer tabellerne post for post; er det `{a_id}`, der er forkert, så byt dem dér",
        "with the amounts in lines {at} and {to} swapped, the tables agree post by post; if it is `{a_id}` that is wrong, swap them there"
    ));
    let labels = [(one, &first), (two, &second)];
    for (told, name) in labels {
        let Some(span) = told.first else { continue };
        finding = finding.label(span, text!("{name} i `{a_id}`", "{name} in `{a_id}`"));
    }
    finding = finding.here(text!("{first} i `{b_id}`", "{first} in `{b_id}`"));
    Some(match other.first {
        Some(span) => finding.label(span, text!("{second} i `{b_id}`", "{second} in `{b_id}`")),
        None => finding,
    })
}
