//! A post that counts again what others count: a total, a subtotal or a "heraf" row, typed as an
//! ordinary post.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::{Origin, Row};
use crate::note::row_words::{SaysIt, says};
use crate::note::{GrandTotal, Post, PostNo, Table, TableNo};
use crate::read::to_id;
use crate::reconcile::cause::Mend;
use crate::reconcile::recounted::{Again, Look, Recounted, Sure, recounted};
use crate::rule::context::Context;
use crate::source::Span;
use crate::text;
use crate::text::{Text, short};

rule!(
    /// No error where nothing contradicts it: a post may well be as large as the others together.
    TWICE = "talt-to-gange", Warning;
    "En post tæller de andre posters beløb en gang til.",
    "A post counts what other posts count once more."
);

/// The posts that a sum which fails tells of.
fn in_sums(context: &Context<'_>) -> BTreeSet<(TableNo, PostNo)> {
    let causes = context.reconciled.causes.iter();
    let posts = causes.filter_map(|cause| match &cause.mend {
        Mend::Recounted(table, posts) => Some(posts.iter().map(|known| (*table, known.post))),
        _ => None,
    });
    posts.flatten().collect()
}

/// True for a post that is told as one that counts others again.
fn is_told(
    context: &Context<'_>,
    in_sums: &BTreeSet<(TableNo, PostNo)>,
    (number, known): (TableNo, &Recounted),
) -> bool {
    // A total may be counted again in the table that it agrees with, too.
    let total = known.sure == Sure::ByName && !matches!(known.what, Again::PartOf(_));
    let confirmed = || !total && confirmed(context, number, known.post);
    known.sure >= Sure::ByFigures && !in_sums.contains(&(number, known.post)) && !confirmed()
}

/// True for a post that is told as a copy of another.
pub(super) fn is_copy(context: &Context<'_>, number: TableNo, post: PostNo) -> bool {
    let in_sums = in_sums(context);
    let Some(table) = context.reconciled.note.table_at(number) else { return false };
    in_sums.contains(&(number, post))
        || recounted(table, Look::Sure).iter().any(|known| {
            known.post == post
                && matches!(known.what, Again::Copied(_))
                && is_told(context, &in_sums, (number, known))
        })
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let reconciled = context.reconciled;
    let told = in_sums(context);
    for (number, table) in reconciled.note.numbered_tables() {
        let sure = recounted(table, Look::Sure);
        let known = |post: PostNo| {
            told.contains(&(number, post)) || sure.iter().any(|known| known.post == post)
        };
        findings.extend(called_parts(table, &known));
        for known in sure.iter().copied() {
            if !is_told(context, &told, (number, &known)) {
                continue;
            }
            let Some(post) = table.post_at(known.post) else { continue };
            let Text { da, en } = message(table, known);
            let finding = Diagnostic::new(&TWICE, place(post), Text::new(da, en));
            findings.push(finding.help(help(table, known)));
        }
    }
}

/// Posts that are called a part of the one above and are added all the same, where their figures do
/// not say which is right: what they are called is.
fn called_parts(table: &Table, known: &dyn Fn(PostNo) -> bool) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut above: Option<&Post> = None;
    for (number, post) in table.numbered_posts() {
        let whole = above;
        above = Some(post).filter(|post| post.counted()).or(above);
        let (Some(whole), Some(text)) = (whole.and_then(Post::name), &post.text) else { continue };
        let called = says(&text.value, table.table_type()) == Some(SaysIt::Part);
        if !called || !post.counted() || known(number) {
            continue;
        }
        let (own, whole) = (short(&text.value), short(&whole.value));
        let message = text!(
            "posten `{own}` hedder, som om den er en del af `{whole}`, men lægges til den",
            "the post `{own}` is called a part of `{whole}`, but is added to it"
        );
        let first = text.value.split_whitespace().next().unwrap_or_default();
        findings.push(Diagnostic::new(&TWICE, text.span, message).help(text!(
            "er den en del af en anden post, så skriv heraf = \"…\" med den posts id; er den det ikke, så slet ordet {first}",
            "if it is a part of another post, write heraf = \"…\" with that post's id; if it is not, delete the word {first}"
        )));
    }
    findings
}

/// The headers of the posts that should not stand where they stand, as findings tell: what such a
/// post lacks there is no finding of its own.
pub(super) fn misplaced(context: &Context<'_>) -> Vec<Span> {
    let reconciled = context.reconciled;
    let tables = &reconciled.note.tables;
    let mut out = Vec::new();
    let mut add = |table: TableNo, post: PostNo| {
        out.extend(tables[table].post_at(post).map(|post| post.span));
    };
    for cause in &reconciled.causes {
        match &cause.mend {
            Mend::Recounted(table, posts) => posts.iter().for_each(|known| add(*table, known.post)),
            Mend::WrongTable(wrong) => add(wrong.from, wrong.post),
            _ => {}
        }
    }
    out
}

/// True where a sum that holds counts the post: it is one.
fn confirmed(context: &Context<'_>, table: TableNo, post: PostNo) -> bool {
    let system = &context.reconciled.system;
    context.reconciled.checks.iter().filter(|check| check.holds()).any(|check| {
        check.base_figures.keys().any(|figure| {
            let figure = system.figure(*figure);
            figure.table == table && figure.row == Row::Post(post)
        }) && !matches!(system.equations[check.equation].origin, Origin::Row | Origin::ColumnSum)
    })
}

/// Where such a post is told of: its text, or its header.
pub(super) fn place(post: &Post) -> Span {
    post.text.as_ref().map_or(post.span, |text| text.span)
}

/// What such a post is.
pub(super) fn message(table: &Table, known: Recounted) -> Text {
    let name = |number: PostNo| {
        let name = table.post_at(number).and_then(Post::name);
        name.map_or_else(String::new, |word| short(&word.value))
    };
    let (own, id) = (name(known.post), &table.id.value);
    match known.what {
        Again::All => text!(
            "posten `{own}` i `{id}` er summen af de andre poster, men lægges til dem",
            "the post `{own}` in `{id}` is the sum of the other posts, but is added to them"
        ),
        Again::SinceLast => text!(
            "posten `{own}` i `{id}` er summen af posterne over den, men lægges til dem",
            "the post `{own}` in `{id}` is the sum of the posts above it, but is added to them"
        ),
        Again::Copied(_) => text!(
            "posten `{own}` står to gange i `{id}` med de samme beløb",
            "the post `{own}` is in `{id}` twice with the same amounts"
        ),
        Again::PartOf(above) => {
            let above = name(above);
            text!(
                "posten `{own}` i `{id}` er en del af `{above}`, men lægges til den",
                "the post `{own}` in `{id}` is a part of `{above}`, but is added to it"
            )
        }
    }
}

/// What to type in place of such a post.
pub(super) fn help(table: &Table, known: Recounted) -> Text {
    let has_total = matches!(table.grand_total, GrandTotal::Row { .. });
    let id = &table.id.value;
    match known.what {
        Again::All if has_total && table.in_lines => text!(
            "slet linjen, eller sæt mærket == foran den: programmet regner selv totalen ud",
            "delete the line, or put the mark == before it: the program computes the total itself"
        ),
        Again::All if has_total => {
            let named = table.post_at(known.post).is_some_and(|post| post.id.is_some());
            let Text { da, en } = if named {
                text!(
                    "; i teksten hentes den som {id}.i_alt",
                    "; in the text it is fetched as {id}.i_alt"
                )
            } else {
                Text::default()
            };
            text!(
                "slet posten: programmet regner selv totalen ud{da}",
                "delete the post: the program computes the total itself{en}"
            )
        }
        Again::All | Again::SinceLast if table.in_lines => text!(
            "sæt mærket = foran linjen: så er den en delsum og lægges ikke til",
            "put the mark = before the line: then it is a subtotal and not added"
        ),
        Again::All | Again::SinceLast => text!(
            "skriv delsum = true på posten, så bliver den ikke lagt til",
            "write delsum = true on the post, so that it is not added"
        ),
        Again::Copied(_) if table.in_lines => text!("slet linjen", "delete the line"),
        Again::Copied(_) => text!("slet posten", "delete the post"),
        Again::PartOf(_) if table.in_lines => text!(
            "sæt mærket > foran linjen, så bliver den vist og ikke lagt til",
            "put the mark > before the line, so that it is shown and not added"
        ),
        Again::PartOf(above) => {
            let above = table.post_at(above);
            let known = above.and_then(|post| post.id.as_ref()).map(|id| &id.value);
            if let Some(of) = known {
                text!(
                    "skriv heraf = \"{of}\" på posten, så bliver den vist og ikke lagt til",
                    "write heraf = \"{of}\" on the post, so that it is shown and not added"
                )
            } else {
                let name = above.and_then(Post::name).map_or("", |name| name.value.as_str());
                let of = free_id(table, &to_id(name));
                text!(
                    "skriv id = \"{of}\" på posten ovenover og heraf = \"{of}\" på denne, så bliver den vist og ikke lagt til",
                    "write id = \"{of}\" on the post above and heraf = \"{of}\" on this one, so that it is shown and not added"
                )
            }
        }
    }
}

/// An id that no post of the table has.
fn free_id(table: &Table, wanted: &str) -> String {
    let mut id = wanted.to_owned();
    while table.post(&id).is_some() {
        id.push('_');
    }
    id
}
