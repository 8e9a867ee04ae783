//! Distribution keys in per cent against the amounts that they distribute.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{PostNo, TableNo, Word};
use crate::reconcile::keys::{Key, Share, shares};
use crate::rule::context::Context;
use crate::text;
use crate::text::{Text, short};

rule!(
    KEYS = "fordelingsnoegle", Error;
    "En fordelingsnøgle er ikke den, beløbene giver.",
    "A distribution key is not the one that the amounts give."
);

/// A written key that its amounts contradict.
struct Wrong<'a> {
    post: PostNo,
    word: &'a Word,
    written: Key,
    shares: Vec<Share>,
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for (index, table) in context.reconciled.note.numbered_tables() {
        let mut wrong: Vec<Wrong<'_>> = Vec::new();
        for (post, word) in
            table.numbered_posts().filter_map(|(post, known)| Some((post, known.key.as_ref()?)))
        {
            let Some(written) = Key::parse(&word.value) else { continue };
            match shares(context.reconciled, index, post) {
                Some(shares) if !shares.is_empty() && !written.fits(&shares) => {
                    wrong.push(Wrong { post, word, written, shares });
                }
                _ => {}
            }
        }
        // What one post has too much of, another of the same sort lacks: that is one finding.
        while let Some(first) = wrong.first() {
            let of = table.posts[first.post].sort();
            let (same, rest): (Vec<_>, Vec<_>) =
                wrong.into_iter().partition(|key| table.posts[key.post].sort() == of);
            findings.extend(finding(context, index, &same));
            wrong = rest;
        }
    }
}

fn finding(context: &Context<'_>, table: TableNo, wrong: &[Wrong<'_>]) -> Option<Diagnostic> {
    let (first, rest) = wrong.split_first()?;
    let table = &context.reconciled.note.tables[table];
    let id = &table.id.value;
    let name = |key: &Wrong<'_>| {
        table.posts[key.post].name().map(|word| short(&word.value)).unwrap_or_default()
    };
    let given = |key: &Wrong<'_>| {
        Key::of(&key.shares, key.written.decimals).map(|given| given.danish()).unwrap_or_default()
    };
    let (who, is, gives) = (name(first), first.written.danish(), given(first));
    let message = text!(
        "fordelingsnøglen for {who} i `{id}` er {is}, men beløbene giver {gives}",
        "the distribution key of {who} in `{id}` is {is}, but the amounts give {gives}"
    );
    let mut finding = Diagnostic::new(&KEYS, first.word.span, message);
    for key in rest {
        let (who, is, gives) = (name(key), key.written.danish(), given(key));
        finding = finding.label(
            key.word.span,
            text!("{who}: {is}, beløbene giver {gives}", "{who}: {is}, the amounts give {gives}"),
        );
    }
    if let Some(outside) = outside(first) {
        finding = finding.note(outside);
    }
    Some(finding.help(text!(
        "ret nøglen eller beløbene; slettes nøglen, og skrives noegler = true på tabellen, regnes den ud",
        "correct the key or the amounts; if the key is deleted, and noegler = true written on the table, it is computed"
    )))
}

/// The years whose share is not within the written key, with the sum that says so.
fn outside(key: &Wrong<'_>) -> Option<Text> {
    let rounded = |share: &Share| share.percent.rounded(key.written.decimals);
    let out: Vec<&Share> = key
        .shares
        .iter()
        .filter(|share| !(key.written.low..=key.written.high).contains(&rounded(share)))
        .collect();
    let first = out.first()?;
    let alike: Vec<Text> = out
        .iter()
        .filter(|share| rounded(share) == rounded(first))
        .map(|share| Text::same(share.column.to_string()))
        .collect();
    let Text { da: years_da, en: years_en } = Text::list(&alike);
    let (amount, whole, percent) =
        (first.amount.abs(), first.whole.abs(), rounded(first).danish(key.written.decimals));
    Some(text!(
        "i {years_da} udgør {amount} af {whole} {percent} %",
        "in {years_en} {amount} of {whole} is {percent} %"
    ))
}
