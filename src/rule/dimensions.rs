//! A code on some posts and not on others: a link between tables is lost in silence.

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::dimensions::{Carried, Dimension, Money, carried};
use crate::note::{PostNo, Table};
use crate::reconcile::recounted::{Look, recounted};
use crate::register::NO_COMMITTEE;
use crate::rule::context::Context;
use crate::rule::recounted::misplaced;
use crate::text;
use crate::text::{Text, short};

rule!(
    /// A warning, for a column that is half empty on the page is hardly meant, and the tables are
    /// compared on less.
    INCOMPLETE = "mangler-paa-post", Warning; "Nogle poster siger det, andre ikke.", "Some posts say it, others don't."
);
rule!(
    WHICH_MONEY = "midler-uklare", Error;
    "Notatet har flere slags midler, og tabellen siger ikke hvilke.",
    "The note has several sorts of money, and the table does not say which."
);

rule!(
    OUTSIDE = "uden-for-tabellen", Error;
    "En post siger noget andet, end tabellen siger om alle sine poster.",
    "A post differs from what the table says of all its posts."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let note = &context.reconciled.note;
    let misplaced = misplaced(context);
    for (index, table) in note.numbered_tables() {
        if let Some(Money::Unclear(several)) = context.reconciled.system.money.at(index) {
            let id = &table.id.value;
            let words: Vec<String> =
                several.iter().map(|name| format!("midler = \"{name}\"")).collect();
            let (da, en) = (words.join(" eller "), words.join(" or "));
            findings.push(
                Diagnostic::new(
                    &WHICH_MONEY,
                    table.id.span,
                    text!(
                        "det er uklart, hvilke midler `{id}` handler om",
                        "it is unclear which money `{id}` is about"
                    ),
                )
                .help(text!("skriv {da}", "write {en}")),
            );
        }
        outside_scope(context, table, findings);
        for dimension in Dimension::ALL {
            if carried(table, &context.reconciled.system.dims[index], dimension) != Carried::Some {
                continue;
            }
            let counted = || table.numbered_posts().filter(|(_, post)| post.counted());
            let has = |number: PostNo| {
                context.reconciled.system.dims[index][number].get(dimension).is_some()
            };
            // A sum lacks what its parts have, and so does another table's post: that is told.
            let again = recounted(table, Look::Sure);
            let is_again = |number: PostNo| {
                let span = table.post_at(number).map(|post| post.span);
                again.iter().any(|known| known.post == number)
                    || span.is_some_and(|span| misplaced.contains(&span))
            };
            let (with, without): (Vec<_>, Vec<_>) = counted()
                .filter(|(number, post)| !post.astray && !is_again(*number))
                .partition(|(number, _)| has(*number));
            let (Some((_, lacking)), Some((_, having))) = (without.first(), with.first()) else {
                continue;
            };
            let key = dimension.key();
            let name = lacking.name().map(|word| short(&word.value)).unwrap_or_default();
            let (missing, all) = (without.len(), without.len() + with.len());
            // Where few have it, the few are pointed at too.
            findings.push(
                Diagnostic::new(
                    &INCOMPLETE,
                    lacking.span,
                    text!(
                        "posten `{name}` mangler `{key}`, som andre af tabellens poster har",
                        "the post `{name}` lacks `{key}`, which other posts of the table have"
                    ),
                )
                .label(having.span, text!("denne post har", "this post has"))
                .help(help(dimension, table.in_lines))
                .note(text!(
                    "{missing} af {all} poster er uden {key}, så tabellen bliver ikke sammenlignet med andre på {key}",
                    "{missing} of {all} posts are without {key}, so the table is not compared with others by {key}"
                )),
            );
        }
    }
}

/// What to write on a post that lacks a code.
fn help(dimension: Dimension, in_lines: bool) -> Text {
    let key = dimension.key();
    let committee = dimension == Dimension::Committee;
    if in_lines && committee {
        return text!(
            "skriv det i linjens celle under {key}, eller {NO_COMMITTEE}, hvis intet udvalg har pengene",
            "write it in the line's cell below {key}, or {NO_COMMITTEE} where no committee holds the money"
        );
    }
    if in_lines {
        return text!(
            "skriv det i linjens celle under {key}",
            "write it in the line's cell below {key}"
        );
    }
    if committee {
        return text!(
            "skriv {key} = \"…\" på posten, eller {key} = \"{NO_COMMITTEE}\", hvis intet udvalg har pengene",
            "write {key} = \"…\" on the post, or {key} = \"{NO_COMMITTEE}\" where no committee holds the money"
        );
    }
    text!("skriv {key} = \"…\" på posten", "write {key} = \"…\" on the post")
}

/// Posts whose own control area or committee is not the one that the table says all its posts have.
fn outside_scope(context: &Context<'_>, table: &Table, findings: &mut Vec<Diagnostic>) {
    let names = &context.names;
    for post in &table.posts {
        let pairs = [
            (&table.area, &post.area, Dimension::Area),
            (&table.committee, &post.committee, Dimension::Committee),
        ];
        for (scope, own, dimension) in pairs {
            let (Some(scope), Some(own)) = (scope, own) else { continue };
            let inside = match dimension {
                Dimension::Area => names.within(&names.area(&own.value), &names.area(&scope.value)),
                _ => names.committee(&scope.value) == names.committee(&own.value),
            };
            if inside {
                continue;
            }
            let (key, written, all) = (dimension.key(), &own.value, &scope.value);
            findings.push(
                Diagnostic::new(
                    &OUTSIDE,
                    own.span,
                    text!(
                        "posten har {key} {written}, men hele tabellen er {all}",
                        "the post has {key} {written}, but the whole table is {all}"
                    ),
                )
                .label(scope.span, text!("for alle tabellens poster", "for all the table's posts"))
                .help(text!(
                    "ret posten, eller slet {key} på tabellen og skriv det på hver post",
                    "correct the post, or delete {key} on the table and write it on each post"
                )),
            );
        }
    }
}
