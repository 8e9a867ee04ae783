//! Posts whose last year goes on: a sum across the years would say nothing of them, nor of what they are a part of.

use std::collections::HashMap;

use crate::note::{Kind, SubtotalOf, Table};

/// For each of a table's posts, whether its last year goes on: by its own word, or because a post does that it is a sum, a share or a
/// part of.
pub(super) fn posts(table: &Table) -> Vec<bool> {
    let mut lasting: Vec<bool> = table.posts.iter().map(|post| post.permanent).collect();
    if !lasting.contains(&true) {
        return lasting;
    }
    let made_of = made_of(table);
    let mut waiting: Vec<usize> = (0..lasting.len()).filter(|post| lasting[*post]).collect();
    while let Some(post) = waiting.pop() {
        for whole in made_of.get(&post).into_iter().flatten() {
            if !std::mem::replace(&mut lasting[*whole], true) {
                waiting.push(*whole);
            }
        }
    }
    lasting
}

/// The posts that each post has something to say in.
fn made_of(table: &Table) -> HashMap<usize, Vec<usize>> {
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for (number, post) in table.posts.iter().enumerate().rev() {
        ids.extend(post.id.as_ref().map(|id| (id.value.as_str(), number)));
    }
    let mut out: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut since: Vec<usize> = Vec::new();
    for (number, post) in table.posts.iter().enumerate() {
        let named: Vec<&str> = match &post.kind {
            Kind::Subtotal(SubtotalOf::Posts(terms)) => terms.iter().map(|term| term.value.name.as_str()).collect(),
            Kind::Share(share) => vec![&share.of.value],
            Kind::OfWhich(of) => vec![&of.value],
            _ => Vec::new(),
        };
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
