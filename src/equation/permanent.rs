//! Posts whose last year continues: a sum across the years would be meaningless for them, and for
//! what they are a part of.

use std::collections::{BTreeSet, HashMap};

use crate::note::{Kind, Numbered, PartOf, PostNo, SubtotalOf, Table};

/// For each of a table's posts, whether its last year goes on: by its own word, or because a post
/// does that it is a sum, a share or a part of.
pub(super) fn permanent_posts(table: &Table) -> Numbered<PostNo, bool> {
    let mut permanent: BTreeSet<PostNo> = table
        .numbered_posts()
        .filter(|(_, post)| post.permanent)
        .map(|(number, _)| number)
        .collect();
    if !permanent.is_empty() {
        let made_of = made_of(table);
        let mut waiting: Vec<PostNo> = permanent.iter().copied().collect();
        while let Some(post) = waiting.pop() {
            for whole in made_of.get(&post).into_iter().flatten() {
                if permanent.insert(*whole) {
                    waiting.push(*whole);
                }
            }
        }
    }
    table.post_numbers().map(|post| permanent.contains(&post)).collect()
}

/// The posts that each post has something to say in.
fn made_of(table: &Table) -> HashMap<PostNo, Vec<PostNo>> {
    let mut ids: HashMap<&str, PostNo> = HashMap::new();
    for (number, post) in table.numbered_posts().rev() {
        ids.extend(post.id.as_ref().map(|id| (id.value.as_str(), number)));
    }
    let mut out: HashMap<PostNo, Vec<PostNo>> = HashMap::new();
    let mut since: Vec<PostNo> = Vec::new();
    for (number, post) in table.numbered_posts() {
        let named: Vec<&str> = match &post.kind {
            Kind::Subtotal(SubtotalOf::Posts(terms)) => {
                terms.iter().map(|term| term.value.name.as_str()).collect()
            }
            Kind::Share(share) => vec![&share.of.value],
            Kind::OfWhich(PartOf::Named(of)) => vec![&of.value],
            _ => Vec::new(),
        };
        if let Kind::OfWhich(PartOf::Above(whole)) = post.kind {
            out.entry(whole).or_default().push(number);
        }
        for part in named.into_iter().filter_map(|name| ids.get(name)) {
            out.entry(*part).or_default().push(number);
        }
        match post.kind {
            Kind::Subtotal(SubtotalOf::SinceLast(_)) => {
                for part in since.drain(..) {
                    out.entry(part).or_default().push(number);
                }
            }
            Kind::Heading | Kind::Subtotal(_) => since.clear(),
            _ if post.counted() => since.push(number),
            _ => {}
        }
    }
    out
}
