//! Two posts of a table that say the same of themselves, and posts that all are 0.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Kind, Post, Table, Word};
use crate::rule::context::Context;
use crate::rule::unwritten;
use crate::text;
use crate::text::short;

rule!(
    ALIKE = "ens-poster", Remark;
    "To poster i en tabel siger det samme om sig selv.",
    "Two posts of a table say the same of themselves."
);
rule!(
    ALL_ZERO = "kun-nul", Remark;
    "Notatets beløb er 0 alle sammen.",
    "All the note's amounts are 0."
);

/// As many posts as are compared with each other one by one.
const FEW: usize = 24;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for table in &context.note.tables {
        alike(table, findings);
    }
    findings.extend(all_zero(context));
}

/// What a post says of itself, its figures aside, and the heading that it stands below.
#[derive(PartialEq, Eq, Hash)]
struct Says<'p> {
    block: usize,
    words: [Option<&'p str>; 8],
    administrations: Vec<&'p str>,
    ui: Option<&'static str>,
    sort: Option<&'static str>,
    columns: Vec<(&'p str, &'p str)>,
    is_priced: bool,
    pool: bool,
}

fn alike(table: &Table, findings: &mut Vec<Diagnostic>) {
    if table.posts.len() < 2 || all_differ(table) {
        return;
    }
    let mut seen: HashMap<Says<'_>, &Post> = HashMap::new();
    let (mut block, mut first_pair, mut more) = (0, None, 0_usize);
    for post in &table.posts {
        block += usize::from(!matches!(post.kind, Kind::Plain));
        if post.id.is_some() || !matches!(post.kind, Kind::Plain) {
            continue;
        }
        let Some(name) = post.name() else { continue };
        let Some(first) = seen.get(&says(post, block)) else {
            seen.insert(says(post, block), post);
            continue;
        };
        match first_pair {
            None => first_pair = Some((*first, post, name)),
            Some(_) => more += 1,
        }
    }
    let Some((first, post, name)) = first_pair else { return };
    let (own, id) = (short(&name.value), &table.id.value);
    let message = text!(
        "`{id}` har to poster, der begge er `{own}` og siger det samme om sig selv",
        "`{id}` has two posts that both are `{own}` and say the same of themselves"
    );
    let at = |post: &Post| post.name().map_or(post.span, |word| word.span);
    let finding = Diagnostic::new(&ALIKE, at(post), message)
        .label(at(first), text!("den første", "the first"))
        .help(text!(
            "er den skrevet to gange, så slet den ene; ellers giv dem hver sin tekst eller hvert sit id",
            "if it is written twice, delete one; else give each a text or an id of its own"
        ));
    findings.push(match more {
        0 => finding,
        1 => finding.note(text!("det gælder også en anden post", "so does another post")),
        more => {
            finding.note(text!("det gælder også {more} andre poster", "so do {more} other posts"))
        }
    });
}

/// True for a table of few posts that differ at a glance: most tables are that.
fn all_differ(table: &Table) -> bool {
    let alike = |one: &Post, other: &Post| {
        let same = |one: Option<&Word>, other: Option<&Word>| match (one, other) {
            (Some(one), Some(other)) => one.value == other.value,
            (one, other) => one.is_none() == other.is_none(),
        };
        same(one.text.as_ref(), other.text.as_ref())
            && same(one.appropriation.as_ref(), other.appropriation.as_ref())
            && same(one.committee.as_ref(), other.committee.as_ref())
            && same(one.area.as_ref(), other.area.as_ref())
    };
    let posts = &table.posts;
    posts.len() <= FEW
        && posts.iter().enumerate().all(|(at, post)| {
            post.id.is_some() || !posts.iter().take(at).any(|other| alike(post, other))
        })
}

fn says(post: &Post, block: usize) -> Says<'_> {
    fn word(word: Option<&Word>) -> Option<&str> {
        word.map(|word| word.value.trim())
    }
    Says {
        block,
        words: [
            word(post.text.as_ref()),
            word(post.area.as_ref()),
            word(post.committee.as_ref()),
            word(post.appropriation.as_ref()),
            word(post.key.as_ref()),
            word(post.at_point.as_ref()),
            word(post.agreement.as_ref()),
            word(post.choice.as_ref()),
        ],
        administrations: post.administrations.iter().map(|word| word.value.as_str()).collect(),
        ui: post.ui.as_ref().map(|ui| ui.value.word()),
        sort: post.sort.map(crate::note::Sort::word),
        columns: post.words.iter().map(|(key, text)| (key.as_str(), text.value.as_ref())).collect(),
        is_priced: post.prices.is_some(),
        pool: post.pool,
    }
}

/// A note whose amounts of money all are 0.
fn all_zero(context: &Context<'_>) -> Option<Diagnostic> {
    let note = context.note;
    let mut first = None;
    for table in &note.tables {
        for post in &table.posts {
            for cell in &post.cells {
                let is_money = table.unit_of(&cell.column).is_money();
                if cell.no_figure || !is_money {
                    continue;
                }
                if !cell.amount()?.is_zero() {
                    return None;
                }
                first = first.or(Some(cell.span));
            }
        }
    }
    // A note that is begun has zeros still.
    if unwritten::is_begun(context) {
        return None;
    }
    let message = text!("alle notatets beløb er 0", "all the note's amounts are 0");
    Some(Diagnostic::new(&ALL_ZERO, first?, message).help(text!(
        "skriv beløbene, når de er kendt; søger notatet ingen penge, kan tabellen undværes",
        "write the amounts when they are known; if the note asks for no money, it can do without the table"
    )))
}
